// The desk at which, in one transaction and under the hotel's lock, stays are placed, changed and ended.
import {
  createOccupancy,
  type NightSpan,
  type Occupancy,
  placeReservation,
  type PlacedRoom,
  type Placement,
  spanOf,
} from '../assignment/index.js';
import type { BookingPlan, FinalCause, Reason } from '../domain/booking-plan.js';
import type { BookingNumber, BookingPlanId, HotelId, RoomId, RoomTypeId } from '../domain/ids.js';
import type { Room } from '../domain/room.js';
import type { HostReservation, RoomInventory, WrittenReservation } from '../host/port.js';
import type { Transaction } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import type { UpgradeTargets } from '../room-hierarchy/index.js';
import {
  finalCauses,
  finalRooms,
  heldSpans,
  type Holding,
  holdingOf,
  holdsRooms,
  presentRooms,
  type Stay,
} from './holding.js';
import type { PoolMetrics } from './metrics.js';
import { type HotelSettings, poolEntry } from './modes.js';
import { releaseNights, takeNights, takenSpans } from './nights-repository.js';
import type { PlanContent } from './plan-rows.js';
import { addHistory, endPlans, insertPlans, livePlansOfBooking, rewritePlan } from './repository.js';

export interface Desk {
  /** What the booking holds, `reservation` being the one the PMS has for it. */
  holding(number: BookingNumber, reservation: HostReservation | undefined): Promise<Holding>;
  /**
   * Where the stays would go; what the booking holds counts as free. Final rooms are kept where they are free, others where they fit.
   * Writes nothing.
   */
  choose(stays: readonly Stay[], holding: Holding): Placement;
  /** Writes the plans of a reservation that the PMS now holds in these rooms; plans of the holding go on or end, final rooms stay final. */
  book(
    number: BookingNumber,
    stays: readonly Stay[],
    chosen: readonly PlacedRoom[],
    written: WrittenReservation,
    holding: Holding,
  ): Promise<void>;
  /** Accepts stays for which no room is free: 部屋未定. The holding has no rooms; its unplaced plans are brought up to date. */
  keepUnplaced(
    number: BookingNumber,
    stays: readonly Stay[],
    reason: Reason,
    holding: Holding,
  ): Promise<void>;
  /** Ends the plans: cancelled or given up. Their nights are free. */
  end(holding: Holding): Promise<void>;
}

export interface DeskContext {
  readonly platform: Platform;
  readonly metrics: PoolMetrics;
  readonly tx: Transaction;
  readonly hotel: HotelId;
  readonly inventory: RoomInventory;
  readonly settings: HotelSettings;
  readonly upgrades: UpgradeTargets;
  /** Tells whoever waits for rooms, in this transaction. */
  readonly nightsFreed: () => Promise<void>;
}

/** The picture of `window` as the database has it, inside the transaction. */
export async function loadOccupancy(tx: Transaction, hotel: HotelId, window: NightSpan): Promise<Occupancy> {
  const occupancy = createOccupancy(window);
  for (const taken of await takenSpans(tx, hotel, window)) occupancy.take(taken.room, taken);
  return occupancy;
}

function commonContent(
  number: BookingNumber,
  stay: Stay,
  reason: Reason,
  settings: HotelSettings,
  thresholds: object,
) {
  return {
    bookingNumber: number,
    slot: stay.slot,
    checkIn: stay.checkIn,
    checkOut: stay.checkOut,
    people: stay.people,
    bookedTypeId: stay.typeId,
    reason,
    entryMode: settings.mode,
    entryThresholds: thresholds,
  };
}

/** What a stay was given: `finalCause` where that very room was final before. */
interface Given {
  readonly room: Room;
  readonly reason: Reason;
  readonly finalCause: FinalCause | undefined;
}

function placedContent(
  { platform, settings }: DeskContext,
  number: BookingNumber,
  stay: Stay,
  { room, reason, finalCause }: Given,
  written: WrittenReservation,
): PlanContent {
  const now = platform.clock.now();
  const entry = poolEntry(stay, settings, now, platform.calendar, platform.settings.pool.deadlineHour);
  const cause = finalCause ?? (entry.pooled ? undefined : entry.cause);
  const pooled = entry.pooled && cause === undefined;
  return {
    ...commonContent(number, stay, reason, settings, entry.thresholds),
    reservationId: written.id,
    room,
    roomState: pooled ? 'tentative' : 'final',
    finalCause: cause,
    pool: pooled ? { entered: now, window: entry.window, deadline: entry.deadline } : undefined,
  };
}

function unplacedContent(
  { settings }: DeskContext,
  number: BookingNumber,
  stay: Stay,
  reason: Reason,
): PlanContent {
  return {
    ...commonContent(number, stay, reason, settings, {}),
    reservationId: undefined,
    room: undefined,
    roomState: 'unplaced',
    finalCause: undefined,
    pool: undefined,
  };
}

/** A booking that is tried again without anything new in it leaves no trace. */
function saysTheSame(contents: readonly PlanContent[], plans: readonly BookingPlan[]): boolean {
  const facts = (stay: Pick<BookingPlan, 'slot' | 'checkIn' | 'checkOut' | 'people' | 'bookedTypeId'>) =>
    [stay.slot, stay.checkIn, stay.checkOut, stay.people, stay.bookedTypeId].join();
  const known = new Set(plans.map(facts));
  return contents.length === plans.length && contents.every((content) => known.has(facts(content)));
}

