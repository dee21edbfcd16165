// Section 4's numbers, the only place for them: what each mode means, what is a hotel's own, and the engine's policy made of both.
import type { AssignmentMode } from '../../domain/booking-plan.js';
import type { StayClass, Thresholds } from '../../domain/stay.js';
import type { AssignmentPolicy, RoomOrder, RotationRule } from '../problem/problem.js';

/** Modes with numbers of their own: 均等優先, 標準, 即時確定. In CUSTOM (個別設定) the hotel has stored all. */
export type FixedMode = Exclude<AssignmentMode | 'NORMAL', 'CUSTOM'>;

export interface ModeNumbers {
  /** Days up to the business date over which the use of rooms is compared. */
  readonly fairnessDays: number;
  /** Share of sellable nights by which the use of two rooms of a type may differ before it is reported. */
  readonly largestUsageGap: number;
  readonly weights: {
    readonly fairness: number;
    /** Orders the queue; equal for all rooms of a stay. */
    readonly urgency: number;
    readonly leastRecentlyUsed: number;
  };
  /** Demanding-stay rotation (P5). */
  readonly rotation: { readonly behaviour: RotationRule['behaviour']; readonly weight: number };
  /** Minutes between two sweeps. */
  readonly sweepMinutes: number;
}

/** A hotel's own numbers for CUSTOM, as stored. */
export interface StoredNumbers extends ModeNumbers {
  /** Counted from arrival: the hotel's preset is not added. */
  readonly thresholds: Readonly<Record<StayClass, Thresholds>>;
}

declare const checked: unique symbol;

/** Stored numbers that are within their bounds; made by `customNumbers`. */
export type CustomNumbers = StoredNumbers & { readonly [checked]: true };

/** A mode with its numbers: by name, or the hotel's own (CUSTOM). */
export type ModeChoice = FixedMode | CustomNumbers;

const fixedModes: Readonly<Record<FixedMode, ModeNumbers>> = {
  BALANCE: {
    fairnessDays: 60,
    largestUsageGap: 0.05,
    weights: { fairness: 2, urgency: 0.6, leastRecentlyUsed: 0.6 },
    rotation: { behaviour: 'block', weight: 0.8 },
    sweepMinutes: 15,
  },
  NORMAL: {
    fairnessDays: 30,
    largestUsageGap: 0.1,
    weights: { fairness: 1.2, urgency: 0.8, leastRecentlyUsed: 0.3 },
    rotation: { behaviour: 'penalise', weight: 0.5 },
    sweepMinutes: 30,
  },
  URGENT: {
    fairnessDays: 14,
    largestUsageGap: 0.25,
    weights: { fairness: 0.5, urgency: 2.5, leastRecentlyUsed: 0.2 },
    rotation: { behaviour: 'minimal', weight: 0.1 },
    sweepMinutes: 5,
  },
};

interface ClassDays {
  readonly windowDays: number;
  /** Days that the deadline lies before the hotel's preset. */
  readonly beforePreset: number;
}

/** `special`: VIP and demanding stays. */
function byClass(standard: ClassDays, special: ClassDays, longStay: ClassDays): Record<StayClass, ClassDays> {
  return { standard, last_minute: standard, vip: special, demanding: special, long_stay: longStay };
}

const pooledClassDays: Readonly<
  Record<Exclude<FixedMode, 'URGENT'>, Readonly<Record<StayClass, ClassDays>>>
> = {
  BALANCE: byClass(
    { windowDays: 7, beforePreset: 0 },
    { windowDays: 7, beforePreset: 1 },
    { windowDays: 14, beforePreset: 2 },
  ),
  NORMAL: byClass(
    { windowDays: 14, beforePreset: 1 },
    { windowDays: 14, beforePreset: 2 },
    { windowDays: 21, beforePreset: 3 },
  ),
};

/** The numbers of a mode that are the same for every stay. */
export function numbersOf(mode: ModeChoice): ModeNumbers {
  return typeof mode === 'string' ? fixedModes[mode] : mode;
}

/**
 * Thresholds of a stay of one class. Undefined in URGENT: every room is final at once.
 *
 * @param presetDays the hotel's deadline preset: 0 business and city, 1 resort, 2 ryokan, 3 unmanned; CUSTOM has its deadlines without it
 */
