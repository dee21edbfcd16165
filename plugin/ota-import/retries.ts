// ImportRetryService (O5): what is due, what is planned, what a person has tried now, and what is given up; messages and confirmations alike.
import { importFailure } from '../domain/import-failure.js';
import type { HotelId, OutputRowId } from '../domain/ids.js';
import { inHotel } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import { dueConfirmations } from './receipt/outputs-repository.js';
import { hotelsToImport } from './ledger/due-hotels.js';
import {
  confirmationSchedule,
  type GivingUp,
  type RetryRules,
  type RetrySchedule,
  scheduleOf,
} from './ledger/retry-policy.js';
import { type PlannedRow, plannedTries } from './ledger/retry-repository.js';
import type { RetryNow } from './manual/commands.js';
import { importSettings } from './settings/repository.js';

export interface DueWork {
  /** Hotels with messages to read or to try. */
  readonly imports: readonly HotelId[];
  readonly confirmations: readonly { readonly hotel: HotelId; readonly id: OutputRowId }[];
}

/** A try to come, with its schedule. */
export interface PlannedTry extends PlannedRow {
  readonly schedule: RetrySchedule;
}

export interface ImportRetryService {
  /** What is to be done now, of all hotels; whoever asks for it again before it is done gets it again. */
  due(): Promise<DueWork>;
  /** The tries to come in a hotel, the next one first, and how many there are. */
  schedule(
    hotel: HotelId,
    range: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly tries: readonly PlannedTry[]; readonly total: number }>;
  /** A person has a message tried now, by all the rules; where it cannot be applied, its schedule goes on from there. */
  readonly retryNow: RetryNow;
  /** Asked by whoever tried in vain: whether that was the last time, and else when the next is. */
  readonly giveUp: GivingUp;
}

export function createImportRetryService(
  platform: Platform,
  { retryNow, giveUp }: Pick<ImportRetryService, 'retryNow' | 'giveUp'>,
): ImportRetryService {
  const { database, clock, calendar, settings } = platform;

  function planned(row: PlannedRow, rules: RetryRules): PlannedTry {
    if (row.what === 'confirmation') return { ...row, schedule: confirmationSchedule(row, settings.import) };
    const retry = row.failureCode && importFailure(row.failureCode).retry;
    return {
      ...row,
      schedule: scheduleOf({ ...row, retry, nextAttemptAt: row.next }, calendar, rules),
    };
  }

  return {
    ...{ retryNow, giveUp },
    async due() {
      const imports = await hotelsToImport(platform);
      return { imports, confirmations: await dueConfirmations(database, clock.now()) };
    },
    async schedule(hotel, range) {
      const sql = inHotel(database, hotel);
      const rules = await importSettings(platform, sql);
      const { tries, total } = await plannedTries(sql, range);
      return { tries: tries.map((row) => planned(row, rules)), total };
    },
  };
}
