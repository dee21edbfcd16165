// Reconciliation (O9): compares messages, the PMS's reservations and our plans of the bookings to come, and keeps what differs.
import { businessDate, type HotelDate } from '../../domain/hotel-date.js';
import { foldedNumber } from '../../domain/guest-identity.js';
import type { BookingNumber, HotelId, MessageId } from '../../domain/ids.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import { Refusal } from '../../domain/refusal.js';
import { namesOf } from '../../domain/room.js';
import type { Host } from '../../host/port.js';
import { hotelTransaction, type HotelTx, inHotel } from '../../platform/database/index.js';
import { refuseChanged } from '../../platform/http/index.js';
import type { Platform } from '../../platform/index.js';
import { createPauses } from '../../platform/pauses.js';
import type { Pool } from '../../pool/index.js';
import type { ReportReader } from '../../tl-lincoln/index.js';
import { storedReports } from '../ledger/messages-repository.js';
import { reportForm, textReader } from '../ledger/sealed-messages.js';
import { comparisonGivenUpAfter } from '../receipt/restored.js';
import { importSettings } from '../settings/repository.js';
import { type Difference, differences, type RoomsByDay } from './compare.js';
import { type Dismissal, findingSubject } from './findings.js';
import {
  addRun,
  dismissFinding,
  type Finding,
  findingForUpdate,
  finishRun,
  lastRun,
  lockAsking,
  saveFound,
  settleUnseen,
} from './findings-repository.js';
import { lastMessages, numbersImportedFrom, type SaidLast } from './last-messages-repository.js';

/** Bookings compared in one transaction. */
const bookingsAtOnce = 200;
/** Numbers taken from each of the three sides; no hotel has so many bookings to come. */
const mostNumbers = 50_000;

export interface Reconciliation {
  /** Notes in `tx` that a run is wanted, by a person or, undefined, by the night; one asked for within the hour that has not ended is that run. */
  request(
    tx: HotelTx,
    askedBy: number | undefined,
  ): Promise<{ readonly run: number; readonly isNew: boolean }>;
  /** Notes in `tx` a run of its own, whatever waits or works already. */
  requestAnew(tx: HotelTx): Promise<number>;
  /** Does that run. Whatever it does not find again is settled. Idempotent. */
  run(hotel: HotelId, id: number): Promise<void>;
  /** A person lets a finding stand as it saw it. Throws Refusal for what is not there, settled, or another by now. */
  dismiss(
    tx: HotelTx,
    id: number,
    by: { readonly user: number; readonly version: number; readonly because: Dismissal },
  ): Promise<Finding>;
}

export interface ReconciliationParts {
  readonly platform: Platform;
  readonly host: Host;
  readonly pool: Pick<Pool, 'catchUp' | 'numbersStayingFrom' | 'livePlans'>;
  readonly readReport: ReportReader;
}

/** One number in all its spellings is compared at once. */
function inPages(numbers: readonly BookingNumber[]): BookingNumber[][] {
  const pages: BookingNumber[][] = [];
  for (const spellings of Map.groupBy(new Set(numbers), foldedNumber).values()) {
    const last = pages.at(-1);
    if (last && last.length + spellings.length <= bookingsAtOnce) last.push(...spellings);
    else pages.push(spellings);
  }
  return pages;
}

async function numbersToCompare(
  { platform, host, pool }: ReconciliationParts,
  hotel: HotelId,
  today: HotelDate,
): Promise<{ readonly numbers: readonly BookingNumber[]; readonly complete: boolean }> {
  const sql = inHotel(platform.database, hotel);
  const sides = [
    await host.numbersHeldFrom(sql, today, mostNumbers),
    await numbersImportedFrom(sql, today, mostNumbers),
    await pool.numbersStayingFrom(sql, today, mostNumbers),
  ];
  return { numbers: sides.flat(), complete: sides.every(({ length }) => length < mostNumbers) };
}

function roomsIn(readReport: ReportReader, text: string): RoomsByDay | undefined {
  const { report } = readReport(text);
  if (!report.ok || report.value.kind === 'cancellation') return undefined;
  const rooms = new Map<HotelDate, number>();
  for (const { nights } of report.value.rooms)
    for (const { date } of nights) rooms.set(date, (rooms.get(date) ?? 0) + 1);
  return rooms;
}

/** What messages say of rooms, as far as their texts are there and this process has the keys. */
async function roomsSaid(
  { platform, readReport }: ReconciliationParts,
  tx: HotelTx,
  messages: readonly SaidLast[],
): Promise<ReadonlyMap<MessageId, RoomsByDay | undefined>> {
  const { cipher } = platform;
  const ids = messages.filter(({ says, byPerson }) => says === 'booked' && !byPerson).map(({ id }) => id);
  const said = new Map<MessageId, RoomsByDay | undefined>();
  const reports = await storedReports(tx, ids, reportForm, cipher.keyIds);
  const textOf = await textReader(
    cipher,
    tx,
    reports.map(({ stored }) => stored),
  );
  const pause = createPauses();
  for (const { id, kind, stored } of reports) {
    if (kind !== 'text') continue;
    try {
      said.set(id, roomsIn(readReport, textOf(stored)));
    } catch (error) {
      if (!(error instanceof InstallationFault)) throw error;
    }
    await pause();
  }
  return said;
}

