// 確定解除: a person takes a final room back; the stay waits in the pool again, in the room that it has.
import type { BookingPlanId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import type { HotelTx } from '../../platform/database/index.js';
import { entryAnew, type PoolEntry } from '../modes/modes.js';
import { addHistory } from '../plans/history.js';
import { hotelSettings } from '../plans/hotel-repository.js';
import { poolAgain } from '../plans/final-rooms-repository.js';
import {
  type Decided,
  type DecisionContext,
  planAsSeen,
  present,
  record,
  refused,
  upToDate,
} from './decisions.js';

/** As `Decisions`. */
export interface TakeBackDecision {
  /**
   * Makes a final room tentative again, with the window and deadline of a stay that is booked now; its lock stays. Refuses a room that is not final, one
   * whose guest is in the house or arrives before the next nightly run, and those that the hotel, its mode or a day use makes final at once.
   */
  takeFinalBack(tx: HotelTx, plan: BookingPlanId, version: number): Decided;
}

const staysFinal = {
  off: 'pool.final_while_off',
  mode: 'pool.final_by_mode',
  day_use: 'pool.final_for_day_use',
  booked_late: 'pool.arrives_too_soon',
} as const satisfies Record<Extract<PoolEntry, { pooled: false }>['cause'], string>;

async function takeFinalBack(
  context: DecisionContext,
  tx: HotelTx,
  id: BookingPlanId,
  version: number,
): Decided {
  const { clock, calendar, settings } = context.platform;
  const inventory = await upToDate(context, tx);
  const seen = await planAsSeen(tx, id, version);
  if (!seen.ok) return seen;
  const { value: plan } = seen;
  if (plan.roomState !== 'final') return refused('pool.not_final');
  if (plan.inHouse) return refused('pool.final_in_house');
  const now = clock.now();
  const entry = entryAnew(plan, await hotelSettings(tx), now, calendar, settings.pool.deadlineHour);
  if (!entry.pooled) return refused(staysFinal[entry.cause]);
  await poolAgain(tx, [{ id, entry }], now);
  await addHistory(tx, [id], 'final_taken_back', now);
  context.metrics.finalTakenBack();
  const command = { action: 'booking-plan.take-final-back', subject: `booking-plan:${id}` };
  return ok(await record(context, tx, command, plan, await present(tx, plan), inventory));
}

export const createTakeBackDecision = (context: DecisionContext): TakeBackDecision => ({
  takeFinalBack: (...asked) => takeFinalBack(context, ...asked),
});
