// Routes as data become an Express router: correlation id, guard, rate limit, validation, idempotency, answer or problem.
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import { hotelId } from '../../domain/ids.js';
import { Refusal, type Messages } from '../../domain/refusal.js';
import { correlationId, withClerk, withCorrelation } from '../context.js';
import { type Database, hotelTransaction } from '../database/index.js';
import type { Cipher } from '../encryption/index.js';
import { platformMessages } from '../messages.js';
import { jsonBody } from './body.js';
import { type AsksClerk, clerkField, clerkOf } from './clerk.js';
import { createDocsPage } from './docs-page.js';
import { idText } from './fields.js';
import { guarded, userIdOf, type Guards } from './guard.js';
import { measureRequests } from './http-metrics.js';
import { createIdempotency, type Idempotency, idempotencyKey, type KeyedRequest } from './idempotency.js';
import { openApiDocument } from './openapi.js';
import { type KnowsHotel, remembered } from './known-hotels.js';
import { languageOf, problemOf, severityOf, unsigned, type ProblemContext } from './problem.js';
import type { AnyRoute, RouteAnswer, RouteRequest } from './route.js';
import { parsePart } from './validate.js';

export interface RouterOptions {
  readonly routes: readonly AnyRoute[];
  readonly guards: Guards;
  /** Sentences of all slices, by key; the platform's own are added. */
  readonly messages: Messages;
  readonly database: Database;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Commands (every method but GET) one user may send per minute; default 120. */
  readonly commandsPerMinute?: number;
  /** Where requests are measured; undefined: they are not. */
  readonly metrics?: Registry;
  /** Whether the PMS has the hotel; for another one everything is 404. Default: any hotel is known. */
  readonly knowsHotel?: KnowsHotel;
  /** Whether commands of the hotel have to say who gives them. Default: none has. */
  readonly asksClerk?: AsksClerk;
}

const base = '/heyawari';
/** After which a busy database may well have time. */
const retryAfterSeconds = 5;
const nothing = z.strictObject({}).optional();
const pathSchema = z.object({ hotelId: idText });

const instanceOf = (request: Request) => request.originalUrl.split('?')[0] ?? '';

/** Runs the rest of the request under its correlation id, which the answer names too. */
const correlate: RequestHandler = (request, response, next) =>
  withCorrelation(request.get('x-request-id'), undefined, () => {
    response.locals.correlationId = correlationId();
    response.locals.arrivedAt = performance.now();
    response.set('x-request-id', correlationId());
    next();
  });

const contextOf = (request: Request, response: Response, messages: Messages): ProblemContext => ({
  language: languageOf(request.get('accept-language')),
  instance: instanceOf(request),
  correlationId: String(response.locals.correlationId),
  messages,
});

/** In the body of any command, beside what its route takes. */
const besideSchema = z.object({ clerk: clerkField });

/** The route's own input, parsed, what a key makes of it, and who is said to give it; key and person are taken out of the body first. */
function inputOf(route: AnyRoute, request: Request, userId: number): ParsedRequest {
  const language = languageOf(request.get('accept-language'));
  const hotel = hotelId(parsePart('path', pathSchema, request.params, language).hotelId);
  const params = { ...(request.params as Record<string, string>) };
  delete params.hotelId;
  const query = parsePart<unknown>('query', route.query ?? nothing, request.query, language);
  const common = { hotelId: hotel, params, query: query as never, userId };
  if (route.method === 'get')
    return { input: { ...common, body: undefined as never }, keyed: undefined, clerk: undefined };

  const sent = (request.body ?? undefined) as unknown;
  const { idempotencyKey: sentKey, clerk: sentClerk, ...rest } = (sent ?? {}) as Record<string, unknown>;
  const body = sentKey === undefined && sentClerk === undefined ? sent : rest;
  const key = parsePart('body', idempotencyKey, request.get('idempotency-key') ?? sentKey, language);
  const { clerk } = parsePart('body', besideSchema, { clerk: sentClerk }, language);
  const keyed = {
    hotelId: hotel,
    userId,
    key: key ?? '',
    route: `${request.method} ${instanceOf(request)}`,
    body,
  };
  return {
    input: { ...common, body: parsePart<unknown>('body', route.body ?? nothing, body, language) as never },
    keyed: key === undefined ? undefined : keyed,
    clerk,
  };
}

interface HandlerParts {
  readonly database: Database;
  readonly idempotency: Idempotency;
  readonly messages: Messages;
  readonly knowsHotel: KnowsHotel;
  readonly asksClerk: AsksClerk;
}

