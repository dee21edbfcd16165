// Whether a stay may be given a type, and a room of it, whoever is there: what moves, placing, reasons and whoever looks at a plan ask alike.
import type { RoomTypeId } from '../../domain/ids.js';
import type { UpgradeOption } from '../../domain/upgrade.js';
import type { House } from '../problem/house.js';
import type { AssignableStay } from '../problem/problem.js';

/** Whether a bed-count rule holds between two types: the beds of both are known, and the same. */
export const bedsAgree = (booked: number | string | undefined, given: number | string | undefined): boolean =>
  booked !== undefined && booked === given;

/** The type whose upgrades a stay may be given: the booked one or, where a person approved an upgrade, that of its room (H2). */
export const entitledType = (
  { typeIds }: House,
  { upgradeApproved, bookedTypeId }: Pick<AssignableStay, 'upgradeApproved' | 'bookedTypeId'>,
  typeNow: number,
): RoomTypeId => (upgradeApproved && typeNow >= 0 ? typeIds[typeNow]! : bookedTypeId);

/** An upgrade of the house's list that its terms allow. */
export interface EligibleUpgrade {
  /** Index of the type it leads to, which has rooms. */
  readonly type: number;
  readonly option: UpgradeOption;
  /** Its place in the hotel's list, from 0. */
  readonly rank: number;
}

/**
 * Upgrades of a type that are given without asking (`automatic`) or only by a person (`suggest`), in the hotel's order. Left out: types without
 * rooms, and those whose bed-count rule does not hold or cannot be shown to. Two ways may lead to one type.
 */
export function eligibleUpgrades(
  { upgrades, typeIndex, beds }: House,
  from: RoomTypeId,
  policy: UpgradeOption['policy'],
): EligibleUpgrade[] {
  const own = typeIndex.get(from);
  const ownBeds = own === undefined ? undefined : beds[own];
  return (upgrades.get(from) ?? []).flatMap((option, rank) => {
    const type = typeIndex.get(option.toTypeId);
    if (type === undefined || type === own || option.policy !== policy) return [];
    return option.sameBedCount && !bedsAgree(ownBeds, beds[type]) ? [] : [{ type, option, rank }];
  });
}

/** What a stay asks of any room. */
export type RoomNeeds = Pick<AssignableStay, 'people' | 'nonSmoking' | 'smoking' | 'accessible'>;

/**
 * Whether a room of a type that the stay may have suits it. Never: staff rooms, rooms not for sale, smoke or steps where none were
 * promised, a room without smoke where one with it was booked. Capacity counts in upgrades only: in the booked type the hotel sold it so (O3).
 *
 * @param own index of the type that the stay is entitled to; below 0 where the hotel has no room of it
 */
export function suits(house: House, needs: RoomNeeds, own: number, r: number): boolean {
  const room = house.rooms[r]!;
  if (!room.sellable || (needs.accessible && !room.accessible)) return false;
  if (room.smoking ? needs.nonSmoking : needs.smoking) return false;
  if (house.typeOf[r] === own) return true;
  const promised = own >= 0 && house.promisesNoSmoking[own] === 1 && !needs.smoking;
  return room.capacity >= needs.people && !(room.smoking && promised);
}
