// What the adapter reads of a reservation, on the PMS's real tables.
import { expect } from 'chai';
import { useDatabase } from '../../../../test/support/database.js';
import { seedHotel, type SeededHotel } from '../../../../test/support/host-pms.js';
import { bookingNumber, hotelId, reservationId } from '../../../domain/ids.js';
import { createDatabase, openDatabase, inHotel } from '../../../platform/database/index.js';
import {
  bookerNames,
  bookings,
  enteredByHand,
  namesOfPhones,
  nightsWritten,
  reservationIdsFrom,
  reservations,
  typesAsGiven,
  whereWritten,
} from './reservations.js';
import { createStateReader } from './state.js';
import { hotelDate } from '../../../domain/hotel-date.js';

describe('a reservation of the PMS', () => {
  const database = useDatabase();
  let hotel: SeededHotel;

  before(async () => {
    const rooms = ['101', '102'].map((number) => ({ room: number, type: 'SGL' }));
    rooms.push({ room: '201', type: 'TWN' });
    hotel = await seedHotel(database.pool(), { name: 'test hotel', rooms });
  });

  const sql = () => createDatabase(database.pool());
  const id = () => hotelId(hotel.hotelId);
  const write = async (statement: string, values: unknown[]) =>
    (await database.pool().query<{ id: string }>(statement, values)).rows[0]?.id ?? '';

  async function reserve(number: string, status = 'confirmed') {
    const client = await write(
      `INSERT INTO clients (name, name_kana, name_kanji, created_by) VALUES ('Yamada', 'ヤマダ', '山田', 1) RETURNING id`,
      [],
    );
    return write(
      `INSERT INTO reservations (hotel_id, reservation_client_id, check_in, check_out, number_of_people, status, ota_reservation_id,
         created_by) VALUES ($1, $2, '2027-02-01', '2027-02-03', 2, $3, $4, 1) RETURNING id`,
      [hotel.hotelId, client, status, number],
    );
  }
  const night = (reservation: string, date: string, room: string | null, cancelled = false) =>
    write(
      `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, cancelled, created_by)
       VALUES ($1, $2, $3, $4, 2, 8000, CASE WHEN $5 THEN gen_random_uuid() END, 1) RETURNING id`,
      [hotel.hotelId, reservation, date, room && hotel.roomIds[room], cancelled],
    );
  const byNumber = async (number: string) =>
    (await bookings(inHotel(sql(), id()), [bookingNumber(number)], []))[0]!;

  it('has its active nights in rooms, in order, and no others', async () => {
    const made = await reserve('B1');
    await night(made, '2027-02-02', '102');
    await night(made, '2027-02-01', '101');
    await night(made, '2027-02-01', '102', true);
    await night(made, '2027-02-03', null);
    const read = await byNumber('B1');
    expect(read).to.include({ id: made, status: 'booked', checkIn: '2027-02-01', checkOut: '2027-02-03' });
    expect(read.nights).to.deep.equal([
      { date: '2027-02-01', roomId: hotel.roomIds['101'], people: 2, price: 8000 },
      { date: '2027-02-02', roomId: hotel.roomIds['102'], people: 2, price: 8000 },
    ]);
  });

  it('is booked, in house, over, cancelled or a block', async () => {
    const statuses = ['hold', 'provisory', 'confirmed', 'checked_in', 'checked_out', 'cancelled', 'block'];
    for (const status of statuses) await reserve(`S-${status}`, status);
    const read = await Promise.all(statuses.map(async (status) => (await byNumber(`S-${status}`)).status));
    expect(read).to.deep.equal([
      'booked',
      'booked',
      'booked',
      'checked_in',
      'checked_out',
      'cancelled',
      'block',
    ]);
  });

  it('may have its guest in the house from its own check-in time on, or from 16:00', async () => {
    const made = await reserve('T1');
    expect((await byNumber('T1')).checkInMinute).to.equal(16 * 60);
    await write(`UPDATE reservations SET check_in_time = '20:30' WHERE id = $1`, [made]);
    expect((await byNumber('T1')).checkInMinute).to.equal(20 * 60 + 30);
    await write(`UPDATE reservations SET check_in_time = NULL WHERE id = $1`, [made]);
    expect((await byNumber('T1')).checkInMinute).to.equal(16 * 60);
  });

  describe('was given a room for the type', () => {
    const twin = () => hotel.roomIds['201'];
    const given = async (number: string) => {
      const types = await typesAsGiven(inHotel(sql(), id()), (await byNumber(number)).id);
      const name = (type: number) => Object.entries(hotel.typeIds).find(([, of]) => of === type)?.[0];
      return [...types].map(([room, type]) => [room, name(type)]);
    };

    it('of the room it is in, or was in before a person moved it', async () => {
      const made = await reserve('W1');
      const moved = await night(made, '2027-02-12', '101');
      expect(await given('W1')).to.deep.equal([[hotel.roomIds['101'], 'SGL']]);
      await write('UPDATE reservation_details SET room_id = $2, updated_by = 2 WHERE id = $1', [
        moved,
        twin(),
      ]);
      expect(await given('W1')).to.deep.equal([[twin(), 'SGL']]);
    });

    it('that nobody knows where a person entered the night, or the log has forgotten where it was', async () => {
      const made = await reserve('W2');
      const detail = await night(made, '2027-02-13', '201');
      await write('DELETE FROM logs_reservation WHERE record_id = $1', [detail]);
      expect(await given('W2')).to.deep.equal([[twin(), 'TWN']]);
      await write('UPDATE reservation_details SET updated_by = 2 WHERE id = $1', [detail]);
      await write('DELETE FROM logs_reservation WHERE record_id = $1', [detail]);
      expect(await given('W2')).to.deep.equal([]);
      await write('UPDATE reservation_details SET created_by = 2, updated_by = NULL WHERE id = $1', [detail]);
      expect(await given('W2')).to.deep.equal([]);
    });
  });

  it('is found by a night from a day on, or by its id, in its own hotel only', async () => {
    const made = await reserve('F1');
    await night(made, '2027-03-01', '101');
    const from = (date: string) => reservationIdsFrom(inHotel(sql(), id()), hotelDate(date));
    expect(await from('2027-03-01')).to.deep.equal([made]);
    expect(await from('2027-03-02')).to.deep.equal([]);
    expect(await reservations(inHotel(sql(), id()), [reservationId(made)])).to.have.length(1);
    expect(
      await reservations(inHotel(sql(), hotelId(hotel.hotelId + 1)), [reservationId(made)]),
    ).to.deep.equal([]);
    expect(await reservations(inHotel(sql(), id()), [])).to.deep.equal([]);
  });

  it('is read without a look at the tables of other hotels', async () => {
    const other = await seedHotel(database.pool(), {
      name: 'other hotel',
      rooms: [{ room: '1', type: 'SGL' }],
    });
    const made = await reserve('O1');
    await night(made, '2027-02-01', '101');
    const own = openDatabase(database.pool());
    const locking = await database.pool().connect();
    try {
      const tables = ['reservations', 'reservation_details', 'reservation_payments', 'reservation_addons'];
      tables.push('reservation_rates', 'reservation_clients', 'reservation_parking');
      const parts = tables.map((table) => `${table}_${other.hotelId}`);
      await locking.query(`BEGIN; LOCK TABLE ${parts.join()} IN ACCESS EXCLUSIVE MODE`);
      const numbers = [bookingNumber('O1')];
      expect(await reservations(inHotel(own, id()), [reservationId(made)])).to.have.length(1);
      expect(await bookings(inHotel(own, id()), numbers, [])).to.have.length(1);
      const asked = { arrivals: [hotelDate('2027-02-01')], numbers, today: hotelDate('2027-01-01') };
      expect(await enteredByHand(inHotel(own, id()), asked)).to.deep.equal([]);
      expect((await createStateReader()(inHotel(own, id()), [reservationId(made)])).size).to.equal(1);
      expect((await whereWritten(inHotel(own, id()), numbers[0]!, []))?.nights).to.have.length(1);
      expect((await nightsWritten(inHotel(own, id()), reservationId(made)))?.nights).to.have.length(1);
      expect((await typesAsGiven(inHotel(own, id()), reservationId(made))).size).to.equal(1);
    } finally {
      await locking.query('ROLLBACK');
      locking.release();
      await own.end();
    }
  });

  it('is found by its booker’s phone, however that is written', async () => {
    const phones = [
      '０９０－１２３４－５６７８',
      '+81 90 1234 5678',
      '090.1234.5678 (携帯)',
      '090-1234-5679',
    ];
    for (const [i, phone] of phones.entries()) {
      const made = await reserve(`P${i}`);
      await write(
        `UPDATE clients SET phone = $2, name_kanji = $3 WHERE id = (SELECT reservation_client_id FROM reservations WHERE id = $1)`,
        [made, phone, `客${i}`],
      );
    }
    const found = await namesOfPhones(inHotel(sql(), id()), ['09012345678'], new Date('2020-01-01'));
    expect(found.map(({ name }) => name).sort()).to.deep.equal(['客0', '客1', '客2']);
  });

  it('shows its booker in kanji', async () => {
    const made = await reserve('N1');
    expect([...(await bookerNames(inHotel(sql(), id()), [reservationId(made)])).values()]).to.deep.equal([
      '山田',
    ]);
  });
});
