// What the PMS's triggers log and announce when reservations are written.
import { expect } from 'chai';
import pg from 'pg';
import { report, roomsOf, useHost } from './host-under-test.js';

interface Notice {
  readonly channel: string;
  readonly payload: string;
}

describe('the PMS announces written reservations', () => {
  const host = useHost();
  let listener: pg.Client;
  let notices: Notice[] = [];

  before(async () => {
    listener = new pg.Client({ connectionString: host.url() });
    await listener.connect();
    listener.on('notification', ({ channel, payload }) => notices.push({ channel, payload: payload ?? '' }));
    host.closeAtEnd(() => listener.end());
    await listener.query('LISTEN reservation_log_inserted; LISTEN logs_reservation_changed');
  });

  /** Notices of what `work` commits: PostgreSQL delivers them before it answers the listener's next statement. */
  async function noticesOf(work: () => Promise<unknown>): Promise<Notice[]> {
    await listener.query('SELECT 1');
    notices = [];
    await work();
    await listener.query('SELECT 1');
    return notices;
  }

  async function bookedReservation() {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 3) });
    const booking = await report({ nights: 2 });
    const seen = await noticesOf(async () => {
      const result = await host.modules().reservations.addOTAReservation(undefined, hotel.hotelId, booking);
      expect(result).to.deep.equal({ success: true });
    });
    const { rows } = await host
      .pool()
      .query<{ id: string }>('SELECT id FROM reservations WHERE hotel_id = $1', [hotel.hotelId]);
    return { hotel, id: rows[0]!.id, seen };
  }

  it('one log row per written row: nine for a new booking of two nights', async () => {
    const { hotel } = await bookedReservation();
    const { rows } = await host.pool().query<{ table_name: string; count: string }>(
      `SELECT table_name, COUNT(*) FROM logs_reservation
       WHERE changes ->> 'hotel_id' = $1 GROUP BY table_name ORDER BY table_name`,
      [String(hotel.hotelId)],
    );
    expect(rows).to.deep.equal([
      { table_name: `reservation_addons_${hotel.hotelId}`, count: '2' },
      { table_name: `reservation_clients_${hotel.hotelId}`, count: '2' },
      { table_name: `reservation_details_${hotel.hotelId}`, count: '2' },
      { table_name: `reservation_rates_${hotel.hotelId}`, count: '2' },
      { table_name: `reservations_${hotel.hotelId}`, count: '1' },
    ]);
  });

  it('both channels hear of an INSERT', async () => {
    const { hotel, seen } = await bookedReservation();
    expect(seen.filter(({ channel }) => channel === 'reservation_log_inserted')).to.have.length(9);
    const changes = seen.filter(({ channel }) => channel === 'logs_reservation_changed');
    expect(changes).to.have.length(9);
    expect(JSON.parse(changes[0]!.payload)).to.deep.include({
      table: 'logs_reservation',
      action: 'INSERT',
      hotel_id: hotel.hotelId,
    });
  });

  it('an UPDATE is logged with old and new, but logs_reservation_changed is silent', async () => {
    const { hotel, id } = await bookedReservation();
    const seen = await noticesOf(() =>
      host
        .pool()
        .query(
          'UPDATE reservation_details SET room_id = $3, updated_by = 1 WHERE hotel_id = $1 AND reservation_id = $2',
          [hotel.hotelId, id, hotel.roomIds['103']],
        ),
    );
    expect(seen.map(({ channel }) => channel)).to.deep.equal([
      'reservation_log_inserted',
      'reservation_log_inserted',
    ]);
    const { rows } = await host
      .pool()
      .query<{ action: string; user_id: number; old_room: number; new_room: number }>(
        `SELECT action, user_id, (changes -> 'old' ->> 'room_id')::INT AS old_room,
                (changes -> 'new' ->> 'room_id')::INT AS new_room
         FROM logs_reservation WHERE id = $1`,
        [Number(seen[0]!.payload)],
      );
    expect(rows[0]).to.deep.equal({
      action: 'UPDATE',
      user_id: 1,
      old_room: hotel.roomIds['101'],
      new_room: hotel.roomIds['103'],
    });
  });

  it('a DELETE is announced on both channels and names the user of the session setting', async () => {
    const { hotel, id } = await bookedReservation();
    const client = await host.pool().connect();
    const seen = await noticesOf(async () => {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('my_app.user_id', '2', TRUE)`);
      await client.query('DELETE FROM reservations WHERE hotel_id = $1 AND id = $2', [hotel.hotelId, id]);
      await client.query('COMMIT');
    });
    client.release();
    expect(seen.filter(({ channel }) => channel === 'logs_reservation_changed')).to.have.length(9);
    const { rows } = await host
      .pool()
      .query<{ user_id: number }>(
        `SELECT user_id FROM logs_reservation WHERE record_id = $1 AND action = 'DELETE'`,
        [id],
      );
    expect(rows).to.deep.equal([{ user_id: 2 }]);
  });

  it('a notice sent by hand with a hotel_id is one that the PMS forwards', async () => {
    const seen = await noticesOf(() =>
      host.pool().query(`SELECT pg_notify('logs_reservation_changed', '{"hotel_id":1,"version":7}')`),
    );
    expect(seen).to.deep.equal([
      { channel: 'logs_reservation_changed', payload: '{"hotel_id":1,"version":7}' },
    ]);
  });
});
