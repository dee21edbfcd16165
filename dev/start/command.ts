// The command line of `npm start`.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UsageError } from '../problems.js';

export const help = `npm start -- [options]

Starts a hotel to look at: PostgreSQL, a PMS with Heyawari in it, and a site controller that delivers bookings. Ctrl-C stops it.

  --fresh          forgets what an earlier start left and begins anew
  --port N         port of the PMS (default: 5000; a taken one gives way to the next that is free)
  --metrics-port N port of metrics and health on the loopback address (default: 9464, likewise)
  --every SECONDS  pause between two deliveries once the backlog is in (default: 4)
  --data FOLDER    where data and keys are kept (default: .data/start)
  --observe        also starts Prometheus and Alertmanager where they are installed, and says here what they would tell
  --help           this text

DATABASE_URL names a PostgreSQL server to use instead of the embedded one; a database heyawari_start is made there.
`;

export interface Command {
  readonly fresh: boolean;
  readonly port: number;
  readonly metricsPort: number;
  readonly everySeconds: number;
  /** With Prometheus and Alertmanager beside it. */
  readonly observe: boolean;
  /** Where the memory of earlier starts is kept; absolute. */
  readonly folder: string;
  /** Where PostgreSQL keeps its data, for `startPostgres`. */
  readonly serverFolder: string;
}

const repository = fileURLToPath(new URL('../..', import.meta.url));
const highestPort = 65535;

function port(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= highestPort) return value;
  throw new UsageError(`${option} takes a port, 1 to ${highestPort}, not "${text}"`);
}

function pause(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`--every takes a number of seconds, not "${text}"`);
}

/** Relative to `.data` where nothing is said: it is startPostgres that knows where a server of root's may live. */
function foldersOf(data: string | undefined): Pick<Command, 'folder' | 'serverFolder'> {
  const folder = path.resolve(repository, data ?? path.join('.data', 'start'));
  return { folder, serverFolder: path.join(data === undefined ? 'start' : folder, 'postgres') };
}

/** Throws UsageError, or parseArgs's own TypeError for an option that does not exist. */
export function readCommand(args: readonly string[]): Command | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fresh: { type: 'boolean', default: false },
      port: { type: 'string', default: '5000' },
      'metrics-port': { type: 'string', default: '9464' },
      every: { type: 'string', default: '4' },
      data: { type: 'string' },
      observe: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    fresh: values.fresh,
    port: port('--port', values.port),
    metricsPort: port('--metrics-port', values['metrics-port']),
    everySeconds: pause(values.every),
    observe: values.observe,
    ...foldersOf(values.data),
  };
}
