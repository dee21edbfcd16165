// What the API tells of the guests of stays: where they stayed last, and the rooms that they wish for and do not.
import { answered, type Api, command } from './client.js';
import type { BookingPlan, NumberedRoom } from './assignment.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];

export type GuestOfStay = Schemas['GuestOfStay'];
export type RoomNote = Schemas['RoomNote'];
export type NoteKind = RoomNote['kind'];

/** 希望 first. */
export const noteKinds = ['wish', 'avoid'] as const satisfies NoteKind[];

export interface NoteContent {
  readonly kind: NoteKind;
  /** Empty: nothing is said of it. */
  readonly text: string;
}

const said = ({ kind, text }: NoteContent) => ({ kind, ...(text.trim() !== '' && { text }) });

/** Of at most 100 stays; those that have ended are left out. */
export const getGuests = (
  { calls, hotel }: Api,
  plans: readonly BookingPlan['id'][],
  signal: AbortSignal,
): Promise<GuestOfStay[]> =>
  answered(
    calls.GET('/hotels/{hotelId}/guests', {
      params: { path: hotel(), query: { plans: plans.join(',') } },
      signal,
    }),
  ).then(({ items }) => items);

/** Problem 409: the room is noted for the guest already. */
export const addRoomNote = (
  { calls, hotel }: Api,
  plan: BookingPlan['id'],
  roomId: NumberedRoom['id'],
  content: NoteContent,
): Promise<RoomNote> =>
  answered(
    calls.POST('/hotels/{hotelId}/booking-plans/{id}/room-notes', {
      params: { path: { ...hotel(), id: plan } },
      body: command({ roomId, ...said(content) }),
    }),
  );

/** Problem 409: it has changed since it was shown; so with the next. */
export const changeRoomNote = (
  { calls, hotel }: Api,
  { id, version }: RoomNote,
  content: NoteContent,
): Promise<RoomNote> =>
  answered(
    calls.PUT('/hotels/{hotelId}/room-notes/{id}', {
      params: { path: { ...hotel(), id } },
      body: command({ version, ...said(content) }),
    }),
  );

export const removeRoomNote = ({ calls, hotel }: Api, { id, version }: RoomNote): Promise<RoomNote> =>
  answered(
    calls.DELETE('/hotels/{hotelId}/room-notes/{id}', {
      params: { path: { ...hotel(), id } },
      body: command({ version }),
    }),
  );

/** The hotel's rooms, as the board has them. */
export const getRooms = (
  { calls, hotel }: Api,
  from: string,
  signal: AbortSignal,
): Promise<Schemas['BoardRoom'][]> =>
  answered(
    calls.GET('/hotels/{hotelId}/board', { params: { path: hotel(), query: { from, nights: 1 } }, signal }),
  ).then(({ rooms }) => rooms);
