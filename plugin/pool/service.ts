// The pool: owner of booking plans. Placing, changing and ending stays; sweeps and nightly runs; a person's decision.
import type { RoomChoiceAnswer, RoomChoicesAnswer } from '../api/index.js';
import { merged, type NightSpan, widened } from '../assignment/index.js';
import type { BookingPlan } from '../domain/booking-plan.js';
import { businessDate, type HotelDate } from '../domain/hotel-date.js';
import type { BookingNumber, BookingPlanId, HotelId } from '../domain/ids.js';
import type { AgencyOf } from '../domain/agency.js';
import type { Host, RoomInventory, HostHotelTx } from '../host/port.js';
import { type HotelSql, hotelTransaction, type HotelTx, inHotel } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import type { RoomHierarchyService, TryPlacing } from '../room-hierarchy/index.js';
import type { AssignmentSolver } from '../solver/index.js';
import { createDecisions, type Decisions } from './manual/decisions.js';
import { createHoldDecisions, type HoldDecisions } from './manual/hold-decisions.js';
import { createLockDecisions, type LockDecisions } from './manual/lock-decision.js';
import { createMoveDecision, type MoveDecision } from './manual/move-decision.js';
import { createReleaseDecision, type ReleaseDecision } from './manual/release-decision.js';
import type { RoomNeed } from './manual/room-choices.js';
import { roomsOfBooking } from './manual/rooms-of-booking.js';
import { createTakeBackDecision, type TakeBackDecision } from './manual/take-back-decision.js';
import { createPlacer, type Placer } from './placing/placer.js';
import { nextInAnyHotel } from './night/due-runs-repository.js';
import { createHostSync } from './following/host-sync.js';
import { createPoolMetrics } from './metrics.js';
import { configure } from './plans/configure.js';
import type { HotelSettings } from './modes/modes.js';
import {
  type FreedNight,
  freedNights,
  hasFreedNights,
  hotelsWithFreedNights,
  movableStays,
  type OfferedNights,
  type Opening,
  openingsOf,
  saveOffered,
  servedTypes,
  type WaitingPlace,
} from './plans/freed-nights.js';
import { houseOf } from './occupancy/house.js';
import { outlookFor } from './placing/outlook-repository.js';
import { daysAround } from './placing/placement.js';
import { readOccupancy } from './occupancy/read-occupancy.js';
import { tryPlacing } from './placing/trial.js';
import { livePlansOfBookings, numbersStayingFrom } from './plans/repository.js';
import { hotelSettings, lockHotel, tryLockHotel } from './plans/hotel-repository.js';
import { followHost, type RunContext } from './night/nightly-moves.js';
import { nightlyRun, sweep } from './night/runs.js';
import { pooledHotels, type RunResult } from './night/runs-repository.js';
import { createPastViews, type PastViews } from './board/past-views.js';
import type { Paging } from './board/plan-lists.js';
import { createViews, type Views } from './board/views.js';
import { createSales, type Sales } from './sales/sales.js';
import { type StaysWithoutRoom, staysWithoutRoom } from './board/without-room.js';
import { createYieldingSync } from './following/yielding.js';

export type { FreedNight, HotelSettings, RoomNeed, OfferedNights, Opening, WaitingPlace };

export interface Pool
  extends
    Decisions,
    HoldDecisions,
    LockDecisions,
    Omit<MoveDecision, 'roomsFor'>,
    ReleaseDecision,
    TakeBackDecision {
  /** Takes the hotel's lock until `tx` ends, follows what the PMS has changed, and answers with who places stays of these spans and bookings. */
  openPlacer(
    tx: HostHotelTx,
    spans: readonly NightSpan[],
    bookings: readonly BookingNumber[],
    agencyOf: AgencyOf,
  ): Promise<{ placer: Placer; inventory: RoomInventory }>;
  /** Plans of the booking that have not ended. */
  plansOf(sql: HotelSql, number: BookingNumber): Promise<readonly BookingPlan[]>;
  /** Whom the nights may help that came free and that nobody holds again. Takes the hotel's lock until `tx` ends. */
  openings(tx: HotelTx): Promise<Opening[]>;
  /** Who tries to get them now, and which nobody is left for; after `openings`, in the same transaction. */
  saveOffered(tx: HotelTx, offered: OfferedNights): Promise<void>;
  /** Whether there may be somebody left to offer nights to that came free. */
  hasFreedNights(hotel: HotelId): Promise<boolean>;
  /** Hotels with nights that came free and were not taken. */
  hotelsWithFreedNights(): Promise<HotelId[]>;
  sweep(hotel: HotelId): Promise<RunResult>;
  /** Follows what was written in the PMS, unless somebody is at work in the hotel, who does so himself. */
  follow(hotel: HotelId): Promise<void>;
  /** As `follow`, but waits for whoever is at work, up to the bound of a lock, and throws then: what was committed before has been followed. */
  catchUp(hotel: HotelId): Promise<void>;
  /** Undefined where this business date has had its nightly run. */
  nightlyRun(hotel: HotelId): Promise<RunResult | undefined>;
  /** Stays without a room, with what each could have now. */
  staysWithoutRoom(hotel: HotelId, paging: Paging): Promise<StaysWithoutRoom>;
  /** What placement would do with such a stay now. */
  tryPlacing: TryPlacing;
  configure(hotel: HotelId, settings: HotelSettings): Promise<void>;
  hotels(): Promise<HotelId[]>;
  /** Hotels in which the PMS was changed since it was last followed. One statement where nothing was. */
  hotelsToFollow(): Promise<HotelId[]>;
  /** When something will be due next: a deadline, or now where a nightly run is outstanding. */
  nextDue(): Promise<Date | undefined>;
  /** Booking numbers of plans that have not ended and hold a night from `from` on; at most `limit`. */
  numbersStayingFrom(sql: HotelSql, from: HotelDate, limit: number): Promise<readonly BookingNumber[]>;
  /** Plans of booking numbers that have not ended. */
  livePlans(
    sql: HotelSql,
    numbers: readonly BookingNumber[],
  ): Promise<ReadonlyMap<BookingNumber, readonly BookingPlan[]>>;
  /** As `MoveDecision`. */
  roomsFor(hotel: HotelId, plan: BookingPlanId): Promise<RoomChoicesAnswer | undefined>;
  /** As `roomsOfBooking`. */
  roomsOfBooking(
    hotel: HotelId,
    needs: readonly RoomNeed[],
    plans: readonly BookingPlan[],
  ): Promise<RoomChoiceAnswer[][]>;
  readonly views: Views;
  readonly past: PastViews;
  readonly sales: Sales;
}

