// Places, changes and ends bookings' stays, in one transaction and under the hotel's lock.
import { freezeDaysOf, spanOf, typeForAll } from '../../assignment/index.js';
import type { AgencyOf, BookingKey } from '../../domain/agency.js';
import type { Booker, BookingPlan, Reason } from '../../domain/booking-plan.js';
import { businessDate } from '../../domain/hotel-date.js';
import type { BookingNumber, BookingPlanId, ReservationId, RoomId, RoomTypeId } from '../../domain/ids.js';
import type { MadeBooking } from '../../domain/linked-bookings.js';
import type { Room } from '../../domain/room.js';
import type { HostPort, HostReservation, HostHotelTx, RoomInventory } from '../../host/port.js';
import { currentUserId } from '../../platform/context.js';
import { type ReadAhead, readAhead } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import {
  finalCauses,
  finalRooms,
  givenUpOf,
  type Holding,
  holdingOf,
  holdsRooms,
  isUnplanned,
  presentRooms,
  type Stay,
  waitingOf,
} from './holding.js';
import type { PoolMetrics } from '../metrics.js';
import { firstFreeRooms } from './first-free.js';
import { BookingHolds } from '../holds/booking-holds.js';
import type { FittingStay } from '../holds/fitting-nights.js';
import type { StayHold } from '../holds/holds-repository.js';
import type { HotelSettings } from '../modes/modes.js';
import { carryOut, checkMoves } from './moves.js';
import { releaseNights } from '../plans/nights-repository.js';
import type { Outlook } from './outlook.js';
import type { Occupancy } from '../occupancy/occupancy.js';
import type { PlacedPlan } from '../occupancy/occupancy-repository.js';
import { mayHold, type UnplacedStay } from '../occupancy/unplaced-repository.js';
import {
  choosePlacement,
  chosenRoomTaken,
  type PlacedRoom,
  type Placement,
  type PlacementRules,
} from './placement.js';
import { entryOf, placedContent, saysTheSame, unplacedContent } from './plan-contents.js';
import { addBooker, sealBooker } from '../plans/bookers-repository.js';
import { keepMaker } from '../plans/makers-repository.js';
import type { PlanContent } from '../plans/plan-rows.js';
import { noteGivenUp } from '../plans/freed-nights.js';
import { endPlans, livePlansOfBookings } from '../plans/repository.js';
import { PlanWriter } from './plan-writer.js';

export interface Placer {
  /** What the booking holds, `reservation` being the one the PMS has for it. */
  holding(booking: BookingKey, reservation: HostReservation | undefined): Promise<Holding>;
  /**
   * Where the stays go; what the booking holds counts as free. Final rooms are kept where they are free, others where they fit; a room that a
   * person has chosen now is taken, or nothing is placed (`chosenRoomTaken`). Tentative stays that must make room have moved when this ends, and
   * the 押さえ of the booking is gone where it is placed; of the booking itself nothing is written.
   */
  place(stays: readonly Stay[], holding: Holding): Promise<Placement>;
  /** As `typeForAll`, of the hotel's types. */
  typeForAll(types: readonly RoomTypeId[]): RoomTypeId | undefined;
  /** Writes the plans of a reservation that the PMS now holds in these rooms; plans of the holding go on or end, final rooms stay final. */
  book(
    booking: MadeBooking,
    stays: readonly Stay[],
    chosen: readonly PlacedRoom[],
    reservation: ReservationId,
    holding: Holding,
  ): Promise<void>;
  /** Accepts stays of `booker` for which no room is free: 部屋未定. The holding has no rooms; its unplaced plans are brought up to date. */
  keepUnplaced(
    booking: MadeBooking,
    stays: readonly Stay[],
    why: { readonly reason: Reason; readonly booker: Booker },
    holding: Holding,
  ): Promise<void>;
  /** Ends the plans: cancelled or given up. Their nights are free. */
  end(holding: Holding): Promise<void>;
  /**
   * Runs `work` in a savepoint of the transaction: what it has placed is forgotten where it throws. The occupancy may be behind the database
   * then: nothing more is to be placed.
   */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
  /** Once, after all else: writes what is not written yet, and tells, with the commit, that plans have changed, where any have. */
  close(): Promise<void>;
}

export interface PlacerContext {
  readonly platform: Platform;
  readonly metrics: PoolMetrics;
  readonly host: HostPort;
  readonly tx: HostHotelTx;
  readonly inventory: RoomInventory;
  /** Whose plans will be asked for. */
  readonly bookings: readonly BookingNumber[];
  readonly agencyOf: AgencyOf;
  readonly settings: HotelSettings;
  readonly outlook: Outlook;
}

