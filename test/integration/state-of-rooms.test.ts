// What the snapshot tells of a hotel's rooms beside counts of stays: upgrades and their cost, what may be proposed, how evenly rooms are used, what is due.
import { expect } from 'chai';
import { bookingMessage } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { createWorld, type World } from '../support/world.js';

const booking = (number: string, checkIn: string) =>
  bookingMessage({
    ...{ number, version: 1, kind: 'new', bookedOn: '2027-01-20', checkIn, nights: 2 },
    rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
  });

describe('the state of rooms', () => {
  const database = useDatabase();
  let world: World;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [
        { room: '101', type: 'SGL' },
        { room: '102', type: 'SGL' },
        { room: '201', type: 'TWN', capacity: 2 },
      ],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
  });

  /** The series of the newest snapshot, without their one label. */
  async function state(name: string): Promise<number[]> {
    await world.heyawari.drain();
    const text = await (await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/metrics`)).text();
    const hotel = `{hotel="${world.hotel.hotelId}"} `;
    return text
      .split('\n')
      .filter((line) => line.startsWith(`${name}${hotel}`))
      .map((line) => Number(line.slice(name.length + hotel.length)));
  }
  const seconds = (moment: Date) => moment.getTime() / 1000;

  it('tells nothing of what has never been', async () => {
    expect(await state('heyawari_room_usage_gap_ratio')).to.deep.equal([]);
    expect(await state('heyawari_pool_oldest_due_timestamp_seconds')).to.deep.equal([]);
    expect(await state('heyawari_oldest_unplaced_timestamp_seconds')).to.deep.equal([]);
  });

  it('tells how unevenly rooms of one type are used', async () => {
    await world.deliver(booking('EARLY', '2027-01-21'));
    await world.advanceTo('2027-01-24', 7);
    const [gap] = await state('heyawari_room_usage_gap_ratio');
    expect(gap).to.be.within(0.05, 0.5); // two of the last three nights, in one of two rooms
  });

  it('tells upgrades given with their cost, and since when a stay has no room', async () => {
    const before = world.clock.now();
    expect(await state('heyawari_upgraded_stays')).to.deep.equal([0]);
    await world.rows('UPDATE heyawari.room_type_hierarchy SET cost_per_night = 1500');
    await world.deliver(...['A', 'B', 'C', 'D'].map((number) => booking(number, '2027-02-01')));
    expect(await state('heyawari_upgraded_stays')).to.deep.equal([1]);
    expect(await state('heyawari_upgrade_cost_yen')).to.deep.equal([3000]);
    const [since] = await state('heyawari_oldest_unplaced_timestamp_seconds');
    expect(since).to.be.within(seconds(before), seconds(world.clock.now()));
  });

  it('tells what a person may propose, until it is refused', async () => {
    expect(await state('heyawari_upgrade_proposals_open')).to.deep.equal([0]);
    await world.rows(`UPDATE heyawari.room_type_hierarchy SET policy = 'suggest'`);
    expect(await state('heyawari_upgrade_proposals_open')).to.deep.equal([1]);
    await world.rows(
      `INSERT INTO heyawari.refused_upgrades (hotel_id, plan_id, room_type_id, refused_at)
       SELECT p.hotel_id, p.id, h.to_type_id, now() FROM heyawari.booking_plans p JOIN heyawari.room_type_hierarchy h USING (hotel_id)
        WHERE p.room_state = 'unplaced'`,
    );
    expect(await state('heyawari_upgrade_proposals_open')).to.deep.equal([0]);
  });

  it('tells stays past their deadline, and of these since when one is left undone that nothing keeps back', async () => {
    expect(await state('heyawari_pool_past_deadline_stays')).to.deep.equal([0]);
    const due = new Date(world.clock.now().getTime() - 3_600_000);
    await world.rows(`UPDATE heyawari.booking_plans SET pool_deadline_time = $1 WHERE booking_number = 'A'`, [
      due,
    ]);
    expect(await state('heyawari_pool_past_deadline_stays')).to.deep.equal([1]);
    expect(await state('heyawari_pool_oldest_due_timestamp_seconds')).to.deep.equal([seconds(due)]);
    await world.rows(
      `INSERT INTO heyawari.host_nights (hotel_id, physical_room, night, reservation_id)
       SELECT hotel_id, physical_room, check_in, gen_random_uuid() FROM heyawari.booking_plans WHERE booking_number = 'A'`,
    );
    expect(await state('heyawari_pool_past_deadline_stays')).to.deep.equal([1]);
    expect(await state('heyawari_pool_oldest_due_timestamp_seconds'), 'another holds the room').to.deep.equal(
      [],
    );
  });

  it('tells a window that should be open', async () => {
    const due = new Date(world.clock.now().getTime() - 7_200_000);
    await world.rows(
      `UPDATE heyawari.booking_plans SET pool_status = 'waiting', pool_window_time = $1 WHERE booking_number = 'A'`,
      [due],
    );
    expect(await state('heyawari_pool_oldest_due_timestamp_seconds')).to.deep.equal([seconds(due)]);
  });
});
