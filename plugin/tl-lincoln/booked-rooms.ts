// The entries of a message, one per room and night, become rooms with their own dates and nights.
import type { BookedNight, BookedRoom, XmlTree } from '../domain/booking-report.js';
import { addDays, type HotelDate, nightsBetween } from '../domain/hotel-date.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import type { Warnings } from '../domain/import-warning.js';
import { fail, ok, type Result } from '../domain/result.js';
import { readDate } from './dates.js';
import { textAt } from './elements.js';
import { childrenOf, countPeople, partyOf, type People, spread, sumOf } from './people.js';
import { priceOf } from './prices.js';
import { listedRooms } from './room-lists.js';

/** One room on one night, with the element that says so. */
export interface Entry {
  readonly night: BookedNight;
  readonly people: People;
  readonly element: XmlTree;
}

export interface RoomReading {
  readonly rooms: readonly BookedRoom[];
  /** Ordered by date, then room: the one order that the PMS groups rightly. */
  readonly entries: readonly Entry[];
}

export interface RoomRules {
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use. */
  readonly checkOut: HotelDate;
  /** As the booking says; 0 where it says nothing. */
  readonly people: number;
}

/** Neither of a list's empty elements nor of those that name guests alone. */
const namesRoomOrNight = (element: Exclude<XmlTree, string>): boolean =>
  ['RoomInformation', 'RoomRateInformation'].some((name) => typeof element[name] === 'object');

/** The elements that say which room is booked on which night: one for each rate, where a room has those of several nights. */
export function roomElements(report: XmlTree): readonly XmlTree[] {
  return listedRooms(report).flatMap((element) => {
    if (typeof element === 'string' || !namesRoomOrNight(element)) return [];
    const rates = element['RoomRateInformation'];
    return Array.isArray(rates)
      ? (rates as readonly XmlTree[]).map((rate) => ({
          ...structuredClone(element),
          RoomRateInformation: rate,
        }))
      : [element];
  });
}

/** An entry before its people are settled: a booking may count them only as a whole. */
interface Draft {
  readonly date: HotelDate;
  readonly element: XmlTree;
  people: People;
  /** A count that hides some of them. */
  readonly unreadable: string | undefined;
}

function readDraft(element: XmlTree, warnings: Warnings): Result<Draft, ImportFailure> {
  const date = readDate(textAt(element, 'RoomRateInformation', 'RoomDate'), 'RoomDate', warnings);
  if (!date.ok) return date;
  const { people, unreadable, setAside } = countPeople(element);
  for (const name of setAside) warnings.add('count_set_aside', { element: name });
  return ok({ date: date.value, element, people, unreadable });
}

/** Where nobody is counted in any room of a night, the booking's people are spread over the rooms of each. */
function countParty(report: XmlTree, byDate: ReadonlyMap<HotelDate, readonly Draft[]>, inAll: number): void {
  for (const drafts of byDate.values()) {
    if (drafts.some(({ people }) => sumOf(people) > 0)) continue;
    const shares = spread(partyOf(report, inAll), drafts.length);
    drafts.forEach((draft, i) => (draft.people = shares[i]!));
  }
}

/** Whom a count hides in one room of a night alone, the booking's people tell: those who are in no other. */
function findHidden(drafts: readonly Draft[], inAll: number, warnings: Warnings): ImportFailure | undefined {
  const [damaged, ...others] = drafts.filter(({ unreadable }) => unreadable !== undefined);
  if (!damaged) return undefined;
  const element = damaged.unreadable!;
  const hidden = inAll - drafts.reduce((sum, { people }) => sum + sumOf(people), 0);
  if (others.length > 0 || inAll === 0 || hidden < 0) return importFailure('people_invalid', { element });
  damaged.people = { ...damaged.people, men: (damaged.people.men ?? 0) + hidden };
  warnings.add('count_set_aside', { element });
  return undefined;
}

function settle({ date, element, people }: Draft): Result<Entry, ImportFailure> {
  const price = priceOf(element, people);
  if (!price.ok) return price;
  const roomTypeCode = textAt(element, 'RoomInformation', 'RoomTypeCode') ?? '';
  const counted = { people: sumOf(people), children: childrenOf(people) };
  return ok({ night: { date, roomTypeCode, ...counted, price: price.value }, people, element });
}

/** All or the first failure. */
function all<From, To>(
  list: readonly From[],
  read: (one: From) => Result<To, ImportFailure>,
): Result<To[], ImportFailure> {
  const results: To[] = [];
  for (const one of list) {
    const result = read(one);
    if (!result.ok) return result;
    results.push(result.value);
  }
  return ok(results);
}

/** The first date, in or out of the stay, that has no room or should have none. */
function findGap(
  byDate: ReadonlyMap<HotelDate, unknown>,
  { checkIn, checkOut }: Pick<RoomRules, 'checkIn' | 'checkOut'>,
): HotelDate | undefined {
  const nights = Math.max(nightsBetween(checkIn, checkOut), 1);
  // A damaged date may span centuries: among one more night than there are dates, one is missing.
  const asked = Math.min(nights, byDate.size + 1);
  let night = checkIn;
  for (let index = 0; index < asked; index++, night = addDays(night, 1)) {
    if (!byDate.has(night)) return night;
  }
  return [...byDate.keys()].find((date) => date < checkIn || date >= night);
}

