// The jobs of the reconciliation: every night and on demand all bookings to come; every five minutes the running numbers of agencies.
import { z } from 'zod';
import { hotelId } from '../../domain/ids.js';
import { hotelTransaction, type HotelTx } from '../../platform/database/index.js';
import { inEveryHotel } from '../reporting/every-hotel.js';
import { forgetSettled } from './findings-repository.js';
import { createReconciliation, type Reconciliation, type ReconciliationParts } from './reconciliation.js';
import { lookForGaps } from './report-number-gaps.js';

export interface ReconciliationJobs {
  readonly reconciliation: Reconciliation;
  /** The run is worked exactly if `tx` commits. */
  enqueueRun(tx: HotelTx, run: number): Promise<void>;
}

/** For which a settled finding and a run can be looked up. */
const settledKeptDays = 90;
const id = z.number().int().positive();

export function defineReconciliation(parts: ReconciliationParts): ReconciliationJobs {
  const { platform } = parts;
  const { jobs, database, clock } = platform;
  const reconciliation = createReconciliation(parts);
  const runs = jobs.define({
    ...{ name: 'reconcile', data: z.object({ hotelId: id, run: id }), tries: 3, pauseSeconds: 60 },
    oneAtATimePer: (data) => String(data.hotelId),
    work: (data) => reconciliation.run(hotelId(data.hotelId), data.run),
  });
  const enqueueRun = (tx: HotelTx, run: number) => runs.enqueue({ hotelId: tx.hotel, run }, tx);

  jobs.schedule({
    name: 'reconciliation',
    cron: '20 5 * * *',
    async work() {
      await inEveryHotel(platform, (hotel) =>
        hotelTransaction(database, hotel, async (tx) =>
          enqueueRun(tx, await reconciliation.request(tx, undefined)),
        ),
      );
      await forgetSettled(database, new Date(clock.now().getTime() - settledKeptDays * 24 * 3_600_000));
    },
  });
  jobs.schedule({
    name: 'report-number-gaps',
    cron: '*/5 * * * *',
    work: () => inEveryHotel(platform, (hotel) => lookForGaps(platform, hotel)),
  });
  return { reconciliation, enqueueRun };
}
