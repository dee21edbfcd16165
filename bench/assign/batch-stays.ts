// Bookings by chance that fill a hotel to a given share, made room by room: so a plan that houses them all is known.
import { between, pick, type Random } from '../../dev/bookings/random.js';
import type { AssignableStay, FixedBlock, House, NightSpan } from '../../plugin/assignment/index.js';
import type { PhysicalRoom, RoomTypeId } from '../../plugin/domain/ids.js';
import { apportion, attributes, chance, shuffled } from './batch-house.js';

/** A booking and the room that the generating plan gives it, by index. */
export interface Planned {
  readonly stay: AssignableStay;
  readonly room: number;
}

export interface Habits {
  readonly window: NightSpan;
  readonly stays: number;
  /** Share of the nights that no block takes. */
  readonly occupancy: number;
  /** Share of the stays that keep their room. */
  readonly locked: number;
  /** Share of the stays that were booked a lower type than their room's. */
  readonly bookedLower: number;
  /** Share of the others that have their room of the generating plan already. */
  readonly tentative: number;
}

type Slot = Pick<Planned, 'room'> & { readonly span: NightSpan };

/** `total` cut at random into `parts` of at least one: mostly short ones, some long. */
function cut(random: Random, total: number, parts: number): number[] {
  const places = shuffled(
    random,
    Array.from({ length: total - 1 }, (_, i) => i + 1),
  ).slice(0, parts - 1);
  const ends = [...places.sort((a, b) => a - b), total];
  return ends.map((end, i) => end - (ends[i - 1] ?? 0));
}

/** Single units dealt at random, to nobody more than `most`. */
function deal(random: Random, units: number, most: readonly number[]): number[] {
  const given = most.map(() => 0);
  for (let left = units; left > 0;) {
    const i = between(random, 0, most.length);
    if (given[i]! >= most[i]!) continue;
    given[i]! += 1;
    left -= 1;
  }
  return given;
}

/** The free stretches of a room beside its block, if it has one. */
function stretches(window: NightSpan, block: NightSpan | undefined): NightSpan[] {
  if (!block) return [window];
  return [
    { from: window.from, to: block.from },
    { from: block.to, to: window.to },
  ].filter(({ from, to }) => from < to);
}

/** Every stretch of every room filled with stays and single empty nights in random order. */
function slotsOf(random: Random, house: House, blocks: readonly FixedBlock[], habits: Habits): Slot[] {
  const closed = new Map<PhysicalRoom, NightSpan>(blocks.map(({ physical, span }) => [physical, span]));
  const free = house.rooms.flatMap(({ physical }, room) =>
    stretches(habits.window, closed.get(physical)).map((span) => ({
      room,
      span,
      nights: span.to - span.from,
    })),
  );
  const all = free.reduce((sum, { nights }) => sum + nights, 0);
  const empty = deal(
    random,
    all - Math.round(all * habits.occupancy),
    free.map(({ nights }) => nights - 1),
  );
  const filled = free.map(({ nights }, i) => nights - empty[i]!);
  const least = 1;
  const counts = apportion(habits.stays, filled, least).map((count, i) => Math.min(count, filled[i]!));
  return free.flatMap(({ room, span }, i) => {
    const lengths = cut(random, filled[i]!, counts[i]!);
    const order = shuffled(random, [...lengths, ...Array.from({ length: empty[i]! }, () => 0)]);
    let day: number = span.from;
    return order.flatMap((length): Slot[] => {
      const from = day;
      day += Math.max(1, length);
      return length === 0 ? [] : [{ room, span: { from, to: from + length } as NightSpan }];
    });
  });
}

/** The types from which an upgrade leads to a type, by its id. */
function lowerTypes(house: House): ReadonlyMap<RoomTypeId, readonly RoomTypeId[]> {
  const lower = new Map<RoomTypeId, RoomTypeId[]>();
  for (const [from, options] of house.upgrades)
    for (const { toTypeId } of options) lower.set(toTypeId, [...(lower.get(toTypeId) ?? []), from]);
  return lower;
}

/** The rooms' own capacity by type: they all have the same. */
const capacities = (house: House): ReadonlyMap<RoomTypeId, number> =>
  new Map(house.rooms.map((room) => [room.typeId, room.capacity]));

/** One booking for each slot, with what its room in the plan can give and some wishes that it may not. */
function bookingOf(
  random: Random,
  house: House,
  { room, span }: Slot,
  id: number,
  bookedTypeId: RoomTypeId,
  people: number,
) {
  const { smoking, accessible } = house.rooms[room]!;
  const wishes = attributes.filter(() => chance(random, 0.06));
  return {
    id,
    bookedTypeId,
    span,
    people,
    movability: 'free',
    roomId: undefined,
    reservation: undefined,
    together: undefined,
    guest: undefined,
    priority: pick(random, [2, 2, 2, 3, 3, 4, 5]),
    demanding: chance(random, 0.05),
    nonSmoking: !smoking && chance(random, 0.15),
    smoking: false,
    accessible: accessible && chance(random, 0.25),
    wishes: wishes.map((attribute) => ({ attribute, weight: pick(random, [0.5, 1, 1, 2]) })),
    upgradeApproved: false,
    arrivesAt: pick(random, [13, 15, 15, 16, 18, 21]) * 60,
    leavesAt: pick(random, [9, 10, 10, 11, 12]) * 60,
    optimised: true,
    decidedNow: false,
  } satisfies AssignableStay;
}

