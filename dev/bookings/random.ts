// Repeatable chance: the same seed gives the same bookings, faults and names, whatever else the process does.

/** A number in [0, 1). */
export type Random = () => number;

/** mulberry32, a public-domain generator with 32 bits of state: small, fast and the same on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number of [from, to). */
export const between = (random: Random, from: number, to: number) =>
  from + Math.floor(random() * (to - from));

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
