import { expect } from 'chai';
import { Registry } from 'prom-client';
import { createMeasures, type MetricFamilies } from './index.js';

const families = {
  tries: {
    type: 'counter',
    name: 'test_tries_total',
    help: 'Tries.',
    labels: { result: ['ok', 'failed'], kind: ['new', 'old'] },
  },
  plain: { type: 'counter', name: 'test_plain_total', help: 'Plain.' },
  routes: { type: 'counter', name: 'test_routes_total', help: 'Routes.', labels: { route: 'open' } },
  state: { type: 'gauge', name: 'test_state', help: 'State.', labels: { hotel: 'open' } },
  last: { type: 'gauge', name: 'test_last_timestamp_seconds', help: 'Last.' },
  took: {
    type: 'histogram',
    name: 'test_took_seconds',
    help: 'Took.',
    labels: { kind: ['new'] },
    buckets: [0.5, 2.5],
  },
} as const satisfies MetricFamilies;

describe('measures made of families', () => {
  const linesOf = async (registry: Registry) =>
    (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

  it('have every series that is known beforehand at 0, and none that is not', async () => {
    const registry = new Registry();
    createMeasures(registry, families);
    expect(await linesOf(registry)).to.have.members([
      'test_tries_total{result="ok",kind="new"} 0',
      'test_tries_total{result="ok",kind="old"} 0',
      'test_tries_total{result="failed",kind="new"} 0',
      'test_tries_total{result="failed",kind="old"} 0',
      'test_plain_total 0',
      'test_took_seconds_bucket{le="0.5",kind="new"} 0',
      'test_took_seconds_bucket{le="2.5",kind="new"} 0',
      'test_took_seconds_bucket{le="+Inf",kind="new"} 0',
      'test_took_seconds_sum{kind="new"} 0',
      'test_took_seconds_count{kind="new"} 0',
    ]);
  });

  it('have a gauge once it is set, and no more when it is taken away with a scrape', async () => {
    const registry = new Registry();
    let value: number | undefined = 7;
    createMeasures(registry, families, {
      last(gauge) {
        gauge.remove();
        if (value !== undefined) gauge.set(value);
      },
    });
    expect(await linesOf(registry)).to.include('test_last_timestamp_seconds 7');
    value = undefined;
    expect((await linesOf(registry)).join()).not.to.include('test_last');
  });
});
