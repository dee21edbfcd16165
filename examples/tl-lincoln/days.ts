// Bookings of a file become the messages an agency would have sent, day by day.
import type { BookingRow } from '../../dev/bookings/read.js';
import { bookingMessage, type BookingContent, type Message, type RoomContent } from './messages.js';

export interface MessagesOfDay {
  readonly day: string;
  readonly messages: readonly Message[];
}

const agencies: Readonly<Record<string, string>> = {
  'Online TA': 'そらとうみトラベル',
  'Offline TA/TO': 'みなとまち旅行社',
  Groups: 'なかよし団体旅行',
  Corporate: '出張サポート',
};
const ownSite = '公式サイト';

/**
 * The messages of each day on which there are any, in order of days: first the new bookings (on `booked_on`, in the order given), then
 * the cancellations (on `status_date`; never before the booking). A no-show is no message: the agency does not know. Days are
 * written one at a time, so that a file of years needs no more memory than its rows.
 */
export function* messagesByDay(bookings: Iterable<BookingRow>): Generator<MessagesOfDay> {
  const days = new Map<string, { booked: BookingRow[]; cancelled: BookingRow[] }>();
  const dayOf = (date: string) => {
    const day = days.get(date) ?? { booked: [], cancelled: [] };
    days.set(date, day);
    return day;
  };
  for (const row of bookings) {
    dayOf(row.booked_on).booked.push(row);
    if (row.status === 'Canceled') dayOf(cancelledOn(row)).cancelled.push(row);
  }
  for (const day of [...days.keys()].sort()) {
    const { booked, cancelled } = dayOf(day);
    yield { day, messages: [...booked.map(newBooking), ...cancelled.map(cancellation)] };
  }
}

const cancelledOn = ({ booked_on, status_date }: BookingRow) =>
  status_date < booked_on ? booked_on : status_date;

/** DataID `<booking_id>-1`. */
const newBooking = (row: BookingRow): Message =>
  bookingMessage({ ...contentOf(row), kind: 'new', version: 1, bookedOn: row.booked_on });

/** DataID `<booking_id>-2`. */
const cancellation = (row: BookingRow): Message =>
  bookingMessage({
    ...contentOf(row),
    kind: 'cancellation',
    version: 2,
    bookedOn: row.booked_on,
    sentOn: cancelledOn(row),
  });

function contentOf(row: BookingRow): Omit<BookingContent, 'kind' | 'version' | 'bookedOn'> {
  return {
    number: row.booking_id,
    checkIn: row.arrival,
    nights: row.nights,
    rooms: [roomOf(row)],
    agency: agencies[row.market_segment] ?? ownSite,
    // Most agencies name the booker only; the list of guests comes with groups.
    guests: row.market_segment === 'Groups' ? 'named' : 'unnamed',
  };
}

/** A few rows of the public data have no people or a negative rate; no agency sends such a booking. */
function roomOf(row: BookingRow): RoomContent {
  const adults = row.adults + row.children + row.babies === 0 ? 1 : row.adults;
  const women = Math.floor(adults / 2);
  return {
    code: row.reserved_room_type,
    men: adults - women,
    women,
    children: row.children,
    infants: row.babies,
    pricePerNight: Math.max(Math.round(row.adr), 0),
  };
}
