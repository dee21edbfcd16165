// A real PgBouncer between the plugin and PostgreSQL: what would break the plugin is refused at its start, in words.
import { expect } from 'chai';
import pg from 'pg';
import { createHeyawari, existingPms } from '../../plugin/index.js';
import { useDatabase } from '../support/database.js';
import { loadHostModules } from '../support/host-pms.js';
import { pgbouncer, type PoolerOptions, startPooler } from '../support/pgbouncer.js';
import { eagerSettings, letEveryoneIn, testLogger } from '../support/world.js';

const ours = ['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'options'];

describe('PgBouncer', function () {
  this.timeout(60_000);
  const database = useDatabase();
  before(function () {
    if (pgbouncer === undefined) this.skip();
  });

  /** What the start says; undefined where it succeeds. */
  async function startThrough(options: PoolerOptions): Promise<string | undefined> {
    const pooler = await startPooler(database.url(), options);
    const pool = new pg.Pool({ connectionString: pooler.url });
    const host = loadHostModules(database.url());
    const heyawari = createHeyawari({
      ...eagerSettings,
      siteController: { url: 'http://127.0.0.1:9/', systemId: 'SYS' },
      database: pool,
      host: existingPms({ reservations: host.reservations }),
      auth: letEveryoneIn,
      logger: testLogger(),
    });
    try {
      await heyawari.start();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    } finally {
      await heyawari.stop();
      await host.close();
      await pool.end();
      await pooler.stop();
    }
  }

  const lent = /leads to a transaction pooler: give one that connects to PostgreSQL itself/;
  const deaf =
    /leads to a pooler that does not hand on lock_timeout.*: give one that connects to PostgreSQL itself/;

  it('that lends connections for a transaction is refused', async () => {
    expect(await startThrough({ mode: 'transaction', ignores: ours })).to.match(lent);
  });

  for (const mode of ['transaction', 'session'] as const)
    it(`that refuses what we say when we connect is refused, in ${mode} mode`, async () => {
      expect(await startThrough({ mode })).to.match(deaf);
    });

  it('that passes it over is refused, though it keeps a connection for a session: no wait would be bounded', async () => {
    expect(await startThrough({ mode: 'session', ignores: ours })).to.match(deaf);
  });
});
