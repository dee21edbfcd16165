// Who hears of an alert and what is written: the shipped configuration, by Alertmanager's own tool.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const shipped = (name: string) => fileURLToPath(new URL(`../../grafana/${name}`, import.meta.url));
const configuration = shipped('alertmanager/alertmanager.yml');
const templates = `${shipped('alertmanager/templates')}/*.tmpl`;
const installed = spawnSync('amtool', ['--version']).error === undefined;

const alerts = [
  ...readFileSync(shipped('prometheus/rules.yml'), 'utf8').matchAll(/- alert: (\w+)$[^]*?severity: (\w+)/gm),
].map(([, name, severity]) => ({ name: name!, severity: severity! }));

function amtool(...given: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('amtool', given, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return stdout.trim();
}

const one = (status: 'firing' | 'resolved') => ({
  status,
  labels: { alertname: 'BookingUnplaced', hotel: '7', severity: 'warning' },
  annotations: {
    summary: 'Hotel 7: 2 stays have no room.',
    summary_ja: '施設7：部屋未定の宿泊が2件あります。',
    runbook_url: 'docs/runbooks.md#bookingunplaced',
  },
});

describe('the shipped configuration of Alertmanager', function () {
  this.timeout(30_000);
  let folder: string;
  before(function () {
    if (!installed) {
      this.test!.parent!.title +=
        ' (skipped: Alertmanager is not installed; apt-get install prometheus-alertmanager)';
      this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), 'alertmanager-'));
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  function rendered(template: string, status: 'firing' | 'resolved'): string {
    const data = path.join(folder, 'data.json');
    const { alertname, hotel } = one(status).labels;
    writeFileSync(
      data,
      JSON.stringify({ receiver: 'x', status, alerts: [one(status)], groupLabels: { alertname, hotel } }),
    );
    return amtool(
      ...['template', 'render', `--template.glob=${templates}`, `--template.data=${data}`],
      `--template.text={{ template "${template}" . }}`,
    );
  }

  it('is whole', () => {
    expect(amtool('check-config', configuration)).to.include('2 receivers');
  });

  it('wakes somebody for what is critical, and tells the operators of the rest', () => {
    expect(alerts.map(({ severity }) => severity)).to.include.members(['critical', 'warning']);
    for (const { name, severity } of alerts)
      amtool(
        ...['config', 'routes', 'test', `--config.file=${configuration}`],
        `--verify.receivers=${severity === 'critical' ? 'on-call' : 'operators'}`,
        ...[`severity=${severity}`, `alertname=${name}`, 'hotel=7'],
      );
  });

  it('has its night on child routes alone, as two ranges by the clock in Japan', () => {
    const text = readFileSync(configuration, 'utf8');
    expect(text.match(/mute_time_intervals/g)).to.have.length(1);
    const [root] = text.slice(text.indexOf('\nroute:')).split('  routes:');
    expect(root).not.to.include('mute_time_intervals');
    expect(text.match(/location: Asia\/Tokyo/g)).to.have.length(2);
  });

  it('writes every text in a template, in Japanese and in English, when it begins and when it is over', () => {
    expect(rendered('heyawari.subject', 'firing')).to.equal('[発生] BookingUnplaced 施設7');
    expect(rendered('heyawari.subject', 'resolved')).to.equal('[復旧] BookingUnplaced 施設7');
    expect(rendered('heyawari.text', 'firing')).to.equal(
      '■ 施設7：部屋未定の宿泊が2件あります。\n  Hotel 7: 2 stays have no room.\n  warning / docs/runbooks.md#bookingunplaced',
    );
    expect(rendered('heyawari.text', 'resolved')).to.equal(
      '□ 復旧（resolved）：施設7：部屋未定の宿泊が2件あります。\n  Hotel 7: 2 stays have no room.',
    );
    const texts = [...readFileSync(configuration, 'utf8').matchAll(/'(\{\{.*\}\})'/g)].map(
      ([, text]) => text,
    );
    for (const text of texts) expect(text).to.match(/^\{\{ template "heyawari\.\w+" \. \}\}$/);
  });
});
