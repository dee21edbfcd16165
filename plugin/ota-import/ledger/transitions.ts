// How a message can move: states by events, who may, and what is logged. The one table; the database refuses every other move.
import type { MessageStatus } from './entry.js';

/** `system`: the import by itself. Else the permission that a person needs (D18). */
export type Actor = 'system' | 'operate' | 'supervise';

export interface Transition {
  readonly by: Actor;
  readonly from: readonly MessageStatus[];
  readonly to: readonly MessageStatus[];
  /** `attempt`: a row of the import's log. `audit`: that, and who did it, with before and after. */
  readonly logged: 'nothing' | 'attempt' | 'audit';
  /** For the documentation. */
  readonly meaning: string;
}

const unread = ['received'] as const;
const identified = ['pending', 'retrying', 'waiting'] as const;
const tried = [...unread, ...identified] as const;
export const openStatuses = [...tried, 'failed'] as const;

export const transitions = {
  read: {
    ...{ by: 'system', from: unread, to: ['pending'], logged: 'nothing' },
    meaning:
      'it could be read, or as far as its stay is known: it stands for its DataID, or is shown and then failed',
  },
  recognised: {
    ...{ by: 'system', from: unread, to: ['duplicate'], logged: 'nothing' },
    meaning: 'the same had come before',
  },
  refused: {
    ...{ by: 'system', from: unread, to: ['failed'], logged: 'nothing' },
    meaning: 'it is damaged, or contradicts another of its DataID, and names no stay that could be shown',
  },
  came_whole: {
    ...{ by: 'system', from: ['received', 'pending', 'failed'], to: ['superseded'], logged: 'attempt' },
    meaning: 'it could not be read, and the same message is here whole, which carries the booking',
  },
  unread: {
    ...{ by: 'system', from: unread, to: unread, logged: 'nothing' },
    meaning: 'something kept it from being read; it is read later',
  },
  postponed: {
    ...{ by: 'system', from: identified, to: identified, logged: 'attempt' },
    meaning: 'it could not be applied, and is tried again',
  },
  given_up: {
    ...{ by: 'system', from: tried, to: ['failed'], logged: 'attempt' },
    meaning: 'only a person or a later message can settle it',
  },
  applied: {
    ...{ by: 'system', from: identified, to: ['imported'], logged: 'attempt' },
    meaning: 'it is in the PMS',
  },
  overtaken: {
    ...{ by: 'system', from: openStatuses, to: ['superseded'], logged: 'attempt' },
    meaning: 'a later message of its booking said it all',
  },
  booking_came: {
    ...{ by: 'system', from: ['waiting', 'failed'], to: ['waiting'], logged: 'nothing' },
    meaning: 'the booking that it waited for is there',
  },
  taken_up: {
    ...{ by: 'operate', from: [...identified, 'failed'], to: ['pending'], logged: 'audit' },
    meaning:
      'a person has it tried, corrected, accepted or imported, at once: applied, postponed or given up follows',
  },
  resolved: {
    ...{ by: 'operate', from: openStatuses, to: ['resolved'], logged: 'audit' },
    meaning: 'a person has done what it asked for, or keeps the booking as it is',
  },
  ignored: {
    ...{ by: 'supervise', from: openStatuses, to: ['ignored'], logged: 'audit' },
    meaning: 'a person says that it means nothing',
  },
} as const satisfies Record<string, Transition>;

export const messageStatuses = [
  ...openStatuses,
  ...(['imported', 'resolved', 'duplicate', 'superseded', 'ignored'] as const),
] as const satisfies readonly MessageStatus[];

export type MessageEvent = keyof typeof transitions;

/** Where a message may stand after `Event`: what writes a status says by this type which events it stands for. */
export type After<Event extends MessageEvent> = (typeof transitions)[Event]['to'][number];

/** Whether any event leads there; a message that stays where it is does not move. */
export const mayMove = (from: MessageStatus, to: MessageStatus): boolean =>
  from !== to &&
  Object.values<Transition>(transitions).some(
    (transition) => transition.from.includes(from) && transition.to.includes(to),
  );

/** Whether the event can happen to a message that stands there. */
export const mayHappen = (event: MessageEvent, status: MessageStatus): boolean =>
  (transitions[event] as Transition).from.includes(status);
