// Whether what stands between us and PostgreSQL lends its backends for a transaction alone.
import { expect } from 'chai';
import pg from 'pg';
import { useDatabase } from '../../../test/support/database.js';
import { isPooledByTransaction } from './pooler.js';

describe('a pooler', () => {
  const test = useDatabase();

  it('is known by the backends that it lends for a transaction', async () => {
    const direct = [
      new pg.Client({ connectionString: test.url() }),
      new pg.Client({ connectionString: test.url() }),
    ] as const;
    for (const client of direct) await client.connect();
    expect(await isPooledByTransaction(...direct)).to.equal(false);
    const idle = [1, 2];
    const session = () => {
      let inTransaction: number | undefined;
      return {
        query(statement: string) {
          if (statement === 'BEGIN') inTransaction = idle.shift();
          const pid = inTransaction ?? idle[0]!;
          if (statement === 'ROLLBACK' && inTransaction) idle.unshift(inTransaction);
          if (statement === 'ROLLBACK') inTransaction = undefined;
          return Promise.resolve({ rows: [{ pid }] });
        },
      };
    };
    expect(await isPooledByTransaction(session(), session())).to.equal(true);
    for (const client of direct) await client.end();
  });
});
