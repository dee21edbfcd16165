// Repeatable chance: the same seed gives the same sequence, on every machine and whatever else the process does.

/** A number in [0, 1). */
export type Random = () => number;

/** mulberry32, a public-domain generator with 32 bits of state: small and fast. */
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
