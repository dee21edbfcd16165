import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { claimFolder } from './claim.js';

describe('the claim of a start on its folder', () => {
  let folder: string;
  const file = () => path.join(folder, 'running.pid');
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'heyawari-claim-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is refused while another process has it', () => {
    writeFileSync(file(), String(process.ppid));
    expect(() => claimFolder(folder)).to.throw(`as process ${process.ppid}`);
  });

  it('is taken over from a process that is gone', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(file(), String(pid));
    claimFolder(folder)();
    expect(existsSync(file())).to.be.false;
  });
});
