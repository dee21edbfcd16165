// Everything that is held in a window of nights, kept true in memory to what is written in the same transaction, and as the engine sees it.
import {
  type AssignableStay,
  type FixedBlock,
  type House,
  movabilityOf,
  type MovingRules,
  type NightSpan,
  overlaps,
} from '../../assignment/index.js';
import type { DayNumber, HotelDate } from '../../domain/hotel-date.js';
import type { BookingPlanId, PhysicalRoom, ReservationId } from '../../domain/ids.js';
import type { Room } from '../../domain/room.js';
import type { Movability } from '../../domain/stay.js';
import { areAlike, blocksOf, holdsIn, isWithin, KnownPlan, stayIn } from './known-plan.js';
import type { TakenNights, PlacedPlan, HostNights } from './occupancy-repository.js';
import type { UnplacedStay } from './unplaced-repository.js';

/** What a booking that is being placed anew gives up meanwhile. */
export interface GivenUp {
  readonly plans: ReadonlySet<BookingPlanId>;
  /** Nights that the PMS holds for it without a plan. */
  readonly nights: readonly TakenNights[];
}

export const nothingGivenUp: GivenUp = { plans: new Set(), nights: [] };

export interface Seen {
  readonly stays: readonly AssignableStay[];
  readonly blocks: readonly FixedBlock[];
}

export interface Occupancy {
  readonly house: House;
  /** Whether nobody holds a night of the span, but for what is given up. */
  isFree(room: PhysicalRoom, span: NightSpan, givenUp: GivenUp): boolean;
  plan(id: BookingPlanId): PlacedPlan | undefined;
  /** Stays without a room, as they were accepted. */
  readonly unplaced: readonly UnplacedStay[];
  /** By room, the days of `view` that somebody holds; the caller's own to change. */
  takenDays(view: NightSpan): Map<PhysicalRoom, Set<number>>;
  /**
   * What the engine sees in `view`. A plan that reaches out of it, or holds other nights than those of its dates, is fixed; so is who was
   * booked alike with one that may not move. Where the PMS holds a night of a tentative plan by itself, `yielding` leaves the night to the
   * PMS and the plan to be moved, `staying` keeps the plan where it is.
   */
  seen(view: NightSpan, rules: MovingRules, tentative: 'yielding' | 'staying', givenUp: GivenUp): Seen;
  /** Nobody asks any more to move the plan. */
  stopAsking(id: BookingPlanId): void;
  /** In place of what was known of it. */
  take(plan: PlacedPlan): void;
  /** It has no room, whatever was known of it. */
  leaveUnplaced(stay: UnplacedStay): void;
  /** Now and for good. */
  release(givenUp: GivenUp): void;
  /** The PMS holds these by itself from now on. */
  hold(nights: readonly TakenNights[]): void;
  /** Into another room, one version on. */
  move(id: BookingPlanId, room: Room): void;
}

/** Holders by room and day, and only days that have any. */
type Holders = Map<PhysicalRoom, Map<number, number>>;

function* daysOf({ from, to }: NightSpan): Generator<number> {
  for (let day: number = from; day < to; day += 1) yield day;
}

function addHolders(holders: Holders, { room, ...span }: TakenNights, by: number): void {
  const days = holders.get(room) ?? new Map<number, number>();
  holders.set(room, days);
  for (const day of daysOf(span)) {
    const left = (days.get(day) ?? 0) + by;
    if (left > 0) days.set(day, left);
    else days.delete(day);
  }
}

/** Days as few spans. */
function runsOf(days: Iterable<number>): NightSpan[] {
  const runs: NightSpan[] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    const to = (day + 1) as DayNumber;
    if (last?.to === day) runs[runs.length - 1] = { from: last.from, to };
    else runs.push({ from: day as DayNumber, to });
  }
  return runs;
}

const covers = (span: NightSpan, day: number): boolean => span.from <= day && day < span.to;

