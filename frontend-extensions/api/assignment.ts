// The room assignment's part of the API, as the screens call it: booking plans, pool, board, what a person must see to.
import type { HotelDay } from '../dates.js';
import { answered, type Api, command } from './client.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];

export type RoomType = Schemas['RoomType'];
export type Reason = Schemas['Reason'];
export type NumberedRoom = Schemas['NumberedRoom'];
export type BookingPlan = Schemas['BookingPlan'];
export type OneBookingPlan = Schemas['OneBookingPlan'];
export type PlanPage = Schemas['BookingPlanPage'];
export type PoolSummary = Schemas['PoolSummary'];
export type Board = Schemas['Board'];
export type BoardRoom = Schemas['BoardRoom'];
export type BoardStay = Schemas['BoardStay'];
export type ListScreen = Schemas['ListScreen'];
export type BoardScreen = Schemas['BoardScreen'];
export type RoomConflict = Schemas['RoomConflict'];
/** A stay whose guest does not use its nights. */
export type UnusedStay = Schemas['EarlyDeparture'] | Schemas['NotArrived'];
/** 未着 that is settled in the PMS. */
export type NotArrivedUnplanned = Schemas['NotArrivedUnplanned'];
export type ImportMessagePage = Schemas['ImportMessagePage'];

/** Of the stays that are listed; one that has ended is not. */
export const roomStates = ['tentative', 'final', 'unplaced'] as const satisfies Schemas['RoomState'][];
export type RoomState = (typeof roomStates)[number];

/** Stays of which the hotel's day or clock says something. */
export const stayMoments = ['arrives_today', 'due_soon', 'past_deadline'] as const;
export type StayMoment = (typeof stayMoments)[number];

/** `from` and `to` select stays that touch the range; without `from`, only those of today or later are. */
export interface PlanQuery {
  readonly state?: RoomState | undefined;
  readonly moment?: StayMoment | undefined;
  readonly from?: HotelDay | undefined;
  readonly to?: HotelDay | undefined;
  readonly roomTypeId?: number | undefined;
  readonly search?: string | undefined;
  /** From 1. */
  readonly page?: number;
  readonly pageSize?: number;
}

type Given<Query> = { [Name in keyof Query]: Exclude<Query[Name], undefined> };

/** The fields of a query that somebody has filled in. */
const given = <Query extends object>(query: Query): Given<Query> =>
  Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== ''),
  ) as Given<Query>;

export const getListScreen = (
  { calls, hotel }: Api,
  query: PlanQuery,
  signal: AbortSignal,
): Promise<ListScreen> =>
  answered(
    calls.GET('/hotels/{hotelId}/screens/list', { params: { path: hotel(), query: given(query) }, signal }),
  );

/** `from` undefined: the business date. */
export const getBoardScreen = (
  { calls, hotel }: Api,
  query: { readonly from: HotelDay | undefined; readonly nights: number },
  signal: AbortSignal,
): Promise<BoardScreen> =>
  answered(
    calls.GET('/hotels/{hotelId}/screens/board', { params: { path: hotel(), query: given(query) }, signal }),
  );

/** Problem 404: it has ended. */
export const getPlan = (
  { calls, hotel }: Api,
  id: BookingPlan['id'],
  signal: AbortSignal,
): Promise<OneBookingPlan> =>
  answered(
    calls.GET('/hotels/{hotelId}/booking-plans/{id}', { params: { path: { ...hotel(), id } }, signal }),
  );

export type PlanHistory = Schemas['PlanHistory'];

/** What happened to a stay, newest first. Problem 404: there is none. */
export const getPlanHistory = (
  { calls, hotel }: Api,
  id: BookingPlan['id'],
  page: number,
  signal: AbortSignal,
): Promise<PlanHistory> =>
  answered(
    calls.GET('/hotels/{hotelId}/booking-plans/{id}/history', {
      params: { path: { ...hotel(), id }, query: { page, pageSize: 20 } },
      signal,
    }),
  );

export const getPool = ({ calls, hotel }: Api, signal: AbortSignal): Promise<PoolSummary> =>
  answered(calls.GET('/hotels/{hotelId}/pool', { params: { path: hotel() }, signal }));

/** Messages that a person must see to: those that need a decision first, then the newest. */
export const listFailedMessages = (
  { calls, hotel }: Api,
  pageSize: number,
  signal: AbortSignal,
): Promise<ImportMessagePage> =>
  answered(
    calls.GET('/hotels/{hotelId}/imports/messages', {
      params: { path: hotel(), query: { state: 'attention', pageSize } },
      signal,
    }),
  );

