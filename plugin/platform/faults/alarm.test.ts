// A fault of the installation is one alert: a line now and then, a metric, a state, until it is over.
import { expect } from 'chai';
import { Registry } from 'prom-client';
import winston from 'winston';
import { SimulatedClock } from '../../domain/clock.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import { createFaults } from './index.js';

const full = new InstallationFault('disk_full', 'the disk of the database is full', { code: '53100' });

describe('the alert about a fault of the installation', () => {
  const lines: string[] = [];
  const logger = winston.createLogger({
    transports: [new winston.transports.Console({ silent: true })],
  });
  logger.error = ((message: string) => (lines.push(`error ${message}`), logger)) as typeof logger.error;
  logger.info = ((message: string) => (lines.push(`info ${message}`), logger)) as typeof logger.info;
  const clock = new SimulatedClock(new Date('2027-01-20T09:00:00+09:00'));
  const metrics = new Registry();
  const faults = createFaults({ logger, clock, metrics });
  const pass = (minutes: number) => clock.set(new Date(clock.now().getTime() + minutes * 60_000));
  const value = async (name: string) =>
    (await metrics.metrics()).match(new RegExp(`^${name}\\{code="disk_full"\\} (\\d+)`, 'm'))?.[1];
  beforeEach(() => (lines.length = 0));

  it('is one line in ten minutes, however often it is met, and counts each time', async () => {
    for (let i = 0; i < 60; i += 1) {
      faults.report(full);
      if (i % 4 === 3) pass(1);
    }
    expect(lines).to.have.length(2);
    expect(lines[0]).to.include('the disk of the database is full');
    expect(faults.standing()).to.have.length(1);
    expect(faults.standing()[0]).to.include({ code: 'disk_full', times: 60 });
    expect(await value('heyawari_installation_faults_total')).to.equal('60');
    expect(await value('heyawari_installation_fault')).to.equal('1');
  });

  it('ends when work gets through, and is no more lines when it comes and goes', async () => {
    pass(20);
    for (let i = 0; i < 5; i += 1) {
      faults.report(full);
      faults.over(['disk_full']);
    }
    expect(lines.filter((line) => line.startsWith('error'))).to.have.length(1);
    expect(faults.standing()).to.deep.equal([]);
    expect(await value('heyawari_installation_fault')).to.equal('0');
  });

  it('is told instead of thrown where work is watched; other errors are thrown on', async () => {
    const cause = Object.assign(new Error('could not extend file'), { code: '53100' });
    expect(await faults.watch(() => Promise.reject(cause))).to.equal(undefined);
    expect(faults.standing()).to.have.length(1);
    const other = new Error('something else');
    expect(await faults.watch(() => Promise.reject(other)).catch((error: unknown) => error)).to.equal(other);
    expect(await faults.watch(() => Promise.resolve(7))).to.equal(7);
  });
});
