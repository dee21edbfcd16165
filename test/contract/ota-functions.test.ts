// The PMS's own functions that write a booking, change it and cancel it: what they do, and their faults.
import { expect } from 'chai';
import type pg from 'pg';
import { type BookingMessage, bookingMessage } from '../support/booking-message.js';
import type { OtaResult, SeededHotel } from '../support/host-pms.js';
import { contentOf, report, roomsOf, useHost } from './host-under-test.js';

describe("the PMS's functions for OTA bookings", () => {
  const host = useHost();

  type Write = 'addOTAReservation' | 'editOTAReservation' | 'cancelOTAReservation';
  const apply = async (write: Write, hotel: SeededHotel, message: BookingMessage, client?: pg.PoolClient) =>
    host.modules().reservations[write](undefined, hotel.hotelId, await report(message), client);
  const add = (hotel: SeededHotel, message: BookingMessage) => apply('addOTAReservation', hotel, message);
  const edit = (hotel: SeededHotel, message: BookingMessage) => apply('editOTAReservation', hotel, message);
  const cancel = (hotel: SeededHotel, message: BookingMessage) =>
    apply('cancelOTAReservation', hotel, message);

  const expectFailure = (result: OtaResult, error: RegExp) => {
    expect(result.success).to.be.false;
    expect((result as { error: string }).error).to.match(error);
  };

  /** Nights as `date room people price`, a cancelled one with a dash before it, a billable one with a plus behind. */
  async function nights(hotel: SeededHotel): Promise<string[]> {
    const { rows } = await host.pool().query<{ night: string }>(
      `SELECT CASE WHEN d.cancelled IS NULL THEN '' ELSE '-' END || TO_CHAR(d.date, 'MMDD') || ' ' || r.room_number || ' '
                || d.number_of_people || ' ' || d.price || CASE WHEN d.billable THEN '+' ELSE '' END AS night
       FROM reservation_details d JOIN rooms r ON r.hotel_id = d.hotel_id AND r.id = d.room_id
       WHERE d.hotel_id = $1 ORDER BY d.date, r.room_number`,
      [hotel.hotelId],
    );
    return rows.map(({ night }) => night);
  }

  const count = async (hotel: SeededHotel, table: string) => {
    const { rows } = await host
      .pool()
      .query<{ count: string }>(`SELECT COUNT(*) FROM ${table} WHERE hotel_id = $1`, [hotel.hotelId]);
    return Number(rows[0]!.count);
  };

  describe('addOTAReservation', () => {
    it('writes a confirmed, prepaid reservation by the system user, with its nights in the first free room', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
      expect(await add(hotel, { bookingNumber: 'RY1', nights: 2 })).to.deep.equal({ success: true });
      expect(await nights(hotel)).to.deep.equal(['0201 101 1 8000+', '0202 101 1 8000+']);
      const { rows } = await host.pool().query(
        `SELECT status, type, agent, ota_reservation_id, payment_timing, created_by, check_in_time::TEXT
         FROM reservations WHERE hotel_id = $1`,
        [hotel.hotelId],
      );
      expect(rows).to.deep.equal([
        {
          status: 'confirmed',
          type: 'ota',
          agent: '楽天トラベル',
          ota_reservation_id: 'RY1',
          payment_timing: 'prepaid',
          created_by: 1,
          check_in_time: '17:00:00',
        },
      ]);
    });

    for (const [stayNights, queries] of [
      [1, 15],
      [2, 22],
      [5, 43],
    ] as const) {
      it(`asks the database ${queries} times for ${stayNights} night(s) of a new guest`, async () => {
        const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
        const client = await host.pool().connect();
        let asked = 0;
        const counting = new Proxy(client, {
          get(target, property) {
            const value: unknown = Reflect.get(target, property);
            if (typeof value !== 'function') return value;
            if (property === 'query') asked += 1;
            return value.bind(target) as unknown;
          },
        });
        const name = `新規客${hotel.hotelId}`;
        expect(await apply('addOTAReservation', hotel, { nights: stayNights, name }, counting)).to.deep.equal(
          {
            success: true,
          },
        );
        client.release();
        expect(asked).to.equal(queries);
      });
    }

    it('takes the type from the code of the first night and a room for each room of the message', async () => {
      const hotel = await host.hotel({
        rooms: [...roomsOf('SGL', 2), ...roomsOf('TWN', 1, 201)],
        roomCodes: { S: 'SGL', T: 'TWN' },
      });
      const rooms = [{ code: 'S' }, { code: 'T', people: 2, price: 12000 }, { code: 'S' }];
      expect(await add(hotel, { rooms })).to.deep.equal({ success: true });
      expect(await nights(hotel)).to.deep.equal([
        '0201 101 1 8000+',
        '0201 102 1 8000+',
        '0201 201 2 12000+',
      ]);
    });

    it('gives nobody the night of a room that is used for the day, whenever he arrives', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      expect(await add(hotel, { bookingNumber: 'DAY', nights: 0 })).to.deep.equal({ success: true });
      expect((await add(hotel, { bookingNumber: 'EVENING', nights: 1 })).success).to.equal(false);
    });

    it('gives a day use a room whether or not somebody has it for the night', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      expect(await add(hotel, { bookingNumber: 'NIGHT', nights: 1 })).to.deep.equal({ success: true });
      expect(await add(hotel, { bookingNumber: 'DAY', nights: 0 })).to.deep.equal({ success: true });
      expect(await nights(hotel)).to.have.length(2);
    });

    it('keeps to the first night where the type changes during the stay', async () => {
      const hotel = await host.hotel({ rooms: [...roomsOf('SGL', 1), ...roomsOf('TWN', 1, 201)] });
      const document = bookingMessage({ nights: 2 });
      const second = document.lastIndexOf('<RoomTypeCode>SGL');
      const changed = document.slice(0, second) + document.slice(second).replace('SGL', 'TWN');
      const data = await contentOf(changed);
      await host.modules().reservations.addOTAReservation(undefined, hotel.hotelId, data);
      expect(await nights(hotel)).to.deep.equal(['0201 101 1 8000+', '0202 101 1 8000+']);
    });

    it('does not ask whether the guests fit in the room', async () => {
      const hotel = await host.hotel({ rooms: [{ room: '101', type: 'SGL', capacity: 1 }] });
      expect(await add(hotel, { rooms: [{ code: 'SGL', people: 4 }] })).to.deep.equal({ success: true });
      expect(await nights(hotel)).to.deep.equal(['0201 101 4 8000+']);
    });

    it('takes dates like 20270201 too', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      expect(await add(hotel, { dates: 'compact' })).to.deep.equal({ success: true });
      expect(await nights(hotel)).to.deep.equal(['0201 101 1 8000+']);
    });

    it('writes the same booking twice when asked twice', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
      await add(hotel, {});
      await add(hotel, {});
      expect(await nights(hotel)).to.deep.equal(['0201 101 1 8000+', '0201 102 1 8000+']);
    });

    it('attaches every guest of the message to every night', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
      const guests = ['山田一', '山田二'];
      await add(hotel, { nights: 3, rooms: [{ code: 'SGL' }, { code: 'SGL' }], guests });
      expect(await count(hotel, 'reservation_clients')).to.equal(72);
    });

    it('books what the agency did not collect as a payment that names the first room', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await add(hotel, { nights: 2, amountClaimed: 6000 });
      const { rows } = await host
        .pool()
        .query('SELECT room_id, payment_type_id, value FROM reservation_payments WHERE hotel_id = $1', [
          hotel.hotelId,
        ]);
      expect(rows).to.deep.equal([{ room_id: hotel.roomIds['101'], payment_type_id: 4, value: '10000' }]);
    });

    it('refuses an unknown code and a sold-out type in the same words, and a nameless guest', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1), types: ['DLX'] });
      const noRoom = /^Transaction Error: Could not assign r/;
      expectFailure(await add(hotel, { rooms: [{ code: 'XXX' }] }), noRoom);
      expectFailure(await add(hotel, { rooms: [{ code: 'DLX' }] }), noRoom);
      expectFailure(await add(hotel, { name: '' }), /nameString is required/);
      expect(await count(hotel, 'reservations')).to.equal(0);
    });

    it('fails on rooms that are listed one after the other instead of night by night', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
      const rooms = [{ code: 'SGL' }, { code: 'SGL' }];
      expectFailure(
        await add(hotel, { nights: 2, rooms, order: 'room' }),
        /reservation_details.*unique|duplicate key/,
      );
    });
  });

  describe('with a client passed in', () => {
    it('never rolls back: after a database error the transaction is aborted until its savepoint', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
      const client = await host.pool().connect();
      await client.query('BEGIN');
      await apply('addOTAReservation', hotel, { bookingNumber: 'RY1' }, client);
      await client.query('SAVEPOINT message');
      const rooms = [{ code: 'SGL' }, { code: 'SGL' }];
      const bad: BookingMessage = {
        bookingNumber: 'RY2',
        checkIn: '2027-03-01',
        nights: 2,
        rooms,
        order: 'room',
      };
      expect((await apply('addOTAReservation', hotel, bad, client)).success).to.be.false;
      const aborted = await client.query('SELECT 1').catch((error: pg.DatabaseError) => error.code);
      expect(aborted).to.equal('25P02');
      await client.query('ROLLBACK TO message');
      await client.query('COMMIT');
      client.release();
      expect(await nights(hotel)).to.deep.equal(['0201 101 1 8000+']);
    });
  });

  describe('editOTAReservation', () => {
    it('deletes the nights and writes new ones in freely chosen rooms: a move by hand is lost', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 3) });
      await add(hotel, { nights: 2 });
      const { rows: before } = await host
        .pool()
        .query<{ id: string }>(
          'UPDATE reservation_details SET room_id = $2 WHERE hotel_id = $1 RETURNING id',
          [hotel.hotelId, hotel.roomIds['103']],
        );
      expect(await edit(hotel, { nights: 3, kind: 'change' })).to.deep.equal({ success: true });
      expect(await nights(hotel)).to.deep.equal(['0201 101 1 8000+', '0202 101 1 8000+', '0203 101 1 8000+']);
      const { rows: kept } = await host
        .pool()
        .query('SELECT 1 FROM reservation_details WHERE hotel_id = $1 AND id = ANY($2::uuid[])', [
          hotel.hotelId,
          before.map(({ id }) => id),
        ]);
      expect(kept).to.deep.equal([]);
    });

    it('deletes payments entered by hand', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await add(hotel, {});
      await host.pool().query(
        `INSERT INTO reservation_payments (hotel_id, reservation_id, client_id, date, value, payment_type_id)
         SELECT hotel_id, id, reservation_client_id, check_in, 1000, 1 FROM reservations WHERE hotel_id = $1`,
        [hotel.hotelId],
      );
      await edit(hotel, { kind: 'change' });
      expect(await count(hotel, 'reservation_payments')).to.equal(0);
    });

    it('revives a cancelled booking', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await add(hotel, {});
      await cancel(hotel, { kind: 'cancellation' });
      expect(await edit(hotel, { kind: 'change' })).to.deep.equal({ success: true });
      expect(await nights(hotel)).to.deep.equal(['0201 101 1 8000+']);
    });

    it('fails on a number it does not know', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      expectFailure(await edit(hotel, { kind: 'change' }), /not found/);
    });

    it('fails with a ReferenceError where neither a member nor a list of guests is named', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await add(hotel, {});
      expectFailure(
        await edit(hotel, { kind: 'change', member: 'none' }),
        /reservationClientId is not defined/,
      );
      expect(await nights(hotel)).to.deep.equal(['0201 101 1 8000+']);
    });
  });

  describe('cancelOTAReservation', () => {
    it('cancels all nights and the reservation, and frees the room', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await add(hotel, { nights: 2 });
      expect(await cancel(hotel, { kind: 'cancellation' })).to.deep.equal({ success: true });
      expect(await nights(hotel)).to.deep.equal(['-0201 101 1 8000', '-0202 101 1 8000']);
      expect(await add(hotel, { bookingNumber: 'RY2', nights: 2 })).to.deep.equal({ success: true });
    });

    it('with a charge keeps the last night active and billable, so the room stays taken', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      await add(hotel, { nights: 3 });
      expect(await cancel(hotel, { kind: 'cancellation', charge: 3000 })).to.deep.equal({ success: true });
      expect(await nights(hotel)).to.deep.equal(['-0201 101 1 8000', '-0202 101 1 8000', '0203 101 1 3000+']);
      const { rows } = await host
        .pool()
        .query('SELECT status FROM reservations WHERE hotel_id = $1', [hotel.hotelId]);
      expect(rows).to.deep.equal([{ status: 'cancelled' }]);
      expectFailure(await add(hotel, { bookingNumber: 'RY2', checkIn: '2027-02-03' }), /Could not assign r/);
    });

    it('fails on a number it does not know', async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      expectFailure(await cancel(hotel, { kind: 'cancellation' }), /not found/);
    });
  });
});
