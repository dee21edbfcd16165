// Bookings of one batch, whose plans are written together: what one of them meets with leaves the others as they are.
import { expect } from 'chai';
import { cancellationOf, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

describe('bookings placed in one batch', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  /** The number that the PMS writes, and then says that it could not. */
  let refused = '';

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102'),
      hostFunctions: (functions) => ({
        ...functions,
        async addOTAReservation(...given) {
          const answer = await functions.addOTAReservation(...given);
          return JSON.stringify(given[2]).includes(refused) ? { success: false, error: 'no' } : answer;
        },
      }),
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });
  afterEach(async () => expect(await records.doubleBooked()).to.deep.equal([]));

  const states = async (number: string) => (await records.plans(number)).map(({ state }) => state);

  it('are all planned but for the one that the PMS refuses, which is tried again', async () => {
    refused = 'REFUSED';
    await world.deliver(...['FIRST', refused, 'LAST'].map((number) => newBooking(number)));
    expect(await states('FIRST')).to.deep.equal(['tentative']);
    expect(await states('LAST')).to.deep.equal(['tentative']);
    expect(await states(refused)).to.deep.equal([]);
    expect(await records.roomNights('FIRST')).to.have.length(2);
    expect(await records.history('LAST')).to.deep.equal(['placed']);
    expect(await records.message('REFUSED-1')).to.equal('retrying: host_refused');
  });

  it('give their room to the next once they are cancelled', async () => {
    refused = 'nobody';
    const nights = { checkIn: '2027-05-01' };
    const both = ['COMES', 'GOES'].flatMap((number) => newBooking(number, nights));
    await world.deliver(...both, cancellationOf('GOES', { version: 2 }), newBooking('NEXT', nights));
    expect(await states('GOES')).to.deep.equal(['ended']);
    expect(await records.roomNights('GOES')).to.deep.equal([]);
    expect(await records.history('GOES')).to.deep.equal(['placed', 'ended']);
    expect(await states('NEXT')).to.deep.equal(['tentative']);
    expect((await records.reservation('NEXT')).rooms).to.deep.equal([(await records.plan('NEXT')).room]);
  });
});
