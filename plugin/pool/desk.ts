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
import type { BookingPlan, Reason } from '../domain/booking-plan.js';
import type { HotelDate } from '../domain/hotel-date.js';
import type { BookingNumber, HotelId, RoomId, RoomTypeId } from '../domain/ids.js';
import type { Room } from '../domain/room.js';
import type { RoomInventory, WrittenReservation } from '../host/port.js';
import type { Transaction } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import type { UpgradeTargets } from '../room-hierarchy/index.js';
import { type HotelSettings, poolEntry } from './modes.js';
import { releaseNights, takeNights, takenSpans } from './nights-repository.js';
import type { PlanContent } from './plan-rows.js';
import type { PoolMetrics } from './metrics.js';
import { addHistory, endPlans, insertPlans, livePlansOfBooking, rewritePlan } from './repository.js';

/** One room need of a booking. */
export interface Stay {
  readonly slot: number;
  readonly typeId: RoomTypeId;
  readonly checkIn: HotelDate;
  /** Equal to `checkIn` for a day use. */
  readonly checkOut: HotelDate;
  readonly people: number;
}

export interface Desk {
  /** Plans of a booking that have not ended. */
  plansOf(number: BookingNumber): Promise<BookingPlan[]>;
  /** Where the stays would go, the rooms of `present` plans counted as free. Writes nothing. */
  choose(stays: readonly Stay[], present: readonly BookingPlan[]): Placement;
  /** Writes the plans of a reservation that the PMS now holds in these rooms; `present` plans of the booking go on or end. */
  book(
    number: BookingNumber,
    stays: readonly Stay[],
    chosen: readonly PlacedRoom[],
    written: WrittenReservation,
    present: readonly BookingPlan[],
  ): Promise<void>;
  /** Accepts stays for which no room is free: 部屋未定. `present` plans of the booking, unplaced ones, are brought up to date. */
  keepUnplaced(
    number: BookingNumber,
    stays: readonly Stay[],
    reason: Reason,
    present: readonly BookingPlan[],
  ): Promise<void>;
  /** Ends plans: cancelled or given up. Their nights are free. */
  end(plans: readonly BookingPlan[]): Promise<void>;
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

/** `occupancy` must cover every stay asked for, and is kept true to what the desk writes. */
export function createDesk(context: DeskContext, occupancy: Occupancy): Desk {
  const { platform, metrics, tx, hotel, inventory, settings, upgrades } = context;
  const { clock, calendar, events } = platform;
  const roomById = new Map<RoomId, Room>(inventory.rooms.map((room) => [room.id, room]));
  const hotelRooms = { ...inventory, upgradesOf: (type: RoomTypeId) => upgrades.get(type) ?? [] };
  const roomOf = (plan: BookingPlan | undefined) =>
    plan?.roomId === undefined ? undefined : roomById.get(plan.roomId);

  const eachHeld = (plans: readonly BookingPlan[], act: 'take' | 'release') => {
    for (const plan of plans) {
      const room = roomOf(plan);
      if (room) occupancy[act](room.physical, spanOf(plan.checkIn, plan.checkOut));
    }
  };

  function placedContent(
    number: BookingNumber,
    stay: Stay,
    room: Room,
    reason: Reason,
    written: WrittenReservation,
  ): PlanContent {
    const now = clock.now();
    const entry = poolEntry(stay, settings, now, calendar, platform.settings.pool.deadlineHour);
    return {
      ...common(number, stay, reason, entry.thresholds),
      reservationId: written.id,
      room,
      roomState: entry.pooled ? 'tentative' : 'final',
      finalCause: entry.pooled ? undefined : entry.cause,
      pool: entry.pooled ? { entered: now, window: entry.window, deadline: entry.deadline } : undefined,
    };
  }

  const common = (number: BookingNumber, stay: Stay, reason: Reason, thresholds: object) => ({
    bookingNumber: number,
    slot: stay.slot,
    checkIn: stay.checkIn,
    checkOut: stay.checkOut,
    people: stay.people,
    bookedTypeId: stay.typeId,
    reason,
    entryMode: settings.mode,
    entryThresholds: thresholds,
  });

  /** Writes `contents` over the present plans of the same slot, new ones beside them; present plans without content end. */
  async function write(contents: readonly PlanContent[], present: readonly BookingPlan[]) {
    const bySlot = new Map(present.map((plan) => [plan.slot, plan]));
    const slots = new Set(contents.map((content) => content.slot));
    const dropped = present.filter((plan) => !slots.has(plan.slot));
    const held = present.filter((plan) => plan.roomId !== undefined).map((plan) => plan.id);
    if (held.length > 0) await releaseNights(tx, hotel, held);
    if (dropped.length > 0)
      await endPlans(
        tx,
        hotel,
        dropped.map((plan) => plan.id),
      );
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

  return {
    plansOf: (number) => livePlansOfBooking(tx, hotel, number),

    choose(stays, present) {
      const bySlot = new Map(present.map((plan) => [plan.slot, plan]));
      eachHeld(present, 'release');
      try {
        return placeReservation(
          hotelRooms,
          occupancy,
          stays.map((stay) => ({
            slot: stay.slot,
            bookedTypeId: stay.typeId,
            people: stay.people,
            span: spanOf(stay.checkIn, stay.checkOut),
            preferred: roomOf(bySlot.get(stay.slot)),
          })),
        );
      } finally {
        eachHeld(present, 'take');
      }
    },

    async book(number, stays, chosen, written, present) {
      const reasons = new Map(chosen.map((placed) => [placed.room.id, placed.reason]));
      const contents = stays.map((stay) => {
        const roomId = written.rooms.find((room) => room.slot === stay.slot)?.roomId;
        const room = roomId === undefined ? undefined : roomById.get(roomId);
        if (!room) throw new Error(`room ${stay.slot + 1} of booking ${number} came back without a room`);
        return placedContent(number, stay, room, reasons.get(room.id) ?? chosen[0]!.reason, written);
      });
      const ids = await write(contents, present);
      const nights = contents.map((content, i) => ({
        plan: ids[i]!,
        room: content.room!.physical,
        ...spanOf(content.checkIn, content.checkOut),
      }));
      await takeNights(tx, hotel, nights);
      const wasPlaced = present.some((plan) => plan.roomId !== undefined);
      await addHistory(tx, hotel, ids, wasPlaced ? 'changed' : 'placed', clock.now());
      await events.record(tx, { hotelId: hotel, topic: 'booking-plans' });
      eachHeld(present, 'release');
      for (const taken of nights) occupancy.take(taken.room, taken);
      for (const content of contents) metrics.placed(content);
      if (wasPlaced) await context.nightsFreed();
    },

    async keepUnplaced(number, stays, reason, present) {
      const contents = stays.map((stay): PlanContent => ({
        ...common(number, stay, reason, {}),
        reservationId: undefined,
        room: undefined,
        roomState: 'unplaced',
        finalCause: undefined,
        pool: undefined,
      }));
      const ids = await write(contents, present);
      if (present.length > 0) return;
      await addHistory(tx, hotel, ids, 'unplaced', clock.now());
      await events.record(tx, { hotelId: hotel, topic: 'booking-plans' });
      for (const content of contents) metrics.placed(content);
    },

    async end(plans) {
      if (plans.length === 0) return;
      const ids = plans.map((plan) => plan.id);
      await releaseNights(tx, hotel, ids);
      await endPlans(tx, hotel, ids);
      await addHistory(tx, hotel, ids, 'ended', clock.now());
      await events.record(tx, { hotelId: hotel, topic: 'booking-plans' });
      eachHeld(plans, 'release');
      if (plans.some((plan) => plan.roomId !== undefined)) await context.nightsFreed();
    },
  };
}
