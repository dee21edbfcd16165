// Whether a message that was asked for anew is still what a person has seen of it. Pure.
import type { ImportMessageDetail } from '../../api/imports.js';

/** A try that came to the same changes the message, and nothing that a person goes by. */
const byItself = [
  'version',
  'attempts',
  'nextAttemptAt',
  'history',
  'others',
  'status',
  'receivedAt',
] as const;

const saying = (message: ImportMessageDetail): string =>
  JSON.stringify({ ...message, ...Object.fromEntries(byItself.map((name) => [name, null])) });

export const isSameToPerson = (seen: ImportMessageDetail, now: ImportMessageDetail): boolean =>
  saying(seen) === saying(now);
