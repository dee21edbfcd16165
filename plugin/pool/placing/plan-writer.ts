// Writes the plans of bookings, in one transaction: over those that a booking has, and new ones of several bookings together.
import { spanOf } from '../../assignment/index.js';
import type { BookingPlan } from '../../domain/booking-plan.js';
import type { BookingPlanId } from '../../domain/ids.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { type PlanNights, releaseNights, takeNights } from '../plans/nights-repository.js';
import type { PlanContent } from '../plans/plan-rows.js';
import { addHistory } from '../plans/history.js';
import type { HistoryEvent } from '../../domain/booking-plan.js';
import {
  endPlans,
  insertPlans,
  leaveSlots,
  type NewPlan,
  reservePlanIds,
  rewritePlan,
} from '../plans/repository.js';
import { pairRooms } from './pairing.js';

/** Which plan goes on as which content. */
const goingOn = (plans: readonly BookingPlan[], contents: readonly PlanContent[]) =>
  pairRooms(
    plans,
    contents,
    ({ roomId, bookedTypeId, smoking, roomTypeId, people, slot }) => ({
      ...{ roomId, typeId: bookedTypeId, smoking, otherTypeId: roomTypeId, people, place: slot },
    }),
    ({ room, bookedTypeId, smoking, people, slot }) => ({
      ...{ roomId: room?.id, typeId: bookedTypeId, smoking, people, place: slot },
    }),
  );

const nightsOf = (plan: BookingPlanId, { room, checkIn, checkOut }: PlanContent): PlanNights[] =>
  room ? [{ plan, room: room.physical, ...spanOf(checkIn, checkOut) }] : [];

interface Unwritten extends NewPlan {
  readonly id: BookingPlanId;
  readonly event: HistoryEvent;
}

/**
 * Plans of a booking that has none wait for those of the next bookings, where `bookings` says that there are several, and are written in one
 * statement. They have their ids at once. A booking that is alone is written at once: what is wrong with it is its own.
 */
export class PlanWriter {
  private unwritten: readonly Unwritten[] = [];
  private ids: BookingPlanId[] = [];

  constructor(
    private readonly tx: HotelTx,
    private readonly clock: Platform['clock'],
    private readonly bookings: number,
  ) {}

  /**
   * Writes `contents` over the plans that they are paired with, new ones beside them, all with their nights and `event` in their history; other
   * plans end. Answers in order of `contents`.
   */
  async write(
    contents: readonly PlanContent[],
    plans: readonly BookingPlan[],
    event: HistoryEvent,
  ): Promise<BookingPlanId[]> {
    if (plans.length === 0 && this.bookings > 1) return this.writeLater(contents, event);
    await this.finish();
    return this.writeOver(contents, plans, event);
  }

  /** Writes what is not written yet: before anybody reads plans, and at the end. */
  async finish(): Promise<void> {
    const at = this.clock.now();
    for (const [event, some] of Map.groupBy(this.unwritten, (one) => one.event))
      await insertPlans(this.tx, some, event, at);
    this.unwritten = [];
  }

  /** What was not written before `work` is so again where it throws, and what it has added is forgotten. */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const before = this.unwritten;
    try {
      return await this.tx.savepoint(() => {
        this.unwritten = before;
        return work();
      });
    } catch (error) {
      this.unwritten = before;
      throw error;
    }
  }

  private async writeLater(contents: readonly PlanContent[], event: HistoryEvent): Promise<BookingPlanId[]> {
    const missing = contents.length - this.ids.length;
    // Most bookings are of one room.
    if (missing > 0) this.ids.push(...(await reservePlanIds(this.tx, Math.max(missing, this.bookings))));
    const ids = this.ids.splice(0, contents.length);
    const added = contents.map((content, i) => ({ id: ids[i]!, content, event }));
    this.unwritten = [...this.unwritten, ...added];
    return ids;
  }

  private async writeOver(
    contents: readonly PlanContent[],
    plans: readonly BookingPlan[],
    event: HistoryEvent,
  ): Promise<BookingPlanId[]> {
    const { tx } = this;
    const at = this.clock.now();
    const pairs = goingOn(plans, contents);
    const ids = new Map([...pairs].map(([plan, content]) => [content, plan.id]));
    const dropped = plans.filter((plan) => !pairs.has(plan)).map((plan) => plan.id);
    const held = plans.filter((plan) => plan.roomId !== undefined).map((plan) => plan.id);
    const displaced = [...pairs].filter(([plan, { slot }]) => plan.slot !== slot).map(([{ id }]) => id);
    if (held.length > 0) await releaseNights(tx, held);
    if (dropped.length > 0) await endPlans(tx, dropped, at);
    if (displaced.length > 0) await leaveSlots(tx, displaced);
    for (const [{ id }, content] of pairs) await rewritePlan(tx, id, content, at);
    const fresh = contents.filter((content) => !ids.has(content));
    const inserted = await insertPlans(
      tx,
      fresh.map((content) => ({ id: undefined, content })),
      event,
      at,
    );
    for (const content of fresh) ids.set(content, inserted.find(({ slot }) => slot === content.slot)!.id);
    const rewritten = [...pairs].map(([{ id }, content]) => ({ id, content }));
    const nights = rewritten.flatMap(({ id, content }) => nightsOf(id, content));
    if (nights.length > 0) await takeNights(tx, nights);
    await addHistory(
      tx,
      rewritten.map(({ id }) => id),
      event,
      at,
    );
    return contents.map((content) => ids.get(content)!);
  }
}
