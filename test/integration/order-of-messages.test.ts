// The messages of a booking apply in one order (O2): by what all of them say of it, else by the day they were sent, else by receipt.
import { expect } from 'chai';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { type BookingChanges, cancellationOf, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const checkIn = '2027-02-10';

describe('the order of a booking’s messages', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101'),
      settings: { import: { batchSize: 2 } },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const withId = (dataId: string, number: string, changes: BookingChanges = {}): Message => {
    const message = newBooking(number, { kind: 'change', checkIn, ...changes });
    return { dataId, xml: message.xml.replace(/<DataID>[^<]*/, `<DataID>${dataId}`) };
  };
  const effects = (number: string) =>
    world.rows<{ id: string; status: string; effect: number | null }>(
      'SELECT data_id AS id, status, effect FROM heyawari.ota_import_cache WHERE booking_number = $1 ORDER BY data_id',
      [number],
    );
  const lengthOf = async (number: string) => (await records.reservation(number)).nights.length;

  it('is that of rising numbers, however many come at once and turned round', async () => {
    const numbers = [5, 4, 3, 2, 1];
    await world.deliver(
      ...numbers.map((n) =>
        withId(`2027012000${n}`, 'RISING', { nights: n, kind: n === 1 ? 'new' : 'change' }),
      ),
    );
    expect(await effects('RISING')).to.deep.equal(
      [1, 2, 3, 4, 5].map((n) => ({ id: `2027012000${n}`, status: 'imported', effect: n })),
    );
    expect(await lengthOf('RISING')).to.equal(5);
    await world.deliver(cancellationOf('RISING', { checkIn }));
  });

  it('is that of the days they were sent once one of them is no version', async () => {
    await world.deliver(
      newBooking('SENT', { checkIn, sentOn: '2027-01-20' }),
      newBooking('SENT', { checkIn, kind: 'change', version: 2, nights: 3, sentOn: '2027-01-22' }),
    );
    await world.deliver(withId('other form', 'SENT', { nights: 4, sentOn: '2027-01-21' }));
    expect(await records.message('other form')).to.equal('superseded');
    expect(await lengthOf('SENT')).to.equal(3);
    await world.deliver(withId('same day', 'SENT', { nights: 2, sentOn: '2027-01-22' }));
    expect(await records.message('same day')).to.equal('imported');
    expect(await lengthOf('SENT')).to.equal(2);
  });

  it('never applies anew what came before the last that took effect', async () => {
    await world.deliver(withId('late one', 'SENT', { nights: 4, sentOn: '2027-01-21' }));
    expect(await records.message('late one')).to.equal('superseded');
    expect(await lengthOf('SENT')).to.equal(2);
  });

  for (const [when, number, days, hoursLater] of [
    ['while it waits', 'EARLY', ['2027-02-20', '2027-02-22'], 0],
    ['when its wait is just over', 'OVER', ['2027-03-20', '2027-03-22'], 1],
  ] as const)
    it(`keeps the turn of a change whose booking comes ${when}, though no room is free for it at first`, async () => {
      const [first, full] = days;
      const change = `change of ${number}`;
      await world.deliver(newBooking(`AFTER ${number}`, { checkIn: full }));
      await world.deliver(withId(change, number, { checkIn: first, nights: 4 }));
      expect(await records.message(change)).to.equal('waiting: booking_unknown');
      world.clock.set(new Date(world.clock.now().getTime() + hoursLater * 3_600_000));
      await world.deliver(withId(`new ${number}`, number, { checkIn: first, kind: 'new' }));
      expect(await records.message(`new ${number}`)).to.equal('imported');
      expect(await records.message(change)).to.equal('pending: no_availability');
      await world.deliver(cancellationOf(`AFTER ${number}`, { checkIn: full }));
      expect(await records.message(change)).to.equal('imported');
      expect(await lengthOf(number)).to.equal(4);
    });
});
