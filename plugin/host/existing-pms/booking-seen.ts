// Where the PMS's function puts a new booking, by its own statements on their way: so nobody need ask.
import type pg from 'pg';
import { parseHotelDate } from '../../domain/hotel-date.js';
import { type HotelId, reservationId, roomId } from '../../domain/ids.js';
import type { HostReservation, ReservationNight } from '../port.js';
import { type Query, queryOf, withQuery } from '../with-query.js';
import { aboutBookings, type Adds } from './booking-statements.js';
import { judgedOnce, textOf } from './statement-text.js';

export type WhereWritten = Pick<HostReservation, 'id' | 'nights'>;

const judged = judgedOnce(aboutBookings);

/** By column, what a statement of the function's has written. */
type Row = Readonly<Record<string, unknown>>;

const rowOf = ({ valueOf }: Adds, values: readonly unknown[]): Row =>
  Object.fromEntries([...valueOf].map(([column, at]) => [column, values[at]]));

const numberIn = (value: unknown): number | undefined =>
  value === undefined || value === '' || !Number.isFinite(Number(value)) ? undefined : Number(value);

/** Undefined where something of it cannot be told. */
function nightIn({ date: day, room_id: room, number_of_people: people, price }: Row) {
  const date = typeof day === 'string' ? parseHotelDate(day) : undefined;
  const [inRoom, present, paid] = [room, people, price].map(numberIn);
  if (!date || !inRoom || !present || paid === undefined) return undefined;
  return { date, roomId: roomId(inRoom), people: present, price: paid };
}

const inOrder = (a: ReservationNight, b: ReservationNight) =>
  a.date === b.date ? a.roomId - b.roomId : a.date < b.date ? -1 : 1;

/** What has been seen of one call. */
class Seen {
  private readonly reservations: Row[] = [];
  private readonly details: Row[] = [];
  private isClear = true;

  constructor(private readonly hotel: HotelId) {}

  doubt(): void {
    this.isClear = false;
  }

  add(
    statement: Adds,
    values: readonly unknown[],
    { rowCount, rows }: pg.QueryResult<Record<string, unknown>>,
  ): void {
    const row = rowOf(statement, values);
    const [answered] = rows;
    if (rowCount !== 1 || row.hotel_id !== this.hotel) this.doubt();
    if (statement.table === 'reservations') this.reservations.push({ ...row, id: answered?.id ?? row.id });
    else this.details.push(row);
  }

  where(nights: number): WhereWritten | undefined {
    const [reservation] = this.reservations;
    const id = reservation?.id;
    const isOne = this.reservations.length === 1 && this.details.length === nights;
    if (!this.isClear || !isOne || typeof id !== 'string') return undefined;
    const written = this.details.flatMap((row) => (row.reservation_id === id ? (nightIn(row) ?? []) : []));
    return written.length === nights ? { id: reservationId(id), nights: written.sort(inOrder) } : undefined;
  }
}

export interface BookingSeen {
  /** The connection, for the function. */
  readonly client: pg.PoolClient;
  /** The one reservation that was added, with all its `nights` nights; undefined where that is not beyond doubt. */
  where(nights: number): WhereWritten | undefined;
}

/** Looks at what one of the PMS's functions says on `client` to add a reservation. */
export function seeingBooking(hotel: HotelId, client: pg.PoolClient): BookingSeen {
  const seen = new Seen(hotel);
  const ask = queryOf(client);
  const query: Query = (...args) => {
    const [asked, values] = args;
    const about = judged(textOf(asked) ?? '');
    if (about === 'other') return ask(...args);
    const answer = ask(...args);
    if (about === 'unclear' || args.length !== 2 || !Array.isArray(values) || !(answer instanceof Promise)) {
      seen.doubt();
      return answer;
    }
    return answer.then((told: pg.QueryResult<Record<string, unknown>>) => {
      seen.add(about, values, told);
      return told;
    });
  };
  return { client: withQuery(client, query), where: (nights) => seen.where(nights) };
}
