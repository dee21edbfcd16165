// A start on a data folder that a killed command left behind: its server is stopped, and nobody else is.
import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startPostgres } from './postgres.js';

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('an embedded PostgreSQL, started on a folder that another left', function () {
  this.timeout(30_000);
  const parent = mkdtempSync(path.join(tmpdir(), 'heyawari-left-over-'));
  const data = path.join(parent, 'data');
  const pidFile = path.join(data, 'postmaster.pid');
  let server: EmbeddedPostgres;
  let stranger: ChildProcess | undefined;

  before(async () => {
    chmodSync(parent, 0o755); // the server may run as a user of its own
    server = await startPostgres({ directory: data });
    await query(server.url, 'CREATE TABLE kept AS SELECT 1 AS number');
  });
  after(async () => {
    stranger?.kill();
    await server.stop();
    rmSync(parent, { recursive: true, force: true });
  });

  it('stops the server that still runs there, and finds its data', async () => {
    const leftOver = server;
    server = await startPostgres({ directory: data });
    expect(await query(server.url, 'SELECT number FROM kept')).to.deep.equal([{ number: 1 }]);
    expect(await query(leftOver.url, 'SELECT 1').catch(() => 'gone')).to.equal('gone');
  });

  it('leaves a process alone that only has the number of a server that is gone', async () => {
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    await server.stop();
    expect(existsSync(pidFile)).to.be.false;
    stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    writeFileSync(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'));
    // Whether it starts is PostgreSQL's decision, and depends on whose the process is.
    await startPostgres({ directory: data }).then(
      (another) => another.stop(),
      (error: unknown) => expect(error).to.match(/stopped while starting/),
    );
    expect(stranger.exitCode ?? stranger.signalCode).to.be.null;
  });

  it('leaves a server alone that has its data elsewhere', async () => {
    const elsewhere = path.join(parent, 'elsewhere');
    const other = await startPostgres({ directory: elsewhere });
    try {
      writeFileSync(pidFile, readFileSync(path.join(elsewhere, 'postmaster.pid')));
      await startPostgres({ directory: data }).then(
        (another) => another.stop(),
        (error: unknown) => expect(error).to.match(/stopped while starting/),
      );
      expect(await query(other.url, 'SELECT 1 AS alive')).to.deep.equal([{ alive: 1 }]);
    } finally {
      await other.stop();
    }
  });
});
