// What is marked in time, by Prometheus's own tests: when something has changed, and not where there was nothing to compare with.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dashboards } from './all.js';
import { promtoolIsInstalled } from './promtool.js';

const marks = new Map(
  (dashboards().overview!.annotations.list ?? []).map(({ name, expr }) => [name.split(' / ')[1]!, expr!]),
);

interface Case {
  readonly marks: string;
  readonly series: Readonly<Record<string, string>>;
  /** By minute: the labels of what is marked. */
  readonly at: Readonly<Record<number, readonly string[]>>;
}

const cases: Readonly<Record<string, Case>> = {
  'a switch of the mode, told by two processes, and no restart or gap': {
    marks: 'Mode switches',
    series: {
      'heyawari_hotel_info{hotel="7",mode="BALANCE",roll_out="on",instance="a"}': '1x9 stale',
      'heyawari_hotel_info{hotel="7",mode="BALANCE",roll_out="on",instance="b"}': '1x4 stale',
      'heyawari_hotel_info{hotel="7",mode="URGENT",roll_out="on",instance="a"}': '_x10 1x10 stale _x4 1x10',
    },
    at: {
      0: [],
      3: [],
      10: ['{hotel="7", mode="URGENT", roll_out="on"}'],
      11: ['{hotel="7", mode="URGENT", roll_out="on"}'],
      13: [],
      26: [],
    },
  },
  'a new build, and not the second process that gets it': {
    marks: 'Deployments',
    series: {
      'heyawari_build_info{version="1",node="22",instance="a"}': '1x9 stale',
      'heyawari_build_info{version="1",node="22",instance="b"}': '1x19 stale',
      'heyawari_build_info{version="2",node="22",instance="a"}': '_x10 1x30',
      'heyawari_build_info{version="2",node="22",instance="b"}': '_x20 1x20',
    },
    at: { 0: [], 5: [], 10: ['{node="22", version="2"}'], 13: [], 20: [], 25: [] },
  },
  'a restart': {
    marks: 'Restarts',
    series: { 'process_start_time_seconds{job="heyawari",instance="a"}': '0x9 600x20' },
    at: { 5: [], 10: ['{instance="a", job="heyawari"}'], 15: [] },
  },
  'a critical alert as long as it is told, and no other': {
    marks: 'Emergencies',
    series: {
      'ALERTS{alertname="ImportStalled",alertstate="firing",severity="critical",hotel="7"}': '_x4 1x5 stale',
      'ALERTS{alertname="SequenceGap",alertstate="firing",severity="warning",hotel="7"}': '1x30',
      'ALERTS{alertname="ImportStalled",alertstate="pending",severity="critical",hotel="8"}': '1x30',
    },
    at: { 2: [], 6: ['{alertname="ImportStalled", hotel="7"}'], 12: [] },
  },
};

describe('the marks on the dashboards', function () {
  this.timeout(60_000);
  before(function () {
    if (promtoolIsInstalled()) return;
    this.test!.parent!.title += ' (skipped: promtool is not installed; apt-get install prometheus)';
    this.skip();
  });

  it('are each tried here', () => {
    expect(Object.values(cases).map((one) => one.marks)).to.have.members([...marks.keys()]);
  });

  for (const [what, one] of Object.entries(cases))
    it(`show ${what}`, () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'marks-'));
      try {
        const file = path.join(folder, 'test.yml');
        const input = Object.entries(one.series).map(([series, values]) => ({ series, values }));
        const asked = Object.entries(one.at).map(([minute, labels]) => ({
          expr: `(${marks.get(one.marks)!}) * 0 + 1`,
          eval_time: `${minute}m`,
          exp_samples: labels.map((given) => ({ labels: given, value: 1 })),
        }));
        const tests = [{ interval: '1m', input_series: input, promql_expr_test: asked }];
        // JSON is YAML.
        writeFileSync(file, JSON.stringify({ rule_files: [], evaluation_interval: '1m', tests }));
        const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], {
          encoding: 'utf8',
        });
        expect(status, `${stdout}${stderr}`).to.equal(0);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
});
