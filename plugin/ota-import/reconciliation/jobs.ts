// The jobs of the reconciliation: every night and on demand all bookings to come; every five minutes the running numbers of agencies.
import { z } from 'zod';
import { hotelId } from '../../domain/ids.js';
import { hotelTransaction, type HotelTx } from '../../platform/database/index.js';
import { inEach } from '../../platform/in-each.js';
import { inEveryHotel } from '../reporting/every-hotel.js';
import { heldHotels } from '../receipt/holds-repository.js';
import { compareHeld } from './after-restore.js';
import { forgetSettled } from './findings-repository.js';
import { createReconciliation, type Reconciliation, type ReconciliationParts } from './reconciliation.js';
import { lookForGaps } from './report-number-gaps.js';

export interface ReconciliationJobs {
  readonly reconciliation: Reconciliation;
  /** Asks for a run in `tx`, unless one waits or works already; answers with its id. It is worked exactly if `tx` commits. */
  readonly ask: (
    tx: HotelTx,
    user: number | undefined,
  ) => Promise<{ readonly run: number; readonly isNew: boolean }>;
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
    idempotent: 'Compares anew and writes over: of a kind and subject one finding stands.',
    oneAtATimePer: (data) => String(data.hotelId),
    work: (data) => reconciliation.run(hotelId(data.hotelId), data.run),
  });
  const ask: ReconciliationJobs['ask'] = async (tx, user) => {
    const asked = await reconciliation.request(tx, user);
    if (asked.isNew) await runs.enqueue({ hotelId: tx.hotel, run: asked.run }, tx);
    return asked;
  };

  jobs.schedule({
    name: 'reconciliation',
    cron: '20 5 * * *',
    idempotent: 'Where a run waits or works already, none is asked for.',
    async work() {
      await inEveryHotel(platform, (hotel) =>
        hotelTransaction(database, hotel, async (tx) => void (await ask(tx, undefined))),
      );
      await forgetSettled(database, new Date(clock.now().getTime() - settledKeptDays * 24 * 3_600_000));
    },
  });
  jobs.schedule({
    name: 'reconcile-restored',
    cron: '* * * * *',
    idempotent: 'Asks for a run only where a held hotel has none that has ended or may still end.',
    async work() {
      const held = (await heldHotels(database)).map(({ hotel }) => hotel);
      await inEach(platform.logger, held, (hotel) =>
        hotelTransaction(database, hotel, (tx) =>
          compareHeld(platform, tx, async () => {
            const run = await reconciliation.requestAnew(tx);
            await runs.enqueue({ hotelId: hotel, run }, tx);
            return run;
          }),
        ),
      );
    },
  });
  jobs.schedule({
    name: 'report-number-gaps',
    cron: '*/5 * * * *',
    idempotent: 'Of an agency one finding of a gap stands, written over by each look.',
    work: () => inEveryHotel(platform, (hotel) => lookForGaps(platform, hotel)),
  });
  return { reconciliation, ask };
}
