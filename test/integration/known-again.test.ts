// A message is known again by its DataID and what it says of the booking, however often and whenever it is sent, and whichever build read it first.
import { expect } from 'chai';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

describe('a message that comes again', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101', '102', '103', '104') });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const again = (number: string) => world.deliver(newBooking(number, { sentOn: '2027-01-22' }));
  const other = (number: string) => world.deliver(newBooking(number, { nights: 3, sentOn: '2027-01-22' }));
  const statuses = async (number: string) =>
    (
      await world.rows<{ status: string }>(
        `SELECT concat_ws(': ', status, failure_code) AS status FROM heyawari.ota_import_cache WHERE data_id = $1 ORDER BY id`,
        [`${number}-1`],
      )
    ).map(({ status }) => status);

  it('on another day is a duplicate, with other content a person’s', async () => {
    await world.deliver(newBooking('A'));
    await again('A');
    await other('A');
    expect(await statuses('A')).to.deep.equal(['imported', 'duplicate', 'failed: same_id_other_content']);
    expect((await records.reservation('A')).nights).to.have.length(2);
  });

  it('in the same delivery is a duplicate too', async () => {
    await world.deliver(newBooking('B'), newBooking('B', { sentOn: '2027-01-23' }));
    expect(await statuses('B')).to.deep.equal(['imported', 'duplicate']);
  });

  for (const [number, what, forgotten] of [
    ['OLDEST', 'a build that did not hash what it said', 'hash_version = NULL, identity_hash = NULL'],
    ['OLDER', 'a build that hashed it in another form', `hash_version = 0, identity_hash = '\\x00'`],
  ] as const)
    it(`is known by its text where ${what} read it first`, async () => {
      await world.deliver(newBooking(number, { checkIn: '2027-03-01' }));
      await world.rows(`UPDATE heyawari.ota_import_cache SET ${forgotten} WHERE data_id = $1`, [
        `${number}-1`,
      ]);
      const sameDay = { checkIn: '2027-03-01', sentOn: '2027-01-22' };
      await world.deliver(newBooking(number, sameDay));
      await world.deliver(newBooking(number, { ...sameDay, nights: 1 }));
      expect(await statuses(number)).to.deep.equal([
        'imported',
        'duplicate',
        'failed: same_id_other_content',
      ]);
    });

  it('waits while the text of the first does not open', async () => {
    await world.deliver(newBooking('SHUT', { checkIn: '2027-04-01' }));
    await world.rows("UPDATE heyawari.ota_import_cache SET hash_version = NULL WHERE data_id = 'SHUT-1'");
    const seal = (key: string) =>
      world.rows(
        `UPDATE heyawari.ota_output_parts p SET key_id = $1 FROM heyawari.ota_import_cache c
          WHERE c.data_id = 'SHUT-1' AND c.claims_identity AND p.hotel_id = c.hotel_id AND p.output_id = c.output_id`,
        [key],
      );
    await seal('gone');
    await world.deliver(newBooking('SHUT', { checkIn: '2027-04-01', sentOn: '2027-01-22' }));
    const waiting = () => world.rows("SELECT FROM heyawari.ota_import_cache WHERE status = 'received'");
    expect(await waiting()).to.have.length(1);
    await seal('test');
    await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 120_000));
    expect(await waiting()).to.deep.equal([]);
    expect(await statuses('SHUT')).to.deep.equal(['imported', 'duplicate']);
  });
});
