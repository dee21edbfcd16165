// Hotels that had upgrades before: what they meant stays, on the way to the new rules and back.
import { expect } from 'chai';
import knex, { type Knex } from 'knex';
import { migrations } from '../../knexfile.js';
import { useDatabase } from '../support/database.js';

describe('the migrations of the hierarchy', () => {
  const database = useDatabase('empty');
  let db: Knex;
  const rows = async (statement: string) => (await db.raw<{ rows: object[] }>(statement)).rows;
  const relations = () =>
    rows(
      `SELECT hotel_id, from_type_id, to_type_id, priority FROM heyawari.room_type_hierarchy ORDER BY 1, 2, 4, 3`,
    );
  const old = [
    { hotel_id: 1, from_type_id: 1, to_type_id: 2, priority: 0 },
    { hotel_id: 1, from_type_id: 1, to_type_id: 3, priority: 1 },
    { hotel_id: 2, from_type_id: 5, to_type_id: 6, priority: 0 },
  ];

  before(async () => {
    db = knex({ client: 'pg', connection: database.url(), pool: { min: 0, max: 1 } });
    database.onEnd(() => db.destroy());
    await db.raw('CREATE SCHEMA heyawari');
    for (let at = ''; !at.startsWith('017');) {
      const [, [applied]] = (await db.migrate.up(migrations)) as [number, string[]];
      at = applied!.split('/').at(-1)!;
    }
    await db.withSchema('heyawari').table('room_type_hierarchy').insert(old);
  });

  it('let old relations be given without asking, one level far, as they were', async () => {
    await db.migrate.latest(migrations);
    expect(await relations()).to.deep.equal(old);
    expect(
      await rows(
        'SELECT DISTINCT active, policy, cost_per_night, same_bed_count FROM heyawari.room_type_hierarchy',
      ),
    ).to.deep.equal([{ active: true, policy: 'automatic', cost_per_night: null, same_bed_count: false }]);
    expect(await rows('SELECT * FROM heyawari.room_hierarchy_rules ORDER BY 1')).to.deep.equal(
      [1, 2].map((hotel_id) => ({
        ...{ hotel_id, max_upgrade_levels: 1, price_difference_limit: null, version: 0 },
      })),
    );
  });

  it('keep them on the way back, and nothing that an older build would take for one', async () => {
    await db.raw(
      `INSERT INTO heyawari.room_type_hierarchy (hotel_id, from_type_id, to_type_id, priority, active, policy, cost_per_night, same_bed_count)
       VALUES (1, 2, 3, 0, false, 'automatic', NULL, false), (1, 2, 4, 0, true, 'never', NULL, false),
              (1, 2, 5, 0, true, 'suggest', NULL, false), (1, 2, 6, 0, true, 'automatic', NULL, true),
              (1, 2, 7, 0, true, 'automatic', 900, false)`,
    );
    await db.raw('UPDATE heyawari.room_hierarchy_rules SET price_difference_limit = 800 WHERE hotel_id = 1');
    await db.raw(
      `INSERT INTO heyawari.audit_log (hotel_id, at, action, subject, details)
       VALUES (2, now(), 'room-hierarchy.add', 'room-hierarchy', '{"version": 12}')`,
    );
    for (let at = ''; !at.startsWith('018');) {
      const [, [undone]] = (await db.migrate.down(migrations)) as [number, string[]];
      at = undone!.split('/').at(-1)!;
    }
    expect(await relations()).to.deep.equal(old);
    expect(await rows("SELECT to_regclass('heyawari.room_hierarchy_rules') AS rules")).to.deep.equal([
      { rules: null },
    ]);
  });

  it('count versions on where the history of an earlier time is still there', async () => {
    await db.migrate.latest(migrations);
    expect(
      await rows('SELECT hotel_id, version FROM heyawari.room_hierarchy_rules ORDER BY 1'),
    ).to.deep.equal([
      { hotel_id: 1, version: 0 },
      { hotel_id: 2, version: 12 },
    ]);
  });
});
