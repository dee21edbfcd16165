// What people ask about messages: lists, one with all that is known around it, its text, and which bookings are concerned.
import type {
  ImportMessageDetailAnswer,
  ImportMessageRoomsAnswer,
  OpenBookingsAnswer,
  StaysWithoutRoomAnswer,
} from '../../api/index.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { BookingReport } from '../../domain/booking-report.js';
import type { FailureCode } from '../../domain/import-failure.js';
import { type BookingNumber, type HotelId, type MessageId, reservationId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import type { HostBooking } from '../../host/port.js';
import { type HotelSql, hotelTransaction, inHotel } from '../../platform/database/index.js';
import type { Applying } from '../applying/batch.js';
import { ofNumbers, reservationsOf } from '../applying/which-reservation.js';
import { page, type Page, type Paging } from '../../platform/http/index.js';
import { deletedByAccepting } from '../applying/deleted-by-accepting.js';
import { rowHashing, seenOf } from '../applying/fingerprint.js';
import { handEditsOf } from '../applying/hand-edits.js';
import { isContradicting } from '../applying/shown.js';
import { ifOpens, openText } from '../ledger/sealed-messages.js';
import type { TemporaryImportCache } from '../ledger/temporary-import-cache.js';
import { readMeanings } from '../mappings/facts.js';
import { importSettings } from '../settings/repository.js';
import { contentAnswer, messageAnswer, outlineOf, reasonOf, reservationAnswer } from './answers.js';
import { differencesOf } from './differences.js';
import { roomsOfMessage } from './free-rooms.js';
import {
  attemptsOf,
  type LoggedAttempt,
  messageById,
  type MessageFilter,
  type MessageOrder,
  messagesOfBooking,
  openBookings,
  openOfNumbers,
  type StoredMessage,
  textsOf,
} from '../ledger/looked-after-repository.js';

export interface MessageQuery extends Paging {
  readonly state?: MessageFilter['state'];
  readonly bookingNumber?: BookingNumber | undefined;
  readonly reservationId?: string | undefined;
  readonly search?: string | undefined;
  readonly withWarnings?: boolean;
  readonly sort: MessageOrder;
}

/** Of the reservations of a number the one that is meant: the living one, or the only one. */
export function reservationOf(reservations: readonly HostBooking[] = []): HostBooking | undefined {
  const living = reservations.filter(({ status }) => status !== 'cancelled');
  const [only, ...others] = living.length > 0 ? living : reservations;
  return others.length === 0 ? only : undefined;
}

const numbersOf = (rows: readonly { readonly bookingNumber: BookingNumber | null }[]) => [
  ...new Set(rows.flatMap(({ bookingNumber }) => bookingNumber ?? [])),
];

export const unknownMessage = (id: MessageId) =>
  new Refusal('not_found', 'imports.message_unknown', { message: id });

type Parts = Pick<Applying, 'host' | 'platform'>;
type Numbered = Pick<StoredMessage, 'agency' | 'bookingNumber'>;

/** Of each of the messages the reservations that may be its booking, whoever entered them. */
export async function reservationsOfMessages(
  { host, platform }: Parts,
  sql: HotelSql,
  messages: readonly Numbered[],
): Promise<(message: Numbered) => readonly HostBooking[]> {
  const { agencyOf } = await importSettings(platform, sql);
  const known = await ofNumbers(sql, host, numbersOf(messages));
  return ({ agency, bookingNumber }) =>
    bookingNumber === null
      ? []
      : reservationsOf(agencyOf(agency ?? undefined), known.get(bookingNumber), agencyOf);
}

/** The answers of messages, each with the reservation of its number. */
export async function messageAnswers(parts: Parts, sql: HotelSql, messages: readonly StoredMessage[]) {
  const found = await reservationsOfMessages(parts, sql, messages);
  return messages.map((message) => messageAnswer(message, reservationOf(found(message))?.id));
}

/** Undefined: no filter by number. */
async function askedNumbers(
  { host }: Applying,
  sql: HotelSql,
  { bookingNumber, reservationId: id }: MessageQuery,
): Promise<readonly BookingNumber[] | undefined> {
  if (id === undefined) return bookingNumber === undefined ? undefined : [bookingNumber];
  const numbers = numbersOfReservations(await host.reservations(sql, [reservationId(id)]));
  return bookingNumber === undefined ? numbers : numbers.filter((number) => number === bookingNumber);
}

const numbersOfReservations = (
  reservations: readonly { readonly bookingNumber: BookingNumber | undefined }[],
) => reservations.flatMap(({ bookingNumber }) => bookingNumber ?? []);

/** What the questions are answered from. */
interface Answering extends Applying {
  readonly cache: Pick<TemporaryImportCache, 'list' | 'load'>;
}

async function list(parts: Answering, hotel: HotelId, query: MessageQuery) {
  const sql = inHotel(parts.platform.database, hotel);
  const { state, search, withWarnings = false } = query;
  const filter = { state, search, withWarnings, numbers: await askedNumbers(parts, sql, query) };
  const range = { offset: (query.page - 1) * query.pageSize, limit: query.pageSize };
  const { messages, total } = await parts.cache.list(sql, filter, query.sort, range);
  return page(await messageAnswers(parts, sql, messages), query, total);
}

interface Said {
  readonly report: BookingReport | undefined;
  readonly edited: boolean;
}

/** What the message says, by the present rules; undefined where it cannot be read. */
async function saidBy(
  { platform, readReport, cache }: Answering,
  sql: HotelSql,
  id: MessageId,
): Promise<Said> {
  const texts = await cache.load(sql, id);
  if (!texts) return { report: undefined, edited: false };
  const { original, edited } = texts;
  const opened = await ifOpens(() => openText(platform.cipher, sql, edited ?? original));
  const report = opened === undefined ? undefined : readReport(opened).report;
  return { report: report?.ok ? report.value : undefined, edited: edited !== undefined };
}

/** What a person said of a message, as it is sealed. */
export interface Note {
  readonly text: string | null;
  readonly where: string | null;
  readonly who: string | null;
}

const noteOf = ({ platform: { cipher } }: Applying, hotel: HotelId, { note }: LoggedAttempt) =>
  note && ifOpens(() => JSON.parse(cipher.open(hotel, note).toString('utf8')) as Note);

const attemptAnswer = async (parts: Applying, hotel: HotelId, attempt: LoggedAttempt) => ({
  ...{ at: attempt.at.toISOString(), trigger: attempt.trigger, action: attempt.action },
  ...{ status: attempt.status, durationMs: attempt.durationMs, userId: attempt.userId },
  clerk: attempt.clerk,
  reason: reasonOf(attempt.failureCode, attempt.failureParams, attempt.status),
  note: (await noteOf(parts, hotel, attempt)) ?? null,
});

/** What the agency had said last of the booking, as far as it took effect here; undefined where it cannot be read any more. */
async function saidBefore(
  parts: Answering,
  sql: HotelSql,
  message: StoredMessage,
  others: readonly StoredMessage[],
) {
  const { agencyOf } = await importSettings(parts.platform, sql);
  const companyOf = ({ agency }: StoredMessage) => agencyOf(agency ?? undefined);
  const last = others.find(
    (one) =>
      one.status === 'imported' && one.kind !== 'cancellation' && companyOf(one) === companyOf(message),
  );
  return last && (await saidBy(parts, sql, last.id)).report;
}

/** Of a change that is held for what people edited: what accepting it would delete of that, and what stands for having seen it. */
async function editedOf(
  { host, identityKeys }: Applying,
  sql: HotelSql,
  report: BookingReport,
  meant: HostBooking,
) {
  if (report.kind === 'cancellation') return undefined;
  const hashing = rowHashing(await identityKeys.rowKey(sql));
  const edited = await handEditsOf({ tx: sql, host, rowHashing: hashing }, meant);
  return edited && { deletes: deletedByAccepting(edited.edits, report), seen: seenOf(edited.edits) };
}

/** What the PMS holds for the booking, and what the message would change of it. */
async function heldFor(
  parts: Answering,
  sql: HotelSql,
  message: StoredMessage,
  { report, edited }: Said,
  others: readonly StoredMessage[],
) {
  const { host, pool } = parts;
  const { bookingNumber: number, failureCode } = message;
  const inventory = await host.inventory(sql);
  const meaningOf = await readMeanings(parts, sql, inventory);
  const { dayUseHours } = await importSettings(parts.platform, sql);
  const reservations = (await reservationsOfMessages(parts, sql, [message]))(message);
  const names = await host.bookerNames(
    sql,
    reservations.map(({ id }) => id),
  );
  const meant = reservationOf(reservations);
  const plans = meant && number !== null ? await pool.plansOf(sql, number) : [];
  const booked = plans.filter((plan) => plan.reservationId === meant?.id).map((plan) => plan.bookedTypeId);
  const held = meant && {
    ...{ reservation: meant, booked, agencyBefore: await saidBefore(parts, sql, message, others) },
  };
  const isEdited = failureCode === 'edited_by_hand' || failureCode === 'reservation_cancelled';
  const edits = report && meant && isEdited ? await editedOf(parts, sql, report, meant) : undefined;
  return {
    content: report ? contentAnswer(report, inventory, meaningOf, edited, dayUseHours) : null,
    reservations: reservations.map((one) => reservationAnswer(one, names.get(one.id), inventory)),
    differences: report && held ? differencesOf(report, held, inventory, meaningOf) : [],
    ...{ deletes: edits?.deletes ?? [], seen: edits?.seen ?? null },
    meant: meant?.id,
  };
}

/** Once in this time it is written down that a person looks at the same message: the screen asks again whenever something happens to it. */
const lookMinutes = 60;

const isPersonal = ({ content, reservations, history }: ImportMessageDetailAnswer): boolean =>
  content !== null ||
  reservations.some(({ guestName }) => guestName !== null) ||
  history.some(({ note }) => note !== null);

/** One with names in it, or what staff said, is not seen without that being written down. */
async function looked({ platform }: Applying, hotel: HotelId, id: MessageId): Promise<void> {
  const { database, audit, clock } = platform;
  const since = new Date(clock.now().getTime() - lookMinutes * 60_000);
  const entry = { action: 'ota-message.read', subject: `ota-message:${id}` };
  await hotelTransaction(database, hotel, (tx) => audit.recordOnce(tx, entry, since));
}

async function detail(parts: Answering, hotel: HotelId, id: MessageId): Promise<ImportMessageDetailAnswer> {
  const sql = inHotel(parts.platform.database, hotel);
  const message = await messageById(sql, id);
  if (!message) throw unknownMessage(id);
  const others = message.bookingNumber ? await messagesOfBooking(sql, message.bookingNumber, id) : [];
  const { meant, ...held } = await heldFor(parts, sql, message, await saidBy(parts, sql, id), others);
  const history = await attemptsOf(sql, id);
  const answer = {
    ...messageAnswer(message, meant),
    ...held,
    history: await Promise.all(history.map((attempt) => attemptAnswer(parts, hotel, attempt))),
    others: others.map(outlineOf),
  };
  if (isPersonal(answer)) await looked(parts, hotel, id);
  return answer;
}

async function rooms(parts: Answering, hotel: HotelId, id: MessageId): Promise<ImportMessageRoomsAnswer> {
  const sql = inHotel(parts.platform.database, hotel);
  const message = await messageById(sql, id);
  if (!message) throw unknownMessage(id);
  return roomsOfMessage(parts, hotel, message.bookingNumber, (await saidBy(parts, sql, id)).report);
}

/** The text holds personal data: that somebody has looked at it is written down. */
const text = ({ platform }: Applying, hotel: HotelId, id: MessageId) =>
  hotelTransaction(platform.database, hotel, async (tx) => {
    if (!(await messageById(tx, id))) throw unknownMessage(id);
    const { original, edited } = await textsOf(tx, id);
    await platform.audit.record(tx, { action: 'ota-message.read-text', subject: `ota-message:${id}` });
    const open = (stored: typeof original) => openText(platform.cipher, tx, stored);
    return { xml: await open(original), editedXml: edited ? await open(edited) : null };
  });

const mostBookings = 500;

async function bookings(parts: Applying, hotel: HotelId): Promise<OpenBookingsAnswer> {
  const sql = inHotel(parts.platform.database, hotel);
  const open = await openBookings(sql, mostBookings + 1);
  const told = open.slice(0, mostBookings);
  const found = await reservationsOfMessages(parts, sql, told);
  const items = told.map(({ agency, ...one }) => ({
    ...one,
    reservationId: reservationOf(found({ agency, ...one }))?.id ?? null,
  }));
  return { items, complete: open.length <= mostBookings };
}

const contradiction: FailureCode = 'same_id_other_content';

/** More open messages of stays without a room say nothing to a person. */
const mostOfStays = 500;

/** Each with the message by which a person gives it a room, or settles it otherwise. */
async function staysWithoutRoom(
  parts: Applying,
  hotel: HotelId,
  paging: Paging,
): Promise<StaysWithoutRoomAnswer> {
  const { pool, platform } = parts;
  const { stays, total } = await pool.staysWithoutRoom(hotel, paging);
  const sql = inHotel(platform.database, hotel);
  const numbers = [...new Set(stays.map(({ plan }) => plan.bookingNumber))];
  const open = numbers.length === 0 ? [] : await openOfNumbers(sql, numbers, mostOfStays);
  const answers = await messageAnswers(parts, sql, open);
  const { agencyOf } = await importSettings(platform, sql);
  const isOf = (one: StoredMessage, { bookingNumber: number, agency }: BookingPlan) =>
    one.bookingNumber === number &&
    (agency === undefined || agencyOf(one.agency ?? undefined) === agencyOf(agency));
  // A second content of a DataID is imported by the stay that it names, never by that of another message.
  const saysWhatIsShown = (one: StoredMessage, plan: BookingPlan) =>
    (one.failureCode === contradiction) === isContradicting(plan);
  const messageOf = (plan: BookingPlan) =>
    open.findIndex((one) => isOf(one, plan) && saysWhatIsShown(one, plan));
  const items = stays.map(({ plan, answer }) => ({ ...answer, message: answers[messageOf(plan)] ?? null }));
  return page(items, paging, total);
}

export interface Questions {
  list(hotel: HotelId, query: MessageQuery): Promise<Page<ReturnType<typeof messageAnswer>>>;
  /** Throws a Refusal where the hotel has no such message; so does `text`. */
  detail(hotel: HotelId, id: MessageId): Promise<ImportMessageDetailAnswer>;
  /** Throws a Refusal where the hotel has no such message. */
  rooms(hotel: HotelId, id: MessageId): Promise<ImportMessageRoomsAnswer>;
  text(hotel: HotelId, id: MessageId): ReturnType<typeof text>;
  openBookings(hotel: HotelId): Promise<OpenBookingsAnswer>;
  staysWithoutRoom(hotel: HotelId, paging: Paging): Promise<StaysWithoutRoomAnswer>;
}

export const createQuestions = (parts: Answering): Questions => ({
  list: (...asked) => list(parts, ...asked),
  detail: (...asked) => detail(parts, ...asked),
  rooms: (...asked) => rooms(parts, ...asked),
  text: (...asked) => text(parts, ...asked),
  openBookings: (...asked) => bookings(parts, ...asked),
  staysWithoutRoom: (...asked) => staysWithoutRoom(parts, ...asked),
});
