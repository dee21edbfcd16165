// A dashboard around its panels: what can be chosen, what is marked in time, where one gets from here.
import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { layOut, type Row } from './layout.js';
import { prometheus } from './panels.js';

export type { Row } from './layout.js';

export interface Page {
  /** `heyawari-…`: its address in Grafana, and the links to it. */
  readonly uid: string;
  readonly title: string;
  /** The question that it answers. */
  readonly description: string;
  /** `all`: some hotels or all of them may be chosen; `one`: one; `none`: it is about all. */
  readonly hotels: 'all' | 'one' | 'none';
  readonly rows: readonly Row[];
}

function datasourceVariable(): VariableModel {
  const variable = new DatasourceVariableBuilder('datasource')
    .label('Prometheus')
    .type('prometheus')
    .current({ selected: true, text: 'Heyawari Prometheus', value: 'heyawari-prometheus' })
    .build();
  // Which there are is asked for when the page is opened; the builder has no word for it.
  return { ...variable, refresh: VariableRefresh.OnDashboardLoad };
}

/** Where the operator keeps docs/runbooks.md. */
const runbooksVariable = () =>
  new TextBoxVariableBuilder('runbooks')
    .label('手順書のURL / Runbooks')
    .defaultValue('/public/heyawari/runbooks.md')
    .build();

function hotelVariable(several: boolean): VariableModel {
  const definition = 'label_values(heyawari_hotel_info, hotel)';
  const variable = new QueryVariableBuilder('hotel')
    .label('施設 / Hotel')
    .datasource(prometheus)
    .query({ query: definition, refId: 'PrometheusVariableQueryEditor-VariableQuery', qryType: 1 })
    .definition(definition)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.NumericalAsc);
  if (several)
    variable
      .multi(true)
      .includeAll(true)
      .allValue('.+')
      .current({ selected: true, text: ['All'], value: ['$__all'] });
  return variable.build();
}

/** Something that is so now and was not two minutes ago, where there was something to compare with: a gap of the scrape is no change. */
const newly = (metric: string, labels: string, of: string) =>
  `max by (${labels}) (${metric}) unless max by (${labels}) (${metric} offset 2m) and on (${of}) max by (${of}) (${metric} offset 2m)`;

const annotations: readonly { name: string; color: string; title: string; expr: string }[] = [
  {
    name: '割当モードの切替 / Mode switches',
    color: 'blue',
    title: '施設{{hotel}}: {{mode}} ({{roll_out}})',
    expr: newly('heyawari_hotel_info', 'hotel, mode, roll_out', 'hotel'),
  },
  {
    name: '緊急の警報 / Emergencies',
    color: 'red',
    title: '{{alertname}} {{hotel}}',
    expr: 'max by (alertname, hotel) (ALERTS{alertstate="firing", severity="critical"})',
  },
  {
    name: '更新 / Deployments',
    color: 'purple',
    title: '{{version}} (Node {{node}})',
    expr: newly('heyawari_build_info', 'version, node', ''),
  },
  {
    name: '再起動 / Restarts',
    color: 'orange',
    title: '{{instance}}',
    expr: 'changes(process_start_time_seconds{job="heyawari"}[2m]) > 0',
  },
];

function annotationOf({ name, color, title, expr }: (typeof annotations)[number]) {
  const made = new AnnotationQueryBuilder()
    .name(name)
    .datasource(prometheus)
    .iconColor(color)
    .titleFormat(title)
    .expr(expr)
    .step('60s')
    .target(new DataqueryBuilder().datasource(prometheus).expr(expr).refId('Anno').range());
  // Else its switch is hidden in a menu: the SDK's own default, which its builder cannot take back.
  delete made.build().placement;
  return made;
}

function linkToOthers() {
  const link = new DashboardLinkBuilder('部屋割り / Heyawari')
    .type(DashboardLinkType.Dashboards)
    .tags(['heyawari'])
    .keepTime(true)
    .includeVars(true);
  delete link.build().placement;
  return link;
}

export function dashboardOf(page: Page): Dashboard {
  const made = new DashboardBuilder(page.title)
    .uid(page.uid)
    .description(page.description)
    .tags(['heyawari'])
    .timezone('Asia/Tokyo')
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: 'now-24h', to: 'now' })
    .refresh('1m')
    .links([linkToOthers()])
    .annotations(annotations.map(annotationOf))
    .build();
  const hotel = page.hotels === 'none' ? [] : [hotelVariable(page.hotels === 'all')];
  return {
    ...made,
    templating: { list: [datasourceVariable(), runbooksVariable(), ...hotel] },
    panels: layOut(page.rows),
  };
}
