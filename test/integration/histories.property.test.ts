// However the histories of bookings are received, what comes of them is what comes of each in its order (O2).
import { expect } from 'chai';
import fc from 'fast-check';
import { useDatabase } from '../support/database.js';
import { histories, historyWorld, type HistoryWorld } from '../support/histories.js';
import { recordsOf } from '../support/records.js';

describe('histories of bookings whose numbers agencies share', function () {
  this.timeout(180_000);
  const database = useDatabase();
  let checked: HistoryWorld;

  before(async () => {
    checked = await historyWorld(database.url());
    database.onEnd(() => checked.world.stop());
  });

  it('come to what they come to in their order, in whatever order they are received', async () => {
    await fc.assert(
      fc.asyncProperty(histories, (history) => checked.check(history)),
      { seed: 20270120, numRuns: 6, endOnFailure: true },
    );
    expect(await recordsOf(checked.world).doubleBooked()).to.deep.equal([]);
  });
});
