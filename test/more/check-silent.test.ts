// `npx heyawari check` beside a server that falls silent, or hangs up, while it is looked at: it ends, and says what to do.
import { expect } from 'chai';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { checkBefore } from '../../dev/check/before.js';
import { type EmbeddedPostgres, startPostgres } from '../../dev/postgres.js';
import { createTemplate, databaseUrl } from '../../dev/template.js';
import { pluginEnvironment } from '../support/instances.js';
import { freeze } from '../support/freeze.js';
import { until } from '../support/platform.js';

describe('npx heyawari check', function () {
  this.timeout(180_000);
  const directory = mkdtempSync(path.join(tmpdir(), 'heyawari-check-silent-'));
  const data = path.join(directory, 'data');
  let server: EmbeddedPostgres;
  let url: string;
  /** Of a table that is looked at, and of who looks: one transaction sees no others come. */
  let holder: pg.Client;
  let observer: pg.Client;
  let goOn: () => void = () => undefined;

  before(async () => {
    chmodSync(directory, 0o755); // the server may run as a user of its own
    server = await startPostgres({ directory: data });
    url = databaseUrl(server.url, await createTemplate(server.url));
  });
  after(async () => {
    goOn();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    [holder, observer] = [1, 2].map(() => new pg.Client({ connectionString: url })) as [pg.Client, pg.Client];
    await Promise.all([holder.connect(), observer.connect()]);
    await holder.query('BEGIN; LOCK TABLE heyawari.migrations');
  });
  afterEach(() => Promise.all([holder.end(), observer.end()]));

  /** What is found besides what is well, where the server does that in the middle of a look. */
  async function found(happens: () => unknown): Promise<readonly string[]> {
    const env = pluginEnvironment({ databaseUrl: url, siteController: 'http://127.0.0.1:1/' });
    const looks = checkBefore({ url, env, processes: 1, functions: undefined });
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name LIKE 'heyawari%'`;
    await until(async () => (await observer.query(waiting)).rowCount === 1);
    await happens();
    return (await looks)
      .filter(({ state }) => state === 'fails')
      .map(({ about, says }) => `${about}: ${says}`);
  }

  it('ends where the database falls silent meanwhile, and asks it nothing more', async () => {
    const began = performance.now();
    const [only, ...others] = await found(() => (goOn = freeze(data)));
    goOn();
    expect(only).to.match(/^requirements: .*stopped answering.* Run this again when it answers\.$/);
    expect(others).to.deep.equal([]);
    expect(performance.now() - began).to.be.lessThan(120_000);
  });

  it('says that the database hung up meanwhile', async () => {
    const ended = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
    const [only, ...others] = await found(() => observer.query(ended));
    expect(only).to.match(/^requirements: .*\(57P01\)\. Run this again when it answers\.$/);
    expect(others).to.deep.equal([]);
  });
});
