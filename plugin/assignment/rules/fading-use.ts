// How much of a room's use is remembered (P5): last night counts in full, earlier nights less and less, and not at all beyond the mode's fairness days.

/**
 * What a night counts that was `age` nights ago (1: last night): 1, falling to 0 with the cube of what is left of the `fairnessDays`. By the cube about the
 * last fortnight of 60 days decides: counted evenly, a room's busy month would be paid back by an idle one, and both be uneven.
 */
export const nightWeight = (age: number, fairnessDays: number): number =>
  Math.max(0, 1 - (age - 1) / fairnessDays) ** 3;

/** Nights used and sellable as the engine compares them, of a room that was used `ages` nights ago. */
export function fadingUse(ages: readonly number[], fairnessDays: number) {
  let nightsUsed = 0;
  for (const age of ages) nightsUsed += nightWeight(age, fairnessDays);
  let nightsSellable = 0;
  for (let age = 1; age <= fairnessDays; age += 1) nightsSellable += nightWeight(age, fairnessDays);
  return { nightsUsed, nightsSellable };
}
