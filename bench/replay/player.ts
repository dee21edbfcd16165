// What plays the replay: it is told what a hotel is told, day by day, and says who sleeps where.
import type { DayNumber } from '../../plugin/domain/hotel-date.js';
import type { RoomId, RoomTypeId } from '../../plugin/domain/ids.js';

/** A booking as the hotel knows it on the day it comes in; what becomes of it stays unknown until it happens. */
export interface ReplayStay {
  /** Row of the file, from 0. */
  readonly id: number;
  readonly bookingId: string;
  readonly bookedTypeId: RoomTypeId;
  readonly bookedOn: DayNumber;
  /** Never before `bookedOn`: what was entered later than the guest came has only its later nights. */
  readonly arrival: DayNumber;
  /** At least 1. */
  readonly nights: number;
  /** The day its room becomes final; may lie before `bookedOn`. */
  readonly deadline: DayNumber;
  readonly repeatedGuest: boolean;
}

/** The day after its last night. */
export const departure = (stay: ReplayStay) => (stay.arrival + stay.nights) as DayNumber;

export interface ReplayRoom {
  readonly id: RoomId;
  readonly number: string;
  readonly typeId: RoomTypeId;
}

export interface ReplayHotel {
  /** In the file's order. */
  readonly rooms: readonly ReplayRoom[];
  /** Types with rooms, then those that are only upgraded to or booked. */
  readonly types: readonly { readonly id: RoomTypeId; readonly name: string }[];
  /** For each booked type the types that may be given instead, most usual first; a type without is not listed. */
  readonly upgrades: ReadonlyMap<RoomTypeId, readonly RoomTypeId[]>;
}

export interface RoomChange {
  readonly stay: ReplayStay;
  readonly from: RoomId | undefined;
  readonly to: RoomId | undefined;
}

export interface Player {
  /** The day's run: the stays in `due` get their final rooms now. Called every day, also where nothing is due. */
  run(day: DayNumber, due: readonly ReplayStay[]): void;
  /** A booking comes in; `final`: its deadline has passed, its room is decided now. */
  book(day: DayNumber, stay: ReplayStay, final: boolean): void;
  /** Its nights from `from` on are free: cancelled (`from` = its arrival), or not shown up. Its own room need not be in `changes`. */
  release(day: DayNumber, stay: ReplayStay, from: DayNumber): void;
  /** Once a day, after its cancellations and before its arrivals check in: those arriving without a room may still get one. */
  beforeCheckIn(day: DayNumber): void;
  /** The room a stay holds now, tentative or final; undefined: none. */
  roomOf(stay: ReplayStay): RoomId | undefined;
  /**
   * What the call that was made last changed, in order; asked once after each call, and then forgotten. A stay that got its
   * first room is in it as well.
   */
  changes(): readonly RoomChange[];
  /** Milliseconds each call to the solver took. */
  readonly solverMs: readonly number[];
  /** Milliseconds of the processor that each day's run took; none where a run only asks for what is due. */
  readonly runCpuMs?: readonly number[];
}
