// Typed calls below /api/heyawari with the signed-in user's token; failures come back as a Problem.
import createClient, { type Client } from 'openapi-fetch';
import { clerkOf } from './clerk.js';
import { type Host, useHost } from '../host.js';
import { useTexts } from '../texts.js';
import type { paths } from './schema.js';

/** A field that the server refused: where it is in the request (`body.rooms.0.people`), and why, for a person. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** What the server (problem+json) or the network said no with. `status` 0: no answer came at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** What it was, of the server's own refusals. */
    readonly key?: string,
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(message);
    this.name = 'Problem';
  }
}

export interface Api {
  /** Every operation of the server's OpenAPI document. */
  readonly calls: Client<paths>;
  /** Path parameter of every call: the hotel that is shown now. */
  readonly hotel: () => { readonly hotelId: number };
}

/** Not crypto.randomUUID: that one exists only on https, and hotels run the PMS on plain http in their own network too. */
function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The body of a command; the key makes a repeat by the network have one effect. */
export const command = <Body extends object>(body: Body) => ({ ...body, idempotencyKey: idempotencyKey() });

const isFieldProblem = (one: unknown): one is FieldProblem =>
  typeof one === 'object' &&
  one !== null &&
  'path' in one &&
  typeof one.path === 'string' &&
  'message' in one &&
  typeof one.message === 'string';

/** `said` need not be ours: the PMS's guard or a proxy may have answered. */
function refusal(status: number, said: unknown): Problem {
  const { error, detail, key, errors } = (typeof said === 'object' && said !== null ? said : {}) as Partial<
    Record<'error' | 'detail' | 'key' | 'errors', unknown>
  >;
  const message = [error, detail].find((text) => typeof text === 'string') ?? '';
  const fields = Array.isArray(errors) ? errors.filter(isFieldProblem) : [];
  return new Problem(status, message, typeof key === 'string' ? key : undefined, fields);
}

interface Answered<Answer> {
  readonly data?: Answer;
  readonly error?: unknown;
  readonly response: { readonly status: number };
}

/** Rejects with a Problem also where the call was given up. */
export async function answered<Answer>(call: Promise<Answered<Answer>>): Promise<Answer> {
  const { data, error, response } = await call.catch((failure: unknown): never => {
    throw new Problem(0, failure instanceof Error ? failure.message : String(failure));
  });
  if (data === undefined) throw refusal(response.status, error);
  return data;
}

/** The command with who gives it in its body: the PMS lets few headers through. */
async function givenBy(clerk: string, request: Request): Promise<Request> {
  const said = await request.clone().text();
  const body = JSON.stringify({ ...(JSON.parse(said || '{}') as object), clerk });
  request.headers.set('Content-Type', 'application/json');
  return new Request(request, { body });
}

/** Milliseconds, several times what the server takes for its slowest answer. */
const longestWait = 30_000;

/** Given up when whoever asked does not wait any more, and after so long: a network that has gone silent never says so by itself. */
function askedFor(request: Request, longest: number): Promise<Response> {
  // AbortSignal.any is not in every browser that the screens are built for (ES2023).
  const waiting = new AbortController();
  const giveUp = (): void => waiting.abort();
  if (request.signal.aborted) giveUp();
  for (const signal of [request.signal, AbortSignal.timeout(longest)])
    signal.addEventListener('abort', giveUp, { once: true });
  return fetch(request, { signal: waiting.signal });
}

/** `language`: in which the server is to explain itself. `longest`: how many milliseconds an answer is waited for. */
export function createApi(host: Host, language: () => string, longest = longestWait): Api {
  const calls = createClient<paths>({
    baseUrl: '/api/heyawari',
    fetch: (request) => askedFor(request, longest),
  });
  calls.use({
    async onRequest({ request }) {
      const token = host.token();
      request.headers.set('Authorization', `Bearer ${token ?? ''}`);
      request.headers.set('Accept-Language', language());
      const clerk = request.method === 'GET' ? undefined : clerkOf(token);
      return clerk === undefined ? request : givenBy(clerk, request);
    },
  });
  return { calls, hotel: () => ({ hotelId: host.hotelId.value ?? 0 }) };
}

export function useApi(): Api {
  const { locale } = useTexts();
  return createApi(useHost(), () => locale.value);
}
