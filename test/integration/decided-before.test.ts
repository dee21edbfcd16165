// What a person or a later message has decided of a booking is not undone by what comes late: a deleted reservation, an older message, a damaged one.
import { expect } from 'chai';
import { cancellationOf, changeOf, newBooking, singles } from '../support/bookings.js';
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
});
