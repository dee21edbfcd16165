// `npx heyawari check` before the plugin is mounted: what it says of an installation that will do, and of one that will not; it changes nothing.
import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Finding } from '../../plugin/platform/finding.js';
import { createCipher } from '../../plugin/platform/encryption/index.js';
import { hotelId } from '../../plugin/domain/ids.js';
import { defaultLogin } from '../../examples/tl-lincoln/index.js';
import { heyawariCommand } from '../support/command.js';
import { useDatabase } from '../support/database.js';
import { seedHotel } from '../support/host-pms.js';
import { testKey } from '../support/world.js';

interface Looked {
  readonly code: number;
  readonly fit: boolean;
  readonly findings: readonly Finding[];
}

const environment = {
  HEYAWARI_ENCRYPTION_KEYS: `${testKey.id}:${testKey.key}`,
  XML_REQUEST_URL: 'http://127.0.0.1:9/',
  XML_SYSTEM_ID: 'SYS',
  HEYAWARI_METRICS_PORT: '0',
};

async function check(url: string, env: Record<string, string> = {}, ...words: string[]): Promise<Looked> {
  const ended = await heyawariCommand(['check', '--json', ...words], {
    ...environment,
    DATABASE_URL: url,
    ...env,
  });
  expect(ended.stderr).to.equal('');
  return { code: ended.code, ...(JSON.parse(ended.stdout) as Omit<Looked, 'code'>) };
}

const stateOf = ({ findings }: Looked, about: string) =>
  findings.filter((one) => one.about === about).map(({ state }) => state);
const saidOf = ({ findings }: Looked, about: string) =>
  findings
    .filter((one) => one.about === about)
    .map(({ says }) => says)
    .join('\n');

