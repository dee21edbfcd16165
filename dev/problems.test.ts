// What a newcomer does wrong at the command line is told in a sentence, without a stack, and ends with an exit code.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { useDatabase } from '../test/support/database.js';
import { checkDatabase, sentenceOf } from './problems.js';

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('an address of a database that cannot be used', () => {
  const database = useDatabase('empty');
  const changed = (change: (url: URL) => void) => {
    const url = new URL(database.url());
    change(url);
    return url.toString();
  };
  const problemOf = (url: string) =>
    checkDatabase('DATABASE_URL', url).then(
      () => 'none',
      (error: unknown) => String(error),
    );

  it('is none where the server lets one in', async () => {
    expect(await problemOf(database.url())).to.equal('none');
  });

  it('is named, with the reason, never with the password', async () => {
    const port = await closedPort();
    expect(await problemOf(`postgres://me:secret@127.0.0.1:${port}/pms`)).to.equal(
      `PersonsProblem: PostgreSQL at 127.0.0.1:${port}/pms as me (DATABASE_URL) cannot be used: nothing listens there.`,
    );
    expect(await problemOf(changed((url) => (url.password = 'wrong')))).to.match(
      /the user or the password is wrong\.$/,
    );
    expect(await problemOf(changed((url) => (url.password = '')))).to.match(/password/);
    expect(await problemOf(changed((url) => (url.pathname = '/nowhere')))).to.match(
      /nowhere as .* there is no such database\.$/,
    );
    expect(await problemOf('postgres://me@no-such-host.invalid/pms')).to.match(/host of that name|looked up/);
  });

  for (const text of ['nonsense', 'mysql://me@localhost/pms', 'postgres://me@localhost:99999/pms'])
    it(`is told from what is no address: ${text}`, async () => {
      expect(await problemOf(text)).to.match(/postgres:\/\/user:password@host:5432\/database\.$/);
    });

  it('is told where no connection is left, with where to look', async () => {
    const role = `limited_${process.pid}`;
    await database.pool().query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret' CONNECTION LIMIT 0`);
    const url = changed((one) => ([one.username, one.password] = [role, 'secret']));
    expect(await problemOf(url)).to.match(/all its connections are taken.*\. pg_stat_activity shows who/);
    await database.pool().query(`DROP ROLE ${role}`);
  });

  it('is told where something else listens', async () => {
    const server = createHttpServer((_request, response) => response.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await problemOf(`postgres://me@127.0.0.1:${port}/pms`)).to.match(/cannot be used: /);
    server.close();
  });
});

