// What the benchmark may be asked, checked before it works for a minute.
import { parseArgs } from 'node:util';
import { readWork, workRange } from '../work.js';

/** An argument that makes no sense; the message says which and why. */
export class BadArgument extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadArgument';
  }
}

export interface Request {
  readonly kind: 'batch' | 'incremental' | 'growth';
  readonly rooms: number;
  readonly stays: number;
  readonly rounds: number;
  readonly seed: number;
  /** Times the product's work limits. */
  readonly work: number;
  readonly json: boolean;
  /** Where `--growth` puts its picture. */
  readonly plot: string | undefined;
}

const options = {
  rooms: { type: 'string' },
  stays: { type: 'string' },
  rounds: { type: 'string' },
  seed: { type: 'string', default: '1' },
  work: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
  incremental: { type: 'boolean', default: false },
  growth: { type: 'boolean', default: false },
  plot: { type: 'string' },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new BadArgument(error instanceof Error ? error.message : String(error));
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new BadArgument(
      `--${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`,
    );
  return value;
}

function workOf(text: string): number {
  const times = readWork(text);
  if (times === undefined) throw new BadArgument(`--work must be ${workRange}, not ${JSON.stringify(text)}`);
  return times;
}

/** Throws BadArgument. */
export function readArguments(args: readonly string[]): Request {
  const values = parsed(args);
  if (values.growth && values.incremental)
    throw new BadArgument('--growth and --incremental are two measurements');
  const kind = values.growth ? 'growth' : values.incremental ? 'incremental' : 'batch';
  if (values.plot !== undefined && (kind !== 'growth' || !values.plot.endsWith('.svg')))
    throw new BadArgument('--plot names the .svg file of --growth');
  const rooms = whole('rooms', values.rooms ?? (kind === 'incremental' ? '1000' : '200'), 20, 20_000);
  const stays = whole('stays', values.stays ?? String(rooms * 10), 20, 200_000);
  // Below, types would have more stays than nights; above, every stay would last for weeks.
  if (stays > rooms * 25 || stays < rooms * 2)
    throw new BadArgument(`--stays must be 2 to 25 for each room, not ${(stays / rooms).toFixed(1)}`);
  return {
    kind,
    rooms,
    stays,
    rounds: whole('rounds', values.rounds ?? '5', 1, 100),
    seed: whole('seed', values.seed, 0, 2 ** 31),
    work: workOf(values.work),
    json: values.json,
    plot: values.plot,
  };
}
