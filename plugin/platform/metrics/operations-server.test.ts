import { expect } from 'chai';
import { Counter } from 'prom-client';
import { createHealth, type Health } from '../health/index.js';
import { createMetrics, createOperationsServer, type OperationsServer } from './index.js';
import { recordedLog } from '../../../test/support/platform.js';

describe('the operators’ port', () => {
  const { logger } = recordedLog();
  const failures: string[] = [];
  let health: Health;
  let server: OperationsServer;
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port()}${path}`);

  beforeEach(async () => {
    const metrics = createMetrics('plugin');
    new Counter({ name: 'heyawari_test_total', help: 'x', registers: [metrics] }).inc();
    health = createHealth((name) => failures.push(name), 0.05);
    server = createOperationsServer({ port: 0, metrics, health, logger });
    await server.start();
  });
  afterEach(() => server.stop());

  it('shows this instance’s metrics', async () => {
    expect(await (await get('/metrics')).text()).to.include('heyawari_test_total 1');
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

  it('answers nothing else, and ends at once when stopped', async () => {
    expect((await get('/etc/passwd')).status).to.equal(404);
    await server.stop();
    expect(server.port()).to.be.undefined;
    await server.start();
  });

  it('refuses a port that is taken', async () => {
    const other = createOperationsServer({
      port: server.port() ?? 0,
      metrics: createMetrics('process'),
      health,
      logger,
    });
    const refused: unknown = await other.start().catch((error: unknown) => error);
    expect((refused as { code: string }).code).to.equal('EADDRINUSE');
  });
});
