// A stay's classes and wishes, and a room's attributes (P14); what may move when (P13). Words only; the rules are in assignment/.

/** Section 4: a stay may be of several; the earliest deadline and the highest priority of them count. */
export type StayClass = 'demanding' | 'vip' | 'long_stay' | 'standard' | 'last_minute';

/** What a room may have that the PMS does not know: `view:sea`, `quiet`, `beds:2`, `floor:high`, `connecting`. */
export type RoomAttribute = string;

/** What a stay booked: a room that may be smoked in (喫煙), or one that may not (禁煙). */
export const smokingKinds = ['smoking', 'non_smoking'] as const;
export type Smoking = (typeof smokingKinds)[number];

/** A preference: never kept at the price of a room, an upgrade, or being together. */
export interface Wish {
  readonly attribute: RoomAttribute;
  /** Above 0; among wishes that cannot all be met the heavier win. */
  readonly weight: number;
}

/**
 * `free`: the engine may move it. `proposal`: only a person may, the engine proposes (inside freezeDays, or once lists are
 * published). `fixed`: in the house, final, or locked.
 */
export type Movability = 'free' | 'proposal' | 'fixed';

/** Where the guest is: `expected` has not checked in, `departed` has checked out. */
export type Presence = 'expected' | 'in_house' | 'departed';

/**
 * What a lock (部屋固定) came from. `clerk`: somebody locked the room or chose it. `told_guest`: the guest knows its number (ご案内済み).
 * `adopted`: the stay was in its room before the plugin came.
 */
export type LockCause = 'clerk' | 'told_guest' | 'adopted';

/** Whole days before arrival, counted in business dates. */
export interface Thresholds {
  /** From then on the tentative room is optimised; never less than `deadlineDays`. */
  readonly windowDays: number;
  /** Then the room becomes final; 0: on the arrival day. */
  readonly deadlineDays: number;
}
