// The main job, end to end: `npm run -s main-job -- --bookings FILE --hotel HOTEL.json [--limit N] [--chaos SEED] --json`.
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createSimulator, defaultLogin, everyFault } from '../../examples/tl-lincoln/index.js';
import { readBookings } from '../bookings/read.js';
import { migrateLatest } from '../migrate.js';
import { startPostgres } from '../postgres.js';
import { type HotelFile, readHotelFile, typesWithoutRooms } from './hotel-file.js';
import { hotelInstant, play } from './play.js';
import { startPluginProcess } from './plugin-process.js';
import { resultOf } from './result.js';
import { createStaff, type StaffFunctions } from './staff.js';

const usage = `npm run -s main-job -- --bookings FILE.csv[.gz] --hotel HOTEL.json [options]

Plays bookings through everything under a simulated calendar: site controller simulator, import, PMS, pool, final rooms.

  --limit N     the first N bookings of the file, with all that later happens to them
  --chaos SEED  the simulator misbehaves and the plugin's process is killed and started again, as the seed says
  --json        print one JSON object at the end (otherwise lines of name and figure)
  --help        this text`;

const { values: options } = parseArgs({
  options: {
    bookings: { type: 'string' },
    hotel: { type: 'string' },
    limit: { type: 'string' },
    chaos: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help || !options.bookings || !options.hotel) {
  console.error(usage);
  process.exit(options.help ? 0 : 2);
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`--${name} takes a whole number, not "${text}"`);
  process.exit(2);
}

const require = createRequire(import.meta.url);
const hostDatabase = require('../../examples/host-pms/api/database') as {
  installSchema(client: pg.Client): Promise<void>;
  seedBase(client: pg.Client): Promise<void>;
  seedHotel(
    client: pg.Client,
    specification: object,
  ): Promise<{ hotelId: number; typeIds: Record<string, number> }>;
};

/** People are not counted against beds in these runs: the data has parties, but not the rooms' sizes. */
const anyParty = 60;

async function prepare(url: string, hotel: HotelFile, booked: Iterable<string>) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await hostDatabase.installSchema(client);
    await hostDatabase.seedBase(client);
    await migrateLatest(url);
    const seeded = await hostDatabase.seedHotel(client, {
      name: hotel.hotel,
      rooms: hotel.rooms.map((room) => ({ ...room, capacity: anyParty })),
      types: typesWithoutRooms(hotel, booked),
      login: defaultLogin,
    });
    const edges = Object.entries(hotel.upgrades).flatMap(([from, targets]) =>
      targets.map((to, priority) => [seeded.hotelId, seeded.typeIds[from], seeded.typeIds[to], priority]),
    );
    await client.query(
      `INSERT INTO heyawari.room_type_hierarchy (hotel_id, from_type_id, to_type_id, priority)
       SELECT (e ->> 0)::int, (e ->> 1)::int, (e ->> 2)::int, (e ->> 3)::int FROM jsonb_array_elements($1) AS e`,
      [JSON.stringify(edges)],
    );
    return seeded;
  } finally {
    await client.end();
  }
}

function hostEnvironment(databaseUrl: string, simulatorUrl: string): NodeJS.ProcessEnv {
  const url = new URL(databaseUrl);
  return {
    ...process.env,
    PG_HOST: url.hostname,
    PG_PORT: url.port,
    PG_USER: decodeURIComponent(url.username),
    PG_PASSWORD: decodeURIComponent(url.password),
    PG_DATABASE: url.pathname.slice(1),
    PROD_PG_DATABASE: url.pathname.slice(1),
    JWT_SECRET: randomBytes(16).toString('hex'),
    LOG_LEVEL: 'error',
    HEYAWARI: 'on',
    HEYAWARI_ENTRY: new URL('../../plugin/index.ts', import.meta.url).pathname,
    HEYAWARI_ENCRYPTION_KEYS: `run:${randomBytes(32).toString('base64')}`,
    HEYAWARI_LOG_LEVEL: 'error',
    XML_REQUEST_URL: simulatorUrl,
    XML_SYSTEM_ID: 'main-job',
    MAIN_JOB_TIMEOUT_SECONDS: chaos ? '1' : '60',
  };
}

const limit = wholeNumber('limit', options.limit);
const seed = wholeNumber('chaos', options.chaos);
const chaos = seed === undefined ? undefined : { seed };

const rows = (await readBookings(options.bookings)).slice(0, limit);
const hotel = await readHotelFile(options.hotel);
const firstDay = rows[0]?.booked_on;
if (firstDay === undefined) throw new Error(`${options.bookings} holds no bookings`);

const server = await startPostgres({ directory: `main-job-${process.pid}`, throwAway: true });
const simulator = createSimulator({ seed: seed ?? 1, slowSeconds: 0.3 });
if (chaos) Object.assign(simulator.faults, everyFault(Math.max(5, Math.round(rows.length / 100))));
const { hotelId } = await prepare(server.url, hotel, new Set(rows.map((row) => row.reserved_room_type)));
const environment = hostEnvironment(server.url, await simulator.start());
const plugin = await startPluginProcess(environment, hotelInstant(firstDay, 0));
Object.assign(process.env, environment);
const pool = new pg.Pool({ connectionString: server.url, max: 2 });
// The server may cut an idle connection off before it has said goodbye.
pool.on('error', () => undefined);
const functions = require('../../examples/host-pms/api/models/reservations') as StaffFunctions;
const staff = createStaff(pool, functions, hotelId, rows, (row) => row.booking_id);

const began = performance.now();
let shown = began;
const { lastDay } = await play({
  ...{ rows, simulator, plugin, staff, chaos },
  onDay(day, done, days) {
    if (performance.now() - shown < 5000) return;
    shown = performance.now();
    const { made } = simulator.statistics();
    console.error(`${day}: day ${done} of ${days}, ${made} messages, ${plugin.kills()} kills`);
  },
});
const result = await resultOf(pool, hotelId, lastDay, simulator.statistics(), {
  seconds: (performance.now() - began) / 1000,
  kills: plugin.kills(),
  withoutRoomAtArrival: staff.withoutRoom.size,
});

await plugin.stop();
await simulator.stop();
await pool.end();
await server.stop();
if (options.json) console.log(JSON.stringify(result));
else for (const [name, figure] of Object.entries(result)) console.log(`${name}: ${JSON.stringify(figure)}`);
