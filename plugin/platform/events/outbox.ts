// `Events` on the table heyawari.events: the database numbers and announces an event when its transaction commits.
import type { Logger } from 'winston';
import { connectionOf } from '../connection.js';
import { correlationId } from '../context.js';
import type { Clock } from '../../domain/clock.js';
import type { Database, HotelTx, Sql } from '../database/index.js';
import { createBrowserNotices } from './browser-notices.js';
import type { Events, PublishedEvent, Topic } from './events.js';
import { createListener, type Listener } from './listener.js';
import { rareWarning, readNotification } from './notification.js';
import { createEventReader } from './reader.js';

export interface EventsOptions {
  readonly database: Database;
  readonly logger: Logger;
  readonly clock: Clock;
  /**
   * A NOTIFY channel of the PMS that reaches its own pages (`logs_reservation_changed`, payload with `hotel_id`): told, by the process that
   * changed them, that plans have changed, since an UPDATE of a room reaches no browser by itself. Undefined: nobody is told.
   */
  readonly browserChannel?: string;
}

export interface EventsService extends Events {
  /** Opens the one listening connection of this process. Rejects where the database cannot be reached. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Whether events of other processes are heard right now; false while connecting again. */
  listening(): boolean;
  /** Forgets events from before `moment`: what a process that was cut off for longer has missed. Returns how many. */
  purge(sql: Sql, moment: Date): Promise<number>;
}

/** `hotelId`, `topic` and `version`, as the table's trigger announces them. */
const channel = 'heyawari_events';

async function record(tx: HotelTx, topic: Topic, at: Date): Promise<void> {
  await tx.run(
    `INSERT INTO heyawari.events (hotel_id, topic, correlation_id, occurred_at)
     VALUES (:hotelId, :topic, :correlationId, :at)
     ON CONFLICT (hotel_id, topic, transaction_id) DO NOTHING`,
    { hotelId: tx.hotel, topic, correlationId: correlationId() ?? null, at },
  );
}

/** What the PMS's own trigger would say of a changed reservation; the PMS adds the sentence and its environment. No word of a guest. */
const notifyPages = (sql: Sql, browserChannel: string, hotel: number, version: number) =>
  sql.row('SELECT pg_notify(:browserChannel, :payload)', {
    browserChannel,
    payload: JSON.stringify({
      ...{ table: 'logs_reservation', action: 'UPDATE', record_id: String(version), hotel_id: hotel },
    }),
  });

/** The topic that the PMS's own calendar shows. */
const shownByPms: Topic = 'booking-plans';
/** Milliseconds after which a transaction that recorded an event has ended. */
const longestTransaction = 300_000;

export function createEvents({ database, logger, clock, browserChannel }: EventsOptions): EventsService {
  const listeners = new Set<(event: PublishedEvent) => void>();
  /** When this process last recorded a change of a hotel's plans: it tells the PMS's pages, the others do not. */
  const recordedHere = new Map<number, number>();
  const notices =
    browserChannel === undefined
      ? undefined
      : createBrowserNotices(
          (hotel, version) => notifyPages(database, browserChannel, hotel, version),
          logger,
        );

  function tellPages({ hotelId: hotel, topic, version }: PublishedEvent): void {
    const recorded = recordedHere.get(hotel);
    if (topic !== shownByPms || recorded === undefined) return;
    if (performance.now() - recorded < longestTransaction) notices?.tell(hotel, version);
    else recordedHere.delete(hotel);
  }

  const publish = (event: PublishedEvent) => {
    tellPages(event);
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        logger.error('a listener failed; the others are told', { topic: event.topic, error });
      }
    }
  };

  const reader = createEventReader(publish);
  const strangers = rareWarning(logger);

  const listener: Listener = createListener({
    connection: connectionOf(database.pool),
    channel,
    logger,
    onNotification(payload) {
      const event = readNotification(payload);
      if (!event) return strangers.heard(payload.length);
      // A question that fails has lost the connection: what it would have told is read when that stands again.
      reader.readFrom(event.hotelId, event.version, listener.ask).catch(() => undefined);
    },
    onListening: (connects, ask) => (connects > 1 ? reader.readAll(ask) : reader.beginHere(ask)),
  });

  return {
    record(tx, topic) {
      if (topic === shownByPms) recordedHere.set(tx.hotel, performance.now());
      return record(tx, topic, clock.now());
    },
    subscribe(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    start: () => listener.start(),
    async stop() {
      notices?.stop();
      await listener.stop();
    },
    listening: () => listener.listening(),
    purge: (sql, moment) => sql.run('DELETE FROM heyawari.events WHERE occurred_at < :moment', { moment }),
  };
}
