// The command line of `npm run bench:replay`.
import { parseArgs } from 'node:util';
import type { FixedMode } from '../../plugin/assignment/index.js';
import { readWork, workRange } from '../work.js';
import { type PlayerName, playerNames } from './players.js';

export const usage = `npm run -s bench:replay -- --bookings FILE.csv[.gz] --hotel HOTEL.json --deadline-days N [options]

Plays a file of bookings day by day, without a database, and says what the engine made of it.

  --mode MODE            BALANCE, NORMAL or URGENT (default: NORMAL)
  --deadline-days N      rooms become final N days before arrival, all classes alike, and nothing freezes before
  --preset resort        instead: deadlines by class and freezing as the product has them in a resort hotel
  --idealised            the day's bookings, cancellations and no-shows come before its run, not after
  --player NAME          ${playerNames.join(', ')} (default: heyawari)
  --compare              all of them on the same game, side by side
  --work TIMES           so many times the moves that the product tries (default: 1)
  --seed N               of the chance by which the engine chooses among what is as good (default: 0, the product's own)
  --rounds N             so many games, each with the next seed: mean, least and most of each figure (default: 1)
  --assignments OUT.csv  who got which room, and on which day it became final
  --json                 print one JSON object (otherwise a table)
  --help                 this text`;

const modes = ['BALANCE', 'NORMAL', 'URGENT'] as const satisfies readonly FixedMode[];
/** A deadline further ahead than any hotel takes bookings is a slip of the keyboard. */
const mostDeadlineDays = 730;
const mostRounds = 100;

/** `resort`: the product's deadlines for a resort hotel. */
export type Deadlines = { readonly days: number } | 'resort';

export interface Command {
  readonly bookingsFile: string;
  readonly hotelFile: string;
  readonly mode: FixedMode;
  readonly deadlines: Deadlines;
  readonly order: 'morning' | 'idealised';
  /** In the order in which they play. */
  readonly players: readonly PlayerName[];
  /** Times the product's work limits. */
  readonly work: number;
  /** For each game. */
  readonly seeds: readonly number[];
  /** Where to write who got which room; undefined: nowhere. */
  readonly assignmentsFile: string | undefined;
  readonly output: 'json' | 'table';
  /** Whether players are compared: then the output is by player. */
  readonly kind: 'one' | 'comparison';
}

/** The command line was wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = {
  bookings: { type: 'string' },
  hotel: { type: 'string' },
  mode: { type: 'string', default: 'NORMAL' },
  'deadline-days': { type: 'string' },
  preset: { type: 'string' },
  idealised: { type: 'boolean', default: false },
  player: { type: 'string' },
  compare: { type: 'boolean', default: false },
  work: { type: 'string', default: '1' },
  seed: { type: 'string', default: '0' },
  rounds: { type: 'string', default: '1' },
  assignments: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function oneOf<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const name = names.find((known) => known === text);
  if (name === undefined) throw new UsageError(`--${option} is one of ${names.join(', ')}, not "${text}"`);
  return name;
}

function wholeNumber(option: string, text: string, most: number): number {
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw new UsageError(`--${option} takes a whole number from 0 to ${most}, not "${text}"`);
}

function deadlinesOf(days: string | undefined, preset: string | undefined): Deadlines {
  if (preset === undefined) {
    if (days === undefined) throw new UsageError('--deadline-days or --preset must be given');
    return { days: wholeNumber('deadline-days', days, mostDeadlineDays) };
  }
  if (days !== undefined) throw new UsageError('--deadline-days and --preset exclude each other');
  return oneOf('preset', preset, ['resort'] as const);
}

function workOf(text: string): number {
  const times = readWork(text);
  if (times === undefined) throw new UsageError(`--work takes ${workRange}, not "${text}"`);
  return times;
}

function seedsOf(seed: string, rounds: string): number[] {
  const first = wholeNumber('seed', seed, 2 ** 31);
  return Array.from({ length: wholeNumber('rounds', rounds, mostRounds) }, (_, i) => first + i);
}

/** Throws UsageError. */
export function readCommand(args: readonly string[]): Command | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  if (!values.bookings || !values.hotel)
    throw new UsageError(`--bookings and --hotel must be given\n\n${usage}`);
  if (values.compare && (values.player !== undefined || values.assignments !== undefined))
    throw new UsageError('--compare takes neither --player nor --assignments');
  const seeds = seedsOf(values.seed, values.rounds);
  if (seeds.length === 0) throw new UsageError('--rounds takes at least 1');
  if (seeds.length > 1 && values.assignments !== undefined)
    throw new UsageError('--assignments takes one round');
  return {
    bookingsFile: values.bookings,
    hotelFile: values.hotel,
    mode: oneOf('mode', values.mode, modes),
    deadlines: deadlinesOf(values['deadline-days'], values.preset),
    order: values.idealised ? 'idealised' : 'morning',
    players: values.compare ? playerNames : [oneOf('player', values.player ?? 'heyawari', playerNames)],
    work: workOf(values.work),
    seeds,
    assignmentsFile: values.assignments,
    output: values.json ? 'json' : 'table',
    kind: values.compare ? 'comparison' : 'one',
  };
}
