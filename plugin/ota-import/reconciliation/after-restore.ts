// After a restore of the database: messages, PMS and plans of each hotel that is held are compared, for a person to look at (DESIGN 7.14).
import type { HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { comparisonGivenUpAfter } from '../receipt/restored.js';
import { lockedHold, noteRun } from '../receipt/holds-repository.js';

/** Has what is held compared once, and anew where that has not ended for long. */
export async function compareHeld(
  { clock }: Pick<Platform, 'clock'>,
  tx: HotelTx,
  askForRun: () => Promise<number>,
): Promise<void> {
  const hold = await lockedHold(tx);
  if (!hold) return;
  const { run } = hold;
  const isGivenUp = (since: Date) => clock.now().getTime() - since.getTime() >= comparisonGivenUpAfter;
  if (!run || (!run.finished && isGivenUp(run.requestedAt))) await noteRun(tx, await askForRun());
}
