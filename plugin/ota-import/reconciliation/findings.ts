// What a finding is to those who see to it: its kind, how bad it is, and what settles it. Pure.
import type { ComparedKind } from './compare.js';

/** Numbers that an agency seems to have skipped are a finding too; they are looked for as messages come, not by the nightly comparison. */
export const gapKind = 'report_numbers_missing';
export type FindingKind = ComparedKind | typeof gapKind;

/**
 * What ends it beside dismissal. `enter_by_hand`: the booking is entered in the PMS under its number, as its message says: what was imported once
 * is not imported again. `open_reservation`: somebody does in the PMS what is right.
 * `ask_agency`: the missing messages are asked for. `check_room`: somebody looks whether the room is right, and dismisses it. `wait`: the next
 * look at the PMS corrects our plan; if not, the administrator is told.
 */
export type SettlingAction = 'enter_by_hand' | 'open_reservation' | 'ask_agency' | 'check_room' | 'wait';

export const settledBy: Readonly<Record<FindingKind, SettlingAction>> = {
  missing_in_pms: 'enter_by_hand',
  cancelled_in_pms: 'open_reservation',
  cancelled_by_agency: 'open_reservation',
  doubled: 'open_reservation',
  stay_differs: 'open_reservation',
  charged_night: 'open_reservation',
  plan_without_reservation: 'wait',
  reservation_without_plan: 'check_room',
  report_numbers_missing: 'ask_agency',
};

export const findingKinds = Object.keys(settledBy) as [FindingKind, ...FindingKind[]];
/** As the audit log has it. */
export const findingSubject = (id: number): string => `reconciliation-finding:${id}`;

export const findingStates = ['open', 'dismissed', 'settled'] as const;
export type FindingState = (typeof findingStates)[number];

/** Why a person lets a finding stand. Chosen, not written: a reason in words would name guests. */
export const dismissals = [
  'agreed_with_guest',
  'agreed_with_agency',
  'done_elsewhere',
  'no_problem',
] as const;
export type Dismissal = (typeof dismissals)[number];
