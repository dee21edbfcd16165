// 部屋未定 beyond what a screen shows at once: nobody is out of reach, and a damaged date stands in nobody's way.
import { expect } from 'chai';
import type { StaysWithoutRoomAnswer } from '../../plugin/api/index.js';
import { newBooking, single, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

describe('more stays without a room than are shown at once', () => {
  const database = useDatabase();
  let world: World;
  let staff: Staff;

  /** Fewer than the group's. */
  const rooms = Array.from({ length: 55 }, (_, i) => String(101 + i));

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles(...rooms), auth: guardsByToken });
    database.onEnd(() => world.stop());
    staff = staffAt(world.heyawari, world.hotel.hotelId, 'view');
    const nights = { checkIn: '2027-02-01', nights: 1 };
    await world.deliver(newBooking('GROUP', { ...nights, rooms: Array.from({ length: 60 }, () => single) }));
  });

  const page = async (number: number) => {
    const path = `/imports/stays-without-room?page=${number}`;
    return (await staff<StaysWithoutRoomAnswer>('get', path)).body;
  };

  it('are on further pages, each with its message, and the rooms of one booking beside each other over all of them', async () => {
    const [first, second, third] = [await page(1), await page(2), await page(3)];
    expect([first, second, third].map(({ items, total }) => [items.length, total])).to.deep.equal([
      [50, 60],
      [10, 60],
      [0, 60],
    ]);
    const shown = [...first.items, ...second.items];
    expect(shown.map(({ plan }) => plan.slot)).to.deep.equal(Array.from({ length: 60 }, (_, slot) => slot));
    expect(shown.filter(({ message }) => message === null)).to.deep.equal([]);
    const fitting = shown.flatMap(({ fits }) => fits?.number ?? []);
    expect(fitting).to.have.length(55);
    expect(new Set(fitting)).to.have.length(55);
  });

  it('come before one of which the date is damaged', async () => {
    const [today, damaged] = ['2027-01-20', '0001-01-01'].map((date) => {
      const message = newBooking(`OF-${date.slice(0, 4)}`, { checkIn: '2027-03-01', nights: 1 });
      const xml = message.xml
        .replaceAll('2027-03-01', date)
        .replaceAll('2027-03-02', `${date.slice(0, -2)}${date === '0001-01-01' ? '02' : '21'}`)
        .replaceAll('8000', '無料');
      return { ...message, xml };
    });
    await world.deliver(damaged!, today!);
    const [first, last] = [await page(1), await page(2)];
    expect(first.items[0]!.plan.bookingNumber).to.equal('OF-2027');
    expect(last.items.at(-1)!.plan).to.include({ bookingNumber: 'OF-0001', checkIn: '0001-01-01' });
    const { body } = await staff<{ unplaced: { bookingNumber: string }[]; plans: { total: number } }>(
      'get',
      '/screens/list',
    );
    expect(body.unplaced[0]!.bookingNumber).to.equal('OF-2027');
    const listed = await staff<{ items: { bookingNumber: string }[] }>('get', '/booking-plans?pageSize=200');
    expect(listed.body.items.at(-1)!.bookingNumber).to.equal('OF-0001');
  });
});
