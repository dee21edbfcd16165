// The player that is the product's engine: tentative rooms at booking, an optimising run each day, final rooms at the deadline.
import {
  assign,
  type AssignableStay,
  type Assignment,
  type AssignmentProblem,
  defaultLookAhead,
  defaultPolicySettings,
  defaultClassNumbers,
  type FixedMode,
  type KnownBooking,
  type LinearSolver,
  lookAhead,
  noWork,
  numbersOf,
  placeStays,
  policyFor,
  priorityOf,
  thresholdsOf,
  type TypePrices,
  usualNightsOf,
  workLimits,
} from '../../plugin/assignment/index.js';
import type { DayNumber } from '../../plugin/domain/hotel-date.js';
import type { RoomId } from '../../plugin/domain/ids.js';
import type { StayClass } from '../../plugin/domain/stay.js';
import { timed } from '../timed.js';
import type { LimitsOf } from '../work.js';
import { houseOf } from './heyawari-house.js';
import { departure, type Player, type ReplayHotel, type ReplayStay, type RoomChange } from './player.js';
import { createUsageBook, type UsageBook } from './usage-book.js';

export interface HeyawariOptions {
  readonly mode: FixedMode;
  /** Nights before arrival within which a tentative room stays. */
  readonly freezeDays: number;
  /** Whether the run comes before the day's bookings. */
  readonly runsInTheMorning: boolean;
  readonly solver: LinearSolver;
  /** How much a run may work; by default as the product does. */
  readonly limitsOf?: LimitsOf;
  /** Of the engine's chance; by default the product's. */
  readonly seed?: number;
}

/** A run does not move stays that arrive later than in so many days. */
const reach = 45;
/** Nights around a stay in which its neighbours are looked at, and nights for which the engine is told of who has left. */
const margin = 30;
/** Past stays from which the usual length is learned. */
const lately = 1000;

interface Held {
  readonly stay: ReplayStay;
  readonly booking: { -readonly [Key in keyof KnownBooking]: KnownBooking[Key] };
  room: RoomId | undefined;
  final: boolean;
  /** The morning it leaves, or left. */
  to: DayNumber;
}

const classesOf = ({ nights }: ReplayStay): readonly StayClass[] =>
  nights >= defaultClassNumbers.longStayNights ? ['long_stay'] : ['standard'];

class HeyawariPlayer implements Player {
  readonly solverMs: number[] = [];
  readonly runCpuMs: number[] = [];
  private readonly house: AssignmentProblem['house'];
  private readonly usage: UsageBook;
  private readonly held = new Map<number, Held>();
  /** Everything that was ever booked. */
  private readonly bookings: KnownBooking[] = [];
  private readonly pastNights: number[] = [];
  private prices: TypePrices | undefined;
  private changed: RoomChange[] = [];

  constructor(
    hotel: ReplayHotel,
    private readonly options: HeyawariOptions,
  ) {
    this.house = houseOf(hotel);
    this.usage = createUsageBook(this.house.rooms);
  }

  run(day: DayNumber, due: readonly ReplayStay[]): void {
    this.closeYesterday(day);
    const dueIds = new Set(due.map((stay) => stay.id));
    const moving = (one: Held) => !one.final && one.stay.arrival < day + reach;
    const view = { from: day, to: day + defaultLookAhead.horizon };
    const stays = this.around(day, moving, dueIds, view);
    if (stays.length === 0) return;
    const today = { date: day, bookingsToCome: this.options.runsInTheMorning };
    const { limitsOf = workLimits, solver, seed } = this.options;
    const problem = {
      ...this.problem(day, stays),
      lookAhead: lookAhead(this.bookings, today),
      limits: limitsOf(stays.length),
    };
    const {
      value: result,
      ms,
      cpuMs,
    } = timed(() => assign(problem, seed === undefined ? { solver } : { solver, seed }));
    this.solverMs.push(ms);
    this.runCpuMs.push(cpuMs);
    this.prices = result.prices;
    this.applyAll(result);
    for (const { id } of stays) {
      const one = this.held.get(id)!;
      if (one.room === undefined) continue;
      one.final ||= this.options.mode === 'URGENT' || one.stay.deadline <= day;
    }
  }

  /** Who had a room and would have none keeps it, as in the product's night; so does whoever would go to a room that is kept. */
  private applyAll({ stays }: Assignment): void {
    const moving = new Map<Held, RoomId>();
    const keeping: Held[] = [];
    for (const { stay, roomId } of stays) {
      const one = this.held.get(stay.id)!;
      if (roomId === undefined) keeping.push(one);
      else if (roomId !== one.room) moving.set(one, roomId);
    }
    for (const kept of keeping)
      for (const [one, to] of moving) {
        if (to !== kept.room || one.stay.arrival >= kept.to || kept.stay.arrival >= one.to) continue;
        moving.delete(one);
        keeping.push(one);
      }
    for (const [one, to] of moving) this.give(one, to);
  }

