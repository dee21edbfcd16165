// Whether a transaction pooler (pgbouncer in that mode, …) stands between us and PostgreSQL: locks, LISTEN and time-outs are a session's.

/** One connection. */
export interface Session {
  query(statement: string): Promise<{ rows: { pid?: number }[] }>;
}

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
