// What a process measures, declared as data: name, type, labels with the values that they take, meaning. The lists of all parts together are the
// catalogue (plugin/metric-catalogue.ts), from which docs/metrics.md is made and against which dashboards and rules are held.
import { Counter, Gauge, type GaugeConfiguration, Histogram, type Registry } from 'prom-client';

/** All values that a label can have; `open` where they are only known while running (hotels, routes, tables). */
type LabelValues = readonly string[] | 'open';

interface Declared {
  /** `heyawari_` with the unit and, of a counter, `_total` at the end. */
  readonly name: string;
  /** One sentence, for Prometheus and for docs/metrics.md. */
  readonly help: string;
  /** In the order in which they are written. */
  readonly labels?: Readonly<Record<string, LabelValues>>;
}

/** What only rises, from 0 at the start of the process on. */
interface CounterFamily extends Declared {
  readonly type: 'counter';
}

/** What is so now. No series is there before it is set: none yet is said by no series, never by a 0. */
interface GaugeFamily extends Declared {
  readonly type: 'gauge';
}

/** How long something takes, over all hotels together. */
interface HistogramFamily extends Declared {
  readonly type: 'histogram';
  /** Upper bounds, in the unit of the name. */
  readonly buckets: readonly number[];
}

export type MetricFamily = CounterFamily | GaugeFamily | HistogramFamily;
export type MetricFamilies = Readonly<Record<string, MetricFamily>>;

type LabelsOf<Family> = Family extends { readonly labels: infer Labels } ? keyof Labels & string : never;

type Measured<Family> = Family extends CounterFamily
  ? Counter<LabelsOf<Family>>
  : Family extends GaugeFamily
    ? Gauge<LabelsOf<Family>>
    : Histogram<LabelsOf<Family>>;

/** Every combination of the values that are known beforehand; none where a label is open, and one without labels where there are none. */
function knownCombinations({ labels = {} }: Declared): Readonly<Record<string, string>>[] {
  let combinations: Readonly<Record<string, string>>[] = [{}];
  for (const [label, values] of Object.entries(labels)) {
    if (values === 'open') return [];
    combinations = combinations.flatMap((one) => values.map((value) => ({ ...one, [label]: value })));
  }
  return combinations;
}

/** Called with each scrape, before the gauge is read: sets what is so now, and takes away what is not. */
type Collect = (gauge: Gauge) => void;

function createGauge(options: GaugeConfiguration<string>, collect: Collect | undefined): Gauge {
  const gauge: Gauge = new Gauge({ ...options, ...(collect && { collect: () => collect(gauge) }) });
  // Without labels it would begin as 0: of a timestamp, an age of half a century.
  if (options.labelNames?.length === 0) gauge.remove();
  return gauge;
}

function create(registry: Registry, family: MetricFamily, collect?: Collect): Counter | Gauge | Histogram {
  const { name, help, labels = {} } = family;
  const options = { name, help, labelNames: Object.keys(labels), registers: [registry] };
  if (family.type === 'gauge') return createGauge(options, collect);
  if (family.type === 'histogram') {
    const histogram = new Histogram({ ...options, buckets: [...family.buckets] });
    for (const one of knownCombinations(family)) histogram.zero(one);
    return histogram;
  }
  const counter = new Counter(options);
  // A series that is born with its first event has never increased: no rule would hear of that one.
  for (const one of knownCombinations(family)) counter.inc(one, 0);
  return counter;
}

type GaugesOf<Families> = {
  [Key in keyof Families as Families[Key] extends GaugeFamily ? Key : never]?: (
    gauge: Measured<Families[Key]>,
  ) => void;
};

/**
 * Registers all of them, each series that is known beforehand at 0. `collects`: of gauges that are read somewhere with each scrape. Throws where
 * a name is taken.
 */
export const createMeasures = <const Families extends MetricFamilies>(
  registry: Registry,
  families: Families,
  collects: GaugesOf<Families> = {},
): { readonly [Key in keyof Families]: Measured<Families[Key]> } =>
  Object.fromEntries(
    Object.entries(families).map(([key, family]) => [
      key,
      create(registry, family, (collects as Record<string, Collect | undefined>)[key]),
    ]),
  ) as unknown as { readonly [Key in keyof Families]: Measured<Families[Key]> };
