// The pool's REST routes: the 部屋割り screen's questions, and what persons decide.
import { z } from 'zod';
import {
  assignmentRuns,
  board as boardAnswer,
  boardScreen,
  bookingPlanPage,
  earlyDepartures,
  listScreen,
  notArrived,
  oneBookingPlan,
  planHistory,
  poolSummary,
  roomConflicts,
} from '../api/index.js';
import { hotelDate } from '../domain/hotel-date.js';
import { type HotelId, roomTypeId } from '../domain/ids.js';
import { Refusal } from '../domain/refusal.js';
import {
  type AnyRoute,
  dateField,
  endsInCalendar,
  idText,
  integerText,
  pageSize,
  paging,
  route,
  textField,
} from '../platform/http/index.js';
import { moments } from './board/plan-lists.js';
import { manualRoutes, planIdFrom } from './manual/routes.js';
import { salesRoutes } from './sales/routes.js';
import type { Pool } from './service.js';

const listQuery = z
  .strictObject({
    state: z.enum(['tentative', 'final', 'unplaced']).optional(),
    moment: z.enum(moments).optional(),
    from: dateField.optional(),
    to: dateField.optional(),
    roomTypeId: idText.optional(),
    search: textField(100).optional(),
    page: paging.page,
    pageSize: pageSize(25),
  })
  // An empty list would read as "there are no stays".
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] });

const boardNights = integerText({ min: 1, max: 62, byDefault: 14 });

const boardQuery = z
  .strictObject({ from: dateField, nights: boardNights })
  .refine(({ from, nights }) => endsInCalendar(from, nights), { path: ['from'] });

/** Without `from`: from the business date on. */
const boardScreenQuery = z
  .strictObject({ from: dateField.optional(), nights: boardNights })
  .refine(({ from, nights }) => from === undefined || endsInCalendar(from, nights), { path: ['from'] });

/** A question about the hotel as a whole. */
const question = <Answer>(
  path: string,
  summary: string,
  answer: z.ZodType<Answer>,
  ask: (hotel: HotelId) => Promise<Answer>,
): AnyRoute =>
  route({
    ...{ method: 'get', path, permission: 'view', summary, answer },
    handler: async ({ hotelId }) => ({ status: 200, body: await ask(hotelId) }),
  });

function asked({ page, pageSize, from, to, roomTypeId: type, ...rest }: z.output<typeof listQuery>) {
  const filter = {
    ...rest,
    from: from === undefined ? undefined : hotelDate(from),
    to: to === undefined ? undefined : hotelDate(to),
    roomTypeId: type === undefined ? undefined : roomTypeId(type),
  };
  return [filter, { page, pageSize }] as const;
}

const listOfPlans = (pool: Pool): AnyRoute =>
  route({
    method: 'get',
    path: '/booking-plans',
    permission: 'view',
    summary:
      'Stays with their tentative or final room, and those without one: of today or later, unless `from` names another day',
    query: listQuery,
    answer: bookingPlanPage,
    handler: async ({ hotelId, query }) => ({
      status: 200,
      body: await pool.views.list(hotelId, ...asked(query)),
    }),
  });

const onePlan = (pool: Pool): AnyRoute =>
  route({
    ...{
      method: 'get',
      path: '/booking-plans/:id',
      permission: 'view',
      summary: 'One stay, and the bookings made together with it',
    },
    answer: oneBookingPlan,
    refusals: { not_found: ['pool.plan_unknown'] },
    async handler({ hotelId, params }) {
      const id = planIdFrom(params.id);
      const plan = await pool.views.plan(hotelId, id);
      if (!plan) throw new Refusal('not_found', 'pool.plan_unknown', { plan: id });
      return { status: 200, body: plan };
    },
  });

const pastRoutes = (pool: Pool): AnyRoute[] => [
  route({
    method: 'get',
    path: '/booking-plans/:id/history',
    permission: 'view',
    summary: 'What happened to one stay, newest first: when, why, and who did it',
    query: z.strictObject({ ...paging }),
    answer: planHistory,
    refusals: { not_found: ['pool.plan_unknown'] },
    async handler({ hotelId, params, query }) {
      const id = planIdFrom(params.id);
      const history = await pool.past.history(hotelId, id, query);
      if (!history) throw new Refusal('not_found', 'pool.plan_unknown', { plan: id });
      return { status: 200, body: history };
    },
  }),
  route({
    method: 'get',
    path: '/assignment-runs',
    permission: 'view',
    summary: 'Sweeps and nightly runs, newest first: what each made final and moved',
    query: z.strictObject({ ...paging }),
    answer: assignmentRuns,
    handler: async ({ hotelId, query }) => ({ status: 200, body: await pool.past.runs(hotelId, query) }),
  }),
];

/** What a screen shows comes in one answer, all of one moment: a change behind it is one question, not one for each part. */
const screens = (pool: Pool): AnyRoute[] => [
  route({
    method: 'get',
    path: '/screens/list',
    permission: 'view',
    summary: 'All that the list of stays is shown with: figures, the list, what needs a person',
    query: listQuery,
    answer: listScreen,
    handler: async ({ hotelId, query }) => ({
      status: 200,
      body: await pool.views.listScreen(hotelId, ...asked(query)),
    }),
  }),
  route({
    method: 'get',
    path: '/screens/board',
    permission: 'view',
    summary: 'All that the board is shown with: figures, the board, stays without a room',
    query: boardScreenQuery,
    answer: boardScreen,
    handler: async ({ hotelId, query: { from, nights } }) => ({
      status: 200,
      body: await pool.views.boardScreen(hotelId, from === undefined ? from : hotelDate(from), nights),
    }),
  }),
];

const board = (pool: Pool): AnyRoute =>
  route({
    method: 'get',
    path: '/board',
    permission: 'view',
    summary: 'Rooms by nights: who is planned where, and what the PMS holds by itself',
    query: boardQuery,
    answer: boardAnswer,
    handler: async ({ hotelId, query }) => ({
      status: 200,
      body: await pool.views.board(hotelId, hotelDate(query.from), query.nights),
    }),
  });

function questions(pool: Pool): AnyRoute[] {
  const { views } = pool;
  return [
    listOfPlans(pool),
    onePlan(pool),
    ...pastRoutes(pool),
    ...screens(pool),
    question(
      '/room-conflicts',
      'Rooms held twice: what a person must see to, and which stays have given way lately',
      roomConflicts,
      (hotel) => views.conflicts(hotel),
    ),
    question(
      '/early-departures',
      'Guests who left before their last night, and what a person may free of it',
      earlyDepartures,
      (hotel) => views.earlyDepartures(hotel),
    ),
    question(
      '/not-arrived',
      '未着: guests who were expected on an earlier business date and have not been checked in, and what a person may free',
      notArrived,
      (hotel) => views.notArrived(hotel),
    ),
    question(
      '/pool',
      'The pool at a glance: counts by state, the next deadline, the last run',
      poolSummary,
      (hotel) => views.summary(hotel),
    ),
    board(pool),
  ];
}

export const poolRoutes = (pool: Pool): AnyRoute[] => [
  ...questions(pool),
  ...manualRoutes(pool),
  ...salesRoutes(pool.sales),
];
