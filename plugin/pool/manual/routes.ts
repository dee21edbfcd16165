// The routes of what a person decides about a stay: each names the version that it saw, and answers with how the stay stands then.
import { z } from 'zod';
import { bookingPlan, roomChoices } from '../../api/index.js';
import { hotelDate } from '../../domain/hotel-date.js';
import { bookingPlanId, roomId, roomTypeId } from '../../domain/ids.js';
import { Refusal } from '../../domain/refusal.js';
import { fees } from '../../host/port.js';
import type { HotelTx } from '../../platform/database/index.js';
import { type AnyRoute, dateField, idOr, integerField, route, textField } from '../../platform/http/index.js';
import type { Pool } from '../service.js';

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
export const planIdFrom = (text: string | undefined) =>
  bookingPlanId(idOr('pool.plan_unknown', 'plan', text));

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
    summary:
      '部屋移動 of a whole stay before its arrival, into a room that is free; it is final there, and locked',
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

const exchangeRooms = (pool: Pool): AnyRoute =>
  route({
    method: 'post',
    path: '/booking-plans/:id/exchange',
    permission: 'operate',
    summary: '部屋交換: two stays change rooms before their arrival; both are final there, and locked',
    body: z.strictObject({
      version: integerField({ min: 1 }),
      with: z
        .strictObject({ id: integerField({ min: 1 }), version: integerField({ min: 1 }) })
        .describe('The other stay, as it was seen'),
    }),
    answer: bookingPlan,
    refusals: {
      not_found: ['pool.plan_unknown', 'pool.room_unknown'],
      conflict: [
        ...overtaken,
        ...['pool.nothing_to_move', 'pool.guest_in_house', 'pool.target_off_sale', 'pool.already_there'],
        ...['pool.room_taken', 'pool.room_taken_in_pms', 'pool.cannot_move_now', 'pool.same_booking'],
      ],
    },
    async handler({ params, body: { version, with: other } }, tx) {
      const partner = { id: bookingPlanId(other.id), version: other.version };
      const decided = await pool.exchangeRooms(tx, planIdFrom(params.id), version, partner);
      return decided.ok ? { status: 200, body: decided.value } : decided.failure;
    },
  });

const takeFinalBack = (pool: Pool): AnyRoute =>
  decision(
    '/booking-plans/:id/take-final-back',
    '確定解除: makes a final room tentative again; the stay waits in the pool, where it is',
    planIdFrom,
    (...args) => pool.takeFinalBack(...args),
    {
      not_found: ['pool.plan_unknown'],
      conflict: [
        ...['pool.plan_changed', 'pool.not_final', 'pool.final_in_house', 'pool.final_while_off'],
        ...['pool.final_by_mode', 'pool.final_for_day_use', 'pool.arrives_too_soon'],
      ],
    },
  );

const roomsForStay = (pool: Pool): AnyRoute =>
  route({
    method: 'get',
    path: '/booking-plans/:id/rooms',
    permission: 'view',
    summary: 'Rooms into which the stay may be moved: free ones, and those of stays to exchange with',
    answer: roomChoices,
    refusals: { not_found: ['pool.plan_unknown'] },
    async handler({ hotelId, params }) {
      const id = planIdFrom(params.id);
      const choices = await pool.roomsFor(hotelId, id);
      if (!choices) throw new Refusal('not_found', 'pool.plan_unknown', { plan: id });
      return { status: 200, body: choices };
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

export const manualRoutes = (pool: Pool): AnyRoute[] => [
  ...decisions(pool),
  releaseNights(pool),
  roomsForStay(pool),
  moveStay(pool),
  exchangeRooms(pool),
  takeFinalBack(pool),
  lockRoom(pool),
  unlockRoom(pool),
  ...upgradeDecisions(pool),
];
