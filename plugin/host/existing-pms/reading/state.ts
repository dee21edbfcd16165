// Reads what reservations say at this moment, whole, and who has written them: to tell later what a person has edited.
import type { ReservationId } from '../../../domain/ids.js';
import { reservationId, roomId } from '../../../domain/ids.js';
import type { ReservationState, StateNight, Writer } from '../../../domain/reservation-state.js';
import type { HotelSql } from '../../../platform/database/index.js';
import { systemUser } from '../functions.js';
import { createOptionalTables, type OptionalTables } from './optional-tables.js';
import {
  activeNights,
  isParked,
  isParkingAddon,
  type NightRows,
  partsOf,
  type PmsRow,
  type StateRows,
} from './state-parts.js';

type StatesRow = StateRows & { readonly log_position: string | null };

/** `c`: a client. Whoever wrote it, as far as the PMS has the columns. */
const clientOf = `json_build_object('id', c.id, 'name', c.name, 'name_kana', c.name_kana, 'name_kanji', c.name_kanji,
  'writer', COALESCE(to_jsonb(c) ->> 'updated_by', to_jsonb(c) ->> 'created_by'))`;

/**
 * What hangs on the night `d`. Scalars within scalars, where joins read better: so PostgreSQL finds each night's rows by index, whatever it
 * expects of the tables.
 */
const onNight = (table: string, detail: string) =>
  `(SELECT json_agg(row_to_json(k)) FROM ${table} k WHERE k.hotel_id = :hotel AND k.${detail} = d.id)`;

const linksOnNight =
  'FROM reservation_clients k WHERE k.hotel_id = :hotel AND k.reservation_details_id = d.id';

/** The PMS writes a guest to a night as often as a message names them. Each is looked up, where a join would go through all clients. */
const guestsOnNight = `(SELECT json_agg(g.guest) FROM (SELECT DISTINCT k.client_id AS id ${linksOnNight}) AS l
  CROSS JOIN LATERAL (SELECT ${clientOf} AS guest FROM clients c WHERE c.id = l.id OFFSET 0) AS g)`;

/** Whoever put guests there, each once. */
const guestWritersOnNight = `(SELECT json_agg(DISTINCT w.writer) FROM (
  SELECT to_jsonb(k) ->> 'created_by' AS writer ${linksOnNight}
  UNION ALL SELECT to_jsonb(k) ->> 'updated_by' ${linksOnNight}) AS w WHERE w.writer IS NOT NULL)`;

const statement = (tables: ReadonlySet<string>) => `
  SELECT row_to_json(r) AS reservation,
         (SELECT ${clientOf} FROM clients c WHERE c.id = r.reservation_client_id) AS booker,
         (SELECT json_agg(json_build_object('night', row_to_json(d),
                   'rates', ${tables.has('reservation_rates') ? onNight('reservation_rates', 'reservation_details_id') : 'NULL'},
                   'addons', ${onNight('reservation_addons', 'reservation_detail_id')},
                   'guests', ${tables.has('reservation_clients') ? guestsOnNight : 'NULL'},
                   'guestWriters', ${tables.has('reservation_clients') ? guestWritersOnNight : 'NULL'},
                   'parking', ${onNight('reservation_parking', 'reservation_details_id')}) ORDER BY d.date, d.room_id)
            FROM reservation_details d WHERE d.hotel_id = :hotel AND d.reservation_id = r.id) AS nights,
         (SELECT json_agg(row_to_json(p)) FROM reservation_payments p
           WHERE p.hotel_id = :hotel AND p.reservation_id = r.id) AS payments,
         (SELECT max(id) FROM logs_reservation) AS log_position
    FROM reservations r WHERE r.hotel_id = :hotel AND r.id = ANY(:ids)`;

const text = (found: unknown) => (typeof found === 'string' ? found : null);
const number = (found: unknown) => (typeof found === 'number' ? found : null);

function toNight({ night, addons, guests, parking }: NightRows): StateNight {
  const room = number(night.room_id);
  return {
    id: night.id,
    date: night.date,
    roomId: room === null ? undefined : roomId(room),
    guests: (guests ?? []).map(({ id }) => id),
    parked: (parking ?? []).filter(isParked).map((row) => ({
      spot: number(row.parking_spot_id),
      vehicleCategory: number(row.vehicle_category_id),
      status: text(row.status),
    })),
    parkingAddons: (addons ?? []).filter(isParkingAddon),
  };
}

