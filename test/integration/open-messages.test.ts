// What staff see of messages that were not imported: which, why, and what to do.
import { expect } from 'chai';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { cancellationOf, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { withElement } from '../support/reports.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

interface Open {
  readonly items: readonly {
    readonly state: string;
    readonly bookingNumber: string | null;
    readonly reason: { readonly key: string; readonly text: { readonly ja: string; readonly en: string } };
  }[];
  readonly total: number;
}

describe('messages that are not imported', () => {
  const database = useDatabase();
  let world: World;
  let viewer: Staff;
  const open = async (query = '') => (await viewer<Open>('get', `/imports/messages${query}`)).body;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101'), auth: guardsByToken });
    database.onEnd(() => world.stop());
    viewer = staffAt(world.heyawari, world.hotel.hotelId, 'view');
  });

  it('are none where all went well', async () => {
    await world.deliver(newBooking('A'));
    expect(await open()).to.include({ total: 0 });
  });

  it('are listed with the reason in both languages, failed ones first', async () => {
    const { malformedXml } = badMessages({ bookedOn: '2027-01-20', checkIn: '2027-02-01' });
    await world.deliver(newBooking('B'), malformedXml, cancellationOf('NEVER-CAME'));
    const { items, total } = await open();
    expect(total).to.equal(3);
    expect(items.map(({ state }) => state)).to.deep.equal(['failed', 'waiting', 'waiting']);
    expect(items.map(({ bookingNumber }) => bookingNumber)).to.include.members(['B', 'NEVER-CAME']);
    for (const { reason } of items) expect(reason.text.ja).to.match(/。$/).and.not.include('{');
    expect((await open('?state=waiting')).total).to.equal(2);
    expect((await open('?state=failed&pageSize=1')).items).to.deep.equal(items.slice(0, 1));
    expect(await open('?page=2'))
      .to.include({ total: 3 })
      .and.to.deep.include({ items: [] });
  });

  it('are told to open screens when their state is known, once for all that came together', async () => {
    const { malformedXml } = badMessages({ bookedOn: '2027-01-20', checkIn: '2027-02-01' });
    const told = () =>
      world.rows<{ at: string }>(`SELECT version AS at FROM heyawari.events WHERE topic = 'imports'`);
    for (const messages of [
      [newBooking('C', { checkIn: '2027-03-01' }), newBooking('D', { checkIn: '2027-03-11' })],
      [{ ...malformedXml, xml: `${malformedXml.xml} ` }],
    ]) {
      const before = (await told()).length;
      await world.deliver(...messages);
      expect((await told()).length - before).to.equal(1);
    }
    expect(await open('?state=failed')).to.include({ total: 2 });
  });

  it('are listed with those that were imported where something was odd in them, and with nothing else', async () => {
    const { malformedXml } = badMessages({ bookedOn: '2027-01-20', checkIn: '2027-02-01' });
    const odd = (number: string, checkIn: string) => {
      const message = newBooking(number, { checkIn });
      return {
        ...message,
        xml: withElement('TotalRoomCount', '<TotalRoomCount>2</TotalRoomCount>', message.xml),
      };
    };
    await world.deliver(
      odd('ODD-1', '2027-04-01'),
      newBooking('PLAIN', { checkIn: '2027-04-11' }),
      { ...malformedXml, xml: `${malformedXml.xml}  ` },
      odd('ODD-2', '2027-04-21'),
      odd('ODD-WAITS', '2027-04-21'),
    );
    const numbers = async (query: string) =>
      (await open(query)).items.map(({ bookingNumber }) => bookingNumber);
    expect(await numbers('?withWarnings=true')).to.deep.equal(['ODD-WAITS', 'ODD-2', 'ODD-1']);
    expect((await open('?withWarnings=true&pageSize=1')).total).to.equal(3);
    expect(await numbers('?withWarnings=true&state=done&sort=check_in')).to.deep.equal(['ODD-2', 'ODD-1']);
    expect(await numbers('?withWarnings=true&state=waiting')).to.deep.equal(['ODD-WAITS']);
    expect(await numbers('?withWarnings=true&search=-1')).to.deep.equal(['ODD-1']);
    expect(await numbers('?withWarnings=true&bookingNumber=PLAIN')).to.deep.equal([]);
    expect(await numbers('?bookingNumber=PLAIN&withWarnings=false')).to.deep.equal(['PLAIN']);
    expect((await viewer('get', '/imports/messages?withWarnings=yes')).status).to.equal(400);
  });

  it('are nobody’s who may not look', async () => {
    expect(
      (await staffAt(world.heyawari, world.hotel.hotelId)('get', '/imports/messages')).status,
    ).to.be.oneOf([401, 403]);
  });
});
