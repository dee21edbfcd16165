// Who sleeps in a room on a night, by class: the one rule that counts people, for price, placement and the PMS alike (O3).
import type { ChildClass, Children, XmlTree } from '../domain/booking-report.js';
import { textAt } from './elements.js';
import { wholeNumber } from './numbers.js';

/**
 * The classes of the format. A2 and B2 are further kinds of A and B children; E, F and `other` are in older versions of the format. All count
 * as people.
 */
export const peopleClasses = ['men', 'women', 'A', 'A2', 'B', 'B2', 'C', 'D', 'E', 'F', 'other'] as const;
export type PeopleClass = (typeof peopleClasses)[number];
export type People = Partial<Record<PeopleClass, number>>;

const adults = ['men', 'women'] as const;
const children = ['A', 'A2', 'B', 'B2', 'C', 'D', 'E', 'F', 'other'] as const;

/** Behind `RoomPax`, `RoomRatePax`, `TotalPax`, `RoomChild`, `RoomRateChild` or `TotalChild`, and before `Count`. */
const countNames: Readonly<Record<PeopleClass, readonly string[]>> = {
  men: ['MaleCount'],
  women: ['FemaleCount'],
  A: ['A70Count'],
  A2: ['A70Count2', 'A702Count'],
  B: ['B50Count'],
  B2: ['B50Count2', 'B502Count'],
  C: ['C30Count'],
  D: ['DNoneCount', 'DCount'],
  E: ['ECount'],
  F: ['FCount'],
  other: ['OtherCount'],
};

/** A group of an entry, or of the booking, in which people are counted. */
interface Place {
  readonly group: string;
  readonly prefix: 'Room' | 'RoomRate' | 'Total';
}
const besideTheRate: Place = { group: 'RoomRateInformation', prefix: 'RoomRate' };
const ofTheRoom: Place = { group: 'RoomInformation', prefix: 'Room' };
const ofTheBooking: Place = { group: 'BasicInformation', prefix: 'Total' };

export interface Counted {
  readonly people: People;
  /** The first element that holds no number, where it is needed to know how many they are. */
  readonly unreadable: string | undefined;
  /** Elements that hold no number, though the rest says how many they are. */
  readonly setAside: readonly string[];
}

interface Found {
  readonly people: People;
  /** The classes of which it says how many there are, be it none. */
  readonly said: ReadonlySet<PeopleClass>;
  readonly damaged: readonly string[];
}

const elementNames = Object.fromEntries(
  (['Room', 'RoomRate', 'Total'] as const).map((prefix) => [
    prefix,
    peopleClasses.map((cls) => ({
      cls,
      names: countNames[cls].map(
        (name) => `${prefix}${cls === 'men' || cls === 'women' ? 'Pax' : 'Child'}${name}`,
      ),
    })),
  ]),
) as Record<Place['prefix'], { cls: PeopleClass; names: string[] }[]>;

function find(tree: XmlTree, { group, prefix }: Place, classes: readonly PeopleClass[]): Found {
  const people: People = {};
  const said = new Set<PeopleClass>();
  const damaged: string[] = [];
  const element = typeof tree === 'string' ? undefined : tree[group];
  if (typeof element !== 'object' || Array.isArray(element)) return { people, said, damaged };
  for (const { cls, names } of elementNames[prefix]) {
    if (!classes.includes(cls)) continue;
    for (const name of names) {
      const text = textAt(element as XmlTree, name);
      if (text === undefined) continue;
      said.add(cls);
      const count = wholeNumber(text, 4);
      if (count === undefined) damaged.push(name);
      else if (count > 0) people[cls] = count;
    }
  }
  return { people, said, damaged };
}

export const sumOf = (people: People): number =>
  peopleClasses.reduce((sum, cls) => sum + (people[cls] ?? 0), 0);

type Nearest = Omit<Found, 'said'>;

/** Beside the rate, where anybody is counted there, else in the room: a group that stands nowhere is nobody. */
function findNearest(entry: XmlTree, classes: readonly PeopleClass[]): Nearest {
  const near = find(entry, besideTheRate, classes);
  if (sumOf(near.people) > 0) return near;
  const room = find(entry, ofTheRoom, classes);
  return { people: room.people, damaged: [...near.damaged, ...room.damaged] };
}

