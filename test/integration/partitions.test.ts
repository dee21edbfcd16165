// Every table could be partitioned natively by hotel: all its keys contain hotel_id (docs/scaling.md), but for those that belong to no hotel.
import { expect } from 'chai';
import { expectedTables } from '../../plugin/platform/schema/index.js';
import { useDatabase } from '../support/database.js';

/** One row, or a few, for a whole installation: nothing to be divided. */
const ofNoHotel: Readonly<Record<string, string>> = {
  host_log_reader: 'how far the one reader of the PMS’s change log has come',
  host_write_pace: 'the pace of writes to the PMS, of all hotels together',
  known_database: 'what the database showed of itself, to know a restore by',
  leaving: 'that the plugin is being taken out',
  metric_snapshots: 'figures of the whole installation, a row for each kind',
};

interface Key {
  readonly table: string;
  readonly key: string;
  readonly columns: readonly string[];
}

describe('the keys of the plugin’s tables', function () {
  this.timeout(30_000);
  const database = useDatabase();
  const divided = expectedTables.filter((table) => !(table in ofNoHotel));

  it('contain the hotel: primary, unique and foreign ones', async () => {
    const { rows } = await database.pool().query<Key>(
      `SELECT c.relname AS table, i.indexrelid::regclass::text AS key,
              ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum = ANY(i.indkey)) AS columns
         FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        WHERE i.indisunique AND c.relnamespace = 'heyawari'::regnamespace AND c.relname = ANY($1)
        UNION ALL
       SELECT c.relname, o.conname,
              ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum = ANY(o.conkey))
         FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
        WHERE o.contype = 'f' AND c.relnamespace = 'heyawari'::regnamespace AND c.relname = ANY($1)`,
      [divided],
    );
    expect(new Set(rows.map(({ table }) => table))).to.deep.equal(new Set(divided));
    expect(rows.filter(({ columns }) => !columns.includes('hotel_id'))).to.deep.equal([]);
  });

  it('are kept by PostgreSQL where a table is partitioned by hotel', async () => {
    const client = await database.pool().connect();
    try {
      await client.query('BEGIN');
      for (const table of divided) {
        await client.query(
          `CREATE TABLE heyawari.divided (LIKE heyawari."${table}" INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)
             PARTITION BY HASH (hotel_id)`,
        );
        for (const remainder of [0, 1])
          await client.query(
            `CREATE TABLE heyawari.divided_${remainder} PARTITION OF heyawari.divided FOR VALUES WITH (MODULUS 2, REMAINDER ${remainder})`,
          );
        await client.query('DROP TABLE heyawari.divided');
      }
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  it('of no hotel are of the tables that say why', async () => {
    const { rows } = await database.pool().query<{ table: string }>(
      `SELECT relname AS table FROM pg_class c
        WHERE relnamespace = 'heyawari'::regnamespace AND relkind = 'r' AND relname NOT LIKE 'migrations%'
          AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'hotel_id' AND attnum > 0)`,
    );
    expect(rows.map(({ table }) => table)).to.have.members(Object.keys(ofNoHotel));
  });
});
