// A few bookings with a story, so that what is rare can be seen within minutes: no room left, a party, a change, damaged messages.
import {
  badMessages,
  bookingMessage,
  type BookingContent,
  type Message,
} from '../../examples/tl-lincoln/index.js';
import { addDays } from '../bookings/dates.js';

/** A message and how many ordinary live messages come before it. */
export interface Scene {
  readonly after: number;
  readonly message: Message;
}

type Booking = Omit<BookingContent, 'kind' | 'version' | 'bookedOn'>;

const room = (code: string, men: number, women: number, pricePerNight: number) => ({
  ...{ code, men, women, pricePerNight },
});

/** Three couples want one of the two suites for the same nights. */
const suites = (openedOn: string): Booking[] =>
  ['ST-SUITE-1', 'ST-SUITE-2', 'ST-SUITE-3'].map((number) => ({
    number,
    checkIn: addDays(openedOn, 3),
    nights: 2,
    rooms: [room('STE', 1, 1, 36_000)],
  }));

const party = (openedOn: string): Booking => ({
  number: 'NK-PARTY-1',
  agency: 'なかよし団体旅行',
  checkIn: addDays(openedOn, 9),
  nights: 2,
  rooms: [room('TWN', 2, 0, 13_800), room('TWN', 0, 2, 13_800), room('TWN', 1, 1, 13_800)],
});

const couple = (openedOn: string): Booking => ({
  number: 'ST-STAY-1',
  checkIn: addDays(openedOn, 12),
  nights: 1,
  rooms: [room('DLX', 1, 1, 19_800)],
});

/** What has come before the start, and one damaged message of each kind. The same for the same day, to the byte. */
export function storiesBefore(openedOn: string): Message[] {
  const booked = (booking: Booking) =>
    bookingMessage({ ...booking, kind: 'new', version: 1, bookedOn: openedOn });
  const damaged = badMessages({ bookedOn: openedOn, checkIn: addDays(openedOn, 6) });
  return [...suites(openedOn), party(openedOn), couple(openedOn)].map(booked).concat(Object.values(damaged));
}

/** What comes of them, in order: a suite is given back, a couple stays a night longer, a party changes its dates, which a person must decide. */
export function storiesAfter(openedOn: string): Scene[] {
  const [firstSuite] = suites(openedOn);
  if (!firstSuite) throw new Error('there is no suite to give back');
  const later = { version: 2, bookedOn: openedOn } as const;
  return [
    { after: 6, message: bookingMessage({ ...couple(openedOn), ...later, kind: 'change', nights: 2 }) },
    { after: 12, message: bookingMessage({ ...firstSuite, ...later, kind: 'cancellation' }) },
    {
      after: 20,
      message: bookingMessage({
        ...party(openedOn),
        ...later,
        kind: 'change',
        checkIn: addDays(openedOn, 10),
      }),
    },
  ];
}
