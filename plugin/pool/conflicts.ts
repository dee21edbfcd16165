// Two in one room: who gives way, whether at once, and who is to be moved by a person where not (P13, D19). Pure.
import {
  type Claim,
  movabilityOf,
  type MovingRules,
  priorityOf,
  type StayStanding,
  whoYields,
} from '../assignment/index.js';
import type { BookingPlan, Reason } from '../domain/booking-plan.js';
import { nightsBetween } from '../domain/hotel-date.js';
import { stayClassesOf } from './modes.js';

export interface Verdict {
  /** Those who may give way at once, who should first. */
  readonly giveWay: readonly BookingPlan[];
  /** Whom a person should move where nobody gives way; undefined where no stay of ours may be. */
  readonly ask: BookingPlan | undefined;
  readonly reason: Reason;
}

type Rules = Omit<MovingRules, 'run'>;

/** Nobody has said yet that a stay is locked: whoever chose a room in the PMS or here has made it final. */
const standingOf = ({ roomState, inHouse, checkIn }: BookingPlan): StayStanding => ({
  presence: inHouse ? 'in_house' : 'expected',
  roomState: roomState === 'final' ? 'final' : 'tentative',
  lock: undefined,
  checkIn,
});

function claimOf(plan: BookingPlan | undefined): Claim {
  if (!plan) return { kind: 'clerk' };
  const { presence, lock, checkIn } = standingOf(plan);
  return {
    ...{ kind: 'stay', id: plan.id, presence, lock, checkIn },
    roomState: plan.roomState === 'final' ? 'final' : 'tentative',
    priority: priorityOf(stayClassesOf(nightsBetween(plan.checkIn, plan.checkOut))),
  };
}

/** `other`: undefined where the PMS holds the room by itself, for a person's reservation, a hold or a block. */
export function verdictOn(plan: BookingPlan, other: BookingPlan | undefined, rules: Rules): Verdict {
  const { yields, reason } = whoYields(claimOf(plan), claimOf(other), rules.businessDate);
  const both = other ? [plan, other] : [plan];
  const standing = yields === 'second' ? both.toReversed() : both;
  const verdicts = standing.map((stay) => ({
    stay,
    ...movabilityOf(standingOf(stay), { ...rules, run: 'placement' }),
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
