// A checkout whose node_modules is a link to another one's: what is behind the link is not ours to install into.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

describe('the installation before every npm script', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'heyawari-installed-'));
  const [checkout, others] = [path.join(folder, 'checkout'), path.join(folder, 'others')];

  before(() => {
    mkdirSync(path.join(checkout, 'dev'), { recursive: true });
    mkdirSync(others);
    const script = fileURLToPath(new URL('ensure-installed.mjs', import.meta.url));
    copyFileSync(script, path.join(checkout, 'dev', 'ensure-installed.mjs'));
    writeFileSync(path.join(checkout, 'package.json'), '{ "name": "checkout", "version": "1.0.0" }');
    writeFileSync(
      path.join(checkout, 'package-lock.json'),
      JSON.stringify({ name: 'checkout', version: '1.0.0', lockfileVersion: 3, packages: {} }),
    );
    writeFileSync(path.join(others, 'theirs'), '');
    symlinkSync(others, path.join(checkout, 'node_modules'), 'junction');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('uses what a link leads to as it is, and says so', () => {
    const run = spawnSync(process.execPath, [path.join('dev', 'ensure-installed.mjs')], {
      cwd: checkout,
      encoding: 'utf8',
    });
    expect(run.stderr).to.match(/^node_modules is a link to \S+others: [^\n]*nothing is installed\.\n$/);
    expect(run.status).to.equal(0);
    expect(readdirSync(others)).to.deep.equal(['theirs']);
  });
});
