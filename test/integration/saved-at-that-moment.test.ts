// What a clerk saves in the PMS at the very moment at which the agency's change is written is there afterwards, as if saved before.
import { expect } from 'chai';
import pg from 'pg';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { cancellationOf, changeOf, newBooking, prepaid, single, singles } from '../support/bookings.js';
import { clerk } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const reservation = 'SELECT id FROM reservations WHERE ota_reservation_id = $1';
const nights = `SELECT id FROM reservation_details WHERE reservation_id IN (${reservation})`;

describe('what a clerk saves while a change is written', function () {
  this.timeout(60_000);
  const database = useDatabase();
  let world: World;
  let records: Records;
  let desk: pg.Client;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101', '102') });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });
  beforeEach(async () => {
    desk = new pg.Client({ connectionString: database.url(), application_name: 'hotel-pms' });
    desk.on('error', () => undefined);
    await desk.connect();
  });
  afterEach(() => desk.end());

  const saves = {
    'an add-on': [
      '2027-03-01',
      `INSERT INTO reservation_addons (hotel_id, reservation_detail_id, addon_name, addon_type, quantity, price, created_by)
       SELECT hotel_id, id, '朝食', 'breakfast', 1, 1200, ${clerk} FROM reservation_details WHERE id IN (${nights})`,
      `SELECT 1 FROM reservation_addons WHERE addon_name = '朝食' AND reservation_detail_id IN (${nights})`,
    ],
    'another value of a payment': [
      '2027-03-08',
      `UPDATE reservation_payments SET value = 500, updated_by = ${clerk} WHERE reservation_id IN (${reservation})`,
      `SELECT 1 FROM reservation_payments WHERE value = 500 AND reservation_id IN (${reservation})`,
    ],
    'another price of a night': [
      '2027-03-15',
      `UPDATE reservation_details SET price = 500, updated_by = ${clerk} WHERE id IN (${nights})`,
      `SELECT 1 FROM reservation_details WHERE price = 500 AND id IN (${nights})`,
    ],
    'a surcharge that is another': [
      '2027-03-22',
      `UPDATE reservation_rates SET price = 500, adjustment_value = 500, updated_by = ${clerk} WHERE reservation_details_id IN (${nights})`,
      `SELECT 1 FROM reservation_rates WHERE price = 500 AND reservation_details_id IN (${nights})`,
    ],
    'a note': [
      '2027-03-29',
      `UPDATE reservations SET comment = 'メモ', updated_by = ${clerk} WHERE ota_reservation_id = $1`,
      `SELECT 1 FROM reservations WHERE comment LIKE '%メモ%' AND ota_reservation_id = $1`,
    ],
  } as const;
  /** What becomes of the message that is applied while the clerk saves. */
  async function meanwhile(number: string, save: string, message: Message): Promise<string | undefined> {
    await desk.query('BEGIN');
    await desk.query(save, [number]);
    const { rows } = await desk.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const delivered = world.deliver(message);
    await until(async () => {
      const waiting = 'SELECT FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))';
      return (await world.rows(waiting, [rows[0]!.pid])).length > 0;
    });
    await desk.query('COMMIT');
    await delivered;
    return records.message(message.dataId!);
  }
  const dearer = (number: string, checkIn: string) =>
    prepaid(changeOf(number, { checkIn, rooms: [{ ...single, pricePerNight: 9000 }] }));

  for (const [what, [checkIn, save, saved]] of Object.entries(saves))
    it(`is not lost: ${what}`, async () => {
      await world.deliver(prepaid(newBooking(checkIn, { checkIn })));
      const became = await meanwhile(checkIn, save, dearer(checkIn, checkIn));
      expect(await world.rows(saved, [checkIn])).not.to.be.empty;
      expect(became).to.equal(what === 'a note' ? 'imported' : 'failed: edited_by_hand');
    });

  const status = (to: string) =>
    `UPDATE reservations SET status = '${to}', updated_by = ${clerk} WHERE ota_reservation_id = $1`;
  for (const [what, checkIn, to, messageOf, code] of [
    ['the guest’s arrival, at a change', '2027-04-05', 'checked_in', dearer, 'after_check_in'],
    ['a cancellation, at a change', '2027-04-12', 'cancelled', dearer, 'reservation_cancelled'],
    [
      ...(['the guest’s arrival, at a cancellation', '2027-04-19', 'checked_in'] as const),
      (number: string, day: string) => cancellationOf(number, { checkIn: day }),
      'after_check_in',
    ],
  ] as const)
    it(`counts: ${what}`, async () => {
      await world.deliver(prepaid(newBooking(checkIn, { checkIn })));
      expect(await meanwhile(checkIn, status(to), messageOf(checkIn, checkIn))).to.equal(`failed: ${code}`);
      expect(await records.reservation(checkIn)).to.include({ status: to });
    });
});
