// Day uses (D22): their hours in the PMS and on the screens, and the night that each takes.
import { expect } from 'chai';
import type { Message, RoomContent } from '../../examples/tl-lincoln/index.js';
import { changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { replaced } from '../support/reports.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

interface Hours {
  readonly dayUse: { readonly from: string; readonly until: string } | null;
}

const oneDay = { checkIn: '2027-03-01', nights: 0 };

/** Undefined: nothing is said of it. */
const withTimes = (message: Message, arrival?: string, departure?: string): Message => ({
  ...message,
  xml: replaced(
    message.xml,
    '<CheckInTime>15:00</CheckInTime>',
    (arrival === undefined ? '' : `<CheckInTime>${arrival}</CheckInTime>`) +
      (departure === undefined ? '' : `<CheckOutTime>${departure}</CheckOutTime>`),
  ),
});

describe('a day use', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let staff: Staff;

  before(async () => {
    const triples = ['301', '302'].map((room) => ({ room, type: 'TPL', capacity: 3 }));
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101'), ...twins('201'), ...triples],
      upgrades: { TWN: ['TPL'] },
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate', 'configure');
  });

  const inPms = async (number: string) =>
    (
      await world.rows<{ times: string }>(
        `SELECT to_char(check_in_time, 'HH24:MI') || '-' || to_char(check_out_time, 'HH24:MI') AS times
           FROM reservations WHERE ota_reservation_id = $1`,
        [number],
      )
    ).map(({ times }) => times);
  const ask = async <Body>(path: string) => (await staff<Body>('get', path)).body;
  const listed = async (number: string) =>
    (await ask<{ items: (Hours & { nights: number })[] }>(`/booking-plans?search=${number}`)).items;
  const onBoard = async (number: string, day: string) =>
    (await ask<{ stays: (Hours & { bookingNumber: string })[] }>(`/board?from=${day}&nights=7`)).stays.filter(
      ({ bookingNumber }) => bookingNumber === number,
    );
  const inMessage = async (number: string) => {
    const { items } = await ask<{ items: { id: number }[] }>(`/imports/messages?bookingNumber=${number}`);
    return (await ask<{ content: Hours }>(`/imports/messages/${items[0]!.id}`)).content.dayUse;
  };
  const expectHours = async (number: string, from: string, until: string, day: string = oneDay.checkIn) => {
    const dayUse = { from, until };
    expect((await listed(number)).map((plan) => plan.dayUse)).to.deep.equal([dayUse]);
    expect((await onBoard(number, day)).map((stay) => stay.dayUse)).to.deep.equal([dayUse]);
    expect(await inMessage(number)).to.deep.equal(dayUse);
  };

  it('has the hours of its message, in the PMS, in the list, on the board and beside the message', async () => {
    await world.deliver(withTimes(newBooking('SAID', oneDay), '12:30', '19:00'));
    expect(await records.message('SAID-1')).to.equal('imported');
    expect(await inPms('SAID')).to.deep.equal(['12:30-19:00']);
    await expectHours('SAID', '12:30', '19:00');
  });

  it('has the hours of its changed message', async () => {
    await world.deliver(withTimes(changeOf('SAID', oneDay), '13:00', '20:00'));
    expect(await records.message('SAID-2')).to.equal('imported');
    expect(await inPms('SAID')).to.deep.equal(['13:00-20:00']);
    await expectHours('SAID', '13:00', '20:00');
  });

  it('has the hotel’s hours where nothing is said, not a night’s', async () => {
    const day = { ...oneDay, checkIn: '2027-03-03' };
    await world.deliver(withTimes(newBooking('UNSAID', day)));
    expect(await inPms('UNSAID')).to.deep.equal(['11:00-17:00']);
    await expectHours('UNSAID', '11:00', '17:00', day.checkIn);
    const { body } = await staff<{ version: number }>('get', '/imports/settings');
    const change = { version: body.version, dayUseHours: { from: '10:00', until: '15:00' } };
    expect((await staff('put', '/imports/settings', change, 'hours')).body).to.deep.include({
      dayUseHours: { from: '10:00', until: '15:00' },
    });
    const later = { ...oneDay, checkIn: '2027-03-04' };
    await world.deliver(withTimes(newBooking('BY-SETTING', later)));
    expect(await inPms('BY-SETTING')).to.deep.equal(['10:00-15:00']);
    await expectHours('BY-SETTING', '10:00', '15:00', later.checkIn);
    expect((await listed('UNSAID'))[0]!.dayUse, 'as it was booked').to.deep.equal({
      ...{ from: '11:00', until: '17:00' },
    });
    const reversed = { version: body.version + 1, dayUseHours: { from: '17:00', until: '09:00' } };
    expect((await staff('put', '/imports/settings', reversed, 'reversed')).status).to.equal(400);
    const back = { version: body.version + 1, dayUseHours: null };
    expect((await staff('put', '/imports/settings', back, 'back')).body).to.deep.include({
      dayUseHours: { from: '11:00', until: '17:00' },
    });
  });

  it('of one night has the hours of its plan; its times in the PMS stay those of the message', async () => {
    const plan = { checkIn: '2027-03-06', nights: 1, planName: '【ﾃﾞｲﾕｰｽ】11時～20時' };
    await world.deliver(withTimes(newBooking('PLAN', plan)));
    expect(await records.plan('PLAN')).to.include({ state: 'final', cause: 'day_use' });
    expect(await inPms('PLAN')).to.deep.equal(['16:00-10:00']);
    await expectHours('PLAN', '11:00', '20:00', plan.checkIn);
  });

  it('that becomes a stay over night has no hours any more', async () => {
    const stay = { checkIn: '2027-03-08', planName: 'デイユース 11-20時' };
    await world.deliver(newBooking('LONGER', { ...stay, nights: 0 }));
    expect((await listed('LONGER'))[0]!.dayUse).to.deep.equal({ from: '15:00', until: '20:00' });
    await world.deliver(changeOf('LONGER', { ...stay, nights: 2, planName: '素泊まり' }));
    expect(await records.message('LONGER-2')).to.equal('imported');
    expect((await listed('LONGER'))[0]).to.include({ nights: 2, dayUse: null });
    expect(await inMessage('LONGER')).to.equal(null);
  });

  it('takes the night: who arrives when it has been cleaned waits, since the PMS gives the room to nobody', async () => {
    const day = { checkIn: '2027-03-11' };
    const evening = (number: string) => withTimes(newBooking(number, { ...day, nights: 1 }), '21:00');
    await world.deliver(withTimes(newBooking('NOON', { ...day, nights: 0 }), '11:00', '15:00'));
    await world.deliver(evening('EVENING'));
    expect(await records.message('EVENING-1')).to.equal('pending: no_availability');
    expect(await records.reservations('EVENING')).to.deep.equal([]);
    expect(await records.doubleBooked()).to.deep.equal([]);

    const { id } = await records.reservation('NOON');
    const nights = await world.rows<{ id: string }>(
      'SELECT id FROM reservation_details WHERE reservation_id = $1',
      [id],
    );
    await world.host.reservations.cancelReservationRooms(
      ...(['test', world.hotel.hotelId, id, nights.map((night) => night.id), 3, true] as const),
    );
    await world.heyawari.drain();
    expect(await records.message('EVENING-1'), 'once the desk has freed the night').to.equal('imported');
    expect((await records.plan('EVENING')).room).to.equal('101');
  });

  it('into a room that somebody has for the night is for a person', async () => {
    const day = { checkIn: '2027-03-14' };
    await world.deliver(withTimes(newBooking('LATE', { ...day, nights: 1 }), '21:00'));
    await world.deliver(withTimes(newBooking('EARLY', { ...day, nights: 0 }), '11:00', '15:00'));
    expect(await records.message('EARLY-1')).to.equal('failed: day_use_without_room');
    expect(await inMessage('EARLY')).to.deep.equal({ from: '11:00', until: '15:00' });
  });
});

