// What a person has decided about one message: which guards let it through, and the rooms that it is to have. Pure.
import type { FailureCode } from '../../domain/import-failure.js';
import type { RoomId, RoomTypeId } from '../../domain/ids.js';

/** For one room of a message: that very room, or any of a type. */
export type Choice = { readonly room: RoomId } | { readonly type: RoomTypeId };

export interface Decision {
  /** What the person did, as the log calls it. */
  readonly action: string;
  /** Failures that do not keep the message any more; every other guard stands. */
  readonly lifts: ReadonlySet<FailureCode>;
  /** What people had made of the reservation as the person was shown it (`seenOf`): that may be undone, and nothing else. */
  readonly seen?: string | undefined;
  /** By slot of the message; a room without a choice is placed as the message says. */
  readonly choices: ReadonlyMap<number, Choice>;
}
