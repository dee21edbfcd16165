// The OTA import's part of the API, as the screens call it: messages, what each says, and what a person has done with them.
import { answered, type Api, command } from './client.js';
import type { components, paths } from './schema.js';

type Schemas = components['schemas'];

export type ImportMessage = Schemas['ImportMessage'];
export type ImportMessagePage = Schemas['ImportMessagePage'];
export type ImportMessageDetail = Schemas['ImportMessageDetail'];
export type ImportMessageRoom = Schemas['ImportMessageRoom'];
export type HeldReservation = Schemas['HeldReservation'];
export type ImportMessageAction = Schemas['ImportMessageAction'];
export type OpenBookings = Schemas['OpenBookings'];
export type Outcome = Schemas['ImportCommandOutcome'];

/** `attention` is what is held and what failed. */
export type AskedState = 'attention' | 'waiting' | 'done';

export interface MessageQuery {
  readonly state?: AskedState | undefined;
  /** Those with warnings alone: in whatever state, where none is named. */
  readonly withWarnings?: boolean;
  readonly search?: string | undefined;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

export const listMessages = (
  { calls, hotel }: Api,
  { search, state, withWarnings, ...query }: MessageQuery,
  signal: AbortSignal,
): Promise<ImportMessagePage> =>
  answered(
    calls.GET('/hotels/{hotelId}/imports/messages', {
      params: {
        path: hotel(),
        query: {
          ...query,
          ...(state && { state }),
          ...(withWarnings && { withWarnings: 'true' }),
          ...(search && { search }),
        },
      },
      signal,
    }),
  );

/** Problem 404: there is no such message in the hotel. */
export const getMessage = (
  { calls, hotel }: Api,
  id: number,
  signal: AbortSignal,
): Promise<ImportMessageDetail> =>
  answered(
    calls.GET('/hotels/{hotelId}/imports/messages/{id}', { params: { path: { ...hotel(), id } }, signal }),
  );

export type ImportMessageRooms = Schemas['ImportMessageRooms'];

/** For each room of a message those that are free now, best first. */
export const getMessageRooms = (
  { calls, hotel }: Api,
  id: number,
  signal: AbortSignal,
): Promise<ImportMessageRooms> =>
  answered(
    calls.GET('/hotels/{hotelId}/imports/messages/{id}/rooms', {
      params: { path: { ...hotel(), id } },
      signal,
    }),
  );

/** Who looks at it is written down. */
export const getMessageText = ({ calls, hotel }: Api, id: number): Promise<Schemas['ImportMessageText']> =>
  answered(
    calls.GET('/hotels/{hotelId}/imports/messages/{id}/text', { params: { path: { ...hotel(), id } } }),
  );

export const getOpenBookings = ({ calls, hotel }: Api, signal: AbortSignal): Promise<OpenBookings> =>
  answered(calls.GET('/hotels/{hotelId}/imports/open-bookings', { params: { path: hotel() }, signal }));

export const getReception = ({ calls, hotel }: Api, signal: AbortSignal): Promise<Schemas['Reception']> =>
  answered(calls.GET('/hotels/{hotelId}/imports/reception', { params: { path: hotel() }, signal }));

export type FetchHold = NonNullable<Schemas['Reception']['hold']>;

/** Has the hotel fetched for again. Problem 409: nothing holds it, or the comparison has not ended. */
export const releaseFetching = ({ calls, hotel }: Api): Promise<Schemas['Reception']> =>
  answered(calls.POST('/hotels/{hotelId}/imports/release-fetching', { params: { path: hotel() } }));

/** Takes the next slot in which the site controller may be asked; twice, the same one. */
export const fetchNow = ({ calls, hotel }: Api): Promise<Schemas['GrantedFetch']> =>
  answered(calls.POST('/hotels/{hotelId}/imports/fetch-now', { params: { path: hotel() } }));

type CommandPath = Extract<keyof paths, `/hotels/{hotelId}/imports/messages/{id}/${string}`>;
type BodyOf<Path extends CommandPath> = paths[Path] extends {
  readonly post: { readonly requestBody?: { readonly content: { readonly 'application/json': infer Body } } };
}
  ? Omit<Body, 'version' | 'idempotencyKey' | 'clerk'>
  : never;

export type Choices = BodyOf<'/hotels/{hotelId}/imports/messages/{id}/import'>['choices'];
export type Edits = BodyOf<'/hotels/{hotelId}/imports/messages/{id}/edit'>;
export type Resolving = BodyOf<'/hotels/{hotelId}/imports/messages/{id}/resolve'>;

/** The message that a command is about, as it was shown. Problem 409: it has changed since, or is being applied. */
type Seen = Pick<ImportMessage, 'id' | 'version'>;

const of = ({ hotel }: Api, { id }: Seen) => ({ path: { ...hotel(), id } });

export const retryMessage = (api: Api, seen: Seen): Promise<Outcome> =>
  answered(
    api.calls.POST('/hotels/{hotelId}/imports/messages/{id}/retry', {
      params: of(api, seen),
      body: command({ version: seen.version }),
    }),
  );

/** Into the rooms or types chosen; a room of the message without a choice goes where the import would put it. */
export const importMessage = (api: Api, seen: Seen, choices: Choices): Promise<Outcome> =>
  answered(
    api.calls.POST('/hotels/{hotelId}/imports/messages/{id}/import', {
      params: of(api, seen),
      body: command({ version: seen.version, choices }),
    }),
  );

/** Corrects what the message says, and imports it so. */
export const editMessage = (api: Api, seen: Seen, edits: Edits): Promise<Outcome> =>
  answered(
    api.calls.POST('/hotels/{hotelId}/imports/messages/{id}/edit', {
      params: of(api, seen),
      body: command({ version: seen.version, ...edits }),
    }),
  );

/** As the agency says. Problem 409 also where people have edited the reservation since it was shown. */
export const acceptMessage = (api: Api, shown: Seen & Pick<ImportMessageDetail, 'seen'>): Promise<Outcome> =>
  answered(
    api.calls.POST('/hotels/{hotelId}/imports/messages/{id}/accept', {
      params: of(api, shown),
      body: command({ version: shown.version, seen: shown.seen }),
    }),
  );

/** The booking stays as it is. */
export const rejectMessage = (api: Api, seen: Seen, reason: string): Promise<Outcome> =>
  answered(
    api.calls.POST('/hotels/{hotelId}/imports/messages/{id}/reject', {
      params: of(api, seen),
      body: command({ version: seen.version, reason }),
    }),
  );

export const resolveMessage = (api: Api, seen: Seen, resolving: Resolving): Promise<Outcome> =>
  answered(
    api.calls.POST('/hotels/{hotelId}/imports/messages/{id}/resolve', {
      params: of(api, seen),
      body: command({ version: seen.version, ...resolving }),
    }),
  );

export const ignoreMessage = (api: Api, seen: Seen, reason: string): Promise<Outcome> =>
  answered(
    api.calls.POST('/hotels/{hotelId}/imports/messages/{id}/ignore', {
      params: of(api, seen),
      body: command({ version: seen.version, reason }),
    }),
  );