/** Makes the tentative room final. Problem 409: the plan has changed since it was shown. */
export const makeRoomFinal = ({ calls, hotel }: Api, { id, version }: BookingPlan): Promise<BookingPlan> =>
  answered(
    calls.POST('/hotels/{hotelId}/booking-plans/{id}/final-room', {
      params: { path: { ...hotel(), id } },
      body: command({ version }),
    }),
  );

export type RoomChoices = Schemas['RoomChoices'];
export type RoomChoice = RoomChoices['items'][number];
/** A room that another stay has, which could have this one’s in return. */
export type RoomExchange = RoomChoices['exchanges'][number];
export type RoomLock = NonNullable<BookingPlan['lock']>;

/** What a person says with a lock; a reason that is left out stays as it was said before. */
export interface LockWords {
  readonly toldGuest: boolean;
  readonly reason?: string;
}

/** Rooms into which the stay may be moved, best first. Problem 404: it has ended, or has no room. */
export const getRoomChoices = (
  { calls, hotel }: Api,
  id: BookingPlan['id'],
  signal: AbortSignal,
): Promise<RoomChoices> =>
  answered(
    calls.GET('/hotels/{hotelId}/booking-plans/{id}/rooms', { params: { path: { ...hotel(), id } }, signal }),
  );

/** 部屋移動. Problem 409: the plan has changed since it was shown, or somebody has the room by now, who is named. */
export const moveStay = (
  { calls, hotel }: Api,
  { id, version }: BookingPlan,
  roomId: RoomChoice['id'],
): Promise<BookingPlan> =>
  answered(
    calls.POST('/hotels/{hotelId}/booking-plans/{id}/move', {
      params: { path: { ...hotel(), id } },
      body: command({ version, roomId }),
    }),
  );

/** 部屋交換. Problem 409: either has changed since it was shown, or somebody has one of the rooms by now, who is named. */
export const exchangeRooms = (
  { calls, hotel }: Api,
  { id, version }: BookingPlan,
  other: BookingPlan,
): Promise<BookingPlan> =>
  answered(
    calls.POST('/hotels/{hotelId}/booking-plans/{id}/exchange', {
      params: { path: { ...hotel(), id } },
      body: command({ version, with: { id: other.id, version: other.version } }),
    }),
  );

/** 確定解除. Problem 409: the plan has changed since it was shown, or the room stays final, which it says why. */
export const takeFinalBack = ({ calls, hotel }: Api, { id, version }: BookingPlan): Promise<BookingPlan> =>
  answered(
    calls.POST('/hotels/{hotelId}/booking-plans/{id}/take-final-back', {
      params: { path: { ...hotel(), id } },
      body: command({ version }),
    }),
  );

/** 部屋固定. Problem 409: the plan has changed since it was shown, or has no room. */
export const lockRoom = (
  { calls, hotel }: Api,
  { id, version }: BookingPlan,
  words: LockWords,
): Promise<BookingPlan> =>
  answered(
    calls.POST('/hotels/{hotelId}/booking-plans/{id}/lock', {
      params: { path: { ...hotel(), id } },
      body: command({ version, ...words }),
    }),
  );

/** 固定解除. Problem 409: the plan has changed since it was shown, or is not locked. */
export const unlockRoom = ({ calls, hotel }: Api, { id, version }: BookingPlan): Promise<BookingPlan> =>
  answered(
    calls.POST('/hotels/{hotelId}/booking-plans/{id}/unlock', {
      params: { path: { ...hotel(), id } },
      body: command({ version }),
    }),
  );

/** Moves the stay into the room proposed. Problem 409: it cannot go there any more, or has changed since. */
export const acceptProposal = ({ calls, hotel }: Api, { id, stay }: RoomConflict): Promise<BookingPlan> =>
  answered(
    calls.POST('/hotels/{hotelId}/room-conflicts/{id}/accept', {
      params: { path: { ...hotel(), id } },
      body: command({ version: stay.version }),
    }),
  );

/** Which nights are freed, from which on, and whether the PMS bills them. */
export interface NightsChoice {
  readonly from: HotelDay;
  readonly fee: 'charged' | 'waived';
}

/** Frees nights that a guest does not use. Problem 409: they are none any more, or the plan has changed since it was shown. */
export const releaseNights = (
  { calls, hotel }: Api,
  { plan }: UnusedStay,
  choice: NightsChoice,
): Promise<BookingPlan> =>
  answered(
    calls.POST('/hotels/{hotelId}/booking-plans/{id}/release-nights', {
      params: { path: { ...hotel(), id: plan.id } },
      body: command({ version: plan.version, ...choice }),
    }),
  );