describe('children of a booking', () => {
  const database = useDatabase();
  let world: World;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: [...twins('201'), ...singles('101')] });
    database.onEnd(() => world.stop());
  });

  const family: RoomContent = { ...single, code: 'TWN', men: 1 };
  for (const [i, [element, beds]] of (
    [
      ['RoomChildA70Count', 3],
      ['RoomChildA70Count2', 3],
      ['RoomChildB50Count', 3],
      ['RoomChildB50Count2', 3],
      ['RoomChildC30Count', 1],
      ['RoomChildDNoneCount', 1],
      ['RoomChildECount', 3],
      ['RoomChildOtherCount', 3],
    ] as const
  ).entries())
    it(`counted in ${element} are people, and ${beds === 3 ? 'need' : 'do not need'} beds`, async () => {
      const number = `FAMILY-${i}`;
      const message = newBooking(number, { checkIn: `2027-04-${10 + 2 * i}`, nights: 1, rooms: [family] });
      const xml = replaced(
        replaced(message.xml, /<RoomChild\w+>[^<]*<\/RoomChild\w+>/g, ''),
        /(?=<RoomPaxMaleCount>)/g,
        `<${element}>2</${element}>`,
      );
      await world.deliver({
        ...message,
        xml: replaced(xml, /(?<=<(?:GrandTotal|PerRoom)PaxCount>)\d+/g, '3'),
      });
      const [plan] = await world.rows<{ people: number; beds: number; in_pms: number }>(
        `SELECT p.people, p.beds, (SELECT sum(d.number_of_people)::int FROM reservation_details d
                                    WHERE d.reservation_id = p.reservation_id) AS in_pms
           FROM heyawari.booking_plans p WHERE p.booking_number = $1`,
        [number],
      );
      expect(plan).to.deep.equal({ people: 3, beds, in_pms: 3 });
    });
});
