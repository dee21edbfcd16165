// Reads from the table what was committed beyond what was heard: a notification only says where to look, since anybody can send one.
import { hotelId } from '../../domain/ids.js';
import type { PublishedEvent, Topic } from './events.js';
import type { Ask } from './listener.js';

export interface EventReader {
  /** Whatever was committed before this counts as heard. */
  beginHere(ask: Ask): Promise<void>;
  /** Tells what was missed in every hotel. */
  readAll(ask: Ask): Promise<void>;
  /** As `readAll` for one hotel, unless `version` was heard already. What is asked for during a read is read together after it. */
  readFrom(hotel: number, version: number, ask: Ask): Promise<void>;
}

/** Rows in one answer. */
const longestAnswer = 1_000;
/** Hotels asked for by name; where there are more, all are looked at. */
const mostNamed = 1_000;

interface EventRow {
  readonly hotel_id: number;
  readonly topic: Topic;
  readonly version: string;
}

/** The newest version of every hotel that has one. */
async function newestVersions(ask: Ask): Promise<ReadonlyMap<number, number>> {
  const rows = await ask<{ hotel_id: number; version: string }>(
    'SELECT hotel_id, max(version) AS version FROM heyawari.events WHERE version IS NOT NULL GROUP BY hotel_id',
  );
  return new Map(rows.map((row) => [row.hotel_id, Number(row.version)]));
}

/** In order per hotel; at most `longestAnswer`. */
const eventsBeyond = (ask: Ask, hotels: readonly number[], heard: (hotel: number) => number) =>
  ask<EventRow>(
    `SELECT e.hotel_id, e.topic, e.version
       FROM unnest($1::integer[], $2::bigint[]) AS h(hotel, heard)
       JOIN heyawari.events e ON e.hotel_id = h.hotel AND e.version > h.heard
      ORDER BY e.hotel_id, e.version LIMIT ${longestAnswer}`,
    [hotels, hotels.map(heard)],
  );

/** `publish` is called once for each event, in order per hotel. */
export function createEventReader(publish: (event: PublishedEvent) => void): EventReader {
  const versions = new Map<number, number>();
  const heard = (hotel: number) => versions.get(hotel) ?? 0;
  const waiting = new Set<number>();
  let reading = false;

  function tell(row: EventRow): void {
    const version = Number(row.version);
    if (version <= heard(row.hotel_id)) return;
    versions.set(row.hotel_id, version);
    publish({ hotelId: hotelId(row.hotel_id), topic: row.topic, version });
  }

  async function read(ask: Ask, hotels: readonly number[]): Promise<void> {
    for (let rows = longestAnswer; rows === longestAnswer;) {
      const answer = await eventsBeyond(ask, hotels, heard);
      answer.forEach(tell);
      rows = answer.length;
    }
  }

  async function readAll(ask: Ask): Promise<void> {
    const newest = [...(await newestVersions(ask))];
    const behind = newest.filter(([hotel, version]) => version > heard(hotel));
    if (behind.length > 0)
      await read(
        ask,
        behind.map(([hotel]) => hotel),
      );
  }

  return {
    readAll,
    async beginHere(ask) {
      for (const [hotel, version] of await newestVersions(ask)) versions.set(hotel, version);
    },
    async readFrom(hotel, version, ask) {
      if (version <= heard(hotel)) return;
      if (waiting.size <= mostNamed) waiting.add(hotel);
      if (reading) return;
      reading = true;
      try {
        while (waiting.size > 0) {
          const hotels = [...waiting];
          waiting.clear();
          await (hotels.length > mostNamed ? readAll(ask) : read(ask, hotels));
        }
      } finally {
        reading = false;
      }
    },
  };
}
