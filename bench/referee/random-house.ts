// A small hotel by chance: its rooms, doors, upgrades, and what is closed in it.
import { between, pick, pickWeighted, type Random } from '../../dev/bookings/random.js';
import type {
  AssignableRoom,
  AssignmentProblem,
  FixedBlock,
  HouseRooms,
  NightSpan,
  RoomUsage,
} from '../../plugin/assignment/index.js';
import type { DayNumber } from '../../plugin/domain/hotel-date.js';
import {
  physicalRoom,
  type PhysicalRoom,
  roomId,
  roomTypeId,
  type RoomTypeId,
} from '../../plugin/domain/ids.js';
import type { UpgradeOption } from '../../plugin/domain/upgrade.js';

export interface RandomHouse extends Pick<AssignmentProblem, 'usage' | 'blocks'> {
  readonly house: HouseRooms;
}

export const attributes = ['view:sea', 'quiet', 'floor:high', 'connecting', 'beds:1', 'beds:2'];

export const chance = (random: Random, share: number): boolean => random() < share;

/** Nights of doors that are taken. */
export class Taken {
  private readonly nights: Set<string>;

  constructor(before?: Taken) {
    this.nights = new Set(before?.nights);
  }

  isFree(doors: readonly PhysicalRoom[], { from, to }: NightSpan): boolean {
    for (const door of doors)
      for (let night: number = from; night < to; night += 1)
        if (this.nights.has(`${door} ${night}`)) return false;
    return true;
  }

  take(doors: readonly PhysicalRoom[], { from, to }: NightSpan): void {
    for (const door of doors)
      for (let night: number = from; night < to; night += 1) this.nights.add(`${door} ${night}`);
  }
}

interface TypeTraits {
  readonly id: RoomTypeId;
  readonly weight: number;
  readonly capacity: number;
  readonly beds: string | undefined;
  readonly smoking: boolean;
}

/** `window`: the nights it is about, from the business date on. What is closed is noted in `taken`. */
export function randomHouse(random: Random, window: NightSpan, taken: Taken): RandomHouse {
  const doors = between(random, 3, 16);
  const sold = randomTypes(random, Math.min(doors, between(random, 1, 6)));
  // Now and then a type is sold that has no rooms any more: only upgrades can house its guests.
  const traits = sold.length > 1 && chance(random, 0.05) ? sold.slice(1) : sold;
  const plain = randomRooms(random, doors, traits);
  const rooms = [...plain, ...specialRooms(random, plain, traits)];
  const closed = rooms.map((room) => ({ ...room, outOfService: closures(random, room, window, taken) }));
  const blocks = rooms.slice(0, doors).flatMap((room): FixedBlock[] => {
    const span = closure(random, 0.06, [room.physical], window, taken);
    return span ? [{ id: `block-${room.number}`, physical: room.physical, span }] : [];
  });
  const types = sold.map(({ id }) => ({ id, name: `type ${id}` }));
  return {
    house: { types, rooms: closed, upgrades: randomUpgrades(random, sold) },
    usage: randomUsage(random, rooms, window.from),
    blocks,
  };
}

function randomTypes(random: Random, count: number): TypeTraits[] {
  const knowsBeds = chance(random, 0.7);
  const hasSmoking = chance(random, 0.2);
  return Array.from({ length: count }, (_, i) => ({
    id: roomTypeId(i + 1),
    weight: between(random, 1, 6),
    capacity: between(random, 1, 3) + Math.floor(i / 2),
    beds: knowsBeds ? `beds:${between(random, 1, 3)}` : undefined,
    smoking: hasSmoking && chance(random, 0.5),
  }));
}

function randomRooms(random: Random, count: number, traits: readonly TypeTraits[]): AssignableRoom[] {
  const floors = Math.min(count, between(random, 1, 5));
  const bottom = between(random, 1, 8);
  const oddOnes = chance(random, 0.5) && count > 4;
  const ordered = pickWeighted(random, [
    ['all', 5],
    ['some', 3],
    ['none', 2],
  ] as const);
  return Array.from({ length: count }, (_, i) => {
    const type =
      traits[i] ??
      pickWeighted(
        random,
        traits.map((one) => [one, one.weight] as const),
      );
    const floor = bottom + Math.floor((i * floors) / count);
    const number = String(floor * 100 + i + 1);
    const hasPriority = ordered === 'all' || (ordered === 'some' && chance(random, 0.6));
    return {
      id: roomId(1000 + i),
      typeId: type.id,
      number,
      physical: physicalRoom(number),
      occupies: [physicalRoom(number)],
      floor,
      capacity: type.capacity,
      smoking: type.smoking || (oddOnes && chance(random, 0.1)),
      accessible: chance(random, 0.2),
      sellable: !(oddOnes && i >= traits.length && chance(random, 0.15)),
      priority: hasPriority ? between(random, 1, count + 1) : undefined,
      attributes: randomAttributes(random, type, floor === bottom + floors - 1),
      outOfService: [],
    };
  });
}