type Input = RouteRequest<never, never>;

interface ParsedRequest {
  readonly input: Input;
  readonly keyed: KeyedRequest | undefined;
  readonly clerk: string | undefined;
}

/** Kept with the request, since what the PMS's guard does may lose the context. */
interface RequestLocals {
  readonly correlationId: string;
  /** By `performance.now()`. */
  readonly arrivedAt: number;
}

/** A question reads for itself. A command is one transaction, with its idempotency key in it; a Refusal it returns is thrown when that is done. */
async function answerOf(
  route: AnyRoute,
  { input, keyed, clerk: said }: ParsedRequest,
  { database, idempotency, asksClerk }: HandlerParts,
): Promise<RouteAnswer<unknown>> {
  // The answer is held to its schema: a column more than the document says never leaves by accident.
  const held = ({ status, body }: RouteAnswer<unknown>) => ({
    status,
    body: status === 204 ? null : route.answer.parse(body),
  });
  if (route.method === 'get') return held(await route.handler(input));
  const answer = await hotelTransaction(database, input.hotelId, async (tx) => {
    const clerk = await clerkOf(tx, route, said, asksClerk);
    const work = async () => {
      const worked = await route.handler(input, tx);
      return worked instanceof Refusal ? worked : held(worked);
    };
    return withClerk(clerk, () => (keyed ? idempotency.once(tx, keyed, work) : work()));
  });
  if (answer instanceof Refusal) throw answer;
  return answer;
}

function handlerOf(route: AnyRoute, parts: HandlerParts): RequestHandler {
  const { messages, knowsHotel } = parts;
  return async (request, response) => {
    const userId = userIdOf(request);
    if (userId === undefined) {
      const problem = unsigned(contextOf(request, response, messages));
      response.status(401).type('application/problem+json').send(JSON.stringify(problem));
      return;
    }
    const parsed = inputOf(route, request, userId);
    const { hotelId: hotel } = parsed.input;
    const work = async () => {
      if (!(await knowsHotel(hotel))) throw new Refusal('not_found', 'request.unknown_hotel', { hotel });
      return answerOf(route, parsed, parts);
    };
    // The person has waited since before the guard was asked.
    const { correlationId: id, arrivedAt } = response.locals as RequestLocals;
    const answer = await withCorrelation(id, userId, work, arrivedAt);
    response.set('cache-control', 'no-store').status(answer.status);
    if (answer.status === 204) response.end();
    else response.json(answer.body);
  };
}

const limiter = (perMinute: number): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => `user ${userIdOf(request) ?? 'unknown'}`,
    handler: (_request, response, next) => {
      const seconds = Number(response.get('retry-after') ?? 60);
      next(new Refusal('too_many', 'request.too_many', { seconds }));
    },
  });

const problemHandler =
  (messages: Messages, logger: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const { problem, fault } = problemOf(error, contextOf(request, response, messages));
    if (fault)
      logger.log(severityOf(error), 'request failed', {
        correlationId: problem.correlationId,
        method: request.method,
        path: problem.instance,
        error,
      });
    if (problem.status === 503) response.set('retry-after', String(retryAfterSeconds));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };

/** To be mounted by the host at `/api`, before its own error handler. */
export function createRouter(options: RouterOptions): Router {
  const { routes, guards, database, logger, metrics } = options;
  const messages = { ...platformMessages, ...options.messages };
  const idempotency = createIdempotency(options);
  const limit = limiter(options.commandsPerMinute ?? 120);
  const knowsHotel = options.knowsHotel ? remembered(options.knowsHotel) : () => Promise.resolve(true);
  const asksClerk = options.asksClerk ?? (() => Promise.resolve(false));
  const document = openApiDocument(routes);

  const api = Router();
  api.use(correlate);
  const measured = metrics ? measureRequests(metrics) : undefined;
  for (const route of routes) {
    const measure = measured ? [measured(route)] : [];
    const command = route.method === 'get' ? [] : [limit, ...jsonBody];
    api[route.method](
      `/hotels/:hotelId${route.path}`,
      ...measure,
      guarded(guards[route.permission], route.permission),
      ...command,
      handlerOf(route, { database, idempotency, messages, knowsHotel, asksClerk }),
    );
  }
  api.get('/openapi.json', guarded(guards.view), (_request, response) => void response.json(document));
  api.use(createDocsPage());
  api.use(() => {
    throw new Refusal('not_found', 'request.unknown_path');
  });
  api.use(problemHandler(messages, logger));
  return Router().use(base, api);
}
