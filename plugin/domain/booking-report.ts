// What one message of a travel agency says, in our own words.
import type { BookingNumber } from './ids.js';
import type { HotelDate } from './hotel-date.js';
import type { ImportFailure } from './import-failure.js';
import type { ImportWarning } from './import-warning.js';

/** Classes of children of whom a hotel says whether they need a bed of their own: A70, B50, C30, D (添い寝) with their variants, and all others. */
export const childClasses = ['A', 'B', 'C', 'D', 'other'] as const;
export type ChildClass = (typeof childClasses)[number];
/** How many of each; a class of which nobody comes may be left out. */
export type Children = Readonly<Partial<Record<ChildClass, number>>>;

export type ReportKind = 'new' | 'change' | 'cancellation';

/** One night of one booked room. */
export interface BookedNight {
  readonly date: HotelDate;
  /** The agency's code; mapped to a PMS room type by the hotel's master. Empty where the message names none. */
  readonly roomTypeCode: string;
  /** Men, women and children together; 0 where the agency counts everyone in the first room. */
  readonly people: number;
  /** Of the people, the children: some sleep beside a parent (添い寝). */
  readonly children: Children;
  /** Whole yen for the room on this night. */
  readonly price: number;
}

/** One room of a booking with its own dates: its nights in order, without a hole. A day use has one entry, dated its check-in day. */
export interface BookedRoom {
  /** From 0; the PMS's functions find the rooms of `document` in this order. */
  readonly slot: number;
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use. */
  readonly checkOut: HotelDate;
  readonly nights: readonly BookedNight[];
}

/** What identifies and orders a message; any of it may be missing in a damaged one. */
export interface ReportHeader {
  readonly dataId: string | undefined;
  /** The number behind the last dash of a DataID of the form `<key>-<n>`; a hypothesis, used to order only (O2). */
  readonly version: number | undefined;
  /** `SystemDate`, to the day or, where it says so, to the minute or second: `2027-01-20`, `2027-01-20T09:30:00`, without a zone. */
  readonly sent: string | undefined;
  readonly kind: ReportKind | undefined;
  readonly bookingNumber: BookingNumber | undefined;
  readonly agency: string | undefined;
  /** `TravelAgencyReportNumber`, where an agency sends it. */
  readonly reportNumber: number | undefined;
}

/** A tree as xml2js makes it with `explicitArray: false`: text, or elements by name, repeated ones as arrays. */
export type XmlTree = string | { readonly [element: string]: XmlTree | readonly XmlTree[] };

interface ReportBase {
  readonly dataId: string;
  readonly version: number | undefined;
  readonly bookingNumber: BookingNumber;
  /** The agency's company name; empty where the message names none. */
  readonly agency: string;
  /**
   * The content of `AllotmentBookingReport` as the PMS's own functions read it. Of a new booking or a change, the rooms are ordered by
   * date, then room, people and prices of each night are filled in, and what the PMS could not take is mended or stands in the remarks.
   */
  readonly document: XmlTree;
  readonly warnings: readonly ImportWarning[];
}

/** A new booking or a change: either carries the whole booking. */
export interface BookedReport extends ReportBase {
  readonly kind: 'new' | 'change';
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use. */
  readonly checkOut: HotelDate;
  /** `isDayUse`, by its dates or its plan. */
  readonly dayUse: boolean;
  readonly people: number;
  readonly rooms: readonly BookedRoom[];
  /** Set where the message is damaged beyond repair: what is known of the booking can be shown, and nothing may be written. */
  readonly damage?: ImportFailure | undefined;
}

export interface CancellationReport extends ReportBase {
  readonly kind: 'cancellation';
  /** Whole yen a cancellation costs the guest; 0 where none is named. */
  readonly cancellationCharge: number;
}

export type BookingReport = BookedReport | CancellationReport;
