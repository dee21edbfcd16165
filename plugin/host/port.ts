// What the plugin needs of a PMS, in our own words. `existing-pms/` fills it for the contract of the group's PMS.
import type pg from 'pg';
import type { BookedReport, BookingReport, CancellationReport } from '../domain/booking-report.js';
import type { HotelDate } from '../domain/hotel-date.js';
import type {
  BookingNumber,
  BookingPlanId,
  HotelId,
  MessageId,
  PhysicalRoom,
  ReservationId,
  RoomId,
  RoomTypeId,
} from '../domain/ids.js';
import type { KeptPart, ReservationState, Writer } from '../domain/reservation-state.js';
import type { Room, RoomType } from '../domain/room.js';
import type { Database, Sql, Transaction, HotelSql, HotelTx } from '../platform/database/index.js';

export interface SiteControllerLogin {
  readonly hotelId: HotelId;
  readonly userId: string;
  readonly password: string;
}

export interface RoomInventory {
  readonly types: readonly RoomType[];
  readonly rooms: readonly Room[];
  /** Room types by the site controller's room code. */
  readonly typeByCode: ReadonlyMap<string, RoomTypeId>;
  /** Whether rooms have come, gone, or been renumbered, retyped, put on or off sale since `keepRooms`. */
  readonly changed: boolean;
  /** Rooms that have been taken off sale or given another type since `keepRooms`. */
  readonly lost: readonly RoomId[];
}

export type ReservationStatus = 'booked' | 'checked_in' | 'checked_out' | 'cancelled' | 'block';

/** One room for one night that the PMS holds. */
export interface ReservationNight {
  readonly date: HotelDate;
  readonly roomId: RoomId;
  readonly people: number;
  readonly price: number;
}

export interface HostReservation {
  readonly id: ReservationId;
  readonly bookingNumber: BookingNumber | undefined;
  readonly status: ReservationStatus;
  readonly checkIn: HotelDate;
  readonly checkOut: HotelDate;
  /** Active nights only. */
  readonly nights: readonly ReservationNight[];
}

/** A reservation as it is compared with the messages of agencies and with our plans. */
export interface AgencyReservation extends HostReservation {
  /** The company that it came by, as the PMS names it. */
  readonly agency: string | null;
}

/** What the PMS has of a booking, as one who is to change it must know it. */
export interface HostBooking extends HostReservation {
  /** The agency's company; undefined where the PMS names none. */
  readonly agency: string | undefined;
  /** A person made it, not the PMS's import or its booking engine. */
  readonly enteredByHand: boolean;
  /** From when on the guest may be in the house on the day of arrival, minutes after its midnight. */
  readonly checkInMinute: number;
}

/** What a person made of a reservation, to be put back over what the PMS's edit has just written. */
export interface PutBack {
  readonly before: ReservationState;
  /** As the edit left it. */
  readonly after: ReservationState;
  readonly parts: readonly KeptPart[];
  /** Of these, the ones about which the agency says something new: it is noted where staff read it. */
  readonly contested: readonly KeptPart[];
}

/** As it stands with a client. */
export interface PhoneAndName {
  readonly phone: string;
  readonly name: string;
}

/** Who booked a reservation, by the PMS's client. For comparing alone: it goes into no log. */
export interface GuestOfReservation {
  readonly reservation: ReservationId;
  /** Of the PMS. */
  readonly client: string;
  /** Not a company. */
  readonly isPerson: boolean;
  readonly phone: string | undefined;
  readonly mail: string | undefined;
}

/** A client of the PMS who has booked in the hotel and may be one of those asked for. */
export interface KnownClient {
  readonly client: string;
  readonly name: string;
  /** Not a company. */
  readonly isPerson: boolean;
  readonly phone: string | undefined;
  readonly mail: string | undefined;
  /** Has booked since the day that was asked for. */
  readonly bookedLately: boolean;
}