/** Writes `contents` over the plans of the same slots, new ones beside them; plans without content end. Answers in order of `contents`. */
async function writePlans(
  { tx, hotel }: DeskContext,
  contents: readonly PlanContent[],
  plans: readonly BookingPlan[],
): Promise<BookingPlanId[]> {
  const bySlot = new Map(plans.map((plan) => [plan.slot, plan]));
  const slots = new Set(contents.map((content) => content.slot));
  const dropped = plans.filter((plan) => !slots.has(plan.slot));
  const held = plans.filter((plan) => plan.roomId !== undefined).map((plan) => plan.id);
  if (held.length > 0) await releaseNights(tx, hotel, held);
  if (dropped.length > 0) {
    await endPlans(
      tx,
      hotel,
      dropped.map((plan) => plan.id),
    );
  }
  const fresh = contents.filter((content) => !bySlot.has(content.slot));
  const inserted = fresh.length === 0 ? [] : await insertPlans(tx, hotel, fresh);
  const ids = new Map(fresh.map((content, i) => [content.slot, inserted[i]!]));
  for (const content of contents) {
    const plan = bySlot.get(content.slot);
    if (!plan) continue;
    ids.set(content.slot, plan.id);
    await rewritePlan(tx, hotel, plan.id, content);
  }
  return contents.map((content) => ids.get(content.slot)!);
}

/** `occupancy` must cover every stay asked for, and is kept true to what the desk writes. */
export function createDesk(context: DeskContext, occupancy: Occupancy): Desk {
  const { platform, metrics, tx, hotel, inventory, upgrades } = context;
  const { clock, events } = platform;
  const roomById = new Map<RoomId, Room>(inventory.rooms.map((room) => [room.id, room]));
  const hotelRooms = { ...inventory, upgradesOf: (type: RoomTypeId) => upgrades.get(type) ?? [] };

  const giveUp = (holding: Holding) => {
    for (const { room, span } of heldSpans(holding, roomById)) occupancy.release(room.physical, span);
  };
  const takeBack = (holding: Holding) => {
    for (const { room, span } of heldSpans(holding, roomById)) occupancy.take(room.physical, span);
  };
  const changed = () => events.record(tx, { hotelId: hotel, topic: 'booking-plans' });

  return {
    holding: async (number, reservation) =>
      holdingOf(await livePlansOfBooking(tx, hotel, number), reservation),

    choose(stays, holding) {
      const preferred = presentRooms(stays, holding, roomById);
      const final = finalRooms(stays, holding, roomById);
      giveUp(holding);
      try {
        return placeReservation(
          hotelRooms,
          occupancy,
          stays.map((stay) => ({
            slot: stay.slot,
            bookedTypeId: stay.typeId,
            people: stay.people,
            span: spanOf(stay.checkIn, stay.checkOut),
            preferred: preferred.get(stay.slot),
            final: final.get(stay.slot),
          })),
        );
      } finally {
        takeBack(holding);
      }
    },

    async book(number, stays, chosen, written, holding) {
      const reasons = new Map(chosen.map((placed) => [placed.room.id, placed.reason]));
      const causes = finalCauses(holding);
      const contents = stays.map((stay) => {
        const roomId = written.rooms.find((room) => room.slot === stay.slot)?.roomId;
        const room = roomId === undefined ? undefined : roomById.get(roomId);
        const reason = room && reasons.get(room.id);
        if (!reason)
          throw new Error(`room ${stay.slot + 1} of booking ${number} came back in no chosen room`);
        const given = { room, reason, finalCause: causes.get(room.id) };
        return { ...placedContent(context, number, stay, given, written), room };
      });
      const ids = await writePlans(context, contents, holding.plans);
      const nights = contents.map(({ room, checkIn, checkOut }, i) => ({
        plan: ids[i]!,
        room: room.physical,
        ...spanOf(checkIn, checkOut),
      }));
      await takeNights(tx, hotel, nights);
      await addHistory(tx, hotel, ids, holdsRooms(holding) ? 'changed' : 'placed', clock.now());
      await changed();
      giveUp(holding);
      for (const taken of nights) occupancy.take(taken.room, taken);
      for (const content of contents) {
        metrics.placed(content);
        if (content.finalCause && !causes.has(content.room.id)) metrics.finalised(content.finalCause, 1);
      }
      if (holdsRooms(holding)) await context.nightsFreed();
    },

    async keepUnplaced(number, stays, reason, { plans }) {
      const contents = stays.map((stay) => unplacedContent(context, number, stay, reason));
      if (saysTheSame(contents, plans)) return;
      const ids = await writePlans(context, contents, plans);
      await addHistory(tx, hotel, ids, 'unplaced', clock.now());
      await changed();
      for (const content of contents) metrics.placed(content);
    },

    async end(holding) {
      const ids = holding.plans.map((plan) => plan.id);
      if (ids.length > 0) {
        await releaseNights(tx, hotel, ids);
        await endPlans(tx, hotel, ids);
        await addHistory(tx, hotel, ids, 'ended', clock.now());
        await changed();
      }
      giveUp(holding);
      if (holdsRooms(holding)) await context.nightsFreed();
    },
  };
}
