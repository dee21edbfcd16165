import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Totals } from './mocha-totals.js';

const mocha = ['node_modules/mocha/bin/mocha.js', '--no-config', '--reporter', './dev/totals-reporter.mjs'];

const bodies = {
  fine: `describe('fine', () => it('passes', () => undefined));`,
  failing: `describe('failing', () => it('takes too long', () => new Promise(() => undefined)).timeout(20));`,
  unloadable: `require('./nowhere.cjs');`,
  leaving: `it('ends its process', () => process.exit(0));`,
  killed: `it('is killed', () => process.kill(process.pid, 'SIGKILL'));`,
};

describe('test files that run two at a time', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heyawari-reporter-'));
    for (const [name, body] of Object.entries(bodies))
      writeFileSync(path.join(folder, `${name}.cjs`), `'use strict';\n${body}\n`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Two at a time, in this order. */
  const run = (...names: (keyof typeof bodies)[]) =>
    new Promise<{ code: unknown; output: string; totals: Totals }>((resolve) => {
      const totals = path.join(folder, 'totals.json');
      execFile(
        process.execPath,
        [...mocha, '--parallel', '--jobs', '2', ...names.map((name) => path.join(folder, `${name}.cjs`))],
        { env: { ...process.env, TEST_TOTALS: totals } },
        (error, stdout) =>
          resolve({
            code: error?.code ?? 0,
            output: stdout,
            totals: JSON.parse(readFileSync(totals, 'utf8')) as Totals,
          }),
      );
    });

  it('are counted together', async () => {
    const { code, output, totals } = await run('fine', 'failing');
    expect([code, totals.passes, totals.failures]).to.deep.equal([1, 1, 1]);
    expect(totals.failed.map(({ title }) => title)).to.deep.equal(['failing takes too long']);
    expect(totals.failed[0]?.file).to.match(/failing\.cjs$/);
    expect(totals.failed[0]?.message).to.match(/Timeout of 20ms exceeded/);
    expect(output).not.to.include('has not been run');
  });

  it('fail the run by name where they cannot be loaded, or end their process', async () => {
    const { code, output, totals } = await run('killed', 'fine', 'unloadable');
    expect([code, totals.passes, totals.failures]).to.deep.equal([2, 1, 2]);
    expect(output).to.match(/killed\.cjs has not been run to its end/);
    expect(output).to.match(/unloadable\.cjs has not been run to its end/);
  });

  it('fail the run where no process is left for the others', async () => {
    const { code, output } = await run('killed', 'leaving', 'fine');
    expect(code).not.to.equal(0);
    expect(output).to.match(/has not been run to its end|The run broke off/);
  });
});
