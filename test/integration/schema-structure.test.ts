// The structure of the plugin's tables: the file of this build is what the migrations make, and what a database lacks of it is told with the SQL
// that mends it, which is run here as it is printed.
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { structurePage } from '../../dev/schema/structure.js';
import { createDatabase, openDatabase } from '../../plugin/platform/database/index.js';
import type { Finding } from '../../plugin/platform/finding.js';
import { SchemaValidator, type Structure } from '../../plugin/platform/schema/index.js';
import { useDatabase } from '../support/database.js';

const file = new URL('../../plugin/platform/schema/expected-structure.json', import.meta.url);

interface Broken {
  readonly what: string;
  readonly by: string;
  /** Of what is said. */
  readonly says: RegExp;
  readonly state?: 'notice';
}

const broken: readonly Broken[] = [
  {
    what: 'a column that may be empty',
    by: 'ALTER TABLE heyawari.booking_plans DROP COLUMN lock_reason',
    says: /^Table booking_plans lacks the column lock_reason \(text\): run ALTER TABLE .*backup/,
  },
  {
    what: 'a column that has a default, with the CHECK on it',
    by: 'ALTER TABLE heyawari.hotel_settings DROP COLUMN agency_aliases',
    says: /^Table hotel_settings lacks the column agency_aliases \(jsonb DEFAULT '\[\]'::jsonb NOT NULL\)/,
  },
  {
    what: 'a column of a narrower type',
    by: 'ALTER TABLE heyawari.ota_import_cache ALTER COLUMN report_number TYPE integer',
    says: /^The column report_number of table ota_import_cache is of the type integer, expected is bigint/,
  },
  {
    what: 'a column whose text has a bound',
    by: 'ALTER TABLE heyawari.audit_log ALTER COLUMN clerk TYPE varchar(40)',
    says: /^The column clerk of table audit_log is of the type character varying\(40\), expected is text/,
  },
  {
    what: 'a column that takes NULL',
    by: 'ALTER TABLE heyawari.booking_plans ALTER COLUMN check_in DROP NOT NULL',
    says: /^The column check_in of table booking_plans takes NULL, and is not to: run .*nothing is changed/,
  },
  {
    what: 'a column that takes no NULL',
    by: 'ALTER TABLE heyawari.events ALTER COLUMN correlation_id SET NOT NULL',
    says: /^The column correlation_id of table events is NOT NULL, and is to take NULL/,
  },
  {
    what: 'a lost default',
    by: 'ALTER TABLE heyawari.events ALTER COLUMN transaction_id DROP DEFAULT',
    says: /^The default of column transaction_id of table events is none, expected is "pg_current_xact_id\(\)"/,
  },
  {
    what: 'another default',
    by: `ALTER TABLE heyawari.hotel_settings ALTER COLUMN mode SET DEFAULT 'URGENT'`,
    says: /is "'URGENT'::text", expected is "'BALANCE'::text"/,
  },
  {
    what: 'a lost identity',
    by: 'ALTER TABLE heyawari.assignment_runs ALTER COLUMN id DROP IDENTITY',
    says: /^The column id of table assignment_runs is no identity, expected is GENERATED ALWAYS AS IDENTITY/,
  },
  {
    what: 'an identity that was made a default',
    by: `ALTER TABLE heyawari.assignment_runs ALTER COLUMN id DROP IDENTITY; CREATE SEQUENCE heyawari.of_nobody;
         ALTER TABLE heyawari.assignment_runs ALTER COLUMN id SET DEFAULT nextval('heyawari.of_nobody')`,
    says: /DROP DEFAULT, ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY; SELECT setval/,
  },
  {
    what: 'a column of somebody that every new row would need',
    by: 'ALTER TABLE heyawari.heartbeats ADD COLUMN of_the_hotel text NOT NULL',
    says: /^Table heartbeats has a column of_the_hotel that this build does not know/,
  },
  {
    what: 'a lost primary key',
    by: 'ALTER TABLE heyawari.events DROP CONSTRAINT events_pkey',
    says: /^Table events lacks the primary key events_pkey: run ALTER TABLE .*PostgreSQL names the first/,
  },
  {
    what: 'a lost primary key with the foreign keys that lead to it',
    by: 'ALTER TABLE heyawari.booking_plans DROP CONSTRAINT booking_plans_pkey CASCADE',
    says: /^Table booking_plans lacks the primary key booking_plans_pkey/,
  },
  {
    what: 'a lost unique key',
    by: 'ALTER TABLE heyawari.ota_outputs DROP CONSTRAINT ota_outputs_one_row_per_content',
    says: /^Table ota_outputs lacks the unique key/,
  },
  {
    what: 'a lost foreign key',
    by: 'ALTER TABLE heyawari.room_nights DROP CONSTRAINT room_nights_hotel_id_plan_id_fkey',
    says: /^Table room_nights lacks the foreign key room_nights_hotel_id_plan_id_fkey/,
  },
  {
    what: 'a foreign key that does other than expected',
    by: `ALTER TABLE heyawari.room_nights DROP CONSTRAINT room_nights_hotel_id_plan_id_fkey,
           ADD CONSTRAINT room_nights_hotel_id_plan_id_fkey FOREIGN KEY (hotel_id, plan_id) REFERENCES heyawari.booking_plans ON DELETE CASCADE`,
    says: /^The foreign key .* is "FOREIGN KEY .* ON DELETE CASCADE", expected is "FOREIGN KEY .*\(hotel_id, id\)"/,
  },
  {
    what: 'a lost CHECK',
    by: 'ALTER TABLE heyawari.events DROP CONSTRAINT events_topic_check',
    says: /^Table events lacks the CHECK events_topic_check/,
  },
  {
    what: 'a CHECK of an older build',
    by: `ALTER TABLE heyawari.assignment_runs DROP CONSTRAINT assignment_runs_kind_check,
           ADD CONSTRAINT assignment_runs_kind_check CHECK (kind IN ('nightly'))`,
    says: /^The CHECK assignment_runs_kind_check of table assignment_runs is "CHECK .*", expected is "CHECK .*sweep/,
  },
  {
    what: 'a CHECK that was put on unseen rows',
    by: `ALTER TABLE heyawari.assignment_runs DROP CONSTRAINT assignment_runs_kind_check,
           ADD CONSTRAINT assignment_runs_kind_check CHECK (kind IN ('nightly', 'sweep')) NOT VALID`,
    says: /VALIDATE CONSTRAINT assignment_runs_kind_check;/,
  },
  {
    what: 'a CHECK under another name',
    by: 'ALTER TABLE heyawari.events RENAME CONSTRAINT events_topic_check TO other',
    says: /^Table events has the CHECK events_topic_check under the name other: run ALTER TABLE heyawari\.events RENAME/,
  },
  {
    what: 'a lost index',
    by: 'DROP INDEX heyawari.booking_plans_by_arrival',
    says: /^Table booking_plans lacks the index booking_plans_by_arrival: run CREATE INDEX/,
    state: 'notice',
  },
  {
    what: 'a lost unique index',
    by: 'DROP INDEX heyawari.ota_import_cache_one_claim',
    says: /^Table ota_import_cache lacks the index ota_import_cache_one_claim: run CREATE UNIQUE INDEX/,
  },
  {
    what: 'another index of that name',
    by: 'DROP INDEX heyawari.events_age; CREATE INDEX events_age ON heyawari.events (topic)',
    says: /^The index events_age of table events is ".*\(topic\)", expected is ".*\(occurred_at\)": run DROP INDEX/,
    state: 'notice',
  },
  {
    what: 'an index under another name',
    by: 'ALTER INDEX heyawari.events_age RENAME TO other',
    says: /^Table events has the index events_age under the name other: run ALTER INDEX/,
    state: 'notice',
  },
  {
    what: 'an invalid index',
    by: `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'heyawari.events_age'::regclass`,
    says: /^The index events_age of table events is invalid.*: run REINDEX INDEX heyawari\.events_age;$/,
    state: 'notice',
  },
  {
    what: 'an invalid index of a key',
    by: `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'heyawari.events_pkey'::regclass`,
    says: /^The index events_pkey of table events is invalid/,
  },
  {
    what: 'a lost trigger',
    by: 'DROP TRIGGER publish_at_commit ON heyawari.events',
    says: /^Table events lacks the trigger publish_at_commit: run CREATE CONSTRAINT TRIGGER/,
  },
  {
    what: 'a disabled trigger',
    by: 'ALTER TABLE heyawari.audit_log DISABLE TRIGGER append_only',
    says: /^The trigger append_only of table audit_log is disabled: run ALTER TABLE .* ENABLE TRIGGER append_only;$/,
  },
  {
    what: 'a trigger that does less',
    by: `DROP TRIGGER append_only ON heyawari.audit_log;
         CREATE TRIGGER append_only BEFORE DELETE ON heyawari.audit_log FOR EACH ROW EXECUTE FUNCTION heyawari.refuse_audit_change()`,
    says: /^The trigger append_only of table audit_log is ".*", expected is ".*DELETE OR UPDATE/,
  },
  {
    what: 'a trigger under another name',
    by: 'ALTER TRIGGER append_only ON heyawari.audit_log RENAME TO other',
    says: /^Table audit_log has the trigger append_only under the name other/,
  },
  {
    what: 'foreign keys that were switched off for a restore',
    by: 'ALTER TABLE heyawari.room_nights DISABLE TRIGGER ALL',
    says: /^The foreign keys of table room_nights are not enforced.*by a superuser/,
  },
  {
    what: 'a lost function with its triggers',
    by: 'DROP FUNCTION heyawari.refuse_audit_change() CASCADE',
    says: /^The function refuse_audit_change\(\) is missing: run CREATE OR REPLACE FUNCTION/,
  },
  {
    what: 'another function',
    by: 'CREATE OR REPLACE FUNCTION heyawari.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    says: /^The function refuse_audit_change\(\) is not this build's: run CREATE OR REPLACE FUNCTION/,
  },
  {
    what: 'a lost sequence',
    by: 'DROP SEQUENCE heyawari.event_versions',
    says: /^The sequence event_versions is missing: run CREATE SEQUENCE .*setval/,
  },
  {
    what: 'a table that a crash would empty',
    by: 'ALTER TABLE heyawari.events SET UNLOGGED',
    says: /^Table events is UNLOGGED/,
    state: 'notice',
  },
  {
    what: 'rows that are hidden',
    by: 'ALTER TABLE heyawari.events ENABLE ROW LEVEL SECURITY',
    says: /^Table events has row security/,
  },
];

