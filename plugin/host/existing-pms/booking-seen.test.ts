// What is seen of the PMS's function on its way, against what PostgreSQL holds after it.
import { expect } from 'chai';
import type pg from 'pg';
import type { bookingMessage } from '../../../test/support/booking-message.js';
import { useDatabase } from '../../../test/support/database.js';
import { loadHostModules, seedHotel, type SeededHotel } from '../../../test/support/host-pms.js';
import { report } from '../../../test/contract/host-under-test.js';
import { bookingNumber, hotelId } from '../../domain/ids.js';
import { inHotel, openDatabase, type OwnDatabase } from '../../platform/database/index.js';
import { seeingBooking } from './booking-seen.js';
import { whereWritten } from './reading/reservations.js';

type Ask = (client: pg.PoolClient, hotel: SeededHotel) => Promise<unknown>;

describe('where the PMS puts a new booking, as seen on the way', () => {
  const database = useDatabase();
  let hotel: SeededHotel;
  let own: OwnDatabase;
  let modules: ReturnType<typeof loadHostModules>;

  before(async () => {
    const rooms = ['101', '102', '103'].map((number) => ({ room: number, type: 'SGL' }));
    hotel = await seedHotel(database.pool(), { name: 'test hotel', rooms });
    own = openDatabase(database.pool());
    modules = loadHostModules(database.url());
    database.onEnd(async () => {
      await modules.close();
      await own.end();
    });
  });

  /** What is seen of `work` and what is there after it, all of it undone. */
  const seenOf = async (number: string, nights: number, work: Ask) => {
    let seen, there;
    const undone = new Error('undone');
    await own
      .transaction(async (tx) => {
        const seeing = seeingBooking(hotelId(hotel.hotelId), tx.client);
        await work(seeing.client, hotel);
        seen = seeing.where(nights);
        there = await whereWritten(inHotel(tx, hotelId(hotel.hotelId)), bookingNumber(number), []);
        throw undone;
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    return { seen, there };
  };

  const added =
    (message: Parameters<typeof bookingMessage>[0]): Ask =>
    async (client, { hotelId: id }) => {
      const result = await modules.reservations.addOTAReservation(
        undefined,
        id,
        await report(message),
        client,
      );
      expect(result).to.deep.equal({ success: true });
    };

  it('is what PostgreSQL holds, of one room and of several', async () => {
    const one = await seenOf('S1', 2, added({ bookingNumber: 'S1', nights: 2 }));
    expect(one.seen).to.deep.equal(one.there).and.to.have.property('nights').with.length(2);
    const rooms = [{ code: 'SGL' }, { code: 'SGL' }];
    const two = await seenOf('S2', 6, added({ bookingNumber: 'S2', nights: 3, rooms }));
    expect(two.seen).to.deep.equal(two.there).and.to.have.property('nights').with.length(6);
  });

  it('is asked for where there are more or fewer nights than the message has', async () => {
    expect((await seenOf('S3', 3, added({ bookingNumber: 'S3', nights: 2 }))).seen).to.equal(undefined);
    expect((await seenOf('S4', 1, added({ bookingNumber: 'S4', nights: 2 }))).seen).to.equal(undefined);
  });

  const more: Readonly<Record<string, Ask>> = {
    'a night is changed after it was written': (client) =>
      client.query('UPDATE reservation_details SET room_id = room_id WHERE hotel_id = $1', [hotel.hotelId]),
    'something is taken back': async (client) => {
      await client.query('SAVEPOINT something');
      await client.query('ROLLBACK TO SAVEPOINT something');
    },
    'something is written by an object': (client) =>
      client.query({
        text: 'DELETE FROM reservation_details WHERE hotel_id = $1 AND false',
        values: [hotel.hotelId],
      }),
    'something is written with a callback': (client) =>
      new Promise<void>((resolve, reject) => {
        client.query('DELETE FROM reservations WHERE hotel_id = $1 AND false', [hotel.hotelId], (error) =>
          error ? reject(error) : resolve(),
        );
      }),
    'another reservation is added': added({ bookingNumber: 'OTHER', nights: 1 }),
  };
  for (const [what, also] of Object.entries(more))
    it(`is asked for where ${what}`, async () => {
      const { seen, there } = await seenOf('S5', 2, async (client, of) => {
        await added({ bookingNumber: 'S5', nights: 2 })(client, of);
        await also(client, of);
      });
      expect(seen).to.equal(undefined);
      expect(there).to.have.property('nights').with.length(2);
    });
});
