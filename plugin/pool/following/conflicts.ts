// Two in one room: who gives way, whether at once, and who is to be moved by a person where not (P13, D19). Pure.
import {
  type Claim,
  movabilityOf,
  type MovingRules,
  priorityOf,
  type StayStanding,
  whoYields,
} from '../../assignment/index.js';
import type { BookingPlan, Reason } from '../../domain/booking-plan.js';
import { nightsBetween } from '../../domain/hotel-date.js';
import type { BookingPlanId } from '../../domain/ids.js';
import { stayClassesOf } from '../modes/modes.js';

export interface Verdict {
  /** Those who may give way at once, who should first. */
  readonly giveWay: readonly BookingPlan[];
  /** Whom a person should move where nobody gives way; undefined where no stay of ours may be. */
  readonly ask: BookingPlan | undefined;
  readonly reason: Reason;
}

export interface ConflictRules extends Omit<MovingRules, 'run'> {
  /** Stays that were made final only just now, not by a person: what was being written in the PMS meanwhile could not be seen, nobody was told. */
  readonly justSealed: ReadonlySet<BookingPlanId>;
}

/** Who stands against a stay: another of ours, somebody whom the PMS holds by itself, or nobody, its room being of no use any more. */
export type Rival = BookingPlan | 'clerk' | 'out_of_service';

/** Where there is nobody else, in words that speak of the room. */
const ofRoomAlone: Readonly<Record<string, string>> = {
  'conflict.pooled_yields': 'conflict.room_unusable',
  'conflict.neither_may_move': 'conflict.final_room_unusable',
};

const standingOf = (
  { id, roomState, inHouse, checkIn, lock }: BookingPlan,
  { justSealed }: ConflictRules,
): StayStanding & { readonly roomState: 'tentative' | 'final' } => ({
  presence: inHouse ? 'in_house' : 'expected',
  roomState: roomState === 'final' && !justSealed.has(id) ? 'final' : 'tentative',
  lock: lock?.cause,
  checkIn,
});

function claimOf(plan: Rival, rules: ConflictRules): Claim {
  if (plan === 'clerk' || plan === 'out_of_service') return { kind: plan };
  return {
    ...standingOf(plan, rules),
    ...{ kind: 'stay', id: plan.id },
    priority: priorityOf(stayClassesOf(nightsBetween(plan.checkIn, plan.checkOut))),
  };
}

export function verdictOn(plan: BookingPlan, rival: Rival, rules: ConflictRules): Verdict {
  const { yields, reason: why } = whoYields(claimOf(plan, rules), claimOf(rival, rules), rules.businessDate);
  const key = rival === 'out_of_service' ? (ofRoomAlone[why.key] ?? why.key) : why.key;
  const reason: Reason = { ...why, key };
  const both = typeof rival === 'string' ? [plan] : [plan, rival];
  const standing = yields === 'second' ? both.toReversed() : both;
  const verdicts = standing.map((stay) => ({
    stay,
    ...movabilityOf(standingOf(stay, rules), { ...rules, run: 'placement' }),
  }));
  const giveWay = verdicts.filter(({ movability }) => movability === 'free').map(({ stay }) => stay);
  const proposed = verdicts.find(({ movability }) => movability === 'proposal');
  const ask = proposed?.stay ?? standing.find(({ inHouse }) => !inHouse);
  if (yields === 'nobody') return { giveWay: [], ask, reason };
  return {
    giveWay,
    ask: giveWay[0] ?? ask,
    reason: giveWay.length === 0 && proposed ? proposed.reason : reason,
  };
}