/** What tells one room of the night before from another; among equals the n-th goes on as the n-th. */
const likeness = (before: Entry, now: Entry): number =>
  (before.night.roomTypeCode === now.night.roomTypeCode ? 2 : 0) +
  (before.night.people === now.night.people ? 1 : 0);

/** More pairs of rooms and entries are not compared: no booking has them. */
const mostPairs = 10_000;

/** Which of the rooms of the night before each entry goes on with, best likeness first. */
function goOn(open: readonly Entry[][], entries: readonly Entry[]): Map<Entry, Entry[]> {
  if (open.length * entries.length > mostPairs)
    return new Map(entries.slice(0, open.length).map((entry, i) => [entry, open[i]!]));
  const likely = open
    .flatMap((room, i) =>
      entries.map((entry, j) => ({ room, entry, like: likeness(room.at(-1)!, entry), i, j })),
    )
    .sort((a, b) => b.like - a.like || Math.abs(a.i - a.j) - Math.abs(b.i - b.j) || a.i - b.i);
  const roomOf = new Map<Entry, Entry[]>();
  const taken = new Set<Entry[]>();
  for (const { room, entry } of likely) {
    if (roomOf.has(entry) || taken.has(room)) continue;
    roomOf.set(entry, room);
    taken.add(room);
  }
  return roomOf;
}

/** The usual case: on each night the same rooms in the same order. */
const alike = (nights: readonly (readonly Entry[])[]): boolean =>
  nights.every(
    (entries) =>
      entries.length === nights[0]!.length &&
      entries.every((entry, i) => likeness(nights[0]![i]!, entry) === 3),
  );

/**
 * Agencies send the entries by date, then room, and some by room, then date: in both, the n-th entry of a date is the n-th room, unless its type
 * says that it is another. A room may come later or leave earlier than others. Undefined where a room would come back.
 */
function roomsOf(byDate: ReadonlyMap<HotelDate, readonly Entry[]>): Entry[][] | HotelDate {
  const dates = [...byDate.keys()].sort();
  const nights = dates.map((date) => byDate.get(date)!);
  if (alike(nights)) return nights[0]!.map((_, slot) => nights.map((entries) => entries[slot]!));
  const rooms: Entry[][] = [];
  let open: Entry[][] = [];
  let left: HotelDate | undefined;
  for (const entries of nights) {
    const roomOf = goOn(open, entries);
    if (roomOf.size < entries.length && left !== undefined) return left;
    const now = entries.map((entry) => {
      const room = roomOf.get(entry) ?? [];
      if (room.push(entry) === 1) rooms.push(room);
      return room;
    });
    if (open.some((room) => !now.includes(room))) left ??= entries[0]!.night.date;
    open = now;
  }
  return rooms;
}

/** Longer stays first: on each night the rooms that are booked are then the first ones, which is how the PMS finds them. */
function inSlots(rooms: readonly Entry[][]): Entry[][] {
  const position = new Map(rooms.map((room, i) => [room, i]));
  return [...rooms].sort((a, b) => b.length - a.length || position.get(a)! - position.get(b)!);
}

function toRoom(entries: readonly Entry[], slot: number, dayUse: boolean): BookedRoom {
  const nights = entries.map(({ night }) => night);
  const checkIn = nights[0]!.date;
  return { slot, checkIn, checkOut: dayUse ? checkIn : addDays(nights.at(-1)!.date, 1), nights };
}

/**
 * The rooms of a booking of `[checkIn, checkOut)`; a day use has one entry a room, on its check-in day. Fails with `rooms_missing`,
 * `date_missing`, `date_invalid`, `nights_incomplete`, `people_invalid` or `price_invalid`.
 */
export function readRooms(
  report: XmlTree,
  rules: RoomRules,
  warnings: Warnings,
): Result<RoomReading, ImportFailure> {
  const elements = roomElements(report);
  if (elements.length === 0) return fail(importFailure('rooms_missing'));
  const drafts = all(elements, (element) => readDraft(element, warnings));
  if (!drafts.ok) return drafts;
  const draftsByDate = Map.groupBy(drafts.value, ({ date }) => date);
  const gap = findGap(draftsByDate, rules);
  if (gap !== undefined) return fail(importFailure('nights_incomplete', { date: gap }));
  for (const drafts of draftsByDate.values()) {
    const hidden = findHidden(drafts, rules.people, warnings);
    if (hidden) return fail(hidden);
  }
  countParty(report, draftsByDate, rules.people);
  const entries = all(drafts.value, settle);
  if (!entries.ok) return entries;

  const found = roomsOf(Map.groupBy(entries.value, ({ night }) => night.date));
  if (typeof found === 'string') return fail(importFailure('nights_incomplete', { date: found }));
  const slots = inSlots(found);
  const rooms = slots.map((room, slot) => toRoom(room, slot, rules.checkIn === rules.checkOut));
  if (rooms.some(({ nights }) => nights.length !== rooms[0]!.nights.length))
    warnings.add('room_nights_differ', { rooms: rooms.length });
  const ordered = slots.flat().map((entry) => ({ entry, date: entry.night.date }));
  // Stable: rooms stay in order of slots within a date.
  ordered.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return ok({ rooms, entries: ordered.map(({ entry }) => entry) });
}
