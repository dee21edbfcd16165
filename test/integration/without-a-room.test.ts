// Bookings that have no room are seen at once, with who booked and through whom, whatever keeps them from having one (O10).
import { expect } from 'chai';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { changeOf, newBooking, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { frontDesk } from '../support/front-desk.js';
import { type Records, recordsOf } from '../support/records.js';
import { replaced } from '../support/reports.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

interface Plan {
  readonly bookingNumber: string;
  readonly state: string;
  readonly guestName: string | null;
  readonly agency: string | null;
  readonly reason: { readonly key: string };
}

describe('a booking that has no room', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let staff: Staff;
  /** Bookings that the PMS's function refuses. */
  const refused = new Set<string>();

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102', '103'), ...twins('201')],
      auth: guardsByToken,
      settings: { import: { systemErrorTries: 2 } },
      hostFunctions: (functions) => ({
        ...functions,
        addOTAReservation: (requestId, hotel, data, client) =>
          refused.has(JSON.stringify(data).match(/"TravelAgencyBookingNumber":"(.*?)"/)?.[1] ?? '')
            ? Promise.resolve({ success: false, error: 'refused' })
            : functions.addOTAReservation(requestId, hotel, data, client),
      }),
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate', 'supervise');
  });

  const shown = async (number: string): Promise<Plan | undefined> => {
    const { body } = await staff<{ items: Plan[] }>('get', `/booking-plans?state=unplaced&search=${number}`);
    return body.items[0];
  };
  const codeNamed = (message: Message, code: string, name: string): Message => ({
    ...message,
    xml: replaced(
      replaced(message.xml, '<RoomTypeCode>SGL', `<RoomTypeCode>${code}`),
      '<RoomTypeName>SGL',
      `<RoomTypeName>${name}`,
    ),
  });

  it('for want of a room is named with its guest and agency, to who may see it, and to nobody without', async () => {
    const nights = { checkIn: '2027-02-01' };
    await world.deliver(
      newBooking('A1', nights),
      newBooking('A2', nights),
      newBooking('A3', nights),
      newBooking('FULL', { ...nights, name: '田中 太郎' }),
    );
    expect(await shown('FULL')).to.deep.include({ guestName: '田中 太郎', agency: 'そらとうみトラベル' });
    const { body: list } = await staff<{ unplaced: Plan[] }>('get', '/screens/list');
    expect(list.unplaced.map(({ guestName }) => guestName)).to.deep.equal(['田中 太郎']);
    const { body: board } = await staff<{ unplaced: Plan[] }>('get', '/screens/board?from=2027-02-01');
    expect(board.unplaced.map(({ agency }) => agency)).to.deep.equal(['そらとうみトラベル']);
    const stranger = staffAt(world.heyawari, world.hotel.hotelId);
    expect((await stranger('get', '/screens/list')).status).to.equal(403);
    const [row] = await world.rows<{ text: string }>(
      `SELECT string_agg(p::text, ' ') AS text FROM heyawari.booking_plans p`,
    );
    expect(row!.text).to.not.match(/田中|そらとうみトラベル Ltd/);
  });

  it('under a code that leads nowhere is shown as the type that the agency names, until the code means something', async () => {
    await world.deliver(codeNamed(newBooking('NAMED', { checkIn: '2027-03-01', nights: 1 }), 'X9', 'ｓｇｌ'));
    expect(await records.message('NAMED-1')).to.equal('pending: room_code_unknown');
    expect((await shown('NAMED'))?.reason.key).to.equal('import.failure.room_code_unknown');
    await world.deliver(
      codeNamed(newBooking('UNNAMED', { checkIn: '2027-03-01', nights: 1 }), 'X8', 'はなれ'),
    );
    expect(await shown('UNNAMED')).to.equal(undefined);
    const mapping = { code: 'X9', typeId: world.hotel.typeIds.SGL, smoking: 'unspecified' };
    expect((await staff('post', '/mappings', mapping)).status).to.equal(201);
    await world.heyawari.drain();
    expect(await records.message('NAMED-1')).to.equal('imported');
    expect(await shown('NAMED')).to.equal(undefined);
  });

  it('and may have been entered by hand is shown until a person has said which', async () => {
    await world.host.reservations.createReservationHold(
      'test',
      {
        ...{ hotelId: world.hotel.hotelId, checkIn: '2027-03-05', checkOut: '2027-03-07', people: 1 },
        ...{ status: 'confirmed', roomId: world.hotel.roomIds['101']!, client: { name: '佐藤 花子' } },
      },
      frontDesk,
    );
    await world.deliver(newBooking('HAND', { checkIn: '2027-03-05', name: '佐藤 花子' }));
    expect(await records.message('HAND-1')).to.equal('failed: entered_by_hand_already');
    expect((await shown('HAND'))?.reason.key).to.equal('import.failure.entered_by_hand_already');
  });

  it('since a person has cancelled it is shown until that is settled', async () => {
    await world.deliver(newBooking('BACK', { checkIn: '2027-03-10' }));
    await world.host.reservations.updateReservationStatus('test', {
      ...{ id: (await records.reservation('BACK')).id, hotel_id: world.hotel.hotelId },
      ...{ status: 'cancelled', updated_by: frontDesk },
    });
    await world.deliver(changeOf('BACK', { checkIn: '2027-03-11' }));
    expect(await records.message('BACK-2')).to.equal('failed: reservation_cancelled');
    expect((await shown('BACK'))?.reason.key).to.equal('import.failure.reservation_cancelled');
  });

  it('since the PMS refuses it is shown when all tries are used up', async () => {
    refused.add('NO');
    await world.deliver(newBooking('NO', { checkIn: '2027-03-15' }));
    expect(await records.message('NO-1')).to.equal('retrying: host_refused');
    expect(await shown('NO')).to.equal(undefined);
    await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 180_000));
    expect(await records.message('NO-1')).to.equal('failed: host_refused');
    expect((await shown('NO'))?.reason.key).to.equal('import.failure.host_refused');
    refused.clear();
  });

  it('since its booking has not come is shown at once where its guest comes today or tomorrow', async () => {
    await world.deliver(
      changeOf('SOON', { checkIn: '2027-01-21' }),
      changeOf('LATER', { checkIn: '2027-01-25' }),
    );
    expect(await records.message('SOON-2')).to.equal('waiting: booking_unknown');
    expect((await shown('SOON'))?.reason.key).to.equal('import.failure.booking_unknown');
    expect(await shown('LATER')).to.equal(undefined);
    await world.deliver(newBooking('SOON', { checkIn: '2027-01-22' }));
    expect(await records.message('SOON-2')).to.equal('imported');
    expect((await records.plans('SOON')).map(({ state, checkIn }) => [state, checkIn])).to.deep.equal([
      ['tentative', '2027-01-21'],
    ]);
  });
});