export function createPool(
  platform: Platform,
  host: Host,
  hierarchy: RoomHierarchyService,
  solver: AssignmentSolver,
): Pool {
  const { database, clock, calendar } = platform;
  const metrics = createPoolMetrics(platform.metrics);
  const parts = { platform, host, hierarchy, metrics };
  const sync = createYieldingSync(parts, createHostSync(platform, host, metrics));
  const views = createViews(platform, host);
  const moving = createMoveDecision({ ...parts, sync, views });
  const context: RunContext = { ...parts, solver, sync };

  return {
    sales: createSales(parts),
    past: createPastViews(platform, host),
    ...{ views, numbersStayingFrom, livePlans: livePlansOfBookings },
    ...createDecisions({ ...parts, sync, views }),
    ...createHoldDecisions({ ...parts, sync, views }),
    ...createLockDecisions({ ...parts, sync, views }),
    ...moving,
    roomsOfBooking: (hotel, needs, plans) =>
      hotelTransaction(database, hotel, (tx) => roomsOfBooking(parts, tx, needs, plans)),
    roomsFor: (hotel, plan) => hotelTransaction(database, hotel, (tx) => moving.roomsFor(tx, plan)),
    ...createReleaseDecision({ ...parts, sync, views }),
    ...createTakeBackDecision({ ...parts, sync, views }),

    async openPlacer(tx, spans, bookings, agencyOf) {
      await lockHotel(tx);
      const inventory = await host.inventory(tx);
      await sync.run(tx, inventory);
      const settings = await hotelSettings(tx);
      const windows = merged(spans.map((span) => widened(span, daysAround)));
      const placer = createPlacer(
        {
          ...{ platform, metrics, host, tx, inventory, bookings, agencyOf },
          settings,
          outlook: await outlookFor(tx, businessDate(clock.now(), calendar)),
        },
        await readOccupancy(hierarchy, tx, inventory, windows),
      );
      return { placer, inventory };
    },

    plansOf: async (sql, number) => (await livePlansOfBookings(sql, [number])).get(number) ?? [],

    async openings(tx) {
      await lockHotel(tx);
      const freed = await freedNights(tx);
      const [first, last] = [freed[0], freed.at(-1)];
      if (!first || !last) return [];
      const house = houseOf(await host.inventory(tx), await hierarchy.upgradeOptions(tx));
      return openingsOf(freed, await movableStays(tx, first.night, last.night), servedTypes(house));
    },
    saveOffered,
    hasFreedNights: (hotel) => hasFreedNights(inHotel(database, hotel)),
    hotelsWithFreedNights: () => hotelsWithFreedNights(database),

    sweep: (hotel) => sweep(context, hotel),
    async follow(hotel) {
      const once = () =>
        hotelTransaction(database, hotel, async (tx) => (await tryLockHotel(tx)) && followHost(context, tx));
      for (let unfinished = true; unfinished;) unfinished = await once();
    },
    async catchUp(hotel) {
      const once = () =>
        hotelTransaction(database, hotel, async (tx) => {
          await lockHotel(tx);
          return followHost(context, tx);
        });
      for (let unfinished = true; unfinished;) unfinished = await once();
    },
    nightlyRun: (hotel) => nightlyRun(context, hotel),

    staysWithoutRoom: (hotel, paging) =>
      hotelTransaction(database, hotel, (tx) => staysWithoutRoom({ ...parts, views }, tx, paging)),
    tryPlacing: (hotel, stay) => hotelTransaction(database, hotel, (tx) => tryPlacing(parts, tx, stay)),

    configure: (hotel, settings) =>
      hotelTransaction(database, hotel, (tx) => configure(platform, tx, settings)),
    hotels: () => pooledHotels(database),
    hotelsToFollow: () => sync.look(),

    async nextDue() {
      const today = businessDate(clock.now(), calendar);
      const next = await nextInAnyHotel(database, today);
      return next.nightlyRunOutstanding ? clock.now() : next.deadline;
    },
  };
}