/** All of one moment, so that what is imported or changed meanwhile differs from nothing. */
async function comparePage(
  parts: ReconciliationParts,
  tx: HotelTx,
  numbers: readonly BookingNumber[],
  today: HotelDate,
) {
  const { host, pool } = parts;
  await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  const { agencyOf } = await importSettings(parts.platform, tx);
  const messages = await lastMessages(tx, numbers, agencyOf);
  const plans = [...(await pool.livePlans(tx, numbers)).values()].flat();
  const planned = plans.flatMap(({ reservationId }) => reservationId ?? []);
  const reservations = await host.agencyReservations(tx, numbers, planned);
  const { rooms, types } = await host.inventory(tx);
  const typeOf = new Map(rooms.map(({ id, typeId }) => [id, typeId]));
  const nameOf = namesOf(types);
  const said = await roomsSaid(parts, tx, messages);
  return differences({
    ...{ today, reservations, plans, agencyOf },
    messages: messages.map((message) => ({ ...message, rooms: said.get(message.id) })),
    typeName: (room) => {
      const type = typeOf.get(room);
      return type === undefined ? String(room) : nameOf(type);
    },
  });
}

const keyOf = ({ kind, subject }: Difference) => JSON.stringify([kind, subject]);

/** What a clerk has done a moment ago is no difference between the PMS and our plans: only what is found twice is one, with these followed before each look. */
async function differing(
  parts: ReconciliationParts,
  hotel: HotelId,
  numbers: readonly BookingNumber[],
  today: HotelDate,
): Promise<Difference[]> {
  const look = async () => {
    await parts.pool.catchUp(hotel);
    return hotelTransaction(parts.platform.database, hotel, (tx) => comparePage(parts, tx, numbers, today));
  };
  const first = new Set((await look()).map(keyOf));
  return first.size === 0 ? [] : (await look()).filter((one) => first.has(keyOf(one)));
}

async function runOnce(parts: ReconciliationParts, hotel: HotelId, id: number): Promise<void> {
  const { database, clock, calendar, events, logger } = parts.platform;
  const today = businessDate(clock.now(), calendar);
  const { numbers: all, complete } = await numbersToCompare(parts, hotel, today);
  const pages = inPages(all);
  let changed = 0;
  let found = 0;
  for (const numbers of pages) {
    const seen = await differing(parts, hotel, numbers, today);
    found += seen.length;
    changed += await hotelTransaction(database, hotel, (tx) => saveFound(tx, seen, id, clock.now()));
  }
  await hotelTransaction(database, hotel, async (tx) => {
    const bookings = pages.reduce((sum, page) => sum + page.length, 0);
    const over = complete ? await settleUnseen(tx, id, clock.now()) : 0;
    await finishRun(tx, id, { bookings, findings: found }, clock.now());
    await events.record(tx, 'imports');
    logger.info('reconciliation', { hotelId: hotel, run: id, bookings, found, changed, over });
  });
}

export function createReconciliation(parts: ReconciliationParts): Reconciliation {
  const { clock, audit, events } = parts.platform;
  return {
    async request(tx, askedBy) {
      // Of two who ask at once the second one learns of the first one's run.
      await lockAsking(tx);
      const now = clock.now();
      const last = await lastRun(tx);
      if (last?.finishedAt === null && now.getTime() - last.requestedAt.getTime() < comparisonGivenUpAfter)
        return { run: last.id, isNew: false };
      return { run: await addRun(tx, askedBy, now), isNew: true };
    },
    requestAnew: (tx) => addRun(tx, undefined, clock.now()),
    run: (hotel, id) => runOnce(parts, hotel, id),
    async dismiss(tx, id, { user, version, because }) {
      const before = await findingForUpdate(tx, id);
      if (!before) throw new Refusal('not_found', 'imports.finding_unknown', { finding: id });
      refuseChanged(version, before.version);
      if (before.state === 'settled')
        throw new Refusal('conflict', 'imports.finding_settled', { finding: id });
      const after = await dismissFinding(tx, id, { user, because });
      await audit.record(tx, {
        action: 'reconciliation-finding.dismiss',
        subject: findingSubject(id),
        details: {
          before: { state: before.state, version: before.version },
          after: { state: after.state, version: after.version, because },
        },
      });
      await events.record(tx, 'imports');
      return after;
    },
  };
}
