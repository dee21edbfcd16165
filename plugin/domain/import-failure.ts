// Why a message could not be applied: four classes (O3), each with its codes, in one table. For staff: docs/import.md.

export type FailureClass = 'room_mapping' | 'validation' | 'system_error' | 'needs_person';

/**
 * What time can heal. `never`: only a person or a later message. `soon`: after seconds to five minutes, as often as it takes, and no try is
 * counted. `backoff`: 1, 2, 4 … minutes. `hourly`: until check-in.
 * `nights_freed`: when nights are freed, and hourly, until check-in. `booking_known`: when the booking it speaks of appears, within a waiting time (O2).
 */
export type Retry = 'never' | 'soon' | 'backoff' | 'hourly' | 'nights_freed' | 'booking_known';

const table = {
  xml_malformed: { class: 'validation', retry: 'never' },
  xml_too_large: { class: 'validation', retry: 'never' },
  wrong_root: { class: 'validation', retry: 'never' },
  data_id_missing: { class: 'validation', retry: 'never' },
  id_too_long: { class: 'validation', retry: 'never' },
  classification_unknown: { class: 'validation', retry: 'never' },
  booking_number_missing: { class: 'validation', retry: 'never' },
  name_missing: { class: 'validation', retry: 'never' },
  date_missing: { class: 'validation', retry: 'never' },
  date_invalid: { class: 'validation', retry: 'never' },
  dates_reversed: { class: 'validation', retry: 'never' },
  rooms_missing: { class: 'validation', retry: 'never' },
  nights_incomplete: { class: 'validation', retry: 'never' },
  people_invalid: { class: 'validation', retry: 'never' },
  price_invalid: { class: 'validation', retry: 'never' },
  room_code_missing: { class: 'room_mapping', retry: 'never' },
  room_code_unknown: { class: 'room_mapping', retry: 'hourly' },
  room_type_gone: { class: 'room_mapping', retry: 'hourly' },
  no_availability: { class: 'room_mapping', retry: 'nights_freed' },
  chosen_room_taken: { class: 'room_mapping', retry: 'never' },
  locked_by_pms: { class: 'system_error', retry: 'soon' },
  host_silent: { class: 'system_error', retry: 'backoff' },
  database_error: { class: 'system_error', retry: 'backoff' },
  host_refused: { class: 'system_error', retry: 'backoff' },
  unexpected: { class: 'system_error', retry: 'backoff' },
  booking_unknown: { class: 'needs_person', retry: 'booking_known' },
  settled_by_person: { class: 'needs_person', retry: 'never' },
  number_of_other_agency: { class: 'needs_person', retry: 'never' },
  entered_by_hand_already: { class: 'needs_person', retry: 'never' },
  other_booking_touched: { class: 'needs_person', retry: 'never' },
  same_id_other_content: { class: 'needs_person', retry: 'never' },
  booking_ambiguous: { class: 'needs_person', retry: 'never' },
  after_check_in: { class: 'needs_person', retry: 'never' },
  number_of_ended_stay: { class: 'needs_person', retry: 'never' },
  room_type_changes: { class: 'needs_person', retry: 'never' },
  rooms_staggered: { class: 'needs_person', retry: 'never' },
  rooms_of_group_changed: { class: 'needs_person', retry: 'never' },
  reservation_cancelled: { class: 'needs_person', retry: 'never' },
  deleted_in_pms: { class: 'needs_person', retry: 'never' },
  newer_rejected: { class: 'needs_person', retry: 'never' },
  edited_by_hand: { class: 'needs_person', retry: 'never' },
  day_use_without_room: { class: 'needs_person', retry: 'never' },
} as const satisfies Record<string, { class: FailureClass; retry: Retry }>;

export type FailureCode = keyof typeof table;

/** `params` say what it was about (an element, a date, a room code); they hold no personal data. */
export interface ImportFailure {
  readonly code: FailureCode;
  readonly class: FailureClass;
  readonly retry: Retry;
  readonly params: Readonly<Record<string, string | number>>;
}

/** As operators tell failures apart: a full house is no fault of a mapping. */
export const operatorClasses = [
  'room_code',
  'no_room',
  'validation',
  'system_error',
  'needs_person',
] as const;
export type OperatorClass = (typeof operatorClasses)[number];

const isFailureCode = (code: string): code is FailureCode => code in table;

/** Of what another build has written, and of nothing, somebody must look. */
export function operatorClassOf(code: string | null | undefined): OperatorClass {
  if (code == null || !isFailureCode(code)) return 'needs_person';
  const known = table[code].class;
  if (known !== 'room_mapping') return known;
  return code === 'no_availability' || code === 'chosen_room_taken' ? 'no_room' : 'room_code';
}

/** Whether time heals nothing of it, so that it is a person's at the first try. */
export const failsAtOnce = (code: FailureCode): boolean => table[code].retry === 'never';

/** Changes and cancellations that wait for a person unless the hotel has their kind applied at once (O12), as the database allows them. */
export const heldKinds = [
  'after_check_in',
  'reservation_cancelled',
  'edited_by_hand',
  'rooms_of_group_changed',
  'room_type_changes',
] as const satisfies readonly FailureCode[];
export type HeldKind = (typeof heldKinds)[number];

/** What a person has deleted in the PMS goes with what a person has cancelled there. */
const heldWith: Partial<Record<FailureCode, HeldKind>> = { deleted_in_pms: 'reservation_cancelled' };

/** The kind by which a message held for that reason is applied at once; undefined: always a person's. */
export const heldKindOf = (code: FailureCode): HeldKind | undefined =>
  heldWith[code] ?? heldKinds.find((kind) => kind === code);

/**
 * Reasons for which it is in doubt whether the booking needs a room at all: it may be here already, be given up, or another's. Such a stay is
 * shown as 部屋未定, and holds nothing against bookings that do need one.
 */
export const inDoubt = [
  'booking_unknown',
  'settled_by_person',
  'number_of_other_agency',
  'entered_by_hand_already',
  'other_booking_touched',
  'same_id_other_content',
  'booking_ambiguous',
  'after_check_in',
  'reservation_cancelled',
  'deleted_in_pms',
  'newer_rejected',
  'edited_by_hand',
] as const satisfies readonly FailureCode[];

/** The key of the reason, for staff; of a code that an older build stored, too. */
export const failureKey = (code: string): string => `import.failure.${code}`;

export const failureCodes = Object.keys(table) as FailureCode[];

export function importFailure(
  code: FailureCode,
  params: Readonly<Record<string, string | number>> = {},
): ImportFailure {
  return { code, ...table[code], params };
}
