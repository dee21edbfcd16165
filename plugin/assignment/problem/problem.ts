// What the engine is asked, and what it answers: plain data, no I/O.
import type { Reason } from '../../domain/booking-plan.js';
import type { DayNumber } from '../../domain/hotel-date.js';
import type { PhysicalRoom, RoomId, RoomTypeId } from '../../domain/ids.js';
import type { Movability, Wish } from '../../domain/stay.js';
import type { House } from './house.js';
import type { NightSpan } from './span.js';

/** Nights of a physical room that are taken by something the engine does not place: a block, a hold, a clerk's reservation. */
export interface FixedBlock {
  /** Names the block in errors. */
  readonly id: string;
  readonly physical: PhysicalRoom;
  readonly span: NightSpan;
}

export interface AssignableStay {
  /** Unique within the problem. */
  readonly id: number;
  readonly bookedTypeId: RoomTypeId;
  readonly span: NightSpan;
  readonly people: number;
  /** What may happen to its room now (P13). `fixed` needs a room. */
  readonly movability: Movability;
  /** The room it has now; undefined: unplaced or new. */
  readonly roomId: RoomId | undefined;
  /** The reservation, where it has several rooms: those booked alike (one type, one span) are given one type, or none at all. */
  readonly reservation: string | undefined;
  /** Stays with the same text want to be close together: a reservation's rooms, linked bookings. */
  readonly together: string | undefined;
  /** Stays with the same text are one guest's: where one begins as another ends, the guest keeps the room. Never a name. */
  readonly guest: string | undefined;
  /** Placed earlier than others where not all find a room (section 4: class priority). */
  readonly priority: number;
  /** Wears a room (P5). */
  readonly demanding: boolean;
  /** Never relaxed. */
  readonly nonSmoking: boolean;
  /** It booked a room that may be smoked in: never relaxed either. A stay that is both has no room. */
  readonly smoking: boolean;
  /** Never relaxed. */
  readonly accessible: boolean;
  readonly wishes: readonly Wish[];
  /** A person approved its upgrade: it is not undone (H2). */
  readonly upgradeApproved: boolean;
  /** Minutes after midnight of the arrival day. */
  readonly arrivesAt: number;
  /** Minutes after midnight of the departure day. */
  readonly leavesAt: number;
  /** Its window is open: its room is optimised. Else it stays where it is, unless another needs the room. */
  readonly optimised: boolean;
  /** Whether this run decides its room for good, or may change it again on another night: asked by the look-ahead, and by 均等. */
  readonly decidedNow: boolean;
}

/** What a physical room has been through, up to the business date. */
export interface RoomUsage {
  /** Nights used within the fairness days, as `fadingUse` counts them. */
  readonly nightsUsed: number;
  /** Nights that could have been sold in these days, counted likewise. */
  readonly nightsSellable: number;
  /** The last night's morning; undefined: not within memory. */
  readonly lastUsedUntil: DayNumber | undefined;
  /** When the last demanding stay left. */
  readonly demandingUntil: DayNumber | undefined;
}

/** 割当順: the PMS's order. 均等: even use. フロア集約: as few floors open as possible. */
export type RoomOrder = 'priority' | 'even' | 'floors';

export interface RotationRule {
  /** `block`: outweighs goals 8 to 10; `penalise`, `minimal`: by its weight. */
  readonly behaviour: 'block' | 'penalise' | 'minimal';
  /** ROOM: not into a room that another demanding stay left within `recoveryDays`. ROOM_TYPE: only not into the type's most recent one. */
  readonly scope: 'ROOM' | 'ROOM_TYPE';
  readonly recoveryDays: number;
}

/** They act among goals 7 to 10 only. */
export interface GoalWeights {
  readonly rotation: number;
  /** Of `order`. */
  readonly roomOrder: number;
  readonly leastRecentlyUsed: number;
  readonly gaps: number;
  readonly changes: number;
}

