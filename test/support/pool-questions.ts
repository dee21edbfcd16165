// What the pool asks of the database all day, each as the product asks it.
import { spanOf } from '../../plugin/assignment/index.js';
import { addDays, hotelDate } from '../../plugin/domain/hotel-date.js';
import { bookingNumber } from '../../plugin/domain/ids.js';
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
import { expectedBeside, lastDepartureInWindow, openWindows } from '../../plugin/pool/plans/repository.js';

export const today = hotelDate('2027-01-20');
const now = new Date('2027-01-20T09:00:00+09:00');
const moment = hotelMoment(now, { timeZone: 'Asia/Tokyo', turnsAt: 5 });
const twoWeeks = { from: today, to: addDays(today, 14) };
const someRows = 50;
const paging = { page: 1, pageSize: 25 };
const aStay = [{ id: 1, bookingNumber: bookingNumber('NONE-3') }] as never;

export type Asked = (tx: HotelTx) => Promise<unknown>;

export const ofOneHotel: Readonly<Record<string, Asked>> = {
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
  'who may change rooms with a stay': (tx) =>
    expectedBeside(
      tx,
      { checkIn: addDays(today, 1), checkOut: addDays(today, 3) },
      { from: today, to: addDays(today, 34) },
      someRows,
    ),
  'the first without a room': (tx) => askTogether(tx, { stays: firstUnplaced(moment, someRows) }),
  'without a room in two weeks': (tx) =>
    askTogether(tx, { stays: unplacedInRange(moment, twoWeeks, someRows) }),
  'without a room beside one': (tx) => askTogether(tx, { stays: unplacedBeside(moment, aStay) }),
  'without a room, for who is placed': (tx) => unplacedStays(tx, [spanOf(today, addDays(today, 2))]),
};

export const ofAllHotels: Readonly<Record<string, Asked>> = {
  'which hotels are due for a run': (tx) => runStandings(tx, today, now),
  'what is due next in any hotel': (tx) => nextInAnyHotel(tx, today),
  'how busy the pools were': (tx) => poolLoads(tx, { from: new Date(now.getTime() - 300_000), to: now }),
};

/** Once a minute. */
export const ofTheMetrics = (tx: HotelTx) => poolState.read(tx, { now, today });

const inTwoDays = new Date(now.getTime() + 48 * 3_600_000);

/** Where there is something to do; what it costs is to write it. */
export const whereSomethingIsDue: Readonly<Record<string, Asked>> = {
  'opening windows': (tx) => openWindows(tx, inTwoDays),
  'making final what is due': (tx) => finaliseDue(tx, inTwoDays, someRows),
};
