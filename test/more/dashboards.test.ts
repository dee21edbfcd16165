// Every query of the dashboards, run by a real Prometheus that has scraped the plugin: under the main job, and under incidents. Which panel must
// show which incident stands in a table.
import { expect } from 'chai';
import pg from 'pg';
import { dashboards } from '../../dev/operators/dashboards/all.js';
import { panelsOf, targetsOf } from '../../dev/operators/dashboards/check-panels.js';
import { withoutVariables } from '../../dev/operators/dashboards/check-queries.js';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { changeOf, newBooking, singles } from '../support/bookings.js';
import { clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { mainJob } from '../support/main-job.js';
import { freePort, until } from '../support/platform.js';
import { type Prometheus, prometheusIsMissing, startPrometheus } from '../support/prometheus.js';
import { createWorld, type World } from '../support/world.js';

interface Asked {
  /** File of the dashboard, title of the panel without its English half, refId. */
  readonly where: string;
  readonly expr: string;
  readonly instant: boolean;
}

const asked: readonly Asked[] = Object.entries(dashboards()).flatMap(([name, dashboard]) =>
  panelsOf(dashboard).flatMap((panel) =>
    targetsOf(panel).map((target) => ({
      where: `${name}: ${panel.title!.split(' / ')[0]} ${target.refId}`,
      expr: target.expr!,
      instant: (target as { instant?: boolean }).instant === true,
    })),
  ),
);

/** The greatest value of each query, by where it stands; a query without data is not there. */
type Seen = ReadonlyMap<string, number>;

const lastSeconds = 60;
/** Few: it is played over months of nights all the same. */
const bookings = 4;

async function askAll(prometheus: Prometheus, hotel: string, which = asked): Promise<Seen> {
  const seen = new Map<string, number>();
  for (const { where, expr, instant } of which) {
    // Of several hotels Grafana writes what one hotel's page has as `$hotel`, too.
    const whole = withoutVariables(expr, { hotel, __range: '1h' });
    const series = await prometheus.ask(whole, instant ? undefined : lastSeconds);
    const values = series.flatMap((one) => one.values);
    if (values.length > 0) seen.set(where, Math.max(...values));
  }
  return seen;
}

/** What has data in any of the runs. */
const everSeen = new Set<string>();

/** Hours ago, so that what is old by the business clock is old to Prometheus, too. */
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const booked = () => ({ bookedOn: inDays(-1), checkIn: inDays(20) });

/** What must be greater than 0 in an incident, besides what may. */
const mustShow = {
  'the site controller is down': [
    'overview: 発生中の警報 A',
    'overview: 警報の一覧 A',
    'overview: 受信が止まっている施設 A',
    'overview: サイトコントローラー不通 A',
    'overview: 最後の受信からの時間 A',
    'overview: 受信の結果（1時間） A',
    'overview: 完了通知の遅れている施設 A',
    'overview: 未完了の最も古い受信データ A',
    'imports: 最後の受信からの時間 A',
    'imports: サイトコントローラー不通の時間 A',
    'imports: サイトコントローラーの応答時間 A',
    'imports: サイトコントローラーの応答時間 B',
    'imports: 未完了の最も古い受信データ A',
    'one-hotel: 最後の受信から A',
    'one-hotel: 完了通知待ち A',
    'one-hotel: 最後の受信からの時間 B',
    'one-hotel: 最も古いもの C',
    'one-hotel: 発生中の警報 A',
  ],
  'the PMS holds locks': [
    'overview: ロックされている表 A',
    'jobs-and-database: ロックされている表 A',
    'jobs-and-database: ロック待ち（1時間） A',
    'jobs-and-database: ロックしているセッション A',
  ],
  'a room code is unknown, and the house is full': [
    'overview: 要対応の予約通知 A',
    'overview: 要対応の予約通知（施設別） A',
    'overview: 部屋未定の宿泊 A',
    'overview: 部屋未定（施設別） A',
    'overview: 取込の結果（1時間） A',
    'imports: 要対応の予約通知 A',
    'imports: 要対応の最も古いもの A',
    'imports: 未処理の予約通知 A',
    'imports: 未処理の最も古いもの A',
    'imports: 取込の結果（1時間） A',
    'pool: 部屋未定の宿泊 A',
    'pool: 割当の結果（1時間） A',
    'pool: 最も長い部屋未定 A',
    'pool: 部屋割りの時間 A',
    'jobs-and-database: 要求（1時間） A',
    'pool: 人への引き継ぎ（1時間） A',
    'one-hotel: 期限と部屋未定の経過 B',
    'one-hotel: 要対応 A',
    'one-hotel: 部屋未定 A',
    'one-hotel: 未処理の予約通知 A',
    'one-hotel: 最も古いもの A',
    'one-hotel: 最も古いもの B',
    'one-hotel: 部屋未定と重複 A',
  ],
  'jobs were given up': [
    'overview: 中止されたジョブ A',
    'overview: 発生中の警報 A',
    'jobs-and-database: 中止されたジョブ A',
    'jobs-and-database: 再試行を待つジョブ A',
  ],
  'a hotel is quiet, and an operator has stopped a job': [
    'imports: 取込の動作確認の時間 A',
    'one-hotel: 取込の動作確認から A',
    'jobs-and-database: 停止中のジョブ A',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What may have no data in any of these runs, and why that is well. */
const neverSeen: Readonly<Record<string, string>> = {
  'overview: 待っているジョブ（種類別） A':
    'what is driven to its end leaves no job ready when the state is read',
  'jobs-and-database: 最も古いジョブ A': 'the same',
  'jobs-and-database: 処理中のジョブ A': 'the same',
  'overview: うまくいかなかったジョブ（1時間） A': 'no try of a job fails',
  'jobs-and-database: うまくいかなかったジョブ（1時間） A': 'the same',
  'imports: 照合の不一致 A': 'messages, PMS and plans agree',
  'one-hotel: 照合の不一致 A': 'the same',
  'imports: 読み取り時の注意（1時間） A': 'no message is odd that is read all the same',
  'pool: アップグレード設定の変更（表示期間） A': 'nobody edits it',
  'jobs-and-database: 失敗した要求（表示期間） A': 'no request fails',
  'jobs-and-database: 接続中の画面 A': 'there is no server of sockets',
  'pool: 処理されない宿泊 A': 'nothing that is due is left',
  'one-hotel: 期限と部屋未定の経過 A': 'the same',
  'one-hotel: 部屋割りの実行から B': 'no deadline is past',
};

describe('the queries of the dashboards', function () {
  this.timeout(500_000);

  before(function () {
    if (!prometheusIsMissing()) return;
    this.test!.parent!.title += ' (skipped: Prometheus is not installed; apt-get install prometheus)';
    this.skip();
  });

  /** Asks until all that must show something does; says what does not. */
  async function shows(prometheus: Prometheus, hotel: string, wanted: readonly string[]): Promise<void> {
    const which = asked.filter(({ where }) => wanted.includes(where));
    expect(which.map(({ where }) => where)).to.have.members([...wanted]);
    let missing = wanted;
    await until(async () => {
      const seen = await askAll(prometheus, hotel, which);
      missing = wanted.filter((where) => !((seen.get(where) ?? 0) > 0));
      return missing.length === 0;
    }, 60_000).catch(() => expect(missing, 'shown as nothing').to.deep.equal([]));
    for (const where of (await askAll(prometheus, hotel)).keys()) everSeen.add(where);
  }

  /** A world with two rooms, since `hours` ago, and the Prometheus that scrapes it. */
  function useIncident(hours: number) {
    const database = useDatabase();
    let world: World;
    let prometheus: Prometheus | undefined;
    before(async () => {
      world = await createWorld({
        databaseUrl: database.url(),
        rooms: singles('101', '102'),
        start: hoursAgo(hours).toISOString(),
        settings: { siteController: { timeoutSeconds: 1 } },
      });
      database.onEnd(() => world.stop());
      prometheus = await startPrometheus(world.heyawari.operationsPort()!);
    });
    after(() => prometheus?.stop());
    return {
      world: () => world,
      databaseUrl: () => database.url(),
      shows: (incident: keyof typeof mustShow) =>
        shows(prometheus!, String(world.hotel.hotelId), mustShow[incident]),
    };
  }

  describe('where the site controller is down', () => {
    const { world, shows: incidentShows } = useIncident(3);
    it('show it', async () => {
      await world().deliver(newBooking('A', booked()));
      world().simulator.deliver([newBooking('B', booked())]);
      await world().heyawari.fetchNow();
      await world().simulator.stop();
      for (let failure = 0; failure < 12; failure += 1) {
        await world().heyawari.fetchNow();
        await world().heyawari.drain();
        world().clock.set(new Date(world().clock.now().getTime() + 60_000));
      }
      await incidentShows('the site controller is down');
    });
  });

  describe('where a session of the PMS holds what is to be written', () => {
    const { world, databaseUrl, shows: incidentShows } = useIncident(0);
    it('show it', async () => {
      await world().deliver(newBooking('A', booked()));
      const desk = new pg.Client({ connectionString: databaseUrl(), application_name: 'hotel-pms' });
      await desk.connect();
      try {
        await desk.query('BEGIN; LOCK TABLE reservations IN ACCESS EXCLUSIVE MODE');
        world().simulator.deliver([changeOf('A', { ...booked(), nights: 3 })]);
        await world().heyawari.fetchNow();
        const work = world().heyawari.drain();
        await incidentShows('the PMS holds locks').finally(() => desk.query('ROLLBACK'));
        await work;
      } finally {
        await desk.end();
      }
    });
  });

  describe('where a room code is unknown, and the house is full', () => {
    const { world, shows: incidentShows } = useIncident(26);
    it('show it', async () => {
      await world().deliver(
        ...['A', 'B', 'C'].map((number) => newBooking(number, booked())),
        badMessages(booked()).unmappedRoomCode,
        badMessages(booked()).malformedXml,
      );
      // Through a night: its run, and the day's.
      await world().heyawari.advanceTo(hoursAgo(0));
      await world().rows(
        `INSERT INTO heyawari_jobs.job (name, policy) SELECT name, policy FROM heyawari_jobs.queue WHERE name LIKE 'import-health%' LIMIT 1`,
      );
      await world().heyawari.drain();
      for (let asking = 0; asking < 3; asking += 1) await clerkAt(world()).conflicts();
      await incidentShows('a room code is unknown, and the house is full');
    });
  });

  describe('where jobs were given up', () => {
    const { world, shows: incidentShows } = useIncident(0);
    it('show it', async () => {
      await world().deliver(newBooking('A', booked()));
      await world().rows(
        `INSERT INTO heyawari_jobs.job (name, policy, source_name) VALUES ('dead-letters', 'standard', 'import')`,
      );
      await world().rows(
        `INSERT INTO heyawari_jobs.job (name, policy, state, start_after)
         SELECT name, policy, 'retry', now() + interval '1 hour' FROM heyawari_jobs.queue WHERE name LIKE 'confirm%' LIMIT 1`,
      );
      await world().heyawari.drain();
      await incidentShows('jobs were given up');
    });
  });

  describe('where a hotel is quiet, and an operator has stopped a job', () => {
    const { world, shows: incidentShows } = useIncident(3);
    it('show it', async () => {
      await world().deliver(newBooking('A', booked()));
      world().clock.set(hoursAgo(0));
      await world().rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ('heartbeat', 'standard')`);
      await world().heyawari.drain();
      await world().rows(
        `INSERT INTO heyawari.job_stops (hotel_id, job, stopped_at) VALUES (0, 'mass-edits', now())`,
      );
      await world().heyawari.drain();
      await incidentShows('a hotel is quiet, and an operator has stopped a job');
    });
  });

  describe('under the main job', () => {
    it('are all answered', async () => {
      const port = await freePort();
      process.env.HEYAWARI_METRICS_PORT = String(port);
      let ended = false;
      const played = mainJob(bookings).finally(() => (ended = true));
      let prometheus: Prometheus | undefined;
      let rounds = 0;
      try {
        prometheus = await startPrometheus(port, 240_000);
        while (!ended) {
          for (const where of (await askAll(prometheus, '.+')).keys()) everSeen.add(where);
          rounds += 1;
          await new Promise((resolve) => setTimeout(resolve, 3000));
        }
      } finally {
        delete process.env.HEYAWARI_METRICS_PORT;
        await prometheus?.stop();
        await played;
      }
      expect(rounds).to.be.greaterThan(1);
    });
  });

  describe('over all of these', () => {
    it('have each shown something, but those that say what never happened', () => {
      const silent = asked.map(({ where }) => where).filter((where) => !everSeen.has(where));
      expect(silent.filter((where) => !(where in neverSeen))).to.deep.equal([]);
      expect(asked.map(({ where }) => where)).to.include.members(Object.keys(neverSeen));
    });
  });
});
