// The SQL behind the occupancy: who holds which nights, read once for several windows of nights.
import type { NightSpan } from '../../assignment/index.js';
import { type DayNumber, fromDayNumber, type HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, PhysicalRoom, ReservationId, RoomId, RoomTypeId } from '../../domain/ids.js';
import type { LockCause, Smoking } from '../../domain/stay.js';
import type { HotelSql } from '../../platform/database/index.js';

/** What the engine needs to know of a plan that holds nights. */
export interface PlacedPlan {
  readonly id: BookingPlanId;
  readonly version: number;
  readonly reservationId: ReservationId | undefined;
  readonly checkIn: HotelDate;
  /** The nights of its dates. */
  readonly span: NightSpan;
  /** Those who need a bed. */
  readonly people: number;
  readonly bookedTypeId: RoomTypeId;
  readonly smoking: Smoking | undefined;
  readonly roomId: RoomId | undefined;
  readonly roomState: 'tentative' | 'final';
  readonly inHouse: boolean;
  /** Undefined: not locked. */
  readonly lock: LockCause | undefined;
  /** Its window is open. */
  readonly ready: boolean;
  readonly deadline: Date | undefined;
  /** The nights it really holds, as far as they are in view. */
  readonly taken: readonly TakenNights[];
}

export interface TakenNights extends NightSpan {
  readonly room: PhysicalRoom;
}

interface TakenRow {
  readonly id: number;
  readonly version: number;
  readonly reservation_id: ReservationId | null;
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly people: number;
  readonly booked_type_id: RoomTypeId;
  readonly smoking: Smoking | null;
  readonly room_id: RoomId | null;
  readonly room_state: 'tentative' | 'final';
  readonly in_house: boolean;
  readonly lock: LockCause | null;
  readonly ready: boolean;
  readonly deadline: Date | null;
  readonly room: PhysicalRoom;
  readonly first: DayNumber;
  readonly last: DayNumber;
  /** Of the nights from `first` to `last`. */
  readonly count: number;
}

const inWindow = `hotel_id = :hotel AND night >= DATE '1970-01-01' + CAST(:from AS integer)
  AND night < DATE '1970-01-01' + CAST(:to AS integer)`;

/** LATERAL with OFFSET: a plan by its key, whatever is known of the tables. Before their first ANALYZE a plain join took 80 ms for 600 plans. */
function takenRows(sql: HotelSql, { from, to }: NightSpan): Promise<TakenRow[]> {
  return sql.rows<TakenRow>(
    `SELECT CAST(p.id AS integer) AS id, p.version, p.reservation_id,
            p.check_in - DATE '1970-01-01' AS "from", GREATEST(p.check_out, p.check_in + 1) - DATE '1970-01-01' AS "to",
            COALESCE(p.beds, p.people) AS people, p.booked_type_id, p.smoking, p.room_id, p.room_state, p.in_house, p.lock_cause AS lock,
            COALESCE(p.pool_status = 'ready', false) AS ready, p.pool_deadline_time AS deadline,
            n.room, n.first, n.last, n.count
       FROM (SELECT plan_id, physical_room AS room, min(night) - DATE '1970-01-01' AS first,
                    max(night) - DATE '1970-01-01' AS last,
                    CAST(count(*) AS integer) AS count
               FROM heyawari.room_nights WHERE ${inWindow} GROUP BY plan_id, physical_room) AS n
      CROSS JOIN LATERAL (SELECT * FROM heyawari.booking_plans p WHERE p.hotel_id = :hotel AND p.id = n.plan_id OFFSET 0) AS p`,
    { hotel: sql.hotel, from, to },
    { plannedAnew: true },
  );
}

const oneNight = (day: number): NightSpan => ({ from: day as DayNumber, to: (day + 1) as DayNumber });

const isScattered = ({ first, last, count }: TakenRow) => count <= last - first;

const heldThroughout = ({ room, first, last }: TakenRow): TakenNights[] => [
  { room, from: first, to: (last + 1) as DayNumber },
];

/** A plan may hold nights in several rooms. */
const placeOf = (plan: number, room: PhysicalRoom) => `${plan} ${room}`;

/** Night by night and by place, for the plans that hold some of their nights and not those between. */
async function scatteredNights(
  sql: HotelSql,
  { from, to }: NightSpan,
  held: readonly TakenRow[],
): Promise<ReadonlyMap<string, TakenNights[]>> {
  const plans = held.filter(isScattered).map(({ id }) => id);
  if (plans.length === 0) return new Map();
  const nights = await sql.rows<{ plan: number; room: PhysicalRoom; day: DayNumber }>(
    `SELECT CAST(plan_id AS integer) AS plan, physical_room AS room, night - DATE '1970-01-01' AS day
       FROM heyawari.room_nights WHERE ${inWindow} AND plan_id = ANY(:plans) ORDER BY night`,
    { hotel: sql.hotel, from, to, plans },
  );
  const byPlace = Map.groupBy(nights, ({ plan, room }) => placeOf(plan, room));
  return new Map(
    [...byPlace].map(([place, days]) => [place, days.map(({ room, day }) => ({ room, ...oneNight(day) }))]),
  );
}

function toPlacedPlan(row: TakenRow, held: readonly TakenNights[]): PlacedPlan {
  return {
    id: row.id as BookingPlanId,
    version: row.version,
    reservationId: row.reservation_id ?? undefined,
    checkIn: fromDayNumber(row.from),
    span: { from: row.from, to: row.to },
    people: row.people,
    bookedTypeId: row.booked_type_id,
    smoking: row.smoking ?? undefined,
    roomId: row.room_id ?? undefined,
    roomState: row.room_state,
    inHouse: row.in_house,
    lock: row.lock ?? undefined,
    ready: row.ready,
    deadline: row.deadline ?? undefined,
    taken: held,
  };
}

/** All plans that hold a night in one of the windows, by id. Windows must not overlap. */
export async function placedPlans(sql: HotelSql, windows: readonly NightSpan[]): Promise<PlacedPlan[]> {
  const plans = new Map<number, PlacedPlan>();
  for (const window of windows) {
    const rows = await takenRows(sql, window);
    const scattered = await scatteredNights(sql, window, rows);
    for (const row of rows) {
      const before = plans.get(row.id)?.taken ?? [];
      const held = isScattered(row) ? scattered.get(placeOf(row.id, row.room)) : heldThroughout(row);
      plans.set(row.id, toPlacedPlan(row, [...before, ...(held ?? [])]));
    }
  }
  return [...plans.values()].sort((a, b) => a.id - b.id);
}

export interface HostNights {
  readonly room: PhysicalRoom;
  readonly day: DayNumber;
  /** Reservations of the PMS that hold it: clerks may give a room twice. */
  readonly holders: number;
}

/** What the PMS holds by itself in the windows. */
export async function hostNights(sql: HotelSql, windows: readonly NightSpan[]): Promise<HostNights[]> {
  const found: HostNights[] = [];
  for (const { from, to } of windows)
    found.push(
      ...(await sql.rows<HostNights>(
        `SELECT physical_room AS room, night - DATE '1970-01-01' AS day, CAST(count(*) AS integer) AS holders
           FROM heyawari.host_nights WHERE ${inWindow} GROUP BY physical_room, night`,
        { hotel: sql.hotel, from, to },
      )),
    );
  return found;
}
