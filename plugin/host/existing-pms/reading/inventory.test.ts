// The PMS's rooms, as they are at the moment of asking, though the list is sent only where it has changed.
import { expect } from 'chai';
import { useDatabase } from '../../../../test/support/database.js';
import { seedHotel, type SeededHotel } from '../../../../test/support/host-pms.js';
import { hotelId } from '../../../domain/ids.js';
import { createDatabase, inHotel } from '../../../platform/database/index.js';
import { byCode, createInventoryReader, hotelsWithOtherRooms, keepRooms } from './inventory.js';

describe('the list of rooms', () => {
  const database = useDatabase();
  const read = createInventoryReader();
  let hotel: SeededHotel;

  before(async () => {
    const rooms = ['101', '102'].map((number) => ({ room: number, type: 'SGL' }));
    hotel = await seedHotel(database.pool(), {
      name: 'test hotel',
      rooms: [...rooms, { room: '201', type: 'TWN' }],
    });
  });

  const sql = () => createDatabase(database.pool());
  const now = () => read(inHotel(sql(), hotelId(hotel.hotelId)));
  const set = (room: string, column: string, value: unknown) =>
    database.pool().query(`UPDATE rooms SET ${column} = $2 WHERE id = $1`, [hotel.roomIds[room], value]);
  const numbersById = async () => new Map((await now()).rooms.map(({ id, number }) => [Number(id), number]));

  it('is the same object as long as nothing has changed', async () => {
    expect(await now()).to.equal(await now());
  });

  it('notices two rooms that exchange their numbers', async () => {
    await now();
    await set('101', 'room_number', '102 ');
    await set('102', 'room_number', '101');
    await set('101', 'room_number', '102');
    const numbers = await numbersById();
    expect(numbers.get(hotel.roomIds['101']!)).to.equal('102');
    expect(numbers.get(hotel.roomIds['102']!)).to.equal('101');
  });

  for (const [column, first, second] of [
    ['for_sale', true, false],
    ['floor', 1, 2],
    ['capacity', 1, 2],
    ['assignment_priority', 1, 2],
  ] as const)
    it(`notices two rooms that exchange their ${column}`, async () => {
      await set('101', column, first);
      await set('102', column, second);
      const before = await now();
      await set('101', column, second);
      await set('102', column, first);
      expect(await now()).not.to.equal(before);
    });

  it('is asked for by the watch where two rooms have exchanged what is for sale', async () => {
    await set('101', 'for_sale', true);
    await set('102', 'for_sale', false);
    await sql().run('INSERT INTO heyawari.host_cursors (hotel_id) VALUES (:hotel) ON CONFLICT DO NOTHING', {
      hotel: hotel.hotelId,
    });
    const { rooms } = await now();
    await sql().transaction((tx) => keepRooms(inHotel(tx, hotelId(hotel.hotelId)), rooms));
    expect(await sql().rows(hotelsWithOtherRooms)).to.deep.equal([]);
    await set('101', 'for_sale', false);
    await set('102', 'for_sale', true);
    expect(await sql().rows(hotelsWithOtherRooms)).to.deep.equal([{ hotel_id: hotel.hotelId }]);
  });
});

describe('room codes of the master', () => {
  it('lead where the PMS’s function finds them: by the first row of a code, though that one names no type', () => {
    const row = (code: string | null, room_type_id: number | null) => ({ code, room_type_id });
    const rows = [row('A', 1), row('A', 2), row('B', null), row('B', 2), row(null, 3), row('C', 3)];
    expect([...byCode(rows)]).to.deep.equal([
      ['A', 1],
      ['C', 3],
    ]);
  });
});
