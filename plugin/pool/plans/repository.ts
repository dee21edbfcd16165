// The SQL of booking plans and their history.
import type { BookingPlan, Reason, RoomLock } from '../../domain/booking-plan.js';
import { type DayNumber, hotelDate, type HotelDate } from '../../domain/hotel-date.js';
import {
  type BookingNumber,
  type BookingPlanId,
  bookingPlanId,
  type PhysicalRoom,
  type ReservationId,
  type RoomId,
  type RoomTypeId,
} from '../../domain/ids.js';
import { correlationId, currentUserId } from '../../platform/context.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import { isDue, windowHasOpened } from './moment-words.js';
import { contentColumns, planColumns, type PlanContent, type PlanRow, toPlan } from './plan-rows.js';

/** Plans of booking numbers that have not ended, in the order of the rooms of each. */
export async function livePlansOfBookings(
  sql: HotelSql,
  numbers: readonly BookingNumber[],
): Promise<ReadonlyMap<BookingNumber, BookingPlan[]>> {
  const rows = await sql.rows<PlanRow>(
    `SELECT ${planColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.booking_number = ANY(:numbers) AND p.room_state <> 'ended' ORDER BY p.slot`,
    { hotel: sql.hotel, numbers },
  );
  return Map.groupBy(rows.map(toPlan), (plan) => plan.bookingNumber);
}

/** Booking numbers of plans that have not ended and hold a night from `from` on; at most `limit`. */
export async function numbersStayingFrom(
  sql: HotelSql,
  from: HotelDate,
  limit: number,
): Promise<BookingNumber[]> {
  const rows = await sql.rows<{ number: BookingNumber }>(
    `SELECT DISTINCT booking_number AS number FROM heyawari.booking_plans
      WHERE hotel_id = :hotel AND room_state <> 'ended' AND check_out >= :from AND booking_number <> ''
      ORDER BY number LIMIT :limit`,
    { hotel: sql.hotel, from, limit },
  );
  return rows.map(({ number }) => number);
}

export async function livePlansOfReservations(
  sql: HotelSql,
  ids: readonly ReservationId[],
): Promise<BookingPlan[]> {
  const rows = await sql.rows<PlanRow>(
    `SELECT ${planColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.reservation_id = ANY(:ids) AND p.room_state <> 'ended' ORDER BY p.slot`,
    { hotel: sql.hotel, ids },
  );
  return rows.map(toPlan);
}

/** A plan with every night that it holds. */
export interface PlanHolding {
  readonly plan: BookingPlan;
  readonly held: readonly { readonly room: PhysicalRoom; readonly day: DayNumber }[];
}

/** Plans of reservations that have not ended, and which of the reservations have a night mirrored: what the PMS holds without a plan. */
export async function holdingsOfReservations(
  sql: HotelSql,
  ids: readonly ReservationId[],
): Promise<{ holdings: PlanHolding[]; mirrored: ReadonlySet<ReservationId> }> {
  const rows = await sql.rows<
    { [Column in keyof PlanRow]: PlanRow[Column] | null } & {
      readonly reservation: ReservationId;
      readonly held: PlanHolding['held'];
      readonly mirrored: boolean;
    }
  >(
    `SELECT i.id AS reservation, ${planColumns},
            (SELECT COALESCE(json_agg(json_build_object('room', n.physical_room, 'day', n.night - DATE '1970-01-01')), '[]')
               FROM heyawari.room_nights n WHERE n.hotel_id = :hotel AND n.plan_id = p.id) AS held,
            EXISTS (SELECT FROM heyawari.host_nights h WHERE h.hotel_id = :hotel AND h.reservation_id = i.id) AS mirrored
       FROM unnest(CAST(:ids AS uuid[])) AS i(id)
       LEFT JOIN heyawari.booking_plans p
         ON p.hotel_id = :hotel AND p.reservation_id = i.id AND p.room_state <> 'ended'
      ORDER BY p.slot`,
    { hotel: sql.hotel, ids },
  );
  const found = rows.filter((row): row is typeof row & PlanRow => row.id !== null);
  return {
    holdings: found.map((row) => ({ plan: toPlan(row), held: row.held })),
    mirrored: new Set(rows.filter((row) => row.mirrored).map((row) => row.reservation)),
  };
}

