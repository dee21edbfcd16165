// What the PMS holds, and what is to be written there, in our own words.
import type { BookingReport } from '../domain/booking-report.js';
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
import type { KeptPart, ReservationState } from '../domain/reservation-state.js';
import type { Room, RoomType } from '../domain/room.js';

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
  /** The user of the PMS who wrote the night last, and is a person; undefined: the PMS itself, or nobody says. */
  readonly writtenBy?: number | undefined;
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
