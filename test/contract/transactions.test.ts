// What the PMS does to transactions: its own, which it leaves open, and the caller's, which it breaks or waits for.
import { expect } from 'chai';
import pg from 'pg';
import request from 'supertest';
import type { OtaResult, SeededHotel } from '../support/host-pms.js';
import { report, roomsOf, signIn, useHost } from './host-under-test.js';

describe('transactions and the PMS', () => {
  const host = useHost();
  let url: string;
  let other: pg.Client;

  before(async () => {
    url = (await host.server()).url;
    other = new pg.Client({ connectionString: host.url() });
    await other.connect();
    host.closeAtEnd(() => other.end());
  });

  const add = async (hotel: SeededHotel, nights: number, client?: pg.PoolClient) =>
    host.modules().reservations.addOTAReservation(undefined, hotel.hotelId, await report({ nights }), client);
  const onlyReservation = async (hotel: SeededHotel) =>
    (
      await host
        .pool()
        .query<{ id: string; check_in: string }>(
          `SELECT id, TO_CHAR(check_in, 'YYYY-MM-DD') AS check_in FROM reservations WHERE hotel_id = $1`,
          [hotel.hotelId],
        )
    ).rows[0]!;
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: pg.DatabaseError) => error.code,
    );

  it('a move to other dates of the same length answers 200 with nothing, and leaves the reservation locked', async () => {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
    await add(hotel, 2);
    const { id } = await onlyReservation(hotel);
    const answer = await request(url)
      .put(`/api/reservation/update/period/${id}`)
      .set('authorization', `Bearer ${await signIn(url, 'user')}`)
      .send({ hotelId: hotel.hotelId, newCheckIn: '2027-02-03', newCheckOut: '2027-02-05', roomIds: [] });
    expect([answer.status, answer.text]).to.deep.equal([200, '']);
    expect((await onlyReservation(hotel)).check_in).to.equal('2027-02-01');
    const locked = other.query('SELECT FROM reservations WHERE hotel_id = $1 AND id = $2 FOR UPDATE NOWAIT', [
      hotel.hotelId,
      id,
    ]);
    expect(await codeOf(locked)).to.equal('55P03');
    const { rowCount } = await host
      .pool()
      .query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
    expect(rowCount).to.equal(1);
  });

  /** One booking in a transaction that waits 50 ms for a lock, while somebody else holds the hotel's parking spots. */
  async function addWhileParkingIsLocked(
    nights: number,
    look: (client: pg.PoolClient, result: OtaResult) => Promise<void>,
  ) {
    const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
    await other.query('BEGIN');
    await other.query(
      `SELECT FROM parking_spots s JOIN parking_lots l ON l.id = s.parking_lot_id WHERE l.hotel_id = $1 FOR UPDATE OF s`,
      [hotel.hotelId],
    );
    const client = await host.pool().connect();
    try {
      await client.query("BEGIN; SET LOCAL lock_timeout = '50ms'");
      await look(client, await add(hotel, nights, client));
    } finally {
      await client.query('ROLLBACK');
      client.release();
      await other.query('ROLLBACK');
    }
  }

  it('a lock it could not have is swallowed: only the next statement says that the transaction is aborted', () =>
    addWhileParkingIsLocked(2, (_client, result) => {
      expect(result.success).to.be.false;
      expect((result as { error: string }).error).to.match(/current transaction is aborted/);
      return Promise.resolve();
    }));

  it('and where no statement follows, it reports success in an aborted transaction', () =>
    addWhileParkingIsLocked(1, async (client, result) => {
      expect(result).to.deep.equal({ success: true });
      expect(await codeOf(client.query('SELECT 1'))).to.equal('25P02');
    }));

  // The real one does so here and there; the stand-in where it is told to.
  (process.env.PMS_MODULES ? it.skip : it)(
    "may wait beside the passed client for the caller's own lock",
    async () => {
      const hotel = await host.hotel({ rooms: roomsOf('SGL', 1) });
      const client = await host.pool().connect();
      host.modules().faults.add('beside_client');
      await client.query('BEGIN');
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const adding = add(hotel, 1, client);
      const waiting = async () =>
        (
          await other.query('SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))', [
            rows[0]!.pid,
          ])
        ).rowCount;
      while (!(await waiting()));
      await client.query('ROLLBACK');
      client.release();
      host.modules().faults.clear();
      expect(await adding).to.deep.equal({ success: true });
    },
  );
});
