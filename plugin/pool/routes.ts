// The pool's REST routes: the 部屋割り screen's questions, and a person's 部屋確定.
import { z } from 'zod';
import { hotelDate } from '../domain/hotel-date.js';
import { bookingPlanId, roomTypeId } from '../domain/ids.js';
import { Refusal } from '../domain/refusal.js';
import {
  type AnyRoute,
  dateField,
  endsInCalendar,
  idIn,
  idText,
  integerField,
  integerText,
  pageOf,
  pageSize,
  paging,
  route,
  textField,
} from '../platform/http/index.js';
import type { Pool } from './service.js';

const named = z.object({ id: z.int(), name: z.string() });
const instant = z.iso.datetime();

const planAnswer = z.object({
  id: z.int(),
  version: z.int(),
  bookingNumber: z.string(),
  slot: z.int(),
  guestName: z.string().nullable(),
  checkIn: dateField,
  checkOut: dateField,
  nights: z.int(),
  people: z.int(),
  bookedType: named,
  room: z.object({ id: z.int(), number: z.string(), type: named }).nullable(),
  state: z.enum(['tentative', 'final', 'unplaced', 'ended']),
  upgraded: z.boolean(),
  inHouse: z.boolean(),
  deadline: instant.nullable(),
  finalCause: z.string().nullable(),
  reason: z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
});

const listQuery = z
  .strictObject({
    state: z.enum(['tentative', 'final', 'unplaced']).optional(),
    from: dateField.optional(),
    to: dateField.optional(),
    roomTypeId: idText.optional(),
    search: textField(100).optional(),
    page: paging.page,
    pageSize: pageSize(25),
  })
  // An empty list would read as "there are no stays".
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] });

const boardQuery = z
  .strictObject({ from: dateField, nights: integerText({ min: 1, max: 62, byDefault: 14 }) })
  .refine(({ from, nights }) => endsInCalendar(from, nights), { path: ['from'] });

const summaryAnswer = z.object({
  businessDate: dateField,
  mode: z.enum(['BALANCE', 'URGENT']),
  tentative: z.int(),
  final: z.int(),
  unplaced: z.int(),
  arrivalsToday: z.int(),
  nextDeadline: instant.nullable(),
  lastRun: z
    .object({ kind: z.enum(['nightly', 'sweep']), finishedAt: instant, finalised: z.int(), moved: z.int() })
    .nullable(),
  version: z.int(),
});

const boardAnswer = z.object({
  from: dateField,
  nights: z.int(),
  rooms: z.array(z.object({ id: z.int(), number: z.string(), type: named, floor: z.int() })),
  stays: z.array(
    z.object({
      planId: z.int(),
      roomId: z.int(),
      checkIn: dateField,
      checkOut: dateField,
      state: z.enum(['tentative', 'final', 'unplaced', 'ended']),
      upgraded: z.boolean(),
      inHouse: z.boolean(),
      bookingNumber: z.string(),
    }),
  ),
  held: z.array(z.object({ roomId: z.int(), night: dateField })),
});

const roomAnswer = z.object({ id: z.int(), number: z.string() });

const conflictAnswer = z.object({
  id: z.int(),
  state: z.enum(['open', 'yielded', 'over']),
  foundAt: instant,
  room: roomAnswer,
  /** First and last night that both hold. */
  nights: z.object({ from: dateField, to: dateField }),
  stay: z.object({
    planId: z.int(),
    version: z.int(),
    bookingNumber: z.string(),
    guestName: z.string().nullable(),
    checkIn: dateField,
    checkOut: dateField,
    state: z.enum(['tentative', 'final', 'unplaced', 'ended']),
  }),
  other: z.object({
    reservationId: z.string(),
    bookingNumber: z.string().nullable(),
    guestName: z.string().nullable(),
    status: z.string().nullable(),
    checkIn: dateField.nullable(),
    checkOut: dateField.nullable(),
  }),
  /** Where the stay went or, while it is open, where it could go. */
  otherRoom: roomAnswer.nullable(),
  reason: z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
});