export interface AssignmentPolicy {
  readonly order: RoomOrder;
  /**
   * Which of several free rooms of a type a stay gets. `comfort`: the best by goals 5 to 10, since others can still be moved. `tightest`: the one
   * with the fewest free nights around the stay, so that long stretches stay whole for guests to come: where every room is final at once,
   * nothing can be moved, and their rooms and upgrades (goals 1 and 4) come first.
   */
  readonly choice: 'comfort' | 'tightest';
  readonly weights: GoalWeights;
  readonly rotation: RotationRule;
  /**
   * 均等 counts the nights that were used, and those of stays that arrive within so many days: what is later will change, and to move it for
   * evenness would be in vain.
   */
  readonly evenDays: number;
  /**
   * What a night of a later stay counts beside one of these (0–1), if its room is decided now: between now and its arrival others may come, who need
   * long free stretches more than evenness.
   */
  readonly evenAhead: number;
  /** The hotel's usual length of stay: a gap shorter than this is hard to sell. */
  readonly usualNights: number;
  /** Between a departure and the next arrival in the same room. */
  readonly turnoverMinutes: number;
}

/** One way the days ahead may go, learned from the days behind. */
export interface DemandScenario {
  /** Bookings that have not come yet. */
  readonly arrivals: readonly ExpectedStay[];
  /** Ids of known stays that will be cancelled or not show up. */
  readonly lost: ReadonlySet<number>;
}

export interface ExpectedStay {
  readonly typeId: RoomTypeId;
  readonly span: NightSpan;
}

export interface LookAhead {
  readonly scenarios: readonly DemandScenario[];
  /** Nights from the business date on. */
  readonly horizon: number;
}

export interface AssignmentProblem {
  readonly businessDate: DayNumber;
  readonly house: House;
  readonly blocks: readonly FixedBlock[];
  readonly stays: readonly AssignableStay[];
  readonly policy: AssignmentPolicy;
  /** By physical room; a room without is unused, and could have been sold as often as any other. */
  readonly usage: ReadonlyMap<PhysicalRoom, RoomUsage>;
  /** Undefined: what is known is all there is. */
  readonly lookAhead: LookAhead | undefined;
  readonly limits: WorkLimits;
}

/** In units of work, so that equal input gives equal output on any machine. */
export interface WorkLimits {
  /** Moves that the improvement may try. */
  readonly moves: number;
  /** Of them for each stay that it may move on its own account; by default as many as there are. */
  readonly movesPerStay?: number;
  /** Iterations that the type planner's linear programme may take. */
  readonly iterations: number;
}

/** The plan by goal of P4, smaller is better. Goals 2 and 3 are kept by construction; 7 to 10 are unweighted here. */
export interface GoalScore {
  /** Goal 1: stays without a room. */
  readonly unplaced: number;
  /** Goal 4: one for each upgraded stay, its price per night besides, and a thousandth for each place it is down its list. */
  readonly upgradeCost: number;
  /** Goal 5: doors between the rooms of those who want to be together; a floor's length for each guest who changes rooms between bookings. */
  readonly apart: number;
  /** Goal 6: weight of wishes not met. */
  readonly wishes: number;
  /** Goal 7: demanding stays too soon after another. */
  readonly rotation: number;
  /** Goal 8: by the hotel's strategy. */
  readonly roomOrder: number;
  /** Goal 8: how recently the rooms given were used. */
  readonly recentlyUsed: number;
  /** Goal 9: gaps shorter than the usual stay, and turnovers that are too short. */
  readonly gaps: number;
  /** Goal 10: rooms changed, a change of type counting five. */
  readonly changes: number;
}

export interface AssignedStay {
  readonly stay: AssignableStay;
  /** Undefined: unplaced; then the reason says what blocks it. */
  readonly roomId: RoomId | undefined;
  readonly changed: boolean;
  /** Wishes the room does not meet. */
  readonly dropped: readonly Wish[];
  readonly reason: Reason;
  /** Further facts a clerk may ask for: rotation overridden, wishes dropped, what to propose. */
  readonly notes: readonly Reason[];
}

/** What a room of a type on a night is expected to be worth to stays still to come, in the unit of upgrade costs. */
export interface TypePrices {
  readonly firstDay: DayNumber;
  readonly byType: ReadonlyMap<RoomTypeId, Float64Array>;
}

export interface Assignment {
  readonly stays: readonly AssignedStay[];
  readonly score: GoalScore;
  /** Of the plan that was given, its stays without a room counted as unplaced. */
  readonly scoreBefore: GoalScore;
  /** Of the look-ahead; empty without one. A booking that must be decided at once is placed by them. */
  readonly prices: TypePrices;
  readonly work: {
    readonly moves: number;
    readonly iterations: number;
    /** Whether a wall clock ended the work: then equal input need not give equal output. */
    readonly cutShort: boolean;
  };
}
