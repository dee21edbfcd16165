// The SQL of stays in lists: which of them, in what order, a page at a time.
import type { BookingPlan, RoomState } from '../../domain/booking-plan.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, RoomTypeId } from '../../domain/ids.js';
import type { HotelMoment } from '../../domain/stay-moments.js';
import {
  arrivesToday,
  currentPlans,
  hasNightInRange,
  isDueSoon,
  isPastDeadline,
  ofMoment,
} from '../plans/moment-words.js';
import { planColumns, type PlanRow, toPlan } from '../plans/plan-rows.js';
import type { Question } from '../../platform/database/index.js';

/** Stays of which one of the words of domain/stay-moments.ts holds. */
export const moments = ['arrives_today', 'due_soon', 'past_deadline'] as const;

export interface PlanFilter {
  readonly state?: Exclude<RoomState, 'ended'> | undefined;
  readonly moment?: (typeof moments)[number] | undefined;
  /** Stays that touch `[from, to]`. Without `from`, of current stays only, and of those whose deadline says so whatever their dates. */
  readonly from?: HotelDate | undefined;
  readonly to?: HotelDate | undefined;
  readonly roomTypeId?: RoomTypeId | undefined;
  /** Part of a booking number; of a past stay, the whole. */
  readonly search?: string | undefined;
}

