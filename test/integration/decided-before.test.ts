// What a person or a later message has decided of a booking is not undone by what comes late: a deleted reservation, an older message, a damaged one.
import { expect } from 'chai';
import { cancellationOf, changeOf, newBooking, single, singles } from '../support/bookings.js';
import { clerkEdits } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

interface Message {
  readonly id: number;
  readonly version: number;
  readonly status: string;
  readonly reason: { readonly key: string; readonly params: object } | null;
}

describe('a booking of which something has been decided', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, {
    ...{ auth: guardsByToken, rooms: singles('101', '102', '103') },
  });
  let clerk: Staff;

  before(() => {
    const { heyawari, hotel } = desk.world;
    clerk = staffAt(heyawari, hotel.hotelId, 'view', 'operate', 'supervise');
  });

  const messagesOf = async (number: string) =>
    (await clerk<{ items: Message[] }>('get', `/imports/messages?bookingNumber=${number}`)).body.items;
  const act = ({ id, version }: Message, action: string, body: object = {}) =>
    clerk<{ imported: boolean; key: string; message: Message }>('post', `/imports/messages/${id}/${action}`, {
      version,
      ...body,
    });
  const states = async (number: string) =>
    (await desk.records.reservations(number)).map(({ status, nights }) => `${status} ${nights.length}`);

  describe('and whose reservation somebody has deleted in the PMS', () => {
    async function deleted(number: string): Promise<void> {
      await desk.world.deliver(newBooking(number));
      await desk.world.rows('DELETE FROM reservations WHERE ota_reservation_id = $1', [number]);
      await desk.world.heyawari.drain();
    }

    for (const [what, messageOf, nights] of [
      ['change', (number: string) => changeOf(number, { nights: 3 }), 3],
      ['new booking', (number: string) => newBooking(number, { version: 2 }), 2],
    ] as const)
      it(`is not booked anew by its agency’s next ${what}, until a person accepts that`, async () => {
        const number = `GONE-${nights}`;
        await deleted(number);
        await desk.world.deliver(messageOf(number));
        expect(await desk.records.message(`${number}-2`)).to.equal('failed: deleted_in_pms');
        expect(await states(number)).to.deep.equal([]);
        expect(await desk.records.roomNights(number)).to.deep.equal([]);
        const [held] = await messagesOf(number);
        expect(held!.reason!.params).to.deep.equal({ received: '2027-01-20' });
        const { status, body } = await act(held!, 'accept');
        expect([status, body.imported], JSON.stringify(body)).to.deep.equal([200, true]);
        expect(await states(number)).to.deep.equal([`confirmed ${nights}`]);
        await desk.world.deliver(cancellationOf(number));
      });

    it('is cancelled by its agency with nothing left to do, and made again then', async () => {
      await deleted('GONE-CXL');
      await desk.world.deliver(cancellationOf('GONE-CXL', { version: 2 }));
      expect(await desk.records.message('GONE-CXL-2')).to.equal('imported');
      await desk.world.deliver(newBooking('GONE-CXL', { version: 3 }));
      expect(await states('GONE-CXL')).to.deep.equal(['confirmed 2']);
      await desk.world.deliver(cancellationOf('GONE-CXL', { version: 4 }));
    });

    it('is booked anew at once where the hotel has that for cancelled ones', async () => {
      await deleted('GONE-AUTO');
      const { hotelId } = desk.world.hotel;
      const automatically = (kinds: string) =>
        desk.world.rows('UPDATE heyawari.hotel_settings SET applied_automatically = $2 WHERE hotel_id = $1', [
          hotelId,
          kinds,
        ]);
      await desk.world.rows(
        'INSERT INTO heyawari.hotel_settings (hotel_id) VALUES ($1) ON CONFLICT DO NOTHING',
        [hotelId],
      );
      await automatically('{reservation_cancelled}');
      await desk.world.deliver(changeOf('GONE-AUTO'));
      await automatically('{}');
      expect(await states('GONE-AUTO')).to.deep.equal(['confirmed 2']);
    });
  });

  describe('and of which an older and a newer message are held', () => {
    const note = { reason: 'お客様に確認済み' };
    const edits = () => clerkEdits(desk.world);
    const prices = async (number: string) =>
      (
        await desk.world.rows<{ price: string }>(
          `SELECT DISTINCT d.price FROM reservation_details d JOIN reservations r ON r.id = d.reservation_id
            WHERE r.ota_reservation_id = $1 AND d.cancelled IS NULL`,
          [number],
        )
      ).map(({ price }) => Number(price));
    const priced = (pricePerNight: number) => ({ rooms: [{ ...single, pricePerNight }] });

    /** 8,000 by its booking, 9,000 by a person, 8,200 and then 8,300 by its agency. */
    async function held(number: string) {
      await desk.world.deliver(newBooking(number));
      await edits().changePrice(number, 9000);
      await desk.world.deliver(changeOf(number, { version: 2, ...priced(8200) }));
      await desk.world.deliver(changeOf(number, { version: 3, ...priced(8300) }));
      const [newer, older] = await messagesOf(number);
      expect([older!.status, newer!.status]).to.deep.equal(['failed', 'failed']);
      return { older: older!.id, newer: newer!.id };
    }

    async function decide(number: string, id: number, action: 'accept' | 'reject') {
      const message = (await messagesOf(number)).find((one) => one.id === id)!;
      const { seen } = (await clerk<{ seen: string | null }>('get', `/imports/messages/${id}`)).body;
      const { status, body } = await act(message, action, action === 'reject' ? note : { seen });
      return status === 200 ? body.message.status : body.key;
    }

    for (const [first, second, answers, price] of [
      ['older accept', 'newer accept', ['imported', 'imported'], 8300],
      ['older accept', 'newer reject', ['imported', 'resolved'], 8200],
      ['older reject', 'newer accept', ['resolved', 'imported'], 8300],
      ['older reject', 'newer reject', ['resolved', 'resolved'], 9000],
      ['newer accept', 'older accept', ['imported', 'imports.not_possible'], 8300],
      ['newer accept', 'older reject', ['imported', 'imports.not_possible'], 8300],
      ['newer reject', 'older accept', ['resolved', 'imports.newer_rejected'], 9000],
      ['newer reject', 'older reject', ['resolved', 'resolved'], 9000],
    ] as const)
      it(`comes to ${price} yen by ${first}, then ${second}`, async () => {
        const number = `TWO-${first}-${second}`.replaceAll(' ', '-');
        const ids = await held(number);
        const done: string[] = [];
        for (const step of [first, second]) {
          const [which, action] = step.split(' ') as ['older' | 'newer', 'accept' | 'reject'];
          done.push(await decide(number, ids[which], action));
        }
        expect(done).to.deep.equal(answers);
        expect(await prices(number)).to.deep.equal([price]);
        await desk.world.rows('DELETE FROM reservations WHERE ota_reservation_id = $1', [number]);
      });

    it('says of the older one, once the newer one is rejected, what a person can do, and does it', async () => {
      const { older, newer } = await held('TWO-TOLD');
      expect(await decide('TWO-TOLD', newer, 'reject')).to.equal('resolved');
      const message = async () => (await messagesOf('TWO-TOLD')).find((one) => one.id === older)!;
      for (const action of ['accept', 'retry'] as const) {
        const { status, body } = await act(await message(), action, {});
        expect([status, body.key], action).to.deep.equal([409, 'imports.newer_rejected']);
        expect((body as unknown as { error: string }).error).to.include(`No.${newer}`);
      }
      // No room that somebody chooses makes it the last word.
      const chosen = await act(await message(), 'import', { choices: [] });
      expect([chosen.status, chosen.body.key]).to.deep.equal([409, 'imports.not_possible']);
      const { status } = await act(await message(), 'resolve', { resolution: 'done_in_pms' });
      expect(status).to.equal(200);
      expect(await prices('TWO-TOLD')).to.deep.equal([9000]);
    });

    it('nor is one applied by itself that comes late, older than what a person rejected', async () => {
      await desk.world.deliver(newBooking('TWO-LATE'));
      await edits().changePrice('TWO-LATE', 9000);
      await desk.world.deliver(changeOf('TWO-LATE', { version: 3, ...priced(8300) }));
      const [newer] = await messagesOf('TWO-LATE');
      expect(await decide('TWO-LATE', newer!.id, 'reject')).to.equal('resolved');
      await desk.world.deliver(changeOf('TWO-LATE', { version: 2, nights: 1, ...priced(9000) }));
      expect(await desk.records.message('TWO-LATE-2')).to.equal('failed: newer_rejected');
      expect(await states('TWO-LATE')).to.deep.equal(['confirmed 2']);
    });
  });

  describe('and whose damaged message comes whole, under the same DataID', () => {
    const whole = (number: string, nights = 2) => newBooking(number, { checkIn: '2027-05-01', nights });
    const damages: Readonly<Record<string, (xml: string) => string>> = {
      'a date is none': (xml) => xml.replace(/<CheckOutDate>[^<]*/, '<CheckOutDate>soon'),
      'it names no rooms': (xml) =>
        xml.replace(/<RoomAndGuestInformation>.*<\/RoomAndGuestInformation>/s, ''),
      'it breaks off': (xml) => xml.slice(0, Math.floor(xml.length * 0.9)),
      'it breaks off before its booking number': (xml) =>
        xml.slice(0, xml.indexOf('<TravelAgencyBookingNumber>')),
    };
    const damaged = (number: string, how: (xml: string) => string) => {
      const { dataId, xml } = whole(number);
      return { dataId, xml: how(xml) };
    };
    const statuses = async (number: string) =>
      (
        await desk.world.rows<{ status: string }>(
          `SELECT concat_ws(': ', status, failure_code) AS status FROM heyawari.ota_import_cache WHERE data_id = $1 ORDER BY id`,
          [`${number}-1`],
        )
      ).map(({ status }) => status);
    const unplaced = async (number: string) =>
      (await desk.records.plans(number)).filter(({ state }) => state === 'unplaced').length;

    Object.entries(damages).forEach(([what, how], i) => {
      for (const together of [false, true])
        it(`is booked once, and the damaged one is over${together ? ', in one delivery' : ''}: ${what}`, async () => {
          const number = `WHOLE${i}${together}`;
          const [first, second] = [damaged(number, how), whole(number)];
          if (together) await desk.world.deliver(first, second);
          else {
            await desk.world.deliver(first);
            expect(String(await statuses(number))).to.match(/^failed: /);
            await desk.world.deliver(second);
          }
          expect(await statuses(number)).to.deep.equal(['superseded', 'imported']);
          expect(await states(number)).to.deep.equal(['confirmed 2']);
          expect(await unplaced(number)).to.equal(0);
          await desk.world.deliver(whole(number));
          expect(await statuses(number)).to.deep.equal(['superseded', 'imported', 'duplicate']);
          await desk.world.deliver(cancellationOf(number));
        });
    });

    it('stays with a person where a person has entered it by hand meanwhile', async () => {
      const number = 'WHOLE-HAND';
      await desk.world.deliver(damaged(number, damages['a date is none']!));
      expect(await unplaced(number)).to.equal(1);
      const [failed] = await messagesOf(number);
      const reservationId = await desk.walkIn('101', '2027-05-01', '2027-05-03');
      const entered = { resolution: 'entered_by_hand', reservationId };
      expect((await act(failed!, 'resolve', entered)).status).to.equal(200);
      await desk.world.deliver(whole(number));
      expect(await statuses(number)).to.deep.equal([
        'resolved: date_invalid',
        'failed: same_id_other_content',
      ]);
      await desk.world.deliver(cancellationOf(number));
    });

    it('is booked as it was where it came whole first', async () => {
      const number = 'WHOLE-FIRST';
      await desk.world.deliver(whole(number));
      await desk.world.deliver(damaged(number, damages['it breaks off']!));
      await desk.world.deliver(damaged(number, damages['a date is none']!));
      expect(await statuses(number)).to.deep.equal([
        'imported',
        'superseded',
        'failed: same_id_other_content',
      ]);
      await desk.world.deliver(cancellationOf(number));
    });
  });
});
