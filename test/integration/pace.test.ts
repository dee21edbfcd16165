// Writing to the PMS no faster than it bears, over the whole installation, and the next arrivals first.
import { expect } from 'chai';
import { newBooking } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { createWorld, type World } from '../support/world.js';

const batchSize = 5;
const perSecond = 20;

describe('the pace of writing to the PMS', () => {
  const database = useDatabase();
  let world: World;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: Array.from({ length: 30 }, (_, i) => ({ room: String(101 + i), type: 'SGL', capacity: 1 })),
      settings: { import: { bookingsPerSecond: perSecond, batchSize } },
    });
    database.onEnd(() => world.stop());
    await world.anotherInstance();
    const far = Array.from({ length: 22 }, (_, i) => newBooking(`FAR${i}`, { checkIn: '2027-05-01' }));
    const near = ['2027-01-20', '2027-01-21', '2027-01-22'].map((checkIn, i) =>
      newBooking(`NEAR${i}`, { checkIn }),
    );
    await world.deliver(...far, ...near);
  });

  it('is kept by two instances together', async () => {
    const [row] = await world.rows<{ written: number; most: number; seconds: number }>(
      `SELECT count(*)::int AS written, max(in_a_second)::int AS most,
              EXTRACT(EPOCH FROM max(created_at) - min(created_at))::float AS seconds
         FROM (SELECT created_at, count(*) OVER (ORDER BY created_at RANGE BETWEEN CURRENT ROW
                 AND INTERVAL '1 second' FOLLOWING) AS in_a_second FROM reservations) AS writes`,
    );
    expect(row!.written).to.equal(25);
    // Each of the two instances may have a batch under way when the second ends.
    expect(row!.most).to.be.at.most(perSecond + 2 * batchSize);
    expect(row!.seconds).to.be.greaterThan(0.5);
  });

  it('lets the arrivals of the next two days pass all others', async () => {
    const first = await world.rows<{ data_id: string }>(
      `SELECT c.data_id FROM heyawari.ota_import_log l
         JOIN heyawari.ota_import_cache c ON c.hotel_id = l.hotel_id AND c.id = l.message_id ORDER BY l.id LIMIT 3`,
    );
    expect(first.map((row) => row.data_id)).to.deep.equal(['NEAR0-1', 'NEAR1-1', 'NEAR2-1']);
  });
});
