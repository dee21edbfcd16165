// What stands in the database, asked the way a test thinks of it: messages, plans, reservations, nights, doubles.
import { expect } from 'chai';
import type { World } from './world.js';

export interface PlanRecord {
  readonly id: number;
  readonly version: number;
  readonly state: string;
  readonly cause: string | null;
  readonly room: string | null;
  readonly type: string | null;
  readonly checkIn: string;
  readonly checkOut: string;
  readonly reason: string;
  readonly inHouse: boolean;
  readonly pool: string | null;
  readonly deadline: Date | null;
  readonly reservation: string | null;
}

export interface ReservationRecord {
  readonly id: string;
  readonly status: string;
  /** Room numbers that its active nights are in, in order. */
  readonly rooms: readonly string[];
  /** Active nights, in order. */
  readonly nights: readonly string[];
}

export interface Records {
  /** `status`, or `status: failure code`, of the newest message with that DataID. */
  readonly message: (dataId: string) => Promise<string | undefined>;
  /** Plans of a booking number, in the order of its rooms, ended ones included. */
  readonly plans: (number: string) => Promise<PlanRecord[]>;
  /** The only plan of a booking number. Throws where there are none or several. */
  readonly plan: (number: string) => Promise<PlanRecord>;
  /** Events of the history of a booking's plans, oldest first. */
  readonly history: (number: string) => Promise<string[]>;
  /** Reservations that the PMS has under a booking number. */
  readonly reservations: (number: string) => Promise<ReservationRecord[]>;
  readonly reservation: (number: string) => Promise<ReservationRecord>;
  /** `room number night` of everything that plans hold. */
  readonly roomNights: (number: string) => Promise<string[]>;
  /** `room number night` of what the PMS holds by itself, mirrored. */
  readonly hostNights: () => Promise<string[]>;
  /** `room number night` of every room that living reservations of the PMS hold twice; the same number is the same room. */
  readonly doubleBooked: () => Promise<string[]>;
}

const onlyOne = <T>(list: readonly T[], what: string): T => {
  if (list.length !== 1) throw new Error(`${list.length} ${what}, where one is expected`);
  return list[0]!;
};

export function recordsOf({ rows }: Pick<World, 'rows'>): Records {
  const texts = async (statement: string, values: unknown[] = []) =>
    (await rows<{ text: string }>(statement, values)).map((row) => row.text);

  const plans = (number: string) =>
    rows<PlanRecord>(
      `SELECT p.id::int, p.version, p.room_state AS state, p.final_cause AS cause, o.room_number AS room, t.name AS type,
              to_char(p.check_in, 'YYYY-MM-DD') AS "checkIn", to_char(p.check_out, 'YYYY-MM-DD') AS "checkOut",
              p.reason_key AS reason, p.in_house AS "inHouse", p.pool_status AS pool, p.pool_deadline_time AS deadline,
              p.reservation_id AS reservation
         FROM heyawari.booking_plans p
         LEFT JOIN rooms o ON o.hotel_id = p.hotel_id AND o.id = p.room_id
         LEFT JOIN room_types t ON t.hotel_id = p.hotel_id AND t.id = p.room_type_id
        WHERE p.booking_number = $1 ORDER BY p.slot, p.id`,
      [number],
    );

  const reservations = (number: string) =>
    rows<ReservationRecord>(
      `SELECT r.id, r.status,
              array_remove(array_agg(DISTINCT o.room_number ORDER BY o.room_number), NULL) AS rooms,
              array_remove(array_agg(DISTINCT to_char(d.date, 'YYYY-MM-DD') ORDER BY to_char(d.date, 'YYYY-MM-DD')), NULL) AS nights
         FROM reservations r
         LEFT JOIN reservation_details d
           ON d.hotel_id = r.hotel_id AND d.reservation_id = r.id AND d.cancelled IS NULL
         LEFT JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
        WHERE r.ota_reservation_id = $1 GROUP BY r.hotel_id, r.id ORDER BY r.created_at, r.id`,
      [number],
    );

  return {
    async message(dataId) {
      const [status] = await texts(
        `SELECT concat_ws(': ', status, failure_code) AS text FROM heyawari.ota_import_cache
          WHERE data_id = $1 ORDER BY id DESC LIMIT 1`,
        [dataId],
      );
      return status;
    },
    plans,
    plan: async (number) => onlyOne(await plans(number), `plans of ${number}`),
    history: (number) =>
      texts(
        `SELECT h.event AS text FROM heyawari.booking_plan_history h
           JOIN heyawari.booking_plans p ON p.hotel_id = h.hotel_id AND p.id = h.plan_id
          WHERE p.booking_number = $1 ORDER BY h.id`,
        [number],
      ),
    reservations,
    reservation: async (number) => onlyOne(await reservations(number), `reservations of ${number}`),
    roomNights: (number) =>
      texts(
        `SELECT n.physical_room || ' ' || to_char(n.night, 'YYYY-MM-DD') AS text FROM heyawari.room_nights n
           JOIN heyawari.booking_plans p ON p.hotel_id = n.hotel_id AND p.id = n.plan_id
          WHERE p.booking_number = $1 ORDER BY 1`,
        [number],
      ),
    hostNights: () =>
      texts(
        `SELECT physical_room || ' ' || to_char(night, 'YYYY-MM-DD') AS text FROM heyawari.host_nights ORDER BY 1`,
      ),
    doubleBooked: () =>
      texts(
        `SELECT o.room_number || ' ' || to_char(d.date, 'YYYY-MM-DD') AS text FROM reservation_details d
           JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
           JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
          WHERE d.cancelled IS NULL AND r.status <> 'cancelled'
          GROUP BY d.hotel_id, o.room_number, d.date HAVING count(*) > 1 ORDER BY 1`,
      ),
  };
}

/** Where something died in the middle of an import: what is there is whole, and something is still to be done. */
export async function expectNothingHalfDone({ rows }: Pick<World, 'rows'>): Promise<void> {
  const [found] = await rows<Record<'imported' | 'open' | 'reservations' | 'plans', number>>(
    `SELECT (SELECT count(*) FROM heyawari.ota_import_cache WHERE status = 'imported')::int AS imported,
            (SELECT count(*) FROM heyawari.ota_import_cache WHERE status <> 'imported')::int AS open,
            (SELECT count(*) FROM reservations)::int AS reservations,
            (SELECT count(*) FROM heyawari.booking_plans)::int AS plans`,
  );
  expect(found!.open).to.be.greaterThan(0);
  expect([found!.reservations, found!.plans]).to.deep.equal([found!.imported, found!.imported]);
}
