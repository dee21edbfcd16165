// When a heartbeat last came through the import of each hotel, for the metrics of every process and for the report of health.
import { type Clock, isSettable } from '../../domain/clock.js';
import type { Settings } from '../../options.js';
import type { Database } from '../../platform/database/index.js';
import type { CheckWords, Health } from '../../platform/health/index.js';
import { byHotel, type State, type StateFamilies } from '../../platform/snapshot/index.js';
import { failingHotels } from '../reporting/health-checks.js';
import { allHeartbeats, overdueHotels } from './heartbeats-repository.js';

const labels = { hotel: 'open' } as const;

export const heartbeatFamilies = {
  last: {
    type: 'gauge',
    name: 'heyawari_heartbeat_last_timestamp_seconds',
    help: 'When a heartbeat message last came through the whole import of the hotel; one is sent when nothing was received for import.heartbeatMinutes. No series before the first.',
    labels,
  },
  expected: {
    type: 'gauge',
    name: 'heyawari_heartbeat_expected_timestamp_seconds',
    help: 'By when the next one must have come through, unless bookings come; in the past: the import does not work through. No series where nothing is fetched for the hotel.',
    labels,
  },
} as const satisfies StateFamilies;

const seconds = (moment: Date) => moment.getTime() / 1000;

export const heartbeatState = ({
  import: { heartbeatMinutes },
}: Settings): State<typeof heartbeatFamilies> => ({
  part: 'heartbeat',
  families: heartbeatFamilies,
  async read(sql) {
    const rows = await allHeartbeats(sql, heartbeatMinutes);
    return {
      last: byHotel(rows, ({ last }) => last && seconds(last)),
      expected: byHotel(rows, ({ expected }) => seconds(expected)),
    };
  },
});

const words: CheckWords = {
  title: { ja: '取込の動作確認', en: 'Heartbeat' },
  whatToDo: {
    ja: '予約が届かない時間に流す確認用の通知が、取込を最後まで通っていません。roleがallまたはworkerのプロセス、暗号鍵、ログのジョブimportのエラーを確認してください。届いた予約も取り込めていない可能性があります。',
    en: 'The message that is sent through the import while no booking comes has not come through. Look at the processes with role all or worker, at the keys, and at errors of the job import in the log; bookings may be stuck in the same place.',
  },
};

/** By a simulated calendar nothing begins of itself, so that nothing is late. */
export function registerHeartbeatCheck(
  health: Health,
  platform: { readonly database: Database; readonly clock: Clock; readonly settings: Settings },
): void {
  const { database, clock, settings } = platform;
  const check = async () =>
    isSettable(clock)
      ? {}
      : failingHotels(
          'heartbeats are overdue',
          await overdueHotels(database, settings.import.heartbeatMinutes, clock.now()),
        );
  health.register('heartbeat', 'informative', check, words);
}
