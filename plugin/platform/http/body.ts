// The body of a command: JSON of at most one megabyte, whoever has parsed it.
import express, { type RequestHandler } from 'express';

const mostBytes = 1024 * 1024;

/** As body-parser words it; `problemOf` knows the status. */
const tooLarge = () => Object.assign(new Error('the body is too large'), { status: 413 });

const claimsTooMuch = (contentLength: string | undefined) => Number(contentLength ?? 0) > mostBytes;

/** The PMS parses bodies of up to 50 MB before its routes, packed ones too: what then counts is how large it has become. */
const hasBecomeTooLarge = (body: unknown) =>
  body !== undefined && Buffer.byteLength(JSON.stringify(body)) > mostBytes;

const refuseLarge: RequestHandler = (request, _response, next) =>
  next(
    claimsTooMuch(request.get('content-length')) || hasBecomeTooLarge(request.body) ? tooLarge() : undefined,
  );

/** Parses what nobody has parsed yet; refuses with 413 a body that is, says it is or has become larger than one megabyte. */
export const jsonBody: readonly RequestHandler[] = [refuseLarge, express.json({ limit: mostBytes })];
