// Settings of the import while somebody fills them in, and what of them is to be sent. Pure.
import type { Choice, ChoiceChanges, ImportSettings } from '../../../api/import-settings.js';
import { filledInOf, laidOver as layOver } from '../../../composables/laid-over.js';

export const heldKinds = [
  'after_check_in',
  'reservation_cancelled',
  'edited_by_hand',
  'rooms_of_group_changed',
  'room_type_changes',
] as const satisfies Choice['appliedAutomatically'];
export const childClasses = ['A', 'B', 'C', 'D', 'other'] as const satisfies Choice['childrenWithBed'];

/** A copy that may be filled in, with nothing but what can be chosen. */
export const formOf = (settings: Choice): Choice => ({
  appliedAutomatically: [...settings.appliedAutomatically],
  frequentHours: { ...settings.frequentHours },
  ...{ frequentSeconds: settings.frequentSeconds, offHoursSeconds: settings.offHoursSeconds },
  ...{ changeWaitMinutes: settings.changeWaitMinutes, arrivalWaitMinutes: settings.arrivalWaitMinutes },
  ...{ cancellationWaitHours: settings.cancellationWaitHours, smokingDefault: settings.smokingDefault },
  childrenWithBed: [...settings.childrenWithBed],
  dayUseHours: { ...settings.dayUseHours },
  ...{ holdsWhatFits: settings.holdsWhatFits, sharedLogins: settings.sharedLogins },
  agencyAliases: settings.agencyAliases.map((names) => [...names]),
});

/** As the server has it: ticks in the order of their list, and no company that nobody has named. */
export const sentOf = (form: Choice): Choice => ({
  ...formOf(form),
  appliedAutomatically: heldKinds.filter((kind) => form.appliedAutomatically.includes(kind)),
  childrenWithBed: childClasses.filter((cls) => form.childrenWithBed.includes(cls)),
  agencyAliases: form.agencyAliases.map((names) => [...names]).filter((names) => names.length > 0),
});

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What is filled in otherwise than it stands; null where that is what is usual, so that it follows the installation again. */
export function changesOf(form: Choice, settings: ImportSettings): ChoiceChanges {
  const [filledIn, stands, usual] = [sentOf(form), formOf(settings), formOf(settings.usual)];
  return Object.fromEntries(
    filledInOf(filledIn, stands).map((name) => [
      name,
      isSame(filledIn[name], usual[name]) ? null : filledIn[name],
    ]),
  );
}

/** The form, which was filled with the settings `before`, over the newest. */
export const laidOver = (filledIn: Choice, before: ImportSettings, now: ImportSettings): Choice =>
  layOver(formOf(filledIn), formOf(now), filledInOf(sentOf(filledIn), formOf(before)));

/** Where a company of the form is among those that are sent, which are those that have a name. */
export const companyPath = ({ agencyAliases }: Choice, index: number): string =>
  `agencyAliases.${agencyAliases.slice(0, index).filter((names) => names.length > 0).length}`;

/** Numbers that are filled in, from 1 where nothing else is said. */
export interface NumberOf {
  readonly name:
    | 'frequentSeconds'
    | 'offHoursSeconds'
    | 'changeWaitMinutes'
    | 'arrivalWaitMinutes'
    | 'cancellationWaitHours';
  readonly most: number;
}
const day = 86_400;
/** How often is asked: no number may be below what the site controller allows. */
export const pauses: readonly NumberOf[] = [
  { name: 'frequentSeconds', most: day },
  { name: 'offHoursSeconds', most: day },
];
/** For how long the booking of a message is waited for. */
export const waits: readonly NumberOf[] = [
  { name: 'changeWaitMinutes', most: 1_440 },
  { name: 'arrivalWaitMinutes', most: 1_440 },
  { name: 'cancellationWaitHours', most: 720 },
];

/** How many messages wait for a person whose kind is newly applied automatically. */
export const newlyAutomatic = (form: Choice, { held, appliedAutomatically }: ImportSettings): number =>
  held
    .filter(({ kind }) => form.appliedAutomatically.includes(kind) && !appliedAutomatically.includes(kind))
    .reduce((sum, { messages }) => sum + messages, 0);
