// The screens of a hotel that has been there for years: what they ask costs no more than where it opened last month.
import { expect } from 'chai';
import { useDatabase } from '../support/database.js';
import type { Cost } from '../support/explain.js';
import { askedQuestions, type AskedQuestion, costs, yearsOfStays } from '../support/years.js';

const mostBlocks = 400;
const pastStays = 60_000;

describe(`beside ${pastStays} past stays`, function () {
  this.timeout(120_000);
  const database = useDatabase();
  const found = {} as Record<'generic' | 'custom', Record<AskedQuestion, Cost>>;

  before(async () => {
    const { hotelId } = await yearsOfStays(database.pool(), pastStays);
    for (const plan of ['custom', 'generic'] as const)
      found[plan] = await costs(database.pool(), hotelId, plan);
    if (process.env.EXPLAIN) console.log(found);
  });

  for (const plan of ['custom', 'generic'] as const)
    for (const question of askedQuestions)
      it(`${question} takes at most ${mostBlocks} blocks with a ${plan} plan`, () =>
        expect(found[plan][question].blocks).to.be.at.most(mostBlocks));
});
