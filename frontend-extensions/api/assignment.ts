// The room assignment's part of the API: booking plans, pool, board.
import type { HotelDay } from '../dates.js';
import type { Api } from './client.js';

export const roomStates = ['tentative', 'final', 'unplaced'] as const;
export type RoomState = (typeof roomStates)[number];

export interface RoomType {
  readonly id: number;
  readonly name: string;
}

export interface Reason {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface BookingPlan {
  readonly id: number | string;
  /** Rises with every change; a command names the version it saw. */
  readonly version: number;
  readonly bookingNumber: string;
  /** Position of the room within the booking, from 0. */
  readonly slot: number;
  readonly guestName: string | null;
  readonly checkIn: HotelDay;
  readonly checkOut: HotelDay;
  /** 0 for a day use. */
  readonly nights: number;
  readonly people: number;
  readonly bookedType: RoomType;
  readonly room: { readonly id: number; readonly number: string; readonly type: RoomType } | null;
  readonly state: RoomState;
  readonly upgraded: boolean;
  readonly inHouse: boolean;
  /** A moment; of a final room the one it would have had, null where it never had one. */
  readonly deadline: string | null;
  readonly finalCause: string | null;
  readonly reason: Reason;
}

export interface PlanPage {
  readonly items: readonly BookingPlan[];
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
}

/** `from` and `to` select stays that touch the range. */
export interface PlanQuery {
  readonly state?: RoomState | undefined;
  readonly from?: HotelDay | undefined;
  readonly to?: HotelDay | undefined;
  readonly roomTypeId?: number | undefined;
  readonly search?: string | undefined;
  /** From 1. */
  readonly page?: number;
  readonly pageSize?: number;
}

export interface PoolSummary {
  readonly businessDate: HotelDay;
  readonly mode: string;
  readonly tentative: number;
  readonly final: number;
  readonly unplaced: number;
  readonly arrivalsToday: number;
  readonly nextDeadline: string | null;
  readonly lastRun: {
    readonly kind: string;
    readonly finishedAt: string;
    readonly finalised: number;
    readonly moved: number;
  } | null;
  readonly version: number;
}

export interface BoardRoom {
  readonly id: number;
  readonly number: string;
  readonly type: RoomType;
  readonly floor: number;
}

export interface BoardStay {
  readonly planId: BookingPlan['id'];
  readonly roomId: number;
  readonly checkIn: HotelDay;
  readonly checkOut: HotelDay;
  readonly state: RoomState;
  readonly upgraded: boolean;
  readonly inHouse: boolean;
  readonly bookingNumber: string;
}

export interface Board {
  readonly from: HotelDay;
  readonly nights: number;
  readonly rooms: readonly BoardRoom[];
  readonly stays: readonly BoardStay[];
  /** Nights the PMS itself holds. */
  readonly held: readonly { readonly roomId: number; readonly night: HotelDay }[];
}

export interface NumberedRoom {
  readonly id: number;
  readonly number: string;
}

/** A room that a stay of ours and somebody else hold. */
export interface RoomConflict {
  readonly id: number;
  /** `open`: a person must see to it; `yielded`: the stay gave way lately. */
  readonly state: 'open' | 'yielded' | 'over';
  readonly room: NumberedRoom;
  /** First and last night that both hold. */
  readonly nights: { readonly from: HotelDay; readonly to: HotelDay };
  readonly stay: {
    readonly planId: BookingPlan['id'];
    readonly version: number;
    readonly bookingNumber: string;
    readonly guestName: string | null;
  };
  /** Null: nobody; the room cannot be used for the stay any more. */
  readonly other: { readonly bookingNumber: string | null; readonly guestName: string | null } | null;
  /** Where the stay went or, while it is open, where it could go. */
  readonly otherRoom: NumberedRoom | null;
  readonly reason: Reason;
}

/** A guest who has checked out before the last night. */
export interface EarlyDeparture {
  readonly plan: BookingPlan;
  /** Nights that may be freed. */
  readonly remaining: { readonly from: HotelDay; readonly nights: number };
}

interface Items<T> {
  readonly items: readonly T[];
}

/** A message of the site controller that is not imported. */
export interface OpenMessage {
  readonly id: number;
  /** `failed`: a person must look; `waiting`: it is tried again by itself. */
  readonly state: 'failed' | 'waiting';
  readonly bookingNumber: string | null;
  /** A moment. */
  readonly receivedAt: string;
  readonly reason: { readonly text: Readonly<Record<'ja' | 'en', string>> } | null;
}

export interface OpenMessagePage {
  readonly items: readonly OpenMessage[];
  readonly total: number;
}

export const listPlans = (api: Api, query: PlanQuery, signal: AbortSignal): Promise<PlanPage> =>
  api.get('/booking-plans', { ...query }, signal);

export const getPool = (api: Api, signal: AbortSignal): Promise<PoolSummary> => api.get('/pool', {}, signal);

export const getBoard = (api: Api, from: HotelDay, nights: number, signal: AbortSignal): Promise<Board> =>
  api.get('/board', { from, nights }, signal);

/** Failed messages, the newest first. */
export const listFailedMessages = (
  api: Api,
  pageSize: number,
  signal: AbortSignal,
): Promise<OpenMessagePage> => api.get('/imports/open', { state: 'failed', pageSize }, signal);

/** Makes the tentative room final. Problem 409: the plan has changed since it was shown. */
export const makeRoomFinal = (api: Api, plan: BookingPlan): Promise<BookingPlan> =>
  api.command(`/booking-plans/${encodeURIComponent(plan.id)}/final-room`, { version: plan.version });

export const listConflicts = (api: Api, signal: AbortSignal): Promise<Items<RoomConflict>> =>
  api.get('/room-conflicts', {}, signal);

export const listEarlyDepartures = (api: Api, signal: AbortSignal): Promise<Items<EarlyDeparture>> =>
  api.get('/early-departures', {}, signal);

/** Moves the stay into the room proposed. Problem 409: it cannot go there any more, or has changed since. */
export const acceptProposal = (api: Api, { id, stay }: RoomConflict): Promise<BookingPlan> =>
  api.command(`/room-conflicts/${id}/accept`, { version: stay.version });

/** Frees the nights left. Problem 409: the plan has changed since it was shown. */
export const releaseNights = (api: Api, { plan }: EarlyDeparture): Promise<BookingPlan> =>
  api.command(`/booking-plans/${encodeURIComponent(plan.id)}/release-nights`, { version: plan.version });
