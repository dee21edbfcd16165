// What room codes mean (部屋タイプ紐づけ), as the screens read, try and edit it.
import { answered, type Api, command } from './client.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];

export type Mappings = Schemas['Mappings'];
export type ListedMapping = Schemas['ListedMapping'];
export type Mapping = Schemas['Mapping'];
export type SeenCode = Schemas['SeenCode'];
export type MappingTerms = Schemas['MappingTerms'];
export type MappingProblem = Schemas['MappingProblem'];
export type MappingPreview = Schemas['MappingPreview'];
export type MappingEdit = Schemas['MappingEdit'];
export type MappingChange = Schemas['MappingChange'];

export interface MappingKey {
  /** Null: any. */
  readonly agency: string | null;
  readonly code: string;
}

export interface SentTerms {
  readonly typeId: number;
  readonly smoking: MappingTerms['smoking'];
  readonly attributes: string[];
  readonly active: boolean;
}

export type MappingDraft = MappingKey & SentTerms;
/** The mapping as it was shown. Problem 409: it has changed since. */
type Seen = Pick<Mapping, 'id' | 'version'>;

export const getMappings = ({ calls, hotel }: Api, signal: AbortSignal): Promise<Mappings> =>
  answered(calls.GET('/hotels/{hotelId}/mappings', { params: { path: hotel() }, signal }));

/** What saving would do; changes nothing. */
export const previewMapping = (
  { calls, hotel }: Api,
  draft: MappingDraft,
  signal: AbortSignal,
): Promise<MappingPreview> =>
  answered(
    calls.POST('/hotels/{hotelId}/mappings/preview', {
      params: { path: hotel() },
      body: draft,
      signal,
    }),
  );

/** `confirmOverride`: the person was told that the PMS's master says otherwise, and means it. */
export const addMapping = (
  { calls, hotel }: Api,
  draft: MappingDraft,
  confirmOverride: boolean,
): Promise<MappingEdit> =>
  answered(
    calls.POST('/hotels/{hotelId}/mappings', {
      params: { path: hotel() },
      body: command({ ...draft, confirmOverride }),
    }),
  );

export const changeMapping = (
  { calls, hotel }: Api,
  { id, version }: Seen,
  terms: SentTerms,
  confirmOverride: boolean,
): Promise<MappingEdit> =>
  answered(
    calls.PUT('/hotels/{hotelId}/mappings/{id}', {
      params: { path: { ...hotel(), id } },
      body: command({ version, ...terms, confirmOverride }),
    }),
  );

export const removeMapping = ({ calls, hotel }: Api, { id, version }: Seen): Promise<MappingEdit> =>
  answered(
    calls.DELETE('/hotels/{hotelId}/mappings/{id}', {
      params: { path: { ...hotel(), id } },
      body: command({ version }),
    }),
  );

/** The newest first; of a deleted one too. */
export const getMappingHistory = (
  { calls, hotel }: Api,
  id: number,
  page: number,
  signal: AbortSignal,
): Promise<Schemas['MappingChangePage']> =>
  answered(
    calls.GET('/hotels/{hotelId}/mappings/{id}/history', {
      params: { path: { ...hotel(), id }, query: { page } },
      signal,
    }),
  );
