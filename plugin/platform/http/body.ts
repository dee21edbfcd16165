// The body of a command: JSON of at most one megabyte and few levels, whoever has parsed it.
import express, { type RequestHandler } from 'express';

const mostBytes = 1024 * 1024;
/** No command says anything deeper than five levels; what recurses over thousands of them runs out of stack. */
const mostLevels = 32;

/** As body-parser words it; `problemOf` knows the status. */
const tooLarge = () => Object.assign(new Error('the body is too large'), { status: 413 });
const unreadable = () => Object.assign(new Error('the body is nested too deeply'), { status: 400 });

const claimsTooMuch = (contentLength: string | undefined) => Number(contentLength ?? 0) > mostBytes;

const isNestedBeyond = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !ArrayBuffer.isView(value) &&
  (levels === 0 || Object.values(value).some((inner) => isNestedBeyond(inner, levels - 1)));

/** The PMS parses bodies of up to 50 MB before its routes, packed ones too: what then counts is how large it has become. */
function hasBecomeTooLarge(body: unknown): boolean {
  if (body === undefined) return false;
  const bytes = ArrayBuffer.isView(body) ? body.byteLength : Buffer.byteLength(JSON.stringify(body));
  return bytes > mostBytes;
}

const refuseClaim: RequestHandler = (request, _response, next) =>
  next(claimsTooMuch(request.get('content-length')) ? tooLarge() : undefined);

const refuseParsed: RequestHandler = ({ body }, _response, next) => {
  // First: to measure a body is to recurse over it.
  if (isNestedBeyond(body, mostLevels)) return next(unreadable());
  next(hasBecomeTooLarge(body) ? tooLarge() : undefined);
};

/**
 * Parses what nobody has parsed yet. Refuses with 413 a body that is, says it is or has become larger than one megabyte, and with 400 one
 * that is nested deeper than 32 levels.
 */
export const jsonBody: readonly RequestHandler[] = [
  refuseClaim,
  express.json({ limit: mostBytes }),
  refuseParsed,
];
