// What a person made of a reservation, fitted to what the PMS's edit has left: notes, guests, parking. Pure.
import type {
  KeptPart,
  ParkedNight,
  ReservationState,
  StateNight,
} from '../../../domain/reservation-state.js';
import type { PutBack } from '../../port.js';

type Nights = readonly StateNight[];

/** Which night of before a night of now goes on from: the same room's on that date, else on another date; then any of that date; then the first. */
function before(now: StateNight, nights: Nights): StateNight | undefined {
  const sameRoom = nights.filter(({ roomId }) => roomId === now.roomId);
  const onDate = ({ date }: StateNight) => date === now.date;
  return sameRoom.find(onDate) ?? sameRoom.at(-1) ?? nights.find(onDate) ?? nights[0];
}

/** Guests by night as it is now. */
export const guestsToKeep = ({ before: { nights: old }, after }: PutBack) =>
  after.nights.flatMap((night) =>
    (before(night, old)?.guests ?? []).map((client) => ({ night: night.id, client })),
  );

/** A night that is to be parked, with the add-ons that go with it. */
export interface ParkingToKeep {
  readonly night: string;
  readonly date: string;
  readonly parked: readonly ParkedNight[];
  readonly addons: StateNight['parkingAddons'];
}

const isParked = ({ parked, parkingAddons }: StateNight) => parked.length + parkingAddons.length > 0;

/**
 * Where the reservation had parking on a date, that date has it again, in the room that goes on from the one that had it; where every date had
 * it, the dates that are new have it too.
 */
export function parkingToKeep({ before: { nights: old }, after }: PutBack): ParkingToKeep[] {
  const parkedDates = Map.groupBy(old.filter(isParked), ({ date }) => date);
  const oldDates = new Set(old.map(({ date }) => date));
  const always = parkedDates.size === oldDates.size;
  const given = new Set(after.nights.filter(isParked).map(({ date }) => date));
  const bare = after.nights.filter(({ date }) => !given.has(date));
  const byDate = Map.groupBy(bare, ({ date }) => date);
  return [...byDate].flatMap(([date, rooms]) => {
    const like = oldDates.has(date)
      ? parkedDates.get(date)
      : always
        ? [...parkedDates.values()].at(-1)
        : undefined;
    return (like ?? []).map(({ roomId, parked, parkingAddons }, i) => {
      const room = rooms.find((one) => one.roomId === roomId) ?? rooms[i] ?? rooms[0]!;
      return { night: room.id, date, parked, addons: parkingAddons };
    });
  });
}

const nameIn = (state: ReservationState, part: 'booker' | 'guests') =>
  state.parts[part].flatMap((row) =>
    'client' in row ? [] : String(row.kanji ?? row.kana ?? row.name ?? ''),
  );

/** In the PMS's language, for whoever reads the reservation there. */
function newsOf(part: KeptPart, after: ReservationState): string {
  switch (part) {
    case 'booker':
      return `予約者名：${nameIn(after, part).join('、')}`;
    case 'guests':
      return `宿泊者名：${nameIn(after, part).join('、')}`;
    case 'arrival':
      return `到着時刻：${after.arrival?.slice(0, 5) ?? ''}`;
    case 'departure':
      return `出発時刻：${after.departure?.slice(0, 5) ?? ''}`;
    case 'notes':
    case 'parking':
      return '';
  }
}

const lines = (comment: string | null) => (comment ?? '').split('\n');
const without = (some: readonly string[], others: readonly string[]) =>
  some.filter((one) => one && !others.includes(one));

/** The person's notes, or else the agency's; then what the agency says anew, and `more`, none of it twice. */
export function notesToKeep(
  { before: old, after, parts, contested }: PutBack,
  more: readonly string[],
): string | null {
  const own = parts.includes('notes');
  const first = own ? old.comment : after.comment;
  const said = own && contested.includes('notes') ? lines(after.comment) : [];
  const news = contested
    .map((part) => newsOf(part, after))
    .flatMap((text) => (text ? [`【予約サイトの変更】${text}`] : []));
  const added = without([...said, ...news, ...more], lines(first));
  return added.length === 0 ? first : [...(first ? [first] : []), ...added].join('\n');
}

export const withoutSpot = (dates: readonly string[]) =>
  dates.length === 0
    ? []
    : [`【要対応】駐車場：${dates.join('、')} は同じ区画が空いていないため、手配し直してください。`];
