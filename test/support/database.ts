// A database of its own for each test file, cloned from the template, dropped when all is green and kept for a look when not.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { databaseUrl, onServer } from '../../dev/template.js';

export interface TestDatabase {
  /** Connection string; valid inside `before` hooks and tests. */
  url(): string;
  /** A pool that is ended after the file's last test. */
  pool(): pg.Pool;
  /** `release` runs after the last test, before the database goes; the last one given runs first. */
  onEnd(release: () => Promise<void>): void;
}

function environment(name: 'TEST_DATABASE_URL' | 'TEST_TEMPLATE'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with "npm run mocha" or "npm test"`);
  return value;
}

/** Connection string of the database that all test files share, which holds nothing. */
export const testServer = () => environment('TEST_DATABASE_URL');

/**
 * Call at the top of a `describe`. The database holds the stand-in PMS's schema with its base rows, and the plugin's tables, no hotel
 * yet. `empty` gives a database with nothing in it.
 */
export function useDatabase(content: 'template' | 'empty' = 'template'): TestDatabase {
  const name = `test_${randomBytes(6).toString('hex')}`;
  let pool: pg.Pool | undefined;
  let failed = false;
  const releases: (() => Promise<void>)[] = [];
  const url = () => databaseUrl(testServer(), name);

  before(async () => {
    // Copied as files: half the work of writing every page to the log.
    const template =
      content === 'template' ? ` TEMPLATE ${environment('TEST_TEMPLATE')} STRATEGY FILE_COPY` : '';
    await onServer(testServer(), (client) => client.query(`CREATE DATABASE ${name}${template}`));
  });
  afterEach(function () {
    failed ||= this.currentTest?.state === 'failed';
  });
  after(async () => {
    for (const release of releases.reverse()) await release();
    await pool?.end();
    if (failed) return;
    await onServer(testServer(), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  });

  return {
    url,
    onEnd: (release) => void releases.push(release),
    pool() {
      if (!pool) {
        pool = new pg.Pool({ connectionString: url(), max: 10 });
        pool.on('error', () => undefined); // the server may be stopped under an idle connection by a test
      }
      return pool;
    },
  };
}
