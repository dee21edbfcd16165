// Two claims on one room for one night (P13): an extension (延泊), a broken room (売止め), a clerk's double booking. Who gives way.
import type { Reason } from '../../domain/booking-plan.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import { type StayStanding, whatFixes } from './what-may-move.js';

/** A stay that we planned and that holds the room. */
export interface StayClaim extends StayStanding {
  readonly kind: 'stay';
  /** Of its booking plan. */
  readonly id: number;
  readonly roomState: 'tentative' | 'final';
  /** By its classes, see `priorityOf`. */
  readonly priority: number;
}

/** `clerk`: a reservation, hold or block that a person made in the PMS. `out_of_service`: nobody can sleep there. */
export type Claim = StayClaim | { readonly kind: 'clerk' } | { readonly kind: 'out_of_service' };

export interface Yielding {
  /** Gives way, by a proposal for another room; `nobody`: neither may be moved, a person decides. */
  readonly yields: 'first' | 'second' | 'nobody';
  readonly reason: Reason;
}

type Strength = 'in_house' | 'stands' | 'pooled';

function strengthOf(claim: Claim, businessDate: HotelDate): Strength {
  if (claim.kind !== 'stay') return 'stands';
  if (claim.presence === 'in_house') return 'in_house';
  return whatFixes(claim, businessDate) ? 'stands' : 'pooled';
}

/** Negative: `a` keeps the room. The later arrival leaves more time to find another room, and is not on a printed list yet. */
function byClaim(a: StayClaim, b: StayClaim): number {
  if (a.checkIn !== b.checkIn) return a.checkIn < b.checkIn ? -1 : 1;
  return b.priority - a.priority || a.id - b.id;
}

function amongPooled(a: StayClaim, b: StayClaim): Yielding {
  const yields = byClaim(a, b) <= 0 ? 'second' : 'first';
  const key =
    a.checkIn !== b.checkIn
      ? 'conflict.later_arrival_yields'
      : a.priority !== b.priority
        ? 'conflict.lower_class_yields'
        : 'conflict.later_booking_yields';
  return { yields, reason: { key, params: {} } };
}

/** Why nobody yields. Whoever is in the house keeps the room, unless nobody can sleep there any more. */
function undecided(a: Claim, b: Claim, strengths: readonly Strength[]): Yielding {
  const inHouse = strengths.filter((strength) => strength === 'in_house').length;
  const broken = a.kind === 'out_of_service' || b.kind === 'out_of_service';
  const key =
    inHouse === 0
      ? 'conflict.neither_may_move'
      : broken
        ? 'conflict.room_broken_under_guest'
        : inHouse === 2
          ? 'conflict.both_in_house'
          : 'conflict.in_house_keeps';
  return { yields: 'nobody', reason: { key, params: {} } };
}

/**
 * Who gives way where both claim one physical room on one night. A pooled stay yields to whatever may not move; of two pooled stays the
 * later arrival does, then the lower class, then the later booking. Swapped claims give the swapped answer.
 */
export function whoYields(first: Claim, second: Claim, businessDate: HotelDate): Yielding {
  const strengths = [first, second].map((claim) => strengthOf(claim, businessDate));
  const [firstPooled, secondPooled] = strengths.map((strength) => strength === 'pooled');
  if (first.kind === 'stay' && second.kind === 'stay' && firstPooled && secondPooled)
    return amongPooled(first, second);
  if (!firstPooled && !secondPooled) return undecided(first, second, strengths);
  const keeps = strengths[firstPooled ? 1 : 0];
  const key = keeps === 'in_house' ? 'conflict.pooled_yields_to_in_house' : 'conflict.pooled_yields';
  return { yields: firstPooled ? 'first' : 'second', reason: { key, params: {} } };
}
