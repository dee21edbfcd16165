// The command line of `npm run main-job`.
import { parseArgs } from 'node:util';
import { UsageError } from '../problems.js';

export const usage = `npm run -s main-job -- --bookings FILE.csv[.gz] --hotel HOTEL.json [options]

Plays bookings through everything under a simulated calendar: site controller simulator, import, PMS, pool, final rooms.

  --limit N     the first N bookings of the file, with all that later happens to them
  --chaos SEED  the simulator misbehaves and the plugin's process is killed and started again, as the seed says
  --json        print one JSON object at the end (otherwise lines of name and figure)
  --help        this text`;

export interface Command {
  /** Path of the bookings, CSV or gzipped CSV. */
  readonly bookingsFile: string;
  readonly hotelFile: string;
  /** How many bookings from the file's beginning; undefined: all. */
  readonly limit: number | undefined;
  /** undefined: nothing misbehaves and nothing is killed. */
  readonly chaos: { readonly seed: number } | undefined;
  readonly output: 'json' | 'lines';
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new UsageError(`${option} takes a whole number, not "${text}"`);
}

/** Throws UsageError, or parseArgs's own TypeError for an option that does not exist. */
export function readCommand(args: readonly string[]): Command | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      bookings: { type: 'string' },
      hotel: { type: 'string' },
      limit: { type: 'string' },
      chaos: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (!values.bookings || !values.hotel) throw new UsageError(usage);
  return {
    bookingsFile: values.bookings,
    hotelFile: values.hotel,
    limit: values.limit === undefined ? undefined : wholeNumber('--limit', values.limit),
    chaos: values.chaos === undefined ? undefined : { seed: wholeNumber('--chaos', values.chaos) },
    output: values.json ? 'json' : 'lines',
  };
}