/** A type's smokers' rooms are no upgrade for who was promised clean air. */
function bookedType(
  random: Random,
  house: House,
  room: number,
  share: number,
  lower: readonly RoomTypeId[],
): RoomTypeId {
  const { typeId, smoking } = house.rooms[room]!;
  const fit = smoking
    ? lower.filter((type) => house.promisesNoSmoking[house.typeIndex.get(type)!] === 0)
    : lower;
  return fit.length > 0 && chance(random, share) ? pick(random, fit) : typeId;
}

/** Two or three at a time of those booked alike in the plan become one reservation; some keep only the wish to be close. */
function joined(random: Random, house: House, planned: readonly Planned[]): Planned[] {
  const joinedNow = [...planned];
  const alike = Map.groupBy(planned.keys(), (i) => {
    const { stay, room } = planned[i]!;
    return `${stay.bookedTypeId} ${house.typeOf[room]} ${stay.span.from} ${stay.span.to}`;
  });
  for (const members of alike.values())
    for (let i = 0; i + 1 < members.length && chance(random, 0.35);) {
      const set = members.slice(i, i + between(random, 2, 4));
      const name = `R${planned[set[0]!]!.stay.id}`;
      const reservation = chance(random, 0.8) ? name : undefined;
      for (const member of set) {
        const { stay, room } = planned[member]!;
        joinedNow[member] = { room, stay: { ...stay, reservation, together: name } };
      }
      i += set.length;
    }
  return joinedNow;
}

/** Now and then who leaves a room is who comes next. */
function returning(random: Random, planned: readonly Planned[]): Planned[] {
  const guests = new Map<number, string>();
  for (let i = 1; i < planned.length; i += 1) {
    const [before, after] = [planned[i - 1]!, planned[i]!];
    if (before.room !== after.room || before.stay.span.to !== after.stay.span.from || !chance(random, 0.02))
      continue;
    const guest = guests.get(i - 1) ?? `G${before.stay.id}`;
    guests.set(i - 1, guest).set(i, guest);
  }
  return planned.map((one, i) => ({ ...one, stay: { ...one.stay, guest: guests.get(i) } }));
}

/** Locks some, and gives half of the others their room already; sets booked alike all or none. */
function given(
  random: Random,
  house: House,
  planned: readonly Planned[],
  { locked, tentative }: Habits,
): Planned[] {
  const dealt = new Map<string, boolean>();
  const hasRoom = ({ id, reservation }: AssignableStay) => {
    const key = reservation ?? `S${id}`;
    if (!dealt.has(key)) dealt.set(key, chance(random, tentative));
    return dealt.get(key)!;
  };
  const order = shuffled(random, [...planned.keys()]);
  const fixed = new Set(
    order
      .filter((i) => planned[i]!.stay.reservation === undefined)
      .slice(0, Math.round(locked * planned.length)),
  );
  return planned.map(({ stay, room }, i) => {
    const { id: roomId } = house.rooms[room]!;
    if (fixed.has(i)) return { room, stay: { ...stay, roomId, movability: 'fixed' } };
    return hasRoom(stay) ? { room, stay: { ...stay, roomId } } : { room, stay };
  });
}

/** Bookings with their rooms in a plan that breaks no rule, in random order of their ids. */
export function batchStays(
  random: Random,
  house: House,
  blocks: readonly FixedBlock[],
  habits: Habits,
): Planned[] {
  const lower = lowerTypes(house);
  const capacity = capacities(house);
  const slots = slotsOf(random, house, blocks, habits);
  const ids = shuffled(
    random,
    Array.from(slots, (_, i) => i + 1),
  );
  // Rooms of the plainest types cannot have been booked lower: the others make up for them.
  const able = slots.filter(({ room }) => (lower.get(house.rooms[room]!.typeId) ?? []).length > 0).length;
  const share = (habits.bookedLower * slots.length) / Math.max(1, able);
  const planned = slots.map((slot, i) => {
    const type = bookedType(random, house, slot.room, share, lower.get(house.rooms[slot.room]!.typeId) ?? []);
    const people = between(random, 1, capacity.get(type)! + 1);
    return { room: slot.room, stay: bookingOf(random, house, slot, ids[i]!, type, people) };
  });
  const complete = given(random, house, joined(random, house, returning(random, planned)), habits);
  return complete.sort((a, b) => a.stay.id - b.stay.id);
}
