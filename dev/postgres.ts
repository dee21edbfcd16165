// A real PostgreSQL for this repository's own commands: npm ships the binaries, this starts and stops them.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { PersonsProblem } from './problems.js';
import { chosenPostgres, shippedPrograms } from './postgres-versions.js';

export interface EmbeddedPostgres {
  /** Connection string of the maintenance database `postgres`. */
  readonly url: string;
  /** Fast shutdown; resolves when the server has gone. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Where the data lives, absolute or relative to `.data`; kept between starts unless `throwAway`. */
  readonly directory: string;
  /** Trades durability for speed and deletes the data on stop: for tests only. */
  readonly throwAway?: boolean;
  /** Server log lines; silent by default. */
  readonly onLog?: (line: string) => void;
}

const repository = fileURLToPath(new URL('..', import.meta.url));
const password = 'heyawari';
const longestLogTail = 1000;
const throwAwaySettings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
];

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: as root it runs as `postgres`, or `nobody` where there is no such user. */
function serverOwner(): Owner | undefined {
  if (process.platform === 'win32' || userInfo().uid !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return user ? { uid: Number(user[2]), gid: Number(user[3]) } : { uid: 65534, gid: 65534 };
}

/** Whether another user can walk into `directory`: every folder above it grants search to all. */
function othersMayEnter(directory: string): boolean {
  for (let folder = directory; ; folder = path.dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** The place for data and binaries: the repository, or a public folder of its own where root's home is closed to others. */
function baseFolder(owner: Owner | undefined): string {
  if (!owner || othersMayEnter(repository)) return path.join(repository, '.data');
  const name = createHash('sha256').update(repository).digest('hex').slice(0, 12);
  return path.join(tmpdir(), `heyawari-${name}`);
}

async function binaries(
  owner: Owner | undefined,
  base: string,
): Promise<{ initdb: string; postgres: string }> {
  const version = chosenPostgres();
  const shipped = await shippedPrograms(version);
  let native = path.dirname(path.dirname(shipped.postgres));
  if (owner && !othersMayEnter(native)) {
    const copy = path.join(base, `postgres-binaries-${version}`);
    if (!existsSync(path.join(copy, 'bin', 'postgres')))
      cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    native = copy;
  }
  makeSymlinks(native);
  const file = (program: string) => path.join(native, 'bin', path.basename(program));
  for (const program of [shipped.initdb, shipped.postgres]) chmodSync(file(program), 0o755);
  return { initdb: file(shipped.initdb), postgres: file(shipped.postgres) };
}

/** npm packages hold no symlinks; the package lists them for its install script, which npm may have been told not to run. */
function makeSymlinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const [from, to] = [source, target].map((file) => path.join(native, path.relative('native', file))) as [
      string,
      string,
    ];
    if (!existsSync(to)) cpSync(from, to);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function initialise(initdb: string, data: string, owner: Owner | undefined): void {
  const passwordFile = path.join(path.dirname(data), `password-${randomBytes(4).toString('hex')}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  try {
    const settings = [
      '--username=postgres',
      '--auth=password',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
    ];
    execFileSync(initdb, [`--pgdata=${data}`, ...settings], { ...owner, stdio: 'pipe' });
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new PersonsProblem(`PostgreSQL cannot make its data in ${data}: ${said}`, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

const serverUrl = (port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

/** Whether a server of ours answers on `port` and has its data in `data`. */
async function servesFrom(data: string, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: serverUrl(port), connectionTimeoutMillis: 5000 });
  client.on('error', () => client.removeAllListeners());
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return realpathSync(rows[0]!.data_directory) === realpathSync(data);
  } catch {
    return false; // nobody there, or somebody else: that is the answer
  } finally {
    await client.end();
  }
}

/**
 * A server left behind by a killed command would hold the data folder: ask it to go. The process that postmaster.pid names (line 1; the
 * port is line 4) may by now be another one altogether; unless it proves to be that server, PostgreSQL itself decides what the file is worth.
 */
async function stopLeftOver(data: string): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!port || !(await servesFrom(data, port))) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; existsSync(pidFile) && waited < 10_000; waited += 50) await pause(50);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const isGone = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function untilAnswering(url: string, server: ChildProcess, data: string): Promise<void> {
  let said = '';
  server.stderr?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-longestLogTail)));
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (isGone(server))
      throw new PersonsProblem(
        `PostgreSQL stopped while starting on ${data}. Its last words:\n${said.trim()}`,
      );
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => client.removeAllListeners());
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await pause(50);
    }
  }
  throw new Error('PostgreSQL did not answer within 30 seconds');
}

function launch(
  postgres: string,
  data: string,
  port: number,
  { throwAway, onLog }: EmbeddedPostgresOptions,
  owner: Owner | undefined,
): ChildProcess {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    ...(throwAway ? throwAwaySettings : []),
  ];
  // A process group of its own: Ctrl-C in the terminal must reach us first, so that everything stops in order.
  const server = spawn(
    postgres,
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...owner,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  server.stderr.on('data', (chunk: Buffer) => onLog?.(chunk.toString()));
  return server;
}

/**
 * Starts PostgreSQL, in the version of `chosenPostgres`, on a free loopback port. Errors: no binaries for this platform, data of another
 * major version.
 */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const owner = serverOwner();
  const base = baseFolder(owner);
  const data = path.resolve(base, options.directory);
  mkdirSync(data, { recursive: true, mode: 0o755 });
  if (owner && !othersMayEnter(path.dirname(data)))
    throw new PersonsProblem(
      `PostgreSQL does not run as root, and no other user may enter ${path.dirname(data)}: choose another folder, or open it to others.`,
    );
  if (owner) chownSync(data, owner.uid, owner.gid);
  const { initdb, postgres } = await binaries(owner, base);

  await stopLeftOver(data);
  if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(initdb, data, owner);

  const port = await freePort();
  const server = launch(postgres, data, port, options, owner);
  const killOnExit = () => server.kill('SIGQUIT');
  process.once('exit', killOnExit);
  const stop = async () => {
    process.off('exit', killOnExit);
    if (!isGone(server)) {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
    }
    if (options.throwAway) rmSync(data, { recursive: true, force: true });
  };

  const url = serverUrl(port);
  try {
    await untilAnswering(url, server, data);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
