import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endLeftOver, note } from './left-over.js';

describe('what a killed start has left running', () => {
  let folder: string;
  let file: string;
  const running: ChildProcess[] = [];

  async function idle(...args: string[]): Promise<ChildProcess & { readonly pid: number }> {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', ...args]);
    running.push(child);
    await once(child, 'spawn');
    return child as ChildProcess & { readonly pid: number };
  }

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heyawari-left-'));
    file = path.join(tmpdir(), `${path.basename(folder)}.json`);
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
    for (const one of [folder, file]) rmSync(one, { recursive: true, force: true });
  });

  it('is ended by the next, with its folder, and nobody else who has its number by now', async () => {
    const [left, other] = [await idle(folder), await idle('other')];
    note(file, { folder, processes: [left.pid, other.pid] });
    const gone = once(left, 'exit');
    expect(await endLeftOver(file)).to.equal(1);
    expect(await gone).to.deep.equal([null, 'SIGTERM']);
    expect(other.exitCode ?? other.signalCode).to.equal(null);
    expect([folder, file].filter(existsSync)).to.deep.equal([]);
  });

  it('is nothing after one that ended in order, or was killed while it noted it', async () => {
    expect(await endLeftOver(file)).to.equal(0);
    writeFileSync(file, '{"fol');
    expect(await endLeftOver(file)).to.equal(0);
  });
});
