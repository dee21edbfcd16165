// Connections of our own (jobs, LISTEN) to the database that the host's pool is connected to.
import type pg from 'pg';

/** How `pool` connects, for a client or pool beside it. */
export function connectionOf(pool: pg.Pool): pg.ClientConfig {
  const options = pool.options;
  // pg hides the password from enumeration, so a spread alone would lose it.
  const password = options.password;
  return password === undefined ? { ...options } : { ...options, password };
}
