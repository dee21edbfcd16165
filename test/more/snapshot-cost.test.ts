// What the snapshot reads of an installation that has been there for years: no more than where it has just begun.
import { expect } from 'chai';
import { useDatabase } from '../support/database.js';
import { type Cost, costOf, recordedDatabase } from '../support/explain.js';
import { installationOf, readAt, states } from '../support/hundred-hotels.js';

const hotels = 20;
const [begun, forYears] = [100, 3_000];
const mostGrowth = 1.5;

describe(`the snapshot of ${hotels} hotels with ${forYears} past stays each`, function () {
  this.timeout(300_000);
  const databases = [useDatabase(), useDatabase()] as const;
  const found: Cost[] = [];

  before(async () => {
    for (const [i, past] of [begun, forYears].entries()) {
      const pool = databases[i]!.pool();
      await installationOf(pool, { hotels, past });
      const { database, sent } = recordedDatabase(pool);
      for (const state of states) await state.read(database, readAt);
      found.push(await costOf(pool, sent, 'generic', process.env.EXPLAIN === 'snapshot'));
    }
  });

  it(`reads at most ${mostGrowth} times the blocks that it reads beside ${begun}`, () => {
    const [few, many] = found;
    expect(many!.blocks, `${few!.blocks} before`).to.be.at.most(few!.blocks * mostGrowth);
  });

  it('asks a dozen questions, whatever the number of hotels', () => {
    expect(found[1]!.statements).to.be.at.most(12);
  });
});
