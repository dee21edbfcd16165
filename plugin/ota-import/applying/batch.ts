// A batch: due messages of one hotel in one transaction, as many as it should hold.
import { type NightSpan, spanOf } from '../../assignment/index.js';
import { addDays, businessDate, type HotelDate } from '../../domain/hotel-date.js';
import type { Host, HostHotelTx, Lane } from '../../host/port.js';
import { readAhead } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import type { Pool } from '../../pool/index.js';
import { openOutcomes } from '../ledger/batch-outcomes.js';
import { type DueBooking, dueBookings, lockImport, type Openable } from '../ledger/due-repository.js';
import type { IdentityKeys } from '../ledger/identity-keys.js';
import { putOff } from '../ledger/messages-repository.js';
import type { GivingUp } from '../ledger/retry-policy.js';
import { putOffUntil } from '../ledger/sealed-messages.js';
import { nextInTurn, turnsOf } from '../ledger/turns.js';
import { meanings } from '../mappings/mapping.js';
import { mappingsOf } from '../mappings/repository.js';
import { importSettings } from '../settings/repository.js';
import type { ImportSettings } from '../settings/settings.js';
import { showMessagesOnPmsPage } from '../reporting/pms-page.js';
import { attempt, type Attempted, type BatchContext } from './attempt.js';
import { ofNumbers } from './which-reservation.js';
import { rowHashing } from './fingerprint.js';
import type { FaultHits, FaultMemory } from './fault-hits.js';
import { rememberWritten } from './hand-edits.js';
import type { OnBehalfOf } from './isolation.js';
import { type DueMessage, type Reading, type ReadReports, reportsOf } from './reports.js';

/** A batch ends when it has lasted so long: clicks wait for the hotel's lock meanwhile, and give up after three seconds. */
const batchMilliseconds = 1_500;

/** Arrivals within this many days are imported before all others when there is a backlog. */
const urgentDays = 2;

export interface Applying extends Reading {
  readonly host: Host;
  readonly pool: Pool;
  readonly identityKeys: IdentityKeys;
  readonly giveUp: GivingUp;
}

/** What the batches of one pass of a hotel's import share. */
export interface Pass {
  readonly memory: FaultMemory;
  readonly hits: FaultHits;
  readonly reports: ReadReports;
}

export interface BatchOptions {
  readonly lane: Lane;
  /** Messages at most. */
  readonly limit: number;
  readonly onBehalfOf: OnBehalfOf;
}

export interface Batch {
  readonly attempts: readonly Attempted[];
  /** Something is left, or may be due again. */
  readonly more: boolean;
}

export const openable = ({ clock, cipher }: Platform): Openable => ({
  now: clock.now(),
  keys: cipher.keyIds,
});
export const urgentUntil = ({ clock, calendar }: Platform): HotelDate =>
  addDays(businessDate(clock.now(), calendar), urgentDays);

/** Without a pace there is nothing to wait for, and no lane but one. */
export const isPaced = ({ gate }: Host): boolean => Number.isFinite(gate.mostHeld);

const isUrgent = (platform: Platform, { report }: DueMessage) =>
  report.kind === 'cancellation' || report.checkIn <= urgentUntil(platform);

const spansOf = (due: readonly DueMessage[]): NightSpan[] =>
  due.flatMap(({ report }) =>
    report.kind === 'cancellation' ? [] : [spanOf(report.checkIn, report.checkOut)],
  );

const arrivalsOf = (due: readonly DueMessage[]): HotelDate[] =>
  due.flatMap(({ report }) => (report.kind === 'cancellation' ? [] : [report.checkIn]));

/** Notifications that applying it costs the PMS at the very least: each night written, and the reservation itself. */
const leastHeld = ({ report }: DueMessage): number =>
  report.kind === 'cancellation'
    ? 1
    : report.rooms.reduce((sum, room) => sum + room.nights.length, report.kind === 'new' ? 1 : 0);

/** Whether the next message is left to another transaction: the hotel's lock is not kept long, and the PMS hears of it all at once. */
function isFull({ platform, host, tx }: BatchContext, lane: Lane, next: DueMessage, began: number): boolean {
  if (performance.now() - began > batchMilliseconds) return true;
  if (isPaced(host) && lane === 'urgent' && !isUrgent(platform, next)) return true;
  return tx.held() + leastHeld(next) > host.gate.mostHeld;
}