/** A stay of the list `stay`, of whom one of the PMS's clients is known to be. */
export interface StayOfClient {
  readonly stay: BookingPlanId;
  readonly client: string;
  /** The stay's own, which is not looked at. */
  readonly reservation: ReservationId;
  /** What ended later is no stay before it. */
  readonly before: HotelDate;
}

/** Where a guest stayed last. */
export interface LastStay {
  readonly checkIn: HotelDate;
  readonly checkOut: HotelDate;
  /** Held in its last night, by number; as they are numbered now. */
  readonly rooms: readonly { readonly id: RoomId; readonly number: string }[];
}

/** A reservation that a person made, and what it could be recognised by. For comparing alone: it goes into no log. */
export interface HandEntered {
  readonly id: ReservationId;
  readonly bookingNumber: string | undefined;
  readonly checkIn: HotelDate;
  readonly checkOut: HotelDate;
  readonly types: readonly RoomTypeId[];
  /** In kanji, kana and Latin letters, as far as the PMS has them. */
  readonly names: readonly string[];
  readonly phone: string | undefined;
}

/** Which reservations that persons made are asked for: of guests who arrive on one of the days; and under numbers like these, unless they have left before `today`. */
export interface HandEnteredQuery {
  readonly arrivals: readonly HotelDate[];
  readonly numbers: readonly BookingNumber[];
  readonly today: HotelDate;
}

/** A reservation, and the message that has taken effect on it last. */
export interface TrackedImport {
  readonly reservation: ReservationId;
  readonly message: MessageId;
}

/** The reservation that is to be written, and the others that bear the same number: the PMS's functions go by the number alone. */
export interface WriteTarget {
  readonly reservation: HostReservation;
  readonly others: readonly ReservationId[];
}

/** Which room each room of a message is to have: `slot` as in the report. */
export interface SlotRoom {
  readonly slot: number;
  readonly roomId: RoomId;
  readonly physical: PhysicalRoom;
  readonly typeId: RoomTypeId;
}

/** The nights that a reservation holds in one room are to go to another. */
export interface StayMove {
  readonly reservation: ReservationId;
  readonly from: Pick<Room, 'id' | 'typeId'>;
  readonly to: Pick<Room, 'id' | 'typeId'>;
}

/** Nights in one room that their guest does not use. */
export interface NightsToRelease {
  readonly reservation: ReservationId;
  readonly room: RoomId;
  /** The first night and the last one. */
  readonly from: HotelDate;
  readonly to: HotelDate;
  /** Whether the PMS goes on billing them. */
  readonly fee: Fee;
}

/** 料金を請求する / しない. */
export const fees = ['charged', 'waived'] as const;
export type Fee = (typeof fees)[number];

/** 押さえ: one room kept from being sold on the nights `[from, to)`, though nobody has booked it. */
export interface RoomHold {
  readonly room: RoomId;
  readonly from: HotelDate;
  readonly to: HotelDate;
  /** For staff; names nobody. */
  readonly comment: string;
}

/** The PMS's own function said no; nothing of the reservation may be kept. */
export class HostRefusal extends Error {
  constructor(operation: string, explanation: string) {
    super(`the PMS refused to ${operation}: ${explanation}`);
    this.name = 'HostRefusal';
  }
}

/** The PMS's own function wrote to another reservation of the same number than it was to; nothing of it may be kept. */
export class HostTouchedOthers extends Error {
  constructor() {
    super('the PMS wrote to another reservation of the same number');
    this.name = 'HostTouchedOthers';
  }
}

/** A reservation that somebody has written, or deleted. */
export interface HostChange {
  readonly reservation: ReservationId;
  /** The PMS's users who wrote it, as far as its log says: 1 is its system, which is also what we write as. */
  readonly users: readonly number[];
}

