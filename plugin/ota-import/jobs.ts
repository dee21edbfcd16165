// The import's jobs: fetch, import, confirm. The tables say what is due; a job only wakes us.
import { z } from 'zod';
import { hotelId, outputRowId } from '../domain/ids.js';
import type { Host } from '../host/port.js';
import type { Platform } from '../platform/index.js';
import type { Job } from '../platform/jobs/index.js';
import type { Pool } from '../pool/index.js';
import { createReception, type Reception } from './receipt/reception.js';
import { inEveryHotel } from './reporting/every-hotel.js';
import { keepHouse } from './ledger/housekeeping.js';
import { createTemporaryImportCache } from './ledger/temporary-import-cache.js';
import { createOtaImport, type OtaImport, type Protocol } from './service.js';
import { createImportSettings, type ImportSettingsService } from './settings-service.js';

const id = z.number().int().positive();

/** Hotels whose messages one process applies at the same time: each holds a connection. */
const importsAtOnce = 2;
/** One that waits for a silent site controller does not hold up the others. */
const confirmationsAtOnce = 2;

export interface ImportJobs {
  readonly service: OtaImport;
  readonly reception: Reception;
  readonly settings: ImportSettingsService;
  /** Asks for everything that the tables say is due: messages to try again, outputs to confirm again, nights that came free. */
  requestDue(): Promise<void>;
  /** Asks for a look at the messages that wait for a room, in every hotel where nights came free. Answers with how many hotels. */
  requestWaking(): Promise<number>;
  /** From now on asks for it whenever nights come free, in whatever process. Returns how to stop. */
  listen(): () => void;
}

type OfHotel = { readonly hotelId: number };

interface ImportQueues {
  readonly imports: Job<OfHotel>;
  readonly confirmations: Job<OfHotel & { readonly output: number }>;
  readonly wakings: Job<OfHotel>;
  readonly fetches: Job<OfHotel>;
}

const tries = { tries: 5, pauseSeconds: 1 } as const;

/** `service` is asked for when a job runs: it enqueues such jobs itself. */
function defineQueues({ jobs }: Platform, pool: Pool, service: () => OtaImport): ImportQueues {
  const imports: Job<OfHotel> = jobs.define({
    ...{ name: 'import', data: z.object({ hotelId: id }), ...tries },
    idempotent:
      'Takes what the tables say is due, under the hotel’s lock; a message that was applied is not due any more.',
    concurrency: importsAtOnce,
    oneAtATimePer: (data) => String(data.hotelId),
    async work(data) {
      const hotel = hotelId(data.hotelId);
      if ((await service().importDue(hotel)) === 'unfinished') await imports.enqueue(data);
      // Those who were woken have been tried: whom they left a night to is next.
      else if (await pool.hasFreedNights(hotel)) await wakings.enqueue(data);
    },
  });
  const confirmations = jobs.define({
    ...{ name: 'confirm', data: z.object({ hotelId: id, output: id }), ...tries },
    idempotent:
      'An output that is confirmed is not asked for again; the site controller takes a second confirmation for the first.',
    concurrency: confirmationsAtOnce,
    // The site controller is asked one thing at a time for a hotel: the others need not wait for that at a worker.
    oneAtATimePer: (data) => String(data.hotelId),
    work: (data) => service().confirm(hotelId(data.hotelId), outputRowId(data.output)),
  });
  // Any number of them may run: each takes what came free, and waits for no process that has died.
  const wakings: Job<OfHotel> = jobs.define({
    ...{ name: 'wake-waiting', data: z.object({ hotelId: id }), ...tries },
    idempotent:
      'Takes away what came free as it is looked at; messages that it makes due a second time are due once.',
    deadLetter: false,
    work: (data) => service().wakeWaiting(hotelId(data.hotelId)),
  });
  // Of one that fails, the schedule's next look does the work.
  const fetches = jobs.define({
    ...{ name: 'fetch-now', data: z.object({ hotelId: id }), tries: 1, pauseSeconds: 1 },
    idempotent:
      'One request at a time by the hotel’s lease; an output that comes again is stored once, by its content.',
    deadLetter: false,
    oneAtATimePer: (data) => String(data.hotelId),
    work: (data) => service().fetchHotel(hotelId(data.hotelId)),
  });
  return { imports, confirmations, wakings, fetches };
}

