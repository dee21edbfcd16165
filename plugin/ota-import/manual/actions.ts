// What a person can do with a message as it stands (O7), and what may be done by whom (D18). Pure.
import { type FailureCode, failureCodes, importFailure } from '../../domain/import-failure.js';
import type { ReportKind } from '../../domain/booking-report.js';
import type { MessageStatus } from '../ledger/entry.js';
import { mayHappen, type MessageEvent, transitions } from '../ledger/transitions.js';

/** What of a message decides. */
export interface MessageFacts {
  readonly status: MessageStatus;
  readonly kind: ReportKind | undefined;
  readonly failureCode: string | undefined;
  /** What of the booking it was held for, where the failure says so: `rooms`, where it is the room alone. */
  readonly heldParts: string | undefined;
  readonly isHeld: boolean;
}

const changesByHand = ['edited_by_hand', 'rooms_of_group_changed'] as const;

/**
 * By what a message is held for: what stands in its way no more once a person accepts it. What the person was not told of still does. A guest's
 * stay in the house is changed at the desk alone.
 */
const lifted = new Map<string | undefined, readonly FailureCode[]>([
  ['same_id_other_content', ['same_id_other_content']],
  ['rooms_of_group_changed', ['rooms_of_group_changed']],
  ['edited_by_hand', changesByHand],
  ['reservation_cancelled', ['reservation_cancelled', ...changesByHand]],
  ['deleted_in_pms', ['deleted_in_pms']],
  ['booking_unknown', ['booking_unknown']],
  ['settled_by_person', ['settled_by_person']],
  ['number_of_other_agency', ['number_of_other_agency']],
  ['entered_by_hand_already', ['entered_by_hand_already']],
  ['after_check_in', ['after_check_in']],
]);

export const liftedByAccepting = (failureCode: string | undefined): ReadonlySet<FailureCode> =>
  new Set(lifted.get(failureCode));

/** What is wrong is in an element that a person can correct. What a message is, and of which booking, nobody can say for the agency. */
const correctable: ReadonlySet<string> = new Set<FailureCode>([
  'name_missing',
  'date_missing',
  'date_invalid',
  'dates_reversed',
  'rooms_missing',
  'nights_incomplete',
  'people_invalid',
  'price_invalid',
]);

/** Who chooses has it imported, whatever of its booking is here, and has seen where it contradicts another. */
export const liftedByChoosing: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'booking_unknown',
  'settled_by_person',
  'deleted_in_pms',
  'same_id_other_content',
]);

/** What a room or type that is chosen for it decides; every other reason that somebody must decide on stands, whichever room it is. */
const decidedByRooms: ReadonlySet<FailureCode> = new Set<FailureCode>([
  ...liftedByChoosing,
  'room_type_changes',
  'day_use_without_room',
]);

/** Held since it would take a stay from its room, and for nothing else. */
const isHeldForRooms = ({ failureCode, heldParts }: MessageFacts) =>
  (failureCode === 'edited_by_hand' || failureCode === 'after_check_in') && heldParts === 'rooms';

/** Whether choosing rooms may help: where the message itself is wrong, no room makes it whole. What an older build stored may. */
function isHelpedByRooms(message: MessageFacts): boolean {
  const code = failureCodes.find((one) => one === message.failureCode);
  if (!code) return true;
  const { class: of } = importFailure(code);
  return (
    of === 'room_mapping' || of === 'system_error' || decidedByRooms.has(code) || isHeldForRooms(message)
  );
}

const isImportable = (message: MessageFacts) =>
  (message.kind === 'new' || message.kind === 'change') && isHelpedByRooms(message);

function isAcceptable({ status, failureCode, kind }: MessageFacts): boolean {
  if (status !== 'failed') return false;
  if (failureCode === 'booking_unknown' || failureCode === 'number_of_other_agency') return kind === 'change';
  if (failureCode === 'after_check_in') return kind === 'cancellation';
  return lifted.has(failureCode);
}

interface ActionRule {
  /** What happens to the message first. Who may is written there. */
  readonly event: Extract<MessageEvent, 'taken_up' | 'resolved' | 'ignored'>;
  readonly fits: (message: MessageFacts) => boolean;
}

const always = () => true;
/** What nobody has read yet is read within the minute. */
const isRead = ({ status }: MessageFacts) => status !== 'received';

const rules = {
  retry: { event: 'taken_up', fits: isRead },
  import: { event: 'taken_up', fits: isImportable },
  accept: { event: 'taken_up', fits: isAcceptable },
  reject: { event: 'resolved', fits: ({ isHeld }) => isHeld },
  resolve: { event: 'resolved', fits: always },
  edit: {
    event: 'taken_up',
    fits: ({ status, failureCode = '' }) => status === 'failed' && correctable.has(failureCode),
  },
  ignore: { event: 'ignored', fits: always },
} as const satisfies Record<string, ActionRule>;

export type Action = keyof typeof rules;

export const actions = Object.keys(rules) as Action[];

/** The permission that it needs. */
export const permissionFor = (action: Action) => transitions[rules[action].event].by;

/** Whether the message may take effect by it. */
export const takesUp = (action: Action): boolean => rules[action].event === 'taken_up';

export const isPossible = (action: Action, message: MessageFacts): boolean => {
  const rule: ActionRule = rules[action];
  return mayHappen(rule.event, message.status) && rule.fits(message);
};

export const possibleActions = (message: MessageFacts) =>
  actions
    .filter((action) => isPossible(action, message))
    .map((action) => ({ action, permission: permissionFor(action) }));
