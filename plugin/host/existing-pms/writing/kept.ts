// What a person made of a reservation, fitted to what the PMS's edit has left: notes, guests, parking. Pure.
import type {
  KeptPart,
  ParkedNight,
  ReservationState,
  StateNight,
} from '../../../domain/reservation-state.js';
import type { PutBack } from '../../port.js';

type Nights = readonly StateNight[];

const roomsOf = (nights: Nights) => [...new Set(nights.map(({ roomId }) => roomId))];

/** From which room of before each room of now goes on: from itself, else from one that is left, both in their order. */
function roomsBefore(now: Nights, old: Nights) {
  const [has, had] = [roomsOf(now), roomsOf(old)];
  const left = had.filter((room) => !has.includes(room));
  const came = has.filter((room) => !had.includes(room));
  return (room: StateNight['roomId']) => (had.includes(room) ? room : left[came.indexOf(room)]);
}

/** Guests by night as it is now: those of the same room on that date, else on another date; then of any room on that date. */
export function guestsToKeep({ before: { nights: old }, after }: PutBack) {
  const roomBefore = roomsBefore(after.nights, old);
  const before = ({ roomId, date }: StateNight) => {
    const room = roomBefore(roomId);
    const ofRoom = old.filter((night) => night.roomId === room);
    const onDate = (night: StateNight) => night.date === date;
    const same = ofRoom.find(onDate) ?? (room === roomId ? ofRoom.at(-1) : undefined);
    return same ?? old.find(onDate) ?? ofRoom[0] ?? old[0];
  };
  return after.nights.flatMap((night) =>
    (before(night)?.guests ?? []).map((client) => ({ night: night.id, client })),
  );
}

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
