// What the ledger knows of a message beside its text: what it is, where it stands, and what its place in its booking goes by.
import type { AgencyKey } from '../../domain/agency.js';
import type { ReportKind } from '../../domain/booking-report.js';
import type { BookingNumber, MessageId } from '../../domain/ids.js';
import type { FailureCode } from '../../domain/import-failure.js';

export type MessageStatus =
  | 'received'
  | 'pending'
  | 'retrying'
  | 'waiting'
  | 'failed'
  | 'imported'
  | 'resolved'
  | 'duplicate'
  | 'superseded'
  | 'ignored';

/** A message that is read or applied. The id rises with receipt. */
export interface HandledMessage {
  readonly id: MessageId;
  readonly receivedAt: Date;
  readonly attempts: number;
  /** Of these the last ones in a row that met a fault of the system. */
  readonly systemTries: number;
  /** Why it could not be applied so far; undefined too of one that nobody has read. */
  readonly failureCode?: string | undefined;
}

/** An identified message of a booking. */
export interface LedgerEntry extends HandledMessage {
  readonly bookingNumber: BookingNumber;
  readonly agency: AgencyKey;
  /** Undefined only of a message too damaged ever to be applied. */
  readonly dataId: string | undefined;
  readonly version: number | undefined;
  /** When its agency's side says that it was sent, to the day or to the second: ISO, without a zone. */
  readonly sent: string | undefined;
  readonly kind: ReportKind | undefined;
  readonly status: MessageStatus;
  readonly failureCode: string | undefined;
  /** Of a message that is in the PMS, by import or by hand: it was the n-th of its booking to take effect, from 1. */
  readonly effect: number | undefined;
  /** The new booking that it came too early for, and whose receipt counts as its own. */
  readonly turnAfter: MessageId | undefined;
  /** A person has settled its booking with it; one that was rejected settles nothing. */
  readonly settlesBooking?: boolean;
  /** A person has rejected it: its booking stays as it is, whatever it says. */
  readonly rejected?: boolean;
}

/** Failures for want of the booking that a message speaks of. */
export const withoutBooking: ReadonlySet<string | undefined> = new Set<string | undefined>([
  'booking_unknown',
  'number_of_other_agency',
] satisfies FailureCode[]);

/** It waits for its booking, or was given up waiting for it: when that comes, it is applied all the same. */
export const awaitsBooking = ({ status, failureCode }: LedgerEntry): boolean =>
  status === 'waiting' || (status === 'failed' && withoutBooking.has(failureCode));

/** Whether it is a booking that a person entered already is asked: the answer to an earlier message of its booking is one for it too. */
export const awaitsAnswer = ({ status, failureCode }: LedgerEntry): boolean =>
  status === 'failed' && failureCode === ('entered_by_hand_already' satisfies FailureCode);

/** It has been identified, or tried and has not gone through yet; a message too damaged ever to be applied is not. */
export const isToBeTried = ({ status, kind }: LedgerEntry): boolean =>
  kind !== undefined && (status === 'pending' || status === 'retrying');

/**
 * It says something else than the message that stands for its DataID: nothing but a person makes it count, so it has no say in what becomes of
 * the others of its booking.
 */
export const isContradiction = (entry: Pick<LedgerEntry, 'status' | 'failureCode' | 'effect'>): boolean =>
  entry.failureCode === ('same_id_other_content' satisfies FailureCode) && !tookEffect(entry);

/** The PMS says what it says: it was imported, or a person has entered or done it there. */
export const tookEffect = ({ status, effect }: Pick<LedgerEntry, 'status' | 'effect'>): boolean =>
  status === 'imported' || (status === 'resolved' && effect !== undefined);
