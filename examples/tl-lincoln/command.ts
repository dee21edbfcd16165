// `npm run simulator`, and `npx heyawari simulate` where the package is installed: a site controller to point a PMS at, fed with a file of bookings
// day by day.
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isCalendarDay } from '../../dev/bookings/dates.js';
import { readBookings, type BookingRow } from '../../dev/bookings/read.js';
import { complain, isUsage, usable, UsageError } from '../../dev/problems.js';
import { withFirstArrivalOn } from '../../dev/bookings/shift.js';
import { messagesByDay } from './days.js';
import { everyFault } from './faults.js';
import { createSimulator, defaultLogin, type Simulator } from './simulator.js';

const help = `Stands in for the site controller TL-Lincoln: npm run simulator -- OPTIONS, or npx heyawari simulate OPTIONS.

  [--bookings FILE] [--port N] [--rate N] [--chaos SEED] [--first-arrival DATE]

  --bookings FILE  bookings to send, CSV, gzipped or not (default: those of a small hotel)
  --port N         port on the loopback address (default: 8090; 0 takes a free one)
  --rate N         messages made per minute, in the file's order of days (default: 60)
  --chaos SEED     things go wrong now and then, the same ones for the same seed (default: nothing does)
  --first-arrival DATE
                   moves all bookings in time, so that the first guest arrives on DATE (default: as in the file)
  --help           this text
`;

/** Beside this file where it is built, else where its generator writes it. */
const smallHotel = ['small.csv.gz', '../../dev/bookings/small.csv.gz']
  .map((name) => fileURLToPath(new URL(name, import.meta.url)))
  .find((file) => existsSync(file))!;

interface Command {
  readonly bookings: string;
  readonly port: number;
  readonly rate: number;
  readonly chaosSeed: number | undefined;
  readonly firstArrival: string | undefined;
}

function readCommand(args: string[]): Command | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      bookings: { type: 'string', default: smallHotel },
      port: { type: 'string', default: '8090' },
      rate: { type: 'string', default: '60' },
      chaos: { type: 'string' },
      'first-arrival': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    bookings: values.bookings,
    port: wholeNumber('--port', values.port, 0),
    rate: wholeNumber('--rate', values.rate, 1),
    chaosSeed: values.chaos === undefined ? undefined : wholeNumber('--chaos', values.chaos, 0),
    firstArrival: calendarDay('--first-arrival', values['first-arrival']),
  };
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new UsageError(`${option} must be a whole number of at least ${least}, not "${text}"`);
  }
  return value;
}

function calendarDay(option: string, text: string | undefined): string | undefined {
  if (text === undefined || isCalendarDay(text)) return text;
  throw new UsageError(`${option} must be a day like 2027-02-01, not "${text}"`);
}

async function bookingsOf({ bookings, firstArrival }: Command): Promise<readonly BookingRow[]> {
  const rows = await usable(bookings, readBookings(bookings));
  return firstArrival === undefined ? rows : withFirstArrivalOn(firstArrival, rows);
}

/** Puts the messages of each day in, spread over time, then says that all are out. */
async function feed(
  simulator: Simulator,
  bookings: readonly BookingRow[],
  messagesPerMinute: number,
  signal: AbortSignal,
): Promise<void> {
  for (const { day, messages } of messagesByDay(bookings)) {
    simulator.deliver(messages);
    console.log(`${day}: ${messages.length} messages`);
    await pause((messages.length * 60_000) / messagesPerMinute, undefined, { signal });
  }
  console.log('All messages are made; outputs are handed out until they are confirmed. Ctrl-C ends.');
}

function report(simulator: Simulator): void {
  const { made, delivered, outputs, unconfirmedOutputs, waiting, faultsByKind } = simulator.statistics();
  console.log(
    `${made} messages made, ${delivered.length} delivered, ${waiting} waiting; ` +
      `${outputs} outputs, ${unconfirmedOutputs} unconfirmed`,
  );
  for (const [kind, count] of Object.entries(faultsByKind)) if (count > 0) console.log(`  ${kind}: ${count}`);
}

async function run(command: Command): Promise<void> {
  const bookings = await bookingsOf(command);
  const simulator = createSimulator({ seed: command.chaosSeed ?? 0 });
  if (command.chaosSeed !== undefined) Object.assign(simulator.faults, everyFault(Infinity));
  const url = await simulator.start(command.port);
  // Before the address is told: whoever has it may end us.
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  console.log(`Site controller at ${url}`);
  console.log(`Login ${defaultLogin.userId} / ${defaultLogin.password}, any system id`);

  const feeding = feed(simulator, bookings, command.rate, stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  try {
    await Promise.race([stopped, feeding.then(() => stopped)]);
  } finally {
    stopping.abort();
    await simulator.stop();
    report(simulator);
  }
}

/** Answers with the exit code, once a person has ended it. */
export async function simulate(args: string[]): Promise<number> {
  try {
    const command = readCommand(args);
    if (command === 'help') console.log(help);
    else await run(command);
    return 0;
  } catch (error) {
    const code = complain(error);
    if (isUsage(error)) console.error('See --help.');
    return code;
  }
}
