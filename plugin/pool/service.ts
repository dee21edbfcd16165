// The pool: owner of booking plans. Placing, changing and ending stays; sweeps and nightly runs; a person's decision.
import { merged, type NightSpan, spanOf, widened } from '../assignment/index.js';
import { businessDate, type HotelDate } from '../domain/hotel-date.js';
import type { BookingPlanId, HotelId } from '../domain/ids.js';
import { Refusal } from '../domain/refusal.js';
import type { Room } from '../domain/room.js';
import type { Host, HostTransaction, RoomInventory } from '../host/port.js';
import type { Transaction } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import type { RoomHierarchy } from '../room-hierarchy/index.js';
import type { AssignmentSolver } from '../solver/index.js';
import { createDesk, type Desk } from './desk.js';
import { createHostSync } from './host-sync.js';
import { houseOf } from './house.js';
import { createPoolMetrics } from './metrics.js';
import type { HotelSettings } from './modes.js';
import { takenSpans } from './nights-repository.js';
import { outlookFor } from './outlook-repository.js';
import { createPicture } from './picture.js';
import { heldPlans, hostHeld } from './picture-repository.js';
import { sight } from './placement.js';
import {
  addHistory,
  finaliseByPerson,
  hotelSettings,
  lockHotel,
  planById,
  saveHotelSettings,
} from './repository.js';
import type { RunContext } from './nightly-moves.js';
import { nightlyRun, sweep } from './runs.js';
import { nextDeadline, nightlyRunDone, pooledHotels, type RunResult } from './runs-repository.js';
import { createViews, type PlanView } from './views.js';

/** Called in the transaction that freed nights of a hotel. */
export type NightsFreedListener = (tx: Transaction, hotel: HotelId) => Promise<void>;

export interface Pool {
  /** Takes the hotel's lock until `tx` ends, follows what the PMS has changed, and opens the desk for stays of these spans. */
  openDesk(
    tx: HostTransaction,
    hotel: HotelId,
    spans: readonly NightSpan[],
  ): Promise<{ desk: Desk; inventory: RoomInventory }>;
  onNightsFreed(listener: NightsFreedListener): void;
  sweep(hotel: HotelId): Promise<RunResult>;
  /** Undefined where this business date has had its nightly run. */
  nightlyRun(hotel: HotelId): Promise<RunResult | undefined>;
  /** Makes a tentative room final. Refuses an unknown plan, one without a tentative room, and one changed since `version`. */
  makeFinal(hotel: HotelId, plan: BookingPlanId, version: number): Promise<PlanView>;
  /** Rooms for sale that nobody holds on any night of the span, as far as the PMS's changes have been followed. */
  freeRooms(hotel: HotelId, checkIn: HotelDate, checkOut: HotelDate): Promise<Room[]>;
  configure(hotel: HotelId, settings: HotelSettings): Promise<void>;
  hotels(): Promise<HotelId[]>;
  /** When something will be due next: a deadline, or now where a nightly run is outstanding. */
  nextDue(): Promise<Date | undefined>;
  readonly views: ReturnType<typeof createViews>;
}

export function createPool(
  platform: Platform,
  host: Host,
  hierarchy: RoomHierarchy,
  solver: AssignmentSolver,
): Pool {
  const { database, clock, calendar, events, audit } = platform;
  const metrics = createPoolMetrics(platform.metrics);
  const sync = createHostSync(platform, host);
  const views = createViews(platform, host);
  const listeners: NightsFreedListener[] = [];
  const nightsFreed: NightsFreedListener = async (tx, hotel) => {
    for (const listener of listeners) await listener(tx, hotel);
  };
  const context: RunContext = { platform, host, hierarchy, solver, sync, metrics, nightsFreed };

  return {
    views,
    onNightsFreed: (listener) => void listeners.push(listener),

    async openDesk(tx, hotel, spans) {
      await lockHotel(tx, hotel);
      const inventory = await host.inventory(tx, hotel);
      const synced = await sync.run(tx, hotel, inventory.rooms);
      if (synced.nightsFreed) await nightsFreed(tx, hotel);
      const windows = merged(spans.map((span) => widened(span, sight)));
      const desk = createDesk(
        {
          ...{ platform, metrics, host, tx, hotel, inventory },
          settings: await hotelSettings(tx, hotel),
          outlook: await outlookFor(tx, hotel, businessDate(clock.now(), calendar)),
          nightsFreed: () => nightsFreed(tx, hotel),
        },
        createPicture(
          houseOf(inventory, await hierarchy.upgradeOptions(tx, hotel)),
          await heldPlans(tx, hotel, windows),
          await hostHeld(tx, hotel, windows),
        ),
      );
      return { desk, inventory };
    },

    sweep: (hotel) => sweep(context, hotel),
    nightlyRun: (hotel) => nightlyRun(context, hotel),

    async makeFinal(hotel, id, version) {
      const plan = await planById(database, hotel, id);
      if (!plan || plan.roomState === 'ended')
        throw new Refusal('not_found', 'pool.plan_unknown', { plan: id });
      if (plan.roomState === 'unplaced') throw new Refusal('conflict', 'pool.plan_has_no_room');
      const done = await database.transaction(async (tx) => {
        await lockHotel(tx, hotel);
        // A clerk's move in the PMS since the last look changes the plan, and so its version.
        const { rooms } = await host.inventory(tx, hotel);
        if ((await sync.run(tx, hotel, rooms)).nightsFreed) await nightsFreed(tx, hotel);
        if (!(await finaliseByPerson(tx, hotel, id, version))) return false;
        await addHistory(tx, hotel, [id], 'finalised', clock.now());
        await audit.record(tx, {
          hotelId: hotel,
          action: 'booking-plan.final-room',
          subject: `booking-plan:${id}`,
        });
        await events.record(tx, { hotelId: hotel, topic: 'booking-plans' });
        return true;
      });
      if (!done) throw new Refusal('conflict', 'pool.plan_changed', { version });
      metrics.finalised('person', 1);
      return views.view(hotel, (await planById(database, hotel, id))!);
    },

    async freeRooms(hotel, checkIn, checkOut) {
      const { rooms } = await host.inventory(database, hotel);
      const taken = await takenSpans(database, hotel, spanOf(checkIn, checkOut));
      const held = new Set(taken.map(({ room }) => room));
      return rooms.filter((room) => room.sellable && !held.has(room.physical));
    },

    configure: (hotel, settings) => saveHotelSettings(database, hotel, settings),
    hotels: () => pooledHotels(database),

    async nextDue() {
      const today = businessDate(clock.now(), calendar);
      for (const hotel of await pooledHotels(database)) {
        if (!(await nightlyRunDone(database, hotel, today))) return clock.now();
      }
      return nextDeadline(database, undefined);
    },
  };
}
