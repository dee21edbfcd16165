import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { forAlertmanager, forPrometheus, shortened } from './configuration.js';

const shipped = (name: string) => readFileSync(new URL(`../../grafana/${name}`, import.meta.url), 'utf8');

describe('the shipped files of Prometheus and Alertmanager, made ready beside one plugin', () => {
  it('scrape these processes and tell that Alertmanager, and no other', () => {
    const ports = { prometheus: 3, alertmanager: 4 };
    const text = forPrometheus(shipped('prometheus/prometheus.yml'), ['127.0.0.1:1', '127.0.0.1:2'], ports);
    expect(text).to.include("targets: ['127.0.0.1:1', '127.0.0.1:2']");
    expect(text).to.match(/alertmanagers:\n.*\n.*targets: \['127\.0\.0\.1:4'\]/);
    expect(text.match(/127\.0\.0\.1:\d{2,}/g)).to.equal(null);
    // What the plugin calls `job` stays: the kind of job that waits.
    expect(text).to.include('honor_labels: true');
  });

  it('tell our door instead of every receiver, at any hour', () => {
    const before = parse(shipped('alertmanager/alertmanager.yml')) as { receivers: { name: string }[] };
    const text = forAlertmanager(shipped('alertmanager/alertmanager.yml'), 'http://127.0.0.1:9/');
    const { receivers } = parse(text) as {
      receivers: { name: string; webhook_configs: { url: string }[] }[];
    };
    expect(receivers.map(({ name }) => name)).to.deep.equal(before.receivers.map(({ name }) => name));
    for (const receiver of receivers) {
      expect(Object.keys(receiver)).to.deep.equal(['name', 'webhook_configs']);
      expect(receiver.webhook_configs[0]!.url).to.equal('http://127.0.0.1:9/');
    }
    expect(text).not.to.include('mute_time_intervals');
  });

  it('are as they were where nothing is to be shorter', () => {
    const text = shipped('prometheus/rules.yml');
    expect(shortened(text, 1)).to.equal(text);
  });

  it('have every duration shorter, ages and spans that are looked back over with it, and no other number', () => {
    const text = [
      '  scrape_interval: 15s',
      '        expr: time() - max by (hotel) (heyawari_x_timestamp_seconds) > 7200',
      '        expr: max(heyawari_y) > 0 or increase(heyawari_z[15m]) > 3 unless heyawari_z offset 1h',
      '        for: 5m',
      "      - times: [{ start_time: '22:00' }]",
    ].join('\n');
    expect(shortened(text, 30).split('\n')).to.deep.equal([
      '  scrape_interval: 500ms',
      '        expr: time() - max by (hotel) (heyawari_x_timestamp_seconds) > 240',
      '        expr: max(heyawari_y) > 0 or increase(heyawari_z[30000ms]) > 3 unless heyawari_z offset 120000ms',
      '        for: 10000ms',
      "      - times: [{ start_time: '22:00' }]",
    ]);
  });
});
