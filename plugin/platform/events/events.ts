// The outbox: what changed is written in the transaction that changed it, and told to everyone who listens after the commit.
import type { HotelId } from '../../domain/ids.js';
import type { HotelTx } from '../database/index.js';

/** What screens can show; a browser refetches a topic when its version has risen. */
export const screenTopics = [
  'booking-plans',
  'guest-notes',
  'imports',
  'import-health',
  'pool',
  'room-hierarchy',
] as const;
/** `nights-freed`: for whoever waits for a room; recorded by the database where nights come free (migration 041), by the pool where a stay without a room gives up what it held. */
export const topics = [...screenTopics, 'nights-freed'] as const;
export type Topic = (typeof topics)[number];

export interface ChangeEvent {
  readonly hotelId: HotelId;
  readonly topic: Topic;
}

/** As it reaches listeners: `version` is the event's number, rising per hotel. */
export interface PublishedEvent extends ChangeEvent {
  readonly version: number;
}

export interface Events {
  /** Writes in `tx` that the hotel's topic has changed, and asks PostgreSQL to tell the listeners once `tx` has committed. Safe to call often: repeats in one transaction are told once. */
  record(tx: HotelTx, topic: Topic): Promise<void>;
  /** Called for every event committed by any process while this one listens, in order per hotel. Returns how to stop. */
  subscribe(listener: (event: PublishedEvent) => void): () => void;
}
