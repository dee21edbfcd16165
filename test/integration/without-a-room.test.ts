// Bookings that have no room are seen at once, with who booked and through whom, whatever keeps them from having one (O10).
import { expect } from 'chai';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { cancellationOf, changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import type { SalesToStopAnswer, StaysWithoutRoomAnswer } from '../../plugin/api/index.js';
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

type StayWithoutRoom = StaysWithoutRoomAnswer['items'][number];
type Sale = SalesToStopAnswer['items'][number];

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
    staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate', 'supervise', 'configure');
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

  describe('since it broke the transaction of its import', () => {
    /** Fails at the commit of whatever writes a plan of that booking, which nothing can catch. */
    const breakAtPlanOf = (number: string) =>
      world.rows(`
        CREATE FUNCTION break_${number}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken by the test'; END $$;
        CREATE CONSTRAINT TRIGGER break_${number} AFTER INSERT ON heyawari.booking_plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
          WHEN (NEW.booking_number = '${number}') EXECUTE FUNCTION break_${number}()`);
    const triesUsedUp = async () => {
      for (let tries = 0; tries < 3; tries += 1)
        await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 180_000));
    };

    it('is shown when all tries are used up, with what it broke by', async () => {
      await world.rows(`
        CREATE FUNCTION break_import() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken by the test'; END $$;
        CREATE TRIGGER break_import BEFORE UPDATE ON heyawari.ota_import_cache FOR EACH ROW
          WHEN (NEW.booking_number = 'ASIDE' AND NEW.status = 'imported') EXECUTE FUNCTION break_import()`);
      await world.deliver(newBooking('ASIDE', { checkIn: '2027-03-18' }));
      expect(await records.message('ASIDE-1')).to.equal('retrying: unexpected');
      expect(await shown('ASIDE')).to.equal(undefined);
      await triesUsedUp();
      expect(await records.message('ASIDE-1')).to.equal('failed: unexpected');
      expect((await shown('ASIDE'))?.reason.key).to.equal('import.failure.unexpected');
      expect(await records.reservations('ASIDE')).to.deep.equal([]);
    });

    it('is given up without being shown where that breaks it too, and keeps nobody', async () => {
      await breakAtPlanOf('WORSE');
      await world.deliver(newBooking('WORSE', { checkIn: '2027-03-20' }));
      await triesUsedUp();
      expect(await records.message('WORSE-1')).to.equal('failed: unexpected');
      expect(await shown('WORSE')).to.equal(undefined);
      await world.deliver(newBooking('BEHIND', { checkIn: '2027-03-20' }));
      expect(await records.message('BEHIND-1')).to.equal('imported');
    });
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

  describe('for which there is none', () => {
    const nights = { checkIn: '2027-04-01', nights: 2 };
    let types: World['hotel']['typeIds'];
    const look = async (number: string) => {
      const { body } = await staff<{ items: StayWithoutRoom[] }>('get', '/imports/stays-without-room');
      return body.items.filter(({ plan }) => plan.bookingNumber === number);
    };
    const sales = async () => {
      const { body } = await staff<{ items: Sale[] }>('get', '/sales-to-stop');
      return body.items.flatMap(({ type, night, state }) =>
        night.startsWith('2027-04') ? [`${night} ${type.name} ${state}`] : [],
      );
    };
    const cancel = async (number: string) => {
      await world.deliver(cancellationOf(number));
      await world.heyawari.drain();
    };

    before(async () => {
      types = world.hotel.typeIds;
      const { body } = await staff<{ version: number }>('get', '/room-hierarchy');
      const relation = { fromTypeId: types.SGL, toTypeId: types.TWN, policy: 'suggest', costPerNight: 2_500 };
      const added = await staff('post', '/room-hierarchy/relations', { ...relation, version: body.version });
      expect(added.status).to.equal(201);
      await world.deliver(
        newBooking('H1', { ...nights, nights: 1 }),
        newBooking('H2', { ...nights, nights: 1 }),
        newBooking('H3', { ...nights, nights: 1 }),
        newBooking('NONE', { ...nights, name: '鈴木 一郎' }),
      );
    });

    it('is told which nights are full, and which upgrade a person may give it; that is given by importing its message', async () => {
      const [one] = await look('NONE');
      expect(one).to.deep.include({ fits: null });
      expect(one!.plan.guestName).to.equal('鈴木 一郎');
      expect(one!.full.map((full) => [full.type.name, full.nights])).to.deep.equal([['SGL', ['2027-04-01']]]);
      expect(one!.upgrades.map(({ room, costPerNight }) => [room.number, costPerNight])).to.deep.equal([
        ['201', 2_500],
      ]);
      const offered = one!.message!.actions.map(({ action }) => action);
      expect(offered).to.include.members(['import', 'resolve']);
      const choices = [{ slot: one!.plan.slot, roomId: one!.upgrades[0]!.room.id }];
      await world.deliver(newBooking('TAKEN', { ...nights, name: '別の 方' }));
      const [other] = await look('TAKEN');
      const { id, version } = other!.message!;
      const given = await staff<{ imported: boolean }>('post', `/imports/messages/${id}/import`, {
        version,
        choices,
      });
      expect(given.body.imported).to.equal(true);
      expect((await records.plans('TAKEN')).map(({ room }) => room)).to.deep.equal(['201']);
      expect((await look('NONE'))[0]!.upgrades).to.deep.equal([]);
      await cancel('TAKEN');
    });

    it('is not proposed again what a person has refused it, and others are', async () => {
      const [one] = await look('NONE');
      const refuse = (body: object) => staff('post', `/booking-plans/${one!.plan.id}/refuse-upgrade`, body);
      expect((await refuse({ version: one!.plan.version + 1, roomTypeId: types.TWN })).status).to.equal(409);
      const body = { version: one!.plan.version, roomTypeId: types.TWN };
      expect((await refuse(body)).status).to.equal(200);
      const [after] = await look('NONE');
      expect(after!.upgrades).to.deep.equal([]);
      expect(after!.refused.map(({ name }) => name)).to.deep.equal(['TWN']);
      const { rows } = await world.pool.query(
        "SELECT details FROM heyawari.audit_log WHERE action = 'booking-plan.refuse-upgrade'",
      );
      expect(rows.map(({ details }) => details as object)).to.deep.equal([
        { before: { refusedTypes: [] }, after: { refusedTypes: [types.TWN] } },
      ]);
      await world.deliver(newBooking('OTHER', nights));
      expect((await look('OTHER'))[0]!.upgrades).to.have.length(1);
      await cancel('OTHER');
    });

    it('is proposed again what a person has refused it, once that is taken back', async () => {
      const [one] = await look('NONE');
      expect(one!.refused).to.have.length(1);
      const again = (body: object, as = staff) =>
        as('post', `/booking-plans/${one!.plan.id}/propose-upgrade-again`, body);
      const body = { version: one!.plan.version, roomTypeId: types.TWN };
      expect((await again({ ...body, version: body.version + 1 })).status).to.equal(409);
      const onlooker = staffAt(world.heyawari, world.hotel.hotelId, 'view');
      expect((await again(body, onlooker)).status).to.equal(403);
      expect((await again(body)).status).to.equal(200);
      const [after] = await look('NONE');
      expect(after!.refused).to.deep.equal([]);
      expect(after!.upgrades.map(({ room }) => room.type.name)).to.deep.equal(['TWN']);
      const { rows } = await world.pool.query(
        "SELECT details FROM heyawari.audit_log WHERE action = 'booking-plan.propose-upgrade-again'",
      );
      expect(rows.map(({ details }) => details as object)).to.deep.equal([
        { before: { refusedTypes: [types.TWN] }, after: { refusedTypes: [] } },
      ]);
      const elsewhere = '/booking-plans/999999/propose-upgrade-again';
      expect((await staff('post', elsewhere, body)).status).to.equal(404);
    });

    it('of several rooms is told which of them would fit', async () => {
      await cancel('H3');
      await world.heyawari.drain();
      expect(await records.message('NONE-1')).to.equal('imported');
      await cancel('H2');
      await world.deliver(newBooking('PAIR', { ...nights, rooms: [single, single] }));
      expect((await look('PAIR')).map(({ fits }) => fits?.type.name)).to.deep.equal(['SGL', undefined]);
      await cancel('PAIR');
      await world.deliver(newBooking('H4', { ...nights, nights: 1 }));
    });

    it('has its nights named, so that nobody sells them, until it has a room', async () => {
      await world.deliver(newBooking('LAST', nights));
      expect(await sales()).to.deep.equal(['2027-04-01 SGL to_stop']);
      const span = { roomTypeId: types.SGL, from: '2027-04-01', nights: 1 };
      expect((await staff('post', '/sales-to-stop/stop', span)).status).to.equal(200);
      expect(await sales()).to.deep.equal(['2027-04-01 SGL stopped']);
      const { body } = await staff<{ items: Sale[] }>('get', '/sales-to-stop');
      expect(body.items.find(({ night }) => night === '2027-04-01')?.stopped?.userId).to.equal(7);
      await cancel('H4');
      expect(await records.message('LAST-1')).to.equal('imported');
      expect(await sales()).to.deep.equal(['2027-04-01 SGL may_resume']);
      expect((await staff('post', '/sales-to-stop/resume', span)).status).to.equal(200);
      expect(await sales()).to.deep.equal([]);
    });

    it('and is one that the hotel intends to have too many is shown, and stops no sale', async () => {
      await world.deliver(newBooking('OVER', { ...nights, nights: 1 }));
      expect(await sales()).to.deep.equal(['2027-04-01 SGL to_stop']);
      const allow = (stays: number, version: number) =>
        staff<SalesToStopAnswer>('put', '/overbooking-allowances', { roomTypeId: types.SGL, stays, version });
      const allowed = await allow(1, 0);
      expect(allowed.status).to.equal(200);
      expect(
        allowed.body.allowances.map(({ type, stays, version }) => [type.name, stays, version]),
      ).to.deep.equal([
        ['SGL', 1, 1],
        ['TWN', 0, 0],
      ]);
      expect(await sales()).to.deep.equal([]);
      expect((await look('OVER')).length).to.equal(1);
      expect((await allow(0, 1)).status).to.equal(200);
      expect(await sales()).to.deep.equal(['2027-04-01 SGL to_stop']);
    });

    it('and is one too many is so as the first of two says who set that at once, and no later one overwrites it unseen', async () => {
      const allow = (stays: number, version: number) =>
        staff<SalesToStopAnswer & { key: string }>('put', '/overbooking-allowances', {
          ...{ roomTypeId: types.TWN, stays, version },
        });
      const standing = async () => {
        const { body } = await staff<SalesToStopAnswer>('get', '/sales-to-stop');
        const { stays, version } = body.allowances.find(({ type }) => type.name === 'TWN')!;
        return { stays, version };
      };
      for (const seen of [0, 1]) {
        const answers = await Promise.all([allow(2, seen), allow(3, seen)]);
        expect(answers.map(({ status }) => status).toSorted()).to.deep.equal([200, 409]);
        expect(answers.find(({ status }) => status === 409)!.body.key).to.equal('version.changed');
        const first = answers[0].status === 200 ? 2 : 3;
        expect(await standing()).to.deep.equal({ stays: first, version: seen + 1 });
      }
      expect((await allow(0, 2)).status).to.equal(200);
      for (const seen of [0, 2, 4]) expect((await allow(5, seen)).status, String(seen)).to.equal(409);
      expect(await standing()).to.deep.equal({ stays: 0, version: 3 });
    });

    it('is nobody’s to deal with who may not', async () => {
      const desk = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate');
      const body = { roomTypeId: types.SGL, stays: 1, version: 2 };
      expect((await desk('put', '/overbooking-allowances', body)).status).to.equal(403);
      const onlooker = staffAt(world.heyawari, world.hotel.hotelId, 'view');
      const span = { roomTypeId: types.SGL, from: '2027-04-01', nights: 1 };
      expect((await onlooker('post', '/sales-to-stop/stop', span)).status).to.equal(403);
      const stranger = staffAt(world.heyawari, world.hotel.hotelId);
      expect((await stranger('get', '/imports/stays-without-room')).status).to.equal(403);
      const unknown = { ...span, roomTypeId: 999_999 };
      expect((await desk('post', '/sales-to-stop/stop', unknown)).status).to.equal(404);
    });
  });
});
