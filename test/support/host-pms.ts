// The PMS under test, ours or a real one: its model functions on a given database, its server as a child process, its hotels.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { ImportFunctions } from '../../plugin/ota-import/index.js';

const require = createRequire(import.meta.url);

/** The folder `api/` of the PMS: `PMS_MODULES`, else the stand-in's. */
export const hostModulesPath = path.resolve(
  process.env.PMS_MODULES ?? fileURLToPath(new URL('../../examples/host-pms/api', import.meta.url)),
);

export interface HotelSpecification {
  readonly name: string;
  readonly rooms: readonly {
    readonly room: string;
    readonly type: string;
    readonly floor?: number;
    readonly capacity?: number;
    readonly smoking?: boolean;
    readonly forSale?: boolean;
    readonly staff?: boolean;
    readonly priority?: number;
  }[];
  /** Types that own no room. */
  readonly types?: readonly string[];
  /** Room type name by the agencies' room code; each type's own name by default. */
  readonly roomCodes?: Readonly<Record<string, string>>;
  /** Login at the site controller; `null` for none. */
  readonly login?: { readonly userId: string; readonly password: string } | null;
}

export interface SeededHotel {
  readonly hotelId: number;
  readonly typeIds: Readonly<Record<string, number>>;
  /** By room number; of two rooms with one number the later. */
  readonly roomIds: Readonly<Record<string, number>>;
  /** In the order of the specification. */
  readonly rooms: readonly { readonly id: number; readonly room: string; readonly type: string }[];
}

interface HostDatabase {
  seedHotel(
    client: pg.ClientBase,
    specification: HotelSpecification & { readonly hotelId?: number },
  ): Promise<SeededHotel>;
}

/** Writes a hotel with its rooms, site controller login and masters, in one transaction; into `hotelId` where the PMS has opened it. */
export async function seedHotel(
  pool: pg.Pool,
  specification: HotelSpecification & { readonly hotelId?: number },
): Promise<SeededHotel> {
  const database = require('../../examples/host-pms/api/database') as HostDatabase;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const hotel = await database.seedHotel(client, specification);
    await client.query('COMMIT');
    return hotel;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export type OtaResult = { readonly success: true } | { readonly success: false; readonly error: string };

type OtaFunction = (
  requestId: unknown,
  hotelId: number,
  data: unknown,
  client?: pg.ClientBase,
) => Promise<OtaResult>;

/** What callers use of `api/models/reservations`. */
export interface HostReservations {
  addOTAReservation: OtaFunction;
  editOTAReservation: OtaFunction;
  cancelOTAReservation: OtaFunction;
  selectAvailableRooms(
    requestId: unknown,
    hotelId: number,
    checkIn: string,
    checkOut: string,
    client?: pg.ClientBase,
  ): Promise<{ room_id: number; room_type_id: number; room_number: string; capacity: number }[]>;
  createReservationHold(
    requestId: unknown,
    hold: {
      hotelId: number;
      checkIn: string;
      checkOut: string;
      people: number;
      roomTypeId?: number;
      roomId?: number;
      client?: { name: string };
      status?: string;
    },
    userId: number,
    client?: pg.ClientBase,
  ): Promise<string | undefined>;
  createReservationBlock(
    requestId: unknown,
    block: { hotelId: number; roomId: number; checkIn: string; checkOut: string; comment?: string },
    userId: number,
    client?: pg.ClientBase,
  ): Promise<string>;
  updateReservationStatus(
    requestId: unknown,
    change: { id: string; hotel_id: number; status: string; updated_by: number },
    client?: pg.ClientBase,
  ): Promise<{ id: string; status: string } | undefined>;
  cancelReservationRooms(
    requestId: unknown,
    hotelId: number,
    reservationId: string,
    detailIds: readonly string[],
    userId: number,
    billable?: boolean,
    client?: pg.ClientBase,
  ): Promise<number>;
  updateReservationRoom(
    requestId: unknown,
    reservationId: string,
    roomIdOld: number,
    roomIdNew: number,
    userId: number,
  ): Promise<unknown>;
}

/** What callers use of `api/models/report`. */
export interface HostReport {
  selectReservationsInventory(
    requestId: unknown,
    hotelId: number,
    startDate: string,
    endDate: string,
    client?: pg.ClientBase,
  ): Promise<{ date: string; room_type_id: number; total_rooms: string; room_count: string }[]>;
}

export interface HostDatabaseConfig {
  getPool(requestId?: unknown): pg.Pool;
  getProdPool(): pg.Pool;
}

/** What callers use of `api/controllers/xmlController`. */
export type HostXmlController = ImportFunctions & Readonly<Record<string, unknown>>;

export interface HostModules {
  readonly reservations: HostReservations;
  readonly report: HostReport;
  readonly database: HostDatabaseConfig;
  /** `controllers/xmlController`, whole. */
  readonly xmlController: HostXmlController;
  /** The stand-in's faults that are on: add `beside_client` for functions that wait for the caller's own locks. */
  readonly faults: Set<string>;
  /** Ends the pools of this load. */
  close(): Promise<void>;
}

export function postgresEnvironment(databaseUrl: string): Record<string, string> {
  const url = new URL(databaseUrl);
  const database = url.pathname.slice(1);
  return {
    PG_HOST: url.hostname,
    PG_PORT: url.port || '5432',
    PG_USER: decodeURIComponent(url.username),
    PG_PASSWORD: decodeURIComponent(url.password),
    PG_DATABASE: database,
    PROD_PG_DATABASE: database,
    DATABASE_URL: databaseUrl,
  };
}

/** The PMS's modules hold the pool of whoever loaded them first; forgotten, they are loaded anew. */
export function forgetHostModules(): void {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(hostModulesPath + path.sep) && !file.includes(`${path.sep}node_modules${path.sep}`)) {
      Reflect.deleteProperty(require.cache, file);
    }
  }
}

