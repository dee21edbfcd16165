// The site controller's days: a backlog at once, then a message every few seconds for ever, and the PMS's job that keeps asking for them.
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { faultKinds, type Message, type Simulator } from '../../examples/tl-lincoln/index.js';
import { chapterOf, type Programme } from './programme.js';
import { repeat, rest } from './repeat.js';

const secondsBetweenFetches = 2;
/** Of each answer, once the backlog is in. */
const faultProbability = 0.02;

/** How much longer the pauses are once the programme is over. */
const afterwardsSlower = 5;

/** Those of `messages` that no earlier start has brought into the database. */
async function notStored(
  pool: pg.Pool,
  hotelId: number,
  messages: readonly Message[],
): Promise<readonly Message[]> {
  // A damaged message has none for us, and may have one for who reads it.
  const hashOf = ({ xml }: Message) => createHash('sha256').update(xml);
  const { rows } = await pool.query<{ data_id: string | null; hash: string }>(
    `SELECT data_id, encode(content_hash, 'hex') AS hash FROM heyawari.ota_import_cache
      WHERE hotel_id = $1 AND (data_id = ANY($2) OR content_hash = ANY($3))`,
    [hotelId, messages.map(({ dataId }) => dataId), messages.map((message) => hashOf(message).digest())],
  );
  const dataIds = new Set(rows.map((row) => row.data_id));
  const hashes = new Set(rows.map((row) => row.hash));
  return messages.filter(
    (message) =>
      !hashes.has(hashOf(message).digest('hex')) &&
      (message.dataId === undefined || !dataIds.has(message.dataId)),
  );
}

export interface DeliveryOptions {
  readonly simulator: Simulator;
  readonly pool: pg.Pool;
  readonly hotelId: number;
  /** Of the PMS. */
  readonly url: string;
  readonly programme: Programme;
  /** The hotel's business date, now. */
  readonly today: () => string;
  readonly everySeconds: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** As the PMS's own job does it. What goes wrong with the site controller is the plugin's to record. */
const keepFetching = ({ url, signal, say }: DeliveryOptions): Promise<void> =>
  repeat('The fetch', { everySeconds: secondsBetweenFetches, signal, say }, async () => {
    const response = await fetch(`${url}/api/sc/tl/reservations/fetch`, { signal });
    await response.arrayBuffer();
  });

async function keepDelivering(options: DeliveryOptions): Promise<void> {
  const { simulator, pool, hotelId, programme, everySeconds, signal, say } = options;
  const backlog = await notStored(pool, hotelId, programme.backlog);
  const live = await notStored(pool, hotelId, programme.live);
  simulator.deliver(backlog);
  say(
    `The site controller delivers ${backlog.length} messages at once, then one every ${everySeconds} s (${live.length} to come).`,
  );
  while (!signal.aborted && simulator.statistics().waiting > 0) await rest(1, signal);
  for (const kind of faultKinds)
    simulator.faults[kind] = { probability: faultProbability, budget: Number.POSITIVE_INFINITY };
  await deliverSlowly(live, everySeconds, options);
  if (signal.aborted) return;
  say('The first bookings are all delivered; from now on guests book and change their minds more slowly.');
  await keepGoing(options);
}

async function deliverSlowly(
  messages: readonly Message[],
  everySeconds: number,
  { simulator, signal }: DeliveryOptions,
): Promise<void> {
  for (const message of messages) {
    await rest(everySeconds, signal);
    if (signal.aborted) return;
    simulator.deliver([message]);
  }
}

/** Round after round, slowly enough that a start left running for weeks does not fill the disk: some 4,000 messages a day. */
async function keepGoing(options: DeliveryOptions): Promise<void> {
  const { pool, hotelId, today, everySeconds, signal } = options;
  let day = today();
  for (let chapter = 0; !signal.aborted; chapter += 1) {
    if (today() !== day) [day, chapter] = [today(), 0];
    const messages = await notStored(pool, hotelId, chapterOf(day, chapter));
    await deliverSlowly(messages, everySeconds * afterwardsSlower, options);
  }
}

/** Resolves after `signal`; rejects where the database cannot be read at the start. */
export async function deliverDays(options: DeliveryOptions): Promise<void> {
  await Promise.all([keepFetching(options), keepDelivering(options)]);
}
