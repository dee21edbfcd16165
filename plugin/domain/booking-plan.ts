// The plugin's row for a stay: what was booked, what is planned, where it stands in the pool.
import type { DayUseHours } from './day-use.js';
import type { BookingNumber, BookingPlanId, ReservationId, RoomId, RoomTypeId } from './ids.js';
import type { HotelDate } from './hotel-date.js';
import type { LockCause, Smoking } from './stay.js';

/**
 * `tentative`: in the pool, holds a room that may still change (仮割当). `final`: decided (部屋確定). `unplaced`: accepted, but
 * no room fits yet (部屋未定). `ended`: cancelled or released; holds nothing.
 */
export type RoomState = 'tentative' | 'final' | 'unplaced' | 'ended';

/** Why a stay has no room where what is free is held for stays without a room that were accepted before it: the key of its reason. */
export const heldKey = 'placement.held_for_earlier';

/** The pool's state of a plan without a final room (P1). */
export type PoolStatus = 'waiting' | 'ready' | 'processing' | 'failed';

export type AssignmentMode = 'BALANCE' | 'URGENT';

/**
 * Why a room became final. `adopted`: the PMS held it before anything was planned here, so somebody chose it. `off`: the hotel's rooms are not
 * planned.
 */
export const finalRoomCauses = [
  'deadline',
  'booked_late',
  'mode',
  'check_in',
  'person',
  'moved_by_hand',
  'day_use',
  'adopted',
  'off',
] as const;
export type FinalCause = (typeof finalRoomCauses)[number];

/** What happened to a plan, as its history has it. */
export const historyEvents = [
  ...(['placed', 'unplaced', 'changed', 'moved', 'yielded', 'finalised', 'final_taken_back'] as const),
  ...(['followed_host', 'nights_released', 'locked', 'unlocked', 'ended'] as const),
] as const;
export type HistoryEvent = (typeof historyEvents)[number];

/** A decision's explanation as data: a translation key and what fills it. */
export interface Reason {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Who booked a stay and through whom, as a person reads it. */
export interface Booker {
  readonly guestName: string | null;
  readonly agency: string | null;
}

export const roomLockCauses = ['clerk', 'told_guest'] as const satisfies readonly LockCause[];

/** 部屋固定: nothing automatic moves the stay, until a person takes it back (固定解除) or moves it. */
export interface RoomLock {
  /** `told_guest`: お部屋番号案内済み. */
  readonly cause: (typeof roomLockCauses)[number];
  /** In the words of who locked it; undefined: none were said. */
  readonly reason: string | undefined;
  /** A user of the PMS; undefined: unknown. */
  readonly by: number | undefined;
  readonly at: Date;
}

export interface BookingPlan {
  readonly id: BookingPlanId;
  /** Rises with every change; an edit names the version it saw. */
  readonly version: number;
  readonly bookingNumber: BookingNumber;
  /** The agency, by name or key; undefined where an earlier build planned it. */
  readonly agency: string | undefined;
  /** Position of the room within the booking, from 0. */
  readonly slot: number;
  /** Undefined while unplaced: the PMS has no row yet. */
  readonly reservationId: ReservationId | undefined;
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use. */
  readonly checkOut: HotelDate;
  readonly people: number;
  /** Of the people, those for whom the room must have a bed; undefined: all of them. */
  readonly beds?: number | undefined;
  /** Undefined: a stay over night, or a day use of which nobody has said the hours. */
  readonly dayUse?: DayUseHours | undefined;
  readonly bookedTypeId: RoomTypeId;
  /** Undefined: nothing was said, and rooms of the booked type are alike. */
  readonly smoking: Smoking | undefined;
  readonly roomId: RoomId | undefined;
  readonly roomTypeId: RoomTypeId | undefined;
  readonly roomState: RoomState;
  readonly finalCause: FinalCause | undefined;
  readonly poolStatus: PoolStatus | undefined;
  readonly poolDeadline: Date | undefined;
  readonly inHouse: boolean;
  /** Undefined: not locked. Only a stay with a room is. */
  readonly lock?: RoomLock | undefined;
  /** Of a stay without a room: its booker is kept with it. */
  readonly hasBooker?: boolean | undefined;
  readonly reason: Reason;
}
