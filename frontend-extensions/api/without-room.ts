// Stays without a room (部屋未定), as the screens ask for them: what blocks each and what may be proposed, and what not to sell because of them.
import type { HotelDay } from '../dates.js';
import { answered, type Api, command } from './client.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];

export type StayWithoutRoom = Schemas['StayWithoutRoom'];
export type StaysWithoutRoom = Schemas['StaysWithoutRoom'];
export type Sale = Schemas['Sale'];
export type SalesToStop = Schemas['SalesToStop'];

export const staysOnPage = 50;

/** `page` from 1. */
export const getStaysWithoutRoom = (
  { calls, hotel }: Api,
  page: number,
  signal: AbortSignal,
): Promise<StaysWithoutRoom> =>
  answered(
    calls.GET('/hotels/{hotelId}/imports/stays-without-room', {
      params: { path: hotel(), query: { page, pageSize: staysOnPage } },
      signal,
    }),
  );

/** The upgrade is not proposed for the stay any more. Problem 409: the plan has changed since it was shown, or has a room. */
export const refuseUpgrade = (
  { calls, hotel }: Api,
  { plan: { id, version } }: StayWithoutRoom,
  roomTypeId: number,
): Promise<Schemas['BookingPlan']> =>
  answered(
    calls.POST('/hotels/{hotelId}/booking-plans/{id}/refuse-upgrade', {
      params: { path: { ...hotel(), id } },
      body: command({ version, roomTypeId }),
    }),
  );

/** The upgrade that was refused is proposed again, as soon as a room of the type is free. Problem 409: as for refusing it. */
export const proposeUpgradeAgain = (
  { calls, hotel }: Api,
  { plan: { id, version } }: StayWithoutRoom,
  roomTypeId: number,
): Promise<Schemas['BookingPlan']> =>
  answered(
    calls.POST('/hotels/{hotelId}/booking-plans/{id}/propose-upgrade-again', {
      params: { path: { ...hotel(), id } },
      body: command({ version, roomTypeId }),
    }),
  );
const holding =
  (path: '/hotels/{hotelId}/booking-plans/{id}/hold' | '/hotels/{hotelId}/booking-plans/{id}/end-hold') =>
  ({ calls, hotel }: Api, { plan: { id, version } }: StayWithoutRoom): Promise<Schemas['BookingPlan']> =>
    answered(calls.POST(path, { params: { path: { ...hotel(), id } }, body: command({ version }) }));

/** 押さえる: the PMS holds the nights that fit. Problem 409: the plan has changed since it was shown, has a room, or nothing fits any more. */
export const holdNights = holding('/hotels/{hotelId}/booking-plans/{id}/hold');

/** 押さえを外す. Problem 409: the plan has changed since it was shown, or nothing is held. */
export const endHold = holding('/hotels/{hotelId}/booking-plans/{id}/end-hold');

export const getSalesToStop = ({ calls, hotel }: Api, signal: AbortSignal): Promise<SalesToStop> =>
  answered(calls.GET('/hotels/{hotelId}/sales-to-stop', { params: { path: hotel() }, signal }));

interface TypeNight {
  readonly type: { readonly id: number };
  readonly night: HotelDay;
}

const nightOf = ({ type, night }: TypeNight) => command({ roomTypeId: type.id, from: night, nights: 1 });

/** 手仕舞い済み: the user has stopped selling the night. */
export const stopSale = ({ calls, hotel }: Api, night: TypeNight): Promise<SalesToStop> =>
  answered(
    calls.POST('/hotels/{hotelId}/sales-to-stop/stop', { params: { path: hotel() }, body: nightOf(night) }),
  );

/** It is sold again, or was never stopped. */
export const resumeSale = ({ calls, hotel }: Api, night: TypeNight): Promise<SalesToStop> =>
  answered(
    calls.POST('/hotels/{hotelId}/sales-to-stop/resume', { params: { path: hotel() }, body: nightOf(night) }),
  );

/** So many stays without a room of the type the hotel intends to have on a night. Problem 409: it has another version by now. */
export const allowOverbooking = (
  { calls, hotel }: Api,
  roomTypeId: number,
  allowance: { readonly stays: number; readonly version: number },
): Promise<SalesToStop> =>
  answered(
    calls.PUT('/hotels/{hotelId}/overbooking-allowances', {
      params: { path: hotel() },
      body: command({ roomTypeId, ...allowance }),
    }),
  );
