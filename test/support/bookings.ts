// Rooms and messages for tests of import and pool: one single room for two nights, changed in what a test is about.
import { bookingMessage, type BookingContent, type Message } from '../../examples/tl-lincoln/index.js';

export const single = { code: 'SGL', men: 1, pricePerNight: 8000 } as const;

/** Rooms by number, for a hotel of a test: one person to a single, two to a twin. */
export const singles = (...numbers: string[]) => numbers.map((room) => ({ room, type: 'SGL', capacity: 1 }));
export const twins = (...numbers: string[]) => numbers.map((room) => ({ room, type: 'TWN', capacity: 2 }));

export type BookingChanges = Partial<Omit<BookingContent, 'number'>>;

/** A new booking from 2027-02-01, unless changed. */
export const newBooking = (number: string, changes: BookingChanges = {}): Message =>
  bookingMessage({
    ...{ number, version: 1, kind: 'new', bookedOn: '2027-01-20', checkIn: '2027-02-01', nights: 2 },
    rooms: [single],
    ...changes,
  });

export const changeOf = (number: string, changes: BookingChanges = {}): Message =>
  newBooking(number, { kind: 'change', version: 2, ...changes });

export const cancellationOf = (number: string, changes: BookingChanges = {}): Message =>
  newBooking(number, { kind: 'cancellation', version: 9, ...changes });

/** The message with a rest that the agency collects beforehand: the PMS writes it as a payment in the room of the booking. */
export const prepaid = (message: Message): Message => ({
  ...message,
  xml: message.xml.replace(
    '</RisaplsInformation>',
    '<AgentNativeInformation><Extend><AmountClaimed>0</AmountClaimed><Points>0</Points></Extend>' +
      '</AgentNativeInformation></RisaplsInformation>',
  ),
});
