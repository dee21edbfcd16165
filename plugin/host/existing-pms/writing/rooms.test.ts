// Moving what reservations hold from room to room, on the PMS's real tables.
import { expect } from 'chai';
import { useDatabase } from '../../../../test/support/database.js';
import { seedHotel, type SeededHotel } from '../../../../test/support/host-pms.js';
import { hotelId, reservationId, roomId, roomTypeId } from '../../../domain/ids.js';
import { createDatabase } from '../../../platform/database/index.js';
import { createHostGate } from '../../gate.js';
import { moveStays } from './rooms.js';

const typeOf = (room: string) => (room.startsWith('1') ? 'SGL' : 'TWN');

describe('moving stays in the PMS', () => {
  const database = useDatabase();
  let hotel: SeededHotel;
  let client: string;

  before(async () => {
    const rooms = ['101', '102', '103', '104', '201', '202'].map((room) => ({ room, type: typeOf(room) }));
    hotel = await seedHotel(database.pool(), { name: 'test hotel', rooms });
    client = await write(
      `INSERT INTO clients (name, name_kana, name_kanji, created_by) VALUES ('Yamada', 'ヤマダ', '山田', 1) RETURNING id`,
    );
  });

  const write = async (statement: string, values: unknown[] = []) =>
    (await database.pool().query<{ id: string }>(statement, values)).rows[0]?.id ?? '';

  /** A reservation of two nights in each of the rooms. */
  async function reserve(...rooms: string[]): Promise<string> {
    const id = await write(
      `INSERT INTO reservations (hotel_id, reservation_client_id, check_in, check_out, number_of_people, status, created_by)
       VALUES ($1, $2, '2027-02-01', '2027-02-03', 2, 'confirmed', 1) RETURNING id`,
      [hotel.hotelId, client],
    );
    for (const room of rooms) for (const date of ['2027-02-01', '2027-02-02']) await night(id, room, date);
    return id;
  }
  const night = (id: string, room: string, date: string, cancelled = false) =>
    write(
      `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, cancelled, created_by)
       VALUES ($1, $2, $3, $4, 1, 8000, CASE WHEN $5 THEN gen_random_uuid() END, 1)`,
      [hotel.hotelId, id, date, hotel.roomIds[room], cancelled],
    );
  const pay = (id: string, room: string) =>
    write(
      `INSERT INTO reservation_payments (hotel_id, reservation_id, date, room_id, client_id, value, created_by)
       VALUES ($1, $2, '2027-02-01', $3, $4, 5000, 1)`,
      [hotel.hotelId, id, hotel.roomIds[room], client],
    );

  const there = (room: string) => ({
    id: roomId(hotel.roomIds[room]!),
    typeId: roomTypeId(hotel.typeIds[typeOf(room)]!),
  });
  /** Moves them in one transaction, and answers with the notifications held. */
  const move = (...moves: readonly (readonly [string, string, string])[]) => {
    const gate = createHostGate({
      database: createDatabase(database.pool()),
      heldPerSecond: 0,
      onWaiting: () => undefined,
    });
    return gate.transaction(hotelId(hotel.hotelId), 'rest', async (tx) => {
      await moveStays(
        tx,
        moves.map(([id, from, to]) => ({ reservation: reservationId(id), from: there(from), to: there(to) })),
      );
      return tx.held();
    });
  };

  /** The rooms of what a table holds of the reservation, each once. */
  async function roomsIn(table: string, id: string, which = 'true'): Promise<string> {
    const { rows } = await database.pool().query<{ number: string }>(
      `SELECT DISTINCT r.room_number AS number FROM ${table} d JOIN rooms r ON r.id = d.room_id AND r.hotel_id = d.hotel_id
          WHERE d.hotel_id = $1 AND d.reservation_id = $2 AND ${which} ORDER BY 1`,
      [hotel.hotelId, id],
    );
    return rows.map(({ number }) => number).join(' ');
  }
  const nights = (id: string) => roomsIn('reservation_details', id, 'd.cancelled IS NULL');

  it('brings each reservation’s nights and the payments that name the room to its other room, and touches no others', async () => {
    const [one, two, bystander] = [await reserve('101'), await reserve('102'), await reserve('103', '104')];
    for (const [id, room] of [
      [one, '101'],
      [two, '102'],
      [bystander, '103'],
    ] as const)
      await pay(id, room);
    expect(await move([one, '101', '102'], [two, '102', '101'])).to.equal(0);
    expect([await nights(one), await nights(two), await nights(bystander)]).to.deep.equal([
      '102',
      '101',
      '103 104',
    ]);
    const paid = (id: string) => roomsIn('reservation_payments', id);
    expect([await paid(one), await paid(two), await paid(bystander)]).to.deep.equal(['102', '101', '103']);
  });

  it('moves the rooms of one reservation in the order given, one into the room that another has left', async () => {
    const one = await reserve('101', '102');
    await move([one, '102', '103'], [one, '101', '102'], [one, '103', '104']);
    expect(await nights(one)).to.equal('102 104');
  });

  it('counts as held the nights that go to another type, and those alone', async () => {
    const [one, two] = [await reserve('101'), await reserve('102', '201')];
    expect(await move([one, '101', '103'], [two, '102', '202'], [two, '201', '104'])).to.equal(4);
    expect([await nights(one), await nights(two)]).to.deep.equal(['103', '104 202']);
  });

  it('leaves cancelled nights where they were', async () => {
    const one = await reserve('101');
    await night(one, '101', '2027-02-03', true);
    await move([one, '101', '102']);
    expect(await roomsIn('reservation_details', one, 'd.cancelled IS NOT NULL')).to.equal('101');
    expect(await nights(one)).to.equal('102');
  });

  it('does nothing where there is nothing to move', async () => {
    expect(await move()).to.equal(0);
  });
});
