// Which messages the site controller has for the hotel: what was booked before it opened, what comes while one looks on, and what never ends.
import { messagesByDay, type Message } from '../../examples/tl-lincoln/index.js';
import { addDays } from '../bookings/dates.js';
import { generateBookings } from '../bookings/generate.js';
import { smallHotel } from '../bookings/hotel.js';
import type { BookingRow } from '../bookings/read.js';
import { type Scene, storiesAfter, storiesBefore } from './stories.js';

export interface Programme {
  /** Delivered at once. */
  readonly backlog: readonly Message[];
  /** Delivered one by one, in this order. */
  readonly live: readonly Message[];
}

/** Weeks of arrivals, and demand that fills most rooms of the near ones. */
const demand = { hotel: smallHotel, seed: 20_270_201, days: 82, seasons: [], requests: 720 } as const;
/** Arrivals begin earlier than the hotel opens, so that it opens with guests in house. */
const daysBeforeOpening = 7;

/** As the agencies number: their letters, the day, a running number. */
const letters: Readonly<Record<string, string>> = {
  'Online TA': 'ST',
  'Offline TA/TO': 'MM',
  Groups: 'NK',
  Corporate: 'SS',
};

function numbered(row: BookingRow, openedOn: string): BookingRow {
  const agency = letters[row.market_segment] ?? 'WB';
  const day = openedOn.slice(2).replaceAll('-', '');
  return { ...row, booking_id: `${agency}${day}-${row.booking_id.padStart(4, '0')}` };
}

/** In the order of booking days; those who have left before the opening are none of ours. */
function bookingsOf(openedOn: string): BookingRow[] {
  const firstArrival = addDays(openedOn, -daysBeforeOpening);
  return generateBookings({ ...demand, firstArrival })
    .filter(({ arrival, nights }) => arrival >= openedOn || addDays(arrival, nights) > openedOn)
    .map((row) => numbered(row, openedOn));
}

const allMessages = (rows: readonly BookingRow[]): Message[] =>
  [...messagesByDay(rows)].flatMap(({ messages }) => messages);

/** The row's last message as it would be sent on `day`: its booking, or where it was cancelled its cancellation. */
function sentOn(day: string, row: BookingRow): Message {
  const bookedOn = row.booked_on < day ? row.booked_on : day;
  const message = allMessages([{ ...row, booked_on: bookedOn, status_date: day }]).at(-1);
  if (!message) throw new Error(`booking ${row.booking_id} has no message`);
  return message;
}

interface LiveEvent {
  readonly day: string;
  readonly row: BookingRow;
}

/** What was still to come when the hotel opened, in order of days; without what arrives before `today`. */
function eventsAfter(openedOn: string, today: string, rows: readonly BookingRow[]): LiveEvent[] {
  return rows
    .filter(({ arrival }) => arrival >= today)
    .flatMap((row): LiveEvent[] => {
      const booking = { day: row.booked_on, row: { ...row, status: 'Check-Out' as const } };
      return row.status === 'Canceled' ? [booking, { day: row.status_date, row }] : [booking];
    })
    .filter(({ day }) => day > openedOn)
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

function withScenes(messages: readonly Message[], scenes: readonly Scene[]): Message[] {
  const all = [...messages];
  // From the last on, so that the places of the others still count ordinary messages alone.
  for (const { after, message } of scenes.toReversed()) all.splice(after, 0, message);
  return all;
}

/**
 * The programme of a hotel that opened on `openedOn`, as it looks on `today` (both `YYYY-MM-DD`). DataIDs depend on the day of opening
 * alone, so that a later start can tell what it has delivered before.
 */
export function programmeOf(openedOn: string, today: string): Programme {
  const rows = bookingsOf(openedOn);
  const before = [...messagesByDay(rows)]
    .filter(({ day }) => day <= openedOn)
    .flatMap(({ messages }) => messages);
  const after = eventsAfter(openedOn, today, rows).map(({ row }) => sentOn(today, row));
  return {
    backlog: [...storiesBefore(openedOn), ...before],
    live: withScenes(after, storiesAfter(openedOn)),
  };
}

/** Bookings of a chapter, over the weeks for which guests book. */
const chapterDemand = { ...demand, days: 60, requests: 30 } as const;
/** Of the day's first chapter: about as many as leave on a day. What later ones book is given back, so the house never fills up. */
const staysOfDay = 10;
/** How many messages come between a booking and its cancellation. */
const changeOfMind = 6;

/** What is cancelled comes some messages after its booking; in order, at most once each. */
function interleaved(booked: readonly Message[], cancelled: readonly (Message | undefined)[]): Message[] {
  const turns = Array.from({ length: booked.length + changeOfMind }, (_, turn) => [
    booked[turn],
    cancelled[turn - changeOfMind],
  ]);
  return turns.flat().filter((message) => message !== undefined);
}

/**
 * What goes on when the programme is over: the `chapter`th round (from 0) of bookings and cancellations on `today`. The same for the same
 * day and number, so that a later start can tell what it has delivered before.
 */
export function chapterOf(today: string, chapter: number): readonly Message[] {
  const seed = Number(today.replaceAll('-', '')) * 1000 + chapter;
  const day = `${today.slice(2).replaceAll('-', '')}${String(chapter).padStart(3, '0')}`;
  const rows = generateBookings({ ...chapterDemand, seed, firstArrival: addDays(today, 1) })
    .toSorted((a, b) => a.arrival.localeCompare(b.arrival))
    .map((row) => ({ ...row, booking_id: `GO${day}-${row.booking_id.padStart(3, '0')}` }));
  const keeps = chapter === 0 ? staysOfDay : 0;
  const every = Math.ceil(rows.length / Math.max(keeps, 1));
  const stays = (place: number) => keeps > 0 && place % every === 0;
  return interleaved(
    rows.map((row) => sentOn(today, { ...row, status: 'Check-Out' })),
    rows.map((row, place) => (stays(place) ? undefined : sentOn(today, { ...row, status: 'Canceled' }))),
  );
}
