// The parking that the PMS gives by itself to OTA bookings, and takes from them: nobody has asked for it.
import { expect } from 'chai';
import type { BookingMessage } from '../support/booking-message.js';
import type { SeededHotel } from '../support/host-pms.js';
import { report, roomsOf, useHost } from './host-under-test.js';

describe('the parking of the PMS', () => {
  const host = useHost();

  async function apply(
    write: 'addOTAReservation' | 'editOTAReservation',
    hotel: SeededHotel,
    message: BookingMessage,
  ) {
    const result = await host
      .modules()
      .reservations[write](undefined, hotel.hotelId, await report(message), undefined);
    expect(result).to.deep.equal({ success: true });
  }
  const add = (hotel: SeededHotel, message: BookingMessage) => apply('addOTAReservation', hotel, message);

  /** `number date room spot user` of every parked night; spots are numbered as the hotel lists them. */
  async function parked(hotel: SeededHotel): Promise<string[]> {
    const { rows } = await host.pool().query<{ text: string }>(
      `WITH spots AS (
         SELECT s.id, row_number() OVER (ORDER BY s.id) AS number
         FROM parking_spots s JOIN parking_lots l ON l.id = s.parking_lot_id WHERE l.hotel_id = $1
       )
       SELECT concat_ws(' ', v.ota_reservation_id, to_char(p.date, 'MMDD'), r.room_number, s.number, p.created_by) AS text
       FROM reservation_parking p
       JOIN reservation_details d ON d.hotel_id = p.hotel_id AND d.id = p.reservation_details_id
       JOIN reservations v ON v.hotel_id = d.hotel_id AND v.id = d.reservation_id
       JOIN rooms r ON r.hotel_id = d.hotel_id AND r.id = d.room_id
       JOIN spots s ON s.id = p.parking_spot_id
       WHERE p.hotel_id = $1 ORDER BY text`,
      [hotel.hotelId],
    );
    return rows.map(({ text }) => text);
  }

  it('begins with five spots for a car, for every hotel', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
    const { rowCount } = await host.pool().query(
      `SELECT FROM parking_spots s JOIN parking_lots l ON l.id = s.parking_lot_id
       WHERE l.hotel_id = $1 AND s.capacity_units >= 100`,
      [hotel.hotelId],
    );
    expect(rowCount).to.equal(5);
  });

  it("is given to a booking's first room for all its nights, by the system user", async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
    await add(hotel, { bookingNumber: 'RY1', nights: 2, rooms: [{ code: 'SGL' }, { code: 'SGL' }] });
    expect(await parked(hotel)).to.deep.equal(['RY1 0201 101 1 1', 'RY1 0202 101 1 1']);
  });

  it('comes with an add-on for each of those nights', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
    await add(hotel, { nights: 2 });
    const { rows } = await host
      .pool()
      .query(`SELECT addon_name, addon_type, created_by FROM reservation_addons WHERE hotel_id = $1`, [
        hotel.hotelId,
      ]);
    const addon = { addon_name: '駐車場', addon_type: 'parking', created_by: 1 };
    expect(rows).to.deep.equal([addon, addon]);
  });

  it('goes to the first five that overlap, and to the next ones elsewhere in the calendar', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 7) });
    for (const number of ['A', 'B', 'C', 'D', 'E', 'F']) await add(hotel, { bookingNumber: number });
    await add(hotel, { bookingNumber: 'G', checkIn: '2027-02-02' });
    expect((await parked(hotel)).map((text) => text.slice(0, 6))).to.deep.equal([
      ...['A 0201', 'B 0201', 'C 0201', 'D 0201', 'E 0201', 'G 0202'],
    ]);
  });

  it("is dropped by the PMS's own change of the booking, with its add-ons", async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
    await add(hotel, { nights: 2 });
    await apply('editOTAReservation', hotel, { nights: 2, kind: 'change' });
    expect(await parked(hotel)).to.deep.equal([]);
    const { rowCount } = await host
      .pool()
      .query('SELECT FROM reservation_addons WHERE hotel_id = $1', [hotel.hotelId]);
    expect(rowCount).to.equal(0);
  });
});
