// Who was told what: the simulator's own account of every message, to be held against what a hotel has.
import { createHash } from 'node:crypto';
import type { Message } from './messages.js';

export interface DeliveredMessage {
  readonly dataId: string | undefined;
  /** Of the message's text. */
  readonly sha256: string;
  /** In how many whole answers it has left. */
  readonly deliveries: number;
}

export interface Ledger {
  recordMade(messages: readonly Message[]): void;
  recordDelivery(messages: readonly Message[]): void;
  /** Distinct messages made. */
  readonly made: number;
  readonly delivered: readonly DeliveredMessage[];
}

export function createLedger(): Ledger {
  const made = new Set<string>();
  const delivered = new Map<string, DeliveredMessage>();
  return {
    recordMade(messages) {
      for (const message of messages) made.add(hashOf(message));
    },
    recordDelivery(messages) {
      for (const message of messages) {
        const sha256 = hashOf(message);
        const deliveries = (delivered.get(sha256)?.deliveries ?? 0) + 1;
        delivered.set(sha256, { dataId: message.dataId, sha256, deliveries });
      }
    },
    get made() {
      return made.size;
    },
    get delivered() {
      return [...delivered.values()];
    },
  };
}

const hashOf = ({ xml }: Message) => createHash('sha256').update(xml).digest('hex');
