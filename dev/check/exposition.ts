// Values out of Prometheus's text form, as far as a look at a running process needs them.

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All samples of that name. A label's value with a quote in it is not looked for here. */
export function samplesOf(text: string, name: string): readonly Sample[] {
  return [...text.matchAll(new RegExp(`^${name}(?:\\{([^}]*)\\})? (\\S+)`, 'gm'))].map(
    ([, labels = '', value]) => ({
      labels: Object.fromEntries(
        [...labels.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, label, text = '']) => [label!, text]),
      ),
      value: Number(value),
    }),
  );
}

/** The greatest; undefined where there is none. */
export function greatestOf(text: string, name: string): number | undefined {
  const values = samplesOf(text, name).map(({ value }) => value);
  return values.length === 0 ? undefined : Math.max(...values);
}
