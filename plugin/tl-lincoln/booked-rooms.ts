// RoomAndGuestList, one entry per room and night, becomes rooms with their nights.
import type { BookedNight, BookedRoom, XmlTree } from '../domain/booking-report.js';
import { addDays, nightsBetween, parseHotelDate, type HotelDate } from '../domain/hotel-date.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import { fail, ok, type Result } from '../domain/result.js';
import { listAt, textAt } from './elements.js';

/** One room on one night; its position among the entries of its date is the room's slot. */
interface Entry {
  readonly night: BookedNight;
  /** The element itself, for the document. */
  readonly element: XmlTree;
}

export interface RoomReading {
  readonly rooms: readonly BookedRoom[];
  /** The elements of RoomAndGuestList ordered by date, then room: the one order that the PMS groups rightly. */
  readonly elements: readonly XmlTree[];
}

export const roomListPath = ['RoomAndGuestInformation', 'RoomAndGuestList'] as const;

const childCounts = ['RoomChildA70Count', 'RoomChildB50Count', 'RoomChildC30Count', 'RoomChildDNoneCount'];

/**
 * The rooms of a booking of `[checkIn, checkOut)`; a day use has one entry a room, on its check-in day. Agencies send the entries by
 * date, then room, and some by room, then date: in both, the n-th entry of a date is the n-th room.
 * Fails with `rooms_missing`, `date_missing`, `date_invalid`, `nights_incomplete`, `people_invalid` or `price_invalid`.
 */
export function readRooms(
  report: XmlTree,
  checkIn: HotelDate,
  checkOut: HotelDate,
): Result<RoomReading, ImportFailure> {
  const elements = listAt(report, ...roomListPath).filter((element) => typeof element !== 'string');
  if (elements.length === 0) return fail(importFailure('rooms_missing'));
  const byDate = readEntries(elements);
  if (!byDate.ok) return byDate;
  const gap = findGap(byDate.value, checkIn, checkOut);
  if (gap !== undefined) return fail(importFailure('nights_incomplete', { date: gap }));

  const nights = [...byDate.value.keys()].sort().map((date) => byDate.value.get(date) ?? []);
  const slots = nights[0]?.length ?? 0;
  return ok({
    rooms: Array.from({ length: slots }, (_, slot) => ({
      slot,
      nights: nights.flatMap((entries) => entries[slot]?.night ?? []),
    })),
    elements: nights.flatMap((entries) => entries.map((entry) => entry.element)),
  });
}

function readEntries(elements: readonly XmlTree[]): Result<Map<HotelDate, Entry[]>, ImportFailure> {
  const byDate = new Map<HotelDate, Entry[]>();
  for (const element of elements) {
    const night = readNight(element);
    if (!night.ok) return night;
    const sameDate = byDate.get(night.value.date) ?? [];
    sameDate.push({ night: night.value, element });
    byDate.set(night.value.date, sameDate);
  }
  return ok(byDate);
}

function readNight(element: XmlTree): Result<BookedNight, ImportFailure> {
  const date = readDate(textAt(element, 'RoomRateInformation', 'RoomDate'), 'RoomDate');
  if (!date.ok) return date;
  const people = readPeople(element);
  if (!people.ok) return people;
  const price = readPrice(element);
  if (!price.ok) return price;
  const roomTypeCode = textAt(element, 'RoomInformation', 'RoomTypeCode') ?? '';
  return ok({ date: date.value, roomTypeCode, people: people.value, price: price.value });
}

/** A date element. Fails with `date_missing` or `date_invalid`, naming the element. */
export function readDate(text: string | undefined, element: string): Result<HotelDate, ImportFailure> {
  if (text === undefined) return fail(importFailure('date_missing', { element }));
  const date = parseHotelDate(text);
  return date === undefined ? fail(importFailure('date_invalid', { element })) : ok(date);
}

/** A number of people, 0 where the element is missing. Fails with `people_invalid`, naming the element. */
export function readCount(tree: XmlTree, ...path: string[]): Result<number, ImportFailure> {
  const text = textAt(tree, ...path) ?? '0';
  if (!/^\d{1,4}$/.test(text)) return fail(importFailure('people_invalid', { element: path.at(-1) ?? '' }));
  return ok(Number(text));
}

function sumCounts(element: XmlTree, names: readonly string[]): Result<number, ImportFailure> {
  let sum = 0;
  for (const name of names) {
    const count = readCount(element, 'RoomInformation', name);
    if (!count.ok) return count;
    sum += count.value;
  }
  return ok(sum);
}

const readAdults = (element: XmlTree) => sumCounts(element, ['RoomPaxMaleCount', 'RoomPaxFemaleCount']);

/**
 * Men, women and children; where none is counted, `PerRoomPaxCount`, which itself is 0 from some agencies and so comes second. May be
 * 0: agencies put all people of a booking into its first room.
 */
function readPeople(element: XmlTree): Result<number, ImportFailure> {
  const adults = readAdults(element);
  if (!adults.ok) return adults;
  const children = sumCounts(element, childCounts);
  if (!children.ok) return children;
  const people = adults.value + children.value;
  return people > 0 ? ok(people) : readCount(element, 'RoomInformation', 'PerRoomPaxCount');
}

/** Whole yen: the room's rate, else the rate of a person for each adult, as the PMS reckons it. */
function readPrice(element: XmlTree): Result<number, ImportFailure> {
  const perRoom = textAt(element, 'RoomRateInformation', 'TotalPerRoomRate');
  if (perRoom !== undefined) return readYen(perRoom, 'TotalPerRoomRate');
  const perPerson = textAt(element, 'RoomRateInformation', 'PerPaxRate');
  if (perPerson === undefined) return fail(importFailure('price_invalid', { element: 'TotalPerRoomRate' }));
  const rate = readYen(perPerson, 'PerPaxRate');
  if (!rate.ok) return rate;
  const adults = readAdults(element);
  return adults.ok ? ok(rate.value * adults.value) : adults;
}

/** An amount of at least 0, rounded to whole yen. Fails with `price_invalid`, naming the element. */
export function readYen(text: string, element: string): Result<number, ImportFailure> {
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(text)) return fail(importFailure('price_invalid', { element }));
  return ok(Math.round(Number(text)));
}

/** The first date, in or out of the stay, on which not every room has exactly one entry. */
function findGap(
  byDate: ReadonlyMap<HotelDate, readonly Entry[]>,
  checkIn: HotelDate,
  checkOut: HotelDate,
): HotelDate | undefined {
  const rooms = Math.max(...[...byDate.values()].map((entries) => entries.length));
  const nights = Math.max(nightsBetween(checkIn, checkOut), 1);
  // A damaged date may span centuries: among one more night than there are dates, one is missing.
  const asked = Math.min(nights, byDate.size + 1);
  let night = checkIn;
  for (let index = 0; index < asked; index++, night = addDays(night, 1)) {
    if (byDate.get(night)?.length !== rooms) return night;
  }
  return [...byDate.keys()].find((date) => date < checkIn || date >= night);
}