/** A command names the version of the plan that it saw. */
const versionSeen = z.strictObject({ version: integerField({ min: 1 }) });

function conflictIdFrom(text: string | undefined): number {
  const id = idIn(text, Number.MAX_SAFE_INTEGER);
  if (id === undefined) throw new Refusal('not_found', 'pool.conflict_unknown', { conflict: text ?? '' });
  return id;
}

function planIdFrom(text: string | undefined) {
  const id = idIn(text, Number.MAX_SAFE_INTEGER);
  if (id === undefined) throw new Refusal('not_found', 'pool.plan_unknown', { plan: text ?? '' });
  return bookingPlanId(id);
}

export function poolRoutes(pool: Pool): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/booking-plans',
      permission: 'view',
      summary: 'Stays with their tentative or final room, and those without one',
      query: listQuery,
      answer: pageOf(planAnswer),
      async handler({ hotelId, query }) {
        const { page, pageSize, from, to, roomTypeId: type, ...rest } = query;
        const filter = {
          ...rest,
          from: from === undefined ? undefined : hotelDate(from),
          to: to === undefined ? undefined : hotelDate(to),
          roomTypeId: type === undefined ? undefined : roomTypeId(type),
        };
        return { status: 200, body: await pool.views.list(hotelId, filter, page, pageSize) };
      },
    }),
    route({
      method: 'get',
      path: '/room-conflicts',
      permission: 'view',
      summary: 'Rooms held twice: what a person must see to, and which stays have given way lately',
      answer: z.object({ items: z.array(conflictAnswer) }),
      handler: async ({ hotelId }) => ({ status: 200, body: await pool.views.conflicts(hotelId) }),
    }),
    route({
      method: 'get',
      path: '/early-departures',
      permission: 'view',
      summary: 'Guests who left before their last night, and what a person may free of it',
      answer: z.object({
        items: z.array(
          z.object({ plan: planAnswer, remaining: z.object({ from: dateField, nights: z.int() }) }),
        ),
      }),
      handler: async ({ hotelId }) => ({ status: 200, body: await pool.views.earlyDepartures(hotelId) }),
    }),
    route({
      method: 'get',
      path: '/pool',
      permission: 'view',
      summary: 'The pool at a glance: counts by state, the next deadline, the last run',
      answer: summaryAnswer,
      handler: async ({ hotelId }) => ({ status: 200, body: await pool.views.summary(hotelId) }),
    }),
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
    }),
    route({
      method: 'post',
      path: '/booking-plans/:id/final-room',
      permission: 'operate',
      summary: 'Makes the tentative room of a stay final',
      body: versionSeen,
      answer: planAnswer,
      async handler({ hotelId, params, body }, tx) {
        const made = await pool.makeFinal(tx, hotelId, planIdFrom(params.id), body.version);
        return made.ok ? { status: 200, body: made.value } : made.failure;
      },
    }),
    route({
      method: 'post',
      path: '/booking-plans/:id/release-nights',
      permission: 'operate',
      summary: 'Frees the nights left of a guest who has checked out early',
      body: versionSeen,
      answer: planAnswer,
      async handler({ hotelId, params, body }, tx) {
        const freed = await pool.releaseNights(tx, hotelId, planIdFrom(params.id), body.version);
        return freed.ok ? { status: 200, body: freed.value } : freed.failure;
      },
    }),
    route({
      method: 'post',
      path: '/room-conflicts/:id/accept',
      permission: 'operate',
      summary: 'Moves the stay of a room held twice into the room proposed; version is the stay’s',
      body: versionSeen,
      answer: planAnswer,
      async handler({ hotelId, params, body }, tx) {
        const moved = await pool.acceptProposal(tx, hotelId, conflictIdFrom(params.id), body.version);
        return moved.ok ? { status: 200, body: moved.value } : moved.failure;
      },
    }),
  ];
}
