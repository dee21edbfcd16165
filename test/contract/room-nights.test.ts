// What the PMS's tables allow and forbid about rooms and nights, and which rooms it calls free.
import { expect } from 'chai';
import type { SeededHotel } from '../support/host-pms.js';
import { enterReservation, rejection, roomsOf, useHost } from './host-under-test.js';

describe('rooms and nights of the PMS', () => {
  const host = useHost();
  const stay = { checkIn: '2027-02-01', checkOut: '2027-02-03' };

  const reserve = (hotel: SeededHotel, room: string, status = 'hold') =>
    enterReservation(host.pool(), hotel, { room, status, ...stay });

  const freeRooms = async (hotel: SeededHotel, checkIn: string, checkOut: string) =>
    (await host.modules().reservations.selectAvailableRooms(undefined, hotel.hotelId, checkIn, checkOut)).map(
      ({ room_number }) => room_number,
    );

  describe('reservation_details', () => {
    it('two reservations can hold one room on one night', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await reserve(hotel, '101');
      await reserve(hotel, '101');
      const { rows } = await host
        .pool()
        .query('SELECT 1 FROM reservation_details WHERE hotel_id = $1 AND date = $2', [
          hotel.hotelId,
          '2027-02-01',
        ]);
      expect(rows).to.have.length(2);
    });

    it('one reservation cannot, and cannot exchange its rooms even in one statement', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
      const id = await reserve(hotel, '101');
      const sameNight = (room: string) =>
        host.pool().query(
          `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people)
           VALUES ($1, $2, '2027-02-01', $3, 1)`,
          [hotel.hotelId, id, hotel.roomIds[room]],
        );
      expect((await rejection(sameNight('101'))).code).to.equal('23505');
      await sameNight('102');
      const exchange = host.pool().query(
        `UPDATE reservation_details SET room_id = CASE room_id WHEN $3 THEN $4::INT ELSE $3::INT END
         WHERE hotel_id = $1 AND reservation_id = $2`,
        [hotel.hotelId, id, hotel.roomIds['101'], hotel.roomIds['102']],
      );
      expect((await rejection(exchange)).code).to.equal('23505');
    });

    it('a hotel made without createHotel has no partitions', async () => {
      const { rows } = await host.pool().query<{
        id: number;
      }>(`INSERT INTO hotels (name, formal_name, facility_type) VALUES ('無', '無', 'ホテル') RETURNING id`);
      const insert = host
        .pool()
        .query(`INSERT INTO room_types (hotel_id, name) VALUES ($1, 'SGL')`, [rows[0]!.id]);
      expect((await rejection(insert)).message).to.match(/no partition of relation "room_types" found/);
    });

    it('dates come to JavaScript as local midnight, counts and prices as text', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await reserve(hotel, '101');
      const { rows } = await host
        .pool()
        .query<{ date: Date; price: string; count: string }>(
          `SELECT date, price, COUNT(*) OVER () FROM reservation_details WHERE hotel_id = $1 ORDER BY date`,
          [hotel.hotelId],
        );
      expect(rows[0]!.date.toISOString()).to.equal('2027-01-31T15:00:00.000Z'); // in Asia/Tokyo
      expect([rows[0]!.price, rows[0]!.count]).to.deep.equal(['0', '2']);
    });
  });

  describe('a night without a room', () => {
    it('is allowed, but takes no room and is not counted in stock', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
      await reserve(hotel, '101');
      await host
        .pool()
        .query('UPDATE reservation_details SET room_id = NULL WHERE hotel_id = $1', [hotel.hotelId]);
      expect(await freeRooms(hotel, '2027-02-01', '2027-02-03')).to.have.members(['101', '102']);
      const { rows } = await host
        .pool()
        .query('SELECT 1 FROM vw_room_inventory WHERE hotel_id = $1', [hotel.hotelId]);
      expect(rows).to.deep.equal([]);
    });
  });

  describe('selectAvailableRooms', () => {
    it('orders by priority, then type, then size; rooms without priority come last', async () => {
      const hotel = await host.hotel({
        rooms: [
          { room: '101', type: 'SGL', capacity: 1 },
          { room: '102', type: 'SGL', capacity: 2 },
          { room: '201', type: 'TWN', capacity: 3, priority: 2 },
          { room: '202', type: 'TWN', capacity: 2, priority: 1 },
        ],
      });
      expect(await freeRooms(hotel, '2027-02-01', '2027-02-02')).to.deep.equal(['202', '201', '102', '101']);
    });

    it('leaves out rooms not for sale, and offers staff rooms', async () => {
      const hotel = await host.hotel({
        rooms: [
          { room: '101', type: 'SGL', forSale: false },
          { room: '102', type: 'SGL', staff: true },
        ],
      });
      expect(await freeRooms(hotel, '2027-02-01', '2027-02-02')).to.deep.equal(['102']);
    });

    it('a room is free again from the day of departure', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await reserve(hotel, '101');
      expect(await freeRooms(hotel, '2027-02-02', '2027-02-04')).to.deep.equal([]);
      expect(await freeRooms(hotel, '2027-02-03', '2027-02-04')).to.deep.equal(['101']);
      expect(await freeRooms(hotel, '2027-01-31', '2027-02-01')).to.deep.equal(['101']);
    });

    it('every state occupies, blocks too; only a cancelled night does not', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 4) });
      await reserve(hotel, '101', 'provisory');
      await reserve(hotel, '102', 'block');
      const id = await reserve(hotel, '103', 'cancelled');
      expect(await freeRooms(hotel, stay.checkIn, stay.checkOut)).to.deep.equal(['104']);
      await host
        .pool()
        .query(
          `UPDATE reservation_details SET cancelled = gen_random_uuid() WHERE hotel_id = $1 AND reservation_id = $2`,
          [hotel.hotelId, id],
        );
      expect(await freeRooms(hotel, stay.checkIn, stay.checkOut)).to.have.members(['103', '104']);
    });

    it('a 押さえ of its fixed client occupies, and is free again when it is cancelled', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      const id = await reserve(hotel, '101', 'block');
      const { rowCount } = await host
        .pool()
        .query(
          `UPDATE reservations SET reservation_client_id = '22222222-2222-2222-2222-222222222222' WHERE hotel_id = $1 AND id = $2`,
          [hotel.hotelId, id],
        );
      expect(rowCount).to.equal(1);
      expect(await freeRooms(hotel, stay.checkIn, stay.checkOut)).to.deep.equal([]);
      await host.modules().reservations.updateReservationStatus(undefined, {
        ...{ id, hotel_id: hotel.hotelId, status: 'cancelled', updated_by: 1 },
      });
      const { rows } = await host.pool().query(
        `SELECT r.status, count(d.id) FILTER (WHERE d.cancelled IS NULL)::int AS active FROM reservations r
             JOIN reservation_details d ON d.hotel_id = r.hotel_id AND d.reservation_id = r.id
            WHERE r.hotel_id = $1 AND r.id = $2 GROUP BY r.status`,
        [hotel.hotelId, id],
      );
      expect(rows).to.deep.equal([{ status: 'cancelled', active: 0 }]);
      expect(await freeRooms(hotel, stay.checkIn, stay.checkOut)).to.deep.equal(['101']);
    });

    it('for a day use every room is free', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await reserve(hotel, '101');
      expect(await freeRooms(hotel, '2027-02-01', '2027-02-01')).to.deep.equal(['101']);
    });
  });

  describe('stock', () => {
    const stock = async (hotel: SeededHotel) => {
      const rows = await host
        .modules()
        .report.selectReservationsInventory(undefined, hotel.hotelId, '2027-02-01', '2027-02-01');
      return rows.map(({ room_type_id, total_rooms, room_count }) => ({
        type: room_type_id,
        rooms: total_rooms,
        sold: room_count,
      }));
    };

    it('counts a double-booked room twice and no staff room', async () => {
      const hotel = await host.hotel({
        rooms: [...roomsOf('SGL', 2), { room: '109', type: 'SGL', staff: true }],
      });
      await reserve(hotel, '101');
      await reserve(hotel, '101');
      await reserve(hotel, '109');
      expect(await stock(hotel)).to.deep.equal([{ type: hotel.typeIds.SGL, rooms: '2', sold: '2' }]);
    });

    it('takes only the types that have a booking, all where none has', async () => {
      const hotel = await host.hotel({ rooms: [...roomsOf('SGL', 1), ...roomsOf('TWN', 1, 201)] });
      const both = [
        { type: hotel.typeIds.SGL, rooms: '1', sold: '0' },
        { type: hotel.typeIds.TWN, rooms: '1', sold: '0' },
      ];
      expect(await stock(hotel)).to.deep.equal(both);
      await reserve(hotel, '201');
      expect(await stock(hotel)).to.deep.equal([{ ...both[1], sold: '1' }]);
    });
  });
});
