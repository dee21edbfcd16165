// A route of the PMS that its own jobs call without signing in: open to this machine or to a token, and to nobody else.
import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import type { Logger } from 'winston';
import { Refusal, type Messages } from '../../domain/refusal.js';
import { correlationId, withCorrelation } from '../context.js';
import { platformMessages } from '../messages.js';
import { languageOf, problemOf, severityOf } from './problem.js';

export interface HostRoute {
  readonly method: 'get' | 'post';
  /** Below the host's `/api`, e.g. `/sc/tl/reservations/fetch`. */
  readonly path: string;
  readonly handler: () => Promise<{ readonly status: number; readonly body: unknown }>;
}

export interface HostRouteOptions {
  readonly messages: Messages;
  readonly logger: Logger;
  /** Accepted in the header `X-Heyawari-Token` from anywhere; undefined: only this machine may call. */
  readonly token?: string;
}

/** Set by every reverse proxy of note: behind one, every caller looks local. */
const forwardingHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];
const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** The socket's own address: `request.ip` may be what a header claims. */
const isLocal = (request: Request) =>
  loopback.test(request.socket.remoteAddress ?? '') &&
  forwardingHeaders.every((header) => request.headers[header] === undefined);

/** Asked otherwise than the PMS's jobs do, it says who answers here and when it was last called, and does nothing: `npx heyawari check --live`. */
function sayWho(request: Request, response: Response, calls: Calls): void {
  const key = 'request.only_get';
  const detail = platformMessages[key]![languageOf(request.get('accept-language'))];
  const problem = {
    type: 'about:blank',
    title: 'Method Not Allowed',
    status: 405,
    detail,
    error: detail,
    key,
  };
  response
    .status(405)
    .set('allow', 'GET')
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, answeredBy: 'heyawari', ...calls }));
}

/** Of this process. */
interface Calls {
  calls: number;
  /** ISO. */
  lastCall?: string;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

const bearsToken = (request: Request, token: string | undefined) =>
  token !== undefined && timingSafeEqual(digest(request.get('x-heyawari-token') ?? ''), digest(token));

/** To be mounted by the host at `/api`, before its own route of the same path. */
export function createHostRoute(route: HostRoute, { messages, logger, token }: HostRouteOptions): Router {
  const router = Router();
  const calls: Calls = { calls: 0 };
  router[route.method](route.path, (request, response) =>
    withCorrelation(request.get('x-request-id'), undefined, async () => {
      try {
        if (!isLocal(request) && !bearsToken(request, token))
          throw new Refusal('forbidden', 'request.not_internal');
        calls.calls += 1;
        calls.lastCall = new Date().toISOString();
        const { status, body } = await route.handler();
        response.status(status).json(body);
      } catch (error) {
        const { problem, fault } = problemOf(error, {
          language: languageOf(request.get('accept-language')),
          instance: request.path,
          correlationId: correlationId() ?? '',
          messages: { ...platformMessages, ...messages },
        });
        if (fault) logger.log(severityOf(error), 'request failed', { path: request.path, error });
        response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
      }
    }),
  );
  router.all(route.path, (request, response, next) => {
    // Whether a browser may ask is the PMS's to say.
    if (request.method === 'OPTIONS') next();
    else sayWho(request, response, calls);
  });
  return router;
}
