// The pool's REST routes: the 部屋割り screen's questions, and a person's 部屋確定.
import { z } from 'zod';
import {
  board as boardAnswer,
  boardScreen,
  bookingPlan,
  bookingPlanPage,
  earlyDepartures,
  listScreen,
  notArrived,
  oneBookingPlan,
  poolSummary,
  roomChoices,
  roomConflicts,
} from '../api/index.js';
import { hotelDate } from '../domain/hotel-date.js';
import { bookingPlanId, type HotelId, roomId, roomTypeId } from '../domain/ids.js';
import { Refusal } from '../domain/refusal.js';
import { fees } from '../host/port.js';
import type { HotelTx } from '../platform/database/index.js';
import {
  type AnyRoute,
  dateField,
  endsInCalendar,
  idOr,
  idText,
  integerField,
  integerText,
  pageSize,
  paging,
  route,
  textField,
} from '../platform/http/index.js';
import { moments } from './board/plan-lists.js';
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

type Decide<Id> = (tx: HotelTx, id: Id, version: number) => ReturnType<Pool['makeFinal']>;

/** What a person decides on the one whose id the path names. The command names the version of the plan that it saw. */
const decision = <Id>(
  path: string,
  summary: string,
  idFrom: (text: string | undefined) => Id,
  decide: Decide<Id>,
  refusals: { readonly not_found: readonly string[]; readonly conflict: readonly string[] },
): AnyRoute =>
  route({
    ...{ method: 'post', path, permission: 'operate', summary, answer: bookingPlan, refusals },
    body: z.strictObject({ version: integerField({ min: 1 }) }),
    async handler({ params, body: { version } }, tx) {
      const decided = await decide(tx, idFrom(params.id), version);
      return decided.ok ? { status: 200, body: decided.value } : decided.failure;
    },
  });

const conflictIdFrom = (text: string | undefined) => idOr('pool.conflict_unknown', 'conflict', text);
const planIdFrom = (text: string | undefined) => bookingPlanId(idOr('pool.plan_unknown', 'plan', text));

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

/** What any decision about a stay may be refused with. */
const overtaken = ['pool.plan_changed', 'pool.pms_locked'];

function decisions(pool: Pool): AnyRoute[] {
  return [
    decision(
      '/booking-plans/:id/final-room',
      'Makes the tentative room of a stay final',
      planIdFrom,
      (...args) => pool.makeFinal(...args),
      {
        not_found: ['pool.plan_unknown'],
        conflict: [
          ...overtaken,
          ...['pool.plan_has_no_room', 'pool.room_held_by_other', 'pool.room_off_sale'],
        ],
      },
    ),
    decision(
      '/booking-plans/:id/hold',
      'Has the PMS hold, as 押さえ, the nights of a stay without a room that fit now',
      planIdFrom,
      (...args) => pool.holdNights(...args),
      {
        not_found: ['pool.plan_unknown'],
        conflict: [...overtaken, 'pool.plan_has_room', 'pool.nothing_fits', 'pool.not_planned'],
      },
    ),
    decision(
      '/booking-plans/:id/end-hold',
      'Takes the 押さえ of a stay without a room back; the system makes it none any more',
      planIdFrom,
      (...args) => pool.endHold(...args),
      {
        not_found: ['pool.plan_unknown'],
        conflict: [...overtaken, 'pool.plan_has_room', 'pool.nothing_held'],
      },
    ),
    decision(
      '/room-conflicts/:id/accept',
      'Moves the stay of a room held twice into the room proposed; version is the stay’s',
      conflictIdFrom,
      (...args) => pool.acceptProposal(...args),
      {
        not_found: ['pool.conflict_unknown', 'pool.plan_unknown'],
        conflict: [...overtaken, 'pool.conflict_settled', 'pool.proposal_gone'],
      },
    ),
  ];
}

const releaseNights = (pool: Pool): AnyRoute =>
  route({
    method: 'post',
    path: '/booking-plans/:id/release-nights',
    permission: 'operate',
    summary:
      'Frees nights of a guest who has checked out early or not come (ノーショー): cancels them in the PMS, which goes on billing them or not',
    body: z.strictObject({
      version: integerField({ min: 1 }),
      from: dateField.optional().describe('The first night to be freed; default: all that may be'),
      fee: z.enum(fees).describe('charged: the PMS bills the nights (full fee); waived: it does not'),
    }),
    answer: bookingPlan,
    refusals: {
      not_found: ['pool.plan_unknown'],
      conflict: [...overtaken, 'pool.nothing_to_release', 'pool.night_not_to_release'],
    },
    async handler({ params, body: { version, from, fee } }, tx) {
      const choice = { from: from === undefined ? from : hotelDate(from), fee };
      const decided = await pool.releaseNights(tx, planIdFrom(params.id), version, choice);
      return decided.ok ? { status: 200, body: decided.value } : decided.failure;
    },
  });

