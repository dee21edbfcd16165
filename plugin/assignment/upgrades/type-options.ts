// Types that a stay may be given, and what each costs (goal 4): by index, and worked out once for all stays of one type and length.
import type { RoomTypeId } from '../../domain/ids.js';
import type { House } from '../problem/house.js';
import type { UpgradeOption } from '../../domain/upgrade.js';
import type { AssignableStay } from '../problem/problem.js';
import { eligibleUpgrades, type RoomNeeds, suits } from './eligible.js';

/** Goal 4 of an upgrade without a price. The price is added, and a trace for its place in the list. */
const upgradeBase = 1;
const perRank = 0.001;

/**
 * Goal 4 of an upgrade over so many nights, in yen and the little more that tells equals apart. `rank`: its place in the list of the booked
 * type, best first. Levels have no price of their own: the relations along the way have, and the list is in their order.
 */
export const upgradeCost = (
  { costPerNight }: Pick<UpgradeOption, 'costPerNight'>,
  nights: number,
  rank: number,
): number => upgradeBase + nights * costPerNight + rank * perRank;

export interface TypeOption {
  readonly type: number;
  readonly cost: number;
}

/** Longer stays cost as this many nights; it bounds the table of costs. */
const mostNights = 4096;

/** A house is asked for them with each problem, mostly about the same types and nights (100 µs for each problem). */
const tables = new WeakMap<House, Map<number, readonly TypeOption[]>>();

function tableOf(house: House): Map<number, readonly TypeOption[]> {
  const known = tables.get(house);
  if (known) return known;
  const table = new Map<number, readonly TypeOption[]>();
  tables.set(house, table);
  return table;
}

/** The options of a stay that is entitled to the type, its own at cost 0 first, the cheapest next. */
export function typeOptions(house: House, from: RoomTypeId, nights: number): readonly TypeOption[] {
  const table = tableOf(house);
  const key = from * mostNights + Math.min(nights, mostNights - 1);
  let options = table.get(key);
  if (!options) table.set(key, (options = optionsOf(house, from, nights)));
  return options;
}

function optionsOf(house: House, from: RoomTypeId, nights: number): TypeOption[] {
  const own = house.typeIndex.get(from);
  const options: TypeOption[] = own === undefined ? [] : [{ type: own, cost: 0 }];
  for (const { type, option, rank } of eligibleUpgrades(house, from, 'automatic'))
    options.push({ type, cost: upgradeCost(option, nights, rank) });
  options.sort((a, b) => a.cost - b.cost);
  // Two ways may lead to one type: the cheaper counts.
  return options.filter(({ type }, i) => options.findIndex((one) => one.type === type) === i);
}

/** With the type that a stay has now. One that may not be given any more is left if that can be, but nobody is put out on the street for it. */
export function orStay(options: readonly TypeOption[], typeNow: number): readonly TypeOption[] {
  if (options.some((option) => option.type === typeNow)) return options;
  return [...options, { type: typeNow, cost: (options.at(-1)?.cost ?? 0) + upgradeBase }];
}

/** Goal 4 of a type; one that is no option (a person gave it) costs as one upgrade. */
export function costIn(options: readonly TypeOption[], own: number, type: number): number {
  if (type === own) return 0;
  for (const option of options) if (option.type === type) return option.cost;
  return upgradeBase;
}

/** Whether placement would give a stay the room by itself, were it free: one of the booked type or of an automatic upgrade, which suits it. */
export function mayBeGiven(
  house: House,
  stay: RoomNeeds & Pick<AssignableStay, 'bookedTypeId'>,
  r: number,
): boolean {
  const own = house.typeIndex.get(stay.bookedTypeId) ?? -1;
  if (!suits(house, stay, own, r)) return false;
  return typeOptions(house, stay.bookedTypeId, 1).some(({ type }) => type === house.typeOf[r]);
}
