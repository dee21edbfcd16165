// Giving up nights that a guest does not use: what it leaves in the PMS's tables is what the PMS's own functions leave there.
import { expect } from 'chai';
import { useDatabase } from '../../../../test/support/database.js';
import {
  type HostModules,
  loadHostModules,
  seedHotel,
  type SeededHotel,
} from '../../../../test/support/host-pms.js';
import { hotelDate } from '../../../domain/hotel-date.js';
import { hotelId, reservationId, roomId } from '../../../domain/ids.js';
import { createDatabase } from '../../../platform/database/index.js';
import { createHostGate } from '../../gate.js';
import type { Fee } from '../../port.js';
import { releaseNights } from './nights.js';

const person = 3;

describe('giving up nights in the PMS', () => {
  const database = useDatabase();
  let hotel: SeededHotel;
  let pms: HostModules;

  before(async () => {
    pms = loadHostModules(database.url());
    database.onEnd(() => pms.close());
    const rooms = ['101', '102'].map((room) => ({ room, type: 'SGL' }));
    hotel = await seedHotel(database.pool(), { name: 'test hotel', rooms });
  });

  /** Three nights from 2027-02-01 in each of the rooms. */
  async function reserve(...rooms: readonly [string, ...string[]]): Promise<string> {
    const stay = { hotelId: hotel.hotelId, checkIn: '2027-02-01', checkOut: '2027-02-04', people: 1 };
    const roomIds = rooms.map((room) => hotel.roomIds[room]!);
    const id = (await pms.reservations.createReservationHold(
      'test',
      { ...stay, status: 'confirmed', roomId: roomIds[0]! },
      person,
    ))!;
    for (const room of roomIds.slice(1))
      await database.pool().query(
        `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, billable, created_by)
         SELECT hotel_id, reservation_id, date, $3, number_of_people, price, billable, created_by FROM reservation_details
          WHERE hotel_id = $1 AND reservation_id = $2 AND room_id = $4`,
        [hotel.hotelId, id, room, roomIds[0]],
      );
    return id;
  }

  /** By the adapter, in one transaction; answers with the notifications held. */
  const release = (id: string, room: string, from: string, to: string, fee: Fee) => {
    const gate = createHostGate({
      database: createDatabase(database.pool()),
      heldPerSecond: 0,
      onWaiting: () => undefined,
    });
    const nights = {
      ...{ reservation: reservationId(id), room: roomId(hotel.roomIds[room]!) },
      ...{ from: hotelDate(from), to: hotelDate(to), fee },
    };
    return gate.transaction(hotelId(hotel.hotelId), 'rest', async (tx) => {
      await releaseNights(tx, nights, person);
      return tx.held();
    });
  };

  /** By the PMS's page of single nights. */
  async function cancelRooms(id: string, room: string, from: string, billable: boolean): Promise<void> {
    const { rows } = await database.pool().query<{ id: string }>(
      `SELECT id FROM reservation_details
        WHERE hotel_id = $1 AND reservation_id = $2 AND room_id = $3 AND date >= $4 AND cancelled IS NULL`,
      [hotel.hotelId, id, hotel.roomIds[room], from],
    );
    const ids = rows.map((row) => row.id);
    await pms.reservations.cancelReservationRooms('test', hotel.hotelId, id, ids, person, billable);
  }

  /** All that the functions of the PMS write of it, but for what tells one reservation from another. */
  async function written(id: string): Promise<unknown> {
    const { rows } = await database.pool().query(
      `SELECT r.status, to_char(r.check_in, 'MM-DD') AS arrival, to_char(r.check_out, 'MM-DD') AS departure, r.number_of_people,
              r.updated_by, (SELECT json_agg(json_build_array(to_char(d.date, 'MM-DD'), d.room_id, d.cancelled IS NOT NULL, d.billable,
                                                              d.updated_by) ORDER BY d.date, d.room_id)
                               FROM reservation_details d WHERE d.hotel_id = r.hotel_id AND d.reservation_id = r.id) AS nights
         FROM reservations r WHERE r.hotel_id = $1 AND r.id = $2`,
      [hotel.hotelId, id],
    );
    return rows[0];
  }

  it('of a whole stay, charged, is the full-fee cancellation of the PMS', async () => {
    const [ours, theirs] = [await reserve('101'), await reserve('101')];
    expect(await release(ours, '101', '2027-02-01', '2027-02-03', 'charged')).to.equal(1);
    await pms.reservations.updateReservationStatus('test', {
      ...{ id: theirs, hotel_id: hotel.hotelId, status: 'full-fee', updated_by: person },
    });
    expect(await written(ours)).to.deep.equal(await written(theirs));
  });

  it('of a whole stay, not charged, is the cancellation of the PMS', async () => {
    const [ours, theirs] = [await reserve('101'), await reserve('101')];
    await release(ours, '101', '2027-02-01', '2027-02-03', 'waived');
    await pms.reservations.updateReservationStatus('test', {
      ...{ id: theirs, hotel_id: hotel.hotelId, status: 'cancelled', updated_by: person },
    });
    expect(await written(ours)).to.deep.equal(await written(theirs));
  });

  for (const fee of ['charged', 'waived'] as const)
    it(`of the last nights, ${fee}, leaves what the PMS leaves where single nights are cancelled`, async () => {
      const [ours, theirs] = [await reserve('101'), await reserve('101')];
      await release(ours, '101', '2027-02-02', '2027-02-03', fee);
      await cancelRooms(theirs, '101', '2027-02-02', fee === 'charged');
      expect(await written(ours)).to.deep.equal(await written(theirs));
      expect(await written(ours)).to.include({ status: 'confirmed', departure: '02-02' });
    });

  it('of one room of several leaves the other, and cancels the reservation with the last', async () => {
    const [ours, theirs] = [await reserve('101', '102'), await reserve('101', '102')];
    await release(ours, '101', '2027-02-01', '2027-02-03', 'waived');
    await cancelRooms(theirs, '101', '2027-02-01', false);
    expect(await written(ours)).to.deep.equal(await written(theirs));
    expect(await written(ours)).to.include({ status: 'confirmed', number_of_people: 1 });
    await release(ours, '102', '2027-02-01', '2027-02-03', 'charged');
    await cancelRooms(theirs, '102', '2027-02-01', true);
    expect(await written(ours)).to.deep.equal(await written(theirs));
    expect(await written(ours)).to.include({ status: 'cancelled', arrival: '02-01', departure: '02-04' });
  });

  it('marks each night by itself, and touches none that was cancelled before', async () => {
    const id = await reserve('101');
    await cancelRooms(id, '101', '2027-02-03', true);
    await release(id, '101', '2027-02-01', '2027-02-03', 'waived');
    const { rows } = await database.pool().query(
      `SELECT count(DISTINCT cancelled)::int AS marks, count(*) FILTER (WHERE billable)::int AS billed FROM reservation_details
        WHERE hotel_id = $1 AND reservation_id = $2`,
      [hotel.hotelId, id],
    );
    expect(rows).to.deep.equal([{ marks: 3, billed: 1 }]);
  });
});