export interface HostChanges {
  readonly changes: readonly HostChange[];
  /** The changes cannot all be named: everything that the hotel has is to be compared. */
  readonly compareWhole: boolean;
  /** Changes that were waited for in vain; hotels are compared whole for them. */
  readonly forgotten: number;
}

export interface HotelsToFollow {
  readonly hotels: readonly HotelId[];
  readonly forgotten: number;
}
/**
 * Somebody in the PMS holds what is to be written, or the PMS's function waits for something: nothing is wrong with what was asked, and
 * it will do later.
 */
export class HostLocked extends Error {
  constructor(options?: ErrorOptions) {
    super('the PMS holds what was to be written', options);
    this.name = 'HostLocked';
  }
}

/** Its function did not come back in time. The connection was given up with everything that was written on it. `cause`: what PostgreSQL had refused by then. */
export class HostSilent extends HostLocked {
  constructor(options?: ErrorOptions) {
    super(options);
    this.message = 'the PMS did not answer in time';
    this.name = 'HostSilent';
  }
}

/** Arrivals of the next days, or all else. */
export type Lane = 'urgent' | 'rest';

/** A transaction that may write to the PMS: only the gate opens one. */
export interface HostTransaction extends Transaction {
  /**
   * Held notifications written so far: the PMS's stock listener holds a connection for seconds for each reservation inserted, deleted
   * or changed in dates or cancellation, and for each of its nights inserted, deleted or changed in room type.
   */
  readonly held: () => number;
  /** For the adapter: so many more of them. */
  readonly hold: (notifications: number) => void;
  /**
   * For the adapter: runs what writes, a function of the PMS or a statement, on `client`. Throws HostLocked where that meets a lock, by the
   * first SQLSTATE that came up, whatever `work` makes of it, and HostSilent where it takes too long; else the first error.
   */
  readonly guarded: <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>;
}

/** The same, about one hotel. */
export type HostHotelTx = HotelTx<HostTransaction>;

/** The only way to write to the PMS's tables. */
export interface HostGate {
  /**
   * One transaction, as the database's own. A job waits for its turn in its lane before anything is opened, so that the PMS keeps up; a
   * person's click does not wait, and what it writes puts off the jobs.
   */
  transaction<T>(hotel: HotelId, lane: Lane, work: (tx: HostHotelTx) => Promise<T>): Promise<T>;
  /**
   * For a transaction that is open already, a look at the PMS or a person's command, in which a stay may have to give way at once: it waits for
   * no turn, and `settle`, called when all is written, puts off the next by what it holds. One that the gate opened is settled by the gate.
   */
  within(tx: HotelTx): { readonly tx: HostHotelTx; readonly settle: () => Promise<void> };
  /** Notifications that a job's transaction may hold when it commits; one indivisible thing may exceed it. Infinity without a pace. */
  readonly mostHeld: number;
}

/** The PMS, and the gate through which it is written to. */
export interface Host extends HostPort {
  readonly gate: HostGate;
}

/** A message as the PMS's own page of the reservation queue shows it. */
export interface QueueEntry {
  readonly report: BookingReport;
  readonly status: 'processed' | 'failed';
  /** A sentence for staff; undefined where all is well. */
  readonly problem: string | undefined;
}

/** How a message came out that the PMS's own code has put into its queue. */
export interface QueueOutcome extends Omit<QueueEntry, 'report'> {
  readonly dataId: string;
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
   * When people last wrote what the reservations say, as the PMS's log has it; where no person did, when its system last did since that position
   * of the log. Nothing of one whose log tells of neither.
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
  leftEarly(sql: HotelSql, today: HotelDate): Promise<readonly HostReservation[]>;
  /**
   * Reservations whose guests were expected before `today` and have not come: confirmed or 仮予約, neither on hold nor cancelled, with a departure
   * day from `since` on. The latest departure first; a bounded number.
   */
  notArrived(sql: HotelSql, today: HotelDate, since: HotelDate): Promise<readonly HostReservation[]>;
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
