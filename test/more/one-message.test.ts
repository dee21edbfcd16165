// Whatever PostgreSQL says of one message, and wherever: the others get through, and that one is shown and tried again (O1).
import { expect } from 'chai';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const minute = 60_000;

interface Stage {
  readonly table: string;
  readonly when: string;
  /** A condition on the row, of one booking. */
  readonly of: (number: string) => string;
  readonly atCommit?: boolean;
  /** Codes beside `codes`. */
  readonly others?: readonly string[];
}

const stages: Readonly<Record<string, Stage>> = {
  'while it is identified': {
    table: 'heyawari.ota_import_cache',
    when: 'BEFORE UPDATE',
    of: (number) => `OLD.status = 'received' AND NEW.booking_number = '${number}'`,
  },
  'in the PMS’s function': {
    table: 'reservations',
    when: 'BEFORE INSERT',
    of: (number) => `NEW.ota_reservation_id = '${number}'`,
  },
  'in our own rows': {
    table: 'heyawari.booking_plans',
    when: 'BEFORE INSERT',
    of: (number) => `NEW.booking_number = '${number}'`,
  },
  'while it is settled': {
    table: 'heyawari.ota_import_cache',
    when: 'BEFORE UPDATE',
    of: (number) => `NEW.status = 'imported' AND NEW.booking_number = '${number}'`,
  },
  'at the commit': {
    table: 'heyawari.booking_plans',
    when: 'AFTER INSERT',
    of: (number) => `NEW.booking_number = '${number}'`,
    atCommit: true,
    others: ['23505', 'P0001'],
  },
};
/** A full disk, a connection that ends, a lock that does not come. */
const codes = ['53100', '57P01', '55P03'];

describe('messages that PostgreSQL does not take', function () {
  this.timeout(60_000);
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102', '103', '104', '105', '106'),
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    await world.rows(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'refused by the test' USING ERRCODE = TG_ARGV[0]; END $$`,
    );
  });

  const triggerOf = (number: string) => `refuse_${number.toLowerCase()}`;
  const refuse = (number: string, { table, when, of, atCommit }: Stage, code: string) =>
    world.rows(
      `CREATE ${atCommit ? 'CONSTRAINT' : ''} TRIGGER ${triggerOf(number)} ${when} ON ${table}
         ${atCommit ? 'DEFERRABLE INITIALLY DEFERRED' : ''}
         FOR EACH ROW WHEN (${of(number)}) EXECUTE FUNCTION refuse('${code}')`,
    );
  const imported = async (numbers: readonly string[]) => {
    for (const number of numbers) if ((await records.message(`${number}-1`)) !== 'imported') return false;
    return true;
  };
  const shown = async () =>
    (
      await world.rows(
        "SELECT FROM heyawari.ota_import_cache WHERE status <> 'imported' AND failure_code IS NULL",
      )
    ).length === 0;
  /** Minute by minute, as the schedule does it. */
  const within = async (minutes: number, what: () => Promise<boolean>) => {
    for (let passed = 0; !(await what()); passed += 1) {
      if (passed === minutes) return false;
      await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + minute));
    }
    return true;
  };

  let day = Date.parse('2027-03-01T00:00:00Z');
  for (const [where, stage] of Object.entries(stages))
    for (const code of [...codes, ...(stage.others ?? [])])
      it(`with ${code} ${where}, cost no other its place, are shown, and imported when they can be`, async () => {
        const checkIn = new Date((day += 86_400_000)).toISOString().slice(0, 10);
        const named = (letter: string, count: number) =>
          Array.from({ length: count }, (_, i) => `${letter}${day / 86_400_000}X${i}`);
        const [bad, good] = [named('BAD', 4), named('GOOD', 2)];
        for (const number of bad) await refuse(number, stage, code);
        world.simulator.deliver(
          [...bad, ...good].map((number) => newBooking(number, { checkIn, nights: 1 })),
        );
        await world.heyawari.fetchNow();
        await world.heyawari.drain();
        expect(await within(3, () => imported(good)), 'the others').to.equal(true);
        expect(await within(3, shown), 'shown').to.equal(true);
        for (const number of bad) await world.rows(`DROP TRIGGER ${triggerOf(number)} ON ${stage.table}`);
        expect(await within(10, () => imported(bad)), 'imported at last').to.equal(true);
      });

  it('are shown as well where the others come one at a time, each after them', async () => {
    const checkIn = '2027-06-01';
    await refuse('ALONE', stages['in the PMS’s function']!, '53100');
    for (const number of ['ALONE', 'NEXT1', 'NEXT2', 'NEXT3']) {
      await world.deliver(newBooking(number, { checkIn, nights: 1 }));
      await within(1, () => Promise.resolve(false));
    }
    expect(await records.message('ALONE-1')).to.equal('retrying: database_error');
    expect(await world.metric('heyawari_installation_fault')).to.equal(0);
  });
});
