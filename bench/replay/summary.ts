// Several games in one: of each figure the mean, the least and the most.
import type { Metrics } from './metrics.js';

/** As deep as the figures are; null where a game has none. */
type Folded = number | null | { readonly [name: string]: Folded };

function folded(values: readonly unknown[], fold: (numbers: readonly number[]) => number): Folded {
  const first = values[0];
  if (typeof first === 'object' && first !== null)
    return Object.fromEntries(
      Object.keys(first).map((name) => [
        name,
        folded(
          values.map((value) => (value as Record<string, unknown>)[name]),
          fold,
        ),
      ]),
    );
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? null : fold(numbers);
}

export interface Summary {
  readonly mean: Folded;
  readonly least: Folded;
  readonly most: Folded;
}

const mean = (numbers: readonly number[]) =>
  Number((numbers.reduce((sum, one) => sum + one, 0) / numbers.length).toFixed(4));

/** `games`: at least one. */
export const summaryOf = (games: readonly Metrics[]): Summary => ({
  mean: folded(games, mean),
  least: folded(games, (numbers) => Math.min(...numbers)),
  most: folded(games, (numbers) => Math.max(...numbers)),
});
