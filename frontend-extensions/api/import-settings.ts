// What a hotel's import goes by (設定), as the screens read and set it.
import { answered, type Api, command } from './client.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];

export type ImportSettings = Schemas['ImportSettings'];
export type ImportSettingsEdit = Schemas['ImportSettingsEdit'];
/** All that a hotel can set. */
export type Choice = ImportSettings['usual'];
/** What is left out stays; null: as the installation says from now on. */
export type ChoiceChanges = { readonly [Name in keyof Choice]?: Choice[Name] | null };
/** What becomes of messages that wait for a person, whose kind is applied automatically from now on. */
export type HeldAlready = 'apply' | 'leave';

export const getImportSettings = ({ calls, hotel }: Api, signal: AbortSignal): Promise<ImportSettings> =>
  answered(calls.GET('/hotels/{hotelId}/imports/settings', { params: { path: hotel() }, signal }));

/** Problem 409: they have changed since that version, or two mappings stand in the way; 400: what was chosen cannot be. */
export const changeImportSettings = (
  { calls, hotel }: Api,
  version: number,
  changes: ChoiceChanges,
  heldAlready: HeldAlready,
): Promise<ImportSettingsEdit> =>
  answered(
    calls.PUT('/hotels/{hotelId}/imports/settings', {
      params: { path: hotel() },
      body: command({ ...changes, version, heldAlready }),
    }),
  );
