// Connections of our own (jobs, LISTEN) to the database that the host's pool is connected to.
import type pg from 'pg';

/** A pool as those see it who connect beside it, and ask it now and then. */
export type ConnectionSource = Pick<pg.Pool, 'options' | 'query'>;

/** How `pool` connects, for a client or pool beside it. */
export function connectionOf(pool: Pick<pg.Pool, 'options'>): pg.ClientConfig {
  const options = pool.options;
  // pg hides the password from enumeration, so a spread alone would lose it.
  const password = options.password;
  return password === undefined ? { ...options } : { ...options, password };
}

/** What `connection` tells the server at connecting (`-c name=value …`), by itself or in its connection string; empty where nothing. */
export function optionsOf({ options, connectionString }: pg.ClientConfig): string {
  if (options !== undefined) return options;
  if (connectionString === undefined || !URL.canParse(connectionString)) return '';
  return new URL(connectionString).searchParams.get('options') ?? '';
}

/** The connection string without those parameters: what it says outranks the settings beside it. */
export function withoutParameters(connectionString: string, names: readonly string[]): string {
  if (!URL.canParse(connectionString)) return connectionString;
  const url = new URL(connectionString);
  for (const name of names) url.searchParams.delete(name);
  return url.toString();
}