/** What a plan that has just been written holds. */
function asPlacedPlan(
  id: BookingPlanId,
  content: PlanContent & { readonly room: Room },
  { plans }: Holding,
): PlacedPlan {
  const span = spanOf(content.checkIn, content.checkOut);
  const {
    reservationId,
    checkIn,
    people,
    beds = people,
    bookedTypeId,
    smoking,
    room,
    finalCause,
    pool,
  } = content;
  const before = plans.find((plan) => plan.id === id);
  return {
    ...{ id, reservationId, checkIn, people: beds, bookedTypeId, smoking, span },
    version: (before?.version ?? 0) + 1,
    roomId: room.id,
    roomState: finalCause === undefined ? 'tentative' : 'final',
    inHouse: false,
    lock: lockNow(content, before),
    ready: false,
    deadline: pool?.deadline,
    taken: [{ room: room.physical, ...span }],
  };
}

/** Whoever has chosen the room now has locked it; else it is as locked as it was, if it is the same. */
const lockNow = ({ chosenBy, room }: PlanContent, before: BookingPlan | undefined): PlacedPlan['lock'] => {
  if (chosenBy !== undefined) return 'clerk';
  return before?.roomId === room?.id ? before?.lock?.cause : undefined;
};

const asUnplacedStay = (
  id: BookingPlanId,
  { checkIn, checkOut, people, beds = people, bookedTypeId, smoking }: PlanContent,
): UnplacedStay => ({ id, people: beds, bookedTypeId, smoking, span: spanOf(checkIn, checkOut) });

/** Placements worked out anew because a stay that was to make room had changed; then one that moves nobody. */
const mostTries = 3;

/** A person's choice is taken as it is, or not at all. */
function withChosenRooms(stays: readonly Stay[], placement: Placement): Placement {
  if (!placement.placed) return placement;
  const missed = stays.find(
    ({ slot, chosen }) =>
      chosen !== undefined && placement.rooms.find((one) => one.slot === slot)?.room.id !== chosen,
  );
  return missed ? { placed: false, reason: chosenRoomTaken(missed.slot) } : placement;
}

class BookingPlacer implements Placer {
  private readonly roomById: ReadonlyMap<RoomId, Room>;
  private readonly rules: PlacementRules;
  private readonly plansOf: ReadAhead<BookingNumber, readonly BookingPlan[]>;
  private readonly plans: PlanWriter;
  private readonly holds: BookingHolds;
  private changed = false;

  constructor(
    private readonly context: PlacerContext,
    private readonly occupancy: Occupancy,
  ) {
    const { tx, inventory, bookings, settings, outlook, platform } = context;
    this.roomById = new Map(inventory.rooms.map((room) => [room.id, room]));
    this.rules = {
      ...{ mode: settings.mode, outlook },
      businessDate: businessDate(platform.clock.now(), platform.calendar),
      freezeDays: freezeDaysOf(settings.deadlinePresetDays),
    };
    this.holds = new BookingHolds(context, occupancy, this.roomById);
    this.plans = new PlanWriter(tx, platform.clock, bookings.length);
    this.plansOf = readAhead(bookings, async (numbers) => {
      await this.plans.finish();
      return livePlansOfBookings(tx, numbers);
    });
  }

  async holding({ agency, number }: BookingKey, reservation: HostReservation | undefined): Promise<Holding> {
    const { tx, host, agencyOf } = this.context;
    const ofNumber = (await this.plansOf.of(number)) ?? [];
    this.plansOf.forget(number);
    // One that the PMS has no row of is its agency's, or anybody's where it was written before that was known.
    const plans = ofNumber.filter(({ reservationId, agency: planned }) =>
      reservationId === undefined
        ? planned === undefined || agencyOf(planned) === agencyOf(agency)
        : reservationId === reservation?.id,
    );
    if (!isUnplanned(plans, reservation))
      return holdingOf(plans, reservation, { holds: await this.holds.of(plans) });
    return holdingOf(plans, reservation, { givenAs: await host.typesAsGiven(tx, reservation.id) });
  }

  async place(stays: readonly Stay[], holding: Holding): Promise<Placement> {
    const placement = await this.findRooms(stays, holding);
    // Before the PMS looks for a room by itself.
    if (placement.placed) await this.holds.end(holding.holds);
    return placement;
  }

  typeForAll(types: readonly RoomTypeId[]): RoomTypeId | undefined {
    return typeForAll(this.occupancy.house, types);
  }

  private async findRooms(stays: readonly Stay[], holding: Holding): Promise<Placement> {
    const { tx, host, platform, metrics } = this.context;
    for (let tries = 1; ; tries += 1) {
      const placement = withChosenRooms(stays, this.choose(stays, holding, tries <= mostTries));
      if (!placement.placed || placement.moved.length === 0) return placement;
      await this.plans.finish();
      const checked = await checkMoves(tx, host, placement.moved);
      if (!checked.possible) {
        for (const id of checked.impossible) this.occupancy.stopAsking(id);
        continue;
      }
      const leaving = holding.plans.map((plan) => plan.id);
      await carryOut(tx, host, checked.moves, leaving, platform.clock.now());
      for (const { id, to } of checked.moves) this.occupancy.move(id, to);
      this.plansOf.forgetAll();
      metrics.moved('placement', checked.moves.length);
      return placement;
    }
  }

