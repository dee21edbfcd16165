// Real bookings through the engine alone, day by day:
// `npm run -s bench:replay -- --bookings FILE --hotel H --mode NORMAL --deadline-days 0 [--idealised] --assignments OUT.csv --json`.
import { writeFile } from 'node:fs/promises';
import { readBookings } from '../dev/bookings/read.js';
import { readHotelFile } from '../dev/main-job/hotel-file.js';
import { PersonsProblem, usable } from '../dev/problems.js';
import { classThresholds, defaultClassNumbers, freezeDaysOf } from '../plugin/assignment/index.js';
import { fromDayNumber } from '../plugin/domain/hotel-date.js';
import { assignmentsCsv } from './replay/assignments-file.js';
import {
  type Booking,
  type DeadlineDays,
  HotelError,
  replayBookings,
  replayHotel,
} from './replay/bookings.js';
import { type Command, readCommand, usage, UsageError } from './replay/command.js';
import { type Outcome, playGame } from './replay/game.js';
import { type Metrics, metricsOf } from './replay/metrics.js';
import type { ReplayHotel } from './replay/player.js';
import { createPlayer, decidesAtBooking, type PlayerName } from './replay/players.js';
import { summaryOf } from './replay/summary.js';
import { markdownTable } from './replay/table.js';
import { BreachError } from './replay/umpire.js';
import { limitsTimes, workInWords } from './work.js';

/** Section 4: a resort hotel's deadline preset, in days before arrival. */
const resortPreset = 1;
const progressEveryMs = 1000;
const exitCodes = { done: 0, breach: 1, input: 2 } as const;

/** In URGENT nothing waits for its deadline; it still says which bookings were last-minute. */
function deadlineDays({ deadlines, mode }: Command): DeadlineDays {
  if (deadlines !== 'resort') return () => deadlines.days;
  const daysOf = (stayClass: 'standard' | 'long_stay') =>
    classThresholds(mode, stayClass, resortPreset)?.deadlineDays ?? resortPreset;
  const [standard, longStay] = [daysOf('standard'), daysOf('long_stay')];
  return (nights) => (nights >= defaultClassNumbers.longStayNights ? longStay : standard);
}

function progressOf(player: PlayerName) {
  if (!process.stderr.isTTY) return undefined;
  let shown = performance.now();
  return (day: number, done: number, days: number) => {
    if (performance.now() - shown < progressEveryMs) return;
    shown = performance.now();
    console.error(`${player}: ${fromDayNumber(day)}, day ${done} of ${days}`);
  };
}

async function playWith(
  name: PlayerName,
  hotel: ReplayHotel,
  bookings: readonly Booking[],
  command: Command,
  seed: number,
): Promise<Outcome> {
  const player = await createPlayer(name, hotel, {
    mode: command.mode,
    freezeDays: command.deadlines === 'resort' ? freezeDaysOf(resortPreset) : 0,
    runsInTheMorning: command.order === 'morning',
    limitsOf: limitsTimes(command.work),
    ...(seed === 0 ? {} : { seed }),
  });
  const decidedAt = command.mode === 'URGENT' || decidesAtBooking(name) ? 'booking' : 'deadline';
  return playGame(bookings, hotel, player, { order: command.order, decidedAt }, progressOf(name));
}

/** One game for each seed. */
async function playAll(
  name: PlayerName,
  hotel: ReplayHotel,
  bookings: readonly Booking[],
  command: Command,
): Promise<Metrics[]> {
  const { assignmentsFile } = command;
  const games: Metrics[] = [];
  for (const seed of command.seeds) {
    const outcome = await playWith(name, hotel, bookings, command, seed);
    games.push(metricsOf(outcome));
    if (assignmentsFile !== undefined)
      await usable(assignmentsFile, writeFile(assignmentsFile, assignmentsCsv(outcome)));
  }
  return games;
}

/** The columns of the table: of one game its figures, of several their mean, least and most. */
function columnsOf(name: PlayerName, games: readonly Metrics[]): [string, unknown][] {
  if (games.length === 1) return [[name, games[0]]];
  return Object.entries(summaryOf(games)).map(([what, figures]) => [`${name}, ${what}`, figures]);
}

async function run(command: Command): Promise<void> {
  const rows = await usable(command.bookingsFile, readBookings(command.bookingsFile));
  const hotelFile = await usable(command.hotelFile, readHotelFile(command.hotelFile));
  const hotel = replayHotel(hotelFile, rows);
  const bookings = replayBookings(rows, hotel, deadlineDays(command));
  const { assignmentsFile } = command;
  // Before the game, not after it: that the file cannot be written should not cost the result.
  if (assignmentsFile !== undefined) await usable(assignmentsFile, writeFile(assignmentsFile, ''));
  const workLimits = workInWords(command.work);
  const played = new Map<PlayerName, readonly Metrics[]>();
  for (const name of command.players) played.set(name, await playAll(name, hotel, bookings, command));
  if (command.output === 'table') {
    const columns = [...played].flatMap(([name, games]) => columnsOf(name, games));
    console.log(`${workLimits}\n\n${markdownTable(new Map(columns))}`);
    return;
  }
  const results = new Map(
    [...played].map(([name, games]) => [name, games.length === 1 ? games[0] : summaryOf(games)]),
  );
  const result =
    command.kind === 'comparison' ? Object.fromEntries(results) : results.get(command.players[0]!);
  console.log(JSON.stringify({ workLimits, ...result }));
}

/** Resolves to the exit code. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const command = readCommand(args);
    if (command === 'help') console.error(usage);
    else await run(command);
    return exitCodes.done;
  } catch (error) {
    const isInput = [UsageError, PersonsProblem, HotelError].some((kind) => error instanceof kind);
    if (!isInput && !(error instanceof BreachError)) throw error;
    console.error((error as Error).message);
    return isInput ? exitCodes.input : exitCodes.breach;
  }
}

process.exitCode = await main(process.argv.slice(2));