const lockRoom = (pool: Pool): AnyRoute =>
  route({
    method: 'post',
    path: '/booking-plans/:id/lock',
    permission: 'operate',
    summary: '部屋固定: nothing automatic moves the stay, until the lock is taken back or a person moves it',
    body: z.strictObject({
      version: integerField({ min: 1 }),
      toldGuest: z.boolean().default(false).describe('お部屋番号案内済み: the guest knows the number'),
      reason: textField(200).optional().describe('Why, in own words'),
    }),
    answer: bookingPlan,
    refusals: {
      not_found: ['pool.plan_unknown'],
      conflict: ['pool.plan_changed', 'pool.nothing_to_lock'],
    },
    async handler({ params, body: { version, toldGuest, reason } }, tx) {
      const decided = await pool.lockRoom(tx, planIdFrom(params.id), version, { toldGuest, reason });
      return decided.ok ? { status: 200, body: decided.value } : decided.failure;
    },
  });

const moveStay = (pool: Pool): AnyRoute =>
  route({
    method: 'post',
    path: '/booking-plans/:id/move',
    permission: 'operate',
    summary: '部屋移動 of a whole stay before its arrival, into a room that is free; it is final there',
    body: z.strictObject({ version: integerField({ min: 1 }), roomId: integerField({ min: 1 }) }),
    answer: bookingPlan,
    refusals: {
      not_found: ['pool.plan_unknown', 'pool.room_unknown'],
      conflict: [
        ...overtaken,
        ...['pool.nothing_to_move', 'pool.guest_in_house', 'pool.target_off_sale', 'pool.already_there'],
        ...['pool.room_taken', 'pool.room_taken_in_pms', 'pool.cannot_move_now'],
      ],
    },
    async handler({ params, body: { version, roomId: to } }, tx) {
      const decided = await pool.moveStay(tx, planIdFrom(params.id), version, roomId(to));
      return decided.ok ? { status: 200, body: decided.value } : decided.failure;
    },
  });

const roomsForStay = (pool: Pool): AnyRoute =>
  route({
    method: 'get',
    path: '/booking-plans/:id/rooms',
    permission: 'view',
    summary: 'Rooms that are free for the whole stay, best first, for 部屋移動',
    answer: roomChoices,
    refusals: { not_found: ['pool.plan_unknown'] },
    async handler({ hotelId, params }) {
      const id = planIdFrom(params.id);
      const items = await pool.roomsFor(hotelId, id);
      if (!items) throw new Refusal('not_found', 'pool.plan_unknown', { plan: id });
      return { status: 200, body: { items } };
    },
  });

const unlockRoom = (pool: Pool): AnyRoute =>
  decision(
    '/booking-plans/:id/unlock',
    '固定解除: takes the lock of a stay back',
    planIdFrom,
    (...args) => pool.unlockRoom(...args),
    { not_found: ['pool.plan_unknown'], conflict: ['pool.plan_changed', 'pool.not_locked'] },
  );

const upgradeDecision = (path: string, summary: string, decide: Pool['refuseUpgrade']): AnyRoute =>
  route({
    ...{ method: 'post', path, permission: 'operate', summary, answer: bookingPlan },
    body: z.strictObject({ version: integerField({ min: 1 }), roomTypeId: integerField({ min: 1 }) }),
    refusals: {
      not_found: ['pool.plan_unknown'],
      conflict: ['pool.plan_changed', 'pool.plan_has_room'],
    },
    async handler({ params, body: { version, roomTypeId: type } }, tx) {
      const decided = await decide(tx, planIdFrom(params.id), version, roomTypeId(type));
      return decided.ok ? { status: 200, body: decided.value } : decided.failure;
    },
  });

const upgradeDecisions = (pool: Pool): AnyRoute[] => [
  upgradeDecision(
    '/booking-plans/:id/refuse-upgrade',
    'Has an upgrade not proposed any more for a stay without a room',
    (...asked) => pool.refuseUpgrade(...asked),
  ),
  upgradeDecision(
    '/booking-plans/:id/propose-upgrade-again',
    'Has an upgrade proposed again that was refused for a stay without a room',
    (...asked) => pool.proposeUpgradeAgain(...asked),
  ),
];

export const poolRoutes = (pool: Pool): AnyRoute[] => [
  ...questions(pool),
  ...decisions(pool),
  releaseNights(pool),
  roomsForStay(pool),
  moveStay(pool),
  lockRoom(pool),
  unlockRoom(pool),
  ...upgradeDecisions(pool),
  ...salesRoutes(pool.sales),
];
