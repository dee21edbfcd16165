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

interface Refused {
  readonly not_found: readonly string[];
  readonly conflict: readonly string[];
}

/** What a person decides on the one whose id the path names. */
const command = <Id, Body>(
  path: string,
  summary: string,
  idFrom: (text: string | undefined) => Id,
  body: z.ZodType<Body>,
  decide: (tx: HotelTx, id: Id, body: Body) => ReturnType<Pool['makeFinal']>,
  refusals: Refused,
): AnyRoute =>
  route({
    ...{ method: 'post', path, permission: 'operate', summary, answer: bookingPlan, refusals, body },
    async handler({ params, body: said }, tx) {
      const decided = await decide(tx, idFrom(params.id), said);
      return decided.ok ? { status: 200, body: decided.value } : decided.failure;
    },
  });

/** Of the plan, as the person saw it. */
const version = integerField({ min: 1 });

/** A command that says nothing but that. */
const decision = <Id>(
  path: string,
  summary: string,
  idFrom: (text: string | undefined) => Id,
  decide: (tx: HotelTx, id: Id, version: number) => ReturnType<Pool['makeFinal']>,
  refusals: Refused,
): AnyRoute =>
  command(
    path,
    summary,
    idFrom,
    z.strictObject({ version }),
    (tx, id, { version: seen }) => decide(tx, id, seen),
    refusals,
  );

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
  command(
    '/booking-plans/:id/release-nights',
    'Frees nights of a guest who has checked out early or not come (ノーショー): cancels them in the PMS, which goes on billing them or not',
    planIdFrom,
    z.strictObject({
      version,
      from: dateField.optional().describe('The first night to be freed; default: all that may be'),
      fee: z.enum(fees).describe('charged: the PMS bills the nights (full fee); waived: it does not'),
    }),
    (tx, id, { version: seen, from, fee }) =>
      pool.releaseNights(tx, id, seen, { from: from === undefined ? from : hotelDate(from), fee }),
    {
      not_found: ['pool.plan_unknown'],
      conflict: [...overtaken, 'pool.nothing_to_release', 'pool.night_not_to_release'],
    },
  );

const lockRoom = (pool: Pool): AnyRoute =>
  command(
    '/booking-plans/:id/lock',
    '部屋固定: nothing automatic moves the stay, until the lock is taken back or a person moves it',
    planIdFrom,
    z.strictObject({
      version,
      toldGuest: z.boolean().default(false).describe('お部屋番号案内済み: the guest knows the number'),
      reason: textField(200).optional().describe('Why, in own words'),
    }),
    (tx, id, { version: seen, toldGuest, reason }) => pool.lockRoom(tx, id, seen, { toldGuest, reason }),
    { not_found: ['pool.plan_unknown'], conflict: ['pool.plan_changed', 'pool.nothing_to_lock'] },
  );

/** What any move that a person wants may be refused with. */
const notMoved = {
  not_found: ['pool.plan_unknown', 'pool.room_unknown'],
  conflict: [
    ...overtaken,
    ...['pool.nothing_to_move', 'pool.guest_in_house', 'pool.target_off_sale', 'pool.already_there'],
    ...['pool.room_taken', 'pool.room_taken_in_pms', 'pool.cannot_move_now'],
  ],
};

const moveStay = (pool: Pool): AnyRoute =>
  command(
    '/booking-plans/:id/move',
    '部屋移動 of a whole stay before its arrival, into a room that is free; it is final there, and locked',
    planIdFrom,
    z.strictObject({ version, roomId: integerField({ min: 1 }) }),
    (tx, id, { version: seen, roomId: to }) => pool.moveStay(tx, id, seen, roomId(to)),
    notMoved,
  );

const exchangeRooms = (pool: Pool): AnyRoute =>
  command(
    '/booking-plans/:id/exchange',
    '部屋交換: two stays change rooms before their arrival; both are final there, and locked',
    planIdFrom,
    z.strictObject({
      version,
      with: z
        .strictObject({ id: integerField({ min: 1 }), version })
        .describe('The other stay, as it was seen'),
    }),
    (tx, id, { version: seen, with: other }) =>
      pool.exchangeRooms(tx, id, seen, { id: bookingPlanId(other.id), version: other.version }),
    { ...notMoved, conflict: [...notMoved.conflict, 'pool.same_booking'] },
  );

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
  command(
    path,
    summary,
    planIdFrom,
    z.strictObject({ version, roomTypeId: integerField({ min: 1 }) }),
    (tx, id, { version: seen, roomTypeId: type }) => decide(tx, id, seen, roomTypeId(type)),
    { not_found: ['pool.plan_unknown'], conflict: ['pool.plan_changed', 'pool.plan_has_room'] },
  );

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
