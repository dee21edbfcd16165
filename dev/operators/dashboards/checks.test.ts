// That each check refuses what it is there for: a whole dashboard with one fault put into it.
import { expect } from 'chai';
import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { MetricGroup } from '../../../plugin/metric-catalogue.js';
import { type Dashboards, problemsOf, queriesOf, type Surroundings } from './checks.js';
import { dashboardOf, type Page } from './page.js';
import { curve, figure, noneIsWell } from './panels.js';
import { promtoolIsInstalled, promtoolProblems } from './promtool.js';
import { query } from './queries.js';

const groups: readonly MetricGroup[] = [
  {
    title: 'Counted',
    from: 'process',
    metrics: [
      { type: 'counter', name: 'heyawari_tries_total', help: 'Tries.', labels: { result: ['ok', 'failed'] } },
      { type: 'histogram', name: 'heyawari_took_seconds', help: 'Took.', buckets: [0.5] },
    ],
  },
  {
    title: 'State',
    from: 'database',
    metrics: [
      {
        type: 'gauge',
        name: 'heyawari_hotel_info',
        help: 'Hotels.',
        labels: { hotel: 'open', mode: 'open', roll_out: 'open' },
      },
      { type: 'gauge', name: 'heyawari_open', help: 'Open.', labels: { hotel: 'open' } },
    ],
  },
  {
    title: 'Builds',
    from: 'process',
    metrics: [
      {
        type: 'gauge',
        name: 'heyawari_build_info',
        help: 'Build.',
        labels: { version: 'open', node: 'open' },
      },
    ],
  },
];

const around: Surroundings = {
  groups,
  rules: '',
  runbooks: ['importstalled'],
  notShown: { heyawari_took_seconds: 'for the test' },
};

const state = 'max by (hotel) (heyawari_open{hotel=~"$hotel"})';
const page: Page = {
  uid: 'heyawari-hotel',
  title: 'A page',
  description: 'Is it well?',
  hotels: 'all',
  rows: [
    {
      title: 'Open',
      panels: [
        figure({
          ...{ title: 'Figure', description: 'Says.', unit: 'short', width: 8, steps: noneIsWell },
          queries: [query(state, '{{hotel}}')],
          alerts: ['ImportStalled'],
        }),
        curve({
          ...{ title: 'Curve', description: 'Says.', unit: 'short', width: 8 },
          queries: [
            query('sum by (result) (increase(heyawari_tries_total[1h]))', '{{result}}'),
            query(`${state} > 1`, 'more'),
          ],
        }),
      ],
    },
    {
      title: 'Closed',
      closed: true,
      panels: [
        curve({
          ...{ title: 'Inside', description: 'Says.', unit: 's', width: 24 },
          queries: [query(state, '{{hotel}}')],
        }),
      ],
    },
    {
      title: 'Last',
      panels: [
        figure({
          ...{ title: 'Below', description: 'Says.', unit: 'short', width: 4 },
          queries: [query(state, '{{hotel}}')],
        }),
      ],
    },
  ],
};

/** As JSON has it: anything may be changed. */
type Loose = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

interface Parts {
  readonly dashboard: Loose;
  readonly figure: Loose;
  readonly curve: Loose;
  readonly closed: Loose;
  readonly last: Loose;
  readonly below: Loose;
}

function withFault(fault: (parts: Parts) => void): Dashboards {
  const dashboard = JSON.parse(JSON.stringify(dashboardOf(page))) as Loose;
  const [, figureAt, curveAt, closed, last, below] = dashboard.panels as (Panel & RowPanel)[];
  fault({ dashboard, figure: figureAt!, curve: curveAt!, closed: closed!, last: last!, below: below! });
  return { page: dashboard as unknown as Dashboard };
}

const asked = (expr: string) => (parts: Parts) => void (parts.figure.targets[0].expr = expr);

