// Choosing by chance, repeatably: the same seed gives the same bookings, faults and names.
import { between, type Random } from '../../plugin/domain/chance.js';

export { between, type Random, seededRandom } from '../../plugin/domain/chance.js';

/** One of `choices`, which must not be empty. */
export function pick<T>(random: Random, choices: readonly T[]): T {
  const choice = choices[between(random, 0, choices.length)];
  if (choice === undefined) throw new RangeError('nothing to pick from');
  return choice;
}

/** One of `choices` by its weight. The weights need not sum to anything; they must not be empty. */
export function pickWeighted<T>(
  random: Random,
  choices: readonly (readonly [choice: T, weight: number])[],
): T {
  let rest = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    rest -= weight;
    if (rest < 0) return choice;
  }
  throw new RangeError('nothing to pick from');
}
