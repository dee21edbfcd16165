// The PMS's own route that puts an open transaction back into its pool: what it holds waits, all else goes on, and everybody is told.
import { expect } from 'chai';
import { cancellationOf, changeOf, newBooking, singles } from '../support/bookings.js';
import { clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { type RunningHostPms, startHostPms } from '../support/host-pms.js';
import { until } from '../support/platform.js';
import { recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';
import { tenfold } from '../support/patience.js';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly details: Readonly<Record<string, unknown>>;
}

describe('a route of the PMS that leaves its transaction open', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let world: World;
  let pms: RunningHostPms;
  let leakedAt: number;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles(...Array.from({ length: 10 }, (_, i) => String(101 + i))),
    });
    database.onEnd(() => world.stop());
    pms = await startHostPms({ databaseUrl: database.url() });
    database.onEnd(() => pms.stop());
    await world.deliver(...['HELD', 'CHANGED', 'CANCELLED', 'CLICKED'].map((name) => newBooking(name)));
    leakedAt = Date.now();
    const { status, text } = await movePeriod((await recordsOf(world).reservation('HELD')).id);
    expect([status, text]).to.deep.equal([200, '']);
  });

  const send = async (method: string, path: string, body: object, token?: string) => {
    const response = await fetch(`${pms.url}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };

  /** To other dates of the same length, as a clerk does in the PMS's calendar. */
  async function movePeriod(reservation: string) {
    const login = await send('POST', '/auth/login', { email: 'user@example.test', password: 'heyawari' });
    const { token } = JSON.parse(login.text) as { token: string };
    const dates = { newCheckIn: '2027-02-03', newCheckOut: '2027-02-05', roomIds: [] };
    const path = `/reservation/update/period/${reservation}`;
    return send('PUT', path, { hotelId: world.hotel.hotelId, ...dates }, token);
  }

  const locks = async () => {
    const answer = await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/health`);
    const { checks } = (await answer.json()) as { checks: Check[] };
    return checks.find(({ name }) => name === 'locks of the PMS')!;
  };

  it('makes the message that needs its row wait, and lets all others through', async () => {
    await world.deliver(
      changeOf('HELD', { nights: 3 }),
      changeOf('CHANGED', { nights: 3 }),
      cancellationOf('CANCELLED'),
      newBooking('NEW'),
    );
    const records = recordsOf(world);
    expect(await records.message('HELD-2')).to.equal('retrying: locked_by_pms');
    for (const other of ['CHANGED-2', 'CANCELLED-9', 'NEW-1'])
      expect(await records.message(other)).to.equal('imported');
  });

  it('is named by health and metrics: whose session, since when, at which table', async () => {
    const [holder] = await world.rows<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
    );
    await until(async () => !(await locks()).ok);
    const { details } = await locks();
    expect(details).to.include({ pid: holder!.pid, table: 'reservations' });
    expect(new Date(String(details.since)).getTime()).to.be.within(leakedAt - 1000, Date.now());
    const since = await world.metric('heyawari_host_blocked_since_timestamp_seconds');
    expect(since).to.equal(new Date(String(details.since)).getTime() / 1000);
    expect(await world.metric('heyawari_host_waits_total')).to.be.greaterThan(0);
  });

  it('lets every click be answered within six seconds, with a sentence where it has to wait', async () => {
    const clerk = clerkAt(world);
    const answers = await Promise.all(
      ['HELD', 'CLICKED'].map(async (name) => {
        const plan = await recordsOf(world).plan(name);
        const began = performance.now();
        const answer = await clerk.makeFinal(plan.id, plan.version);
        expect(performance.now() - began).to.be.lessThan(tenfold(6_000));
        return answer;
      }),
    );
    for (const { status, body } of answers) {
      expect(status).to.be.oneOf([200, 503]);
      if (status === 503) expect(body).to.have.property('error').that.includes('もう一度');
    }
    expect(answers[1]!.status).to.equal(200);
  });

  it('is over by itself when that session ends', async () => {
    await pms.stop();
    world.clock.set(new Date(world.clock.now().getTime() + 600_000));
    await world.heyawari.drain();
    const records = recordsOf(world);
    expect(await records.message('HELD-2')).to.equal('imported');
    expect((await records.reservation('HELD')).nights).to.have.length(3);
    expect(await records.doubleBooked()).to.deep.equal([]);
    expect((await locks()).ok).to.equal(true);
    expect(await world.metric('heyawari_host_blocked_since_timestamp_seconds')).to.equal(0);
  });
});
