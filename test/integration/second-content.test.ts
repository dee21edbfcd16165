// A second message under one DataID that says something else: a person decides about it (O2), and sees its stay as 部屋未定 until then (O10).
import { expect } from 'chai';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { type BookingChanges, cancellationOf, changeOf, newBooking, singles } from '../support/bookings.js';
import type { ImportMessageAnswer, StaysWithoutRoomAnswer } from '../../plugin/api/index.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { replaced } from '../support/reports.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

const contradiction = 'failed: same_id_other_content';
const reason = 'import.failure.same_id_other_content';

/** The message under the DataID of the first one of another booking. */
const underIdOf = (number: string, message: Message): Message => ({
  dataId: `${number}-1`,
  xml: replaced(message.xml, /(?<=<DataID>)[^<]*/, `${number}-1`),
});

describe('another content under a DataID that is known', () => {
  const database = useDatabase();
  const desk = useFrontDesk(database, { auth: guardsByToken, rooms: singles('101', '102', '103', '104') });
  let staff: Staff;
  before(() => {
    staff = staffAt(
      desk.world.heyawari,
      desk.world.hotel.hotelId,
      'view',
      'operate',
      'supervise',
      'configure',
    );
  });

  const deliver = (...messages: Message[]) => desk.world.deliver(...messages);
  const statuses = async (number: string) =>
    (
      await desk.world.rows<{ status: string }>(
        `SELECT concat_ws(': ', status, failure_code) AS status FROM heyawari.ota_import_cache WHERE booking_number = $1 ORDER BY id`,
        [number],
      )
    ).map(({ status }) => status);
  const shown = async (number: string) => {
    const { body } = await staff<StaysWithoutRoomAnswer>('get', '/imports/stays-without-room');
    return body.items.filter(({ plan }) => plan.bookingNumber === number);
  };
  const datesShown = async (number: string) =>
    (await shown(number)).map(({ plan }) => `${plan.checkIn} ${plan.checkOut} ${plan.reason.key}`);
  const living = async (number: string) =>
    (await desk.records.reservations(number)).map(({ status, nights }) => `${status} ${nights.length}`);
  const act = (message: ImportMessageAnswer, action: string, body: object = {}) =>
    staff<{ imported: boolean }>('post', `/imports/messages/${message.id}/${action}`, {
      version: message.version,
      ...body,
    });
  const openOf = async (number: string) => {
    const { body } = await staff<{ items: ImportMessageAnswer[] }>(
      'get',
      `/imports/messages?bookingNumber=${number}`,
    );
    return body.items[0]!;
  };
  /** A booking, and under its DataID another one. */
  const twoUnderOne = (first: string, second: string, checkIn: string, changes: BookingChanges = {}) =>
    [
      newBooking(first, { checkIn }),
      underIdOf(first, newBooking(second, { checkIn, nights: 1, name: '田中 太郎', ...changes })),
    ] as const;

  for (const together of [true, false])
    describe(`in ${together ? 'one delivery' : 'two deliveries'}`, () => {
      const [a, b, n, x, day] = together
        ? (['A1', 'B1', 'N1', 'X1', '2027-02-01'] as const)
        : (['A2', 'B2', 'N2', 'X2', '2027-03-01'] as const);
      const deliverBoth = async (first: Message, second: Message) => {
        if (together) return deliver(first, second);
        await deliver(first);
        await deliver(second);
      };

      it('that names another booking is seen as 部屋未定 with its guest, and changes nothing else', async () => {
        await deliverBoth(...twoUnderOne(a, b, day));
        expect(await statuses(a)).to.deep.equal(['imported']);
        expect(await statuses(b)).to.deep.equal([contradiction]);
        expect(await living(a)).to.deep.equal(['confirmed 2']);
        expect(await living(b)).to.deep.equal([]);
        const [stay, ...others] = await shown(b);
        expect(others).to.deep.equal([]);
        expect(stay!.plan).to.deep.include({
          guestName: '田中 太郎',
          agency: 'そらとうみトラベル',
          checkIn: day,
        });
        expect(stay!.plan.reason.key).to.equal(reason);
        expect(stay!.message!.reason!.key).to.equal(reason);
        expect(stay!.message!.actions.map(({ action }) => action)).to.include.members([
          ...['import', 'accept', 'reject', 'resolve', 'ignore'],
        ]);
      });

      it('is the same again however often it comes, and the first still stands for the DataID', async () => {
        const [first, second] = twoUnderOne(a, b, day);
        await deliverBoth(second, first);
        await deliverBoth(second, second);
        expect(await statuses(a)).to.deep.equal(['imported', 'duplicate']);
        expect(await statuses(b)).to.deep.equal([contradiction, 'duplicate', 'duplicate', 'duplicate']);
        expect(await shown(b)).to.have.length(1);
      });

      it('that names other dates of the booking is told at its stay, which has its room', async () => {
        await deliverBoth(newBooking(n, { checkIn: day }), newBooking(n, { checkIn: day, nights: 4 }));
        expect(await statuses(n)).to.deep.equal(['imported', contradiction]);
        expect(await living(n)).to.deep.equal(['confirmed 2']);
        expect(await shown(n)).to.deep.equal([]);
        const { body } = await staff<{ items: object[] }>('get', '/imports/open-bookings');
        const { reservationId } = await openOf(n);
        expect(body.items.map((one) => JSON.stringify(one)).join()).to.include(`"bookingNumber":"${n}"`);
        expect(reservationId).to.equal((await desk.records.reservation(n)).id);
      });

      it('that is a cancellation names no stay, and cancels nothing', async () => {
        const cancellation = cancellationOf(x, { checkIn: day });
        await deliverBoth(newBooking(x, { checkIn: day }), underIdOf(x, cancellation));
        expect(await statuses(x)).to.deep.equal(['imported', contradiction]);
        expect(await living(x)).to.deep.equal(['confirmed 2']);
        expect(await shown(x)).to.deep.equal([]);
      });
    });

  describe('has no say in what becomes of the messages of its booking', () => {
    const day = '2027-04-01';

    it('is a person’s though a later version has been applied', async () => {
      const first = newBooking('O1', { checkIn: day });
      await deliver(first, changeOf('O1', { checkIn: day, nights: 3 }));
      await deliver(newBooking('O1', { checkIn: day, nights: 1 }));
      expect(await statuses('O1')).to.deep.equal(['imported', 'imported', contradiction]);
      expect(await living('O1')).to.deep.equal(['confirmed 3']);
    });

    it('is not the booking that a change waits for', async () => {
      await deliver(...twoUnderOne('O2', 'O3', day), changeOf('O3', { checkIn: day, nights: 2 }));
      expect(await statuses('O3')).to.deep.equal([contradiction, 'waiting: booking_unknown']);
      await deliver(newBooking('O3', { checkIn: day, nights: 1 }));
      expect(await statuses('O3')).to.deep.equal([contradiction, 'imported', 'imported']);
      expect(await living('O3')).to.deep.equal(['confirmed 2']);
      expect(await shown('O3')).to.deep.equal([]);
    });

    it('puts no versions of the booking in another order', async () => {
      const later = '2027-04-10';
      await deliver(underIdOf('O1', newBooking('O4', { checkIn: later, sentOn: '2027-01-10' })));
      expect(await statuses('O4')).to.deep.equal([contradiction]);
      const third = changeOf('O4', { checkIn: later, nights: 3, version: 3, sentOn: '2027-01-20' });
      await deliver(third, newBooking('O4', { checkIn: later, nights: 1, sentOn: '2027-01-22' }));
      expect(await statuses('O4')).to.deep.equal([contradiction, 'imported', 'imported']);
      expect(await living('O4')).to.deep.equal(['confirmed 3']);
    });

    it('is shown no more once its agency cancels the booking, and stays a person’s', async () => {
      await deliver(...twoUnderOne('O5', 'O6', '2027-04-20'));
      expect(await shown('O6')).to.have.length(1);
      await deliver(cancellationOf('O6', { checkIn: '2027-04-20' }));
      expect(await shown('O6')).to.deep.equal([]);
      expect(await statuses('O6')).to.deep.equal([contradiction, 'imported']);
      expect(await living('O5')).to.deep.equal(['confirmed 2']);
    });
  });

  it('takes nothing from a stay that waits for a room: its nights, its reason and its message stay', async () => {
    const day = '2027-05-01';
    await deliver(
      ...['F1', 'F2', 'F3', 'F4'].map((number) => newBooking(number, { checkIn: day, nights: 1 })),
    );
    await deliver(newBooking('WAITS', { checkIn: day, nights: 3 }));
    const before = await datesShown('WAITS');
    expect(before).to.have.length(1);
    expect(before[0]).to.match(/^2027-05-01 2027-05-04 placement/);
    await deliver(newBooking('WAITS', { checkIn: '2027-05-20', nights: 1 }));
    expect(await statuses('WAITS')).to.deep.equal(['pending: no_availability', contradiction]);
    expect(await datesShown('WAITS')).to.deep.equal(before);
    const [stay] = await shown('WAITS');
    expect(stay!.message!.status).to.equal('pending');
    await deliver(cancellationOf('F1', { checkIn: day }));
    expect(await living('WAITS')).to.deep.equal(['confirmed 3']);
    expect(await shown('WAITS')).to.deep.equal([]);
  });

  it('never takes effect, though showing it breaks the transaction', async () => {
    await desk.world.rows(`
      CREATE FUNCTION break_show() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken by the test'; END $$;
      CREATE CONSTRAINT TRIGGER break_show AFTER INSERT ON heyawari.booking_plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (NEW.booking_number = 'BREAKS') EXECUTE FUNCTION break_show()`);
    await deliver(...twoUnderOne('WHOLE', 'BREAKS', '2027-05-25'));
    await desk.world.heyawari.advanceTo(new Date(desk.world.clock.now().getTime() + 3_600_000));
    expect(await statuses('BREAKS')).to.deep.equal([contradiction]);
    expect([await living('WHOLE'), await living('BREAKS')]).to.deep.equal([['confirmed 2'], []]);
  });

  it('never takes effect, though a build that does not know of it were to try it', async () => {
    await desk.world.rows(`
      CREATE FUNCTION forget_code() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN NEW.failure_code := NULL; NEW.failure_class := NULL; RETURN NEW; END $$;
      CREATE TRIGGER forget_code BEFORE UPDATE ON heyawari.ota_import_cache FOR EACH ROW
        WHEN (NEW.booking_number = 'UNAWARE' AND NEW.status = 'pending') EXECUTE FUNCTION forget_code()`);
    await deliver(...twoUnderOne('AWARE', 'UNAWARE', '2027-05-28'));
    expect(await statuses('UNAWARE')).to.deep.equal([contradiction]);
    expect([await living('AWARE'), await living('UNAWARE')]).to.deep.equal([['confirmed 2'], []]);
    expect(await shown('UNAWARE')).to.have.length(1);
  });

  describe('is shown until a person', () => {
    const seen = async (number: string, checkIn: string) => {
      await deliver(...twoUnderOne(`${number}-A`, number, checkIn));
      const [stay] = await shown(number);
      return stay!.message!;
    };
    const deeds: readonly (readonly [action: string, body: object])[] = [
      ['reject', { reason: '誤送信でした' }],
      ['ignore', { reason: '誤送信でした' }],
      ['resolve', { resolution: 'housed_elsewhere', where: '別館', who: '佐藤' }],
      ['resolve', { resolution: 'cancellation_requested' }],
    ];
    for (const [i, [action, body]] of deeds.entries())
      it(`has settled it by ${action} ${JSON.stringify(body)}`, async () => {
        const number = `P${i}`;
        const done = await act(await seen(number, `2027-06-0${i + 1}`), action, body);
        expect(done.status, JSON.stringify(done.body)).to.equal(200);
        expect(await shown(number)).to.deep.equal([]);
        expect(await living(`${number}-A`)).to.deep.equal(['confirmed 2']);
      });

    it('has accepted it: both bookings are in', async () => {
      const done = await act(await seen('ACC', '2027-06-10'), 'accept');
      expect(done.body.imported).to.equal(true);
      expect(await shown('ACC')).to.deep.equal([]);
      expect([await living('ACC'), await living('ACC-A')]).to.deep.equal([['confirmed 1'], ['confirmed 2']]);
      await deliver(twoUnderOne('ACC-A', 'ACC', '2027-06-10')[1]);
      expect(await statuses('ACC')).to.deep.equal(['imported', 'duplicate']);
    });

    it('has given it a room', async () => {
      const message = await seen('IMP', '2027-06-15');
      const choices = [{ slot: 0, roomId: desk.world.hotel.roomIds['104']! }];
      expect((await act(message, 'import', { choices })).body.imported).to.equal(true);
      expect(await shown('IMP')).to.deep.equal([]);
      expect((await desk.records.plan('IMP')).room).to.equal('104');
    });

    it('has said what it is; to try it again is not that', async () => {
      const message = await seen('TRY', '2027-06-20');
      expect((await act(message, 'retry')).body.imported).to.equal(false);
      expect(await shown('TRY')).to.have.length(1);
      expect(await statuses('TRY')).to.deep.equal([contradiction]);
    });
  });

  describe('in a hotel whose rooms are not planned', () => {
    it('is seen, too', async () => {
      await desk.world.heyawari.configureHotel(desk.world.hotel.hotelId, {
        ...{ rollOut: 'off', mode: 'BALANCE', deadlinePresetDays: 0 },
        upgrades: new Map(),
      });
      await deliver(...twoUnderOne('R1', 'R2', '2027-07-01'));
      expect(await statuses('R2')).to.deep.equal([contradiction]);
      expect(await shown('R2')).to.have.length(1);
      expect(await living('R2')).to.deep.equal([]);
    });
  });
});