/** The PMS's modules keep their pools at module level: each call loads them anew for its database. */
export function loadHostModules(databaseUrl: string): HostModules {
  forgetHostModules();
  const settings = { ...postgresEnvironment(databaseUrl), LOG_LEVEL: 'silent' };
  const before = Object.keys(settings).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  try {
    const load = (file: string): unknown => require(path.join(hostModulesPath, file));
    const database = load('config/database') as HostDatabaseConfig;
    const reservations = load('models/reservations') as HostReservations;
    const report = load('models/report') as HostReport;
    return {
      reservations,
      report,
      database,
      xmlController: load('controllers/xmlController') as HostXmlController,
      faults: loadFaults(),
      async close() {
        await Promise.all(
          [...new Set([database.getPool(), database.getProdPool()])].map((pool) => pool.end()),
        );
      },
    };
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

/** A real PMS has its faults without a switch. */
function loadFaults(): Set<string> {
  const file = path.join(hostModulesPath, 'faults.js');
  return existsSync(file) ? (require(file) as { faults: Set<string> }).faults : new Set();
}

export interface RunningHostPms {
  readonly url: string;
  stop(): Promise<void>;
}

async function untilListening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /listening on port (\d+)/.exec(output)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`the PMS stopped with ${code} while starting:\n${output}`)),
    );
  });
}

/** Starts the PMS in a process of its own on a free port. `env` is added to its environment. */
export async function startHostPms(options: {
  readonly databaseUrl: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: `hostModulesPath`. */
  readonly apiFolder?: string;
}): Promise<RunningHostPms> {
  const program = path.join(options.apiFolder ?? hostModulesPath, 'index.js');
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      PORT: '0',
      JWT_SECRET: 'a secret for tests only',
      ...postgresEnvironment(options.databaseUrl),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const url = await untilListening(child);
  return {
    url,
    async stop() {
      process.off('exit', killOnExit);
      if (child.exitCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}
