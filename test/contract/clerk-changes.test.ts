// What clerks do on the PMS's pages, and what of it is not checked.
import { expect } from 'chai';
import request from 'supertest';
import type { SeededHotel } from '../support/host-pms.js';
import { enterReservation, report, roomsOf, signIn, useHost } from './host-under-test.js';

describe('changes made on the pages of the PMS', () => {
  const host = useHost();
  const stay = { room: '101', checkIn: '2027-02-01', checkOut: '2027-02-03' };
  let url: string;
  let token: string;

  before(async () => {
    url = (await host.server()).url;
    token = await signIn(url, 'user');
  });

  const send = (method: 'post' | 'put', path: string, body: object) =>
    request(url)[method](path).set('authorization', `Bearer ${token}`).send(body);

  const move = (hotel: SeededHotel, reservationId: string, from: string, to: string) =>
    send('post', '/api/reservation/move/room', {
      reservationId,
      numberOfPeopleOGM: 1,
      numberOfPeopleToMove: 1,
      roomIdOld: hotel.roomIds[from],
      roomIdNew: hotel.roomIds[to],
    });

  const setStatus = (hotel: SeededHotel, id: string, status: string) =>
    send('put', `/api/reservation/update/status/${id}`, { hotel_id: hotel.hotelId, status });

  async function roomsHeld(hotel: SeededHotel, id: string): Promise<string[]> {
    const { rows } = await host.pool().query<{ room_number: string }>(
      `SELECT DISTINCT r.room_number FROM reservation_details d JOIN rooms r ON r.hotel_id = d.hotel_id AND r.id = d.room_id
       WHERE d.hotel_id = $1 AND d.reservation_id = $2 ORDER BY 1`,
      [hotel.hotelId, id],
    );
    return rows.map(({ room_number }) => room_number);
  }

  async function outline(hotel: SeededHotel): Promise<unknown> {
    const { rows } = await host.pool().query(
      `SELECT status, TO_CHAR(check_in, 'MMDD') || '-' || TO_CHAR(check_out, 'MMDD') AS period
       FROM reservations WHERE hotel_id = $1`,
      [hotel.hotelId],
    );
    return rows[0];
  }

  it('a manual booking takes the smallest room that fits, whatever its priority', async () => {
    const hotel = await host.hotel({
      rooms: [
        { room: '101', type: 'TWN', capacity: 1 },
        { room: '102', type: 'TWN', capacity: 4, priority: 1 },
        { room: '103', type: 'TWN', capacity: 2, priority: 9 },
      ],
    });
    const answer = await send('post', '/api/reservation/hold', {
      hotel_id: hotel.hotelId,
      room_type_id: hotel.typeIds.TWN,
      check_in: stay.checkIn,
      check_out: stay.checkOut,
      number_of_people: 2,
      name: 'Guest',
      legal_or_natural_person: 'natural',
      gender: 'other',
    });
    const { reservation } = answer.body as { reservation: { id: string } };
    expect(await roomsHeld(hotel, reservation.id)).to.deep.equal(['103']);
  });

  it('a manual booking needs somebody it is for', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
    const answer = await send('post', '/api/reservation/hold', {
      hotel_id: hotel.hotelId,
      room_type_id: hotel.typeIds.SGL,
      check_in: stay.checkIn,
      check_out: stay.checkOut,
      number_of_people: 1,
    });
    expect(answer.status).to.be.at.least(400);
  });

  it('no route is there for blocks, or for a status without its reservation', async () => {
    expect((await send('post', '/api/reservation/block', {})).status).to.equal(404);
    expect((await send('put', '/api/reservation/status', {})).status).to.equal(404);
  });

  it('a move does not ask whether the target is free', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
    await enterReservation(host.pool(), hotel, { ...stay, room: '102' });
    const id = await enterReservation(host.pool(), hotel, stay);
    expect((await move(hotel, id, '101', '102')).status).to.equal(200);
    expect(await roomsHeld(hotel, id)).to.deep.equal(['102']);
  });

  it('a move that the database refused is called a success', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
    const rooms = [{ code: 'SGL' }, { code: 'SGL' }];
    await host.modules().reservations.addOTAReservation(undefined, hotel.hotelId, await report({ rooms }));
    const { rows } = await host
      .pool()
      .query<{ id: string }>('SELECT id FROM reservations WHERE hotel_id = $1', [hotel.hotelId]);
    expect((await move(hotel, rows[0]!.id, '101', '102')).status).to.equal(200);
    expect(await roomsHeld(hotel, rows[0]!.id)).to.deep.equal(['101', '102']);
  });

  it('a single night moves alone, free target or not', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
    await enterReservation(host.pool(), hotel, { ...stay, room: '102' });
    const id = await enterReservation(host.pool(), hotel, stay);
    const { rows } = await host
      .pool()
      .query<{ id: string }>(
        `SELECT id FROM reservation_details WHERE hotel_id = $1 AND reservation_id = $2 AND date = '2027-02-02'`,
        [hotel.hotelId, id],
      );
    await send('put', `/api/reservation/update/room/${rows[0]!.id}`, { room_id: hotel.roomIds['102'] });
    expect(await roomsHeld(hotel, id)).to.deep.equal(['101', '102']);
  });

  it('a move leaves the room that a payment names', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
    const booking = await report({ amountClaimed: 1000 });
    await host.modules().reservations.addOTAReservation(undefined, hotel.hotelId, booking);
    const { rows } = await host
      .pool()
      .query<{ id: string }>('SELECT id FROM reservations WHERE hotel_id = $1', [hotel.hotelId]);
    await move(hotel, rows[0]!.id, '101', '102');
    const { rows: payments } = await host
      .pool()
      .query('SELECT room_id FROM reservation_payments WHERE hotel_id = $1', [hotel.hotelId]);
    expect(payments).to.deep.equal([{ room_id: hotel.roomIds['101'] }]);
  });

  it('cancelling single nights shortens the reservation, cancelling the last cancels it', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
    const id = await enterReservation(host.pool(), hotel, stay);
    const cancelNight = async (date: string) => {
      const { rows } = await host
        .pool()
        .query<{ id: string }>('SELECT id FROM reservation_details WHERE hotel_id = $1 AND date = $2', [
          hotel.hotelId,
          date,
        ]);
      const nights = { hotelId: hotel.hotelId, reservationId: id, detailIds: [rows[0]!.id], billable: false };
      expect((await send('put', '/api/reservation/rooms/cancel', nights)).status).to.equal(200);
      return outline(hotel);
    };
    expect(await cancelNight('2027-02-02')).to.deep.equal({ status: 'hold', period: '0201-0202' });
    expect(await cancelNight('2027-02-01')).to.deep.equal({ status: 'cancelled', period: '0201-0202' });
  });

  it('cancelling keeps the room, with a different mark on each night; full fee stays billable', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
    const id = await enterReservation(host.pool(), hotel, stay);
    await setStatus(hotel, id, 'full-fee');
    const { rows } = await host.pool().query(
      `SELECT COUNT(*) AS nights, COUNT(DISTINCT cancelled) AS marks, BOOL_AND(billable) AS billable
       FROM reservation_details WHERE hotel_id = $1 AND room_id IS NOT NULL`,
      [hotel.hotelId],
    );
    expect(rows).to.deep.equal([{ nights: '2', marks: '2', billable: true }]);
    expect(await outline(hotel)).to.deep.include({ status: 'cancelled' });
  });

  it('a cancelled reservation is not revived over another', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
    const id = await enterReservation(host.pool(), hotel, stay);
    const status = (value: string) => setStatus(hotel, id, value);
    expect((await status('cancelled')).status).to.equal(200);
    await enterReservation(host.pool(), hotel, stay);
    const answer = await status('confirmed');
    expect(JSON.stringify(answer.body)).to.contain('予約を復活できません');
    expect(await outline(hotel)).to.deep.include({ status: 'cancelled' });
  });
});
