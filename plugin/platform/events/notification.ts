// What comes in on our channel, read as a stranger's: any role of the database may send any text there.
import type { Logger } from 'winston';
import { z } from 'zod';
import { hotelId } from '../../domain/ids.js';
import { type PublishedEvent, topics } from './events.js';

const largestInteger = 2 ** 31 - 1;

const schema = z.object({
  hotelId: z.number().int().min(1).max(largestInteger),
  topic: z.enum(topics),
  version: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});

/** The event, of which nothing but its three fields is kept; undefined where it is none of ours. Never throws. */
export function readNotification(payload: string): PublishedEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return undefined; // no JSON, so not ours
  }
  const read = schema.safeParse(value);
  if (!read.success) return undefined;
  return { hotelId: hotelId(read.data.hotelId), topic: read.data.topic, version: read.data.version };
}

const quietMs = 60_000;

/** Says at most once a minute that something else came in, and how much; never what: nobody knows what is in it. */
export function rareWarning(logger: Logger) {
  let count = 0;
  let last = -Infinity;
  return {
    heard(characters: number) {
      count += 1;
      if (performance.now() - last < quietMs) return;
      logger.warn('something that is no event was sent to our channel; it is left out', {
        count,
        characters,
      });
      [count, last] = [0, performance.now()];
    },
  };
}
