// Nightly work on many rows is done in small steps: no long transaction, and no run without an end.

/** Rows of one statement: a few hundred kilobytes of log, and locks held for milliseconds. */
const stepRows = 1_000;
/** Of one run; the rest is the next night's. */
const mostSteps = 500;

/** Repeats `step`, which works off at most `limit` rows and answers with how many, until nothing is left or the run has done enough. */
export async function inSteps(step: (limit: number) => Promise<number>, limit = stepRows): Promise<number> {
  let done = 0;
  for (let count = 0; count < mostSteps; count += 1) {
    const worked = await step(limit);
    done += worked;
    if (worked < limit) break;
  }
  return done;
}
