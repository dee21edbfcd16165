// A hotel by chance for the batch benchmark: floors with a mix of types, a ladder of grades to be upgraded along, rooms closed here and there.
import { between, pick, type Random } from '../../dev/bookings/random.js';
import {
  type AssignableRoom,
  type FixedBlock,
  type House,
  type NightSpan,
  type RoomUsage,
  surveyHouse,
} from '../../plugin/assignment/index.js';
import type { DayNumber } from '../../plugin/domain/hotel-date.js';
import { type PhysicalRoom, physicalRoom, roomId, roomTypeId } from '../../plugin/domain/ids.js';
import type { RoomTypeId } from '../../plugin/domain/ids.js';
import type { UpgradeOption } from '../../plugin/domain/upgrade.js';

/** What rooms have by chance, and guests wish for. */
export const attributes = ['view:sea', 'quiet', 'floor:high', 'connecting'] as const;

const roomsPerType = 33;
const mostTypes = 60;
const roomsPerFloor = 40;

/** Share of rooms that are closed for some nights. */
const closedShare = 0.03;

export const chance = (random: Random, share: number): boolean => random() < share;

/** Shuffles in place, and answers with it. */
export function shuffled<Item>(random: Random, items: Item[]): Item[] {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = between(random, 0, i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}

/** `total` split by weight into whole numbers, each at least `least`. */
export function apportion(total: number, weights: readonly number[], least: number): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const spare = total - least * weights.length;
  let given = 0;
  let reached = 0;
  return weights.map((weight) => {
    reached += weight;
    const upTo = Math.round((spare * reached) / sum);
    const share = upTo - given;
    given = upTo;
    return least + share;
  });
}

interface Grade {
  readonly id: RoomTypeId;
  readonly capacity: number;
  readonly beds: string;
  readonly smoking: boolean;
}

/** From the plainest type to the dearest: never smaller on the way up, so that an upgrade has beds enough. */
function gradesOf(random: Random, count: number): Grade[] {
  return Array.from({ length: count }, (_, i) => ({
    id: roomTypeId(i + 1),
    capacity: 2 + Math.floor((3 * i) / count),
    beds: `beds:${between(random, 1, 3)}`,
    smoking: i > 0 && chance(random, 0.08),
  }));
}

function roomsOf(random: Random, count: number, grades: readonly Grade[]): AssignableRoom[] {
  const sizes = apportion(
    count,
    grades.map(() => 0.4 + random()),
    Math.min(4, Math.floor(count / grades.length)),
  );
  const types = shuffled(
    random,
    sizes.flatMap((size, i) => Array.from({ length: size }, () => grades[i]!)),
  );
  const floors = Math.ceil(count / roomsPerFloor);
  return types.map((grade, i) => {
    const floor = 2 + Math.floor(i / roomsPerFloor);
    const number = String(floor * 100 + (i % roomsPerFloor) + 1);
    const has = attributes.filter((name) =>
      name === 'floor:high' ? floor > 2 + floors * 0.7 : chance(random, 0.3),
    );
    return {
      id: roomId(1000 + i),
      typeId: grade.id,
      number,
      physical: physicalRoom(number),
      occupies: [physicalRoom(number)],
      floor,
      capacity: grade.capacity,
      smoking: grade.smoking || chance(random, 0.03),
      accessible: chance(random, 0.04),
      sellable: true,
      priority: i + 1,
      attributes: new Set<string>([...has, grade.beds]),
      outOfService: [],
    };
  });
}

/** Each type goes to three or four of the next five grades, dearer with every step. */
function upgradesOf(random: Random, grades: readonly Grade[]): Map<RoomTypeId, readonly UpgradeOption[]> {
  const upgrades = new Map<RoomTypeId, readonly UpgradeOption[]>();
  grades.forEach(({ id }, i) => {
    const above = grades.slice(i + 1, i + 6);
    const left = new Set(
      shuffled(random, [...above.keys()]).slice(0, Math.max(0, above.length - 4 + between(random, 0, 2))),
    );
    const options = above.flatMap((to, step): UpgradeOption[] => {
      // The next grade is always one of them: otherwise a type might stand alone.
      if (step > 0 && left.has(step)) return [];
      const path = grades.slice(i, i + step + 2).map((grade) => grade.id);
      return [
        {
          toTypeId: to.id,
          path,
          costPerNight: 1000 * (step + 1),
          levels: step + 1,
          policy: 'automatic',
          sameBedCount: false,
        },
      ];
    });
    if (options.length > 0) upgrades.set(id, options);
  });
  return upgrades;
}

/** A ladder of types of uneven size over several floors. */
export function batchHouse(random: Random, rooms: number): House {
  const count = Math.max(3, Math.min(mostTypes, Math.round(rooms / roomsPerType)));
  const grades = gradesOf(random, count);
  return surveyHouse({
    types: grades.map(({ id }) => ({ id, name: `type ${id}` })),
    rooms: roomsOf(random, rooms, grades),
    upgrades: upgradesOf(random, grades),
  });
}

/** At most one for each room. */
export function batchBlocks(random: Random, house: House, window: NightSpan): FixedBlock[] {
  return house.rooms.flatMap(({ physical, number }): FixedBlock[] => {
    if (!chance(random, closedShare)) return [];
    const nights = between(random, 1, Math.min(8, window.to - window.from));
    const from = between(random, window.from, window.to - nights + 1);
    return [{ id: `block-${number}`, physical, span: { from, to: from + nights } as NightSpan }];
  });
}

/** Sixty days behind every room, most of them used. */
export function batchUsage(random: Random, house: House, today: DayNumber): Map<PhysicalRoom, RoomUsage> {
  const before = (days: number) => (today - days) as DayNumber;
  return new Map(
    house.rooms.map(({ physical }) => [
      physical,
      {
        nightsUsed: between(random, 30, 60),
        nightsSellable: 60,
        lastUsedUntil: before(pick(random, [0, 0, 0, 1, 2, 4])),
        demandingUntil: chance(random, 0.08) ? before(between(random, 0, 5)) : undefined,
      },
    ]),
  );
}
