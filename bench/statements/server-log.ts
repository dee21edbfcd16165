// A PostgreSQL server whose log names every statement, and the reading of that log.
import pg from 'pg';
import { type EmbeddedPostgres, startPostgres } from '../../dev/postgres.js';

export interface LoggedStatement {
  /** The connection's `application_name`. */
  readonly application: string;
  readonly text: string;
}

export interface LoggingPostgres extends EmbeddedPostgres {
  /** What has been run since the last call, in order. */
  take(): LoggedStatement[];
}

/** Before each entry: no statement has it at the beginning of a line. */
const sign = '@@';
const entry = /^(.*?)@@ [A-Z]+:\s+(?:statement|execute [^:]*): ([\s\S]*)$/;

const settings = [
  `ALTER SYSTEM SET log_line_prefix = '${sign}%a${sign} '`,
  `ALTER SYSTEM SET log_parameter_max_length = 0`,
  `ALTER SYSTEM SET log_statement = 'all'`,
];

/** Lines after the first of an entry begin with a tab. */
export function readLog(log: string): LoggedStatement[] {
  return log
    .split(new RegExp(`^${sign}`, 'm'))
    .map((text) => entry.exec(text.trimEnd()))
    .filter((found) => found !== null)
    .map(([, application = '', text = '']) => ({ application, text: text.replaceAll('\n\t', '\n') }));
}

/** A throw-away server; its data goes when it is stopped. */
export async function startLoggingPostgres(directory: string): Promise<LoggingPostgres> {
  let log = '';
  const server = await startPostgres({ directory, throwAway: true, onLog: (text) => (log += text) });
  const client = new pg.Client({ connectionString: server.url, application_name: 'settings' });
  await client.connect();
  for (const setting of settings) await client.query(setting);
  await client.query('SELECT pg_reload_conf()');
  await client.end();
  return {
    ...server,
    take() {
      const taken = readLog(log);
      log = '';
      return taken;
    },
  };
}
