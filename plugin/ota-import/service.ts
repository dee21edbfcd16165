// OTA import: from the site controller's answer to a booking in the PMS and the pool.
import type { XmlTree } from '../domain/booking-report.js';
import type { HotelId, OutputRowId } from '../domain/ids.js';
import type { Host } from '../host/port.js';
import { hotelTransaction, type HotelTx } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import type { Pool } from '../pool/index.js';
import type { ReportReader, SiteControllerClient } from '../tl-lincoln/index.js';
import { beginHeartbeats } from './heartbeat/begin.js';
import { passHeartbeat } from './heartbeat/pass.js';
import { confirmByName } from './receipt/confirm-by-name.js';
import { createConfirmer } from './receipt/confirm.js';
import { createFetcher } from './receipt/fetch.js';
import { createFetchTurns, type FetchTurns } from './receipt/fetch-turns.js';
import { handOver } from './receipt/hand-over.js';
import { createRequests } from './receipt/requests.js';
import { createRestoreWatch } from './receipt/restore-watch.js';
import { lookForMassEdits } from './applying/edited-at-once.js';
import { createImporter } from './applying/import.js';
import { lockImport } from './ledger/due-repository.js';
import { createIdentityKeys } from './ledger/identity-keys.js';
import type { TemporaryImportCache } from './ledger/temporary-import-cache.js';
import { tryNow, waitingForRoom } from './ledger/messages-repository.js';
import { createGivingUp } from './ledger/retry-policy.js';
import { wakingFor } from './ledger/waking.js';
import { type Commands, createCommands, createRetryNow } from './manual/commands.js';
import { createQuestions, type Questions } from './manual/questions.js';
import { codesKeptSince } from './mappings/facts.js';
import { forgetCodes } from './mappings/repository.js';
import { createMappingService, type MappingService } from './mappings/service.js';
import { createImportMetrics } from './metrics.js';
import { type AfterReceipt, createReceiver } from './receipt/receive.js';
import { settlePmsQueue } from './receipt/pms-queue.js';
import { createImportRetryService, type ImportRetryService } from './retries.js';

export interface OtaImport extends FetchTurns {
  /** Reads and applies what is due for the hotel, for a slice of time; `unfinished` where more is left. */
  importDue(hotel: HotelId): Promise<'done' | 'unfinished'>;
  /**
   * Of the messages that wait for a room, the next in turn are tried again for the nights that came free. Idempotent; to be called again when
   * those were tried, as long as such nights are left.
   */
  wakeWaiting(hotel: HotelId): Promise<void>;
  /** A message of our own goes through the import of each hotel that has received nothing for long, up to where it would be applied. */
  beginHeartbeats(): Promise<void>;
  confirm(hotel: HotelId, output: OutputRowId): Promise<void>;
  /** Before jobs begin: has no hotel asked for where the database was restored since the last process worked with it. */
  noticeRestore(): Promise<void>;
  /** What people ask about messages, and have done with them. */
  readonly questions: Questions;
  readonly commands: Commands;
  readonly retries: ImportRetryService;
  /** Takes a message that the PMS's own code hands over, the content of `AllotmentBookingReport`: stored when it resolves. Idempotent. */
  handOver(hotel: HotelId, document: XmlTree): Promise<void>;
  /**
   * Records that the delivery of this name is to be confirmed; refuses one that broke off, with a line in the log. Throws for a hotel without a
   * login. Idempotent.
   */
  confirmByName(hotel: HotelId, outputId: string): Promise<void>;
  /** Tells where many of the hotel's bookings were edited at once in the PMS, and when few of them are left. */
  lookForMassEdits(hotel: HotelId): Promise<void>;
  /** The PMS's own page tells how what was handed over came out, where it says still that this is to be handled. Never throws. */
  settlePmsQueue(): Promise<void>;
  /** Room codes that have not come for long are forgotten, in all hotels. */
  forgetCodes(): Promise<void>;
  readonly mappings: MappingService;
}

/** How the site controller is spoken with, and how its messages are read. */
export interface Protocol {
  readonly client: SiteControllerClient;
  readonly readReport: ReportReader;
}

export function createOtaImport(
  platform: Platform,
  host: Host,
  pool: Pool,
  protocol: Protocol,
  cache: TemporaryImportCache,
  after: AfterReceipt,
): OtaImport {
  const { client, readReport } = protocol;
  const metrics = createImportMetrics(platform.metrics);
  const giveUp = createGivingUp(platform);
  const identityKeys = createIdentityKeys(platform);
  const parts = { platform, host, pool, metrics, readReport, identityKeys, giveUp };
  const commanding = { ...parts, wake: (tx: HotelTx) => after.import(tx.hotel, tx) };
  const importer = createImporter(parts);
  const receiver = createReceiver({ platform, host, cache, after }, metrics);
  const requests = createRequests(platform);
  const fetcher = createFetcher({ platform, client, metrics, receiver, requests });
  const watch = createRestoreWatch(platform, host);
  const confirmer = createConfirmer({ platform, host, client, metrics, requests, giveUp });

  return {
    questions: createQuestions({ ...parts, cache }),
    commands: createCommands(commanding),
    retries: createImportRetryService(platform, { retryNow: createRetryNow(commanding), giveUp }),
    ...createFetchTurns(platform, host, metrics, fetcher, watch),
    async importDue(hotel) {
      const end = await importer.run(hotel);
      // Where bookings wait for the next slice of time, the import is seen to work, or its age is told.
      if (end === 'done') await passHeartbeat(parts, hotel);
      return end;
    },
    beginHeartbeats: () => beginHeartbeats({ platform, host, watch, after }),
    wakeWaiting: (hotel) =>
      hotelTransaction(platform.database, hotel, async (tx) => {
        // Before the hotel's lock, as an import takes them.
        await lockImport(tx);
        const openings = await pool.openings(tx);
        if (openings.length === 0) return;
        const now = platform.clock.now();
        const waking = wakingFor(openings, await waitingForRoom(tx, now));
        await pool.saveOffered(tx, waking);
        await tryNow(tx, waking.woken, 'no_availability', now);
        if (waking.woken.length > 0) await after.import(hotel, tx);
      }),
    confirm: (hotel, output) => confirmer.confirm(hotel, output),
    noticeRestore: async () => void (await watch.look()),
    handOver: (hotel, document) => handOver({ platform, cache, after }, hotel, document),
    async confirmByName(hotel, outputId) {
      const logins = await host.siteControllerLogins(platform.database);
      if (!logins.some((login) => login.hotelId === hotel))
        throw new Error(`hotel ${hotel} has no login at the site controller: nothing of it is confirmed`);
      if (await confirmByName(platform, after, hotel, outputId)) return;
      platform.logger.error(
        'a delivery that broke off was to be confirmed: refused, since the rest of it would be lost',
        {
          hotelId: hotel,
          outputId,
        },
      );
    },
    lookForMassEdits: (hotel) => lookForMassEdits(parts, hotel),
    settlePmsQueue: () => settlePmsQueue(parts),
    forgetCodes: () => forgetCodes(platform.database, codesKeptSince(platform)),
    mappings: createMappingService(commanding),
  };
}
