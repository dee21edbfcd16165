// What the build refuses: each problem as a sentence that says where. Pure; what Prometheus itself says of the queries is asked in promtool.ts.
import { type Dashboard, type DashboardLink, VariableType } from '@grafana/grafana-foundation-sdk/dashboard';
import type { MetricGroup } from '../../../plugin/metric-catalogue.js';
import { layoutProblems } from './check-layout.js';
import { colorProblems, panelProblems, panelsOf, targetsOf, twice } from './check-panels.js';
import { familyOf, metricsIn, queryProblems, variablesIn } from './check-queries.js';

export interface Surroundings {
  readonly groups: readonly MetricGroup[];
  /** The text of the rules. */
  readonly rules: string;
  /** The headings of the runbooks, as in addresses. */
  readonly runbooks: readonly string[];
  /** Metrics that no panel and no rule shows, each with the reason. */
  readonly notShown: Readonly<Record<string, string>>;
}

export type Dashboards = Readonly<Record<string, Dashboard>>;

export interface NamedQuery {
  /** Dashboard, panel and refId. */
  readonly where: string;
  readonly expr: string;
}

const annotationsOf = (dashboard: Dashboard) => dashboard.annotations.list ?? [];

/** Of panels and annotations. */
export const queriesOf = (dashboards: Dashboards): NamedQuery[] =>
  Object.entries(dashboards).flatMap(([name, dashboard]) => [
    ...panelsOf(dashboard).flatMap((panel) =>
      targetsOf(panel).map(({ refId, expr }) => ({
        where: `${name}, ${panel.title}, ${refId}`,
        expr: expr ?? '',
      })),
    ),
    ...annotationsOf(dashboard).map((one) => ({ where: `${name}, marks ${one.name}`, expr: one.expr ?? '' })),
  ]);

const refreshed: readonly VariableType[] = [VariableType.Query, VariableType.Datasource];

const variableProblems = ({ templating: { list = [] } }: Dashboard): string[] => [
  ...list
    .filter(({ type, refresh }) => refreshed.includes(type) && !refresh)
    .map(({ name }) => `variable ${name}: never asked for again (refresh)`),
  ...twice(list.map(({ name }) => name)).map((name) => `variable ${name} twice`),
];

function linkProblems(
  links: readonly DashboardLink[],
  uids: readonly string[],
  runbooks: readonly string[],
): string[] {
  return links.flatMap(({ title, url = '', placement }) => {
    const [, uid] = url.match(/^\/d\/([\w-]+)/) ?? [];
    const [, heading] = url.match(/^\$\{runbooks\}#(.*)$/) ?? [];
    return [
      ...(uid !== undefined && !uids.includes(uid) ? [`link ${title}: there is no dashboard ${uid}`] : []),
      ...(heading !== undefined && !runbooks.includes(heading)
        ? [`link ${title}: the runbooks have no ${heading}`]
        : []),
      ...(placement ? [`link ${title}: hidden in a menu`] : []),
    ];
  });
}

function linksOf(dashboard: Dashboard): DashboardLink[] {
  const ofPanels = panelsOf(dashboard).flatMap(({ links = [], fieldConfig }) => [
    ...links,
    ...(fieldConfig?.defaults.links ?? []),
  ]);
  return [...(dashboard.links ?? []), ...ofPanels];
}

function dashboardProblems(
  dashboard: Dashboard,
  uids: readonly string[],
  { groups, runbooks }: Surroundings,
): string[] {
  const variables = (dashboard.templating.list ?? []).map(({ name }) => name);
  const known = { groups, variables };
  const links = linksOf(dashboard);
  const inTexts = [
    ...links.map(({ url = '' }) => url),
    ...(dashboard.panels ?? []).map(({ title = '' }) => title),
  ];
  return [
    ...(dashboard.uid ? [] : ['no uid']),
    ...(dashboard.description ? [] : ['no description']),
    ...layoutProblems(dashboard),
    ...variableProblems(dashboard),
    ...linkProblems(links, uids, runbooks),
    ...inTexts
      .flatMap(variablesIn)
      .filter((name) => !variables.includes(name))
      .map((name) => `the dashboard has no variable ${name}`),
    ...panelsOf(dashboard).flatMap((panel) =>
      [
        ...panelProblems(panel),
        ...targetsOf(panel).flatMap(({ expr }) => queryProblems(expr ?? '', known)),
      ].map((problem) => `${panel.title}: ${problem}`),
    ),
    ...annotationsOf(dashboard).flatMap((one) =>
      [
        ...queryProblems(one.expr ?? '', known),
        ...colorProblems(one),
        ...(one.iconColor ? [] : ['no colour']),
        ...(one.placement ? ['its switch is hidden in a menu'] : []),
      ].map((problem) => `marks ${one.name}: ${problem}`),
    ),
  ];
}

/** Each metric is on a panel, in a rule, or has a reason why not; and no reason is left of one that is shown. */
export function coverageProblems(
  dashboards: Dashboards,
  { groups, rules, notShown }: Surroundings,
): string[] {
  const named = [
    ...queriesOf(dashboards).flatMap(({ expr }) => metricsIn(expr)),
    ...(rules.match(/heyawari_\w+/g) ?? []),
  ];
  const shown = new Set(named.map((name) => familyOf(groups, name)?.family.name));
  const all = groups.flatMap(({ metrics }) => metrics.map(({ name }) => name));
  return [
    ...all
      .filter((name) => !shown.has(name) && !notShown[name])
      .map((name) => `${name} is on no panel and in no rule, and has no reason why not`),
    ...Object.keys(notShown)
      .filter((name) => shown.has(name) || !all.includes(name))
      .map(
        (name) =>
          `${name} has a reason not to be shown, and ${all.includes(name) ? 'is shown' : 'is not there'}`,
      ),
  ];
}

export function problemsOf(dashboards: Dashboards, surroundings: Surroundings): string[] {
  const uids = Object.values(dashboards).map(({ uid = '' }) => uid);
  return [
    ...twice(uids).map((uid) => `uid ${uid} twice`),
    ...Object.entries(dashboards).flatMap(([name, one]) =>
      dashboardProblems(one, uids, surroundings).map((problem) => `${name}: ${problem}`),
    ),
    ...coverageProblems(dashboards, surroundings),
  ];
}
