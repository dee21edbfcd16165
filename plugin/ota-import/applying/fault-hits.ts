// Whose fault it is when PostgreSQL reports a fault of the installation at one message: the installation's, unless others get through.
import type { MessageId } from '../../domain/ids.js';
import type { InstallationFault } from '../../domain/installation-fault.js';
import { installationFaultOf } from '../../platform/faults/index.js';
import type { HandledMessage } from '../ledger/entry.js';

/** Messages that fail in a row, before a pass takes it that no other will get through either. */
const mostInARow = 3;

/** Messages that are remembered; the oldest are forgotten, and taken in their turn again. */
const mostRemembered = 300;

/** A message that a fault of the installation, or the end of its connection, has kept from being read or applied. */
export interface Hindered {
  readonly message: HandledMessage;
  readonly error: unknown;
}

/** What one pass of a hotel's import has met. */
export interface FaultHits {
  /** Whether it is met for the first time since that message was last read or applied. */
  met(hindered: Hindered): boolean;
  /** A message was read or applied. */
  gotThrough(message: MessageId): void;
  sawThrough(): boolean;
  /** So many messages failed in a row that the pass should end. */
  standStill(): boolean;
  /** Messages that failed although others got through: the fault is in what the PMS or we do with that message. */
  own(): readonly Hindered[];
  /** The rest, to be told: nothing got through since. */
  faults(): readonly InstallationFault[];
}

/** What the passes of one hotel have met, as long as the process lives. */
export interface FaultMemory {
  /** Taken up after all others, so that these, however many, keep nobody from getting through. */
  hindered(): readonly MessageId[];
  pass(): FaultHits;
}

export function createFaultMemory(): FaultMemory {
  let through = 0;
  /** By message, how many others had got through when it was met last. */
  const metAt = new Map<MessageId, number>();

  function remember(message: MessageId): void {
    metAt.delete(message);
    metAt.set(message, through);
    const [oldest] = metAt.keys();
    if (oldest !== undefined && metAt.size > mostRemembered) metAt.delete(oldest);
  }

  function pass(): FaultHits {
    const own: Hindered[] = [];
    let open: Hindered[] = [];
    let sawOne = false;
    return {
      met(hindered) {
        const before = metAt.get(hindered.message.id);
        (before !== undefined && through > before ? own : open).push(hindered);
        remember(hindered.message.id);
        return before === undefined;
      },
      gotThrough(message) {
        metAt.delete(message);
        through += 1;
        // A connection may end under anybody, once.
        own.push(...open.filter(({ error }) => installationFaultOf(error)));
        open = [];
        sawOne = true;
      },
      sawThrough: () => sawOne && open.length === 0,
      standStill: () => open.length >= mostInARow,
      own: () => own,
      faults: () => open.flatMap(({ error }) => installationFaultOf(error) ?? []),
    };
  }

  return { hindered: () => [...metAt.keys()], pass };
}