/** The service and the jobs that call it belong together: a receipt enqueues the jobs in its own transaction. */
export function defineImport(platform: Platform, host: Host, pool: Pool, protocol: Protocol): ImportJobs {
  const { jobs, events, logger } = platform;
  const { imports, confirmations, wakings, fetches } = defineQueues(platform, pool, () => service);
  const cache = createTemporaryImportCache(platform);
  const service = createOtaImport(platform, host, pool, protocol, cache, {
    import: (hotel, tx) => imports.enqueue({ hotelId: hotel }, tx),
    confirm: (hotel, output, tx) => confirmations.enqueue({ hotelId: hotel, output }, tx),
  });

  const reception = createReception({
    ...{ platform, host },
    requestFetch: (hotel, tx) => fetches.enqueue({ hotelId: hotel }, tx),
  });

  const settings = createImportSettings({
    ...{ platform, reception },
    wake: (tx) => imports.enqueue({ hotelId: tx.hotel }, tx),
  });

  async function requestWaking() {
    const hotels = await pool.hotelsWithFreedNights();
    await wakings.enqueueAll(hotels.map((hotel) => ({ hotelId: hotel })));
    return hotels.length;
  }

  async function requestDue() {
    await requestWaking();
    const due = await service.retries.due();
    await imports.enqueueAll(due.imports.map((hotel) => ({ hotelId: hotel })));
    await confirmations.enqueueAll(
      due.confirmations.map(({ hotel, id }) => ({ hotelId: hotel, output: id })),
    );
  }

  function listen() {
    return events.subscribe(({ topic, hotelId: hotel }) => {
      if (topic !== 'nights-freed') return;
      wakings.enqueue({ hotelId: hotel }).catch((error: unknown) => {
        // What came free stays noted: the next minute's look finds it.
        logger.warn('those who wait for a room could not be told of one', { hotelId: hotel, error });
      });
    });
  }

  // Every minute; each hotel's own rhythm is kept by its bucket.
  jobs.schedule({
    ...{ name: 'fetch', cron: '* * * * *' },
    idempotent:
      'Each hotel is asked when its turn has come, by one process under its lease; an output that comes again is stored once, by its content.',
    work: async () => void (await service.fetchAll()),
  });
  jobs.schedule({
    ...{ name: 'import-housekeeping', cron: '50 4 * * *' },
    idempotent:
      'What is forgotten is gone, and what is sealed anew names its new key: a second run finds neither.',
    work: () => keepHouse(platform, cache),
  });
  jobs.schedule({
    ...{ name: 'mass-edits', cron: '40 * * * *' },
    idempotent: 'Writes over what it found of the hotel before.',
    work: () => inEveryHotel(platform, (hotel) => service.lookForMassEdits(hotel)),
  });
  jobs.schedule({
    ...{ name: 'forget-room-codes', cron: '45 4 * * *' },
    idempotent: 'What is forgotten is gone: a second run does not find it.',
    work: () => service.forgetCodes(),
  });
  jobs.schedule({
    ...{ name: 'pms-queue', cron: '* * * * *' },
    idempotent:
      'Takes rows of the PMS’s page that say that they are still to be handled; one that it has settled says so no more.',
    work: () => service.settlePmsQueue(),
  });
  jobs.schedule({
    ...{ name: 'heartbeat', cron: '* * * * *' },
    idempotent: 'A quiet hotel has one heartbeat under way at most: a second run finds it there.',
    work: () => service.beginHeartbeats(),
  });
  jobs.schedule({
    ...{ name: 'due-imports', cron: '* * * * *' },
    idempotent: 'Only enqueues, and of two jobs for the same work the second finds nothing due.',
    work: requestDue,
  });
  return { service, reception, settings, requestDue, requestWaking, listen };
}