describe('npx heyawari check', function () {
  this.timeout(60_000);
  const database = useDatabase();
  before(async () => {
    await seedHotel(database.pool(), {
      name: 'check',
      rooms: [{ room: '101', type: 'SGL' }],
      login: defaultLogin,
    });
  });

  it('says of an installation that will do that all is well, thing by thing, and ends with 0', async () => {
    const looked = await check(database.url());
    expect(looked.findings.map(({ about, state }) => `${about}: ${state}`)).to.deep.equal([
      'settings: ok',
      'database: ok',
      'Node: ok',
      'way to PostgreSQL: ok',
      'PostgreSQL: ok',
      'tables: ok',
      'rights: ok',
      'job queue: ok',
      'structure: ok',
      'reading: ok',
      'writing: ok',
      'listening: ok',
      'connections: ok',
      'clock: ok',
      'PMS: ok',
      'time zone: ok',
      'keys: ok',
      'hotels: ok',
      'port: ok',
    ]);
    expect(looked).to.include({ code: 0, fit: true });
  });

  it('prints a line for each, and how many of each', async () => {
    const { stdout, code } = await heyawariCommand(['check'], {
      ...environment,
      HEYAWARI_METRICS_PORT: '',
      DATABASE_URL: database.url(),
      LC_ALL: 'C.UTF-8',
    });
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/^ok {6}tables {14}All \d+ tables are there, as of migration \d+\.$/m)
      .and.to.match(/^notice {2}port .*HEYAWARI_METRICS_PORT/m)
      .and.to.match(/\n18 ok, 1 notice, 0 fails\.\n$/)
      .and.not.to.match(/\p{Script=Han}/u);
  });

  it('has its words in Japanese on a Japanese terminal', async () => {
    const { stdout } = await heyawariCommand(['check'], {
      ...environment,
      HEYAWARI_METRICS_PORT: '',
      DATABASE_URL: database.url(),
      LC_ALL: '',
      LC_MESSAGES: '',
      LANG: 'ja_JP.UTF-8',
    });
    expect(stdout)
      .to.match(/^良好 {4}tables {14}All/m)
      .and.to.match(/^注意 {4}port /m)
      .and.to.match(/\n18 良好, 1 注意, 0 要対応\.\n$/);
  });

  it('leaves every row as it was', async () => {
    const checksums = async () => {
      const { rows } = await database
        .pool()
        .query<{ name: string }>(
          `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'heyawari', 'heyawari_jobs') ORDER BY 1`,
        );
      expect(rows.length).to.be.greaterThan(50);
      const sums = rows.map(
        ({ name }) =>
          `SELECT '${name}' AS name, md5(COALESCE(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${name} t`,
      );
      return (await database.pool().query(sums.join(' UNION ALL '))).rows as unknown[];
    };
    const before = await checksums();
    await check(database.url());
    expect(await checksums()).to.deep.equal(before);
  });

  it('fails where a table is not as this build needs it, and gives the SQL that mends it, for a program too', async () => {
    await database.pool().query('ALTER TABLE heyawari.events DROP CONSTRAINT events_topic_check');
    const looked = await check(database.url());
    expect(stateOf(looked, 'structure')).to.deep.equal(['fails']);
    const { sql } = looked.findings.find(({ about }) => about === 'structure')!;
    expect(saidOf(looked, 'structure')).to.include(sql);
    await database.pool().query(sql!);
    expect(stateOf(await check(database.url()), 'structure')).to.deep.equal(['ok']);
  });

  it('fails where the database takes no writes, which its own reading connections never do', async () => {
    const name = new URL(database.url()).pathname.slice(1);
    await database.pool().query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    const looked = await check(database.url());
    expect(stateOf(looked, 'writing')).to.deep.equal(['fails']);
    expect(stateOf(looked, 'structure'), 'all else is looked at').to.deep.equal(['ok']);
    await database.pool().query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
  });

  it('fails where keys do not open what is stored, and names them', async () => {
    const other = Buffer.alloc(32, 9).toString('base64');
    const sealed = createCipher([{ id: 'lost', key: other }]).seal(hotelId(1), Buffer.from('x'));
    await database
      .pool()
      .query(
        `INSERT INTO heyawari.identity_keys (hotel_id, key_id, sealed_key) SELECT min(id), $1, $2 FROM hotels`,
        [sealed.keyId, sealed.bytes],
      );
    try {
      const looked = await check(database.url());
      expect(looked).to.include({ code: 1, fit: false });
      expect(saidOf(looked, 'keys')).to.include('"lost" (1 in identity_keys)');
    } finally {
      await database.pool().query('DELETE FROM heyawari.identity_keys');
    }
  });

  it('fails at each wrong setting, names the variable and never shows a value', async () => {
    const looked = await check(database.url(), {
      HEYAWARI_ENCRYPTION_KEYS: 'a:geheim',
      HEYAWARI_IMPORT_BATCH_SIZE: '0',
      XML_SYSTEM_ID: '',
    });
    expect(looked.code).to.equal(1);
    expect(saidOf(looked, 'settings'))
      .to.include('HEYAWARI_ENCRYPTION_KEYS')
      .and.include('HEYAWARI_IMPORT_BATCH_SIZE')
      .and.include('XML_SYSTEM_ID')
      .and.not.include('geheim');
    expect(stateOf(looked, 'tables'), 'all else is looked at').to.deep.equal(['ok']);
  });

  it('fails where another program has the port, and tells a plugin that runs from that', async () => {
    const server = createServer((socket) => socket.end('no HTTP')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const looked = await check(database.url(), { HEYAWARI_METRICS_PORT: String(port) });
      expect(stateOf(looked, 'port')).to.deep.equal(['fails']);
    } finally {
      server.close();
    }
  });

  it('counts the connections of all processes against what the server has', async () => {
    expect(stateOf(await check(database.url(), {}, '--processes', '1000'), 'connections')).to.deep.equal([
      'fails',
    ]);
  });

  it('says in one line that the database cannot be reached', async () => {
    const looked = await check('postgres://nobody:geheim@127.0.0.1:1/none');
    expect(looked.code).to.equal(1);
    expect(saidOf(looked, 'database')).to.include('nothing listens there').and.not.include('geheim');
  });

  it('looks at the functions of the PMS where it is told the file', async () => {
    const there = await check(database.url(), {}, '--functions', 'examples/host-pms/api/models/reservations');
    expect(stateOf(there, 'PMS functions')).to.deep.equal(['ok']);
    const other = await check(database.url(), {}, '--functions', 'examples/host-pms/api/config/logger.js');
    expect(saidOf(other, 'PMS functions')).to.include('no function addOTAReservation');
    expect(other.code).to.equal(1);
  });
});

describe('npx heyawari check on a database without the plugin’s tables', function () {
  this.timeout(60_000);
  const database = useDatabase('empty');

  it('says what makes them, and that this is not the database of a PMS', async () => {
    const looked = await check(database.url());
    expect(looked.code).to.equal(1);
    expect(saidOf(looked, 'tables')).to.include('npx heyawari migrate');
    expect(saidOf(looked, 'PMS'), 'in one sentence, however many are missing').to.match(
      /^The PMS tables "hotels", "rooms", .* are not there: check that this is the database of the PMS\.$/,
    );
    expect(stateOf(looked, 'keys')).to.deep.equal([]);
  });
});
