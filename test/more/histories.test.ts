// Many more histories of bookings than `npm test` has time for; and some that nobody has chosen, which are only told of.
import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { useDatabase } from '../support/database.js';
import { histories, historyWorld, type HistoryWorld } from '../support/histories.js';

describe('many histories of bookings whose numbers agencies share', function () {
  this.timeout(900_000);
  const database = useDatabase();
  let checked: HistoryWorld;

  before(async () => {
    checked = await historyWorld(database.url());
    database.onEnd(() => checked.world.stop());
  });

  const property = fc.asyncProperty(histories, (history) => checked.check(history));

  for (const seed of [1, 2, 3])
    it(`come to what they come to in their order (seed ${seed})`, () =>
      fc.assert(property, { seed, numRuns: 12, endOnFailure: true }));

  it('of a random seed are reported', async () => {
    const seed = Number(process.env.HISTORIES_SEED ?? randomInt(2 ** 31));
    const result = await fc.check(property, { seed, numRuns: 12, endOnFailure: true });
    if (result.failed) console.log(`HISTORIES_SEED=${seed} fails:`, fc.defaultReportMessage(result));
    else console.log(`histories of seed ${seed}: all well`);
  });
});
