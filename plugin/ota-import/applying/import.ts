// The import of a hotel: batches of due messages, each batch one transaction, each message a savepoint in it.
import { type NightSpan, spanOf } from '../../assignment/index.js';
import { addDays, businessDate } from '../../domain/hotel-date.js';
import type { HotelId } from '../../domain/ids.js';
import type { Host, Lane, HostHotelTx } from '../../host/port.js';
import { isLockTimeout, readAhead, inHotel } from '../../platform/database/index.js';
import { databaseFaults } from '../../platform/faults/index.js';
import type { Platform } from '../../platform/index.js';
import type { Pool } from '../../pool/index.js';
import type { ReportReader } from '../../tl-lincoln/index.js';
import { attempt, type Attempted, type BatchContext } from './attempt.js';
import { type DueMessage, type ReadReports, reportsOf } from './reports.js';
import { openOutcomes } from '../ledger/batch-outcomes.js';
import { createFaultMemory, type FaultHits, type FaultMemory } from './fault-hits.js';
import { identifyUnread } from './identify.js';
import { type OnBehalfOf, workOff } from './isolation.js';
import { lockImport } from './lock.js';
import { dueBookings, firstDueIsUrgent } from '../ledger/due-repository.js';
import { putOff } from '../ledger/messages-repository.js';
import { nextInTurn } from '../ledger/turns.js';
import type { ImportMetrics } from '../metrics.js';
import { showMessagesOnPmsPage } from '../reporting/pms-page.js';
import { blame, type Handling, settleHits, type Stage } from './set-aside.js';
import { putOffUntil } from '../ledger/sealed-messages.js';
import { tellOutcome } from './told.js';

/** After a backlog of this long the next hotel has its turn; far below the time at which the queue takes a job for dead. */
const sliceSeconds = 5;

/** A batch ends when it has lasted so long: clicks wait for the hotel's lock meanwhile, and give up after three seconds. */
const batchMilliseconds = 1_500;

/** Arrivals within this many days are imported before all others when there is a backlog. */
const urgentDays = 2;

export interface Importer {
  /**
   * Reads and applies what is due for the hotel, for a slice of time: `unfinished` where more is left, so that another hotel's turn comes
   * in between. Idempotent; any number of processes may call it at once.
   */
  run(hotel: HotelId): Promise<'done' | 'unfinished'>;
}

/** What one run of a hotel's import keeps from batch to batch. */
interface ImportRun {
  readonly memory: FaultMemory;
  readonly hits: FaultHits;
  readonly reports: ReadReports;
}

/** One batch of it. */
interface Step {
  /** Messages at most. */
  readonly limit: number;
  readonly onBehalfOf: OnBehalfOf;
}

const spansOf = (due: readonly DueMessage[]): NightSpan[] =>
  due.flatMap(({ report }) =>
    report.kind === 'cancellation' ? [] : [spanOf(report.checkIn, report.checkOut)],
  );

/** Notifications that applying it costs the PMS at the very least: each night written, and the reservation itself. */
const leastHeld = ({ report }: DueMessage): number =>
  report.kind === 'cancellation'
    ? 1
    : report.rooms.reduce((sum, room) => sum + room.nights.length, report.kind === 'new' ? 1 : 0);