const writerOf = (user: number | null): Writer => (user === systemUser ? 'system' : 'person');

/** Of a row that names nobody nothing is said. */
const writersOf = (rows: readonly PmsRow[]): Writer[] =>
  rows
    .flatMap((row) => [row.created_by, row.updated_by].filter((user) => typeof user === 'number'))
    .map(writerOf);

function toState(rows: StatesRow): ReservationState {
  const { reservation, booker, payments } = rows;
  const nights = rows.nights ?? [];
  const active = activeNights(rows);
  const hanging = nights.flatMap(({ rates, addons }) => [...(rates ?? []), ...(addons ?? [])]);
  const people = [booker, ...active.flatMap(({ guests }) => guests ?? [])];
  return {
    id: reservationId(reservation.id),
    parts: partsOf(rows),
    booker: String(reservation.reservation_client_id),
    comment: text(reservation.comment),
    arrival: text(reservation.check_in_time),
    departure: text(reservation.check_out_time),
    nights: active.map(toNight),
    logPosition: Number(rows.log_position ?? 0),
    rows: [reservation, ...nights.map(({ night }) => night), ...hanging, ...(payments ?? [])].map(({ id }) =>
      String(id),
    ),
    parkingWriters: writersOf(nights.flatMap(({ parking }) => parking ?? [])),
    guestWriters: active
      .flatMap(({ guestWriters }) => guestWriters ?? [])
      .map((writer) => writerOf(Number(writer))),
    nameWriters: people.flatMap((one) => (one?.writer == null ? [] : writerOf(Number(one.writer)))),
  };
}

export type StateReader = (
  sql: HotelSql,
  ids: readonly ReservationId[],
) => Promise<Map<ReservationId, ReservationState>>;

export const createStateReader =
  (optionalTables: OptionalTables = createOptionalTables()): StateReader =>
  async (sql, ids) => {
    if (ids.length === 0) return new Map();
    const rows = await sql.rows<StatesRow>(statement(await optionalTables(sql)), { hotel: sql.hotel, ids });
    return new Map(rows.map(toState).map((state) => [state.id, state]));
  };

/** What is no word about the booking: in which room it is, whether its guest is in the house, and who said so. */
const aside = ['room_id', 'status', 'updated_by', 'updated_at'];

/** Of a row `l` of the log. */
const saysSomething = `NOT (l.action = 'UPDATE'
  AND (l.changes -> 'old') - CAST(:aside AS text[]) = (l.changes -> 'new') - CAST(:aside AS text[]))`;

/** Of rows that are gone the log cannot be asked: who deleted them is not found. */
export async function writersSince(
  sql: HotelSql,
  { rows }: ReservationState,
  logPosition: number,
): Promise<Writer[]> {
  const writers = await sql.rows<{ writer: number | null }>(
    `SELECT DISTINCT l.user_id AS writer FROM logs_reservation l
      WHERE l.record_id = ANY(CAST(:rows AS uuid[])) AND l.id > :logPosition
        AND ${saysSomething}`,
    { rows, logPosition, aside },
  );
  return writers.map(({ writer }) => writerOf(writer));
}

export async function editedAt(
  sql: HotelSql,
  written: readonly { readonly state: ReservationState; readonly since: number }[],
): Promise<Map<ReservationId, string>> {
  const listed = written.flatMap(({ state: { id, rows, logPosition: until }, since }) =>
    rows.map((row) => ({ reservation: id, row, since, until })),
  );
  const found = await sql.rows<{ reservation: string; moment: string }>(
    `SELECT w.reservation, CAST(COALESCE(
              max(l.log_time) FILTER (WHERE l.user_id IS DISTINCT FROM ${systemUser}), max(l.log_time)) AS text) AS moment
       FROM jsonb_to_recordset(CAST(:listed AS jsonb)) AS w(reservation uuid, "row" uuid, since bigint, until bigint)
       JOIN logs_reservation l ON l.record_id = w."row" AND l.id <= w.until
        AND (l.user_id IS DISTINCT FROM ${systemUser} OR l.id > w.since) AND ${saysSomething}
      GROUP BY w.reservation`,
    { listed: JSON.stringify(listed), aside },
  );
  return new Map(found.map(({ reservation, moment }) => [reservationId(reservation), moment]));
}
