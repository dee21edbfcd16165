// The kinds of panels that the dashboards have, so that each has description, unit, thresholds, legend and links alike.
import {
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  BigValueColorMode,
  BigValueGraphMode,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
  GraphThresholdsStyleConfigBuilder,
  ReduceDataOptionsBuilder,
  VisibilityMode,
} from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardLinkBuilder,
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as StateTimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import type { Query } from './queries.js';

export const prometheus = { type: 'prometheus', uid: '${datasource}' } as const;

/** Units of the SDK's list that are used here. */
export type Unit = 'short' | 's' | 'percentunit' | 'bytes' | 'dateTimeAsIso' | 'currencyJPY';

export interface Step {
  readonly from: number;
  readonly color: 'green' | 'yellow' | 'red';
}

export interface PanelText {
  /** As operators read it: Japanese, then English. */
  readonly title: string;
  /** What it says and when it is well, Japanese first. */
  readonly description: string;
  readonly unit: Unit;
  readonly queries: readonly Query[];
  /** From below all values on it is green; none: it is only told. */
  readonly steps?: readonly Step[];
  /** Alerts whose pages of the runbooks are linked. */
  readonly alerts?: readonly string[];
  /** Of 24. */
  readonly width: number;
  readonly decimals?: number;
  /** What is read instead of a number. */
  readonly words?: Readonly<Record<string, { readonly text: string; readonly color: string }>>;
}

/** A panel that has no place yet. */
export interface Made {
  readonly panel: Panel;
  readonly width: number;
  readonly height: number;
}

/** Grafana counts on A, B, C. */
const refIdOf = (index: number) => String.fromCharCode(65 + index);

function target({ expr, legend, instant = false }: Query, index: number, format: PromQueryFormat) {
  const asked = new DataqueryBuilder()
    .datasource(prometheus)
    .expr(expr)
    .legendFormat(legend)
    .refId(refIdOf(index))
    .format(format);
  return instant ? asked.instant() : asked.range();
}

export function link(title: string, url: string, newWindow = false) {
  const made = new DashboardLinkBuilder(title).url(url).targetBlank(newWindow);
  // Else it is hidden in a menu: the SDK's own default, which its builder cannot take back.
  delete made.build().placement;
  return made;
}

/** To the hotel of a series. */
const toHotel = () =>
  link('施設を見る / This hotel', '/d/heyawari-hotel?var-hotel=${__field.labels.hotel}&${__url_time_range}');

const runbooks = (alerts: readonly string[] = []) =>
  alerts.map((alert) => link(`手順書 / Runbook: ${alert}`, `\${runbooks}#${alert.toLowerCase()}`, true));

const stepsOf = (steps: readonly Step[] = []) =>
  new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps([{ value: null, color: 'green' }, ...steps.map(({ from, color }) => ({ value: from, color }))]);

const wordsOf = (words: PanelText['words'] = {}): ValueMapping[] =>
  Object.keys(words).length === 0 ? [] : [{ type: MappingType.ValueToText, options: { ...words } }];

/** What all kinds share. */
type AnyBuilder = StatBuilder | TimeseriesBuilder | TableBuilder | StateTimelineBuilder;

function dressed<Builder extends AnyBuilder>(
  builder: Builder,
  text: PanelText,
  format: PromQueryFormat,
): Builder {
  builder
    .title(text.title)
    .description(text.description)
    .datasource(prometheus)
    .unit(text.unit)
    .thresholds(stepsOf(text.steps))
    .mappings(wordsOf(text.words))
    .noValue('なし / none')
    .links(runbooks(text.alerts))
    .targets(text.queries.map((one, index) => target(one, index, format)));
  if (text.decimals !== undefined) builder.decimals(text.decimals);
  if (text.queries.some(({ legend }) => legend.includes('{{hotel}}'))) builder.dataLinks([toHotel()]);
  return builder;
}

const byThresholds = () => new FieldColorBuilder().mode(FieldColorModeId.Thresholds);

/** A figure as it is now, coloured. */
export const figure = (text: PanelText): Made => ({
  ...{ width: text.width, height: 4 },
  panel: dressed(new StatBuilder(), text, PromQueryFormat.TimeSeries)
    .colorScheme(byThresholds())
    .colorMode(BigValueColorMode.Background)
    .graphMode(BigValueGraphMode.None)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
    .build(),
});

/** How it went. A step at which an alert is told is drawn as a line. */
export const curve = (text: PanelText): Made => ({
  ...{ width: text.width, height: 8 },
  panel: dressed(new TimeseriesBuilder(), text, PromQueryFormat.TimeSeries)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName))
    .min(0)
    .lineWidth(1)
    .fillOpacity(10)
    .showPoints(VisibilityMode.Never)
    .thresholdsStyle(
      new GraphThresholdsStyleConfigBuilder().mode(
        text.steps ? GraphThresholdsStyleMode.Dashed : GraphThresholdsStyleMode.Off,
      ),
    )
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Bottom)
        .calcs(['lastNotNull', 'max']),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .build(),
});

/** What was so when, in words. */
export const timeline = (text: PanelText): Made => ({
  ...{ width: text.width, height: 8 },
  panel: dressed(new StateTimelineBuilder(), text, PromQueryFormat.TimeSeries)
    .colorScheme(byThresholds())
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs(['lastNotNull']),
    )
    .build(),
});

/** Rows of labels, as they are now; `columns`: which are shown, in this order, and how they are called. */
export function list(text: PanelText & { readonly columns: Readonly<Record<string, string>> }): Made {
  const names = Object.keys(text.columns);
  const instant = text.queries.map((one) => ({ ...one, instant: true }));
  return {
    ...{ width: text.width, height: 8 },
    panel: dressed(new TableBuilder(), { ...text, queries: instant }, PromQueryFormat.Table)
      .colorScheme(byThresholds())
      .withTransformation({ id: 'filterFieldsByName', options: { include: { names } } })
      .withTransformation({
        id: 'organize',
        options: {
          indexByName: Object.fromEntries(names.map((name, index) => [name, index])),
          renameByName: text.columns,
        },
      })
      .build(),
  };
}

/** Bad from one on. */
export const noneIsWell: readonly Step[] = [{ from: 1, color: 'red' }];
/** To be looked at from one on. */
export const noneIsBetter: readonly Step[] = [{ from: 1, color: 'yellow' }];
/** Half of a bound is to be looked at, the bound is told. */
export const upTo = (bound: number): readonly Step[] => [
  { from: bound / 2, color: 'yellow' },
  { from: bound, color: 'red' },
];
