// What the pool asks of the database all day, beside a million past stays: a few blocks, from an index, and never the whole table.
import { expect } from 'chai';
import type pg from 'pg';
import { spanOf } from '../../plugin/assignment/index.js';
import { addDays, hotelDate } from '../../plugin/domain/hotel-date.js';
import { bookingNumber, hotelId } from '../../plugin/domain/ids.js';
import { hotelMoment } from '../../plugin/domain/stay-moments.js';
import { askTogether, type HotelTx } from '../../plugin/platform/database/index.js';
import {
  firstDueSoon,
  firstUnplaced,
  pageOfPlans,
  unplacedBeside,
  unplacedInRange,
} from '../../plugin/pool/board/plan-lists.js';
import { poolState } from '../../plugin/pool/board/pool-state.js';
import { poolFigures } from '../../plugin/pool/board/views-repository.js';
import { nextInAnyHotel, runStandings } from '../../plugin/pool/night/due-runs-repository.js';
import { poolLoads } from '../../plugin/pool/night/load-repository.js';
import { unplacedStays } from '../../plugin/pool/occupancy/unplaced-repository.js';
import { finaliseArrived, finaliseDue } from '../../plugin/pool/plans/final-rooms-repository.js';
import { expectedWithin, lastDepartureInWindow, openWindows } from '../../plugin/pool/plans/repository.js';
import { useDatabase } from '../support/database.js';
import { type Cost, costOf, sentInTransaction } from '../support/explain.js';
import { fillPlans, millionPlans } from '../support/million-plans.js';

const mostBlocks = 400;
/** Of each hotel once a minute: each stay without a room is looked up in its history. */
const mostBlocksOfMetrics = 150;
const today = hotelDate('2027-01-20');
const now = new Date('2027-01-20T09:00:00+09:00');
const moment = hotelMoment(now, { timeZone: 'Asia/Tokyo', turnsAt: 5 });
const hotels = millionPlans(1);
const twoWeeks = { from: today, to: addDays(today, 14) };
const someRows = 50;
const paging = { page: 1, pageSize: 25 };
const aStay = [{ id: 1, bookingNumber: bookingNumber('NONE-3') }] as never;

const ofOneHotel = {
  'opening windows': (tx) => openWindows(tx, now),
  'making final what is due': (tx) => finaliseDue(tx, now, someRows),
  'making final who is in the house': finaliseArrived,
  'how far a night looks ahead': lastDepartureInWindow,
  'the figures of the pool': (tx) => askTogether(tx, { figures: poolFigures(moment) }),
  'what is due soon': (tx) => askTogether(tx, { due: firstDueSoon(moment, someRows) }),
  'the list of what is due soon': (tx) =>
    askTogether(tx, { page: pageOfPlans(moment, { moment: 'due_soon' }, paging) }),
  'the list of what is past its deadline': (tx) =>
    askTogether(tx, { page: pageOfPlans(moment, { moment: 'past_deadline' }, paging) }),
  'who may change rooms within three nights': (tx) => expectedWithin(tx, today, addDays(today, 3), someRows),
  'the first without a room': (tx) => askTogether(tx, { stays: firstUnplaced(moment, someRows) }),
  'without a room in two weeks': (tx) =>
    askTogether(tx, { stays: unplacedInRange(moment, twoWeeks, someRows) }),
  'without a room beside one': (tx) => askTogether(tx, { stays: unplacedBeside(moment, aStay) }),
  'without a room, for who is placed': (tx) => unplacedStays(tx, [spanOf(today, addDays(today, 2))]),
} satisfies Record<string, (tx: HotelTx) => Promise<unknown>>;

const ofAllHotels = {
  'which hotels are due for a run': (tx) => runStandings(tx, today, now),
  'what is due next in any hotel': (tx) => nextInAnyHotel(tx, today),
  'how busy the pools were': (tx) => poolLoads(tx, { from: new Date(now.getTime() - 300_000), to: now }),
} satisfies Record<string, (tx: HotelTx) => Promise<unknown>>;

type Asked = (tx: HotelTx) => Promise<unknown>;
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
    for (const [what, ask] of Object.entries<Asked>({ ...ofOneHotel, ...ofAllHotels }))
      it(`${what} takes at most ${mostBlocks} blocks of indexes with a ${plan} plan`, async () =>
        expectFew(await costWhenAsked(what, ask, plan, database.pool()), mostBlocks));

    it(`how the pools stand, for the metrics, takes at most ${mostBlocksOfMetrics} blocks a hotel with a ${plan} plan`, async () => {
      const ask: Asked = (tx) => poolState.read(tx, { now, today });
      const cost = await costWhenAsked('metrics', ask, plan, database.pool());
      expectFew(cost, mostBlocksOfMetrics * hotels.length);
    });
  }
});