/** As `movabilityOf`, asked once for all that arrive on one day in one state. */
function verdictsBy(rules: MovingRules) {
  const none = () => ({
    expected: new Map<HotelDate, Movability>(),
    in_house: new Map<HotelDate, Movability>(),
  });
  const known = { tentative: none(), final: none() };
  return ({ checkIn, roomState, inHouse, lock }: PlacedPlan): Movability => {
    const presence = inHouse ? 'in_house' : 'expected';
    if (lock) return movabilityOf({ checkIn, roomState, presence, lock }, rules).movability;
    const byDay = known[roomState][presence];
    const before = byDay.get(checkIn);
    if (before) return before;
    const { movability } = movabilityOf({ checkIn, roomState, presence, lock: undefined }, rules);
    byDay.set(checkIn, movability);
    return movability;
  };
}

/** By place in `there`: whether it may move by itself, and nobody is booked alike who may not. */
function movableAmong(there: readonly KnownPlan[], mayMove: (known: KnownPlan) => boolean): boolean[] {
  const movable = there.map(mayMove);
  const fixed = there.filter((_, i) => !movable[i]);
  const withFixed = new Set<ReservationId>();
  for (const { plan } of fixed) if (plan.reservationId !== undefined) withFixed.add(plan.reservationId);
  there.forEach((known, i) => {
    const { reservationId } = known.plan;
    if (!movable[i] || reservationId === undefined || !withFixed.has(reservationId)) return;
    // Few reservations come here, so that it costs little to look for the one that may not move.
    movable[i] = !fixed.some((other) => areAlike(known, other));
  });
  return movable;
}

class LivingOccupancy implements Occupancy {
  readonly house: House;
  private readonly plans = new Map<BookingPlanId, KnownPlan>();
  /** Of `plans`, those in each room: a large house asks of many rooms, and each has few. */
  private readonly inRoom = new Map<PhysicalRoom, Set<PlacedPlan>>();
  private readonly notAsked = new Set<BookingPlanId>();
  private readonly host: Holders = new Map();
  private readonly withoutRoom = new Map<BookingPlanId, UnplacedStay>();

  constructor(
    house: House,
    placedPlans: readonly PlacedPlan[],
    hostNights: readonly HostNights[],
    unplaced: readonly UnplacedStay[],
  ) {
    this.house = house;
    for (const stay of unplaced) this.withoutRoom.set(stay.id, stay);
    for (const plan of placedPlans) this.take(plan);
    for (const { room, day, holders } of hostNights)
      addHolders(this.host, { room, from: day, to: (day + 1) as DayNumber }, holders);
  }

  plan(id: BookingPlanId) {
    return this.plans.get(id)?.plan;
  }

  get unplaced(): readonly UnplacedStay[] {
    return [...this.withoutRoom.values()].sort((a, b) => a.id - b.id);
  }

  takenDays(view: NightSpan): Map<PhysicalRoom, Set<number>> {
    const taken = new Map<PhysicalRoom, Set<number>>();
    const take = (room: PhysicalRoom, days: Iterable<number>) => {
      const known = taken.get(room) ?? new Set<number>();
      taken.set(room, known);
      for (const day of days) if (covers(view, day)) known.add(day);
    };
    for (const { plan } of this.plans.values())
      for (const nights of plan.taken) if (overlaps(nights, view)) take(nights.room, daysOf(nights));
    for (const [room, days] of this.host) take(room, days.keys());
    return taken;
  }

  isFree(room: PhysicalRoom, span: NightSpan, givenUp: GivenUp): boolean {
    for (const plan of this.inRoom.get(room) ?? [])
      if (!givenUp.plans.has(plan.id))
        for (const nights of plan.taken) if (nights.room === room && overlaps(nights, span)) return false;
    return this.hostDays(room, span, givenUp.nights).length === 0;
  }

  seen(view: NightSpan, rules: MovingRules, tentative: 'yielding' | 'staying', givenUp: GivenUp): Seen {
    const there = this.plansIn(view, givenUp);
    const verdict = verdictsBy(rules);
    // What only a person may move stays too: nobody can be asked yet.
    const movable = movableAmong(there, (known) => {
      const { plan } = known;
      if (!known.whole || this.notAsked.has(plan.id)) return false;
      if (!isWithin(plan.span, view) || verdict(plan) !== 'free') return false;
      return tentative === 'yielding' || (known.asPlaced && !this.isHit(plan, givenUp));
    });
    const stays: AssignableStay[] = [];
    const blocks: FixedBlock[] = [];
    there.forEach((known, i) => {
      if (known.whole) stays.push(stayIn(view, known.stay(movable[i] ? 'free' : 'fixed')));
      else blocks.push(...blocksOf(view, known.plan));
    });
    const immovable = there.filter((_, i) => !movable[i]);
    return { stays, blocks: [...blocks, ...this.hostBlocks(view, immovable, givenUp)] };
  }

