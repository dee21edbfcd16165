// What the plugin needs of a PMS, in our own words. `existing-pms/` fills it for the contract of the group's PMS.
import type { BookedReport, CancellationReport } from '../domain/booking-report.js';
import type { HotelDate } from '../domain/hotel-date.js';
import type {
  BookingNumber,
  BookingPlanId,
  HotelId,
  ReservationId,
  RoomId,
  RoomTypeId,
} from '../domain/ids.js';
import type { ReservationState, Writer } from '../domain/reservation-state.js';
import type { Room } from '../domain/room.js';
import type { Database, HotelSql, HotelTx, Question, Sql } from '../platform/database/index.js';
import type {
  SiteControllerLogin,
  RoomInventory,
  HostReservation,
  AgencyReservation,
  HostBooking,
  PutBack,
  PhoneAndName,
  GuestOfReservation,
  KnownClient,
  StayOfClient,
  LastStay,
  HandEntered,
  HandEnteredQuery,
  TrackedImport,
  WriteTarget,
  SlotRoom,
  StayMove,
  NightsToRelease,
  RoomHold,
  HostChanges,
  HotelsToFollow,
  QueueEntry,
  QueueOutcome,
} from './host-data.js';
import type { HostHotelTx, HostGate } from './transactions.js';

export * from './host-data.js';
export * from './refusals.js';
export type * from './transactions.js';

/** The PMS, and the gate through which it is written to. */
export interface Host extends HostPort {
  readonly gate: HostGate;
}

export interface HostPort {
  /** What is missing for the plugin to run, as sentences with advice; empty where all is well. */
  problems(sql: Sql): Promise<readonly string[]>;
  /** Hotels that have a site controller login, one each. */
  siteControllerLogins(sql: Sql): Promise<readonly SiteControllerLogin[]>;
  /** Whether the PMS has that hotel. */
  hasHotel(sql: HotelSql): Promise<boolean>;
  inventory(sql: HotelSql): Promise<RoomInventory>;
  /** Under the hotel's lock: remembers the rooms by id, so that each stays the same physical room whatever its number becomes. */
  keepRooms(tx: HotelTx, rooms: readonly Room[]): Promise<void>;

