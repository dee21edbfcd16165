// Several server processes on one database while messages arrive: each message has one effect, and no room is given twice.
import { expect } from 'chai';
import {
  createSimulator,
  defaultLogin,
  type Message,
  type Simulator,
} from '../../examples/tl-lincoln/index.js';
import { addDays } from '../../dev/bookings/dates.js';
import { seededRandom } from '../../dev/bookings/random.js';
import { cancellationOf, changeOf, newBooking } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type RunningHostPms, seedHotel } from '../support/host-pms.js';
import { startInstances } from '../support/instances.js';
import { type Records, recordsOf } from '../support/records.js';

const processes = 3;
const singles = 12;
const bookings = 60;
/** Far enough ahead of the system's clock, under which the processes run. */
const firstNight = addDays(new Date().toISOString().slice(0, 10), 30);

/** In a hotel that gets full: every third booking is changed later, every fifth is cancelled, as the seed says. */
function story(): { messages: Message[]; cancelled: string[]; changed: Map<string, number> } {
  const random = seededRandom(20270120);
  const cancelled: string[] = [];
  const changed = new Map<string, number>();
  const first: Message[] = [];
  const later: Message[] = [];
  for (let i = 0; i < bookings; i += 1) {
    const number = `N${i}`;
    const checkIn = addDays(firstNight, Math.floor(random() * 20));
    const nights = 1 + Math.floor(random() * 3);
    first.push(newBooking(number, { checkIn, nights }));
    if (i % 3 === 0) later.push(changeOf(number, { checkIn, nights: nights + 1 }));
    if (i % 3 === 0) changed.set(number, nights + 1);
    if (i % 5 === 0) later.push(cancellationOf(number, { checkIn, nights }));
    if (i % 5 === 0) cancelled.push(number);
  }
  return { messages: [...first, ...later], cancelled, changed };
}

describe('several processes on one database', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const { messages, cancelled, changed } = story();
  let simulator: Simulator;
  let instances: RunningHostPms[] = [];
  let records: Records;

  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;

  before(async () => {
    await seedHotel(database.pool(), {
      name: 'busy hotel',
      rooms: Array.from({ length: singles }, (_, i) => ({ room: String(101 + i), type: 'SGL' })),
      login: defaultLogin,
    });
    records = recordsOf({ rows });
    simulator = createSimulator({ messagesPerOutput: 10 });
    simulator.faults.duplicate = { probability: 0.2, budget: 20 };
    simulator.faults.reorder = { probability: 0.2, budget: 20 };
    const siteController = await simulator.start();
    instances = await startInstances(processes, { databaseUrl: database.url(), siteController });
    database.onEnd(async () => {
      await Promise.all(instances.map((instance) => instance.stop()));
      await simulator.stop();
    });
    simulator.deliver(messages);
    await fetchByAllUntilNothingIsLeft();
  });

  /** Every process asks as fast as it can, as nobody's job would. */
  async function fetchByAllUntilNothingIsLeft(): Promise<void> {
    for (let round = 0; round < 500; round += 1) {
      const answers = await Promise.all(
        instances.map(({ url }) => fetch(`${url}/api/sc/tl/reservations/fetch`).then(({ status }) => status)),
      );
      expect(new Set(answers)).to.deep.equal(new Set([200]));
      const [open] = await rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM heyawari.ota_import_cache
          WHERE status IN ('received', 'retrying', 'waiting') OR (status = 'pending' AND failure_code IS NULL)`,
      );
      const { waiting, unconfirmedOutputs } = simulator.statistics();
      if (waiting + unconfirmedOutputs + open!.count === 0) return;
    }
    throw new Error('the processes did not come to an end');
  }

  it('give every message one row that stands for it, and one effect', async () => {
    const claimed = await rows('SELECT data_id FROM heyawari.ota_import_cache WHERE claims_identity');
    expect(claimed).to.have.length(messages.length);
    const twice = await rows(
      `SELECT message_id FROM heyawari.ota_import_log WHERE status = 'imported' GROUP BY 1 HAVING count(*) > 1`,
    );
    expect(twice).to.deep.equal([]);
    const doubled = await rows('SELECT ota_reservation_id FROM reservations GROUP BY 1 HAVING count(*) > 1');
    expect(doubled).to.deep.equal([]);
  });

  it('give no room twice in the PMS', async () => {
    expect(await records.doubleBooked()).to.deep.equal([]);
  });

  it('hold in the PMS exactly what the plans say', async () => {
    const difference = await rows(
      `WITH ours AS (SELECT p.reservation_id, p.room_id, n.night FROM heyawari.booking_plans p
                       JOIN heyawari.room_nights n ON n.hotel_id = p.hotel_id AND n.plan_id = p.id),
            theirs AS (SELECT reservation_id, room_id, date FROM reservation_details WHERE cancelled IS NULL)
       (TABLE ours EXCEPT TABLE theirs) UNION ALL (TABLE theirs EXCEPT TABLE ours)`,
    );
    expect(difference).to.deep.equal([]);
  });

  it('apply the messages of a booking in their order', async () => {
    for (const number of cancelled)
      for (const reservation of await records.reservations(number))
        expect(reservation, number).to.deep.include({ status: 'cancelled', nights: [] });
    const living = [...changed].filter(([number]) => !cancelled.includes(number));
    for (const [number, nights] of living)
      for (const reservation of await records.reservations(number))
        expect(reservation.nights, number).to.have.length(nights);
    const placed = await Promise.all(living.map(([number]) => records.reservations(number)));
    expect(placed.flat().length).to.be.greaterThan(5);
  });

  it('confirm every output', async () => {
    const [row] = await rows<{ confirmed: number; outputs: number }>(
      `SELECT count(*) FILTER (WHERE confirmation = 'confirmed')::int AS confirmed, count(*)::int AS outputs
         FROM heyawari.ota_outputs`,
    );
    expect(row!.confirmed).to.equal(row!.outputs);
    expect(row!.outputs).to.equal(simulator.statistics().outputs);
  });
});
