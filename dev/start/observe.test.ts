import { expect } from 'chai';
import winston from 'winston';
import { createReleases } from '../../plugin/platform/releases.js';
import { readCommand } from './command.js';
import type { Stage } from './house.js';
import { openWatch } from './observe.js';

describe('a demo that is to be watched where Prometheus and Alertmanager are not installed', () => {
  const { PATH } = process.env;
  afterEach(() => {
    process.env.PATH = PATH;
  });

  it('goes on without, and says what to install', async () => {
    const command = readCommand(['--observe']);
    if (command === 'help') throw new Error('not asked for help');
    expect(command.observe).to.equal(true);
    const logger = winston.createLogger({ silent: true });
    const said: string[] = [];
    const stage: Stage = {
      ...{ command, logger, releases: createReleases(logger), signal: new AbortController().signal },
      say: (line) => void said.push(line),
    };
    process.env.PATH = '/nowhere';
    expect(await openWatch(stage, 'http://127.0.0.1:9464/metrics')).to.deep.equal([]);
    expect(said).to.deep.equal([
      'Not installed: Prometheus, Alertmanager. `apt-get install prometheus prometheus-alertmanager` has both; the demo goes on without.',
    ]);
  });
});
