// ノーショー and 早期出発: a person frees the nights that a guest does not use, and says whether they are charged (D15).
import type { HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId } from '../../domain/ids.js';
import type { Refusal } from '../../domain/refusal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Fee, HostHotelTx, HostReservation } from '../../host/port.js';
import { currentUserId } from '../../platform/context.js';
import type { HotelTx } from '../../platform/database/index.js';
import { today } from '../following/another-room.js';
import { nightsToFree } from '../following/presence.js';
import { addHistory } from '../plans/history.js';
import { planById } from '../plans/repository.js';
import {
  atOnce,
  type Decided,
  type DecisionContext,
  isPlaced,
  type PlacedStay,
  present,
  record,
  refused,
  unknownPlan,
  upToDate,
} from './decisions.js';

/** What the person has chosen. */
export interface NightsChoice {
  /** From which night on they are freed; undefined: all that may be. */
  readonly from: HotelDate | undefined;
  readonly fee: Fee;
}

/** As `Decisions`. */
export interface ReleaseDecision {
  /**
   * Frees the nights, to the last one, of a guest who has checked out early or has not come; the PMS bills them or not. Refuses where there are
   * none, and a night that is not one of them.
   */
  releaseNights(tx: HotelTx, plan: BookingPlanId, version: number, choice: NightsChoice): Decided;
}

/** Of one that has ended since it was seen, that it has changed: this very command may have ended it. */
async function asSeen(tx: HotelTx, id: BookingPlanId, version: number): Promise<Result<PlacedStay, Refusal>> {
  const plan = await planById(tx, id);
  if (!plan) return unknownPlan(id);
  if (plan.version !== version) return refused('pool.plan_changed', { version });
  if (plan.roomState === 'ended') return unknownPlan(id);
  return isPlaced(plan) ? ok(plan) : refused('pool.nothing_to_release');
}

interface Released {
  readonly nights: readonly HotelDate[];
  /** The reservation as it was. */
  readonly before: HostReservation;
}

/** Nobody checks the guest in between the look and the writing: the reservation is locked first. */
async function release(
  context: DecisionContext,
  writing: HostHotelTx,
  plan: PlacedStay,
  { from, fee }: NightsChoice,
): Promise<Result<Released, Refusal>> {
  const { host } = context;
  const { reservationId: reservation, roomId: room } = plan;
  await host.lockReservation(writing, reservation);
  const [before] = await host.reservations(writing, [reservation]);
  const free = before ? nightsToFree(before, plan, today(context)) : [];
  const first = from ?? free[0];
  if (!before || first === undefined || free.length === 0) return refused('pool.nothing_to_release');
  if (!free.includes(first)) return refused('pool.night_not_to_release', { night: first });
  const nights = free.filter((night) => night >= first);
  await host.releaseNights(
    writing,
    { reservation, room, from: first, to: nights.at(-1)!, fee },
    currentUserId(),
  );
  return ok({ nights, before });
}

export const createReleaseDecision = (context: DecisionContext): ReleaseDecision => ({
  async releaseNights(tx, id, version, choice) {
    const inventory = await upToDate(context, tx);
    const seen = await asSeen(tx, id, version);
    if (!seen.ok) return seen;
    const plan = seen.value;
    const released = await atOnce(context, tx, (writing) => release(context, writing, plan, choice));
    if (!released.ok) return fail(released.failure);
    const { nights, before } = released.value;
    await context.sync.follow(tx, inventory.rooms, [plan.reservationId]);
    await addHistory(tx, [id], 'nights_released', context.platform.clock.now());
    const command = {
      action: 'booking-plan.release-nights',
      subject: `booking-plan:${id}`,
      said: { from: nights[0]!, nights: nights.length, fee: choice.fee, reservationWas: before.status },
    };
    return ok(await record(context, tx, command, plan, await present(tx, plan), inventory));
  },
});
