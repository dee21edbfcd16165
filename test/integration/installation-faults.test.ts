// Faults of the installation (keys, rights, tables, a database that takes no writes) are laid on no message and told once.
import { expect } from 'chai';
import { cancellationOf, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { recordedLog, until } from '../support/platform.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, hotelInstant, testKey, type World } from '../support/world.js';

const minute = 60_000;
const key = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill).toString('base64') });

describe('faults of the installation', () => {
  const database = useDatabase();
  const log = recordedLog();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102', '103', '104', '105', '106', '107', '108'),
      logger: log.logger,
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });
  beforeEach(() => {
    log.lines.length = 0;
  });

  const later = (milliseconds: number) =>
    world.heyawari.advanceTo(new Date(world.clock.now().getTime() + milliseconds));
  const statuses = async () =>
    (
      await world.rows<{ status: string }>(
        "SELECT DISTINCT status FROM heyawari.ota_import_cache WHERE status NOT IN ('imported', 'duplicate')",
      )
    ).map(({ status }) => status);
  const alerts = () => log.lines.filter(({ level }) => level === 'error');
  const health = async () => {
    const answer = await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/health`);
    const { checks } = (await answer.json()) as { checks: { name: string; ok: boolean }[] };
    return checks.find(({ name }) => name === 'installation')?.ok;
  };
  /** Delivered to a process that has other keys, does no work and is gone again. */
  const receiveUnder = async (encryptionKeys: ReturnType<typeof key>[], ...numbers: string[]) => {
    const other = await world.anotherInstance({ encryptionKeys, role: 'web' });
    world.simulator.deliver(numbers.map((number) => newBooking(number)));
    await other.fetchNow();
    await other.stop();
  };
  /** Both processes work: the job may go to the one without the key first. */
  const importUnder = async (encryptionKeys: ReturnType<typeof key>[]) => {
    const other = await world.anotherInstance({ encryptionKeys });
    await until(async () => {
      world.clock.set(new Date(world.clock.now().getTime() + 2 * minute));
      await other.drain();
      return (await statuses()).length === 0;
    });
    await other.stop();
  };

  it('leaves a message under a key that is not here to a process that has it, and goes on with the others', async () => {
    const other = key('2027b', 9);
    await receiveUnder([other, testKey], 'K1', 'K2');
    await world.deliver(newBooking('K3'));
    expect(await records.message('K3-1')).to.equal('imported');
    expect(await statuses()).to.deep.equal(['received']);
    for (let tries = 0; tries < 12; tries += 1) await later(minute);
    expect(await statuses()).to.deep.equal(['received']);
    expect(await health()).to.equal(false);
    expect(alerts().length, 'two lines in twelve minutes').to.be.within(1, 2);
    expect(JSON.stringify(alerts())).to.include('2027b').and.to.include('encryptionKeys');
    expect(await world.metric('heyawari_installation_fault{code="key_missing"}')).to.equal(1);

    await importUnder([other, testKey]);
    for (const message of ['K1-1', 'K2-1']) expect(await records.message(message)).to.equal('imported');
  });

  it('leaves a message alone that does not open with the key of its id', async () => {
    const wrong = key(testKey.id, 3);
    await receiveUnder([wrong], 'W1');
    await world.deliver(newBooking('W2'));
    expect(await records.message('W2-1')).to.equal('imported');
    await later(2 * minute);
    expect(await statuses()).to.deep.equal(['received']);
    expect(JSON.stringify(alerts())).to.include('key_mismatch');
    await importUnder([wrong]);
    expect(await records.message('W1-1')).to.equal('imported');
  });

  it('names, at the start, every key that stored rows are sealed with and the process does not have', async () => {
    const [{ count: stored }] = (await world.rows<{ count: number }>(
      "SELECT count(*)::int AS count FROM heyawari.ota_output_parts WHERE key_id = '2027b'",
    )) as [{ count: number }];
    log.lines.length = 0;
    const other = await world.anotherInstance({ role: 'web' });
    await other.stop();
    const line = JSON.stringify(alerts()[0]);
    expect(line).to.include('"fault":"key_missing"').and.to.include('2027b');
    expect(stored).to.be.greaterThan(0);
    expect(line).to.include(`${stored} in ota_output_parts`);
  });

  const broken: readonly (readonly [what: string, breakIt: string, mendIt: string, code: string])[] = [
    [
      'a table that is missing',
      'ALTER TABLE heyawari.booking_plan_history RENAME TO gone',
      'ALTER TABLE heyawari.gone RENAME TO booking_plan_history',
      'schema_mismatch',
    ],
    [
      'a full disk',
      `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
       CREATE TRIGGER full_disk BEFORE INSERT ON heyawari.booking_plans EXECUTE FUNCTION full_disk()`,
      'DROP TRIGGER full_disk ON heyawari.booking_plans',
      'disk_full',
    ],
    [
      'a right that is missing',
      `CREATE FUNCTION no_right() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'permission denied' USING ERRCODE = 'insufficient_privilege'; END $$;
       CREATE TRIGGER no_right BEFORE INSERT ON heyawari.ota_import_log EXECUTE FUNCTION no_right()`,
      'DROP TRIGGER no_right ON heyawari.ota_import_log',
      'rights_missing',
    ],
    [
      'a database that takes no writes',
      `CREATE FUNCTION read_only() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'read-only' USING ERRCODE = 'read_only_sql_transaction'; END $$;
       CREATE TRIGGER read_only BEFORE UPDATE ON heyawari.ota_import_cache EXECUTE FUNCTION read_only()`,
      'DROP TRIGGER read_only ON heyawari.ota_import_cache',
      'read_only',
    ],
  ];
  for (const [index, [what, breakIt, mendIt, code]] of broken.entries())
    it(`lays ${what} on no message, tells it once, and imports when it is mended`, async () => {
      const checkIn = `2027-03-0${index + 1}`;
      const numbers = Array.from({ length: 6 }, (_, i) => `F${index}${i}`);
      await world.rows(breakIt);
      world.simulator.deliver(numbers.map((number) => newBooking(number, { checkIn, nights: 1 })));
      await world.heyawari.fetchNow();
      await world.heyawari.drain();
      for (let tries = 0; tries < 9; tries += 1) await later(minute);
      const untouched = await world.rows<{ attempts: number }>(
        "SELECT attempts FROM heyawari.ota_import_cache WHERE status IN ('received', 'pending') AND failure_code IS NULL AND attempts = 0",
      );
      expect(untouched).to.have.length(numbers.length);
      expect(alerts().map(({ fault }) => fault)).to.deep.equal([code]);
      expect(await world.metric(`heyawari_installation_fault{code="${code}"}`)).to.equal(1);
      await world.rows(mendIt);
      await later(minute);
      for (const number of numbers) expect(await records.message(`${number}-1`)).to.equal('imported');
      expect(await world.metric(`heyawari_installation_fault{code="${code}"}`)).to.equal(0);
      await later(15 * minute);
    });

  it('costs no run of a hotel, whatever keeps it from being written: it is told once, and the run made up for', async () => {
    const dead = () => world.rows("SELECT FROM heyawari_jobs.job WHERE name = 'dead-letters'");
    const standing = () => world.metric('heyawari_installation_fault{code="disk_full"}');
    await world.rows(
      `CREATE TRIGGER full_disk BEFORE INSERT ON heyawari.assignment_runs EXECUTE FUNCTION full_disk()`,
    );
    const tomorrow = hotelInstant('2027-02-10', 5, 1);
    for (let tries = 0; tries < 3; tries += 1)
      expect(await world.heyawari.advanceTo(tomorrow).catch((error: Error) => error.message)).to.include(
        'not done',
      );
    expect(await dead()).to.deep.equal([]);
    expect(alerts().map(({ fault }) => fault)).to.deep.equal(['disk_full']);
    await world.deliver(newBooking('MEANWHILE', { checkIn: '2027-05-01' }));
    expect(await standing(), 'others get through').to.equal(1);
    await world.rows('DROP TRIGGER full_disk ON heyawari.assignment_runs');
    await world.heyawari.advanceTo(tomorrow);
    const runs = await world.rows(
      "SELECT FROM heyawari.assignment_runs WHERE kind = 'nightly' AND business_date = '2027-02-10'",
    );
    expect(runs).to.have.length(1);
    expect(await standing()).to.equal(0);
  });

  it('is no line for what is imported, one without personal data for what has failed, and no error for what heals', async () => {
    await world.deliver(
      newBooking('FINE', { checkIn: '2027-04-10' }),
      newBooking('NONAME', { checkIn: '2027-04-10', name: '' }),
      cancellationOf('SOMEBODY'),
    );
    const told = log.lines.filter(
      ({ level, message }) => level !== 'info' && String(message).includes('message'),
    );
    expect(told.map(({ level, code }) => [level, code])).to.deep.equal([['warn', 'name_missing']]);
    expect(told[0]).to.include.keys('messageId', 'hotelId', 'code', 'class');
    expect(Object.keys(told[0]!)).to.not.include.members(['error', 'xml', 'bookingNumber']);
  });

  it('lays it on a message after all where the others get through: then it is that message’s own', async () => {
    await world.rows(
      `CREATE TRIGGER full_disk BEFORE INSERT ON reservations FOR EACH ROW
         WHEN (NEW.ota_reservation_id = 'OWN') EXECUTE FUNCTION full_disk()`,
    );
    await world.deliver(
      newBooking('OWN', { checkIn: '2027-04-01' }),
      newBooking('OTHER', { checkIn: '2027-04-01' }),
    );
    expect(await records.message('OTHER-1')).to.equal('imported');
    expect(await records.message('OWN-1')).to.match(/^retrying: (database_error|host_refused)$/);
    await world.rows('DROP TRIGGER full_disk ON reservations');
    await later(3 * minute);
    expect(await records.message('OWN-1')).to.equal('imported');
  });
});
