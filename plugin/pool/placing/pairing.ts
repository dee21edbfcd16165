// Which of the rooms that a booking has goes on as which of those that come: the one rule for agencies' changes and for following. Pure.
import type { RoomId, RoomTypeId } from '../../domain/ids.js';
import type { Smoking } from '../../domain/stay.js';

/** What a room of a booking is known by; undefined is like nothing. */
export interface Traits {
  readonly roomId: RoomId | undefined;
  readonly typeId: RoomTypeId | undefined;
  readonly people: number;
  /** As it was booked, where that was said. */
  readonly smoking?: Smoking | undefined;
  /** Of the rooms of the booking, from 0. */
  readonly place: number;
}

/** A room that is there has up to two types: where `typeId` decides nothing, this one does. */
export interface HeldTraits extends Traits {
  readonly otherTypeId: RoomTypeId | undefined;
}

const same = <T>(one: T | undefined, other: T | undefined) => one !== undefined && one === other;

/** The same room is evident; then each trait outweighs all that come after it. */
const likeness = (held: HeldTraits, coming: Traits): number =>
  (same(held.roomId, coming.roomId) ? 32 : 0) +
  (same(held.typeId, coming.typeId) ? 16 : 0) +
  (same(held.smoking, coming.smoking) ? 8 : 0) +
  (held.people === coming.people ? 4 : 0) +
  (same(held.otherTypeId, coming.typeId) ? 2 : 0) +
  (held.place === coming.place ? 1 : 0);

/**
 * Pairs by room, then type, then smoking, then people, then place; whoever is most alike first, among equals in order. As many pairs as the shorter list
 * is long: what is left over in `held` is given up, what is left over in `coming` is new.
 */
export function pairRooms<Held, Coming>(
  held: readonly Held[],
  coming: readonly Coming[],
  heldTraits: (one: Held, index: number) => HeldTraits,
  comingTraits: (one: Coming, index: number) => Traits,
): Map<Held, Coming> {
  const traits = coming.map(comingTraits);
  const likely = held
    .flatMap((one, i) => {
      const known = heldTraits(one, i);
      return coming.map((other, j) => ({ one, other, likeness: likeness(known, traits[j]!) }));
    })
    .sort((a, b) => b.likeness - a.likeness);
  const pairs = new Map<Held, Coming>();
  const taken = new Set<Coming>();
  for (const { one, other } of likely) {
    if (pairs.has(one) || taken.has(other)) continue;
    pairs.set(one, other);
    taken.add(other);
  }
  return pairs;
}