  book(day: DayNumber, stay: ReplayStay, final: boolean): void {
    const booking = { ...stay, typeId: stay.bookedTypeId, lostOn: undefined };
    this.bookings.push(booking);
    const one: Held = { stay, booking, room: undefined, final: false, to: departure(stay) };
    this.held.set(stay.id, one);
    this.place(day, one, final);
  }

  release(day: DayNumber, stay: ReplayStay, from: DayNumber): void {
    const one = this.held.get(stay.id);
    if (!one) return;
    one.booking.lostOn = day < stay.arrival ? day : stay.arrival;
    if (from <= stay.arrival) this.held.delete(stay.id);
    else one.to = from;
  }

  beforeCheckIn(day: DayNumber): void {
    for (const one of this.held.values()) {
      if (one.room !== undefined || one.stay.arrival !== day) continue;
      this.place(day, one, true);
      // A guest without a room goes elsewhere.
      if (one.room === undefined) this.held.delete(one.stay.id);
    }
  }

  roomOf(stay: ReplayStay): RoomId | undefined {
    return this.held.get(stay.id)?.room;
  }

  changes(): readonly RoomChange[] {
    const since = this.changed;
    this.changed = [];
    return since;
  }

  /** Last night was slept; who has been gone for long is forgotten. */
  private closeYesterday(day: DayNumber): void {
    for (const [id, one] of this.held) {
      if (one.room !== undefined && one.stay.arrival < day && one.to >= day)
        this.usage.record((day - 1) as DayNumber, one.room);
      if (one.to === day && one.room !== undefined) this.pastNights.push(one.to - one.stay.arrival);
      if (one.to + margin <= day) this.held.delete(id);
    }
  }

  private place(day: DayNumber, one: Held, final: boolean): void {
    const { arrival } = one.stay;
    const moving = (other: Held) =>
      other === one || (!other.final && other.stay.arrival < one.to && other.to > arrival);
    const stays = this.around(day, moving, new Set(), { from: arrival, to: one.to });
    const problem = this.problem(day, stays);
    const { value: placed, ms } = timed(() => placeStays(problem, final ? this.prices : undefined));
    this.solverMs.push(ms);
    for (const { stayId, to } of placed.moved) this.give(this.held.get(stayId)!, to);
    this.give(one, placed.rooms.get(one.stay.id));
    one.final = final && one.room !== undefined;
  }

  private give(one: Held, room: RoomId | undefined): void {
    if (one.room === room) return;
    this.changed.push({ stay: one.stay, from: one.room, to: room });
    one.room = room;
  }

  private problem(day: DayNumber, stays: readonly AssignableStay[]): AssignmentProblem {
    const { mode } = this.options;
    const usualNights = usualNightsOf(this.pastNights.slice(-lately));
    return {
      businessDate: day,
      house: this.house,
      blocks: [],
      stays,
      policy: policyFor(mode, { ...defaultPolicySettings, usualNights }),
      usage: this.usage.upTo(day, numbersOf(mode).fairnessDays),
      lookAhead: undefined,
      limits: noWork,
    };
  }

  /** Those who may move, and everybody with a room whom they, or the nights in view, could meet. */
  private around(
    day: DayNumber,
    moving: (one: Held) => boolean,
    due: ReadonlySet<number>,
    view: { readonly from: number; readonly to: number },
  ): AssignableStay[] {
    let { from, to } = view;
    const movers = new Set([...this.held.values()].filter(moving));
    for (const { stay, to: leaves } of movers) {
      from = Math.min(from, stay.arrival);
      to = Math.max(to, leaves);
    }
    const near = ({ stay, to: leaves }: Held) => stay.arrival < to + margin && leaves > from - margin;
    return [...this.held.values()]
      .filter((one) => movers.has(one) || (one.room !== undefined && near(one)))
      .map((one) => this.assignable(day, one, movers.has(one), due.has(one.stay.id)));
  }

  private assignable(day: DayNumber, one: Held, moves: boolean, isDue: boolean): AssignableStay {
    const { stay, room, to } = one;
    const classes = classesOf(stay);
    const frozen = room !== undefined && !isDue && stay.arrival - day < this.options.freezeDays;
    const window = thresholdsOf(classes, this.options.mode, 0)?.windowDays ?? 0;
    return {
      id: stay.id,
      bookedTypeId: stay.bookedTypeId,
      span: { from: stay.arrival, to },
      movability: !moves ? 'fixed' : frozen ? 'proposal' : 'free',
      roomId: room,
      priority: priorityOf(classes) + (stay.repeatedGuest ? 1 : 0),
      optimised: stay.arrival - day <= window,
      decidedNow: isDue,
      ...{ people: 0, reservation: undefined, together: undefined, guest: undefined, wishes: [] },
      ...{ demanding: false, nonSmoking: false, smoking: false, accessible: false, upgradeApproved: false },
      ...{ arrivesAt: 15 * 60, leavesAt: 10 * 60 },
    };
  }
}

/** Plays as the product does, by the numbers of its mode; learns from the days that have passed. */
export const createHeyawariPlayer = (hotel: ReplayHotel, options: HeyawariOptions): Player =>
  new HeyawariPlayer(hotel, options);
