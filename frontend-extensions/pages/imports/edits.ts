// What a person corrects in a message, as the server takes it: only what was filled in, a room with one entry for each of its nights. Pure.
import type { Edits, ImportMessageDetail } from '../../api/imports.js';
import { addDays, daysBetween, isHotelDay } from '../../dates.js';

/** One room of the booking, the same on all its nights. */
export interface EditedRoom {
  roomCode: string;
  people: number | null;
  /** Whole yen a night. */
  price: number | null;
}

export interface EditForm {
  guestName: string;
  guestKana: string;
  checkIn: string;
  checkOut: string;
  people: number | null;
  rooms: EditedRoom[];
}

/** What the message says, as far as it could be read. */
export function formOf({ content }: ImportMessageDetail): EditForm {
  const { guestName, guestKana, checkIn, checkOut, people, rooms = [] } = content ?? {};
  return {
    ...{ guestName: guestName ?? '', guestKana: guestKana ?? '' },
    ...{ checkIn: checkIn ?? '', checkOut: checkOut ?? '', people: people ?? null },
    rooms: rooms.map(({ roomCode, nights: [first] }) => ({
      ...{ roomCode, people: first?.people ?? null, price: first?.price ?? null },
    })),
  };
}

const isWhole = (room: EditedRoom): room is EditedRoom & { people: number; price: number } =>
  room.roomCode.trim() !== '' && room.people !== null && room.price !== null;

/** Rooms need the dates of the stay. A day use has one entry a room. */
export function isComplete({ checkIn, checkOut, rooms }: EditForm): boolean {
  if (rooms.length === 0) return true;
  return rooms.every(isWhole) && isHotelDay(checkIn) && isHotelDay(checkOut) && checkIn <= checkOut;
}

function roomsOf({ checkIn, checkOut, rooms }: EditForm): Edits['rooms'] {
  const nights = Math.max(1, daysBetween(checkIn, checkOut));
  return rooms.filter(isWhole).map(({ roomCode, people, price }) =>
    Array.from({ length: nights }, (_, night) => ({
      ...{ date: addDays(checkIn, night), roomCode: roomCode.trim(), people, price },
    })),
  );
}

/** Of a complete form; empty where nothing differs from `before`. */
export function editsOf(form: EditForm, before: EditForm): Edits {
  const texts = (['guestName', 'guestKana', 'checkIn', 'checkOut'] as const).filter(
    (name) => form[name].trim() !== '' && form[name] !== before[name],
  );
  const datesDiffer = form.checkIn !== before.checkIn || form.checkOut !== before.checkOut;
  const roomsDiffer = JSON.stringify(form.rooms) !== JSON.stringify(before.rooms);
  const rooms = form.rooms.length > 0 && (roomsDiffer || datesDiffer) ? roomsOf(form) : undefined;
  return {
    ...Object.fromEntries(texts.map((name) => [name, form[name].trim()])),
    ...(form.people !== null && form.people !== before.people && { people: form.people }),
    ...(rooms && { rooms }),
  };
}
