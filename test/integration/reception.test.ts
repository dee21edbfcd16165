// What staff see and say of the reception of bookings: 最終受信, 今すぐ受信, and the hours in which the hotel is asked often.
import { expect } from 'chai';
import { changeOf, newBooking, single, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, hotelInstant, type World } from '../support/world.js';

const minutes = (count: number) => count * 60_000;

describe('the reception of bookings', function () {
  this.timeout(30_000);
  const database = useDatabase();
  let world: World;
  let staff: Staff;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102', '103', '104'),
      start: '2027-01-20T03:00:00+09:00',
      settings: { siteController: { pollSeconds: 310, pollSecondsOffHours: 1800, timeoutSeconds: 0.3 } },
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate', 'configure');
  });

  const at = (hour: number, minute = 0, seconds = 0) =>
    new Date(hotelInstant('2027-01-20', hour, minute).getTime() + seconds * 1000);
  const pass = (milliseconds: number) =>
    world.clock.set(new Date(world.clock.now().getTime() + milliseconds));
  const reception = async () => (await staff<Record<string, unknown>>('get', '/imports/reception')).body;
  const fetchNow = () => staff<{ at: string; underWay: boolean; key?: string }>('post', '/imports/fetch-now');
  const audited = (action: string) =>
    world.rows<{ details: { before: object; after: object } }>(
      'SELECT details FROM heyawari.audit_log WHERE action = $1 ORDER BY id DESC LIMIT 1',
      [action],
    );

  it('says that nothing was received yet', async () => {
    expect(await reception()).to.deep.equal({
      ...{ lastReceivedAt: null, nextFetchAt: null, circuit: 'closed', circuitOpenSince: null },
      ...{ failures: 0, lastFailure: null, unconfirmedOutputs: 0, hold: null },
    });
  });

  it('tells when it last worked and when it is next, half an hour later at night', async () => {
    await world.heyawari.fetchNow();
    expect(await reception()).to.include({
      lastReceivedAt: at(3).toISOString(),
      nextFetchAt: at(3, 30).toISOString(),
    });
  });

  it('takes the next slot that the limits allow, and says when that is, for a person who does not want to wait', async () => {
    world.simulator.deliver([newBooking('WANTED', { checkIn: '2027-02-01' })]);
    pass(minutes(1));
    expect((await fetchNow()).body).to.deep.equal({ at: at(3, 5, 10).toISOString(), underWay: false });
    const [entry] = await audited('fetch.request');
    expect(entry!.details).to.deep.equal({
      before: { nextFetchAt: at(3, 30).toISOString() },
      after: { nextFetchAt: at(3, 5, 10).toISOString() },
    });
    await world.heyawari.fetchNow();
    expect(world.simulator.statistics().outputs, 'asked before its slot').to.equal(0);
    world.clock.set(at(3, 5, 10));
    await world.heyawari.fetchNow();
    await world.heyawari.drain();
    expect(await recordsOf(world).message('WANTED-1')).to.equal('imported');
  });

  it('fetches at once where the last fetch is long enough ago', async () => {
    world.simulator.deliver([newBooking('AT-ONCE', { checkIn: '2027-02-01' })]);
    pass(minutes(10));
    expect((await fetchNow()).body).to.deep.equal({ at: world.clock.now().toISOString(), underWay: false });
    await world.heyawari.drain();
    expect(await recordsOf(world).message('AT-ONCE-1')).to.equal('imported');
    expect(world.simulator.statistics().unconfirmedOutputs).to.equal(0);
  });

  it('does not fetch for a person while the site controller fails', async () => {
    world.simulator.faults.rateLimited = { probability: 1, budget: 1 };
    pass(minutes(30));
    await world.heyawari.fetchNow();
    const { nextFetchAt, ...told } = await reception();
    expect(told).to.include({
      ...{ circuit: 'open', failures: 1, lastFailure: 'rate_limited' },
      circuitOpenSince: world.clock.now().toISOString(),
    });
    const port = world.heyawari.operationsPort();
    const health = await (await fetch(`http://127.0.0.1:${port}/health`)).text();
    expect(health).to.include(`rate_limited, since ${world.clock.now().toISOString()}`);
    await world.heyawari.drain();
    expect(await world.metric('heyawari_ota_circuit_opened_timestamp_seconds')).to.equal(
      world.clock.now().getTime() / 1000,
    );
    pass(minutes(20));
    expect((await fetchNow()).body).to.deep.equal({ at: nextFetchAt, underWay: false });
    world.clock.set(new Date(String(nextFetchAt)));
    expect(await reception()).to.include({ circuit: 'half_open' });
    await world.heyawari.fetchNow();
    expect(await reception()).to.include({ circuit: 'closed', circuitOpenSince: null, failures: 0 });
  });

  it('is refused to a person who may only look, and for a hotel without a login', async () => {
    const viewer = staffAt(world.heyawari, world.hotel.hotelId, 'view');
    expect((await viewer('post', '/imports/fetch-now')).status).to.equal(403);
    await world.rows("UPDATE sc_user_info SET name = 'other' WHERE hotel_id = $1", [world.hotel.hotelId]);
    const { status, body } = await fetchNow();
    expect({ status, key: body.key }).to.deep.equal({ status: 409, key: 'imports.no_login' });
    await world.rows("UPDATE sc_user_info SET name = 'TL-リンカーン' WHERE hotel_id = $1", [
      world.hotel.hotelId,
    ]);
  });

  interface Told {
    readonly version: number;
    readonly frequentHours: { readonly from: string; readonly until: string };
  }
  const settings = async () => (await staff<Told>('get', '/imports/settings')).body;
  const hours = (from: string, until: string, version: number) =>
    staff<Told & { key: string }>('put', '/imports/settings', { frequentHours: { from, until }, version });

  it('is frequent in the hours that the hotel chooses, from then on', async () => {
    const before = await settings();
    expect(before.frequentHours).to.deep.equal({ from: '07:00', until: '02:00' });
    const fetchedAt = world.clock.now();
    const { body } = await hours('00:00', '00:00', before.version);
    expect([body.frequentHours, body.version]).to.deep.equal([
      { from: '00:00', until: '00:00' },
      before.version + 1,
    ]);
    const { nextFetchAt } = await reception();
    expect(new Date(String(nextFetchAt)).getTime() - fetchedAt.getTime()).to.equal(310_000);
    const stale = await hours('07:00', '02:00', before.version);
    expect({ status: stale.status, key: stale.body.key }).to.deep.equal({
      status: 409,
      key: 'version.changed',
    });
  });

  it('keeps the mode of the hotel whose hours change, and the hours of the one whose mode does', async () => {
    await world.configure({ mode: 'URGENT', deadlinePresetDays: 2 });
    const { frequentHours, version } = await settings();
    expect(frequentHours).to.deep.equal({ from: '00:00', until: '00:00' });
    await hours('06:00', '01:00', version);
    const [row] = await world.rows(
      'SELECT mode, deadline_preset_days AS preset FROM heyawari.hotel_settings',
    );
    expect(row).to.deep.equal({ mode: 'URGENT', preset: 2 });
  });

  for (const wrong of ['24:00', '7:00', '07:60', '', '07:00:00', '０７：００'])
    it(`has no hours like “${wrong}”`, async () => {
      expect((await hours(wrong, '02:00', (await settings()).version)).status).to.equal(400);
    });

  it('goes on by a schedule that staff can look up: what is tried next, how often still, and until when', async () => {
    world.clock.set(hotelInstant('2027-02-01', 12));
    const now = world.clock.now();
    world.simulator.deliver([
      newBooking('NO-CODE', { checkIn: '2027-02-10', rooms: [{ ...single, code: 'UNKNOWN' }] }),
      changeOf('NOBODY', { checkIn: '2027-02-02' }),
    ]);
    await world.heyawari.fetchNow();
    await world.heyawari.drain();
    await world.rows(
      "UPDATE heyawari.ota_outputs SET confirmation = 'pending', confirmation_attempts = 3, next_confirmation_at = $1 WHERE id = (SELECT max(id) FROM heyawari.ota_outputs)",
      [new Date(now.getTime() + minutes(8))],
    );
    const { body } = await staff<{ total: number; items: Record<string, unknown>[] }>(
      'get',
      '/imports/schedule',
    );
    expect(body.total).to.equal(3);
    const inMinutes = (count: number) => new Date(now.getTime() + minutes(count)).toISOString();
    expect(body.items.map(({ id: _id, reason: _reason, ...rest }) => rest)).to.deep.equal([
      {
        ...{ what: 'confirmation', bookingNumber: null, attempts: 3, next: inMinutes(8) },
        ...{ triesLeft: 5, until: null, wokenBy: null },
      },
      {
        ...{ what: 'message', bookingNumber: 'NOBODY', attempts: 1, next: inMinutes(10) },
        ...{ triesLeft: null, until: inMinutes(10), wokenBy: 'booking_known' },
      },
      {
        ...{ what: 'message', bookingNumber: 'NO-CODE', attempts: 1, next: inMinutes(60) },
        ...{ triesLeft: null, until: hotelInstant('2027-02-11', 5).toISOString(), wokenBy: null },
      },
    ]);
  });
});