export function classThresholds(
  mode: ModeChoice,
  stayClass: StayClass,
  presetDays: number,
): Thresholds | undefined {
  if (mode === 'URGENT') return undefined;
  if (typeof mode !== 'string') return mode.thresholds[stayClass];
  const { windowDays, beforePreset } = pooledClassDays[mode][stayClass];
  const deadlineDays = presetDays + beforePreset;
  return { windowDays: Math.max(windowDays, deadlineDays), deadlineDays };
}

/** Last days before arrival on which a move is a proposal (P13): 1, but none where the deadline is the arrival day itself. */
export function freezeDaysOf(presetDays: number): number {
  return Math.min(1, presetDays);
}

/** From when on a stay is of a class. */
export interface StayClassNumbers {
  readonly longStayNights: number;
  /** Nights from which a stay wears its room. */
  readonly demandingNights: number;
  /** People, over all rooms of the reservation, from which it is a group. */
  readonly groupPeople: number;
  /** Most days between booking and arrival of a last-minute stay. */
  readonly lastMinuteDays: number;
  /** The PMS's loyalty tiers that are VIP. */
  readonly vipTiers: readonly string[];
}

export const defaultClassNumbers: StayClassNumbers = {
  longStayNights: 7,
  demandingNights: 14,
  groupPeople: 10,
  lastMinuteDays: 1,
  vipTiers: ['vip', 'platinum'],
};

/** For weekly hotels (ウィークリー), where a week is an ordinary stay. */
export const weeklyHotelClassNumbers: StayClassNumbers = {
  ...defaultClassNumbers,
  longStayNights: 28,
  demandingNights: 56,
};

/** What of the engine's policy is the hotel's own, whatever its mode. */
export interface PolicySettings {
  readonly order: RoomOrder;
  readonly rotationScope: RotationRule['scope'];
  /** Days for which a demanding stay's room is spared the next one. */
  readonly recoveryDays: number;
  /** The usual length of stay, see `usualNightsOf`: a gap shorter than this is hard to sell. */
  readonly usualNights: number;
  /** Between a departure and the next arrival in the same room. */
  readonly turnoverMinutes: number;
}

export const defaultPolicySettings: PolicySettings = {
  order: 'even',
  rotationScope: 'ROOM',
  recoveryDays: 3,
  usualNights: 2,
  turnoverMinutes: 180,
};

/** Today's arrivals in full. Those decided ahead cost three upgrades in a hundred in the replay where they count in full; so, one. */
const even = { evenDays: 1, evenAhead: 0.3 };

/** Weights that are equal in all modes. */
const commonWeights = { gaps: 1, changes: 1 };

/**
 * What goal 8 of 均等 (Σ used² ÷ sellable) falls by when a usual stay goes to a room whose usage lies lower by half the largest gap that the mode
 * tolerates, which is as far as a room may lie from the middle: that counts as 1, as one short gap or one wish of weight 1 does.
 */
const evenUnit = (usualNights: number, largestUsageGap: number) => usualNights * largestUsageGap;

/** The engine's policy in a mode, for a hotel. */
export function policyFor(mode: ModeChoice, hotel: PolicySettings = defaultPolicySettings): AssignmentPolicy {
  const { weights, rotation, largestUsageGap } = numbersOf(mode);
  const { order, rotationScope, recoveryDays, usualNights, turnoverMinutes } = hotel;
  return {
    order,
    choice: mode === 'URGENT' ? 'tightest' : 'comfort',
    weights: {
      rotation: rotation.weight,
      roomOrder:
        order === 'even' ? weights.fairness / evenUnit(usualNights, largestUsageGap) : weights.fairness,
      leastRecentlyUsed: weights.leastRecentlyUsed,
      ...commonWeights,
    },
    rotation: { behaviour: rotation.behaviour, scope: rotationScope, recoveryDays },
    ...even,
    usualNights,
    turnoverMinutes,
  };
}

/**
 * The usual length of stay, learned from past stays: the median of their `nights`, of an even number the lower one. At least 1; day uses (0)
 * do not count. Without past stays the default, 2.
 */
export function usualNightsOf(nights: readonly number[]): number {
  const sorted = nights.filter((length) => length >= 1).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? defaultPolicySettings.usualNights;
}
