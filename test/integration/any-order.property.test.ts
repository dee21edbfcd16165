// However the messages of bookings are shuffled, repeated and split into deliveries, the same bookings come of them (O2).
import { expect } from 'chai';
import fc from 'fast-check';
import { cancellationOf, changeOf, newBooking } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const checkIn = '2027-03-01';

describe('messages in any order, any number of times', function () {
  this.timeout(60_000);
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: Array.from({ length: 150 }, (_, i) => ({ room: String(101 + i), type: 'SGL', capacity: 1 })),
      messagesPerOutput: 3,
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  let runs = 0;
  const messages = (prefix: string) => [
    newBooking(`${prefix}-CANCELLED`, { checkIn }),
    changeOf(`${prefix}-CANCELLED`, { checkIn, nights: 3 }),
    cancellationOf(`${prefix}-CANCELLED`, { checkIn }),
    newBooking(`${prefix}-CHANGED`, { checkIn }),
    changeOf(`${prefix}-CHANGED`, { checkIn, nights: 3 }),
    changeOf(`${prefix}-CHANGED`, { checkIn, nights: 4, version: 3 }),
    newBooking(`${prefix}-PLAIN`, { checkIn }),
  ];
  const count = messages('').length;
  /** Every message once in some order, and some of them again later. */
  const deliveries = fc
    .tuple(
      fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
      fc.array(fc.nat({ max: count - 1 }), { maxLength: 4 }),
    )
    .map(([order, again]) => [...order, ...again]);

  it('come to the same reservations, each message with one effect', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async (order) => {
        const prefix = `RUN${(runs += 1)}`;
        const made = messages(prefix);
        await world.deliver(...order.map((index) => made[index]!));
        expect(await records.reservation(`${prefix}-CHANGED`))
          .to.have.property('nights')
          .with.length(4);
        expect(await records.reservation(`${prefix}-PLAIN`))
          .to.have.property('nights')
          .with.length(2);
        for (const reservation of await records.reservations(`${prefix}-CANCELLED`))
          expect(reservation).to.deep.include({ status: 'cancelled', nights: [] });
        expect(await records.roomNights(`${prefix}-CANCELLED`)).to.deep.equal([]);
        const unsettled = await world.rows(
          `SELECT data_id, status FROM heyawari.ota_import_cache
            WHERE data_id LIKE $1 AND status NOT IN ('imported', 'superseded', 'duplicate')`,
          [`${prefix}-%`],
        );
        expect(unsettled).to.deep.equal([]);
      }),
      { seed: 20270120, numRuns: 25 },
    );
    expect(await records.doubleBooked()).to.deep.equal([]);
  });
});
