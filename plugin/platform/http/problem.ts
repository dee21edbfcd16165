// What went wrong, for a person and for a program: RFC 9457 problem details, with the sentence where the PMS's client looks for it.
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { FieldRefusal, fill, Refusal, type Messages, type RefusalKind } from '../../domain/refusal.js';
import { unreachable } from '../../domain/result.js';
import { isBusy, isConnectionLoss } from '../database/index.js';
import { installationFaultOf } from '../faults/index.js';

export type Language = 'ja' | 'en';

/** A field that was refused. */
const fieldError = z.object({
  path: z.string().describe('E.g. `body.checkIn`, `query.page`'),
  code: z.string(),
  message: z.string(),
});
export type FieldError = Readonly<z.output<typeof fieldError>>;

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('For a person, in the language of `Accept-Language`'),
    instance: z.string().describe('Path of the request, without its query'),
    key: z.string().describe('Translation key of `detail`'),
    params: z.record(z.string(), z.union([z.string(), z.number()])).readonly(),
    error: z.string().describe("The same sentence as `detail`: the PMS's client shows this field"),
    correlationId: z.string(),
    errors: z.array(fieldError).readonly().optional().describe('Fields that were refused'),
  })
  .describe('What went wrong (RFC 9457)');
export type Problem = Readonly<z.output<typeof problemSchema>>;

export interface ProblemContext {
  readonly language: Language;
  readonly instance: string;
  readonly correlationId: string;
  readonly messages: Messages;
}

/** Input refused at the rim by a route's own schema. */
export class InvalidRequest extends Refusal {
  constructor(readonly errors: readonly FieldError[]) {
    super('invalid', 'request.invalid');
  }
}

/** The status that a refusal is answered with. */
export function statusOf(kind: RefusalKind): number {
  switch (kind) {
    case 'invalid':
      return 400;
    case 'forbidden':
      return 403;
    case 'not_found':
      return 404;
    case 'conflict':
      return 409;
    case 'misdirected':
      return 421;
    case 'too_many':
      return 429;
    case 'unavailable':
      return 503;
    default:
      return unreachable(kind);
  }
}

/** `ja` unless the browser asks for English before Japanese. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const first = /\b(ja|en)\b/i.exec(acceptLanguage ?? '');
  return first?.[1]?.toLowerCase() === 'en' ? 'en' : 'ja';
}

function sentence(key: string, params: Problem['params'], { messages, language }: ProblemContext): string {
  const text = messages[key]?.[language] ?? key;
  return fill(text, params);
}

function problem(
  status: number,
  key: string,
  params: Problem['params'],
  context: ProblemContext,
  errors?: readonly FieldError[],
): Problem {
  const detail = sentence(key, params, context);
  return {
    type: `urn:heyawari:problem:${key}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    instance: context.instance,
    key,
    params,
    error: detail,
    correlationId: context.correlationId,
    ...(errors ? { errors } : {}),
  };
}

/** Express's own body parser speaks in errors that carry an HTTP status. */
const bodyError = z.object({ status: z.union([z.literal(400), z.literal(413), z.literal(415)]) });

/** The problem to answer with, and whether it is a fault of ours, to be logged. */
export function problemOf(error: unknown, context: ProblemContext): { problem: Problem; fault: boolean } {
  if (error instanceof InvalidRequest)
    return { problem: problem(400, error.key, error.params, context, error.errors), fault: false };
  if (error instanceof FieldRefusal) {
    const { field, key, params } = error;
    const errors = [{ path: `body.${field}`, code: key, message: sentence(key, params, context) }];
    return { problem: problem(400, key, params, context, errors), fault: false };
  }
  if (error instanceof Refusal)
    return { problem: problem(statusOf(error.kind), error.key, error.params, context), fault: false };
  const body = bodyError.safeParse(error);
  if (body.success) {
    const key = body.data.status === 413 ? 'request.too_large' : 'request.unreadable';
    return { problem: problem(body.data.status, key, {}, context), fault: false };
  }
  if (isBusy(error)) return { problem: problem(503, 'request.busy', {}, context), fault: false };
  if (isConnectionLoss(error))
    return { problem: problem(503, 'request.database_away', {}, context), fault: true };
  const params = { correlationId: context.correlationId };
  if (installationFaultOf(error))
    return { problem: problem(503, 'request.installation', params, context), fault: true };
  return { problem: problem(500, 'request.failed', params, context), fault: true };
}

/** How a fault is logged: a connection that was lost comes back by itself. */
export const severityOf = (fault: unknown): 'warn' | 'error' => (isConnectionLoss(fault) ? 'warn' : 'error');

/** For a request without a signed-in user that no guard refused. */
export const unsigned = (context: ProblemContext): Problem => problem(401, 'request.unsigned', {}, context);
