// The command `npm run simulator`, as a person runs it.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { createSiteControllerClient, readReport } from '../../plugin/tl-lincoln/index.js';
import { fetchWithTexts } from '../../test/support/fetched.js';
import { defaultLogin } from './index.js';

const main = ['--import', 'tsx', fileURLToPath(new URL('main.ts', import.meta.url))];
const run = promisify(execFile);

async function failureOf(...options: string[]): Promise<{ code: number; stderr: string }> {
  return run(process.execPath, [...main, ...options]).then(
    () => ({ code: 0, stderr: '' }),
    (error: unknown) => error as { code: number; stderr: string },
  );
}

describe('the command "simulator"', () => {
  it('explains itself', async () => {
    const { stdout } = await run(process.execPath, [...main, '--help']);
    expect(stdout).to.include('--chaos SEED').and.to.include('--bookings FILE');
  });

  for (const [options, problem, ends] of [
    [['--rate', '0'], '--rate must be a whole number of at least 1, not "0"', 2],
    [['--first-arrival', '2027-02-30'], '--first-arrival must be a day like 2027-02-01', 2],
    [['--bookings', 'no-such-file.csv'], 'no-such-file.csv', 1],
    [['--speed', '9'], '--speed', 2],
  ] as const) {
    it(`says what is wrong with ${options.join(' ')}, without a stack trace`, async () => {
      const { code, stderr } = await failureOf(...options);
      expect(code).to.equal(ends);
      expect(stderr)
        .to.include(problem)
        .and.not.match(/^ {4}at /m);
    });
  }

  it('prints its address, hands out the bookings of the file, and ends on Ctrl-C with an account', async () => {
    const options = ['--port', '0', '--rate', '600000', '--first-arrival', '2030-05-01'];
    const simulator = spawn(process.execPath, [...main, ...options]);
    const ended = once(simulator, 'exit');
    const lines: string[] = [];
    for await (const line of createInterface(simulator.stdout)) {
      lines.push(line);
      if (line.startsWith('All messages are made')) break;
    }
    const url = /http:\/\/\S+/.exec(lines[0] ?? '')?.[0] ?? '';
    const client = createSiteControllerClient({
      url,
      systemId: 'any',
      timeoutSeconds: 5,
      maxBytes: 10_000_000,
    });
    const output = await fetchWithTexts(client, defaultLogin);
    if (!output.ok) throw new Error(output.failure.kind);
    expect(output.envelope.messages).to.have.lengthOf(50);
    for (const message of output.envelope.messages) expect(readReport(message).report.ok).to.be.true;

    let account = '';
    simulator.stdout.on('data', (chunk: Buffer) => (account += chunk.toString()));
    simulator.kill('SIGINT');
    expect(await ended).to.deep.equal([0, null]);
    expect(account).to.match(/\d+ messages made, 50 delivered, \d+ waiting; 1 outputs, 1 unconfirmed/);
  });
});
