// Rooms that an agency's guest booked apart in the same minutes (P14): linked by keyed hashes, told with the stay, placed close together.
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { agencyKey } from '../../plugin/domain/agency.js';
import {
  type BookingChanges,
  cancellationOf,
  changeOf,
  newBooking,
  single,
  singles,
} from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

interface Linked {
  readonly linkedBookings: readonly {
    readonly bookingNumber: string;
    readonly plans: readonly { readonly id: number; readonly room: { readonly number: string } | null }[];
  }[];
}

const phone = '090-7777-0001';
const made = (time: string, changes: BookingChanges = {}): BookingChanges => ({
  phone,
  bookedAtTime: time,
  ...changes,
});

describe('bookings that were made together', () => {
  const database = useDatabase();
  let world: World;
  let staff: Staff;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102', '103', '104', '105', '106', '107', '108', '109', '110'),
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    staff = staffAt(world.heyawari, world.hotel.hotelId, 'view');
  });

  const planIds = (number: string) =>
    world.rows<{ id: string }>(
      `SELECT id FROM heyawari.booking_plans WHERE booking_number = $1 AND room_state <> 'ended' ORDER BY slot`,
      [number],
    );
  async function linksOf(number: string): Promise<Linked['linkedBookings']> {
    const [plan] = await planIds(number);
    const answer = await staff<Linked>('get', `/booking-plans/${plan!.id}`);
    expect(answer.status).to.equal(200);
    return answer.body.linkedBookings;
  }
  const numbersOf = async (number: string) =>
    (await linksOf(number)).map(({ bookingNumber }) => bookingNumber);

  it('are linked where they were booked three minutes apart, each with the others’ stays and rooms', async () => {
    await world.deliver(
      newBooking('A1', made('10:00:00', { checkIn: '2027-03-01' })),
      newBooking(
        'A2',
        made('10:03:00', { checkIn: '2027-03-01', rooms: [single, single], phone: '09077770001' }),
      ),
    );
    const ids = (await planIds('A2')).map(({ id }) => Number(id));
    const links = await linksOf('A1');
    expect(links.map(({ bookingNumber }) => bookingNumber)).to.deep.equal(['A2']);
    expect(links[0]!.plans.map(({ id }) => id)).to.deep.equal(ids);
    expect(links[0]!.plans.map(({ room }) => room?.number)).to.not.include(undefined);
    expect(await numbersOf('A2')).to.deep.equal(['A1']);
  });

  it('are not linked where they were booked more than five minutes apart in two names, and are in one', async () => {
    await world.deliver(
      newBooking('B1', made('10:00:00', { checkIn: '2027-03-05', name: '別人一郎' })),
      newBooking('B2', made('10:06:00', { checkIn: '2027-03-05', name: '別人二郎' })),
      newBooking('B3', made('11:00:00', { checkIn: '2027-03-05', name: '別人 二郎様' })),
    );
    expect(await numbersOf('B1')).to.deep.equal([]);
    expect(await numbersOf('B2')).to.deep.equal(['B3']);
  });

  it('are not linked where phone, agency or arrival is another, or nothing says when one was booked', async () => {
    const at = { checkIn: '2027-03-10' };
    await world.deliver(
      newBooking('C1', made('10:00:00', at)),
      newBooking('C2', made('10:01:00', { ...at, phone: '09077770002' })),
      newBooking('C3', made('10:01:00', { ...at, agency: 'みなとまち旅行社' })),
      newBooking('C4', made('10:01:00', { checkIn: '2027-03-11' })),
      newBooking('C5', { ...at, phone }),
      newBooking('C6', made('いま', at)),
    );
    for (const number of ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'])
      expect(await numbersOf(number), number).to.deep.equal([]);
  });

  it('are not linked by a phone that nobody has', async () => {
    const at = { checkIn: '2027-03-14' };
    await world.deliver(
      newBooking('N1', made('10:00:00', { ...at, phone: '000-0000-0000' })),
      newBooking('N2', made('10:00:00', { ...at, phone: '000-0000-0000' })),
    );
    expect(await numbersOf('N1')).to.deep.equal([]);
  });

  it('are linked while they live, and as the last change of each says', async () => {
    const at = { checkIn: '2027-03-15' };
    await world.deliver(newBooking('D1', made('10:00:00', at)), newBooking('D2', made('10:02:00', at)));
    expect(await numbersOf('D1')).to.deep.equal(['D2']);
    await world.deliver(changeOf('D2', made('10:30:00', at)));
    expect(await numbersOf('D1')).to.deep.equal([]);
    await world.deliver(changeOf('D2', made('10:04:00', { ...at, version: 3 })));
    expect(await numbersOf('D1')).to.deep.equal(['D2']);
    await world.deliver(changeOf('D2', made('10:04:00', { checkIn: '2027-03-16', version: 4 })));
    expect(await numbersOf('D1')).to.deep.equal([]);
    await world.deliver(changeOf('D2', made('10:04:00', { ...at, version: 5 })));
    await world.deliver(cancellationOf('D2', at));
    expect(await numbersOf('D1')).to.deep.equal([]);
    const ended = await world.rows(
      `SELECT FROM heyawari.booking_plans WHERE booking_number = 'D2' AND room_state = 'ended' AND booked_by IS NOT NULL`,
    );
    expect(ended).to.deep.equal([]);
  });

  it('are linked also where one has no room yet, as what it says now', async () => {
    const at = { checkIn: '2027-03-20', nights: 1 };
    const ten = Array.from({ length: 10 }, () => single);
    await world.deliver(newBooking('E1', made('10:00:00', { ...at, rooms: ten })));
    await world.deliver(newBooking('E2', made('10:02:00', at)));
    const [link] = await linksOf('E1');
    expect(link?.plans.map(({ room }) => room)).to.deep.equal([null]);
    await world.deliver(changeOf('E2', made('12:00:00', at)));
    expect(await numbersOf('E1')).to.deep.equal([]);
  });

  it('leave nothing of their guests in clear, and no hash that whoever has the tables can try a phone or a name on', async () => {
    const rows = await world.rows<{ text: string; bytes: number[] }>(
      `SELECT p::text AS text, ARRAY(SELECT length(n) FROM unnest(p.booked_by || p.booked_by_names) AS n) AS bytes
         FROM heyawari.booking_plans p WHERE p.booked_by IS NOT NULL`,
    );
    expect(rows).to.have.length.above(10);
    expect(new Set(rows.flatMap(({ bytes }) => bytes))).to.deep.equal(new Set([32]));
    const clear = ['09077770001', phone, '09077770002', '別人一郎', '別人二郎'];
    const agency = agencyKey('そらとうみトラベル');
    const said = clear.flatMap((text) => [
      ...[text, JSON.stringify(['phone', agency, text]), JSON.stringify(['name', agency, text])],
    ]);
    const tried = said.map((text) => createHash('sha256').update(text).digest('hex'));
    const found = [...clear, ...clear.map((text) => Buffer.from(text, 'utf8').toString('hex')), ...tried];
    for (const { text } of rows) for (const one of found) expect(text).to.not.include(one);
  });

  it('are brought close together by night', async () => {
    const at = { checkIn: '2027-04-01', nights: 1 };
    await world.deliver(
      newBooking('F1', made('10:00:00', at)),
      ...[1, 2, 3, 4].map((n) => newBooking(`G${n}`, { ...at, phone: `0903333000${n}` })),
    );
    await world.deliver(newBooking('F2', made('10:03:00', at)));
    const roomsOf = async () =>
      (
        await world.rows<{ room: string }>(
          `SELECT r.room_number AS room FROM heyawari.booking_plans p JOIN rooms r ON r.id = p.room_id
            WHERE p.booking_number IN ('F1', 'F2') AND p.room_state <> 'ended' ORDER BY room`,
        )
      ).map(({ room }) => Number(room));
    const before = await roomsOf();
    expect(before[1]! - before[0]!).to.be.above(1);
    await world.advanceTo('2027-03-31', 9);
    const after = await roomsOf();
    expect(after[1]! - after[0]!).to.equal(1);
  });

  it('are forgotten as makers 90 days after departure', async () => {
    const known = async () =>
      (
        await world.rows<{ number: string }>(
          `SELECT DISTINCT booking_number AS number FROM heyawari.booking_plans WHERE booked_by IS NOT NULL`,
        )
      ).map(({ number }) => number);
    expect(await known()).to.include.members(['A1', 'F1']);
    world.clock.set(new Date('2027-06-02T09:00:00+09:00'));
    await world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ('pool-housekeeping', 'standard')`);
    await world.heyawari.drain();
    const left = await known();
    expect(left).to.include('F1');
    expect(left).to.not.include('A1');
  });
});
