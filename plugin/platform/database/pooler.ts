// Whether a pooler (PgBouncer, …) stands between us and PostgreSQL: locks and LISTEN are a session's, and so are the bounds on our waits.

/**
 * What a pooler does that the plugin cannot live with: `lends` us other connections from one transaction to the next, `forgets` what we
 * say when we connect, or `refuses` it.
 */
export type PoolerFault = 'lends' | 'forgets' | 'refuses';

/** One connection. */
export interface Session {
  query(statement: string): Promise<{ rows: { pid?: number; setting?: string }[] }>;
}

/** Whether the connection waits for a lock as long as it was opened to, milliseconds. */
export async function keepsItsBounds(session: Session, lock: number): Promise<boolean> {
  const { rows } = await session.query("SELECT setting FROM pg_settings WHERE name = 'lock_timeout'");
  return Number(rows[0]?.setting) === lock;
}

/** PgBouncer's answer to parameters of a connection that it neither knows nor was told to pass over: a protocol violation. */
export const refusesParameters = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '08P01' &&
  /startup parameter/.test(error.message);

const pidOf = async (session: Session) =>
  (await session.query('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;

/**
 * A connection to PostgreSQL keeps its backend; behind a transaction pooler it is only lent one for each transaction, which another
 * connection gets in between. Both are to be outside of any transaction.
 */
export async function isPooledByTransaction(one: Session, other: Session): Promise<boolean> {
  const before = await pidOf(one);
  await other.query('BEGIN');
  try {
    const taken = await pidOf(other);
    return taken === before || (await pidOf(one)) !== before;
  } finally {
    await other.query('ROLLBACK');
  }
}
