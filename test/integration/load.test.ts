// How busy a hotel was, five minutes at a time: measured once per slot, kept for a while, and asked for by hours.
import { expect } from 'chai';
import type { HotelLoadAnswer } from '../../plugin/api/index.js';
import { newBooking, single, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { seedHotel } from '../support/host-pms.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

describe('the load of a hotel', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, { auth: guardsByToken, rooms: singles('101') });
  let looker: Staff;

  const at = (clock: string) => desk.world.clock.set(new Date(`2027-01-20T${clock}+09:00`));
  /** As the queue has it worked at that moment. */
  async function measure(): Promise<void> {
    await desk.world.rows(
      `INSERT INTO heyawari_jobs.job (name, policy, retry_limit) SELECT name, policy, 1 FROM heyawari_jobs.queue WHERE name = 'performance-metrics'`,
    );
    await desk.world.heyawari.drain();
  }
  const load = async (hours = 1, by = looker) =>
    (await by<HotelLoadAnswer>('get', `/load?hours=${hours}`)).body;
  const stored = () =>
    desk.world.rows<object>('SELECT * FROM heyawari.performance_metrics ORDER BY hotel_id, slot');

  before(async () => {
    const { heyawari, hotel } = desk.world;
    looker = staffAt(heyawari, hotel.hotelId, 'view');
    at('10:00:00');
    const unknown = { checkIn: '2027-03-01', rooms: [{ ...single, code: 'NONE' }] };
    await desk.world.deliver(newBooking('R-1'), newBooking('NO-ROOM'), newBooking('NO-TYPE', unknown));
    at('10:05:00');
    await measure();
  });

  it('tells of the messages that were tried in a slot, and which were left without a room or to a person', async () => {
    const { slots, slotMinutes, escalationRate, to } = await load();
    expect({ slotMinutes, to }).to.deep.equal({ slotMinutes: 5, to: '2027-01-20T01:05:00.000Z' });
    expect(slots).to.have.length(1);
    expect(slots[0]).to.deep.include({
      ...{ at: '2027-01-20T01:00:00.000Z', messagesTried: 3, messagesEscalated: 2 },
      ...{ staysInPool: 1, conflicts: 0, jobsWaiting: 0, oldestJobSeconds: null },
    });
    expect(slots[0]!.attemptMsMax).to.be.at.least(slots[0]!.attemptMsMean!);
    expect(escalationRate).to.be.closeTo(2 / 3, 0.001);
  });

  it('is measured once per slot, however often the job is worked', async () => {
    const before = await stored();
    await measure();
    await measure();
    expect(await stored()).to.deep.equal(before);
  });

  it('tells how long the oldest job of the hotel has waited', async () => {
    const { hotelId } = desk.world.hotel;
    at('10:10:00');
    // Blocked, so that nobody works it.
    await desk.world.rows(
      `INSERT INTO heyawari_jobs.job (name, policy, data, created_on, start_after, blocked)
       SELECT name, policy, jsonb_build_object('data', jsonb_build_object('hotelId', ${hotelId})), now() - interval '90 seconds', now() - interval '90 seconds', true
         FROM heyawari_jobs.queue WHERE name = 'wake-waiting'`,
    );
    await desk.world.rows(
      `INSERT INTO heyawari_jobs.job (name, policy, retry_limit) SELECT name, policy, 1 FROM heyawari_jobs.queue WHERE name = 'performance-metrics'`,
    );
    await desk.world.rows(
      `SELECT pg_notify('pgboss_' || left(encode(sha224('heyawari_jobs'), 'hex'), 24), 'performance-metrics')`,
    );
    for (;;) {
      const { slots } = await load();
      const slot = slots.find((one) => one.at === '2027-01-20T01:05:00.000Z');
      if (slot) {
        expect(slot.jobsWaiting).to.equal(1);
        expect(slot.oldestJobSeconds).to.be.within(89, 150);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await desk.world.rows(`DELETE FROM heyawari_jobs.job WHERE name = 'wake-waiting'`);
  });

  it('is forgotten after five weeks', async () => {
    const { hotelId } = desk.world.hotel;
    await desk.world.rows(
      `INSERT INTO heyawari.performance_metrics (hotel_id, slot, jobs_waiting, messages_tried, messages_escalated, runs, stays_in_pool, conflicts)
       SELECT ${hotelId}, CAST('2027-01-20T10:10:00+09:00' AS timestamptz) - days * interval '1 day', 0, 0, 0, 0, 0, 0 FROM unnest(ARRAY[34, 36, 40]) AS days`,
    );
    at('10:15:00');
    await measure();
    const old = await desk.world.rows(`SELECT FROM heyawari.performance_metrics WHERE slot < '2027-01-19'`);
    expect(old).to.have.length(1);
  });

  it('is of one hotel, of 48 hours at most', async () => {
    const other = await seedHotel(database.pool(), { name: 'other', rooms: singles('101') });
    const stranger = staffAt(desk.world.heyawari, other.hotelId, 'view');
    expect((await load(48, stranger)).slots).to.deep.equal([]);
    expect((await looker('get', '/load?hours=49')).status).to.equal(400);
    expect((await looker('get', '/load')).status).to.equal(200);
  });
});