describe('a command that cannot be carried out', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heyawari-problems-'));
    writeFileSync(path.join(folder, 'file'), 'no bookings');
    writeFileSync(path.join(folder, 'damaged.csv.gz'), Buffer.from([0x1f, 0x8b, 8, 0]));
    writeFileSync(path.join(folder, 'hotel.json'), '{');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const nowhere = 'postgres://me:secret@127.0.0.1:1/pms';
  const small = ['--bookings', 'dev/bookings/small.csv.gz'];
  const inFolder = (name: string) => path.join(folder, name);
  const cases: readonly [string, () => readonly string[], RegExp, number][] = [
    [
      'npm start on a database that is not there',
      () => ['dev/start.ts', '--data', inFolder('data')],
      /nothing listens there/,
      1,
    ],
    [
      'npm start with its data below a file',
      () => ['dev/start.ts', '--data', inFolder('file/data')],
      /is a file, not a folder/,
      1,
    ],
    [
      'npm start with its data in a file',
      () => ['dev/start.ts', '--data', inFolder('file')],
      /there is a file, not a folder/,
      1,
    ],
    ['npm start with an option it does not know', () => ['dev/start.ts', '--frech'], /--frech[^]*--help/, 2],
    [
      'a migration of a database that is not there',
      () => ['dev/heyawari-command.ts', 'migrate'],
      /nothing listens there/,
      1,
    ],
    ['a migration back of it', () => ['dev/heyawari-command.ts', 'migrate:back'], /nothing listens there/, 1],
    [
      'the main job on a file that is not there',
      () => [
        'dev/main-job/main.ts',
        '--bookings',
        inFolder('none.csv'),
        '--hotel',
        'dev/bookings/small-hotel.json',
      ],
      /none\.csv: there is no such file/,
      1,
    ],
    [
      'the main job on a damaged file',
      () => [
        'dev/main-job/main.ts',
        '--bookings',
        inFolder('damaged.csv.gz'),
        '--hotel',
        'dev/bookings/small-hotel.json',
      ],
      /cannot be unpacked/,
      1,
    ],
    [
      'the main job on a folder',
      () => ['dev/main-job/main.ts', '--bookings', folder, '--hotel', 'dev/bookings/small-hotel.json'],
      /heyawari-problems-\w+: that is a folder, not a file/,
      1,
    ],
    [
      'the main job on a hotel that is no JSON',
      () => ['dev/main-job/main.ts', ...small, '--hotel', inFolder('hotel.json')],
      /hotel\.json is not a hotel file/,
      1,
    ],
    ['the main job with an option it does not know', () => ['dev/main-job/main.ts', '--speed'], /--speed/, 2],
    [
      'a replay of a file that is not there',
      () => [
        'bench/replay.ts',
        '--bookings',
        inFolder('none.csv'),
        '--hotel',
        'dev/bookings/small-hotel.json',
        '--deadline-days',
        '1',
      ],
      /none\.csv/,
      2,
    ],
    ['a bench with an option it does not know', () => ['bench/hierarchy.ts', '--speed'], /--speed/, 2],
    [
      'the simulator on a file that is not there',
      () => ['examples/tl-lincoln/main.ts', '--bookings', inFolder('none.csv')],
      /none\.csv: there is no such file/,
      1,
    ],
  ];
  for (const [what, command, message, code] of cases)
    it(`says why: ${what}`, () => {
      const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', ...command()], {
        ...{ encoding: 'utf8', timeout: 20_000, env: { ...process.env, DATABASE_URL: nowhere } },
      });
      expect(stderr).to.match(message);
      expect(stdout + stderr).to.not.match(/^\s+at /m);
      expect(stdout + stderr).to.not.include('secret');
      expect(status).to.equal(code);
    });
});

describe('a server that hangs up, or falls silent, in the middle', () => {
  for (const says of ['Connection terminated unexpectedly', 'Query read timeout'])
    it(`is told without a stack: ${says}`, () =>
      expect(sentenceOf(new Error(says))).to.match(
        /^PostgreSQL hung up, or stopped.* Run this again when it answers\.$/,
      ));
});

describe('a command on a database that lets one in and then refuses', function () {
  this.timeout(60_000);
  const database = useDatabase('empty');
  const role = `lowly_${process.pid}`;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'heyawari-refused-'));
    await database.pool().query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    database.onEnd(async () => void (await database.pool().query(`DROP ROLE ${role}`)));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const asLowly = (options = '') => {
    const url = new URL(database.url());
    [url.username, url.password, url.search] = [role, 'secret', options];
    return url.toString();
  };
  const asOwner = (options: string) => `${database.url()}?options=${encodeURIComponent(options)}`;
  const cases: readonly [string, () => string, () => readonly string[], RegExp][] = [
    [
      'npm start with a role that may not create a database',
      asLowly,
      () => ['dev/start.ts', '--data', folder],
      /permission denied to create database \(42501\)\.|not the keys to it/,
    ],
    [
      'a migration with a role that may not create a schema',
      asLowly,
      () => ['dev/heyawari-command.ts', 'migrate'],
      /PostgreSQL refuses: permission denied for database \w+ \(42501\)\./,
    ],
    [
      'a migration of a database that may only be read',
      () => asOwner('-c default_transaction_read_only=on'),
      () => ['dev/heyawari-command.ts', 'migrate'],
      /PostgreSQL refuses: cannot execute CREATE SCHEMA in a read-only transaction \(25006\)\./,
    ],
    [
      'the seeds in a database without a PMS',
      () => database.url(),
      () => ['dev/heyawari-command.ts', 'seed'],
      /has no hotel named .*npm start/,
    ],
  ];
  for (const [what, url, command, message] of cases)
    it(`says why: ${what}`, () => {
      const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', ...command()], {
        ...{ encoding: 'utf8', timeout: 20_000, env: { ...process.env, DATABASE_URL: url() } },
      });
      expect(stderr).to.match(message);
      expect(stdout + stderr).to.not.match(/^\s+at /m);
      expect(stdout + stderr).to.not.include('secret');
      expect(status).to.equal(1);
    });
});
