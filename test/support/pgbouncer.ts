// PgBouncer before the tests' server, where the system has it (Debian's package `pgbouncer`).
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './platform.js';

export interface Pooler {
  /** As the connection string that it was started for, by way of the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface PoolerOptions {
  readonly mode: 'transaction' | 'session';
  /** Parameters of a connection that it passes over instead of refusing the connection. */
  readonly ignores?: readonly string[];
}

const places = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin'];

function found(): string | undefined {
  for (const place of places) {
    const file = path.join(place, 'pgbouncer');
    try {
      execFileSync(file, ['--version'], { stdio: 'ignore' });
      return file;
    } catch {
      // not there; the next place
    }
  }
  return undefined;
}

/** The program; undefined where there is none. */
export const pgbouncer = found();

const nobody = 65_534;

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  for (let waited = 0; child.exitCode === null && waited < 10_000; waited += 50) {
    const socket = connect(port, '127.0.0.1');
    const answers = await new Promise((resolve) =>
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false)),
    );
    socket.destroy();
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('PgBouncer does not listen');
}

export async function startPooler(databaseUrl: string, options: PoolerOptions): Promise<Pooler> {
  if (pgbouncer === undefined) throw new Error('there is no pgbouncer on this system');
  const { hostname, port: serverPort, username, password, pathname } = new URL(databaseUrl);
  const directory = mkdtempSync(path.join(tmpdir(), 'heyawari-pgbouncer-'));
  chmodSync(directory, 0o755); // it does not run as root
  const port = await freePort();
  writeFileSync(path.join(directory, 'users'), `"${username}" "${password}"\n`);
  writeFileSync(
    path.join(directory, 'pgbouncer.ini'),
    [
      '[databases]',
      `${pathname.slice(1)} = host=${hostname} port=${serverPort}`,
      '[pgbouncer]',
      `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =`,
      `auth_type = plain\nauth_file = ${directory}/users`,
      `pool_mode = ${options.mode}`,
      `ignore_startup_parameters = ${['extra_float_digits', ...(options.ignores ?? [])].join(',')}`,
    ].join('\n'),
  );
  const asRoot = process.getuid?.() === 0;
  const child = spawn(pgbouncer, [path.join(directory, 'pgbouncer.ini')], {
    ...(asRoot && { uid: nobody, gid: nobody }),
    stdio: 'ignore',
  });
  const gone = once(child, 'exit');
  await untilListening(child, port);
  const url = new URL(databaseUrl);
  url.port = String(port);
  return {
    url: url.toString(),
    async stop() {
      child.kill('SIGKILL');
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
