// What screens ask about what was done: the history of a stay, and the runs of a hotel.
import type { AssignmentRunsAnswer, PlanHistoryAnswer } from '../../api/index.js';
import type { HistoryEvent, Reason, RoomState } from '../../domain/booking-plan.js';
import type { BookingPlanId, HotelId, RoomId } from '../../domain/ids.js';
import type { HostPort } from '../../host/port.js';
import { type HotelSql, inHotel } from '../../platform/database/index.js';
import { page, type Paging } from '../../platform/http/index.js';
import type { Platform } from '../../platform/index.js';
import { planById } from '../plans/repository.js';

export interface PastViews {
  /** Undefined where there is no such stay; of one that has ended, what led there. */
  history(hotel: HotelId, plan: BookingPlanId, paging: Paging): Promise<PlanHistoryAnswer | undefined>;
  runs(hotel: HotelId, paging: Paging): Promise<AssignmentRunsAnswer>;
}

interface HistoryRow {
  readonly at: Date;
  readonly event: HistoryEvent;
  readonly room_id: RoomId | null;
  readonly room_state: RoomState;
  readonly reason_key: string | null;
  readonly reason_params: Reason['params'] | null;
  readonly user_id: number | null;
  readonly correlation_id: string | null;
}

interface RunRow {
  readonly id: string;
  readonly kind: 'nightly' | 'sweep';
  readonly business_date: string;
  readonly made_up: boolean;
  readonly started_at: Date;
  readonly finished_at: Date;
  readonly duration_ms: number;
  readonly finalised: number;
  readonly moved: number;
  readonly woken: number;
  readonly correlation_id: string | null;
}

const pageOf = ({ page, pageSize }: Paging) => ({ limit: pageSize, offset: (page - 1) * pageSize });

/** One page of what `from` finds, newest first, and how much there is. */
async function newest<Row extends object>(
  sql: HotelSql,
  columns: string,
  from: string,
  bindings: object,
  paging: Paging,
): Promise<{ readonly rows: Row[]; readonly total: string }> {
  const all = { hotel: sql.hotel, ...bindings };
  const rows = await sql.rows<Row>(
    `SELECT ${columns} FROM ${from} ORDER BY id DESC LIMIT :limit OFFSET :offset`,
    { ...all, ...pageOf(paging) },
  );
  const counted = await sql.row<{ total: string }>(`SELECT count(*) AS total FROM ${from}`, all);
  return { rows, total: counted!.total };
}

export function createPastViews({ database }: Platform, host: HostPort): PastViews {
  return {
    async history(hotel, plan, paging) {
      const sql = inHotel(database, hotel);
      if (!(await planById(sql, plan))) return undefined;
      const { rows, total } = await newest<HistoryRow>(
        sql,
        'at, event, room_id, room_state, reason_key, reason_params, user_id, correlation_id',
        'heyawari.booking_plan_history WHERE hotel_id = :hotel AND plan_id = :plan',
        { plan },
        paging,
      );
      const numbers = new Map((await host.inventory(sql)).rooms.map(({ id, number }) => [id, number]));
      const roomOf = (id: RoomId | null) =>
        id === null ? null : { id, number: numbers.get(id) ?? String(id) };
      const items = rows.map((row) => ({
        ...{ at: row.at.toISOString(), event: row.event, room: roomOf(row.room_id), state: row.room_state },
        reason: row.reason_key === null ? null : { key: row.reason_key, params: row.reason_params ?? {} },
        ...{ userId: row.user_id, correlationId: row.correlation_id },
      }));
      return page(items, paging, total);
    },

    async runs(hotel, paging) {
      const { rows, total } = await newest<RunRow>(
        inHotel(database, hotel),
        `id, kind, to_char(business_date, 'YYYY-MM-DD') AS business_date, made_up, started_at, finished_at, duration_ms,
         finalised, moved, woken, correlation_id`,
        'heyawari.assignment_runs WHERE hotel_id = :hotel',
        {},
        paging,
      );
      const items = rows.map((row) => ({
        ...{ id: Number(row.id), kind: row.kind, businessDate: row.business_date, madeUp: row.made_up },
        ...{ startedAt: row.started_at.toISOString(), finishedAt: row.finished_at.toISOString() },
        ...{ durationMs: row.duration_ms, finalised: row.finalised, moved: row.moved, woken: row.woken },
        correlationId: row.correlation_id,
      }));
      return page(items, paging, total);
    },
  };
}
