// Brings our plans and nights up to what the PMS says, reading only what was written there since the last time.
import type { BookingPlan } from '../domain/booking-plan.js';
import { businessDate } from '../domain/hotel-date.js';
import type { HotelId, PhysicalRoom, ReservationId, RoomId } from '../domain/ids.js';
import type { Room } from '../domain/room.js';
import type { HostPort, HostReservation } from '../host/port.js';
import type { Transaction } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import { follow, type Following } from './follow.js';
import {
  type HostNight,
  hostCursor,
  mirrorHostNights,
  releaseNights,
  saveHostCursor,
  takeNightsWhereFree,
} from './nights-repository.js';
import {
  addHistory,
  changePlacedPlan,
  endPlans,
  livePlansOfReservations,
  withdrawFinal,
} from './repository.js';

export interface HostSync {
  /** Under the hotel's lock. Answers with whether any nights came free. */
  run(tx: Transaction, hotel: HotelId, rooms: readonly Room[]): Promise<{ nightsFreed: boolean }>;
}

export function createHostSync(platform: Platform, host: HostPort): HostSync {
  const { clock, calendar, events, logger } = platform;

  async function read(
    tx: Transaction,
    hotel: HotelId,
  ): Promise<{ ids: readonly ReservationId[]; found: readonly HostReservation[] }> {
    const before = await hostCursor(tx, hotel);
    const { ids, cursor } = await host.changesSince(tx, hotel, before);
    if (cursor !== before) await saveHostCursor(tx, hotel, cursor);
    if (before !== undefined) return { ids, found: await host.reservations(tx, hotel, ids) };
    // The first look at this hotel takes in everything the PMS holds from today on.
    const found = await host.reservationsFrom(tx, hotel, businessDate(clock.now(), calendar));
    return { ids: found.map((reservation) => reservation.id), found };
  }

  async function apply(
    tx: Transaction,
    hotel: HotelId,
    following: readonly Following[],
  ): Promise<HostNight[]> {
    const changed = following.flatMap((one) => one.changed);
    const ended = following.flatMap((one) => one.ended);
    const now = clock.now();
    // All nights go before any comes, so that two plans can exchange rooms.
    const released = [...ended, ...changed.filter(movesNights).map(({ plan }) => plan)];
    if (released.length > 0)
      await releaseNights(
        tx,
        hotel,
        released.map((plan) => plan.id),
      );
    if (ended.length > 0) {
      await endPlans(
        tx,
        hotel,
        ended.map((plan) => plan.id),
      );
      await addHistory(
        tx,
        hotel,
        ended.map((plan) => plan.id),
        'ended',
        now,
      );
    }
    for (const { plan, change } of changed) await changePlacedPlan(tx, hotel, plan.id, change);
    return takeStandingNights(tx, hotel, following);
  }

  /**
   * Whoever stands somewhere holds the nights there. Plans that have not changed are asked for too: one whose nights another held until
   * now, because a clerk had given the room twice, comes into its own.
   */
  async function takeStandingNights(
    tx: Transaction,
    hotel: HotelId,
    following: readonly Following[],
  ): Promise<HostNight[]> {
    const standing = following.flatMap((one) => one.standing);
    if (standing.length === 0) return [];
    const refused = await takeNightsWhereFree(
      tx,
      hotel,
      standing.map(({ plan, room, from, to }) => ({ plan: plan.id, room, from, to })),
    );
    if (refused.length > 0) {
      logger.warn('the PMS holds a room twice', { hotelId: hotel, nights: refused.length });
    }
    const reservationOf = new Map(standing.map(({ plan }) => [plan.id, plan.reservationId]));
    return refused.flatMap(({ plan, room, night }) => {
      const reservation = reservationOf.get(plan);
      return reservation ? [{ reservation, room, night }] : [];
    });
  }

  return {
    async run(tx, hotel, rooms) {
      const { ids, found } = await read(tx, hotel);
      if (ids.length === 0) return { nightsFreed: false };
      const roomById = new Map<RoomId, Room>(rooms.map((room) => [room.id, room]));
      const plans = Map.groupBy(await livePlansOfReservations(tx, hotel, ids), (plan) => plan.reservationId);
      const gone = ids.filter((id) => !found.some((reservation) => reservation.id === id));
      const following = found.map((reservation) =>
        follow(reservation, plans.get(reservation.id) ?? [], roomById),
      );
      const deleted = gone.map((id): Following => ({
        changed: [],
        standing: [],
        ended: plans.get(id) ?? [],
        hostNights: [],
      }));

      const refused = await apply(tx, hotel, [...following, ...deleted]);
      const mirrored = found.flatMap((reservation, i) => toHostNights(reservation, following[i]!, roomById));
      const heldBefore = await mirrorHostNights(tx, hotel, ids, [...mirrored, ...refused]);
      const changed = following.flatMap((one) => one.changed.map(({ plan }) => plan));
      const undecided = changed.filter(({ roomState }) => roomState === 'tentative').map(({ id }) => id);
      if (undecided.length > 0) await withdrawFinal(tx, hotel, undecided);
      const changedIds = changed.map(({ id }) => id);
      await addHistory(tx, hotel, changedIds, 'followed_host', clock.now());
      const touched = [...following, ...deleted].some(
        (one) => one.changed.length > 0 || one.ended.length > 0,
      );
      if (touched) await events.record(tx, { hotelId: hotel, topic: 'booking-plans' });
      // A hold or block that somebody wrote to may have been given back.
      return { nightsFreed: touched || heldBefore > 0 };
    },
  };
}

function movesNights({
  plan,
  change,
}: {
  plan: BookingPlan;
  change: Following['changed'][number]['change'];
}): boolean {
  return (
    plan.roomId !== change.room.id || plan.checkIn !== change.checkIn || plan.checkOut !== change.checkOut
  );
}

function toHostNights(
  reservation: HostReservation,
  following: Following,
  roomById: ReadonlyMap<RoomId, Room>,
): { reservation: ReservationId; room: PhysicalRoom; night: HostNight['night'] }[] {
  return following.hostNights.flatMap((night) => {
    const room = roomById.get(night.roomId);
    return room ? [{ reservation: reservation.id, room: room.physical, night: night.date }] : [];
  });
}
