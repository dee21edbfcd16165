// What the pool asks of the database all day, beside a million past stays: a few blocks, from an index, and never the whole table.
import { expect } from 'chai';
import type pg from 'pg';
import { hotelId } from '../../plugin/domain/ids.js';
import { useDatabase } from '../support/database.js';
import { type Cost, costOf, sentInTransaction } from '../support/explain.js';
import { fillPlans, millionPlans } from '../support/million-plans.js';
import {
  type Asked,
  ofAllHotels,
  ofOneHotel,
  ofTheMetrics,
  today,
  whereSomethingIsDue,
} from '../support/pool-questions.js';

const mostBlocks = 400;
/** Each stay without a room is looked up in its history. */
const mostBlocksOfMetrics = 150;
const hotels = millionPlans(1);
const planKinds = ['custom', 'generic'] as const;

function expectFew(cost: Cost, most: number): void {
  expect(cost.readWhole).not.to.include('booking_plans');
  expect(cost.indexes.join(' ')).to.include('booking_plans');
  expect(cost.blocks).to.be.at.most(most);
}

describe(`the pool beside ${hotels.reduce((sum, { past }) => sum + past, 0)} past stays`, function () {
  this.timeout(300_000);
  const database = useDatabase();

  async function costWhenAsked(what: string, ask: Asked, plan: (typeof planKinds)[number], pool: pg.Pool) {
    const sent = await sentInTransaction(pool, hotelId(hotels[0]!.hotel), ask);
    const cost = await costOf(pool, sent, plan, process.env.EXPLAIN === what);
    if (process.env.EXPLAIN) console.log(what, plan, cost);
    return cost;
  }

  before(() => fillPlans(database.pool(), hotels, today));

  for (const plan of planKinds) {
    for (const [what, ask] of Object.entries({ ...ofOneHotel, ...ofAllHotels }))
      it(`${what} takes at most ${mostBlocks} blocks of indexes with a ${plan} plan`, async () =>
        expectFew(await costWhenAsked(what, ask, plan, database.pool()), mostBlocks));

    it(`how the pools stand, for the metrics, takes at most ${mostBlocksOfMetrics} blocks a hotel with a ${plan} plan`, async () => {
      const cost = await costWhenAsked('metrics', ofTheMetrics, plan, database.pool());
      expectFew(cost, mostBlocksOfMetrics * hotels.length);
    });
  }

  // The last: what was written and undone is left in the tables.
  for (const plan of planKinds)
    for (const [what, ask] of Object.entries(whereSomethingIsDue))
      it(`${what} finds it by an index with a ${plan} plan`, async () =>
        expectFew(await costWhenAsked(`${what} then`, ask, plan, database.pool()), Infinity));
});