const refused: Readonly<Record<string, { readonly fault: (parts: Parts) => void; readonly says: string }>> = {
  'no id': { fault: ({ figure }) => delete figure.id, says: 'no id' },
  'an id twice': { fault: ({ figure, curve }) => (curve.id = figure.id), says: 'id 2 twice' },
  'an id twice, once in a closed row': {
    fault: ({ figure, closed }) => (closed.panels[0].id = figure.id),
    says: 'id 2 twice',
  },
  'no refId': { fault: ({ curve }) => delete curve.targets[0].refId, says: 'a query without refId' },
  'a refId twice': { fault: ({ curve }) => (curve.targets[1].refId = 'A'), says: 'refId A twice' },
  'no legend': { fault: ({ curve }) => (curve.options.legend.showLegend = false), says: 'no legend' },
  'a hidden legend': {
    fault: ({ curve }) => (curve.options.legend.displayMode = 'hidden'),
    says: 'no legend',
  },
  'no name of a series': {
    fault: ({ curve }) => delete curve.targets[0].legendFormat,
    says: 'without legend',
  },
  'no calcs in a legend': {
    fault: ({ curve }) => (curve.options.legend.calcs = []),
    says: 'no calcs in the legend',
  },
  'no calcs of a figure': {
    fault: ({ figure }) => (figure.options.reduceOptions.calcs = []),
    says: 'no calcs',
  },
  'no unit': { fault: ({ figure }) => delete figure.fieldConfig.defaults.unit, says: 'no unit' },
  'an unknown unit': {
    fault: ({ figure }) => (figure.fieldConfig.defaults.unit = 'seconds'),
    says: 'unknown unit "seconds"',
  },
  'no title': { fault: ({ figure }) => (figure.title = ''), says: 'no title' },
  'no description': { fault: ({ figure }) => delete figure.description, says: 'no description' },
  'no thresholds': {
    fault: ({ figure }) => delete figure.fieldConfig.defaults.thresholds,
    says: 'no thresholds',
  },
  'thresholds that fall': {
    fault: ({ figure }) => figure.fieldConfig.defaults.thresholds.steps.reverse(),
    says: 'thresholds do not begin',
  },
  'an unknown colour': {
    fault: ({ figure }) => (figure.fieldConfig.defaults.thresholds.steps[1].color = 'crimson'),
    says: 'unknown colour "crimson"',
  },
  'an unknown colour of marks': {
    fault: ({ dashboard }) => (dashboard.annotations.list[0].iconColor = 'mauve'),
    says: 'unknown colour "mauve"',
  },
  'no query': { fault: ({ figure }) => (figure.targets = []), says: 'no query' },
  'another data source': {
    fault: ({ figure }) => (figure.targets[0].datasource.uid = 'mine'),
    says: 'a query of another data source',
  },
  'panels that overlap': { fault: ({ curve }) => (curve.gridPos.x = 7), says: 'Figure and Curve overlap' },
  'panels on one spot': { fault: ({ figure, curve }) => (curve.gridPos = figure.gridPos), says: 'overlap' },
  'a panel outside the grid': { fault: ({ curve }) => (curve.gridPos.x = 20), says: 'outside the grid' },
  'a panel without a place': { fault: ({ curve }) => delete curve.gridPos, says: 'no place' },
  'a row laid as if a closed one above it were open': {
    fault: ({ last, below }) => ((last.gridPos.y += 8), (below.gridPos.y += 8)),
    says: 'Last: stands at line 18, and what is above it ends at 10',
  },
  'a panel laid as if its row were higher': {
    fault: ({ below }) => (below.gridPos.y += 1),
    says: 'Below: stands at line',
  },
  'a closed row that does not hold its panels': {
    fault: ({ closed }) => (closed.panels = []),
    says: 'closed, and its panels are not in it',
  },
  'an open row that holds its panels': {
    fault: ({ closed }) => (closed.collapsed = false),
    says: 'they are not shown',
  },
  'a closed row’s panel above it': {
    fault: ({ closed }) => (closed.panels[0].gridPos.y = 0),
    says: 'not below its row',
  },
  'a narrow row': { fault: ({ last }) => (last.gridPos.w = 12), says: 'not one line from edge to edge' },
  'a variable that is never asked for again': {
    fault: ({ dashboard }) => delete dashboard.templating.list[2].refresh,
    says: 'variable hotel: never asked for again',
  },
  'a variable that is never refreshed': {
    fault: ({ dashboard }) => (dashboard.templating.list[0].refresh = 0),
    says: 'variable datasource: never asked for again',
  },
  'a variable that is not there': {
    fault: asked('max by (hotel) (heyawari_open{hotel="$house"})'),
    says: 'no variable house',
  },
  'a link to no dashboard': {
    fault: ({ figure }) => (figure.fieldConfig.defaults.links[0].url = '/d/heyawari-nowhere'),
    says: 'there is no dashboard heyawari-nowhere',
  },
  'a link to no heading of the runbooks': {
    fault: ({ figure }) => (figure.links[0].url = '${runbooks}#importstaled'),
    says: 'the runbooks have no importstaled',
  },
  'a link that is hidden in a menu': {
    fault: ({ dashboard }) => (dashboard.links[0].placement = 'inControlsMenu'),
    says: 'hidden in a menu',
  },
  'no uid': { fault: ({ dashboard }) => (dashboard.uid = ''), says: 'no uid' },
  'an empty query': { fault: asked(' '), says: 'an empty query' },
  'a metric that the plugin has not': { fault: asked('max(heyawari_opne)'), says: 'no metric heyawari_opne' },
  'a metric of somebody else': { fault: asked('sum(node_load1)'), says: 'no metric node_load1' },
  'a histogram without its suffix': {
    fault: asked('rate(heyawari_took_seconds[5m])'),
    says: 'no metric heyawari_took_seconds',
  },
  'a counter with the suffix of a histogram': {
    fault: asked('sum(increase(heyawari_tries_total_count[5m]))'),
    says: 'no metric heyawari_tries_total_count',
  },
  'a label that the metric has not': {
    fault: asked('sum(increase(heyawari_tries_total{hotel="7"}[1h]))'),
    says: 'heyawari_tries_total has no label hotel',
  },
  'a value that a label never has': {
    fault: asked('sum(increase(heyawari_tries_total{result="error"}[1h]))'),
    says: 'has no result error',
  },
  'a bound of a bucket': {
    fault: asked('sum(increase(heyawari_took_seconds_bucket{le="1"}[1h]))'),
    says: 'a bound of a bucket is named',
  },
  'a label by which nothing can be grouped': {
    fault: asked('sum by (reason) (increase(heyawari_tries_total[1h]))'),
    says: 'a label reason',
  },
  'a sum of what every process tells alike': {
    fault: asked('sum by (hotel) (heyawari_open)'),
    says: 'the same in every process',
  },
  'the state as it comes': { fault: asked('heyawari_open'), says: 'the same in every process' },
  'the value of a counter': {
    fault: asked('sum(heyawari_tries_total)'),
    says: 'its increase says something',
  },
};