/**
 * Children who cost nothing may be named in the room alone, beside others who stand beside their rates; unless those are all, by `inAll`, the
 * number of people in the room.
 */
function findChildren(entry: XmlTree, adults: number, inAll: number): Nearest {
  const near = findNearest(entry, children);
  const { people: beside, said } = find(entry, besideTheRate, children);
  if (sumOf(beside) === 0 || adults + sumOf(beside) === inAll) return near;
  const room = find(
    entry,
    ofTheRoom,
    children.filter((cls) => !said.has(cls)),
  );
  return { people: { ...near.people, ...room.people }, damaged: [...near.damaged, ...room.damaged] };
}

/**
 * The people of an entry: adults and children each from the counts beside the rate, else from the room's. Where no adult is counted,
 * `PerRoomPaxCount`, less the children, are adults; some agencies leave that 0, so it comes last.
 */
export function countPeople(entry: XmlTree): Counted {
  const grown = findNearest(entry, adults);
  const said = textAt(entry, 'RoomInformation', 'PerRoomPaxCount');
  const inAll = said === undefined ? 0 : wholeNumber(said, 4);
  const young = findChildren(entry, sumOf(grown.people), inAll ?? 0);
  const people: People = { ...grown.people, ...young.people };
  const damaged = [...grown.damaged, ...young.damaged];
  if (inAll === undefined) damaged.push('PerRoomPaxCount');
  const rest = (inAll ?? 0) - sumOf(people);
  if (rest > 0 && (sumOf(grown.people) === 0 || damaged.length > 0)) people.men = (people.men ?? 0) + rest;
  // A damaged count hides people, unless the room's number of people says how many they are.
  const known = damaged.length === 0 || (inAll ?? 0) > 0;
  return { people, unreadable: known ? undefined : damaged[0], setAside: known ? damaged : [] };
}

/** The people of the whole booking, where its rooms count nobody: by class, else all as the booking says. */
export function partyOf(document: XmlTree, inAll: number): People {
  const { people } = find(document, ofTheBooking, peopleClasses);
  const rest = inAll - sumOf(people);
  return rest > 0 ? { ...people, men: (people.men ?? 0) + rest } : people;
}

/** Of a party, what comes into each of `rooms` rooms: as evenly as can be, class by class, the first rooms more. */
export function spread(party: People, rooms: number): People[] {
  const spreadOut: People[] = Array.from({ length: rooms }, () => ({}));
  let next = 0;
  for (const cls of peopleClasses)
    for (let one = 0; one < Math.min(party[cls] ?? 0, 10_000); one += 1, next += 1) {
      const room = spreadOut[next % rooms]!;
      room[cls] = (room[cls] ?? 0) + 1;
    }
  return spreadOut;
}

const childClassOf: Readonly<Record<(typeof children)[number], ChildClass>> = {
  ...{ A: 'A', A2: 'A', B: 'B', B2: 'B', C: 'C', D: 'D', E: 'other', F: 'other', other: 'other' },
};

/** The children among them, as far as a hotel tells them apart. */
export function childrenOf(people: People): Children {
  const found: Partial<Record<ChildClass, number>> = {};
  for (const cls of children) {
    const count = people[cls] ?? 0;
    if (count > 0) found[childClassOf[cls]] = (found[childClassOf[cls]] ?? 0) + count;
  }
  return found;
}

/** The counts that the PMS reads, with everybody in one of them; it knows four kinds of children. */
export function countsForHost(people: People): Readonly<Record<string, string>> {
  const of = (...classes: PeopleClass[]) => String(classes.reduce((sum, cls) => sum + (people[cls] ?? 0), 0));
  return {
    PerRoomPaxCount: String(sumOf(people)),
    RoomPaxMaleCount: of('men'),
    RoomPaxFemaleCount: of('women'),
    RoomChildA70Count: of('A', 'A2', 'E', 'F', 'other'),
    RoomChildB50Count: of('B', 'B2'),
    RoomChildC30Count: of('C'),
    RoomChildDNoneCount: of('D'),
  };
}