  stopAsking(id: BookingPlanId): void {
    this.notAsked.add(id);
  }

  take(plan: PlacedPlan): void {
    this.withoutRoom.delete(plan.id);
    this.forget(plan.id);
    this.plans.set(plan.id, new KnownPlan(this.house, plan));
    for (const { room } of plan.taken) {
      const there = this.inRoom.get(room);
      if (there) there.add(plan);
      else this.inRoom.set(room, new Set([plan]));
    }
  }

  leaveUnplaced(stay: UnplacedStay): void {
    this.forget(stay.id);
    this.withoutRoom.set(stay.id, stay);
  }

  release({ plans: ids, nights }: GivenUp): void {
    for (const id of ids) {
      this.forget(id);
      this.withoutRoom.delete(id);
    }
    for (const given of nights) addHolders(this.host, given, -1);
  }

  hold(nights: readonly TakenNights[]): void {
    for (const held of nights) addHolders(this.host, held, 1);
  }

  move(id: BookingPlanId, room: Room): void {
    const plan = this.plan(id);
    if (!plan) return;
    const taken = [{ room: room.physical, ...plan.span }];
    this.take({ ...plan, version: plan.version + 1, roomId: room.id, taken });
  }

  private forget(id: BookingPlanId): void {
    const plan = this.plan(id);
    if (!plan) return;
    this.plans.delete(id);
    for (const { room } of plan.taken) this.inRoom.get(room)?.delete(plan);
  }

  /** Whether the PMS itself holds the room that day, but for `nights`. */
  private hostHolds(room: PhysicalRoom, day: number, nights: readonly TakenNights[]): boolean {
    const holders = this.host.get(room)?.get(day) ?? 0;
    return holders > 0 && holders > nights.filter((one) => one.room === room && covers(one, day)).length;
  }

  private hostDays(room: PhysicalRoom, span: NightSpan, nights: readonly TakenNights[]): number[] {
    const days = this.host.get(room);
    if (!days || days.size === 0) return [];
    // A damaged date may make either of them long.
    const candidates = span.to - span.from < days.size ? daysOf(span) : days.keys();
    return [...candidates].filter((day) => covers(span, day) && this.hostHolds(room, day, nights));
  }

  private isHit({ taken }: PlacedPlan, { nights }: GivenUp): boolean {
    return this.host.size > 0 && taken.some((span) => this.hostDays(span.room, span, nights).length > 0);
  }

  /** By id. */
  private plansIn(view: NightSpan, givenUp: GivenUp): KnownPlan[] {
    const there: KnownPlan[] = [];
    for (const known of this.plans.values())
      if (holdsIn(view, known.plan) && !givenUp.plans.has(known.plan.id)) there.push(known);
    return there.sort((a, b) => a.plan.id - b.plan.id);
  }

  /** What the PMS holds, but for nights on which a plan that does not move is there too: two cannot be in one room, and a clerk must see to it. */
  private hostBlocks(view: NightSpan, immovable: readonly KnownPlan[], { nights }: GivenUp): FixedBlock[] {
    if (this.host.size === 0) return [];
    const taken = new Map<PhysicalRoom, TakenNights[]>([...this.host.keys()].map((room) => [room, []]));
    for (const { plan } of immovable) for (const one of plan.taken) taken.get(one.room)?.push(one);
    return [...taken].flatMap(([room, there]) => {
      const days = this.hostDays(room, view, nights).filter((day) => !there.some((one) => covers(one, day)));
      return runsOf(days).map((span) => ({ id: `PMS ${room} ${span.from}`, physical: room, span }));
    });
  }
}

export const createOccupancy = (
  house: House,
  placedPlans: readonly PlacedPlan[],
  hostNights: readonly HostNights[],
  unplaced: readonly UnplacedStay[] = [],
): Occupancy => new LivingOccupancy(house, placedPlans, hostNights, unplaced);
