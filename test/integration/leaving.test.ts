// Taking the plugin out again: nothing is lost, and nothing is removed while it exists nowhere else.
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { hotelId } from '../../plugin/domain/ids.js';
import { createCipher } from '../../plugin/platform/encryption/index.js';
import { messageText } from '../../plugin/tl-lincoln/index.js';
import { newBooking, singles } from '../support/bookings.js';
import { checksumsOf } from '../support/checksums.js';
import { useDatabase } from '../support/database.js';
import { createWorld, testKey, type World } from '../support/world.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Of a body, in each of its parts. */
const megabyte = 1024 * 1024;

/** What a message's text is opened by. */
interface ExportedMessage {
  readonly hotel_id: number;
  readonly text_offset: number;
  readonly text_length: number;
  readonly text_parts: readonly { readonly key_id: string; readonly sealed_part: string }[];
}

interface Ended {
  readonly code: number;
  readonly text: string;
}

describe('leaving', function () {
  this.timeout(60_000);
  const database = useDatabase();
  let world: World;
  let folder: string;

  /** `npx heyawari …`, from the sources. */
  const heyawari = (...words: string[]) =>
    new Promise<Ended>((resolve) => {
      const env = { ...process.env, DATABASE_URL: database.url() };
      const args = ['--import', 'tsx', 'dev/heyawari-command.ts', ...words];
      execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout + stderr }),
      );
    });

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'heyawari-leaving-'));
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101') });
    database.onEnd(() => world.stop());
    // The second has no room.
    await world.deliver(newBooking('A'), newBooking('B'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('names what is open, hotel by hotel, and does not call that done', async () => {
    const { code, text } = await heyawari('leave', '--minutes', '0');
    expect(code).to.equal(3);
    expect(text)
      .to.match(/booking B, pending, no_availability/)
      .and.to.match(/booking B, arrives 2027-02-01/);
    expect(text).not.to.include('booking A');
  });

  it('fetches nothing more while it is under way, and again when it is taken back', async () => {
    world.simulator.deliver([newBooking('C', { checkIn: '2027-03-01' })]);
    await world.heyawari.fetchNow();
    expect(world.simulator.statistics().waiting).to.equal(1);
    expect(await heyawari('stay')).to.deep.equal({ code: 0, text: 'It is fetched again.\n' });
    expect((await heyawari('stay')).text).to.include('There was no `leave` to take back.');
    await world.deliver();
    expect(world.simulator.statistics()).to.include({ waiting: 0, unconfirmedOutputs: 0 });
  });

  it('undoes no migration while rows exist nowhere else, and says which', async () => {
    const { code, text } = await heyawari('migrate:back');
    expect(code).to.equal(1);
    expect(text)
      .to.match(/Nothing was undone: 2 rows/)
      .and.to.include('booking B');
    expect(await world.rows('SELECT 1 FROM heyawari.booking_plans')).not.to.be.empty;
  });

  it('exports them whole and sealed, for the owner alone to read, and into no file that is there', async () => {
    const file = path.join(folder, 'whole.jsonl');
    expect(await heyawari('export', file)).to.include({ code: 0 });
    const text = readFileSync(file, 'utf8');
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { table: string; row: Record<string, unknown> });
    expect(rows.map(({ table }) => table)).to.deep.equal(['ota_import_cache', 'booking_plans']);
    expect(rows[0]!.row).to.include({ booking_number: 'B', status: 'pending' });
    expect(text).not.to.match(/太郎|guest@|AllotmentBookingReport/);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect((await heyawari('export', file)).code).to.equal(1);
  });

  it('exports what the installation’s keys open again: a message is in it as it came', () => {
    const file = path.join(folder, 'whole.jsonl');
    const line = readFileSync(file, 'utf8').split('\n')[0]!;
    const { row } = JSON.parse(line) as { row: ExportedMessage };
    const cipher = createCipher([{ id: testKey.id, key: testKey.key }]);
    const body = row.text_parts.map(({ key_id: keyId, sealed_part: part }) =>
      inflateRawSync(cipher.open(hotelId(row.hotel_id), { keyId, bytes: Buffer.from(part.slice(2), 'hex') })),
    );
    const offset = row.text_offset % megabyte;
    const text = messageText(Buffer.concat(body).subarray(offset, offset + row.text_length));
    expect(text.trim()).to.equal(newBooking('B').xml.trim());
  });

  it('does not call it fetched again while a restore holds the hotels', async () => {
    await heyawari('restored');
    expect((await heyawari('stay')).text).to.match(
      /^There was no `leave` to take back\. Hotels are still held/,
    );
    await database.pool().query('DELETE FROM heyawari.known_database; DELETE FROM heyawari.fetch_holds');
  });

  it('waits for no lock of staff, which no migration is undone over, and exports it', async () => {
    await world.rows(
      `UPDATE heyawari.booking_plans SET lock_cause = 'clerk', locked_at = now() WHERE booking_number = 'A'`,
    );
    expect((await heyawari('leave', '--minutes', '0')).text).not.to.include('booking A');
    await heyawari('stay');
    const { code, text } = await heyawari('migrate:back');
    expect(code).to.equal(1);
    expect(text).to.match(/部屋固定[^]*booking A, arrives 2027-02-01/);
    const file = path.join(folder, 'locked.jsonl');
    await heyawari('export', file);
    expect(readFileSync(file, 'utf8')).to.match(/"lock_cause": ?"clerk"/);
  });

  it('goes back once an export has them all, and not before, and leaves what the PMS has as it was', async () => {
    const file = path.join(folder, 'early.jsonl');
    await heyawari('export', file);
    await world.deliver(newBooking('D'));
    const refused = await heyawari('migrate:back', '--exported', file);
    expect(refused.text).to.match(/Nothing was undone: 2 rows that exist nowhere else are not in/);
    const whole = path.join(folder, 'late.jsonl');
    await heyawari('export', whole);
    await world.heyawari.stop();
    const before = await checksumsOf(world, 'public');
    expect(Object.keys(before)).to.include.members(['reservations', 'reservation_details', 'clients']);
    expect(await heyawari('migrate:back', '--exported', whole)).to.include({ code: 0 });
    expect(await checksumsOf(world, 'public')).to.deep.equal(before);
    const { rows } = await database
      .pool()
      .query<{ left: string | null }>(`SELECT to_regclass('heyawari.booking_plans') AS left`);
    expect(rows).to.deep.equal([{ left: null }]);
  });

  it('says in a sentence that the tables are not there', async () => {
    for (const words of [['leave', '--minutes', '0'], ['stay'], ['restored'], ['export', 'none.jsonl']])
      expect(await heyawari(...words), words[0]).to.deep.equal({
        code: 1,
        text: 'The tables of Heyawari are not here, or are older than this build: `npx heyawari migrate` makes them.\n',
      });
  });

  it('keeps its list of migrations alone, which the statements of the installation guide take away; then it can be made anew', async () => {
    const left = async () =>
      (
        await database.pool().query<{ name: string }>(
          `SELECT concat_ws('.', nspname, relname) AS name
             FROM pg_namespace n LEFT JOIN pg_class c ON relnamespace = n.oid AND relkind NOT IN ('i', 'S')
            WHERE nspname LIKE 'heyawari%' ORDER BY name`,
        )
      ).rows.map(({ name }) => name);
    const nothing = { code: 0, text: 'There is nothing to undo.\n' };
    expect(await left()).to.deep.equal(['heyawari.migrations', 'heyawari.migrations_lock']);
    expect(await heyawari('rollback')).to.deep.equal(nothing);
    const guide = readFileSync(path.join(root, 'docs/installation.md'), 'utf8');
    await database.pool().query(/```sql\n(BEGIN;\nDROP TABLE heyawari\.migrations[^`]*)```/.exec(guide)![1]!);
    expect(await left()).to.deep.equal([]);
    expect(await heyawari('rollback')).to.deep.equal(nothing);
    expect((await heyawari('migrate')).text).to.equal('The schema heyawari is up to date.\n');
  });
});