describe('the structure of the plugin’s tables', function () {
  this.timeout(60_000);
  const test = useDatabase();
  const run = (sql: string) => test.pool().query(sql);
  const look = async () => {
    const found = await new SchemaValidator(createDatabase(test.pool())).validateTableStructure();
    return found.filter(({ state }) => state !== 'ok');
  };
  /** As an operator does: what is printed is run, and it is looked again. */
  const mend = async (found: readonly Finding[]) => {
    for (const { sql } of found) if (sql !== undefined) await run(sql);
  };
  const mendAll = async () => {
    for (let looks = 0; looks < 40; looks += 1) {
      const found = await look();
      if (found.length === 0) return;
      await mend(found);
    }
  };

  /** A column that was mended is the last one of its table. */
  const structureNow = async () => JSON.parse(await structurePage(test.url())) as unknown;

  it('is as the file of this build says: else renew it by `npm run schema:structure`', async () => {
    expect(await structurePage(test.url())).to.equal(readFileSync(file, 'utf8'));
    expect(await look()).to.deep.equal([]);
  });

  for (const { what, by, says, state = 'fails' } of broken)
    it(`with ${what} is told with the SQL that mends it`, async () => {
      await run(by);
      const found = await look();
      const told = found.find((one) => says.test(one.says));
      expect(told?.state, found.map((one) => one.says).join('\n')).to.equal(state);
      for (const { says: sentence, sql } of found) expect(sentence).to.include(sql).and.not.match(/\n/);
      await mend(found);
      expect(await look()).to.deep.equal([]);
    });

  for (const [what, by, back] of [
    [
      'a column of a key is lost',
      'ALTER TABLE heyawari.heartbeats RENAME COLUMN hotel_id TO hotel',
      'ALTER TABLE heyawari.heartbeats RENAME COLUMN hotel TO hotel_id',
    ],
    [
      'the values of a column were cut',
      'ALTER TABLE heyawari.events ALTER COLUMN occurred_at TYPE date',
      'ALTER TABLE heyawari.events ALTER COLUMN occurred_at TYPE timestamptz',
    ],
  ] as const)
    it(`sends to the backup where ${what}, and prints no SQL for that`, async () => {
      await run(by);
      const [first] = await look();
      expect(first).to.not.have.property('sql');
      expect(first?.state).to.equal('fails');
      expect(first?.says).to.match(/: restore from a backup, since .*\.$/);
      await run(back);
      expect(await look()).to.deep.equal([]);
    });

  it('draws numbers that nobody had, where a sequence or an identity was made anew', async () => {
    const add = `INSERT INTO heyawari.assignment_runs
        (hotel_id, kind, business_date, started_at, finished_at, finalised, moved, woken, duration_ms)
      VALUES (1, 'sweep', '2027-01-01', now(), now(), 0, 0, 0, 0) RETURNING id`;
    const before = (await run(add)).rows as { id: string }[];
    await run(
      'ALTER TABLE heyawari.assignment_runs ALTER COLUMN id DROP IDENTITY; DROP SEQUENCE heyawari.event_versions',
    );
    await mendAll();
    const after = (await run(add)).rows as { id: string }[];
    expect(Number(after[0]!.id)).to.be.greaterThan(Number(before[0]!.id));
    const drawn = (await run(`SELECT nextval('heyawari.event_versions') AS version`)).rows as {
      version: string;
    }[];
    expect(Number(drawn[0]!.version)).to.be.greaterThan(1_700_000_000);
    await run('DELETE FROM heyawari.assignment_runs');
  });

  it('may have more: columns, indexes, storage that an operator chose, a CHECK tried on all rows', async () => {
    await run(`
      ALTER TABLE heyawari.events ADD COLUMN of_the_hotel text;
      CREATE INDEX of_the_hotel ON heyawari.events (of_the_hotel);
      ALTER INDEX heyawari.events_age SET (fillfactor = 70);
      ALTER TABLE heyawari.events SET (autovacuum_vacuum_scale_factor = 0.01);
      -- One that the migration did not try on the rows that were there.
      ALTER TABLE heyawari.booking_plan_history VALIDATE CONSTRAINT booking_plan_history_event_check`);
    expect(await look()).to.deep.equal([]);
    await run(`ALTER TABLE heyawari.events DROP COLUMN of_the_hotel; ALTER TABLE heyawari.heartbeats DROP COLUMN of_the_hotel;
      DROP SEQUENCE heyawari.of_nobody`);
    const check = 'booking_plan_history_event_check';
    const { tables } = JSON.parse(readFileSync(file, 'utf8')) as Structure;
    await run(`ALTER TABLE heyawari.booking_plan_history DROP CONSTRAINT ${check},
      ADD CONSTRAINT ${check} ${tables.booking_plan_history!.constraints[check]}`);
  });

  it('is judged alike whatever the session says of names and dates', async () => {
    const database = (await run('SELECT current_database() AS name')).rows as { name: string }[];
    await run(
      `ALTER DATABASE ${database[0]!.name} SET search_path = heyawari; ALTER DATABASE ${database[0]!.name} SET datestyle = 'German'`,
    );
    expect(await structureNow()).to.deep.equal(JSON.parse(readFileSync(file, 'utf8')));
    await run(
      `ALTER DATABASE ${database[0]!.name} RESET search_path; ALTER DATABASE ${database[0]!.name} RESET datestyle`,
    );
  });

  it('where nearly all of it is lost, is told in a few lines, and mended from the top', async () => {
    await run(`
      DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT conname, conrelid::regclass AS "table" FROM pg_constraint
                    WHERE connamespace = 'heyawari'::regnamespace AND contype IN ('f', 'p', 'u', 'c') ORDER BY contype = 'p', contype = 'u' LOOP
          EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', one."table", one.conname);
        END LOOP;
        FOR one IN SELECT indexrelid::regclass AS name FROM pg_index i JOIN pg_class c ON c.oid = indrelid WHERE relnamespace = 'heyawari'::regnamespace LOOP
          EXECUTE format('DROP INDEX %s', one.name);
        END LOOP;
        FOR one IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'heyawari'::regnamespace LOOP
          EXECUTE format('DROP FUNCTION %s CASCADE', one.name);
        END LOOP;
        FOR one IN SELECT attrelid::regclass AS "table", attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
                    WHERE relnamespace = 'heyawari'::regnamespace AND relkind = 'r' AND attidentity <> '' LOOP
          EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP IDENTITY', one."table", one.name);
        END LOOP;
      END $$`);
    const found = await look();
    expect(found).to.have.length(13);
    expect(found.at(-1)?.says).to.match(/^So it is with \d{3} more: .* look again\.$/);
    await mendAll();
    expect(await structureNow(), 'what was printed makes what the migrations made').to.deep.equal(
      JSON.parse(readFileSync(file, 'utf8')),
    );
  });

  it('of a database that a newer build migrated is only told, without SQL that would undo it', async () => {
    await run(`INSERT INTO heyawari.migrations (name, batch, migration_time) VALUES ('900_more.ts', 99, now());
      ALTER TABLE heyawari.assignment_runs DROP CONSTRAINT assignment_runs_kind_check,
        ADD CONSTRAINT assignment_runs_kind_check CHECK (kind IN ('nightly', 'sweep', 'hourly'));
      ALTER TABLE heyawari.audit_log DISABLE TRIGGER append_only`);
    const found = await look();
    expect(found.map(({ state }) => state)).to.deep.equal(['notice', 'notice']);
    expect(found[1]?.sql, 'which no build disables').to.equal(
      'ALTER TABLE heyawari.audit_log ENABLE TRIGGER append_only;',
    );
    expect(found[0]?.says).to.match(/^The newer build .*assignment_runs_kind_check.*hourly/);
    expect(found[0]).to.not.have.property('sql');
    await run(`DELETE FROM heyawari.migrations WHERE name = '900_more.ts'`);
    await mendAll();
  });

  it('is read beside a lock on a table, or it is said that it could not be', async () => {
    const ours = openDatabase(test.pool());
    const stranger = await test.pool().connect();
    try {
      await stranger.query('BEGIN; LOCK TABLE heyawari.events IN ACCESS EXCLUSIVE MODE');
      const found = await new SchemaValidator(ours).validateTableStructure();
      expect(found.map(({ state }) => state))
        .to.have.length(1)
        .and.not.include('fails');
    } finally {
      await stranger.query('ROLLBACK');
      stranger.release();
      await ours.end();
    }
  });
});
