// Reservations that persons entered while nothing came in, and the bookings that come afterwards (D5): asked about, linked, and followed from then on.
import { expect } from 'chai';
import { type BookingChanges, cancellationOf, changeOf, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { frontDesk, useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

interface Message {
  readonly id: number;
  readonly version: number;
}

const asked = 'failed: entered_by_hand_already';

describe('a reservation that a person entered before its booking came', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, { auth: guardsByToken, rooms: singles('101', '102', '103', '104') });
  let staff: Staff;
  before(() => {
    staff = staffAt(desk.world.heyawari, desk.world.hotel.hotelId, 'view', 'operate', 'supervise');
  });

  let weeks = 0;
  /** Of a stay of two nights, on which nobody else is there. */
  const nextStay = () => {
    const day = (n: number) => new Date(Date.UTC(2027, 1, 1 + 7 * weeks + n)).toISOString().slice(0, 10);
    weeks += 1;
    return { checkIn: day(0), checkOut: day(2), day };
  };
  const enter = async (
    room: string,
    { checkIn, checkOut }: { checkIn: string; checkOut: string },
    { name = '高橋花子', number = null }: { name?: string; number?: string | null } = {},
  ) => {
    const { host, hotel } = desk.world;
    const id = await host.reservations.createReservationHold(
      'test',
      {
        ...{ hotelId: hotel.hotelId, checkIn, checkOut, people: 1, status: 'confirmed' },
        ...{ roomId: hotel.roomIds[room]!, client: { name } },
      },
      frontDesk,
    );
    await desk.world.rows('UPDATE reservations SET ota_reservation_id = $2 WHERE id = $1', [id, number]);
    return id!;
  };
  const book = (number: string, checkIn: string, changes: BookingChanges = {}) =>
    desk.world.deliver(newBooking(number, { checkIn, name: '高橋花子', ...changes }));
  const newest = async (number: string) =>
    (await staff<{ items: Message[] }>('get', `/imports/messages?bookingNumber=${number}`)).body.items[0]!;
  const act = async (number: string, action: string, body: object = {}) => {
    const { id, version } = await newest(number);
    const { status, body: answer } = await staff<{ key?: string }>(
      'post',
      `/imports/messages/${id}/${action}`,
      {
        version,
        ...body,
      },
    );
    return status === 200 ? 200 : `${status} ${answer.key}`;
  };
  const link = (number: string, reservationId: string) =>
    act(number, 'resolve', { resolution: 'entered_by_hand', reservationId, note: '電話で確認' });
  const cancel = (id: string) =>
    desk.world.host.reservations.updateReservationStatus('test', {
      ...{ id, hotel_id: desk.world.hotel.hotelId, status: 'cancelled', updated_by: frontDesk },
    });
  const message = (number: string, version = 1) => desk.records.message(`${number}-${version}`);

  it('under its number in other characters is asked about, whatever its dates', async () => {
    const stay = nextStay();
    await enter(
      '101',
      { checkIn: stay.day(1), checkOut: stay.day(2) },
      { name: '別人', number: 'ａｂ‐７１' },
    );
    await book('AB71', stay.checkIn);
    expect(await message('AB71')).to.equal(asked);
  });

  it('under its number in other characters is linked, and bears that number from then on', async () => {
    const stay = nextStay();
    const id = await enter('101', stay, { number: 'ａｂ‐７２' });
    await book('AB72', stay.checkIn);
    expect(await message('AB72')).to.equal(asked);
    expect(await link('AB72', id)).to.equal(200);
    await desk.world.deliver(cancellationOf('AB72', { checkIn: stay.checkIn }));
    expect(await message('AB72', 9)).to.equal('imported');
    expect(await desk.records.reservation('AB72')).to.include({ id, status: 'cancelled' });
  });

  it('with its guest’s names in the other order is asked about', async () => {
    const stay = nextStay();
    await enter('101', stay, { name: 'Hanako　TAKAHASHI' });
    await book('ORDER', stay.checkIn, { name: 'Takahashi Hanako' });
    expect(await message('ORDER')).to.equal(asked);
    await enter('102', stay, { name: '高橋 花子' });
    await book('OTHER', stay.checkIn, { name: '花高 橋子' });
    expect(await message('OTHER')).to.equal('imported');
  });

  it('and cancelled meanwhile is not linked: the booking would be lost', async () => {
    const stay = nextStay();
    const id = await enter('101', stay);
    await book('GONE', stay.checkIn);
    expect(await message('GONE')).to.equal(asked);
    await cancel(id);
    expect(await link('GONE', id)).to.equal('409 imports.reservation_cancelled');
    expect(await act('GONE', 'retry')).to.equal(200);
    expect(await message('GONE')).to.equal('imported');
  });

  it('is one booking’s: what its guest books beside it is imported without a question', async () => {
    const stay = nextStay();
    const id = await enter('101', stay);
    await book('FIRST', stay.checkIn);
    expect(await link('FIRST', id)).to.equal(200);
    await book('SECOND', stay.checkIn);
    expect(await message('SECOND')).to.equal('imported');
  });

  for (const [what, number] of [
    ['that bears its number', 'CANCEL1'],
    ['without a number', null],
  ] as const)
    it(`${what} is cancelled by the cancellation that a person links with it`, async () => {
      const stay = nextStay();
      const booking = number ?? 'CANCEL2';
      const id = await enter('101', stay, { number });
      await desk.world.deliver(cancellationOf(booking, { checkIn: stay.checkIn }));
      expect(await link(booking, id)).to.equal(200);
      expect(await message(booking, 9)).to.equal('imported');
      expect(await desk.records.reservation(booking)).to.include({ id, status: 'cancelled' });
    });

  it('is cancelled with whatever the person said of it, be it no note', async () => {
    const stay = nextStay();
    const id = await enter('101', stay, { number: 'CANCEL3' });
    await desk.world.deliver(cancellationOf('CANCEL3', { checkIn: stay.checkIn }));
    const said = { resolution: 'entered_by_hand', reservationId: id, where: '予約センター', who: '田中' };
    expect(await act('CANCEL3', 'resolve', said)).to.equal(200);
    const { id: messageId } = await newest('CANCEL3');
    const { body } = await staff<{ history: { note: object | null }[] }>(
      'get',
      `/imports/messages/${messageId}`,
    );
    expect(body.history.flatMap(({ note }) => note ?? [])).to.deep.equal([
      { text: null, where: '予約センター', who: '田中' },
    ]);
  });

  it('is found among two, and the other one stays as it is', async () => {
    const stay = nextStay();
    const ids = [await enter('101', stay), await enter('102', stay)];
    await book('TWO', stay.checkIn);
    expect(await message('TWO')).to.equal(asked);
    expect(await link('TWO', ids[1]!)).to.equal(200);
    await desk.world.deliver(cancellationOf('TWO', { checkIn: stay.checkIn }));
    const rows = await desk.world.rows<{ id: string; status: string }>(
      'SELECT id, status FROM reservations WHERE id = ANY($1)',
      [ids],
    );
    expect(new Map(rows.map(({ id, status }) => [id, status]))).to.deep.equal(
      new Map([
        [ids[0], 'confirmed'],
        [ids[1], 'cancelled'],
      ]),
    );
  });

  it('is told by the reconciliation where it is deleted or cancelled in the PMS once it is linked', async () => {
    const findings = async () => {
      expect((await staff('post', '/imports/reconcile')).status).to.equal(202);
      await desk.world.heyawari.drain();
      const { body } = await staff<{ items: { kind: string; bookingNumber: string }[] }>(
        'get',
        '/imports/reconciliation',
      );
      const told = body.items.map(({ kind, bookingNumber }) => `${kind} ${bookingNumber}`);
      return told.filter((one) => /(DELETED|STRUCK|KEPT)$/.test(one)).sort();
    };
    const stay = nextStay();
    const ids = new Map<string, string>();
    for (const [number, room] of [
      ['DELETED', '101'],
      ['STRUCK', '102'],
      ['KEPT', '103'],
    ] as const) {
      const name = `${number}様`;
      ids.set(number, await enter(room, stay, { name }));
      await book(number, stay.checkIn, { name });
      expect(await link(number, ids.get(number)!)).to.equal(200);
    }
    expect(await findings()).to.deep.equal([]);
    await desk.world.rows('DELETE FROM reservations WHERE id = $1', [ids.get('DELETED')]);
    await cancel(ids.get('STRUCK')!);
    expect(await findings()).to.deep.equal(['cancelled_in_pms STRUCK', 'missing_in_pms DELETED']);
  });

  it('is changed, cancelled and booked again by what its agency says once it is linked', async () => {
    const stay = nextStay();
    const id = await enter('101', stay);
    await book('LIFE', stay.checkIn);
    expect(await link('LIFE', id)).to.equal(200);
    await desk.world.deliver(changeOf('LIFE', { checkIn: stay.checkIn, nights: 3, name: '高橋花子' }));
    expect(await message('LIFE', 2)).to.equal('failed: edited_by_hand');
    const { id: held } = await newest('LIFE');
    const { body } = await staff<{ seen: string }>('get', `/imports/messages/${held}`);
    expect(await act('LIFE', 'accept', { seen: body.seen })).to.equal(200);
    expect((await desk.records.reservation('LIFE')).nights).to.have.length(3);
    await desk.world.deliver(cancellationOf('LIFE', { checkIn: stay.checkIn }));
    expect((await desk.records.reservation('LIFE')).status).to.equal('cancelled');
    await book('LIFE', stay.checkIn, { version: 10 });
    expect(await message('LIFE', 10)).to.equal('imported');
    const all = await desk.records.reservations('LIFE');
    expect(all.map(({ status }) => status)).to.deep.equal(['cancelled', 'confirmed']);
  });

  describe('and about which nobody has answered yet', () => {
    const statusOf = async (id: string) =>
      (await desk.world.rows<{ status: string }>('SELECT status FROM reservations WHERE id = $1', [id]))[0]!
        .status;
    const oneOf = async (number: string, version: number) => {
      const { body } = await staff<{ items: (Message & { kind: string })[] }>(
        'get',
        `/imports/messages?bookingNumber=${number}`,
      );
      // The newest first, one message a version.
      return body.items.at(-version)!;
    };
    const actOn = async ({ id, version }: Message, action: string, body: object = {}) => {
      const answer = await staff<{ reason: { key: string } | null }>(
        'post',
        `/imports/messages/${id}/${action}`,
        { version, ...body },
      );
      expect(answer.status).to.equal(200);
      return answer.body.reason?.key.replace('import.failure.', '');
    };
    const linkTo = (reservationId: string) => ({ resolution: 'entered_by_hand', reservationId });
    const changes = (number: string, checkIn: string, more: BookingChanges = {}) =>
      changeOf(number, { checkIn, name: '高橋花子', ...more });

    for (const together of [false, true]) {
      const how = together ? 'in the same delivery' : 'later';
      const twice = async (number: string, next: typeof changes | typeof cancellationOf) => {
        const stay = nextStay();
        const id = await enter('101', stay);
        const first = newBooking(number, { checkIn: stay.checkIn, name: '高橋花子' });
        const second =
          next === changes ? changes(number, stay.day(1)) : cancellationOf(number, { ...stay, version: 2 });
        if (together) await desk.world.deliver(first, second);
        else for (const message of [first, second]) await desk.world.deliver(message);
        return id;
      };

      it(`is asked about with the change to other dates, which comes ${how}, and not booked a second time`, async () => {
        const number = `MOVED-${how.length}`;
        const id = await twice(number, changes);
        expect([await message(number), await message(number, 2)]).to.deep.equal([asked, asked]);
        expect(await desk.records.reservations(number)).to.deep.equal([]);
        expect(await statusOf(id)).to.equal('confirmed');
      });

      it(`is asked about with the cancellation, which comes ${how}, and does not stay for nobody`, async () => {
        const number = `CALLED-OFF-${how.length}`;
        const id = await twice(number, cancellationOf);
        expect([await message(number), await message(number, 2)]).to.deep.equal([asked, asked]);
        expect(await actOn(await oneOf(number, 2), 'resolve', linkTo(id))).to.equal(undefined);
        expect([await message(number), await message(number, 2)]).to.deep.equal(['superseded', 'imported']);
        expect(await statusOf(id)).to.equal('cancelled');
      });
    }

    it('takes the change that came meanwhile once the new booking is linked with it', async () => {
      const stay = nextStay();
      const id = await enter('101', stay);
      await book('MEANWHILE', stay.checkIn);
      await desk.world.deliver(changes('MEANWHILE', stay.day(1)));
      await actOn(await oneOf('MEANWHILE', 1), 'resolve', linkTo(id));
      await desk.world.heyawari.drain();
      expect(await message('MEANWHILE', 2)).to.equal('failed: edited_by_hand');
      expect((await desk.records.reservation('MEANWHILE')).id).to.equal(id);
    });

    it('takes the change itself, with what it would undo told, where that is linked with it', async () => {
      const stay = nextStay();
      const id = await enter('101', stay);
      await book('DIRECT', stay.checkIn);
      await desk.world.deliver(changes('DIRECT', stay.day(1)));
      expect(await actOn(await oneOf('DIRECT', 2), 'resolve', linkTo(id))).to.equal('edited_by_hand');
      expect(await message('DIRECT')).to.match(/^resolved/);
      const held = await oneOf('DIRECT', 2);
      const { seen } = (await staff<{ seen: string }>('get', `/imports/messages/${held.id}`)).body;
      expect(await actOn(held, 'accept', { seen })).to.equal(undefined);
      expect(await desk.records.reservation('DIRECT')).to.deep.include({
        id,
        nights: [stay.day(1), stay.day(2)],
      });
    });

    it('goes with the cancellation that came meanwhile once the new booking is linked with it', async () => {
      const stay = nextStay();
      const id = await enter('101', stay);
      await book('LINKED-OFF', stay.checkIn);
      await desk.world.deliver(cancellationOf('LINKED-OFF', { ...stay, version: 2 }));
      await actOn(await oneOf('LINKED-OFF', 1), 'resolve', linkTo(id));
      await desk.world.heyawari.drain();
      expect(await message('LINKED-OFF', 2)).to.equal('imported');
      expect(await statusOf(id)).to.equal('cancelled');
    });

    it('is another booking: what came meanwhile is applied to the agency’s once a person says so of either', async () => {
      const stay = nextStay();
      const id = await enter('101', stay);
      for (const number of ['OTHER-1', 'OTHER-2', 'OTHER-3']) await book(number, stay.checkIn);
      await desk.world.deliver(
        changes('OTHER-1', stay.day(1)),
        changes('OTHER-2', stay.day(1)),
        cancellationOf('OTHER-3', { ...stay, version: 2 }),
      );
      await actOn(await oneOf('OTHER-1', 1), 'accept');
      await desk.world.heyawari.drain();
      await actOn(await oneOf('OTHER-2', 2), 'accept');
      await actOn(await oneOf('OTHER-3', 2), 'accept');
      for (const number of ['OTHER-1', 'OTHER-2']) {
        expect(await message(number, 2), number).to.equal('imported');
        expect((await desk.records.reservation(number)).nights).to.deep.equal([stay.day(1), stay.day(2)]);
      }
      expect([await message('OTHER-3'), await message('OTHER-3', 2)]).to.deep.equal([
        'superseded',
        'imported',
      ]);
      expect(await statusOf(id)).to.equal('confirmed');
    });

    it('is not asked about any more once it is gone', async () => {
      const stay = nextStay();
      const id = await enter('101', stay);
      await book('NO-MORE', stay.checkIn);
      expect(await message('NO-MORE')).to.equal(asked);
      await cancel(id);
      await desk.world.deliver(changes('NO-MORE', stay.day(1)));
      expect(await message('NO-MORE', 2)).to.equal('imported');
    });
  });
});
