// The PMS that the contract is checked against: the one named by PMS_MODULES and PMS_DATABASE_URL (a scratch one), else the stand-in.
import { expect } from 'chai';
import { createRequire } from 'node:module';
import pg from 'pg';
import { parseStringPromise } from 'xml2js';
import { type BookingMessage, bookingMessage } from '../support/booking-message.js';
import { useDatabase } from '../support/database.js';
import {
  type HostModules,
  hostModulesPath,
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

/** What README.md lists: without one of them a test would fail far from the cause, or sign in until nobody is let in. */
const neededWithUrl = ['PMS_MODULES', 'PMS_DATABASE_URL', 'PMS_LOGIN', 'JWT_SECRET', 'FRONTEND_URL'];
const missing = process.env.PMS_URL ? neededWithUrl.filter((name) => !process.env[name]) : [];
if (missing.length > 0)
  throw new Error(
    `The contract against the PMS at PMS_URL also needs ${missing.join(', ')}: see test/contract/README.md.`,
  );

/** Another PMS opens its hotels itself, by its own route; the stand-in's are written with everything that is in them. */
async function openHotel(name: string): Promise<{ hotelId?: number }> {
  const url = process.env.PMS_URL;
  if (!url) return {};
  const hotel = {
    ...{ name, formal_name: name, facility_type: { code: '01' }, open_date: '2027-01-01', total_rooms: 10 },
    ...{ address: '東京都', email: 'contract@example.test', phone_number: '03-0000-0000' },
  };
  const answer = await fetch(`${url}/api/hotels`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await signIn(url, 'admin')}` },
    body: JSON.stringify(hotel),
  });
  if (!answer.ok) throw new Error(`the PMS opened no hotel: ${answer.status} ${await answer.text()}`);
  return { hotelId: ((await answer.json()) as { id: number }).id };
}

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
    async hotel(specification) {
      const name = `ホテル${process.pid}-${++hotels}`;
      return seedHotel(database.pool(), { name, ...(await openHotel(name)), ...specification });
    },
  };
}

const tokens = new Map<string, Promise<string>>();

/** What each of the PMS's roles may do, as its base rows have it. */
const all = ['manage_db', 'manage_users', 'manage_clients', 'view_reports', 'crud_ok', 'accounting'] as const;
const roles: Readonly<Record<string, readonly [name: string, may: readonly string[]]>> = {
  admin: ['アドミン', all],
  manager: ['マネージャー', ['manage_users', 'manage_clients', 'view_reports', 'crud_ok']],
  editor: ['エディター', ['manage_clients', 'view_reports', 'crud_ok']],
  user: ['ユーザー', ['view_reports', 'crud_ok']],
  viewer: ['閲覧者', ['view_reports']],
};

/**
 * The token of somebody in that role. The login counts its tries, so that nobody signs in twice; at another PMS only the administrator
 * of PMS_LOGIN does, and the PMS's own `generateToken` makes the others'.
 */
export function signIn(url: string, role: string): Promise<string> {
  const key = `${url} ${role}`;
  const account = process.env.PMS_LOGIN;
  const [email = `${role}@example.test`, password = 'heyawari'] = account?.split(':') ?? [];
  const token =
    tokens.get(key) ??
    (account && role !== 'admin' ? Promise.resolve(madeToken(role)) : login(url, email, password));
  tokens.set(key, token);
  return token;
}

function madeToken(role: string): string {
  const { generateToken } = createRequire(import.meta.url)(`${hostModulesPath}/utils/jwtUtils`) as {
    readonly generateToken: (user: object) => string;
  };
  const [name, may] = roles[role]!;
  const permissions = Object.fromEntries(all.map((permission) => [permission, may.includes(permission)]));
  return generateToken({ id: 2, email: `${role}@example.test`, status_id: 1, role: name, permissions });
}

async function login(url: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
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
