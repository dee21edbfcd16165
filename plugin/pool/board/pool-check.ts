// Whether the rooms of each hotel are looked at, in the report of health.
import { type Clock, isSettable } from '../../domain/clock.js';
import type { Database, Sql } from '../../platform/database/index.js';
import { type CheckWords, type Health, Unwell } from '../../platform/health/index.js';

/** Milliseconds: as the alert PoolNotRunning has it; sweeps come every 5 or 15 minutes. */
const longAgo = 45 * 60_000;
/** Hotels shown at most. */
const most = 20;

const words: CheckWords = {
  title: { ja: '部屋割りの実行', en: 'Pool runs' },
  whatToDo: {
    ja: '部屋割りが45分以上実行されていないホテルがあります。roleがallまたはworkerのプロセスが動いているか、ログにジョブassignment-runのエラーがないか確認してください。部屋確定が遅れます。',
    en: 'The rooms of some hotels were not looked at for 45 minutes. See whether a process with role all or worker is running, and whether the log has errors of the job assignment-run; final rooms are late meanwhile.',
  },
};

interface Late {
  readonly hotel: number;
  readonly since: Date;
  readonly total: number;
}

/** Hotels that runs visit, by when the last run of each ended; those that never had one are new. */
const lateHotels = (sql: Sql, before: Date) =>
  sql.rows<Late>(
    `SELECT hotel, since, CAST(count(*) OVER () AS int) AS total FROM (
       SELECT c.hotel_id AS hotel, (SELECT r.finished_at FROM heyawari.assignment_runs r
                                     WHERE r.hotel_id = c.hotel_id ORDER BY r.id DESC LIMIT 1) AS since
         FROM heyawari.host_cursors c LEFT JOIN heyawari.hotel_settings s USING (hotel_id)
        WHERE COALESCE(s.roll_out, 'on') = 'on') AS last
      WHERE since < :before ORDER BY since, hotel LIMIT ${most}`,
    { before },
  );

/** By a simulated calendar nothing begins of itself, so that nothing is late. */
export function registerPoolCheck(
  health: Health,
  { database, clock }: { readonly database: Database; readonly clock: Clock },
): void {
  const check = async (): Promise<Record<string, number>> => {
    const late = isSettable(clock)
      ? []
      : await lateHotels(database, new Date(clock.now().getTime() - longAgo));
    if (late.length === 0) return {};
    const details = Object.fromEntries(
      late.map(({ hotel, since }) => [`hotel ${hotel}`, since.toISOString()]),
    );
    throw new Unwell(
      'the rooms of hotels are not looked at',
      { hotels: late[0]!.total, ...details },
      {
        since: new Date(late[0]!.since.getTime() + longAgo),
      },
    );
  };
  health.register('pool runs', 'informative', check, words);
}
