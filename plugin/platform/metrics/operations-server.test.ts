import { expect } from 'chai';
import { Counter, Gauge, type Registry } from 'prom-client';
import { createHealth, type Health, Unwell } from '../health/index.js';
import { createMetrics, createOperationsServer, type OperationsServer } from './index.js';
import { recordedLog, until } from '../../../test/support/platform.js';

describe('the operators’ port', () => {
  const { logger } = recordedLog();
  const failures: string[] = [];
  let health: Health;
  let server: OperationsServer;
  let metrics: Registry;
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port()}${path}`);

  beforeEach(async () => {
    metrics = createMetrics();
    new Counter({ name: 'heyawari_test_total', help: 'x', registers: [metrics] }).inc();
    health = createHealth((name) => failures.push(name), { timeoutSeconds: 0.05 });
    server = createOperationsServer({ port: 0, metrics, health, logger });
    await server.start();
  });
  afterEach(() => server.stop());

  it('shows this instance’s metrics', async () => {
    expect(await (await get('/metrics')).text()).to.include('heyawari_test_total 1');
  });

  it('answers who reads, and nobody else', async () => {
    for (const [method, status] of [
      ['HEAD', 200],
      ['POST', 405],
      ['DELETE', 405],
    ] as const)
      expect((await fetch(`http://127.0.0.1:${server.port()}/metrics`, { method })).status, method).to.equal(
        status,
      );
  });

  it('where another process has it, is said to be taken, holds nothing up, and is had when it is free', async () => {
    const log = recordedLog();
    const port = server.port()!;
    const second = createOperationsServer({ port, metrics, health, logger: log.logger, retrySeconds: 0.05 });
    await second.start();
    expect(second.port()).to.equal(undefined);
    await server.stop();
    await until(() => second.port() === port);
    await second.stop();
    expect(log.lines.map(({ level, message }) => `${String(level)} ${String(message)}`)).to.have.length(1);
    expect(log.lines[0]!.message).to.match(/each process needs one of its own.*EADDRINUSE/);
  });

  it('loses a metric that throws or never comes, and nothing beside it', async () => {
    const registers = [metrics];
    new Gauge({ name: 'heyawari_test_hanging', help: 'x', registers, collect: () => new Promise(() => {}) });
    new Gauge({
      ...{ name: 'heyawari_test_broken', help: 'x', registers },
      collect: () => Promise.reject(new Error('no database')),
    });
    const response = await get('/metrics');
    expect(response.status).to.equal(200);
    const text = await response.text();
    expect(text).to.include('heyawari_test_total 1');
    expect(text).not.to.match(/hanging|broken/);
  });

  it('is ready while every required check passes, and says what fails', async () => {
    health.register('database', 'required', () => Promise.resolve({ milliseconds: 1 }));
    health.register('site-controller', 'informative', () => Promise.reject(new Error('secret host')));
    expect((await get('/health/ready')).status).to.equal(200);
    health.register('queue', 'required', () => Promise.reject(new Error('gone')));
    expect((await get('/health/ready')).status).to.equal(503);
    expect((await get('/health/live')).status).to.equal(200);
    const text = await (await get('/health')).text();
    const { checks } = JSON.parse(text) as { checks: { name: string; ok: boolean }[] };
    expect(checks.map(({ name, ok }) => `${name} ${ok}`)).to.deep.equal([
      'database true',
      'site-controller false',
      'queue false',
    ]);
    expect(text).not.to.include('secret host');
    expect(failures).to.include('site-controller');
  });

  it('does not wait for a check that hangs', async () => {
    health.register('hanging', 'required', () => new Promise(() => {}));
    expect((await get('/health/ready')).status).to.equal(503);
  });

  it('tells the cause as far as anybody may know it', async () => {
    const refused = Object.assign(new Error('connect 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
    health.register('queue', 'required', () => Promise.reject(refused));
    health.register('locks', 'required', () => Promise.reject(new Unwell('a lock is held', { pid: 7 })));
    health.register('other', 'required', () => Promise.reject(new Error('secret host')));
    health.register('hanging', 'required', () => new Promise(() => {}));
    expect(await (await get('/health/ready')).json()).to.deep.equal({
      ready: false,
      failing: [
        { name: 'queue', cause: 'ECONNREFUSED' },
        { name: 'locks', cause: 'a lock is held' },
        { name: 'other', cause: 'see the log' },
        { name: 'hanging', cause: 'no answer within 0.05 s' },
      ],
    });
  });

  it('asks a check that hangs no second time', async () => {
    let asked = 0;
    health.register('hanging', 'required', () => {
      asked += 1;
      return new Promise(() => {});
    });
    await get('/health/ready');
    await get('/health/ready');
    expect(asked).to.equal(1);
  });

  it('answers nothing else, and ends at once when stopped', async () => {
    expect((await get('/etc/passwd')).status).to.equal(404);
    await server.stop();
    expect(server.port()).to.be.undefined;
    await server.start();
  });
});
