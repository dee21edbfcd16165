// From the two files to the game's pieces: the hotel, its stays, and what becomes of each, which no player is told.
import type { BookingRow } from '../../dev/bookings/read.js';
import type { HotelFile } from '../../dev/main-job/hotel-file.js';
import { type DayNumber, dayNumber, hotelDate } from '../../plugin/domain/hotel-date.js';
import { roomId, type RoomTypeId, roomTypeId } from '../../plugin/domain/ids.js';
import type { ReplayHotel, ReplayStay } from './player.js';

/** What becomes of a stay. A no-show and one cancelled after its arrival hold their room for one night. */
export type Fate =
  { readonly kind: 'stays' | 'noShow' } | { readonly kind: 'cancelled'; readonly on: DayNumber };

export interface Booking {
  readonly stay: ReplayStay;
  readonly fate: Fate;
}

/** The file does not describe a hotel that can be played; the message says why. */
export class HotelError extends Error {
  override readonly name = 'HotelError';
}

/** Days before arrival on which the room of a stay of so many nights becomes final. */
export type DeadlineDays = (nights: number) => number;

function onlyOnce(numbers: readonly string[]): void {
  const twice = numbers.find((number, i) => numbers.indexOf(number) < i);
  if (twice !== undefined) throw new HotelError(`the hotel lists room ${twice} twice`);
}

/**
 * Ids count from 1 in the order of the files, so that a file of bookings cut short gives the same ids. Throws HotelError where two
 * rooms have one number: nobody could tell them apart in the result.
 */
export function replayHotel(file: HotelFile, rows: readonly BookingRow[]): ReplayHotel {
  onlyOnce(file.rooms.map(({ room }) => room));
  const names = new Set(file.rooms.map(({ type }) => type));
  for (const [type, targets] of Object.entries(file.upgrades))
    for (const name of [type, ...targets]) names.add(name);
  for (const row of rows) names.add(row.reserved_room_type);
  const types = [...names].map((name, i) => ({ id: roomTypeId(i + 1), name }));
  const ids = new Map(types.map(({ id, name }) => [name, id]));
  const rooms = file.rooms.map(({ room, type }, i) => ({
    id: roomId(i + 1),
    number: room,
    typeId: ids.get(type)!,
  }));
  const upgrades = new Map<RoomTypeId, readonly RoomTypeId[]>();
  for (const [type, targets] of Object.entries(file.upgrades)) {
    const others = [...new Set(targets)].filter((target) => target !== type);
    if (others.length > 0)
      upgrades.set(
        ids.get(type)!,
        others.map((target) => ids.get(target)!),
      );
  }
  return { rooms, types, upgrades };
}

/** Parsing a date costs more than looking it up, and a file has few. */
function dayReader(): (date: string) => DayNumber {
  const days = new Map<string, DayNumber>();
  return (date) => {
    const known = days.get(date);
    if (known !== undefined) return known;
    const day = dayNumber(hotelDate(date));
    days.set(date, day);
    return day;
  };
}

function fateOf(row: BookingRow, statusDay: DayNumber): Fate {
  switch (row.status) {
    case 'Check-Out':
      return { kind: 'stays' };
    case 'No-Show':
      return { kind: 'noShow' };
    case 'Canceled':
      return { kind: 'cancelled', on: statusDay };
  }
}

/**
 * In the order of the file. Day uses are left out, and so is what was entered when all its nights had passed; of what was entered
 * late the nights from that day on are played.
 */
export function replayBookings(
  rows: readonly BookingRow[],
  hotel: ReplayHotel,
  deadlineDays: DeadlineDays,
): Booking[] {
  const dayOf = dayReader();
  const typeIds = new Map(hotel.types.map(({ id, name }) => [name, id]));
  const bookings: Booking[] = [];
  rows.forEach((row, id) => {
    const bookedOn = dayOf(row.booked_on);
    const booked = dayOf(row.arrival);
    const arrival = Math.max(booked, bookedOn) as DayNumber;
    const nights = booked + row.nights - arrival;
    if (nights < 1) return;
    const stay: ReplayStay = {
      id,
      bookingId: row.booking_id,
      bookedTypeId: typeIds.get(row.reserved_room_type)!,
      bookedOn,
      arrival,
      nights,
      deadline: (arrival - deadlineDays(nights)) as DayNumber,
      repeatedGuest: row.is_repeated_guest,
    };
    bookings.push({ stay, fate: fateOf(row, dayOf(row.status_date)) });
  });
  return bookings;
}