export async function planById(sql: HotelSql, id: BookingPlanId): Promise<BookingPlan | undefined> {
  const row = await sql.row<PlanRow>(
    `SELECT ${planColumns} FROM heyawari.booking_plans p WHERE p.hotel_id = :hotel AND p.id = :id`,
    { hotel: sql.hotel, id },
  );
  return row && toPlan(row);
}

export async function plansById(sql: HotelSql, ids: readonly BookingPlanId[]): Promise<BookingPlan[]> {
  const rows = await sql.rows<PlanRow>(
    `SELECT ${planColumns} FROM heyawari.booking_plans p WHERE p.hotel_id = :hotel AND p.id = ANY(:ids)`,
    { hotel: sql.hotel, ids },
  );
  return rows.map(toPlan);
}

/** The last departure of the tentative stays whose window is open; undefined where there are none. */
export async function lastDepartureInWindow(sql: HotelSql): Promise<HotelDate | undefined> {
  const row = await sql.row<{ last: string | null }>(
    `SELECT to_char(max(check_out), 'YYYY-MM-DD') AS last FROM heyawari.booking_plans
      WHERE hotel_id = :hotel AND room_state = 'tentative' AND pool_status = 'ready'`,
    { hotel: sql.hotel },
  );
  return row?.last ? hotelDate(row.last) : undefined;
}

const writtenColumns = `booking_number, agency_key, slot, reservation_id, check_in, check_out, people, beds, day_use_from, day_use_until, booked_type_id, smoking, room_id, room_type_id,
  physical_room, room_state, final_cause, reason_key, reason_params, pool_status, pool_entry_time, pool_window_time,
  pool_deadline_time, entry_mode, entry_thresholds, booker_key_id, sealed_booker, booked_by, booked_by_names, booked_at`;

const fromContent = (
  more?: string,
) => `jsonb_to_recordset(CAST(:contents AS jsonb)) AS c(${more ? `${more}, ` : ''}booking_number text, agency_key text, slot integer, reservation_id uuid,
  check_in date, check_out date, people integer, beds integer, day_use_from time, day_use_until time, booked_type_id integer, smoking text, room_id integer, room_type_id integer, physical_room text,
  room_state text, final_cause text, reason_key text, reason_params jsonb, pool_status text, pool_entry_time timestamptz,
  pool_window_time timestamptz, pool_deadline_time timestamptz, entry_mode text, entry_thresholds jsonb,
  booker_key_id text, sealed_booker bytea, booked_by bytea, booked_by_names bytea[], booked_at timestamptz)`;

const historyColumns = `hotel_id, plan_id, at, event, room_id, room_state, reason_key, reason_params, user_id, correlation_id`;
/** Of a plan as it stands. */
const historyRow = `hotel_id, id, CAST(:at AS timestamptz), CAST(:event AS text), room_id, room_state, reason_key, reason_params,
  CAST(:user AS integer), CAST(:correlation AS text)`;
const by = () => ({ user: currentUserId() ?? null, correlation: correlationId() ?? null });

/** A plan that is to be written; without an id it is given one. */
export interface NewPlan {
  readonly id: BookingPlanId | undefined;
  readonly content: PlanContent;
}

const nextPlanId = `nextval('heyawari.booking_plans_id_seq')`;

