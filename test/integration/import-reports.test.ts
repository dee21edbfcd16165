// What the import says about itself: figures of days, verdicts that turn, the dashboard, and what messages, PMS and plans say differently.
import { expect } from 'chai';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { cancellationOf, changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import type { World } from '../support/world.js';

interface FindingRecord {
  readonly id: number;
  readonly version: number;
  readonly kind: string;
  readonly state: string;
  readonly bookingNumber: string | null;
  readonly settledBy: string;
  readonly reason: { readonly text: { readonly ja: string; readonly en: string }; readonly params: object };
}

interface StatisticsRecord {
  readonly days: readonly Readonly<Record<string, number | string | boolean | null>>[];
  readonly total: Readonly<Record<string, unknown>>;
  readonly topCauses: readonly { readonly code: string; readonly attempts: number }[];
  readonly patterns: readonly { readonly kind: string; readonly reason: { readonly params: object } }[];
}

describe('reports on the import', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, {
    rooms: [...singles('101', '102', '103', '104', '105', '106', '107', '108'), ...twins('201')],
    auth: guardsByToken,
  });
  let staff: Staff;
  const today = '2027-01-20';
  const job = async (name: string) => {
    await desk.world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ($1, 'standard')`, [name]);
    await desk.world.heyawari.drain();
  };
  const statistics = async (from: string, to: string) =>
    (await staff<StatisticsRecord>('get', `/imports/statistics?from=${from}&to=${to}`)).body;
  const reconcile = async () => {
    const { status } = await staff('post', '/imports/reconcile');
    expect(status).to.equal(202);
    await desk.world.heyawari.drain();
  };
  const found = async (state = 'open') =>
    (await staff<{ items: FindingRecord[] }>('get', `/imports/reconciliation?state=${state}`)).body.items;
  const kinds = async (state?: string) =>
    (await found(state)).map(({ kind, bookingNumber }) => `${kind} ${bookingNumber}`).sort();
  const cancelInPms = (number: string) => desk.setStatus(number, 'cancelled');

  before(async () => {
    staff = staffAt(desk.world.heyawari, desk.world.hotel.hotelId, 'view', 'operate');
    const { malformedXml } = badMessages({ bookedOn: today, checkIn: '2027-02-01' });
    const unmapped = { ...single, code: 'NONE' };
    await desk.world.deliver(
      newBooking('PLAIN'),
      newBooking('CHANGED', { checkIn: '2027-02-05' }),
      malformedXml,
      ...['U-1', 'U-2', 'U-3'].map((number) => newBooking(number, { rooms: [unmapped] })),
    );
    await desk.world.deliver(changeOf('CHANGED', { checkIn: '2027-02-05', nights: 3 }));
  });

  describe('figures', () => {
    it('are there of today up to now, also of what could not be read', async () => {
      const { days, total, topCauses } = await statistics(today, today);
      expect(days).to.have.length(1);
      expect(days[0]).to.include({
        ...{ date: today, counted: true, received: 7, tried: 7, succeeded: 3 },
        ...{ importedAtOnce: 3, importedAfterRetry: 0, importedByHand: 0, failed: 1 },
      });
      expect(days[0]!.successRate).to.be.closeTo(3 / 7, 1e-9);
      expect(total).to.deep.include({
        byTrigger: [{ value: 'initial', attempts: 7 }],
        byKind: [
          { value: 'new', attempts: 6 },
          { value: 'change', attempts: 1 },
        ],
      });
      expect(total.latencySeconds).to.include({ count: 3 });
      expect(topCauses.map(({ code, attempts }) => [code, attempts])).to.deep.equal([
        ['room_code_unknown', 3],
        ['xml_malformed', 1],
      ]);
    });

    it('name the room code that keeps failing', async () => {
      const { patterns } = await statistics(today, today);
      expect(patterns.map(({ kind, reason }) => [kind, reason.params])).to.deep.equal([
        ['room_code', { roomCode: 'NONE', agency: patternAgency(patterns), count: 3 }],
      ]);
    });

    it('are refused for more than 400 days, or none', async () => {
      for (const query of [
        'from=2026-01-01&to=2027-02-10',
        'from=2027-01-21&to=2027-01-20',
        'from=2027-01-20',
      ])
        expect((await staff('get', `/imports/statistics?${query}`)).status).to.equal(400);
      expect((await statistics('2026-01-01', '2027-02-04')).days).to.have.length(400);
    });

    it('of a day are kept once it is over, those of missed days made up, and counted anew they are the same', async () => {
      const before = await statistics(today, today);
      await desk.world.advanceTo('2027-01-23', 9);
      await job('import-statistics');
      const kept = () =>
        desk.world.rows<{ day: string; figures: object }>(
          `SELECT to_char(business_date, 'YYYY-MM-DD') AS day, figures FROM heyawari.ota_import_statistics ORDER BY 1`,
        );
      const first = await kept();
      expect(first.map(({ day }) => day)).to.deep.equal([today, '2027-01-21', '2027-01-22']);
      expect((await statistics(today, today)).days).to.deep.equal(before.days);
      await desk.world.rows(`DELETE FROM heyawari.ota_import_statistics WHERE business_date = '2027-01-22'`);
      await job('import-statistics');
      expect(await kept()).to.deep.equal(first);
    });

    it('outlive the attempts they were counted from', async () => {
      const before = await statistics(today, today);
      await desk.world.rows(
        `INSERT INTO heyawari.ota_import_log (hotel_id, message_id, attempted_at, trigger, status, duration_ms)
         SELECT $1, 1, CAST('2025-11-01T12:00Z' AS timestamptz), 'initial', 'imported', 1 FROM generate_series(1, 20)`,
        [desk.world.hotel.hotelId],
      );
      await job('import-statistics');
      const [old] = await desk.world.rows<{ left: number }>(
        `SELECT count(*)::int AS left FROM heyawari.ota_import_log WHERE attempted_at < '2026-01-01'`,
      );
      expect(old!.left).to.equal(0);
      expect((await statistics(today, today)).days).to.deep.equal(before.days);
    });
  });

  describe('health', () => {
    const health = async () => {
      const { body } = await staff<{
        verdict: string;
        reasons: { severity: string; reason: { key: string; text: { ja: string } } }[];
        patterns: object[];
      }>('get', '/imports/health');
      return body;
    };
    const turns = async () =>
      (await desk.world.rows(`SELECT FROM heyawari.events WHERE topic = 'import-health'`)).length;
    const soon = (minutes: number) =>
      desk.world.clock.set(new Date(desk.world.clock.now().getTime() + minutes * 60_000));

    it('turns bad when nobody looks at what failed, and tells so once', async () => {
      await job('import-health');
      await job('import-health');
      const { verdict, reasons, patterns } = await health();
      expect(verdict).to.equal('bad');
      expect(reasons[0]!.reason.key).to.equal('import.health.needs_person');
      expect(reasons[0]!.reason.text.ja).to.match(/^取り込めなかった予約通知が7\d時間/);
      expect(patterns).not.to.deep.equal([]);
      expect(await turns()).to.equal(1);
      expect(await desk.world.metric('heyawari_ota_import_health_turns_total')).to.equal(1);
      expect(await desk.world.metric('heyawari_ota_import_verdict')).to.equal(2);
    });

    it('turns good when it has been so for a quarter of an hour, and no sooner', async () => {
      await desk.world.rows(
        `UPDATE heyawari.ota_import_cache SET status = 'resolved', next_attempt_at = NULL
          WHERE status IN ('failed', 'pending')`,
      );
      await job('import-health');
      expect(await health()).to.deep.include({ verdict: 'bad', reasons: [] });
      soon(10);
      await job('import-health');
      expect(await turns()).to.equal(1);
      soon(6);
      await job('import-health');
      expect(await health()).to.deep.include({ verdict: 'good', reasons: [] });
      expect(await turns()).to.equal(2);
      expect(await desk.world.metric('heyawari_ota_import_verdict')).to.equal(0);
    });
  });

  describe('the dashboard', () => {
    it('says in one answer what is open, what comes next and when something came last', async () => {
      const { malformedXml } = badMessages({ bookedOn: today, checkIn: '2027-02-02' });
      const receivedAt = desk.world.clock.now().toISOString();
      await desk.world.deliver(malformedXml, cancellationOf('NEVER-CAME'));
      const { body } = await staff('get', '/imports/dashboard');
      expect(body).to.deep.include({
        open: [
          { status: 'failed', class: 'validation', count: 1 },
          { status: 'waiting', class: 'needs_person', count: 1 },
        ],
        ...{
          openFindings: 0,
          reportNumberGaps: 0,
          businessDate: desk.world.clock.now().toISOString().slice(0, 10),
          needsPerson: 1,
          oldestFailedAt: receivedAt,
          lastReceivedAt: receivedAt,
          unconfirmed: 0,
        },
        // With the three that are tried every hour.
        lastDay: { tried: 5, succeeded: 0, successRate: 0 },
        usual: { tried: 7, succeeded: 3, successRate: 3 / 7 },
      });
      expect(body.nextRetries).to.have.length(1);
      expect(body.topCauses).to.have.length(3);
      const { body: health } = await staff('get', '/imports/health');
      expect(body.reasons).to.deep.equal(health.reasons);
    });
  });

  describe('missing report numbers', () => {
    const numbered = (number: string, report: number, day: string) => {
      const message = newBooking(number, { checkIn: day });
      const element = `<TravelAgencyReportNumber>${report}</TravelAgencyReportNumber>`;
      return { ...message, xml: message.xml.replace('</TransactionType>', `${element}</TransactionType>`) };
    };
    const gaps = async () =>
      (await found())
        .filter(({ kind }) => kind === 'report_numbers_missing')
        .map(({ reason }) => reason.params);
    const minutesLater = (minutes: number) =>
      desk.world.clock.set(new Date(desk.world.clock.now().getTime() + minutes * 60_000));

    it('are told after a while, from the first to the last, until they come', async () => {
      await desk.world.deliver(numbered('N-1', 11, '2027-04-01'), numbered('N-4', 14, '2027-04-03'));
      await job('report-number-gaps');
      expect(await gaps(), 'they may be on their way').to.deep.equal([]);
      minutesLater(11);
      await job('report-number-gaps');
      const [gap] = await gaps();
      expect(gap).to.include({ first: 12, last: 13, missing: 2 });
      await desk.world.deliver(numbered('N-2', 12, '2027-04-05'));
      await job('report-number-gaps');
      expect((await gaps())[0]).to.include({ first: 13, last: 13, missing: 1 });
      await desk.world.deliver(numbered('N-3', 13, '2027-04-07'));
      await job('report-number-gaps');
      expect(await gaps()).to.deep.equal([]);
    });
  });

  describe('the reconciliation', () => {
    const firstOf = async (kind: string) => (await found()).find((finding) => finding.kind === kind)!;
    const dismiss = (id: number, version: number) =>
      staff<FindingRecord>('post', `/imports/reconciliation/${id}/dismiss`, {
        ...{ version, reason: 'agreed_with_guest' },
      });

    it('finds nothing where all is as it was said, a room that a person chose included', async () => {
      await reconcile();
      expect(await kinds()).to.deep.equal([]);
      const { room } = await desk.records.plan('PLAIN');
      const other = room === '108' ? '107' : '108';
      const { id } = await desk.records.reservation('PLAIN');
      const { roomIds } = desk.world.hotel;
      await desk.world.host.reservations.updateReservationRoom(
        'test',
        id,
        roomIds[room!]!,
        roomIds[other]!,
        3,
      );
      await reconcile();
      expect((await desk.records.plan('PLAIN')).room).to.equal(other);
      expect(await kinds()).to.deep.equal([]);
    });

    it('finds what is missing, cancelled on one side, doubled, moved by hand, or still in the stock', async () => {
      const { world } = desk;
      const numbers = ['DELETED', 'CANCELLED', 'REVIVED', 'TWICE', 'SHORTER', 'CHARGED'];
      const days = ['01', '04', '07', '10', '13', '16'].map((day) => `2027-03-${day}`);
      await world.deliver(
        ...numbers.map((number, index) => newBooking(number, { checkIn: days[index]!, nights: 3 })),
      );
      await world.deliver(
        cancellationOf('REVIVED', { checkIn: days[2]! }),
        cancellationOf('CHARGED', { checkIn: days[5]! }),
      );
      await world.rows(`DELETE FROM reservations WHERE ota_reservation_id = 'DELETED'`);
      await cancelInPms('CANCELLED');
      await desk.setStatus('REVIVED', 'confirmed');
      const { id: original } = await desk.records.reservation('TWICE');
      await enteredByHand(world, original, 'ＴＷＩＣＥ');
      const shorter = await desk.records.plan('SHORTER');
      await desk.shorten('SHORTER', shorter.room!, '2027-03-15');
      await world.rows(
        `UPDATE reservation_details SET cancelled = NULL WHERE date = '2027-03-18'
            AND reservation_id IN (SELECT id FROM reservations WHERE ota_reservation_id = 'CHARGED')`,
      );
      await reconcile();
      expect(await kinds()).to.deep.equal([
        'cancelled_by_agency REVIVED',
        'cancelled_in_pms CANCELLED',
        'charged_night CHARGED',
        'doubled ＴＷＩＣＥ',
        'missing_in_pms DELETED',
        'stay_differs SHORTER',
      ]);
      const { reason, settledBy } = await firstOf('charged_night');
      expect(settledBy).to.equal('open_reservation');
      expect(reason.text.ja).to.include('SGL × 1');
      const differs = await firstOf('stay_differs');
      expect(differs.reason.params).to.include({
        saidLast: '2027-03-15',
        heldLast: '2027-03-14',
        heldRooms: 1,
      });
      expect(await desk.world.metric('heyawari_reconciliation_open_findings')).to.equal(6);
    });

    it('repairs nothing, finds the same again, and settles by itself what is over', async () => {
      const before = await found();
      await reconcile();
      expect((await found()).map(({ id, version }) => [id, version])).to.deep.equal(
        before.map(({ id, version }) => [id, version]),
      );
      await desk.setStatus('CANCELLED', 'confirmed');
      await cancelInPms('REVIVED');
      await reconcile();
      expect(await kinds()).to.deep.equal([
        'charged_night CHARGED',
        'doubled ＴＷＩＣＥ',
        'missing_in_pms DELETED',
        // The PMS's room is kept for it, but nothing plans it.
        'reservation_without_plan CANCELLED',
        'stay_differs SHORTER',
      ]);
      expect(await kinds('settled')).to.include('cancelled_in_pms CANCELLED');
    });

    it('lets a finding stand that a person dismissed with a reason, until it becomes another', async () => {
      const { id, version } = await firstOf('stay_differs');
      expect((await dismiss(id, version + 1)).status).to.equal(409);
      const { status, body } = await dismiss(id, version);
      expect([status, body.state]).to.deep.equal([200, 'dismissed']);
      const who = { dismissedBy: 7, dismissedAt: desk.world.clock.now().toISOString() };
      expect(body).to.include(who);
      expect((await found('dismissed'))[0]).to.include(who);
      const [audited] = await desk.audit('reconciliation-finding.dismiss');
      expect(audited!.details.after).to.include({ state: 'dismissed', because: 'agreed_with_guest' });
      await reconcile();
      expect(await kinds('dismissed')).to.deep.equal(['stay_differs SHORTER']);
      await desk.shorten('SHORTER', (await desk.records.plan('SHORTER')).room!, '2027-03-14');
      await reconcile();
      expect(await firstOf('stay_differs')).to.include({ id, state: 'open' });
    });

    it('refuses to dismiss what is settled or not there', async () => {
      const [settled] = await found('settled');
      expect((await dismiss(settled!.id, settled!.version)).status).to.equal(409);
      expect((await dismiss(999_999, 1)).status).to.equal(404);
    });

    it('is one run for all who ask before it has ended, at once and one after the other', async () => {
      const ask = async () => (await staff<{ id: number }>('post', '/imports/reconcile')).body.id;
      const session = await database.pool().connect();
      // So it cannot end before all have asked.
      await session.query('BEGIN; LOCK TABLE heyawari.reconciliation_findings IN ACCESS EXCLUSIVE MODE');
      const asked = [...(await Promise.all([ask(), ask(), ask(), ask()])), await ask()];
      await session.query('ROLLBACK');
      session.release();
      expect(new Set(asked)).to.have.property('size', 1);
      await desk.world.heyawari.drain();
      expect(await ask()).not.to.equal(asked[0]);
      await desk.world.heyawari.drain();
    });

    it('takes nothing for a difference that our plans have not followed yet, though another is at work in the hotel', async () => {
      await desk.world.deliver(newBooking('BUSY', { checkIn: '2027-04-10' }));
      const session = await database.pool().connect();
      // As a sweep does, or an import.
      await session.query('SELECT pg_advisory_lock($1, $2)', [0x4859, desk.world.hotel.hotelId]);
      await cancelInPms('BUSY');
      const { body } = await staff<{ id: number }>('post', '/imports/reconcile');
      const waitsOrIsOver = async () =>
        (
          await session.query<{ seen: boolean }>(
            `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND NOT granted AND database =
                             (SELECT oid FROM pg_database WHERE datname = current_database()))
                 OR EXISTS (SELECT FROM heyawari.reconciliation_runs WHERE id = $2 AND finished_at IS NOT NULL) AS seen`,
            [0x4859, body.id],
          )
        ).rows[0]!.seen;
      while (!(await waitsOrIsOver())) await new Promise((resolve) => setTimeout(resolve, 20));
      await session.query('SELECT pg_advisory_unlock_all()');
      session.release();
      await desk.world.heyawari.drain();
      expect((await kinds()).filter((kind) => kind.endsWith(' BUSY'))).to.deep.equal([
        'cancelled_in_pms BUSY',
      ]);
    });

    it('is asked for every night', async () => {
      const runs = async () =>
        (await desk.world.rows(`SELECT FROM heyawari.reconciliation_runs WHERE finished_at IS NOT NULL`))
          .length;
      const before = await runs();
      await job('reconciliation');
      expect(await runs()).to.equal(before + 1);
    });
  });
});

/** A copy of a reservation with its nights in another room, as a person types a booking in that has come already. */
async function enteredByHand(world: World, original: string, number: string): Promise<void> {
  const [copy] = await world.rows<{ id: string }>(
    `INSERT INTO reservations (hotel_id, reservation_client_id, check_in, check_out, number_of_people, status, type, ota_reservation_id, created_by)
     SELECT hotel_id, reservation_client_id, check_in, check_out, number_of_people, 'confirmed', 'default', $2, 3
       FROM reservations WHERE id = $1 RETURNING id`,
    [original, number],
  );
  await world.rows(
    `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, created_by)
     SELECT d.hotel_id, $2, d.date, (SELECT max(o.id) FROM rooms o WHERE o.hotel_id = d.hotel_id), d.number_of_people, d.price, 3
       FROM reservation_details d WHERE d.reservation_id = $1 AND d.cancelled IS NULL`,
    [original, copy!.id],
  );
}

const patternAgency = (patterns: StatisticsRecord['patterns']) =>
  (patterns[0]!.reason.params as { agency: string }).agency;
