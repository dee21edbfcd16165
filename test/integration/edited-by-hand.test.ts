// Whose a reservation is when the agency changes it: what the PMS gave by itself is nobody's edit, what a person entered is kept (O12).
import { expect } from 'chai';
import knex from 'knex';
import { up } from '../../migrations/022_parking_is_nobodys_edit.js';
import { changeOf, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { asLeftWithoutKey, asOlderBuilds } from '../support/ledger.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const system = 1;
const clerk = 3;

describe('a change by the agency', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101', '102', '103') });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const count = async (table: string, detail: string, number: string) =>
    (
      await world.rows(
        `SELECT FROM ${table} k
           JOIN reservation_details d ON d.hotel_id = k.hotel_id AND d.id = k.${detail}
           JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
          WHERE r.ota_reservation_id = $1`,
        [number],
      )
    ).length;
  const parkedNights = (number: string) => count('reservation_parking', 'reservation_details_id', number);

  /** What `given` writes for each night of the booking. */
  const forEachNight = (number: string, given: string) =>
    world.rows(
      `${given} FROM reservation_details d JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
        WHERE r.ota_reservation_id = $1`,
      [number],
    );

  it('is imported at a quiet hotel, where the PMS gave the booking parking by itself', async () => {
    await world.deliver(newBooking('QUIET', { checkIn: '2027-02-01', nights: 2 }));
    expect(await parkedNights('QUIET')).to.equal(2);
    await world.deliver(changeOf('QUIET', { checkIn: '2027-02-02', nights: 3 }));
    expect(await records.message('QUIET-2')).to.equal('imported');
    expect((await records.reservation('QUIET')).nights).to.deep.equal([
      '2027-02-02',
      '2027-02-03',
      '2027-02-04',
    ]);
  });

  const payment = (author: number) => `
    INSERT INTO reservation_payments (hotel_id, reservation_id, client_id, date, value, payment_type_id, created_by)
    SELECT DISTINCT r.hotel_id, r.id, r.reservation_client_id, r.check_in, 1000, 1, ${author}`;
  const addon = (author: number) => `
    INSERT INTO reservation_addons (hotel_id, reservation_detail_id, addon_name, price, created_by)
    SELECT d.hotel_id, d.id, '朝食', 1000, ${author}`;
  const parking = (author: number) => `
    INSERT INTO reservation_parking (hotel_id, reservation_details_id, date, created_by)
    SELECT d.hotel_id, d.id, d.date, ${author}`;
  const given = { payment, addon, parking };

  for (const [what, entered] of Object.entries({ payment, addon })) {
    it(`waits for a person where a person entered a ${what}`, async () => {
      const number = `HAND-${what}`;
      await world.deliver(newBooking(number, { checkIn: '2027-03-01' }));
      await forEachNight(number, entered(clerk));
      await world.deliver(changeOf(number, { checkIn: '2027-03-01', nights: 3 }));
      expect(await records.message(`${number}-2`)).to.equal('failed: edited_by_hand');
    });
  }

  for (const [what, entered] of Object.entries(given)) {
    it(`is imported where the system user wrote a ${what}`, async () => {
      const number = `SYS-${what}`;
      await world.deliver(newBooking(number, { checkIn: '2027-04-01' }));
      await forEachNight(number, entered(system));
      await world.deliver(changeOf(number, { checkIn: '2027-04-01', nights: 3 }));
      expect(await records.message(`${number}-2`)).to.equal('imported');
    });
  }

  const formOf = async (number: string) =>
    (
      await world.rows<{ form: number | null }>(
        'SELECT fingerprint_form AS form FROM heyawari.ota_bookings WHERE booking_number = $1',
        [number],
      )
    ).map(({ form }) => form);

  it('of what an older build left, hashed without a key, is compared with that, and hashed under the key from then on', async () => {
    const change = { checkIn: '2027-05-01', nights: 3 };
    await world.deliver(...['OLD-SAME', 'OLD-HAND'].map((one) => newBooking(one, { checkIn: '2027-05-01' })));
    for (const number of ['OLD-SAME', 'OLD-HAND']) await asLeftWithoutKey(world, number);
    await forEachNight('OLD-HAND', addon(clerk));
    // It is in the log, and says nothing against what was left.
    await world.rows(`UPDATE reservations SET updated_by = $1 WHERE ota_reservation_id = 'OLD-SAME'`, [
      clerk,
    ]);
    await world.deliver(changeOf('OLD-SAME', change), changeOf('OLD-HAND', change));
    expect(await records.message('OLD-SAME-2')).to.equal('imported');
    expect(await records.message('OLD-HAND-2')).to.equal('failed: edited_by_hand');
    expect([await formOf('OLD-SAME'), await formOf('OLD-HAND')]).to.deep.equal([[2], [1]]);
  });

  it('refused for the parking that the PMS gave, before this was told apart, has one more try', async () => {
    await world.deliver(
      ...['FREED', 'HELD', 'OLD'].map((number) => newBooking(number, { checkIn: '2027-06-01' })),
    );
    await forEachNight('HELD', payment(clerk));
    const change = { checkIn: '2027-06-01', nights: 3 };
    await world.deliver(changeOf('FREED', change), changeOf('HELD', change), changeOf('OLD', change));
    await world.deliver(changeOf('OLD', { checkIn: '2027-06-01', nights: 1, version: 3 }));
    await asOlderBuilds(
      world,
      `UPDATE heyawari.ota_import_cache SET status = 'failed', failure_class = 'needs_person', failure_code = 'edited_by_hand'
        WHERE data_id IN ('FREED-2', 'OLD-2')`,
    );
    const db = knex({ client: 'pg', connection: database.url(), pool: { min: 0, max: 1 } });
    await up(db);
    await db.destroy();
    expect(await records.message('HELD-2')).to.equal('pending');
    await world.heyawari.drain();
    expect(await records.message('FREED-2')).to.equal('imported');
    expect(await records.message('HELD-2')).to.equal('failed: edited_by_hand');
    expect(await records.message('OLD-2')).to.equal('superseded');
    expect((await records.reservation('OLD')).nights).to.have.length(1);
  });
});
