// That each check refuses what it is there for: a whole dashboard with one fault put into it.
import { expect } from 'chai';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
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

/** What is put where, by its path; undefined: what stands there is taken away. The paths begin with a name of `parts`. */
type Fault = Readonly<Record<string, unknown>>;

/** The dashboard, its first two panels, the closed row, the row after it, and that row's panel. */
const parts: Readonly<Record<string, string>> = {
  dashboard: '',
  figure: 'panels.1.',
  curve: 'panels.2.',
  closed: 'panels.3.',
  last: 'panels.4.',
  below: 'panels.5.',
};

function put(whole: unknown, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  const holder = keys.reduce((at, key) => (at as Record<string, unknown>)[key], whole) as Record<
    string,
    unknown
  >;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
}

function withFault(fault: Fault): Dashboards {
  const dashboard = JSON.parse(JSON.stringify(dashboardOf(page))) as Dashboard;
  for (const [at, value] of Object.entries(fault)) {
    const [part, ...rest] = at.split('.');
    put(dashboard, `${parts[part!]}${rest.join('.')}`, value);
  }
  return { page: dashboard };
}

const asked = (expr: string): Fault => ({ 'figure.targets.0.expr': expr });

const refused: Readonly<Record<string, { readonly fault: Fault; readonly says: string }>> = {
  'no id': { fault: { 'figure.id': undefined }, says: 'no id' },
  'an id twice': { fault: { 'curve.id': 2 }, says: 'id 2 twice' },
  'an id twice, once in a closed row': {
    fault: { 'closed.panels.0.id': 2 },
    says: 'id 2 twice',
  },
  'no refId': { fault: { 'curve.targets.0.refId': undefined }, says: 'a query without refId' },
  'a refId twice': { fault: { 'curve.targets.1.refId': 'A' }, says: 'refId A twice' },
  'no legend': { fault: { 'curve.options.legend.showLegend': false }, says: 'no legend' },
  'a hidden legend': {
    fault: { 'curve.options.legend.displayMode': 'hidden' },
    says: 'no legend',
  },
  'no name of a series': {
    fault: { 'curve.targets.0.legendFormat': undefined },
    says: 'without legend',
  },
  'no calcs in a legend': {
    fault: { 'curve.options.legend.calcs': [] },
    says: 'no calcs in the legend',
  },
  'no calcs of a figure': {
    fault: { 'figure.options.reduceOptions.calcs': [] },
    says: 'no calcs',
  },
  'no unit': { fault: { 'figure.fieldConfig.defaults.unit': undefined }, says: 'no unit' },
  'an unknown unit': {
    fault: { 'figure.fieldConfig.defaults.unit': 'seconds' },
    says: 'unknown unit "seconds"',
  },
  'no title': { fault: { 'figure.title': '' }, says: 'no title' },
  'no description': { fault: { 'figure.description': undefined }, says: 'no description' },
  'no thresholds': {
    fault: { 'figure.fieldConfig.defaults.thresholds': undefined },
    says: 'no thresholds',
  },
  'thresholds that fall': {
    fault: {
      'figure.fieldConfig.defaults.thresholds.steps': [
        { value: 1, color: 'red' },
        { value: null, color: 'green' },
      ],
    },
    says: 'thresholds do not begin',
  },
  'an unknown colour': {
    fault: { 'figure.fieldConfig.defaults.thresholds.steps.1.color': 'crimson' },
    says: 'unknown colour "crimson"',
  },
  'an unknown colour of marks': {
    fault: { 'dashboard.annotations.list.0.iconColor': 'mauve' },
    says: 'unknown colour "mauve"',
  },
  'no query': { fault: { 'figure.targets': [] }, says: 'no query' },
  'another data source': {
    fault: { 'figure.targets.0.datasource.uid': 'mine' },
    says: 'a query of another data source',
  },
  'panels that overlap': { fault: { 'curve.gridPos.x': 7 }, says: 'Figure and Curve overlap' },
  'panels on one spot': { fault: { 'curve.gridPos': { x: 0, y: 1, w: 8, h: 4 } }, says: 'overlap' },
  'a panel outside the grid': { fault: { 'curve.gridPos.x': 20 }, says: 'outside the grid' },
  'a panel without a place': { fault: { 'curve.gridPos': undefined }, says: 'no place' },
  'a row laid as if a closed one above it were open': {
    fault: { 'last.gridPos.y': 18, 'below.gridPos.y': 19 },
    says: 'Last: stands at line 18, and what is above it ends at 10',
  },
  'a panel laid as if its row were higher': {
    fault: { 'below.gridPos.y': 12 },
    says: 'Below: stands at line',
  },
  'a closed row that does not hold its panels': {
    fault: { 'closed.panels': [] },
    says: 'closed, and its panels are not in it',
  },
  'an open row that holds its panels': {
    fault: { 'closed.collapsed': false },
    says: 'they are not shown',
  },
  'a closed row’s panel above it': {
    fault: { 'closed.panels.0.gridPos.y': 0 },
    says: 'not below its row',
  },
  'a narrow row': { fault: { 'last.gridPos.w': 12 }, says: 'not one line from edge to edge' },
  'a variable that is never asked for again': {
    fault: { 'dashboard.templating.list.2.refresh': undefined },
    says: 'variable hotel: never asked for again',
  },
  'a variable that is never refreshed': {
    fault: { 'dashboard.templating.list.0.refresh': 0 },
    says: 'variable datasource: never asked for again',
  },
  'a variable that is not there': {
    fault: asked('max by (hotel) (heyawari_open{hotel="$house"})'),
    says: 'no variable house',
  },
  'a link to no dashboard': {
    fault: { 'figure.fieldConfig.defaults.links.0.url': '/d/heyawari-nowhere' },
    says: 'there is no dashboard heyawari-nowhere',
  },
  'a link to no heading of the runbooks': {
    fault: { 'figure.links.0.url': '${runbooks}#importstaled' },
    says: 'the runbooks have no importstaled',
  },
  'a link that is hidden in a menu': {
    fault: { 'dashboard.links.0.placement': 'inControlsMenu' },
    says: 'hidden in a menu',
  },
  'no uid': { fault: { 'dashboard.uid': '' }, says: 'no uid' },
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
    expect(problemsOf(withFault({}), around)).to.deep.equal([]);
  });

  for (const [what, { fault, says }] of Object.entries(refused))
    it(`refuse ${what}`, () => {
      const problems = problemsOf(withFault(fault), around);
      expect(
        problems.some((one) => one.includes(says)),
        `${says}, in:\n${problems.join('\n')}`,
      ).to.equal(true);
    });

  it('refuse two dashboards of one address', () => {
    const [one, other] = [withFault({}), withFault({})];
    expect(problemsOf({ one: one.page!, other: other.page! }, around)).to.include('uid heyawari-hotel twice');
  });

  it('refuse a metric that nothing shows, and a reason for one that is shown or is not there', () => {
    const whole = withFault({});
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
    const bad = withFault({
      ...asked('max by (hotel) (heyawari_open{hotel=~"$hotel"}'),
      'curve.targets.0.expr': 'sum(rate(heyawari_tries_total))',
    });
    const problems = promtoolProblems(queriesOf(bad));
    expect(problems.map((one) => one.split(':')[0])).to.deep.equal(['page, Figure, A', 'page, Curve, A']);
    expect(promtoolProblems(queriesOf(withFault({})))).to.deep.equal([]);
  });
});