  /**
   * Reservations that bear one of the booking numbers, and those of `ids`, the oldest first: several of one number where agencies share it,
   * a person split a booking, or it was cancelled and made again.
   */
  bookings(
    sql: HotelSql,
    numbers: readonly BookingNumber[],
    ids: readonly ReservationId[],
  ): Promise<readonly HostBooking[]>;
  /** Living reservations that persons made, at most 1,000; of those asked for by number also some that are only nearly alike. */
  enteredByHand(sql: HotelSql, asked: HandEnteredQuery): Promise<readonly HandEntered[]>;
  /** Bookers' names of reservations made since then whose phone ends as one of `phones` (digits) does, at most 200. */
  namesOfPhones(sql: HotelSql, phones: readonly string[], since: Date): Promise<readonly PhoneAndName[]>;
  /** Of those that exist, whom the PMS names as who booked. */
  guestsOf(sql: HotelSql, ids: readonly ReservationId[]): Promise<readonly GuestOfReservation[]>;
  /** Clients with bookings in the hotel whose phone ends as one of `phones` (digits) does or whose mail is one of `mails` (folded), at most 2,000; those who booked lately first. */
  clientsOfContacts(
    sql: HotelSql,
    contacts: { readonly phones: readonly string[]; readonly mails: readonly string[] },
    since: Date,
  ): Promise<readonly KnownClient[]>;
  /** By stay, the last one before it of any of its clients, as far as it has begun by `today`. One statement. */
  lastStays(
    sql: HotelSql,
    stays: readonly StayOfClient[],
    today: HotelDate,
  ): Promise<ReadonlyMap<BookingPlanId, LastStay>>;
  reservations(sql: HotelSql, ids: readonly ReservationId[]): Promise<readonly HostReservation[]>;
  /** All that an agency's change could delete or overwrite, by reservation; none of one that is gone. One statement. */
  reservationStates(
    sql: HotelSql,
    ids: readonly ReservationId[],
  ): Promise<ReadonlyMap<ReservationId, ReservationState>>;
  /**
   * Who has written what the reservation says since that position of the PMS's log, as far as the log tells; a move to another room and the
   * guest's coming and going are no word about it. Of rows that were deleted nobody knows.
   */
  writersSince(sql: HotelSql, state: ReservationState, logPosition: number): Promise<readonly Writer[]>;
  /** By room that a reservation holds: the type for which the PMS's import gave it, whatever a person made of it since; none of rooms a person entered. */
  typesAsGiven(sql: HotelSql, id: ReservationId): Promise<ReadonlyMap<RoomId, RoomTypeId>>;
  /**
   * When people last wrote what the states say, as the PMS's log had it when they were read; where no person did, when its system last did since
   * that position of the log. Nothing of one whose log tells of neither.
   */
  editedAt(
    sql: HotelSql,
    written: readonly { readonly state: ReservationState; readonly since: number }[],
  ): Promise<ReadonlyMap<ReservationId, string>>;
  /** Everything the PMS holds that touches a night from `from` on. */
  reservationIdsFrom(sql: HotelSql, from: HotelDate): Promise<readonly ReservationId[]>;
  /**
   * Under the hotel's lock: what anyone has written since the last time, all that was committed before; some of it may come twice. The first
   * time it is the whole hotel, which is followed from then on. Undone with `tx`. Waits for nobody.
   */
  takeChanges(tx: HotelTx, now: Date): Promise<HostChanges>;
  /** Which of the hotels that are followed have changes to take, or other rooms than were kept. One statement where nothing was written anywhere. */
  hotelsToFollow(database: Database, now: Date): Promise<HotelsToFollow>;
  /** Reservations still checked in whose departure day is `today` or has passed lately. */
  stillInHouse(sql: HotelSql, today: HotelDate): Promise<readonly ReservationId[]>;
  /** Reservations checked out that hold a night from `today` on, the earliest departure first; a bounded number. */
  leftEarly(today: HotelDate): Question<readonly HostReservation[]>;
  /**
   * Reservations whose guests were expected before `today` and have not come: confirmed or 仮予約, neither on hold nor cancelled, with a departure
   * day from `since` on. The latest departure first; a bounded number.
   */
  notArrived(today: HotelDate, since: HotelDate): Question<readonly HostReservation[]>;
  /** Stays that began in `[from, to)`, and of how many the arrival was entered. */
  arrivals(
    sql: HotelSql,
    from: HotelDate,
    to: HotelDate,
  ): Promise<{ readonly due: number; readonly entered: number }>;
  /** Stays that ended in `[from, to)`, and of how many the departure was entered. */
  departures(
    sql: HotelSql,
    from: HotelDate,
    to: HotelDate,
  ): Promise<{ readonly due: number; readonly entered: number }>;
  /** Numbers of agencies under which the PMS holds a night from `from` on, cancelled reservations included; at most `limit`. */
  numbersHeldFrom(sql: HotelSql, from: HotelDate, limit: number): Promise<readonly BookingNumber[]>;
  /** All reservations under these numbers, and those of these ids, the oldest first. */
  agencyReservations(
    sql: HotelSql,
    numbers: readonly BookingNumber[],
    ids: readonly ReservationId[],
  ): Promise<readonly AgencyReservation[]>;
  /** Display names of bookers, for a signed-in person's screen only. */
  bookerNames(sql: HotelSql, ids: readonly ReservationId[]): Promise<ReadonlyMap<ReservationId, string>>;

