// What a person does with a message that was not imported (O7, D18): every command, and everything that refuses it.
import { expect } from 'chai';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

interface Message {
  readonly id: number;
  readonly version: number;
  readonly state: string;
  readonly status: string;
  readonly reservationId: string | null;
  readonly reason: { readonly key: string } | null;
  readonly actions: readonly { readonly action: string; readonly permission: string }[];
}

interface Outcome {
  readonly imported: boolean;
  readonly reason: { readonly key: string } | null;
  readonly message: Message;
}

describe('a message in a person’s hands', function () {
  this.timeout(60_000);
  const database = useDatabase();
  let world: World;
  let clerk: Staff;
  let supervisor: Staff;
  let other: Staff;

  const messagesOf = async (number: string) =>
    (await clerk<{ items: Message[] }>('get', `/imports/messages?bookingNumber=${number}`)).body.items;
  const newest = async (number: string) => (await messagesOf(number))[0]!;
  const act = (one: Message, action: string, body: object = {}, by: Staff = clerk, key?: string) =>
    by<Outcome & { key: string }>(
      'post',
      `/imports/messages/${one.id}/${action}`,
      { version: one.version, ...body },
      key,
    );
  const reservations = (number: string) =>
    world.rows<{ id: string; status: string; check_out: string }>(
      `SELECT id, status, to_char(check_out, 'YYYY-MM-DD') AS check_out FROM reservations WHERE ota_reservation_id = $1`,
      [number],
    );

  before(async () => {
    world = await createWorld({
      ...{ databaseUrl: database.url(), auth: guardsByToken, types: ['SGL', 'TWN', 'DLX'] },
      rooms: [...singles('101', '102', '103'), ...twins('201'), { room: '301', type: 'DLX', capacity: 2 }],
    });
    database.onEnd(() => world.stop());
    clerk = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate');
    supervisor = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate', 'supervise');
    other = staffAt(world.heyawari, world.hotel.hotelId + 1, 'view', 'operate', 'supervise');
  });

  it('is imported into a room that the clerk chose, which is final', async () => {
    await world.deliver(newBooking('CODE', { rooms: [{ ...single, code: 'NEW' }] }));
    const message = await newest('CODE');
    expect(message).to.include({ state: 'waiting', status: 'pending' });
    const roomId = world.hotel.roomIds['102'];
    const { status, body } = await act(message, 'import', { choices: [{ slot: 0, roomId }] });
    expect(status, JSON.stringify(body)).to.equal(200);
    expect(body.imported).to.equal(true);
    const [reservation] = await reservations('CODE');
    expect(body.message).to.include({ state: 'done', status: 'imported', reservationId: reservation!.id });
    const [plan] = await world.rows<{ room_id: number; final_cause: string }>(
      `SELECT room_id, final_cause FROM heyawari.booking_plans WHERE booking_number = 'CODE' AND room_state <> 'ended'`,
    );
    expect(plan).to.deep.equal({ room_id: roomId, final_cause: 'person' });
  });

  it('is refused where it has changed since, or is another hotel’s', async () => {
    const { malformedXml } = badMessages({ bookedOn: '2027-01-20', checkIn: '2027-02-01' });
    await world.deliver(malformedXml);
    const { items } = (await clerk<{ items: Message[] }>('get', '/imports/messages?state=failed')).body;
    const broken = items[0]!;
    const old = await act({ ...broken, version: broken.version + 1 }, 'retry');
    expect(old).to.include({ status: 409 });
    expect(old.body.key).to.equal('version.changed');
    expect((await act(broken, 'retry', {}, other)).status).to.equal(404);
    expect((await act(broken, 'ignore', { reason: '試験' })).status).to.equal(403);
    const again = await act(broken, 'retry');
    expect(again.body).to.include({ imported: false });
    expect(again.body.message.state).to.equal('failed');
    const ignored = await act(again.body.message, 'ignore', { reason: '試験の通知' }, supervisor);
    expect(ignored.body.message).to.include({ status: 'ignored', state: 'done' });
  });

  it('that was held is applied as the agency says once it is accepted', async () => {
    await world.deliver(newBooking('HELD', { checkIn: '2027-03-01', rooms: [single, single] }));
    await world.deliver(changeOf('HELD', { checkIn: '2027-03-01', nights: 3, rooms: [single, single] }));
    const held = await newest('HELD');
    expect(held).to.include({ state: 'held' });
    expect(held.actions.map(({ action }) => action)).to.include.members(['accept', 'reject']);
    const detail = await clerk<{ differences: { part: string }[] }>('get', `/imports/messages/${held.id}`);
    expect(detail.status, JSON.stringify(detail.body)).to.equal(200);
    expect(detail.body.differences.map(({ part }) => part)).to.deep.equal(['dates', 'price']);
    const { body } = await act(held, 'accept');
    expect(body.imported, JSON.stringify(body)).to.equal(true);
    expect((await reservations('HELD'))[0]).to.include({ check_out: '2027-03-04' });
  });
});
