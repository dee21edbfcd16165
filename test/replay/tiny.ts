// Hand-made games: a hotel of a few rooms, bookings in few words, and a player that does what a test tells it.
import { addDays } from '../../dev/bookings/dates.js';
import type { BookingRow } from '../../dev/bookings/read.js';
import { replayBookings, replayHotel } from '../../bench/replay/bookings.js';
import { type GameRules, type Outcome, playGame } from '../../bench/replay/game.js';
import type { Player, ReplayHotel, ReplayStay, RoomChange } from '../../bench/replay/player.js';
import { fromDayNumber } from '../../plugin/domain/hotel-date.js';
import { type RoomId, roomId } from '../../plugin/domain/ids.js';

/** Rooms T1, T2 (twin) and D1 (deluxe) have the ids 1 to 3; a twin may become a deluxe, and who booked any room may get either. */
export const hotelFile = {
  hotel: 'tiny',
  rooms: [
    { room: 'T1', type: 'TWN' },
    { room: 'T2', type: 'TWN' },
    { room: 'D1', type: 'DLX' },
  ],
  upgrades: { TWN: ['DLX'], ROH: ['TWN', 'DLX'] },
};
export const [T1, T2, D1] = [roomId(1), roomId(2), roomId(3)];

/** Days of April 2027. */
export const day = (ofApril: number) => `2027-04-${String(ofApril).padStart(2, '0')}`;

interface Words {
  readonly booked: number;
  readonly arrival: number;
  readonly nights?: number;
  readonly type?: string;
  readonly cancelled?: number;
  readonly noShow?: boolean;
}

/** A booking; its id is its place in the list, from 1. Days are those of April. */
export function row({ booked, arrival, nights = 1, type = 'TWN', cancelled, noShow }: Words): BookingRow {
  const status = cancelled !== undefined ? 'Canceled' : noShow ? 'No-Show' : 'Check-Out';
  return {
    booking_id: '',
    booked_on: day(booked),
    arrival: day(arrival),
    nights,
    adults: 2,
    children: 0,
    babies: 0,
    meal: 'BB',
    market_segment: 'Direct',
    distribution_channel: 'Direct',
    is_repeated_guest: false,
    reserved_room_type: type,
    assigned_room_type: type,
    customer_type: 'Transient',
    adr: 100,
    special_requests: 0,
    status,
    status_date: cancelled === undefined ? addDays(day(arrival), noShow ? 0 : nights) : day(cancelled),
  };
}

export interface TinyGame extends Partial<GameRules> {
  readonly rows: readonly BookingRow[];
  readonly deadlineDays?: number;
}

/** Plays `rows` with the player that `make` makes. */
export function tinyGame(game: TinyGame, make: (hotel: ReplayHotel) => Player): Outcome {
  const { rows, deadlineDays = 0, order = 'morning', decidedAt = 'deadline' } = game;
  const numbered = rows.map((one, i) => ({ ...one, booking_id: String(i + 1) }));
  const hotel = replayHotel(hotelFile, numbered);
  const bookings = replayBookings(numbered, hotel, () => deadlineDays);
  return playGame(bookings, hotel, make(hotel), { order, decidedAt });
}

/** What a test's player does when it is called; `give` moves a stay into a room or out of all. */
export interface Script {
  run?(give: Give, due: readonly ReplayStay[], day: number): void;
  book?(give: Give, stay: ReplayStay, day: number): void;
  release?(give: Give, stay: ReplayStay, day: number): void;
  beforeCheckIn?(give: Give, day: number): void;
  roomOf?(stay: ReplayStay): RoomId | undefined;
}
type Give = (stay: ReplayStay, room: RoomId | undefined) => void;

/** A player that does as the script says, and writes down what it is told: day of April, call, bookings. */
export function scripted(script: Script, log: string[] = []): Player {
  const rooms = new Map<ReplayStay, RoomId>();
  let changed: RoomChange[] = [];
  const give: Give = (stay, room) => {
    changed.push({ stay, from: rooms.get(stay), to: room });
    if (room === undefined) rooms.delete(stay);
    else rooms.set(stay, room);
  };
  const april = (number: number) => Number(fromDayNumber(number).slice(8));
  return {
    solverMs: [],
    run(number, due) {
      if (due.length > 0) log.push(`${april(number)} run ${due.map((stay) => stay.bookingId).join()}`);
      script.run?.(give, due, april(number));
    },
    book(number, stay, final) {
      log.push(`${april(number)} book ${stay.bookingId}${final ? ' final' : ''}`);
      script.book?.(give, stay, april(number));
    },
    release(number, stay, from) {
      log.push(`${april(number)} release ${stay.bookingId} from ${april(from)}`);
      script.release?.(give, stay, april(number));
    },
    beforeCheckIn: (number) => script.beforeCheckIn?.(give, april(number)),
    roomOf: (stay) => (script.roomOf ? script.roomOf(stay) : rooms.get(stay)),
    changes() {
      const since = changed;
      changed = [];
      return since;
    },
  };
}