function randomAttributes(random: Random, type: TypeTraits, top: boolean): Set<string> {
  const found = new Set<string>(attributes.slice(0, 4).filter(() => chance(random, 0.3)));
  if (top) found.add('floor:high');
  if (type.beds !== undefined && chance(random, 0.97)) found.add(type.beds);
  return found;
}

/** Now and then a suite of two doors, or a second row of the PMS for a door. */
function specialRooms(
  random: Random,
  plain: readonly AssignableRoom[],
  traits: readonly TypeTraits[],
): AssignableRoom[] {
  const special: AssignableRoom[] = [];
  if (plain.length >= 5 && chance(random, 0.2)) {
    const first = between(random, 0, plain.length - 1);
    const parts = plain.slice(first, first + 2);
    const number = `${parts[0]!.number}-${parts[1]!.number}`;
    const occupies = parts.map((part) => part.physical);
    special.push({
      ...parts[0]!,
      ...{ id: roomId(2000), number, physical: physicalRoom(number), occupies, sellable: true },
      ...{ typeId: traits.at(-1)!.id, capacity: parts[0]!.capacity + parts[1]!.capacity },
    });
  }
  if (traits.length > 1 && chance(random, 0.1)) {
    const twin = pick(random, plain);
    const other = pick(
      random,
      traits.filter(({ id }) => id !== twin.typeId),
    );
    special.push({ ...twin, id: roomId(3000), typeId: other.id, capacity: other.capacity });
  }
  return special;
}

/** One way only: from a type to those listed after it. */
function randomUpgrades(random: Random, traits: readonly TypeTraits[]): Map<RoomTypeId, UpgradeOption[]> {
  const upgrades = new Map<RoomTypeId, UpgradeOption[]>();
  const priced = chance(random, 0.5);
  traits.forEach(({ id }, i) => {
    const options: UpgradeOption[] = [];
    traits.slice(i + 1).forEach((to, step) => {
      if (chance(random, 0.3)) return;
      options.push({
        toTypeId: to.id,
        path: traits.slice(i, i + step + 2).map((type) => type.id),
        costPerNight: priced && chance(random, 0.7) ? 500 * between(random, 1, 8) * (step + 1) : 0,
        levels: step + 1,
        policy: chance(random, 0.85) ? 'automatic' : 'suggest',
        sameBedCount: chance(random, 0.15),
      });
    });
    if (options.length > 0) upgrades.set(id, options);
  });
  return upgrades;
}

function randomUsage(
  random: Random,
  rooms: readonly AssignableRoom[],
  today: DayNumber,
): Map<PhysicalRoom, RoomUsage> {
  const usage = new Map<PhysicalRoom, RoomUsage>();
  if (chance(random, 0.2)) return usage;
  const window = pick(random, [14, 30, 60]);
  const before = (days: number) => (today - days) as DayNumber;
  for (const { physical } of rooms) {
    if (chance(random, 0.1)) continue;
    const nightsSellable = between(random, Math.floor(window / 2), window + 1);
    usage.set(physical, {
      nightsSellable,
      nightsUsed: between(random, 0, nightsSellable + 1),
      lastUsedUntil: chance(random, 0.9) ? before(between(random, 0, 40)) : undefined,
      demandingUntil: chance(random, 0.25) ? before(between(random, 0, 6)) : undefined,
    });
  }
  return usage;
}

/** A suite is closed by closing its doors. */
function closures(random: Random, room: AssignableRoom, window: NightSpan, taken: Taken): NightSpan[] {
  const span = room.occupies.length === 1 && closure(random, 0.05, room.occupies, window, taken);
  return span ? [span] : [];
}

function closure(
  random: Random,
  share: number,
  doors: readonly PhysicalRoom[],
  window: NightSpan,
  taken: Taken,
): NightSpan | undefined {
  if (!chance(random, share)) return undefined;
  const from = between(random, window.from - 2, window.to);
  const span = { from, to: from + between(random, 1, 6) } as NightSpan;
  if (!taken.isFree(doors, span)) return undefined;
  taken.take(doors, span);
  return span;
}