/** Ids for so many plans that are to come, in ascending order. */
export async function reservePlanIds(tx: HotelTx, count: number): Promise<BookingPlanId[]> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT ${nextPlanId} AS id FROM generate_series(1, CAST(:count AS integer))`,
    { count },
  );
  return rows.map(({ id }) => bookingPlanId(Number(id)));
}

/** New plans with their nights and the first entry of their history. Breaks `room_nights_no_room_twice`. */
export async function insertPlans(
  tx: HotelTx,
  plans: readonly NewPlan[],
  event: HistoryEvent,
  at: Date,
): Promise<{ readonly id: BookingPlanId; readonly slot: number }[]> {
  if (plans.length === 0) return [];
  const contents = plans.map(({ id = null, content }) => ({ id, ...contentColumns(content) }));
  const rows = await tx.rows<{ id: string; slot: number }>(
    `WITH plan AS (
       INSERT INTO heyawari.booking_plans (hotel_id, id, ${writtenColumns}) OVERRIDING SYSTEM VALUE
       SELECT :hotel, COALESCE(id, ${nextPlanId}), ${writtenColumns} FROM ${fromContent('id bigint')} RETURNING *),
     nights AS (
       INSERT INTO heyawari.room_nights (hotel_id, physical_room, night, plan_id)
       SELECT hotel_id, physical_room, check_in + day, id
         FROM plan CROSS JOIN generate_series(0, GREATEST(check_out - check_in, 1) - 1) AS day WHERE physical_room IS NOT NULL),
     history AS (INSERT INTO heyawari.booking_plan_history (${historyColumns}) SELECT ${historyRow} FROM plan)
     SELECT id, slot FROM plan`,
    { hotel: tx.hotel, contents: JSON.stringify(contents), event, at, ...by() },
  );
  return rows.map(({ id, slot }) => ({ id: bookingPlanId(Number(id)), slot }));
}

const noLock = `lock_cause = NULL, lock_reason = NULL, locked_by = NULL, locked_at = NULL`;

/** Of plans that have been given another room: what was locked was the room that they had. */
const unlockMoved = (room: string) =>
  ['lock_cause', 'lock_reason', 'locked_by', 'locked_at']
    .map((column) => `${column} = CASE WHEN p.room_id = ${room} THEN p.${column} END`)
    .join(', ');

/** Gives a plan new content; it stays the same plan, one version on, and locked only in the room that it had. */
export async function rewritePlan(tx: HotelTx, id: BookingPlanId, content: PlanContent): Promise<void> {
  await tx.run(
    `UPDATE heyawari.booking_plans p SET version = p.version + 1, ${unlockMoved(':room')}, (${writtenColumns}) =
       (SELECT ${writtenColumns} FROM ${fromContent()})
      WHERE p.hotel_id = :hotel AND p.id = :id`,
    {
      hotel: tx.hotel,
      id,
      room: content.room?.id ?? null,
      contents: JSON.stringify([contentColumns(content)]),
    },
  );
}

/** Before plans of one booking are rewritten into slots of each other, of which each may be there once. */
export async function leaveSlots(tx: HotelTx, ids: readonly BookingPlanId[]): Promise<void> {
  await tx.run(
    `UPDATE heyawari.booking_plans SET slot = -1 - slot WHERE hotel_id = :hotel AND id = ANY(:ids)`,
    { hotel: tx.hotel, ids },
  );
}

/** What following the PMS, a move or a check-in may change about a placed plan. */
export interface PlacedPlanChange {
  readonly checkIn: HotelDate;
  readonly checkOut: HotelDate;
  readonly people: number;
  readonly room: { readonly id: RoomId; readonly typeId: RoomTypeId; readonly physical: PhysicalRoom };
  readonly inHouse: boolean;
  readonly finalCause: BookingPlan['finalCause'];
  readonly reason: Reason;
}

/** Each plan one version on, all in one statement. */
export async function changePlacedPlans(
  tx: HotelTx,
  changes: readonly { readonly id: BookingPlanId; readonly change: PlacedPlanChange }[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ id, change }) => ({
    id,
    ...{
      check_in: change.checkIn,
      check_out: change.checkOut,
      people: change.people,
      in_house: change.inHouse,
    },
    ...{ room: change.room.id, type: change.room.typeId, physical: change.room.physical },
    ...{ reason_key: change.reason.key, reason_params: change.reason.params },
    final_cause: change.finalCause ?? null,
  }));
  await tx.run(
    `UPDATE heyawari.booking_plans p
        SET version = p.version + 1, check_in = c.check_in, check_out = c.check_out, people = c.people,
            beds = CASE WHEN c.people = p.people THEN p.beds END,
            day_use_from = CASE WHEN c.check_out - c.check_in = p.check_out - p.check_in THEN p.day_use_from END,
            day_use_until = CASE WHEN c.check_out - c.check_in = p.check_out - p.check_in THEN p.day_use_until END, in_house = c.in_house,
            ${unlockMoved('c.room')}, room_id = c.room, room_type_id = c.type, physical_room = c.physical,
            reason_key = c.reason_key, reason_params = c.reason_params, final_cause = c.final_cause,
            room_state = CASE WHEN c.final_cause IS NULL THEN 'tentative' ELSE 'final' END,
            pool_status = CASE WHEN c.final_cause IS NULL THEN p.pool_status END
       FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS c(id bigint, check_in date, check_out date, people integer, in_house boolean,
            room integer, type integer, physical text, reason_key text, reason_params jsonb, final_cause text)
      WHERE p.hotel_id = :hotel AND p.id = c.id`,
    { hotel: tx.hotel, rows: JSON.stringify(rows) },
  );
}

/** Ends the plans, and says so in their history. Their nights are the caller's to release. */
export async function endPlans(tx: HotelTx, ids: readonly BookingPlanId[], at: Date): Promise<void> {
  await tx.run(
    `WITH plan AS (
       UPDATE heyawari.booking_plans
          SET version = version + 1, room_state = 'ended', room_id = NULL, room_type_id = NULL, physical_room = NULL,
              pool_status = NULL, final_cause = NULL, in_house = false, booker_key_id = NULL, sealed_booker = NULL,
              booked_by = NULL, booked_by_names = NULL, booked_at = NULL, ${noLock}
        WHERE hotel_id = :hotel AND id = ANY(:ids) RETURNING *)
     INSERT INTO heyawari.booking_plan_history (${historyColumns}) SELECT ${historyRow} FROM plan`,
    { hotel: tx.hotel, ids, event: 'ended' satisfies HistoryEvent, at, ...by() },
  );
}

/** Pooled plans whose window has opened by `now` become ready to be optimised. */
export async function openWindows(tx: HotelTx, now: Date): Promise<number> {
  return tx.run(
    `UPDATE heyawari.booking_plans p SET pool_status = 'ready' WHERE p.hotel_id = :hotel AND ${windowHasOpened}`,
    { hotel: tx.hotel, now },
  );
}

/**
 * Of a plan `p`: nobody else holds its room on any of its nights, as far as the PMS has been followed. Nights that the PMS holds beside our
 * books are mirrored, also those of a plan whose room another plan holds.
 */
const heldAlone = `NOT EXISTS (SELECT FROM heyawari.host_nights h
  WHERE h.hotel_id = p.hotel_id AND h.physical_room = p.physical_room
    AND h.night >= p.check_in AND h.night < GREATEST(p.check_out, p.check_in + 1))`;

/** Of a plan `p`: its room may be given to guests, as the rooms were last kept. */
const onSale = `NOT EXISTS (SELECT FROM heyawari.host_rooms r
  WHERE r.hotel_id = p.hotel_id AND r.room_id = p.room_id AND NOT r.sellable)`;

/** Of a plan `p`: nothing keeps its room from becoming final by the clock. */
const mayBecomeFinal = `${heldAlone} AND ${onSale}`;

/** Of a hotel: the earliest deadline of a tentative room that can become final. */
export const nextDeadlineOf = (hotel: string) => `
  SELECT p.pool_deadline_time FROM heyawari.booking_plans p
   WHERE p.hotel_id = ${hotel} AND p.room_state = 'tentative' AND p.pool_deadline_time IS NOT NULL AND ${mayBecomeFinal}
   ORDER BY p.pool_deadline_time LIMIT 1`;

/**
 * Makes the tentative rooms final whose deadline has come by `now`, that nobody else holds and that are on sale, at most `limit`. Under the hotel's lock, in the
 * transaction in which the PMS was followed.
 */
export async function finaliseDue(tx: HotelTx, now: Date, limit: number): Promise<BookingPlanId[]> {
  const rows = await tx.rows<{ id: string }>(
    `UPDATE heyawari.booking_plans p
        SET room_state = 'final', final_cause = 'deadline', pool_status = NULL, version = p.version + 1
       FROM (SELECT id FROM heyawari.booking_plans p
              WHERE p.hotel_id = :hotel AND ${isDue} AND ${mayBecomeFinal}
              ORDER BY pool_deadline_time, id LIMIT :limit) AS due
      WHERE p.hotel_id = :hotel AND p.id = due.id RETURNING p.id`,
    { hotel: tx.hotel, now, limit },
  );
  return rows.map((row) => bookingPlanId(Number(row.id)));
}

/** Makes the rooms final whose guests are in the house, and that nobody else holds any more. Under the hotel's lock. */
export async function finaliseArrived(tx: HotelTx): Promise<BookingPlanId[]> {
  const rows = await tx.rows<{ id: string }>(
    `UPDATE heyawari.booking_plans p
        SET room_state = 'final', final_cause = 'check_in', pool_status = NULL, version = p.version + 1
      WHERE p.hotel_id = :hotel AND p.room_state = 'tentative' AND p.in_house AND ${heldAlone} RETURNING p.id`,
    { hotel: tx.hotel },
  );
  return rows.map((row) => bookingPlanId(Number(row.id)));
}

/** Takes back what check-in has made final in a room that another holds as well: the guest stays, undecided, until a person sees to it. */
export async function withdrawFinal(tx: HotelTx, ids: readonly BookingPlanId[]): Promise<void> {
  await tx.run(
    `UPDATE heyawari.booking_plans p SET room_state = 'tentative', final_cause = NULL, pool_status = 'ready'
      WHERE p.hotel_id = :hotel AND p.id = ANY(:ids) AND p.final_cause = 'check_in' AND NOT ${heldAlone}`,
    { hotel: tx.hotel, ids },
  );
}

/** What a person's 部屋確定 met with. */
export interface FinalisedByPerson {
  readonly before: BookingPlan;
  /** Undefined where the room was not made final. */
  readonly after: BookingPlan | undefined;
  /** Nobody else holds the room on any night of the stay. */
  readonly alone: boolean;
  readonly onSale: boolean;
}

/**
 * Makes one tentative room final, and says so in its history, if nobody changed the plan since `version`, nobody else holds the room, and it is
 * on sale. Undefined where there is no such plan. Under the hotel's lock; one statement.
 */
export async function finaliseByPerson(
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
  at: Date,
): Promise<FinalisedByPerson | undefined> {
  const row = await tx.row<PlanRow & { after: PlanRow | null; alone: boolean; on_sale: boolean }>(
    `WITH done AS (
       UPDATE heyawari.booking_plans p
          SET room_state = 'final', final_cause = 'person', pool_status = NULL, version = p.version + 1
        WHERE p.hotel_id = :hotel AND p.id = :id AND p.version = :version AND p.room_state = 'tentative'
          AND ${mayBecomeFinal} RETURNING p.*),
     history AS (INSERT INTO heyawari.booking_plan_history (${historyColumns}) SELECT ${historyRow} FROM done)
     SELECT ${planColumns}, ${heldAlone} AS alone, ${onSale} AS on_sale,
            (SELECT row_to_json(a) FROM (SELECT ${planColumns} FROM done p) AS a) AS after
       FROM heyawari.booking_plans p WHERE p.hotel_id = :hotel AND p.id = :id`,
    { hotel: tx.hotel, id, version, event: 'finalised' satisfies HistoryEvent, at, ...by() },
  );
  return (
    row && {
      ...{ before: toPlan(row), after: row.after === null ? undefined : toPlan(row.after) },
      ...{ alone: row.alone, onSale: row.on_sale },
    }
  );
}

/** The room that the plan has was chosen by a person. The version has risen with the move. */
export async function decidedByPerson(tx: HotelTx, id: BookingPlanId): Promise<void> {
  await tx.run(
    `UPDATE heyawari.booking_plans SET room_state = 'final', final_cause = 'person', pool_status = NULL
      WHERE hotel_id = :hotel AND id = :id`,
    { hotel: tx.hotel, id },
  );
}

export type HistoryEvent =
  | 'placed'
  | 'unplaced'
  | 'changed'
  | 'moved'
  | 'yielded'
  | 'finalised'
  | 'followed_host'
  | 'nights_released'
  | 'locked'
  | 'unlocked'
  | 'ended';

/** Locks the room that the plan has, or takes the lock back; one version on. Under the hotel's lock. */
export async function saveLock(tx: HotelTx, id: BookingPlanId, lock: RoomLock | undefined): Promise<void> {
  const { cause = null, reason = null, by: lockedBy = null, at = null } = lock ?? {};
  await tx.run(
    `UPDATE heyawari.booking_plans SET version = version + 1, lock_cause = :cause, lock_reason = :reason, locked_by = :lockedBy,
            locked_at = :at
      WHERE hotel_id = :hotel AND id = :id`,
    { hotel: tx.hotel, id, cause, reason, lockedBy, at },
  );
}

/** Writes how the plans stand now into their history. */
export async function addHistory(
  tx: HotelTx,
  ids: readonly BookingPlanId[],
  event: HistoryEvent,
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(
    `INSERT INTO heyawari.booking_plan_history (${historyColumns})
     SELECT ${historyRow} FROM heyawari.booking_plans WHERE hotel_id = :hotel AND id = ANY(:ids)`,
    { hotel: tx.hotel, ids, event, at, ...by() },
  );
}
