// What a hotel sets of its import (O2, O12, D10, D16, D22), as people see and change it; who waits for another setting is tried at once.
import type { FailureCode } from '../domain/import-failure.js';
import type { HotelId } from '../domain/ids.js';
import { FieldRefusal, Refusal } from '../domain/refusal.js';
import { type HotelTx, inHotel } from '../platform/database/index.js';
import { refuseChanged } from '../platform/http/index.js';
import type { Platform } from '../platform/index.js';
import {
  codesOfKinds,
  heldForCodes,
  type HeldMessages,
  heldMessages,
  takeUp,
  tryWaiting,
} from './ledger/another-try-repository.js';
import { lockImport } from './ledger/due-repository.js';
import { joinedMappings } from './mappings/mapping.js';
import { mappingsOf } from './mappings/repository.js';
import type { Reception } from './receipt/reception.js';
import { importSettings, saveChoice, storedChoice } from './settings/repository.js';
import {
  changedChoice,
  type ChoiceChanges,
  choiceOf,
  differing,
  type HotelChoice,
  type ImportSettings,
  importSettingsOf,
  partOf,
  problemOf,
  usualChoice,
} from './settings/settings.js';

/** As they stand, with what an editor needs to know beside them. */
export interface ToldSettings {
  readonly settings: ImportSettings;
  /** Of a hotel that has set nothing. */
  readonly usual: HotelChoice;
  /** Fewer seconds between two fetches no hotel may choose. */
  readonly leastSeconds: number;
  /** Names of one company for all hotels of the installation. */
  readonly installedAliases: readonly (readonly string[])[];
  readonly held: readonly HeldMessages[];
}

export interface SettingsEdit extends ToldSettings {
  /** Messages that are tried at once because of it. */
  readonly retried: number;
}

/** What becomes of messages that wait for a person already, whose kind is applied automatically from now on: they are applied too, or stay. */
export type HeldAlready = 'apply' | 'leave';

export interface ImportSettingsService {
  read(hotel: HotelId): Promise<ToldSettings>;
  /**
   * Keeps the hotel's import out until `tx` ends, so that no message goes by the settings before. Throws Refusal for a version that is not
   * `seen` any more, and for a choice that cannot be.
   */
  change(tx: HotelTx, changes: ChoiceChanges, seen: number, already: HeldAlready): Promise<SettingsEdit>;
}

export interface SettingsParts {
  readonly platform: Platform;
  readonly reception: Pick<Reception, 'rhythmChanged'>;
  /** Messages are due again: they are tried as soon as `tx` is committed. */
  readonly wake: (tx: HotelTx) => Promise<unknown>;
}

/** Settings by which the next fetch may come sooner. */
const ofFetching: readonly (keyof HotelChoice)[] = ['frequentHours', 'frequentSeconds', 'offHoursSeconds'];
/** Settings by which what waits by itself may find its room or its booking, or have nights held for it. */
const ofWaiting: readonly (keyof HotelChoice)[] = [
  ...(['changeWaitMinutes', 'arrivalWaitMinutes', 'cancellationWaitHours'] as const),
  ...(['smokingDefault', 'childrenWithBed', 'agencyAliases', 'holdsWhatFits'] as const),
];
/** What waits for a person since it names a company that was not known to be the booking's. */
const ofAnotherCompany: readonly FailureCode[] = ['number_of_other_agency', 'booking_unknown'];

/** Throws Refusal where two companies would become one that have a mapping each for one code: nobody could say which one counts. */
async function refuseJoinedMappings(
  tx: HotelTx,
  { agencyOf: before }: ImportSettings,
  { agencyOf: after }: ImportSettings,
): Promise<void> {
  const joined = joinedMappings(await mappingsOf(tx), before, after);
  if (!joined) return;
  const [{ code, agency = '' }, { agency: other = '' }] = joined;
  throw new Refusal('conflict', 'imports.settings.joins_mappings', { code, agency, other });
}

/** What is held for the reason that is no more, where one of these settings has changed. */
const heldBy: Readonly<Partial<Record<keyof HotelChoice, readonly FailureCode[]>>> = {
  agencyAliases: [...ofAnotherCompany, ...heldForCodes],
  smokingDefault: heldForCodes,
};

/** Who may find another end by the new settings is tried at once; answers with how many. */
async function tryAgain(
  tx: HotelTx,
  changed: ReadonlySet<keyof HotelChoice>,
  applied: readonly FailureCode[],
  now: Date,
): Promise<number> {
  const waiting = ofWaiting.some((name) => changed.has(name)) ? await tryWaiting(tx, now) : 0;
  const taken = await takeUp(tx, [...applied, ...[...changed].flatMap((name) => heldBy[name] ?? [])], now);
  return waiting + taken;
}

export function createImportSettings({ platform, reception, wake }: SettingsParts): ImportSettingsService {
  const { database, clock, audit, events } = platform;
  const installation = platform.settings;
  const beside = {
    usual: usualChoice(installation),
    leastSeconds: installation.siteController.pollSeconds,
    installedAliases: installation.import.agencyAliases,
  };

  return {
    async read(hotel) {
      const sql = inHotel(database, hotel);
      const settings = await importSettings(platform, sql);
      return { ...beside, settings, held: await heldMessages(sql) };
    },

    async change(tx, changes, seen, already) {
      await lockImport(tx);
      const stored = await storedChoice(tx);
      refuseChanged(seen, stored.version);
      const before = importSettingsOf(stored, installation);
      const choice = changedChoice(stored, changes);
      const after = importSettingsOf(choice, installation);
      const problem = problemOf(choiceOf(choice, installation), changes, installation);
      if (problem) throw new FieldRefusal(problem.field, problem.key, problem.params);
      const changed = differing(before, after);
      if (changed.has('agencyAliases')) await refuseJoinedMappings(tx, before, after);
      const version = await saveChoice(tx, choice);
      if (version === undefined) throw new Error('settings of the import were changed past its lock');
      if (ofFetching.some((name) => changed.has(name))) await reception.rhythmChanged(tx);
      const applied = already === 'apply' ? codesOfKinds(after.appliedAutomatically) : [];
      const retried = await tryAgain(tx, changed, applied, clock.now());
      if (retried > 0) await wake(tx);
      const details = { before: partOf(before, changed), after: partOf(after, changed), retried };
      await audit.record(tx, { action: 'import-settings.change', subject: 'import-settings', details });
      await events.record(tx, 'imports');
      return { ...beside, settings: { ...after, version }, held: await heldMessages(tx), retried };
    },
  };
}