describe('the checks of the dashboards', () => {
  it('find nothing where nothing is wrong', () => {
    expect(
      problemsOf(
        withFault(() => undefined),
        around,
      ),
    ).to.deep.equal([]);
  });

  for (const [what, { fault, says }] of Object.entries(refused))
    it(`refuse ${what}`, () => {
      const problems = problemsOf(
        withFault((parts) => void fault(parts)),
        around,
      );
      expect(
        problems.some((one) => one.includes(says)),
        `${says}, in:\n${problems.join('\n')}`,
      ).to.equal(true);
    });

  it('refuse two dashboards of one address', () => {
    const [one, other] = [withFault(() => undefined), withFault(() => undefined)];
    expect(problemsOf({ one: one.page!, other: other.page! }, around)).to.include('uid heyawari-hotel twice');
  });

  it('refuse a metric that nothing shows, and a reason for one that is shown or is not there', () => {
    const whole = withFault(() => undefined);
    expect(problemsOf(whole, { ...around, notShown: {} })).to.deep.equal([
      'heyawari_took_seconds is on no panel and in no rule, and has no reason why not',
    ]);
    expect(
      problemsOf(whole, { ...around, rules: 'x > heyawari_took_seconds_sum', notShown: {} }),
    ).to.deep.equal([]);
    const reasons = { ...around.notShown, heyawari_open: 'x', heyawari_gone: 'x' };
    expect(problemsOf(whole, { ...around, notShown: reasons })).to.deep.equal([
      'heyawari_open has a reason not to be shown, and is shown',
      'heyawari_gone has a reason not to be shown, and is not there',
    ]);
  });

  it('refuse what Prometheus cannot read, and say where it stands', function () {
    if (!promtoolIsInstalled()) {
      this.test!.title += ' (skipped: promtool is not installed; apt-get install prometheus)';
      this.skip();
    }
    this.timeout(30_000);
    const bad = withFault(({ figure, curve }) => {
      figure.targets[0].expr = 'max by (hotel) (heyawari_open{hotel=~"$hotel"}';
      curve.targets[0].expr = 'sum(rate(heyawari_tries_total))';
    });
    const problems = promtoolProblems(queriesOf(bad));
    expect(problems.map((one) => one.split(':')[0])).to.deep.equal(['page, Figure, A', 'page, Curve, A']);
    expect(promtoolProblems(queriesOf(withFault(() => undefined)))).to.deep.equal([]);
  });
});
