// Which reservations anyone has written, from the PMS's own change log: one position for the whole installation, split by hotel.
//
// A follow must see every change that was committed before it began, and must wait for nobody. So whoever follows reads the log himself, in
// his own transaction and under his hotel's lock. Where the position is free he locks it, lays the other hotels' changes aside for them, and
// moves it on; all of that is undone with his transaction. Where another holds it, he reads the same rows without moving it: what he finds
// beyond the position will be found once more by a later follow, which does no harm. Position and log are read in one snapshot, so a row is
// either laid aside already or still beyond the position. Locks are taken in one order, the hotel's first; the second is never waited for.
import { hotelId, type HotelId, type ReservationId } from '../../../domain/ids.js';
import type { Database, Transaction, HotelTx } from '../../../platform/database/index.js';
import type { HostChange, HostChanges, HotelsToFollow } from '../../port.js';
import { isAtEnd, mustBeginAnew, positionAfter } from './log-position.js';
import { type LogEntry, look, type Look, saveCompared, savePosition } from './log-repository.js';

/** Changed reservations of a hotel at which comparing the whole hotel is cheaper than telling them all. */
const mostChanges = 5_000;

const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

interface Reading {
  readonly comparisons: number;
  readonly forgotten: number;
  /** The log says nothing of what was changed: it begins anew. */
  readonly blind: boolean;
  /** In the snapshot of the last look. */
  readonly followed: Look['followed'];
}

/** Of which entries somebody wants to know: of one hotel, or of all. */
const of = (entries: readonly LogEntry[], hotel: HotelId | undefined) =>
  hotel === undefined ? entries : entries.filter((entry) => entry.hotel === hotel);

/** With the position locked, to the end of the log: for one hotel, or to lay everything aside. Undefined where another holds it. */
async function readOn(
  tx: Transaction,
  hotel: HotelId | undefined,
  now: Date,
  found: (entries: readonly LogEntry[]) => void,
): Promise<Reading | undefined> {
  let forgotten = 0;
  for (;;) {
    const seen = await look(tx, { locked: true, ...(hotel !== undefined && { takeOf: hotel }) });
    found(seen.taken);
    if (!seen.position) return undefined;
    // Another has moved it between this statement's snapshot and its lock; now nobody can.
    if (!seen.coherent) continue;
    found(of(seen.entries, hotel));
    const step = positionAfter(seen.position, seen.page, now);
    if (!same(step.position, seen.position)) {
      const others = seen.entries.filter((entry) => entry.hotel !== hotel);
      await savePosition(tx, step.position, others);
    }
    forgotten += step.forgotten;
    const blind = mustBeginAnew(seen.position, seen.page);
    const { comparisons } = step.position;
    if (blind || !seen.full) return { comparisons, forgotten, blind, followed: seen.followed };
  }
}

/** Without the position, to the end of the log. */
async function readBeside(
  tx: Transaction,
  hotel: HotelId | undefined,
  found: (entries: readonly LogEntry[]) => void,
): Promise<Reading> {
  for (let above: number | undefined; ;) {
    const seen = await look(tx, {
      locked: false,
      ...(hotel !== undefined && { takeOf: hotel }),
      ...(above !== undefined && { above }),
    });
    found([...seen.taken, ...of(seen.entries, hotel)]);
    const { comparisons } = seen.position!;
    const blind = above === undefined && mustBeginAnew(seen.position!, seen.page);
    if (blind || !seen.full) return { comparisons, forgotten: 0, blind, followed: seen.followed };
    above = seen.page.ids.reduce((most, id) => Math.max(most, id), 0);
  }
}

/** Under the hotel's lock: what was changed since the last time, by anyone. */
export async function takeChanges(tx: HotelTx, now: Date): Promise<HostChanges> {
  const { hotel } = tx;
  const users = new Map<ReservationId, Set<number>>();
  const found = (entries: readonly LogEntry[]) => {
    for (const { reservation, user } of entries) {
      if (users.size > mostChanges) return;
      const known = users.get(reservation) ?? new Set();
      users.set(reservation, user === undefined ? known : known.add(user));
    }
  };
  const { comparisons, forgotten, blind, followed } =
    (await readOn(tx, hotel, now, found)) ?? (await readBeside(tx, hotel, found));
  const compared = followed.find((one) => one.hotel === hotel)?.compared;
  // Who splits the log sees a new hotel only once this is committed; so it is compared once more by the next follow.
  if (compared === undefined) await saveCompared(tx, comparisons - 1);
  else if (compared < comparisons) await saveCompared(tx, comparisons);
  const compareWhole = blind || compared === undefined || compared < comparisons || users.size > mostChanges;
  const changes = [...users].map(([reservation, by]): HostChange => ({ reservation, users: [...by] }));
  return { changes: compareWhole ? [] : changes, compareWhole, forgotten };
}

/** Hotels that have something to follow: by the log, or in their rooms. One statement where nothing new has come to the log. */
export async function hotelsToFollow(database: Database, now: Date): Promise<HotelsToFollow> {
  const seen = await look(database, { locked: false, atRooms: true, withoutRows: true });
  const position = seen.position!;
  const changed = new Set<number>(seen.withOtherRooms);
  const found = (entries: readonly LogEntry[]) => entries.forEach(({ hotel }) => changed.add(hotel));
  const reading: Reading = isAtEnd(position, seen.page)
    ? { comparisons: position.comparisons, forgotten: 0, blind: false, followed: seen.followed }
    : await database.transaction(
        async (tx) => (await readOn(tx, undefined, now, found)) ?? readBeside(tx, undefined, found),
      );
  const { comparisons, forgotten, blind, followed } = reading;
  const hotels = followed
    .filter(
      ({ hotel, compared, waiting }) => blind || waiting || compared < comparisons || changed.has(hotel),
    )
    .map(({ hotel }) => hotelId(hotel));
  return { hotels, forgotten };
}
