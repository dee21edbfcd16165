// What waits for one hotel: messages, and the one output that is handed out again and again until it is confirmed.
import type { Dice } from './faults.js';
import { garbageMessage } from './garbage.js';
import type { Message } from './messages.js';
import { between, type Random } from '../../dev/bookings/random.js';

export interface Output {
  readonly id: string;
  readonly messages: readonly Message[];
}

export interface Outbox {
  add(messages: readonly Message[]): void;
  /** The output to hand out now: the unconfirmed one with the same id and content, else a new one; undefined where nothing waits. */
  current(): Output | undefined;
  /** False for an id that was never given out. An id that is confirmed already is no error: the answer to it may have been lost. */
  confirm(id: string): boolean;
  /** Outputs made so far, and whether the last one is still unconfirmed. */
  readonly outputs: number;
  readonly unconfirmed: 0 | 1;
  /** Messages that are not in an output yet. */
  readonly waiting: number;
}

export interface OutboxOptions {
  /** Begins every output id. */
  readonly name: string;
  readonly messagesPerOutput: number;
  readonly random: Random;
  readonly dice: Dice;
  /** Told of every message that the outbox adds by itself. */
  readonly onGarbage: (message: Message) => void;
}

export function createOutbox({ name, messagesPerOutput, random, dice, onGarbage }: OutboxOptions): Outbox {
  const queue: Message[] = [];
  const confirmed = new Set<string>();
  let output: Output | undefined;

  function nextOutput(): Output | undefined {
    if (queue.length === 0) return undefined;
    const messages = queue.splice(0, messagesPerOutput);
    queue.push(...messages.filter(() => dice.strikes('duplicate')));
    if (dice.strikes('garbageMessage')) {
      const garbage = garbageMessage(random);
      onGarbage(garbage);
      messages.splice(between(random, 0, messages.length + 1), 0, garbage);
    }
    return { id: `${name}-${String(confirmed.size + 1).padStart(6, '0')}`, messages };
  }

  return {
    add(messages) {
      for (const message of reordered(messages, dice)) queue.push(message);
    },
    current() {
      output ??= nextOutput();
      return output;
    },
    confirm(id) {
      if (confirmed.has(id)) return true;
      if (output?.id !== id) return false;
      confirmed.add(id);
      output = undefined;
      return true;
    },
    get outputs() {
      return confirmed.size + this.unconfirmed;
    },
    get unconfirmed() {
      return output ? 1 : 0;
    },
    get waiting() {
      return queue.length;
    },
  };
}

function reordered(messages: readonly Message[], dice: Dice): Message[] {
  const order: Message[] = [];
  for (const message of messages) {
    if (order.length > 0 && dice.strikes('reorder')) order.splice(-1, 0, message);
    else order.push(message);
  }
  return order;
}
