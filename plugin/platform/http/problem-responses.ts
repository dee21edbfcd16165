// What a route may be refused with, as OpenAPI responses: what any route refuses is one table, what a route refuses by itself is added.
import { STATUS_CODES } from 'node:http';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import type { RefusalKind } from '../../domain/refusal.js';
import { statusOf } from './problem.js';
import type { AnyRoute } from './route.js';

interface Common {
  readonly status: number;
  readonly of: 'all' | 'questions' | 'commands';
  readonly keys: readonly string[];
}

/** By the name of the response in the document. */
const common: Readonly<Record<string, Common>> = {
  InvalidQuestion: { status: 400, of: 'questions', keys: ['request.invalid'] },
  InvalidCommand: {
    status: 400,
    of: 'commands',
    keys: ['request.invalid', 'request.unreadable', 'request.clerk_missing'],
  },
  Unsigned: { status: 401, of: 'all', keys: ['request.unsigned'] },
  Forbidden: { status: 403, of: 'all', keys: [] },
  UnknownHotel: { status: 404, of: 'all', keys: ['request.unknown_hotel'] },
  KeyTaken: {
    status: 409,
    of: 'commands',
    keys: ['idempotency.other_request', 'idempotency.working', 'idempotency.outcome_unknown'],
  },
  TooLarge: { status: 413, of: 'commands', keys: ['request.too_large'] },
  Packed: { status: 415, of: 'commands', keys: ['request.unreadable'] },
  OtherDatabase: { status: 421, of: 'all', keys: ['request.other_database'] },
  TooMany: { status: 429, of: 'commands', keys: ['request.too_many'] },
  Failed: { status: 500, of: 'all', keys: ['request.failed'] },
  Unavailable: {
    status: 503,
    of: 'all',
    keys: [
      ...['request.busy', 'request.database_away', 'request.installation', 'request.guard_silent'],
      ...['plugin.starting', 'plugin.failed', 'plugin.stopped'],
    ],
  },
};

/** The PMS's own middleware refuses in its own words, which promise no more than this. */
const byThePms = {
  'application/json': { schema: { type: 'object', properties: { error: { type: 'string' } } } },
} as const;

function responseOf(status: number, keys: readonly string[]): ZodOpenApiResponseObject {
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    properties: { key: { type: 'string' as const, enum: [...keys] } },
  };
  return {
    description: [STATUS_CODES[status], ...keys.map((key) => `\`${key}\``)].join(', '),
    content: {
      ...(keys.length > 0 && { 'application/problem+json': { schema } }),
      ...((status === 401 || status === 403) && byThePms),
    },
  };
}

const shared = new Map(
  Object.entries(common).map(([id, { status, keys }]) => [id, { id, ...responseOf(status, keys) }]),
);

/** By status. */
export function problemResponses({
  method,
  refusals = {},
}: AnyRoute): Record<string, ZodOpenApiResponseObject> {
  const own = new Map<number, readonly string[]>(
    Object.entries(refusals).map(([kind, keys]) => [statusOf(kind as RefusalKind), keys]),
  );
  const responses: Record<string, ZodOpenApiResponseObject> = {};
  for (const [status, keys] of own) responses[status] = responseOf(status, keys);
  for (const [id, { status, of, keys }] of Object.entries(common)) {
    if (of === (method === 'get' ? 'commands' : 'questions')) continue;
    const added = own.get(status);
    responses[status] = added ? responseOf(status, [...keys, ...added]) : shared.get(id)!;
  }
  return responses;
}
