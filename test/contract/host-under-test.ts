// The PMS that the contract is checked against: the one named by PMS_MODULES and PMS_DATABASE_URL (a scratch one), else the stand-in.
import { expect } from 'chai';
import pg from 'pg';
import { parseStringPromise } from 'xml2js';
import { type BookingMessage, bookingMessage } from '../support/booking-message.js';
import { useDatabase } from '../support/database.js';
import {
  type HostModules,
  type HotelSpecification,
  loadHostModules,
  type RunningHostPms,
  type SeededHotel,
  seedHotel,
  startHostPms,
} from '../support/host-pms.js';

export interface HostUnderTest {
  url(): string;
  pool(): pg.Pool;
  modules(): HostModules;
  /** A new hotel with a name of its own. */
  hotel(specification: Omit<HotelSpecification, 'name'>): Promise<SeededHotel>;
  /** Starts the server on the database with these settings; the one at `PMS_URL` where that is set. */
  server(env?: Readonly<Record<string, string>>): Promise<RunningHostPms>;
  /** What a test opened and must be closed before its database is dropped; done in reverse order. */
  closeAtEnd(close: () => Promise<unknown>): void;
}

const scratchUrl = process.env.PMS_DATABASE_URL;

function scratchDatabase(url: string): { url(): string; pool(): pg.Pool } {
  let pool: pg.Pool | undefined;
  after(() => pool?.end());
  return { url: () => url, pool: () => (pool ??= new pg.Pool({ connectionString: url })) };
}

let hotels = 0;

/** Call at the top of a `describe`. */
export function useHost(): HostUnderTest {
  const toClose: (() => Promise<unknown>)[] = [];
  // Registered first: the hook of the database drops it with all its connections.
  after(async () => {
    for (const close of toClose.reverse()) await close();
  });
  const database = scratchUrl ? scratchDatabase(scratchUrl) : useDatabase();
  let modules: HostModules | undefined;
  before(() => {
    const loaded = loadHostModules(database.url());
    modules = loaded;
    toClose.push(() => loaded.close());
  });
  return {
    closeAtEnd: (close) => toClose.push(close),
    async server(env = {}) {
      if (process.env.PMS_URL) return { url: process.env.PMS_URL, stop: () => Promise.resolve() };
      const running = await startHostPms({ databaseUrl: database.url(), env });
      toClose.push(() => running.stop());
      return running;
    },
    url: () => database.url(),
    pool: () => database.pool(),
    modules: () => modules!,
    hotel: (specification) =>
      seedHotel(database.pool(), { name: `ホテル${process.pid}-${++hotels}`, ...specification }),
  };
}

const tokens = new Map<string, Promise<string>>();

/** The token of `<role>@example.test`, as the PMS's login gives it; signed in once, since the login counts tries. */
export function signIn(url: string, role: string): Promise<string> {
  const key = `${url} ${role}`;
  const token = tokens.get(key) ?? login(url, role);
  tokens.set(key, token);
  return token;
}

async function login(url: string, role: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${role}@example.test`, password: 'heyawari' }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** What the PMS's functions take: the content of the report as xml2js makes it. */
export async function contentOf(xml: string): Promise<unknown> {
  const document = (await parseStringPromise(xml, { explicitArray: false })) as {
    AllotmentBookingReport: unknown;
  };
  return document.AllotmentBookingReport;
}

export const report = (message: BookingMessage): Promise<unknown> => contentOf(bookingMessage(message));

/** `count` rooms of one type, numbered from `first`. */
export const roomsOf = (type: string, count: number, first = 101) =>
  Array.from({ length: count }, (_, index) => ({ room: String(first + index), type }));

/** A clerk's booking of one room, or a block, as plain rows: 1 guest, its nights active whatever the `status`. Answers its id. */
export async function enterReservation(
  pool: pg.Pool,
  hotel: SeededHotel,
  stay: {
    readonly room: string;
    readonly checkIn: string;
    readonly checkOut: string;
    readonly status?: string;
  },
): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `WITH guest AS (
       INSERT INTO clients (name, created_by) VALUES ('Guest', 1) RETURNING id
     ), reservation AS (
       INSERT INTO reservations (hotel_id, reservation_client_id, check_in, check_out, number_of_people, status, created_by)
       SELECT $1, id, $2, $3, 1, $4, 1 FROM guest RETURNING id
     )
     SELECT id FROM reservation`,
    [hotel.hotelId, stay.checkIn, stay.checkOut, stay.status ?? 'hold'],
  );
  const { id } = rows[0]!;
  await pool.query(
    `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, created_by)
     SELECT $1, $2, day, $3, 1, 0, 1 FROM generate_series($4::date, $5::date - 1, '1 day') AS day`,
    [hotel.hotelId, id, hotel.roomIds[stay.room], stay.checkIn, stay.checkOut],
  );
  return id;
}

/** The error that the database answers with. */
export async function rejection(work: Promise<unknown>): Promise<pg.DatabaseError> {
  return work.then(
    () => expect.fail('the database took it'),
    (error: unknown) => error as pg.DatabaseError,
  );
}
