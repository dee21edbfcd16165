// What may move when (P13): from a stay's facts to what the engine may do with its room, and why.
import type { Reason, RoomState } from '../../domain/booking-plan.js';
import { type HotelDate, nightsBetween } from '../../domain/hotel-date.js';
import type { LockCause, Movability, Presence } from '../../domain/stay.js';

/** What can keep a stay in its room. */
export interface StayStanding {
  readonly presence: Presence;
  readonly roomState: Exclude<RoomState, 'ended'>;
  /** Undefined: not locked. */
  readonly lock: LockCause | undefined;
  readonly checkIn: HotelDate;
}

/** `nightly` and `placement` may move tentative rooms, a `sweep` of the day only makes rooms final. */
export type RunKind = 'nightly' | 'placement' | 'sweep';

export interface MovingRules {
  readonly businessDate: HotelDate;
  /** Last days before arrival on which a move is a proposal, by `freezeDaysOf`. 1: the arrival day alone; 0: none. */
  readonly freezeDays: number;
  /** The last arrival day whose lists are published (配布済み); undefined: none is. */
  readonly publishedUntil?: HotelDate | undefined;
  readonly run: RunKind;
}

export interface MovabilityVerdict {
  readonly movability: Movability;
  readonly reason: Reason;
}

const lockKeys: Readonly<Record<LockCause, string>> = {
  clerk: 'movability.locked_by_clerk',
  told_guest: 'movability.locked_told_guest',
  adopted: 'movability.locked_adopted',
};

/** Why nothing automatic may move the stay on any day, or undefined. Of several causes the one that tells a clerk most. */
export function whatFixes(stay: StayStanding, businessDate: HotelDate): Reason | undefined {
  const { presence, checkIn } = stay;
  if (presence === 'in_house') return { key: 'movability.in_house', params: {} };
  if (presence === 'departed') return { key: 'movability.departed', params: {} };
  if (checkIn < businessDate) return { key: 'movability.not_arrived', params: { checkIn } };
  if (stay.lock) return { key: lockKeys[stay.lock], params: {} };
  if (stay.roomState === 'final') return { key: 'movability.final', params: {} };
  return undefined;
}

/** Why a move on this day needs a person's consent, or undefined. */
function whatAsks({ checkIn }: StayStanding, rules: MovingRules): Reason | undefined {
  const { businessDate, freezeDays, publishedUntil } = rules;
  if (publishedUntil !== undefined && checkIn <= publishedUntil)
    return { key: 'movability.list_published', params: { checkIn } };
  if (nightsBetween(businessDate, checkIn) < freezeDays)
    return { key: 'movability.arrives_soon', params: { checkIn, freezeDays } };
  return undefined;
}

/**
 * What a run may do with the stay's room. A guest who has not come by the end of the arrival day (未着) keeps the room: only a person releases
 * it. A stay without a room is always `free`, since there is nothing to move; whether it is still to be placed is the caller's question.
 */
export function movabilityOf(stay: StayStanding, rules: MovingRules): MovabilityVerdict {
  if (stay.roomState === 'unplaced')
    return { movability: 'free', reason: { key: 'movability.without_room', params: {} } };
  const fixed = whatFixes(stay, rules.businessDate);
  if (fixed) return { movability: 'fixed', reason: fixed };
  if (rules.run === 'sweep') return { movability: 'fixed', reason: { key: 'movability.sweep', params: {} } };
  const asks = whatAsks(stay, rules);
  if (asks) return { movability: 'proposal', reason: asks };
  return { movability: 'free', reason: { key: 'movability.free', params: {} } };
}
