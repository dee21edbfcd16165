// What each panel must have that the SDK does not ask for.
import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import * as units from '@grafana/grafana-foundation-sdk/units';

/** As JSON has it: whatever the types say, anything may be missing. */
interface Loose {
  readonly legend?: {
    readonly showLegend?: boolean;
    readonly displayMode?: string;
    readonly calcs?: string[];
  };
  readonly reduceOptions?: { readonly calcs?: string[] };
}

export interface PanelTarget {
  readonly refId?: string;
  readonly expr?: string;
  readonly legendFormat?: string;
  readonly datasource?: { readonly uid?: string };
}

export const targetsOf = ({ targets = [] }: Panel): readonly PanelTarget[] =>
  targets as unknown as readonly PanelTarget[];

const isRow = (one: Panel | RowPanel): one is RowPanel => one.type === 'row';
/** Those of closed rows, too. */
export const panelsOf = ({ panels = [] }: Dashboard): Panel[] =>
  panels.flatMap((one) => (isRow(one) ? one.panels : [one]));
export const rowsOf = ({ panels = [] }: Dashboard): RowPanel[] => panels.filter(isRow);
export const everythingOf = (dashboard: Dashboard): (Panel | RowPanel)[] => [
  ...rowsOf(dashboard),
  ...panelsOf(dashboard),
];

export const twice = (values: readonly (string | number)[]): (string | number)[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

// Its default stands among them, as of any module that is not one of its own kind.
const knownUnits = new Set(Object.values<unknown>(units).filter((unit) => typeof unit === 'string'));

const names = ['green', 'yellow', 'red', 'orange', 'blue', 'purple'];
const shades = ['', 'dark-', 'semi-dark-', 'light-', 'super-light-'];
const knownColors = new Set([
  ...names.flatMap((name) => shades.map((shade) => shade + name)),
  ...['text', 'transparent'],
]);
const isColor = (color: string) => knownColors.has(color) || /^#[0-9a-f]{6}$/i.test(color);

/** Wherever a colour stands, however deep. */
function colorsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    /^(color|iconColor|fixedColor)$/.test(key) && typeof inner === 'string' ? [inner] : colorsIn(inner),
  );
}

export const colorProblems = (value: unknown): string[] =>
  colorsIn(value)
    .filter((color) => !isColor(color))
    .map((color) => `unknown colour "${color}"`);

function unitProblems(panel: Panel): string[] {
  const unit = panel.fieldConfig?.defaults.unit;
  if (!unit) return ['no unit'];
  return knownUnits.has(unit) ? [] : [`unknown unit "${unit}"`];
}

function thresholdProblems(panel: Panel): string[] {
  const steps = panel.fieldConfig?.defaults.thresholds?.steps ?? [];
  if (steps.length === 0) return ['no thresholds'];
  const values = steps.map(({ value }) => value);
  const rising = values.every((value, index) =>
    index === 0 ? value === null : value! > (values[index - 1] ?? -Infinity),
  );
  return rising ? [] : ['thresholds do not begin with the lowest and rise'];
}

/** Of the kinds that have a legend, that it is seen; of those that make one figure of many, how. */
function legendProblems(panel: Panel): string[] {
  const { legend, reduceOptions } = (panel.options ?? {}) as Loose;
  const problems: string[] = [];
  if (panel.type === 'timeseries' || panel.type === 'state-timeline') {
    if (!legend?.showLegend || legend.displayMode === 'hidden') problems.push('no legend');
    if (!legend?.calcs?.length) problems.push('no calcs in the legend');
  }
  if (panel.type === 'stat' && !reduceOptions?.calcs?.length) problems.push('no calcs');
  return problems;
}

function targetProblems(panel: Panel): string[] {
  const targets = targetsOf(panel);
  if (targets.length === 0) return ['no query'];
  const refIds = targets.map(({ refId }) => refId ?? '');
  return [
    ...refIds.filter((refId) => refId === '').map(() => 'a query without refId'),
    ...twice(refIds.filter((refId) => refId !== '')).map((refId) => `refId ${refId} twice`),
    ...targets.filter(({ legendFormat }) => !legendFormat).map(() => 'a query without legend'),
    ...targets
      .filter(({ datasource }) => datasource?.uid !== '${datasource}')
      .map(() => 'a query of another data source'),
  ];
}

export const panelProblems = (panel: Panel): string[] => [
  ...(panel.title ? [] : ['no title']),
  ...(panel.description ? [] : ['no description']),
  ...unitProblems(panel),
  ...thresholdProblems(panel),
  ...legendProblems(panel),
  ...targetProblems(panel),
  ...colorProblems(panel),
];
