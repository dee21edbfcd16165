// What a hotel sets of its import (O2, O12, D10, D16, D22), over what the installation says: words, defaults, what is wrong. Pure.
import { agencyKey, type AgencyOf, createAgencies } from '../../domain/agency.js';
import { childClasses, type ChildClass } from '../../domain/booking-report.js';
import type { Reason } from '../../domain/booking-plan.js';
import type { DayUseHours } from '../../domain/day-use.js';
import type { HeldKind } from '../../domain/import-failure.js';
import type { Smoking } from '../../domain/stay.js';
import type { Settings } from '../../options.js';

/** `HH:MM` on the hotel's clock; `until` is on the next day where it is not after `from`, so equal ones are all day. */
export interface FrequentHours {
  readonly from: string;
  readonly until: string;
}

/** How long messages wait for the booking that they speak of (O2). */
export interface BookingWaits {
  /** Of a change. */
  readonly changeWaitMinutes: number;
  /** Of a change of a guest who comes on the business date of its receipt or the next. */
  readonly arrivalWaitMinutes: number;
  /** Of a cancellation. */
  readonly cancellationWaitHours: number;
}

/** All that a hotel can set. */
export interface HotelChoice extends BookingWaits {
  readonly appliedAutomatically: readonly HeldKind[];
  readonly frequentHours: FrequentHours;
  /** Between two fetches in those hours. */
  readonly frequentSeconds: number;
  /** The same outside of them. */
  readonly offHoursSeconds: number;
  /** What a room code takes of which a mapping says 指定なし. */
  readonly smokingDefault: Smoking;
  /** The others sleep beside somebody; all count as people. */
  readonly childrenWithBed: readonly ChildClass[];
  /** Of a day use whose message does not say them. */
  readonly dayUseHours: DayUseHours;
  /** Names of one company that differ by more than spelling, a list for each, beside those of the installation. */
  readonly agencyAliases: readonly (readonly string[])[];
  /** Nights that fit of a stay without a room are held in the PMS as 押さえ without anybody asking (D6). */
  readonly holdsWhatFits: boolean;
  /** Several people work at one login: each command says who gives it (担当者, D18). */
  readonly sharedLogins: boolean;
}

/** As it is stored. Undefined: as the installation says. `version` 0: nothing is. */
export type StoredChoice = { readonly [Name in keyof HotelChoice]: HotelChoice[Name] | undefined } & {
  readonly version: number;
};

/** What is to become another; undefined stays, null is as the installation says from now on. */
export type ChoiceChanges = { readonly [Name in keyof HotelChoice]?: HotelChoice[Name] | null | undefined };

/** What the import goes by in a hotel. */
export interface ImportSettings extends HotelChoice {
  readonly version: number;
  /** Of a message that a fault of the system keeps: as the installation says. */
  readonly systemErrorTries: number;
  readonly agencyOf: AgencyOf;
}

/** What the installation says of the same. */
export type Installation = Pick<Settings, 'import' | 'siteController'>;

export const defaultFrequentHours: FrequentHours = { from: '07:00', until: '02:00' };
export const defaultDayUseHours: DayUseHours = { from: '11:00', until: '17:00' };
const choiceNames: readonly (keyof HotelChoice)[] = [
  ...(['appliedAutomatically', 'frequentHours', 'frequentSeconds', 'offHoursSeconds'] as const),
  ...(['changeWaitMinutes', 'arrivalWaitMinutes', 'cancellationWaitHours'] as const),
  ...([
    'smokingDefault',
    'childrenWithBed',
    'dayUseHours',
    'agencyAliases',
    'holdsWhatFits',
    'sharedLogins',
  ] as const),
];

/** Of a hotel that has set nothing. */
export function usualChoice({ import: usual, siteController }: Installation): HotelChoice {
  const { pollSeconds, pollSecondsOffHours } = siteController;
  return {
    appliedAutomatically: [],
    frequentHours: defaultFrequentHours,
    frequentSeconds: pollSeconds,
    offHoursSeconds: Math.max(pollSeconds, pollSecondsOffHours),
    changeWaitMinutes: usual.unknownBookingWaitHours * 60,
    arrivalWaitMinutes: usual.arrivalWaitMinutes,
    cancellationWaitHours: usual.orphanCancellationWaitHours,
    smokingDefault: 'non_smoking',
    childrenWithBed: childClasses.filter((cls) => usual.childrenWithBed.split(',').includes(cls)),
    dayUseHours: defaultDayUseHours,
    agencyAliases: [],
    holdsWhatFits: false,
    sharedLogins: false,
  };
}

