// The import of a hotel: batches of due messages, each batch one transaction, each message a savepoint in it.
import { type NightSpan, spanOf } from '../assignment/index.js';
import { addDays, businessDate } from '../domain/hotel-date.js';
import type { HotelId } from '../domain/ids.js';
import type { HostPort } from '../host/port.js';
import type { Transaction } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import type { Pool } from '../pool/index.js';
import { readReport } from '../tl-lincoln/index.js';
import { attempt, type DueMessage } from './attempt.js';
import { bookWrites } from './buckets-repository.js';
import { identifyUnread } from './identify.js';
import { onBehalfOf, workOff } from './isolation.js';
import { lockImport } from './lock.js';
import { type Attempt, dueMessages, logAttempts, type StoredMessage } from './messages-repository.js';
import type { ImportMetrics } from './metrics.js';
import { setAside } from './set-aside.js';
import { openMessage } from './stored-text.js';

/** After a backlog of this long the next hotel has its turn; far below the time at which the queue takes a job for dead. */
const sliceSeconds = 5;

/** Arrivals within this many days are imported before all others when there is a backlog. */
const urgentDays = 2;

export interface Importer {
  /**
   * Reads and applies what is due for the hotel, for a slice of time: `unfinished` where more is left, so that another hotel's turn comes
   * in between. Idempotent; any number of processes may call it at once.
   */
  run(hotel: HotelId): Promise<'done' | 'unfinished'>;
}

const spansOf = (due: readonly DueMessage[]): NightSpan[] =>
  due.flatMap(({ report }) =>
    report.kind === 'cancellation' ? [] : [spanOf(report.checkIn, report.checkOut)],
  );

export function createImporter(
  platform: Platform,
  host: HostPort,
  pool: Pool,
  metrics: ImportMetrics,
): Importer {
  const { database, cipher, clock, calendar, events } = platform;
  const settings = platform.settings.import;

  function nextDue(tx: Transaction, hotel: HotelId): Promise<StoredMessage[]> {
    const now = clock.now();
    const urgentUntil = addDays(businessDate(now, calendar), urgentDays);
    return dueMessages(tx, hotel, now, urgentUntil, settings.batchSize);
  }

  const read = (hotel: HotelId, message: StoredMessage): Promise<DueMessage> =>
    onBehalfOf(message, () => {
      const { report } = readReport(openMessage(cipher, hotel, message));
      if (!report.ok) throw new Error('it was readable when it was identified, and is not any more');
      return { message, report: report.value };
    });

  async function batch(tx: Transaction, hotel: HotelId): Promise<readonly Attempt[] | undefined> {
    await lockImport(tx, hotel);
    const messages = await nextDue(tx, hotel);
    if (messages.length === 0) return undefined;
    const due: DueMessage[] = [];
    for (const message of messages) due.push(await read(hotel, message));
    const { desk, inventory } = await pool.openDesk(tx, hotel, spansOf(due));
    const attempts: Attempt[] = [];
    for (const one of due) {
      const { attempt: made, thrown } = await onBehalfOf(one.message, () =>
        attempt(platform, { tx, host, hotel, desk, inventory }, one),
      );
      attempts.push(made);
      // The desk's picture may now be behind the database: the rest is taken up with a new one.
      if (thrown) break;
    }
    await logAttempts(tx, hotel, attempts, clock.now());
    await events.record(tx, { hotelId: hotel, topic: 'imports' });
    return attempts;
  }

  /** Behind the batch, outside its transaction, so that no lock is held while waiting. */
  async function keepPace(attempts: readonly Attempt[]): Promise<void> {
    const writes = attempts.filter((made) => made.status === 'imported').length;
    if (settings.bookingsPerSecond === 0 || writes === 0) return;
    const seconds =
      (await bookWrites(database, writes, settings.bookingsPerSecond)) + writes / settings.bookingsPerSecond;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }

  async function step(hotel: HotelId): Promise<'more' | 'done'> {
    const began = performance.now();
    const attempts = await database.transaction((tx) => batch(tx, hotel));
    if (!attempts) return 'done';
    metrics.batch((performance.now() - began) / 1000);
    for (const made of attempts) {
      metrics.message(made.status, made.failureClass);
      metrics.applied(made.durationMs / 1000);
    }
    await keepPace(attempts);
    return 'more';
  }

  return {
    async run(hotel) {
      const until = performance.now() + sliceSeconds * 1000;
      await identifyUnread(platform, metrics, hotel);
      return workOff(
        async () => (performance.now() > until ? 'unfinished' : step(hotel)),
        (fault) => setAside(platform, metrics, hotel, fault, 'unapplied'),
      );
    },
  };
}