/** As many of the due messages as one transaction should hold. */
async function applyInTurn(
  context: BatchContext,
  due: readonly DueMessage[],
  hits: FaultHits,
  { lane, onBehalfOf }: BatchOptions,
): Promise<Attempted[]> {
  const { platform, tx, host, outcomes } = context;
  const { mostHeld } = host.gate;
  const began = performance.now();
  const done: Attempted[] = [];
  for (const one of due) {
    const first = done.length === 0;
    if (!first && isFull(context, lane, one, began)) break;
    onBehalfOf([one.message]);
    const attempted = await attempt(context, one, first ? Infinity : mostHeld);
    if (!attempted) break;
    if ('error' in attempted) {
      hits.met(attempted);
      await putOff(tx, [outcomes.of(one.message)], putOffUntil(platform.clock.now()));
      break;
    }
    done.push(attempted);
    // The placer's occupancy may now be behind the database: the rest is taken up with a new one.
    if (attempted.thrown || tx.held() >= mostHeld) break;
  }
  return done;
}

/** What the messages of a transaction are applied with. */
export async function openContext(
  { platform, host, pool, identityKeys, giveUp }: Applying,
  tx: HostHotelTx,
  due: readonly DueMessage[],
  bookings: readonly DueBooking[],
  settings: ImportSettings,
): Promise<BatchContext> {
  const numbers = due.map(({ report }) => report.bookingNumber);
  const { placer, inventory } = await pool.openPlacer(tx, spansOf(due), numbers, settings.agencyOf);
  const meaningOf = meanings(await mappingsOf(tx), inventory.typeByCode, settings);
  const present = readAhead(numbers, (some) => ofNumbers(tx, host, some));
  const today = businessDate(platform.clock.now(), platform.calendar);
  const enteredByHand = readAhead(['all' as const], async () => {
    const asked = { arrivals: arrivalsOf(due), numbers, today };
    return new Map([['all' as const, await host.enteredByHand(tx, asked)]]);
  });
  const entries = bookings.flatMap(turnsOf);
  const outcomes = openOutcomes(tx, entries);
  const hashing = rowHashing(await identityKeys.rowKey(tx));
  const makerKey = await identityKeys.makerKey(tx);
  return {
    ...{ platform, tx, host, placer, inventory, settings, meaningOf, giveUp },
    ...{ present, enteredByHand, outcomes, written: [], rowHashing: hashing, makerKey },
  };
}

/** What the PMS's reservations name as what imported them. */
const source = 'tl-lincoln';

/** Writes, in the names of those that were attempted, what became of them and of the others of their bookings. */
export async function conclude(context: BatchContext, attempts: readonly Attempted[]): Promise<void> {
  const { platform, tx, host, placer, outcomes } = context;
  const unlogged = attempts.filter((made) => made.unlogged).map((made) => made.attempt);
  await outcomes.save(unlogged, platform.clock.now());
  const last = new Map(context.written.map((one) => [one.reservation, one]));
  // Before what is left of them is kept: it is no edit of anybody's.
  await host.trackImports(tx, source, [...last.values()], platform.clock.now());
  await rememberWritten(context, context.written);
  const shown = attempts.flatMap(({ page }) => page ?? []);
  await showMessagesOnPmsPage(platform, host, tx, shown);
  await placer.close();
  await platform.events.record(tx, 'imports');
}

/** Undefined where nothing is due. */
export async function applyBatch(
  applying: Applying,
  tx: HostHotelTx,
  { memory, hits, reports }: Pass,
  options: BatchOptions,
): Promise<Batch | undefined> {
  const { platform } = applying;
  const { limit, onBehalfOf } = options;
  onBehalfOf([]);
  await lockImport(tx);
  const settings = await importSettings(platform, tx);
  const hindered = memory.hindered();
  const bookings = await dueBookings(
    tx,
    openable(platform),
    urgentUntil(platform),
    hindered,
    limit,
    settings.agencyOf,
  );
  if (bookings.length === 0) return undefined;
  const messages = nextInTurn(bookings, new Set(hindered), limit);
  const due = await reportsOf(applying, tx, messages, reports, onBehalfOf);
  if (due.length === 0) return { attempts: [], more: true };
  const context = await openContext(applying, tx, due, bookings, settings);
  const attempts = await applyInTurn(context, due, hits, options);
  onBehalfOf(due.slice(0, attempts.length).map(({ message }) => message));
  await conclude(context, attempts);
  const found = bookings.reduce((count, booking) => count + booking.due.size, 0);
  const more = found > attempts.length || found >= limit || attempts.some(({ woke }) => woke);
  return { attempts, more };
}
