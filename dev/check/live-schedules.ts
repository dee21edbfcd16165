// Whether the recurring work is in the job queue's table, where every process finds it.
import pg from 'pg';
import { scheduledJobs } from '../../plugin/domain/job-names.js';
import type { Finding } from '../../plugin/platform/finding.js';
import { checkDatabase } from '../problems.js';

const withinMilliseconds = 5_000;
const most = 1_000;

export async function scheduleFindings(url: string): Promise<readonly Finding[]> {
  const about = 'schedules';
  await checkDatabase('DATABASE_URL', url); // where it cannot be used, says why
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: withinMilliseconds,
    query_timeout: withinMilliseconds,
  });
  client.on('error', () => undefined); // told by the question that waits
  await client.connect();
  try {
    await client.query('BEGIN READ ONLY');
    const { rows: there } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('heyawari_jobs.schedule') IS NOT NULL AS there`,
    );
    if (!there[0]!.there)
      return [{ about, state: 'fails', says: 'There is no job queue: run `npx heyawari migrate`.' }];
    const { rows } = await client.query<{ name: string; timezone: string }>(
      'SELECT name, timezone FROM heyawari_jobs.schedule ORDER BY name LIMIT $1',
      [most],
    );
    await client.query('ROLLBACK');
    const missing = scheduledJobs.filter((name) => !rows.some((row) => row.name === name));
    if (missing.length > 0) {
      const says = `Not in the job queue: ${missing.join(', ')}. A process with role all or worker enters them when it starts.`;
      return [{ about, state: 'fails', says }];
    }
    const zones = [...new Set(rows.map(({ timezone }) => timezone))].join(', ');
    return [{ about, state: 'ok', says: `${rows.length} are in the job queue, by the clock of ${zones}.` }];
  } finally {
    await client.end();
  }
}