export function createImporter(
  platform: Platform,
  host: Host,
  pool: Pool,
  metrics: ImportMetrics,
  readReport: ReportReader,
): Importer {
  const { database, cipher, clock, calendar, events, logger, faults } = platform;
  const settings = platform.settings.import;

  const urgentUntil = () => addDays(businessDate(clock.now(), calendar), urgentDays);
  const isUrgent = ({ report }: DueMessage) =>
    report.kind === 'cancellation' || report.checkIn <= urgentUntil();
  const paced = Number.isFinite(host.gate.mostHeld);

  const openable = () => ({ now: clock.now(), keys: cipher.keyIds });
  const memories = new Map<HotelId, Record<Stage, FaultMemory>>();

  function memoryOf(hotel: HotelId): Record<Stage, FaultMemory> {
    const known = memories.get(hotel) ?? { unread: createFaultMemory(), unapplied: createFaultMemory() };
    memories.set(hotel, known);
    return known;
  }

  /** As many of the due messages as one transaction should hold: the hotel's lock is not kept long, and the PMS hears of it all at once. */
  async function applyInTurn(
    context: BatchContext,
    due: readonly DueMessage[],
    lane: Lane,
    hits: FaultHits,
    onBehalfOf: OnBehalfOf,
  ): Promise<Attempted[]> {
    const began = performance.now();
    const done: Attempted[] = [];
    for (const one of due) {
      const first = done.length === 0;
      if (!first && performance.now() - began > batchMilliseconds) break;
      if (!first && paced && lane === 'urgent' && !isUrgent(one)) break;
      if (!first && context.tx.held() + leastHeld(one) > host.gate.mostHeld) break;
      const mostHeld = first ? Infinity : host.gate.mostHeld;
      onBehalfOf([one.message]);
      const attempted = await attempt(context, one, mostHeld);
      if (!attempted) break;
      if ('error' in attempted) {
        hits.met(attempted);
        await putOff(context.tx, [one.message.id], putOffUntil(clock.now()));
        break;
      }
      done.push(attempted);
      // The placer's occupancy may now be behind the database: the rest is taken up with a new one.
      if (attempted.thrown || context.tx.held() >= host.gate.mostHeld) break;
    }
    return done;
  }

  /** Undefined where nothing is due; `more` where something is left, or may be due again. */
  async function batch(
    tx: HostHotelTx,
    lane: Lane,
    { memory, hits, reports }: ImportRun,
    { limit, onBehalfOf }: Step,
  ): Promise<{ attempts: readonly Attempted[]; more: boolean } | undefined> {
    onBehalfOf([]);
    await lockImport(tx);
    const hindered = memory.hindered();
    const dueNow = await dueBookings(tx, openable(), urgentUntil(), hindered, limit);
    if (dueNow.length === 0) return undefined;
    const messages = nextInTurn(dueNow, new Set(hindered), limit);
    const due = await reportsOf({ platform, readReport }, tx, messages, reports, onBehalfOf);
    if (due.length === 0) return { attempts: [], more: true };
    const bookings = due.map(({ report }) => report.bookingNumber);
    const { placer, inventory } = await pool.openPlacer(tx, spansOf(due), bookings);
    const present = readAhead(bookings, (numbers) => host.reservationsByNumber(tx, numbers));
    const outcomes = openOutcomes(
      tx,
      dueNow.flatMap(({ entries }) => entries),
    );
    const context = { platform, tx, host, placer, inventory, present, outcomes };
    const attempts = await applyInTurn(context, due, lane, hits, onBehalfOf);
    onBehalfOf(due.slice(0, attempts.length).map(({ message }) => message));
    const unlogged = attempts.filter((made) => made.unlogged).map((made) => made.attempt);
    await outcomes.save(unlogged, clock.now());
    await showMessagesOnPmsPage(
      platform,
      host,
      tx,
      attempts.flatMap(({ page }) => page ?? []),
    );
    await placer.close();
    await events.record(tx, 'imports');
    const left = dueNow.reduce((count, { due: some }) => count + some.size, -attempts.length);
    const all = left === 0 && dueNow.length < limit;
    return { attempts, more: !all || attempts.some(({ woke }) => woke) };
  }

  /** Undefined where nothing is due. Without a pace there is nothing to wait for, and nothing to ask. */
  async function nextLane(hotel: HotelId): Promise<Lane | undefined> {
    if (!paced) return 'rest';
    const urgent = await firstDueIsUrgent(inHotel(database, hotel), openable(), urgentUntil());
    return urgent === undefined ? undefined : urgent ? 'urgent' : 'rest';
  }

  async function step(hotel: HotelId, run: ImportRun, one: Step): Promise<'more' | 'done'> {
    const lane = await nextLane(hotel);
    if (!lane || run.hits.standStill()) return 'done';
    const began = performance.now();
    const applied = await host.gate.transaction(hotel, lane, (tx) => batch(tx, lane, run, one));
    if (!applied) return 'done';
    metrics.batch((performance.now() - began) / 1000);
    for (const { attempt: made } of applied.attempts) {
      tellOutcome(platform, metrics, hotel, made);
      metrics.applied(made.durationMs / 1000);
      if (made.status === 'imported') run.hits.gotThrough(made.message);
    }
    return applied.more ? 'more' : 'done';
  }

  async function workOffDue(hotel: HotelId): Promise<'done' | 'unfinished'> {
    const until = performance.now() + sliceSeconds * 1000;
    const { unread, unapplied: memory } = memoryOf(hotel);
    const run: ImportRun = { memory, hits: memory.run(), reports: new Map() };
    if (
      (await identifyUnread({ platform, readReport }, metrics, hotel, unread, run.reports, until)) ===
      'unfinished'
    )
      return 'unfinished';
    const { hits } = run;
    const handling: Handling = { platform, metrics, hotel, stage: 'unapplied', hits };
    const end = await workOff(
      // Each message holds at least one notification: more of them are not read for nothing.
      Math.min(settings.batchSize, host.gate.mostHeld),
      async (limit, onBehalfOf) =>
        performance.now() > until ? 'unfinished' : step(hotel, run, { limit, onBehalfOf }),
      (message, error) => blame(handling, { message, error }),
    );
    await settleHits(handling);
    if (hits.sawThrough()) faults.over(databaseFaults);
    return end;
  }

  return {
    async run(hotel) {
      try {
        return (await faults.watch(() => workOffDue(hotel))) ?? 'done';
      } catch (error) {
        if (!isLockTimeout(error)) throw error;
        // Of another process that imports or works on rooms there, or of a table that somebody holds whole: it is waited for again, after the
        // other hotels' turns.
        logger.info('an import waits for what is locked', { hotelId: hotel });
        return 'unfinished';
      }
    },
  };
}