  /**
   * Writes the reservation by the PMS's own function and puts each room of it where `rooms` says, all in `tx`; `others` are those that
   * bear its number already. Throws HostRefusal where the PMS refuses, HostLocked where it holds what is to be written. `inventory`: the
   * hotel's, as read in `tx`.
   */
  writeNew(
    tx: HostHotelTx,
    others: readonly ReservationId[],
    report: BookedReport,
    rooms: readonly SlotRoom[],
    inventory: RoomInventory,
  ): Promise<ReservationId>;
  /**
   * Until the transaction or its savepoint is undone or ends nobody else writes the reservation or what hangs on it; whoever is at it is waited
   * for. What is read of it afterwards is what the next write finds. Two statements.
   */
  lockReservation(tx: HostHotelTx, reservation: ReservationId): Promise<void>;
  /** As `writeNew`, for a changed booking, whose nights the PMS deletes and writes again. Throws HostTouchedOthers where it wrote to `others`. */
  writeChange(
    tx: HostHotelTx,
    target: WriteTarget,
    report: BookedReport,
    rooms: readonly SlotRoom[],
    inventory: RoomInventory,
  ): Promise<ReservationId>;
  /** Throws HostTouchedOthers where the PMS wrote to `others`. */
  writeCancellation(tx: HostHotelTx, target: WriteTarget, report: CancellationReport): Promise<void>;
  /**
   * The booking number is that reservation's from now on, by `user` or else the system. False where its own is not any more as it was read, or it
   * is not there: nothing is written.
   */
  giveNumber(
    tx: HostHotelTx,
    reservation: Pick<HostReservation, 'id' | 'bookingNumber'>,
    number: BookingNumber,
    user: number | undefined,
  ): Promise<boolean>;
  /**
   * Notes at reservations, each once, what has imported them (`source`) and by which message, for whoever reads the PMS's tables. A courtesy:
   * nothing where the PMS's table has no columns for it, or where they may not be written.
   */
  trackImports(tx: HostHotelTx, source: string, imports: readonly TrackedImport[], at: Date): Promise<void>;
  /**
   * Gives the reservation back what a person had made of these parts. Parking: on the nights that it has now, where the same spot is free;
   * where it is not, the reservation says so in its notes, marked as important.
   */
  putBack(tx: HostHotelTx, what: PutBack): Promise<void>;
  /** Moves the nights that a reservation holds in one room to another, payments included; those of one reservation in the order given. */
  moveStays(tx: HostHotelTx, moves: readonly StayMove[]): Promise<void>;

  /** Gives up nights that a reservation holds in a room, by `user` or else the system. Answers with how many. */
  releaseNights(tx: HostHotelTx, nights: NightsToRelease, user: number | undefined): Promise<number>;

  /** Makes a 押さえ, which occupies its room as reservations do, by `user` or else the system. Its status is `block`. */
  makeHold(tx: HostHotelTx, hold: RoomHold, user: number | undefined): Promise<ReservationId>;
  /** Cancels 押さえ that are still as they were made: their rooms are free. */
  endHolds(tx: HostHotelTx, ids: readonly ReservationId[], user: number | undefined): Promise<void>;

  /** Keeps the PMS's own OTA page filled: the raw answer, where PostgreSQL takes it as XML. */
  recordResponse(tx: HotelTx, service: string, body: string): Promise<void>;
  /** Its reservation queue: how messages stand, the last word for a DataID counting. */
  recordQueueEntries(tx: HotelTx, entries: readonly QueueEntry[]): Promise<void>;
  /** DataIDs of those that its queue says are still to be handled, by hotel: of its newest 5,000 rows. */
  pendingQueueEntries(sql: Sql): Promise<ReadonlyMap<HotelId, readonly string[]>>;
  /** How these came out, whose rows are `pending` or in `any` state, the last word for a DataID counting. Waits for nobody: a row that is held stays. */
  settleQueueEntries(tx: HotelTx, outcomes: readonly QueueOutcome[], where: 'pending' | 'any'): Promise<void>;
}
