// The import of a hotel: what is unread is identified, what is due is applied, in batches, for a few seconds at a time.
import type { HotelId } from '../../domain/ids.js';
import type { Lane } from '../../host/port.js';
import { inHotel, isLockTimeout } from '../../platform/database/index.js';
import { databaseFaults } from '../../platform/faults/index.js';
import { firstDueIsUrgent } from '../ledger/due-repository.js';
import { createNotedCodes, type NotedCodes } from '../mappings/noted-codes.js';
import type { ImportMetrics } from '../metrics.js';
import {
  type Applying,
  applyBatch,
  type BatchOptions,
  isPaced,
  openable,
  type Pass,
  urgentUntil,
} from './batch.js';
import { createFaultMemory, type FaultMemory } from './fault-hits.js';
import { identifyUnread } from './identify.js';
import { workOff } from './isolation.js';
import { blame, type Handling, settleHits, type Stage } from './set-aside.js';
import { tellOutcome } from './told.js';

/** After a backlog of this long the next hotel has its turn; far below the time at which the queue takes a job for dead. */
const passSeconds = 5;

export interface Importer {
  /**
   * Reads and applies what is due for the hotel, for a few seconds: `unfinished` where more is left, so that another hotel's turn comes
   * in between. Idempotent; any number of processes may call it at once.
   */
  run(hotel: HotelId): Promise<'done' | 'unfinished'>;
}

export interface ImportParts extends Applying {
  readonly metrics: ImportMetrics;
}

/** What every pass of this process goes by. */
interface Passing extends ImportParts {
  readonly codes: NotedCodes;
}

type Memory = Readonly<Record<Stage, FaultMemory>>;

/** Undefined where nothing is due. */
async function nextLane({ platform, host }: ImportParts, hotel: HotelId): Promise<Lane | undefined> {
  if (!isPaced(host)) return 'rest';
  const database = inHotel(platform.database, hotel);
  const urgent = await firstDueIsUrgent(database, openable(platform), urgentUntil(platform));
  return urgent === undefined ? undefined : urgent ? 'urgent' : 'rest';
}

async function step(
  parts: ImportParts,
  hotel: HotelId,
  pass: Pass,
  options: Omit<BatchOptions, 'lane'>,
): Promise<'more' | 'done'> {
  const { platform, host, metrics } = parts;
  const lane = await nextLane(parts, hotel);
  if (!lane || pass.hits.standStill()) return 'done';
  const began = performance.now();
  const batch = await host.gate.transaction(hotel, lane, (tx) =>
    applyBatch(parts, tx, pass, { ...options, lane }),
  );
  if (!batch) return 'done';
  metrics.batch((performance.now() - began) / 1000);
  const now = platform.clock.now().getTime();
  for (const { attempt, warnings, receivedAt } of batch.attempts) {
    for (const { code } of warnings) metrics.warned(code);
    tellOutcome(platform, metrics, hotel, attempt);
    metrics.applied(attempt.durationMs / 1000);
    if (attempt.status !== 'imported') continue;
    metrics.arrived(Math.max(0, now - receivedAt.getTime()) / 1000);
    pass.hits.gotThrough(attempt.message);
  }
  return batch.more ? 'more' : 'done';
}

async function applyDue(
  parts: ImportParts,
  hotel: HotelId,
  pass: Pass,
  until: number,
): Promise<'done' | 'unfinished'> {
  const { platform, host, metrics, giveUp } = parts;
  const { hits } = pass;
  const handling: Handling = { platform, metrics, giveUp, hotel, stage: 'unapplied', hits };
  const end = await workOff(
    // Each message holds at least one notification: more of them are not read for nothing.
    Math.min(platform.settings.import.batchSize, host.gate.mostHeld),
    async (limit, onBehalfOf) =>
      performance.now() > until ? 'unfinished' : step(parts, hotel, pass, { limit, onBehalfOf }),
    (message, error) => blame(handling, { message, error }),
  );
  await settleHits(handling);
  if (hits.sawThrough()) platform.faults.over(databaseFaults);
  return end;
}

async function runPass(
  parts: Passing,
  hotel: HotelId,
  { unread, unapplied }: Memory,
): Promise<'done' | 'unfinished'> {
  const until = performance.now() + passSeconds * 1000;
  const pass: Pass = { memory: unapplied, hits: unapplied.pass(), reports: new Map() };
  const identified = await identifyUnread(parts, hotel, unread, pass.reports, until);
  return identified === 'unfinished' ? identified : applyDue(parts, hotel, pass, until);
}

export function createImporter(parts: ImportParts): Importer {
  const passing: Passing = { ...parts, codes: createNotedCodes() };
  const { faults, logger } = parts.platform;
  const memories = new Map<HotelId, Memory>();

  function memoryOf(hotel: HotelId): Memory {
    const known = memories.get(hotel) ?? { unread: createFaultMemory(), unapplied: createFaultMemory() };
    memories.set(hotel, known);
    return known;
  }

  return {
    async run(hotel) {
      try {
        return (await faults.watch(() => runPass(passing, hotel, memoryOf(hotel)))) ?? 'done';
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