export interface Paging {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

const wordOf: Record<(typeof moments)[number], string> = {
  arrives_today: arrivesToday,
  due_soon: isDueSoon,
  past_deadline: isPastDeadline,
};

/** Only what was asked for stands in the statement: what is not said must not hide an index from the planner. */
function conditionOf({ state, moment, to, roomTypeId, search }: PlanFilter): string {
  return [
    ...(state ? ['p.room_state = :state'] : []),
    ...(moment ? [wordOf[moment]] : []),
    ...(to ? ['p.check_in <= :to'] : []),
    ...(roomTypeId ? ['(p.booked_type_id = :type OR p.room_type_id = :type)'] : []),
    ...(search ? ['strpos(lower(p.booking_number), lower(:search)) > 0'] : []),
  ].join(' AND ');
}

const order = 'check_in, booking_number, slot, id';
const orderColumns = 'p.check_in, p.booking_number, p.slot, p.id';
/** Nobody arrived so long ago and is still to be seen to: the date is damaged. It comes after all others, where it would come before. */
const damagedDays = 730;
const nearestFirst = (arrival: string) => `${arrival} < CAST(:today AS date) - ${damagedDays}`;
const currentOrder = `${nearestFirst('check_in')}, ${order}`;
const currentOrderColumns = `${nearestFirst('p.check_in')}, ${orderColumns}`;

/** A past stay is found by its whole booking number. */
const pastOfNumber = (condition: string) => `
  SELECT ${orderColumns} FROM heyawari.booking_plans p
   WHERE p.hotel_id = :hotel AND p.booking_number = :search AND p.room_state IN ('tentative', 'final')
     AND p.check_out < :today AND ${condition}`;

function chosen(filter: PlanFilter): string {
  const condition = conditionOf(filter) || 'true';
  const isByDeadline = filter.moment === 'due_soon' || filter.moment === 'past_deadline';
  if (filter.from === undefined && !isByDeadline)
    return [currentPlans(orderColumns, condition), ...(filter.search ? [pastOfNumber(condition)] : [])].join(
      ' UNION ALL ',
    );
  const since = filter.from === undefined ? 'true' : 'p.check_out >= :from';
  return `SELECT ${orderColumns} FROM heyawari.booking_plans p
           WHERE p.hotel_id = :hotel AND p.room_state <> 'ended' AND ${since} AND ${condition}`;
}

export interface PlanPage {
  readonly plans: readonly BookingPlan[];
  readonly total: number;
}

type Row<T> = { readonly [Column in keyof T]: T[Column] | null };

/** By arrival, then booking number. The rows are read from the table only for those of the page, of which at most `pageSize` are given. */
export function pageOfPlans(
  moment: HotelMoment,
  filter: PlanFilter,
  { page, pageSize }: Paging,
): Question<PlanPage> {
  const isOfDates = filter.from !== undefined;
  return {
    select: `
      WITH chosen AS MATERIALIZED (${chosen(filter)}),
           page AS (SELECT id FROM chosen ORDER BY ${isOfDates ? order : currentOrder} OFFSET :offset LIMIT :limit)
      SELECT t.total, ${planColumns}
        FROM (SELECT count(*) AS total FROM chosen) AS t
        LEFT JOIN heyawari.booking_plans p ON p.hotel_id = :hotel AND p.id = ANY (ARRAY(SELECT id FROM page))
       ORDER BY ${isOfDates ? orderColumns : currentOrderColumns}`,
    bindings: {
      ...ofMoment(moment),
      ...{ offset: (page - 1) * pageSize, limit: pageSize },
      ...{ state: filter.state, type: filter.roomTypeId, search: filter.search },
      ...{ from: filter.from, to: filter.to },
    },
    read: (rows: (Row<PlanRow> & { readonly total: number })[]) => ({
      plans: rows.filter((row): row is typeof row & PlanRow => row.id !== null).map(toPlan),
      total: rows[0]?.total ?? 0,
    }),
  };
}

/** Undefined where there is none. */
export const planWithId = (id: BookingPlanId): Question<BookingPlan | undefined> => ({
  select: `SELECT ${planColumns} FROM heyawari.booking_plans p WHERE p.hotel_id = :hotel AND p.id = :id`,
  bindings: { id },
  read: ([row]: PlanRow[]) => row && toPlan(row),
});

const firstPlans = (moment: HotelMoment, select: string, bindings: object = {}): Question<BookingPlan[]> => ({
  select,
  bindings: { ...ofMoment(moment), ...bindings },
  read: (rows: PlanRow[]) => rows.map(toPlan),
});

/** Stays without a room, the nearest arrivals first. */
export const firstUnplaced = (moment: HotelMoment, limit: number) =>
  firstPlans(
    moment,
    `SELECT ${planColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.room_state = 'unplaced' ORDER BY ${currentOrderColumns} LIMIT ${limit}`,
  );

/** No booking has more rooms; of one that has, these are told as if they were all. */
const mostFellows = 500;

/** The other stays without a room of these bookings, whichever agency's. */
export const unplacedBeside = (
  moment: HotelMoment,
  stays: readonly Pick<BookingPlan, 'id' | 'bookingNumber'>[],
) =>
  firstPlans(
    moment,
    `SELECT ${planColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.room_state = 'unplaced' AND p.booking_number = ANY(:numbers) AND p.id <> ALL(:known)
      ORDER BY ${orderColumns} LIMIT ${mostFellows}`,
    {
      numbers: [...new Set(stays.map(({ bookingNumber }) => bookingNumber))],
      known: stays.map(({ id }) => id),
    },
  );

/** Tentative rooms that become final soon, or should have, by their deadline. */
export const firstDueSoon = (moment: HotelMoment, limit: number) =>
  firstPlans(
    moment,
    `SELECT ${planColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND ${isDueSoon} ORDER BY p.pool_deadline_time, p.id LIMIT ${limit}`,
  );

/** Stays without a room that would need one in `[from, to)`. */
export const unplacedInRange = (
  moment: HotelMoment,
  range: { readonly from: HotelDate; readonly to: HotelDate },
  limit: number,
) =>
  firstPlans(
    moment,
    `SELECT ${planColumns} FROM heyawari.booking_plans p
      WHERE p.hotel_id = :hotel AND p.room_state = 'unplaced' AND ${hasNightInRange}
      ORDER BY ${orderColumns} LIMIT ${limit}`,
    range,
  );