  async book(
    booking: MadeBooking,
    stays: readonly Stay[],
    chosen: readonly PlacedRoom[],
    reservation: ReservationId,
    holding: Holding,
  ): Promise<void> {
    const { metrics } = this.context;
    const known = finalCauses(holding);
    const causes = finalCauses(holding, stays);
    const contents = stays.map((stay) => {
      const placed = chosen.find(({ slot }) => slot === stay.slot);
      if (!placed)
        throw new Error(`no room was chosen for room ${stay.slot + 1} of booking ${booking.number}`);
      const { room } = placed;
      const given = { ...placed, finalCause: causes.get(room.id) };
      const chosenBy = stay.chosen === undefined ? undefined : currentUserId();
      return { ...placedContent(this.context, booking, stay, given, reservation), room, chosenBy };
    });
    const event = holdsRooms(holding) ? 'changed' : 'placed';
    const ids = await this.plans.write(contents, holding.plans, event);
    this.changed = true;
    this.occupancy.release(givenUpOf(holding, this.roomById));
    contents.forEach((content, i) => this.occupancy.take(asPlacedPlan(ids[i]!, content, holding)));
    for (const content of contents) {
      metrics.placed(content);
      if (content.finalCause && !known.has(content.room.id)) metrics.finalised(content.finalCause, 1);
    }
  }

  async keepUnplaced(
    booking: MadeBooking,
    stays: readonly Stay[],
    { reason, booker }: { readonly reason: Reason; readonly booker: Booker },
    { plans, holds }: Holding,
  ): Promise<void> {
    const { tx, platform } = this.context;
    const sealed = sealBooker(platform.cipher, tx, booker);
    const contents = stays.map((stay) =>
      unplacedContent(this.context, booking, stay, { reason, booker: sealed }),
    );
    if (saysTheSame(contents, plans)) {
      const ids = plans.map(({ id }) => id);
      if (ids.length > 0) await keepMaker(tx, ids, booking.maker);
      const nameless = plans.filter(({ hasBooker }) => !hasBooker).map(({ id }) => id);
      if (nameless.length > 0) await addBooker(tx, nameless, sealed);
      return this.holdNights(plans, ids, holds, mayHold(reason));
    }
    const ids = await this.plans.write(contents, plans, 'unplaced');
    this.changed = true;
    this.occupancy.release({ plans: new Set(plans.map(({ id }) => id)), nights: [] });
    contents.forEach((content, i) => {
      if (mayHold(reason)) this.occupancy.leaveUnplaced(asUnplacedStay(ids[i]!, content));
    });
    for (const content of contents) this.context.metrics.placed(content);
    await this.holdNights(contents, ids, holds, mayHold(reason));
  }

  /** `stays` as they are now, `ids` being their plans'; `holds` of how they were before. More is held where it is not in doubt that they need rooms. */
  private async holdNights(
    stays: readonly Pick<PlanContent, 'bookingNumber' | keyof FittingStay>[],
    ids: readonly BookingPlanId[],
    holds: readonly StayHold[],
    needed: boolean,
  ): Promise<void> {
    const held = stays.map((stay, i) => ({ ...stay, plan: ids[i]! }));
    await this.holds.endUnneeded(holds, held);
    if (!needed) return;
    const more = await this.holds.holdWhatFits(held, () => this.plans.finish());
    this.changed ||= more;
  }

  async end(holding: Holding): Promise<void> {
    const { tx, platform } = this.context;
    const ids = holding.plans.map((plan) => plan.id);
    if (ids.length > 0) {
      if (waitingOf(holding) && (await noteGivenUp(tx, ids, this.rules.businessDate)))
        await platform.events.record(tx, 'nights-freed');
      await releaseNights(tx, ids);
      await endPlans(tx, ids, platform.clock.now());
      this.changed = true;
    }
    await this.holds.end(holding.holds);
    this.occupancy.release(givenUpOf(holding, this.roomById));
  }

  savepoint<T>(work: () => Promise<T>): Promise<T> {
    return this.plans.savepoint(work);
  }

  async close(): Promise<void> {
    const { tx, platform } = this.context;
    await this.plans.finish();
    if (this.changed) await platform.events.record(tx, 'booking-plans');
  }

  private choose(stays: readonly Stay[], holding: Holding, rearranging: boolean): Placement {
    const { context, occupancy, rules, roomById } = this;
    const preferred = presentRooms(stays, holding, roomById);
    const givenUp = givenUpOf(holding, roomById);
    const final = finalRooms(stays, holding, roomById);
    if (context.settings.rollOut === 'off')
      return firstFreeRooms({ stays, preferred, final, givenUp }, occupancy);
    return choosePlacement(
      {
        ...{ stays, preferred, final, givenUp },
        waiting: waitingOf(holding),
        rearranging,
        decidedNow: stays.some((stay) => !entryOf(context, stay).pooled),
      },
      occupancy,
      rules,
    );
  }
}

/** `occupancy` must cover every stay asked for, and is kept true to what is written here. */
export const createPlacer = (context: PlacerContext, occupancy: Occupancy): Placer =>
  new BookingPlacer(context, occupancy);
