// The main job, end to end: `npm run -s main-job -- --bookings FILE --hotel HOTEL.json [--limit N] [--chaos SEED] --json`.
import { createRequire } from 'node:module';
import pg from 'pg';
import winston from 'winston';
import { createSimulator, everyFault, type Simulator } from '../../examples/tl-lincoln/index.js';
import { createReleases, type Releases } from '../../plugin/platform/releases.js';
import { type BookingRow, readBookings } from '../bookings/read.js';
import { startPostgres } from '../postgres.js';
import { complain, PersonsProblem, usable } from '../problems.js';
import { buildAside } from './built.js';
import { type Command, readCommand, usage } from './command.js';
import { environmentOf } from './environment.js';
import { type HotelFile, readHotelFile } from './hotel-file.js';
import { hotelInstant, play } from './play.js';
import { type PluginProcess, startPluginProcess } from './plugin-process.js';
import { prepareDatabase } from './prepare.js';
import { type MainJobResult, resultOf } from './result.js';
import { createStaff, type StaffFunctions } from './staff.js';

interface Inputs {
  readonly rows: readonly BookingRow[];
  readonly hotel: HotelFile;
  readonly firstDay: string;
}

/** Everything a run is played with. */
interface Stage {
  readonly simulator: Simulator;
  readonly plugin: PluginProcess;
  readonly pool: pg.Pool;
  readonly hotelId: number;
}

/** Under chaos a site controller that says nothing must not hold the run up. */
const timeoutSeconds = { calm: 60, chaos: 1 } as const;
/** How late a slow answer is: within either time limit. */
const slowSeconds = 0.3;
/** Chaos: each kind of fault strikes at most this often, or once in so many bookings where that is more. */
const faultsOfEachKind = 5;
const bookingsPerFault = 100;
const progressEveryMs = 5000;
const exitCodes = { done: 0, usage: 2, interrupted: 130 } as const;

async function readInputs({ bookingsFile, hotelFile, limit }: Command): Promise<Inputs> {
  const rows = (await usable(bookingsFile, readBookings(bookingsFile))).slice(0, limit);
  const hotel = await usable(hotelFile, readHotelFile(hotelFile));
  const firstDay = rows[0]?.booked_on;
  if (firstDay === undefined) throw new PersonsProblem(`${bookingsFile} holds no bookings`);
  return { rows, hotel, firstDay };
}

/** MAIN_JOB_DATABASE_URL names an empty database that stays the caller's; without it a server is started for the run. */
async function openServer(releases: Releases): Promise<string> {
  const given = process.env.MAIN_JOB_DATABASE_URL;
  if (given) return given;
  const server = await startPostgres({ directory: `main-job-${process.pid}`, throwAway: true });
  releases.push('PostgreSQL', () => server.stop());
  return server.url;
}

async function openSimulator(releases: Releases, chaos: Command['chaos'], bookings: number) {
  const simulator = createSimulator({ seed: chaos?.seed ?? 1, slowSeconds });
  if (chaos) {
    const budget = Math.max(faultsOfEachKind, Math.round(bookings / bookingsPerFault));
    Object.assign(simulator.faults, everyFault(budget));
  }
  const url = await simulator.start();
  releases.push('site controller', () => simulator.stop());
  return { simulator, url };
}

async function openPlugin(releases: Releases, now: Date): Promise<PluginProcess> {
  const built = await buildAside();
  releases.push('built plugin', () => Promise.resolve(built.remove()));
  const plugin = await startPluginProcess(built.folder, process.env, now);
  releases.push('PMS', () => plugin.stop());
  return plugin;
}

function openPool(releases: Releases, connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 2 });
  // The server may cut an idle connection off before it has said goodbye.
  pool.on('error', () => undefined);
  releases.push('database connections', () => pool.end());
  return pool;
}

async function openStage(
  releases: Releases,
  { chaos }: Command,
  { rows, hotel, firstDay }: Inputs,
): Promise<Stage> {
  const databaseUrl = await openServer(releases);
  const { simulator, url: simulatorUrl } = await openSimulator(releases, chaos, rows.length);
  const booked = new Set(rows.map((row) => row.reserved_room_type));
  const hotelId = await prepareDatabase(databaseUrl, hotel, booked);
  const patience = chaos ? timeoutSeconds.chaos : timeoutSeconds.calm;
  Object.assign(process.env, environmentOf({ databaseUrl, simulatorUrl, timeoutSeconds: patience }));
  const plugin = await openPlugin(releases, hotelInstant(firstDay, 0));
  return { simulator, plugin, pool: openPool(releases, databaseUrl), hotelId };
}

/** The PMS's modules read their environment when they are loaded, so this comes after the stage is open. */
function loadStaffFunctions(): StaffFunctions {
  const require = createRequire(import.meta.url);
  return require('../../examples/host-pms/api/models/reservations') as StaffFunctions;
}

function progressOf({ simulator, plugin }: Stage) {
  let shown = performance.now();
  return (day: string, done: number, days: number) => {
    if (performance.now() - shown < progressEveryMs) return;
    shown = performance.now();
    const { made } = simulator.statistics();
    console.error(`${day}: day ${done} of ${days}, ${made} messages, ${plugin.kills()} kills`);
  };
}

async function perform(stage: Stage, { chaos }: Command, { rows }: Inputs): Promise<MainJobResult> {
  const { simulator, plugin, pool, hotelId } = stage;
  const staff = createStaff(pool, loadStaffFunctions(), hotelId, rows, (row) => row.booking_id);
  const began = performance.now();
  const { lastDay } = await play({ rows, simulator, plugin, staff, chaos, onDay: progressOf(stage) });
  return resultOf(pool, hotelId, lastDay, simulator.statistics(), {
    seconds: (performance.now() - began) / 1000,
    kills: plugin.kills(),
    withoutRoomAtArrival: staff.withoutRoom.size,
  });
}

/** Standard output is the result's alone. */
const complaints = () =>
  winston.createLogger({
    transports: [new winston.transports.Console({ stderrLevels: ['error'] })],
    format: winston.format.printf(
      ({ part, message, error }) => `${String(part)} ${String(message)}: ${String(error)}`,
    ),
  });

/** Closes what it opened, in reverse order, also where something throws. */
async function run(command: Command): Promise<MainJobResult> {
  const inputs = await readInputs(command);
  const releases = createReleases(complaints());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void releases.run().finally(() => process.exit(exitCodes.interrupted)));
  }
  try {
    return await perform(await openStage(releases, command, inputs), command, inputs);
  } finally {
    await releases.run();
  }
}

function print(result: MainJobResult, output: Command['output']): void {
  if (output === 'json') console.log(JSON.stringify(result));
  else for (const [name, figure] of Object.entries(result)) console.log(`${name}: ${JSON.stringify(figure)}`);
}

/** Resolves to the exit code when everything is closed. */
async function main(args: readonly string[]): Promise<number> {
  let command: Command | 'help';
  try {
    command = readCommand(args);
  } catch (error) {
    complain(error);
    return exitCodes.usage;
  }
  if (command === 'help') {
    console.error(usage);
    return exitCodes.done;
  }
  try {
    print(await run(command), command.output);
    return exitCodes.done;
  } catch (error) {
    return complain(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
