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
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import { by, historyColumns, historyRow } from './history.js';
import type { HistoryEvent } from '../../domain/booking-plan.js';
import { windowHasOpened } from './moment-words.js';
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

/** Stays before their arrival that have a room, lie wholly within `[from, to)` and share a night with `stay`, by id; at most `limit`. */
export async function expectedBeside(
  sql: HotelSql,
  stay: Pick<BookingPlan, 'checkIn' | 'checkOut'>,
  { from, to }: { readonly from: HotelDate; readonly to: HotelDate },
  limit: number,
): Promise<BookingPlan[]> {
  const rows = await sql.rows<PlanRow>(
    `SELECT ${planColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.room_state IN ('tentative', 'final') AND p.room_id IS NOT NULL AND NOT p.in_house
        AND p.check_in >= :from AND p.check_out <= :to AND p.check_out >= CAST(:checkIn AS date)
        AND p.check_in < GREATEST(CAST(:checkOut AS date), CAST(:checkIn AS date) + 1)
        AND GREATEST(p.check_out, p.check_in + 1) > CAST(:checkIn AS date)
      ORDER BY p.id LIMIT :limit`,
    { hotel: sql.hotel, from, to, checkIn: stay.checkIn, checkOut: stay.checkOut, limit },
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
  room_state text, final_cause text, chosen_by integer, reason_key text, reason_params jsonb, pool_status text, pool_entry_time timestamptz,
  pool_window_time timestamptz, pool_deadline_time timestamptz, entry_mode text, entry_thresholds jsonb,
  booker_key_id text, sealed_booker bytea, booked_by bytea, booked_by_names bytea[], booked_at timestamptz)`;

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
       INSERT INTO heyawari.booking_plans (hotel_id, id, ${writtenColumns}, lock_cause, locked_by, locked_at) OVERRIDING SYSTEM VALUE
       SELECT :hotel, COALESCE(id, ${nextPlanId}), ${writtenColumns},
              CASE WHEN ${chosen.if} THEN ${chosen.lock_cause} END, ${chosen.locked_by}, CASE WHEN ${chosen.if} THEN ${chosen.locked_at} END
         FROM ${fromContent('id bigint')} RETURNING *),
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

const lockColumns = ['lock_cause', 'lock_reason', 'locked_by', 'locked_at'] as const;
type LockColumn = (typeof lockColumns)[number];

/** Of plans that have been given another room: what was locked was the room that they had. `chosen`: what each column becomes where a person chose. */
const unlockMoved = (room: string, chosen?: { readonly if: string } & Readonly<Record<LockColumn, string>>) =>
  lockColumns
    .map((column) => {
      const locked = chosen ? ` WHEN ${chosen.if} THEN ${chosen[column]}` : '';
      return `${column} = CASE${locked} WHEN p.room_id = ${room} THEN p.${column} END`;
    })
    .join(', ');

/** Of a change `c`. */
const chosen = {
  ...{ if: 'c.chosen_by IS NOT NULL', lock_cause: `'clerk'`, lock_reason: 'NULL' },
  ...{ locked_by: 'c.chosen_by', locked_at: 'CAST(:at AS timestamptz)' },
};

/** Gives a plan new content; it stays the same plan, one version on, and locked only in the room that it had. */
export async function rewritePlan(
  tx: HotelTx,
  id: BookingPlanId,
  content: PlanContent,
  at: Date,
): Promise<void> {
  await tx.run(
    `UPDATE heyawari.booking_plans p SET version = p.version + 1, ${unlockMoved('c.room_id', chosen)},
            (${writtenColumns}) = ROW (${writtenColumns.replace(/\w+/g, 'c.$&')})
       FROM ${fromContent()}
      WHERE p.hotel_id = :hotel AND p.id = :id`,
    {
      hotel: tx.hotel,
      ...{ id, at },
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
  /** The user of the PMS who has chosen the room: it is locked in that name (D3). Undefined: none has, now. */
  readonly chosenBy?: number | undefined;
}

/** Each plan one version on, all in one statement. `at`: when a person has chosen rooms. */
export async function changePlacedPlans(
  tx: HotelTx,
  changes: readonly { readonly id: BookingPlanId; readonly change: PlacedPlanChange }[],
  at: Date,
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
    chosen_by: change.chosenBy ?? null,
  }));
  await tx.run(
    `UPDATE heyawari.booking_plans p
        SET version = p.version + 1, check_in = c.check_in, check_out = c.check_out, people = c.people,
            beds = CASE WHEN c.people = p.people THEN p.beds END,
            day_use_from = CASE WHEN c.check_out - c.check_in = p.check_out - p.check_in THEN p.day_use_from END,
            day_use_until = CASE WHEN c.check_out - c.check_in = p.check_out - p.check_in THEN p.day_use_until END, in_house = c.in_house,
            ${unlockMoved('c.room', chosen)}, room_id = c.room, room_type_id = c.type, physical_room = c.physical,
            reason_key = c.reason_key, reason_params = c.reason_params, final_cause = c.final_cause,
            room_state = CASE WHEN c.final_cause IS NULL THEN 'tentative' ELSE 'final' END,
            pool_status = CASE WHEN c.final_cause IS NULL THEN p.pool_status END
       FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS c(id bigint, check_in date, check_out date, people integer, in_house boolean,
            room integer, type integer, physical text, reason_key text, reason_params jsonb, final_cause text, chosen_by integer)
      WHERE p.hotel_id = :hotel AND p.id = c.id`,
    { hotel: tx.hotel, rows: JSON.stringify(rows), at },
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
