// The hotel of the browser tests and what the site controller delivers to it, from today on: the PMS runs on the real clock.
import { addDays, businessDate, type HotelDate } from '../../plugin/domain/hotel-date.js';
import { bookingMessage, type Message } from '../../examples/tl-lincoln/index.js';
import type { HotelSpecification } from '../support/host-pms.js';

const single = 'スタンダードシングル';
export const twin = 'スーペリアツイン';
export const deluxe = 'デラックスダブル';
const japanese = '和室';

const rooms: HotelSpecification['rooms'] = [
  ...['201', '202', '203'].map((room) => ({ room, type: single, floor: 2, capacity: 1 })),
  ...['301', '302', '303'].map((room) => ({ room, type: twin, floor: 3, capacity: 2 })),
  ...['401', '402'].map((room) => ({ room, type: deluxe, floor: 4, capacity: 2 })),
  ...[1, 2, 3, 4, 5, 6].map((number) => ({ room: `50${number}`, type: japanese, floor: 5, capacity: 4 })),
];
export const hotel = { name: 'みなとホテル', rooms };
export const upgrades = { [single]: [twin] };

const today = businessDate(new Date(), { timeZone: 'Asia/Tokyo', turnsAt: 5 });
/** Days from today's business date. */
export const day = (offset: number): HotelDate => addDays(today, offset);

export const booking = (number: string, type: string, arrival: number, nights: number, rooms = 1): Message =>
  report('new', number, type, arrival, nights, rooms);

/** What the agency says of a booking of it later. */
export const changed = (number: string, type: string, arrival: number, nights: number): Message =>
  report('change', number, type, arrival, nights, 1);

function report(
  kind: 'new' | 'change',
  number: string,
  type: string,
  arrival: number,
  nights: number,
  rooms: number,
): Message {
  const room = { code: type, men: 1, women: type === single ? 0 : 1, pricePerNight: 9_000 };
  return bookingMessage({
    number,
    version: kind === 'new' ? 1 : 2,
    kind,
    bookedOn: today,
    checkIn: day(arrival),
    nights,
    rooms: Array.from({ length: rooms }, () => room),
  });
}

/** Three singles hold the first nights, so the fourth is upgraded; the third deluxe finds no room at all. */
const bookings = [
  booking('RKT-1001', single, 2, 3),
  booking('RKT-1002', single, 2, 2),
  booking('JLN-2001', single, 2, 4),
  booking('JLN-2002', single, 3, 1),
  booking('BKG-3001', twin, 4, 2),
  booking('BKG-3002', twin, 6, 3),
  booking('AGD-4001', deluxe, 5, 2),
  booking('AGD-4002', deluxe, 5, 2),
  booking('AGD-4003', deluxe, 5, 2),
  booking('RKT-1003', single, 7, 5),
  booking('JLN-2003', single, 8, 3),
  booking('RKT-1004', twin, 9, 0),
];

/** An ordinary fortnight of six Japanese rooms, around what the tests are about. */
const fortnight = [0, 1, 2, 3, 4, 5].flatMap((room) => [
  booking(`IKK-50${room}1`, japanese, room % 3, 2 + (room % 2)),
  booking(`IKK-50${room}2`, japanese, 4 + (room % 2), 3),
  booking(`IKK-50${room}3`, japanese, 9, 2 + (room % 3)),
]);
export const delivered = [...bookings, ...fortnight];