/** What is stored over what is usual. */
export function choiceOf({ version: _, ...stored }: StoredChoice, installation: Installation): HotelChoice {
  const said = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined));
  return { ...usualChoice(installation), ...(said as Partial<HotelChoice>) };
}

/** Which company a name is by the lists of the installation and of the hotel. */
export function agenciesOf(
  { import: { agencyAliases: installed } }: Pick<Installation, 'import'>,
  ofHotel: readonly (readonly string[])[],
): AgencyOf {
  const aliases = [...installed, ...ofHotel];
  return aliases.length === 0 ? agencyKey : createAgencies(aliases);
}

/** What the import goes by: never faster than the installation allows, whatever it allowed when that was stored. */
export function importSettingsOf(stored: StoredChoice, installation: Installation): ImportSettings {
  const choice = choiceOf(stored, installation);
  const least = installation.siteController.pollSeconds;
  return {
    ...choice,
    version: stored.version,
    systemErrorTries: installation.import.systemErrorTries,
    frequentSeconds: Math.max(least, choice.frequentSeconds),
    offHoursSeconds: Math.max(least, choice.offHoursSeconds),
    agencyOf: agenciesOf(installation, choice.agencyAliases),
  };
}

export function changedChoice(stored: StoredChoice, changes: ChoiceChanges): StoredChoice {
  const said = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...stored, ...Object.fromEntries(said.map(([name, value]) => [name, value ?? undefined])) };
}

/** What of it is not the same in both. */
export function differing(one: HotelChoice, other: HotelChoice): ReadonlySet<keyof HotelChoice> {
  const text = (choice: HotelChoice, name: keyof HotelChoice) => JSON.stringify(choice[name]);
  return new Set(choiceNames.filter((name) => text(one, name) !== text(other, name)));
}

/** These of it. */
export const partOf = (choice: HotelChoice, names: ReadonlySet<keyof HotelChoice>): Partial<HotelChoice> =>
  Object.fromEntries([...names].map((name) => [name, choice[name]]));

/** Why a field cannot be what was chosen. */
export interface ChoiceProblem extends Reason {
  /** A setting, a part of one, or one of the companies of a list of them: `agencyAliases.0`. */
  readonly field: keyof HotelChoice | 'dayUseHours.until' | `agencyAliases.${number}`;
}

function vainNames(names: readonly string[]): Reason | undefined {
  const nameless = names.find((name) => agencyKey(name) === '');
  if (nameless !== undefined) return { key: 'imports.settings.no_name', params: { name: nameless } };
  if (new Set(names.map((name) => agencyKey(name))).size > 1) return undefined;
  return { key: 'imports.settings.one_name', params: { name: names[0] ?? '' } };
}

/** The first company whose names are none, or make one company of nothing. */
function vainAliases(aliases: HotelChoice['agencyAliases']): ChoiceProblem | undefined {
  for (const [index, names] of aliases.entries()) {
    const vain = vainNames(names);
    if (vain) return { field: `agencyAliases.${index}`, ...vain };
  }
  return undefined;
}

function rhythmProblem(
  { frequentSeconds, offHoursSeconds }: HotelChoice,
  { siteController }: Installation,
): ChoiceProblem | undefined {
  const least = siteController.pollSeconds;
  if (frequentSeconds < least)
    return { field: 'frequentSeconds', key: 'imports.settings.too_often', params: { least } };
  if (offHoursSeconds < frequentSeconds)
    return {
      ...{ field: 'offHoursSeconds', key: 'imports.settings.off_hours_shorter' },
      params: { least: frequentSeconds },
    };
  return undefined;
}

/**
 * What is wrong with a choice that every field of is possible by itself. What the `changes` do not speak of is not looked at: the installation may
 * have allowed it when it was stored.
 */
export function problemOf(
  choice: HotelChoice,
  changes: ChoiceChanges,
  installation: Installation,
): ChoiceProblem | undefined {
  const { frequentSeconds, offHoursSeconds, agencyAliases } = changes;
  const speaksOfRhythm = frequentSeconds !== undefined || offHoursSeconds !== undefined;
  const wrong = speaksOfRhythm ? rhythmProblem(choice, installation) : undefined;
  if (wrong) return wrong;
  const { from, until } = choice.dayUseHours;
  if (changes.dayUseHours && until <= from)
    return { field: 'dayUseHours.until', key: 'imports.settings.day_use_ends_first', params: { from } };
  return agencyAliases ? vainAliases(agencyAliases) : undefined;
}
