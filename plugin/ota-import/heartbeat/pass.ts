// A heartbeat goes the way of a message, from its sealed body to its place among the messages due, and stops before anything is applied.
// All that it does to the ledger is done in a savepoint and undone: nobody but its own transaction ever sees it there.
import type { HotelId } from '../../domain/ids.js';
import type { Host } from '../../host/port.js';
import { type HotelTx, inHotel, isLockTimeout } from '../../platform/database/index.js';
import { installationFaultOf } from '../../platform/faults/index.js';
import type { Platform } from '../../platform/index.js';
import type { ReportReader } from '../../tl-lincoln/index.js';
import { openable, urgentUntil } from '../applying/batch.js';
import { createFaultMemory } from '../applying/fault-hits.js';
import { identifyThese } from '../applying/identify.js';
import { reportsOf } from '../applying/reports.js';
import { openOutcomes } from '../ledger/batch-outcomes.js';
import { dueBookings, lockImport } from '../ledger/due-repository.js';
import type { LedgerEntry } from '../ledger/entry.js';
import type { IdentityKeys } from '../ledger/identity-keys.js';
import { storeMessages, type UnreadMessage, unreadMessages } from '../ledger/messages-repository.js';
import { placeOf } from '../ledger/order.js';
import { contentHash } from '../ledger/sealed-messages.js';
import { nextInTurn } from '../ledger/turns.js';
import { createNotedCodes } from '../mappings/noted-codes.js';
import type { ImportMetrics } from '../metrics.js';
import { storeOutput } from '../receipt/outputs-repository.js';
import { importSettings } from '../settings/repository.js';
import { type OnItsWay, onItsWay, saveThrough } from './heartbeats-repository.js';
import { type HeartbeatMessage, messageOf } from './message.js';

export interface PassParts {
  readonly platform: Platform;
  readonly host: Host;
  readonly readReport: ReportReader;
  readonly metrics: ImportMetrics;
  readonly identityKeys: IdentityKeys;
}

/** Looked at among those unread or due: the import has just been through with all that could be done. */
const mostBeside = 200;

/** It did not get where a message gets; the text says how far it came. */
class Lost extends Error {}
/** Not an error: takes back what was done in the savepoint. */
class Undone extends Error {}

function found<T>(value: T | undefined, where: string): T {
  if (value === undefined) throw new Lost(`the heartbeat was lost: ${where}`);
  return value;
}

/** As a receipt stores what came; the database refuses to keep it. */
async function store(tx: HotelTx, { text }: HeartbeatMessage, { begunAt, sealed }: OnItsWay): Promise<void> {
  const hash = contentHash(text);
  const output = await storeOutput(tx, {
    ...{ outputId: undefined, complete: true, messageCount: 1, receivedAt: begunAt },
    ...{ confirmation: 'withheld' as const, heartbeat: true, body: { hash, parts: [sealed] } },
  });
  const message = { offset: 0, length: text.length, contentHash: hash };
  await storeMessages(tx, { output: output.id, keyId: sealed.keyId }, [message], begunAt);
}

/** Opened, read and identified as any other. */
async function read(parts: PassParts, tx: HotelTx, { text }: HeartbeatMessage): Promise<UnreadMessage['id']> {
  const { platform } = parts;
  const hash = contentHash(text);
  const unread = await unreadMessages(tx, openable(platform), [], mostBeside);
  const message = found(
    unread.find((one) => one.contentHash.equals(hash)),
    'it is not among what is unread',
  );
  const memory = createFaultMemory();
  const context = { ...parts, codes: createNotedCodes(), memory, hits: memory.pass(), reports: new Map() };
  const { identified } = await identifyThese(context, tx, [message]);
  found(
    identified.find(({ id, status }) => id === message.id && status === 'pending'),
    'it could not be read',
  );
  return message.id;
}

/** Its turn among the messages due, and what was read of it, opened again. */
async function prepare(
  { platform, readReport }: PassParts,
  tx: HotelTx,
  id: UnreadMessage['id'],
  { number }: HeartbeatMessage,
): Promise<LedgerEntry> {
  const { agencyOf } = await importSettings(platform, tx);
  const due = await dueBookings(tx, openable(platform), urgentUntil(platform), [], mostBeside, agencyOf);
  const booking = found(
    due.find(({ entries }) => entries.some((entry) => entry.id === id)),
    'it is not due',
  );
  const entry = found(nextInTurn([booking], new Set(), 1)[0], 'it has no turn');
  const [one] = await reportsOf({ platform, readReport }, tx, [entry], new Map(), () => undefined);
  if (found(one, 'what was read of it does not open').report.bookingNumber !== number)
    throw new Lost('the heartbeat was lost: another was read in its place');
  if (placeOf(entry, []).overtaken) throw new Lost('the heartbeat was lost: it has no place');
  return entry;
}

/** As one that has nothing left to say. */
async function settle({ platform }: PassParts, tx: HotelTx, entry: LedgerEntry): Promise<void> {
  const outcomes = openOutcomes(tx, [entry]);
  outcomes.become([entry], 'superseded');
  const attempt = {
    ...{ message: entry.id, trigger: 'initial' as const, status: 'superseded' as const },
    ...{ failureClass: undefined, failureCode: undefined, durationMs: 0 },
  };
  await outcomes.save([attempt], platform.clock.now());
}

async function throughLedger(parts: PassParts, tx: HotelTx, beat: OnItsWay): Promise<void> {
  const message = messageOf({ hotel: tx.hotel, begunAt: beat.begunAt });
  try {
    await tx.savepoint(async () => {
      await store(tx, message, beat);
      const id = await read(parts, tx, message);
      await settle(parts, tx, await prepare(parts, tx, id, message));
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
}

async function pass(parts: PassParts, hotel: HotelId): Promise<void> {
  const { platform, host, identityKeys, metrics } = parts;
  const { database, cipher, clock } = platform;
  if (!(await onItsWay(inHotel(database, hotel), cipher.keyIds))) return;
  const passed = await host.gate.transaction(hotel, 'rest', async (tx) => {
    await lockImport(tx);
    const beat = await onItsWay(tx, cipher.keyIds);
    if (!beat) return undefined;
    // A key that it makes stays; made in the savepoint it would be remembered and not be there.
    await identityKeys.hashing(tx);
    await throughLedger(parts, tx, beat);
    const at = clock.now();
    await saveThrough(tx, beat.begunAt, at);
    return { seconds: (at.getTime() - beat.begunAt.getTime()) / 1000 };
  });
  if (passed) metrics.heartbeat(passed.seconds);
}

/**
 * Takes the hotel's heartbeat through, where one is on its way. Nothing of it keeps an import: a failure is told, and it is tried again within
 * the minute.
 */
export async function passHeartbeat(parts: PassParts, hotel: HotelId): Promise<void> {
  const { faults, logger } = parts.platform;
  try {
    await pass(parts, hotel);
  } catch (error) {
    if (isLockTimeout(error)) return;
    const fault = installationFaultOf(error);
    if (fault) faults.report(fault);
    else logger.warn('a heartbeat did not come through', { hotelId: hotel, error });
  }
}
