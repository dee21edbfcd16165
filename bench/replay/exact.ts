// A player that gives types by an exact plan of all that is known, without a guess at what is to come: the best a hotel can do so.
import type { Highs } from 'highs';
import type { DayNumber } from '../../plugin/domain/hotel-date.js';
import type { RoomId, RoomTypeId } from '../../plugin/domain/ids.js';
import { departure, type Player, type ReplayHotel, type ReplayStay, type RoomChange } from './player.js';
import { roomsByType, typesFor } from './rivals.js';
import { RoomNights } from './room-nights.js';
import { planTypes, type StayGroup } from './type-plan.js';

/** Nights that are planned, from the last arrival that is decided on. */
const horizon = 21;
const gapCap = 30;

interface Members {
  readonly types: readonly RoomTypeId[];
  readonly from: number;
  readonly to: number;
  readonly decidedNow: boolean;
  readonly stays: ReplayStay[];
}

class Exact implements Player {
  readonly solverMs: number[] = [];
  private readonly nights = new RoomNights();
  private readonly rooms = new Map<number, RoomId>();
  private readonly roomsOf: ReadonlyMap<RoomTypeId, readonly RoomId[]>;
  private readonly types = new Map<RoomTypeId, readonly RoomTypeId[]>();
  private readonly undecided = new Map<number, ReplayStay>();
  /** Decided, and there was no room. */
  private readonly waiting = new Map<number, ReplayStay>();
  private changed: RoomChange[] = [];

  constructor(
    hotel: ReplayHotel,
    private readonly highs: Highs,
  ) {
    this.roomsOf = roomsByType(hotel);
    const owning = new Set(hotel.rooms.map(({ typeId }) => typeId));
    for (const { id } of hotel.types)
      this.types.set(id, [id, ...typesFor(hotel, id).filter((type) => type !== id && owning.has(type))]);
  }

  run(day: DayNumber, due: readonly ReplayStay[]): void {
    if (due.length > 0) this.decide(day, due);
  }

  book(day: DayNumber, stay: ReplayStay, final: boolean): void {
    this.undecided.set(stay.id, stay);
    if (final) this.decide(day, [stay]);
  }

  release(_day: DayNumber, stay: ReplayStay, from: DayNumber): void {
    this.undecided.delete(stay.id);
    this.waiting.delete(stay.id);
    const room = this.rooms.get(stay.id);
    if (room !== undefined) this.nights.free(room, from, departure(stay));
  }

  /** Who has no room yet is asked for once more: a cancellation may have come. */
  beforeCheckIn(day: DayNumber): void {
    const arriving = [...this.waiting.values()].filter((stay) => stay.arrival === day);
    if (arriving.length === 0) return;
    for (const stay of arriving) this.undecided.set(stay.id, stay);
    this.decide(day, arriving);
    for (const stay of arriving) this.waiting.delete(stay.id);
  }

  roomOf(stay: ReplayStay): RoomId | undefined {
    return this.rooms.get(stay.id);
  }

  changes(): readonly RoomChange[] {
    const changes = this.changed;
    this.changed = [];
    return changes;
  }

  /** Gives each of `stays` a room of the type that the plan of all undecided stays gives it. */
  private decide(day: DayNumber, stays: readonly ReplayStay[]): void {
    const end = Math.max(...stays.map((stay) => stay.arrival)) + horizon;
    const groups = this.groupsUntil(end, new Set(stays));
    const plan = planTypes(
      this.highs,
      groups.map(({ stays: members, ...group }): StayGroup => ({ ...group, count: members.length })),
      this.counter(day, end),
      this.solverMs,
    );
    groups.forEach((group, i) => {
      if (!group.decidedNow) return;
      const types = plan[i]!.flatMap(({ type, count }) => Array<RoomTypeId>(count).fill(type));
      group.stays.forEach((stay, place) => this.settle(stay, types[place]));
    });
  }

  private groupsUntil(end: number, asked: ReadonlySet<ReplayStay>): Members[] {
    const groups = new Map<string, Members>();
    for (const stay of this.undecided.values()) {
      if (stay.arrival >= end) continue;
      const to = Math.min(departure(stay), end);
      const decidedNow = asked.has(stay);
      const key = `${stay.bookedTypeId} ${stay.arrival} ${to} ${decidedNow}`;
      const group = groups.get(key);
      if (group) group.stays.push(stay);
      else {
        const types = this.types.get(stay.bookedTypeId)!;
        groups.set(key, { types, from: stay.arrival, to, decidedNow, stays: [stay] });
      }
    }
    return [...groups.values()];
  }

  /** Free rooms by type and night of `[from, end)`, each counted when it is first asked for. */
  private counter(from: number, end: number): (type: RoomTypeId, night: number) => number {
    const counts = new Map<RoomTypeId, (number | undefined)[]>();
    return (type, night) => {
      const ofType = counts.get(type) ?? Array<number | undefined>(end - from).fill(undefined);
      counts.set(type, ofType);
      return (ofType[night - from] ??= this.roomsOf
        .get(type)!
        .filter((room) => this.nights.isFree(room, night, night + 1)).length);
    };
  }

  /** Where decided stays lie so that no room of the planned type is free throughout, any other allowed type will do. */
  private settle(stay: ReplayStay, planned: RoomTypeId | undefined): void {
    this.undecided.delete(stay.id);
    const types = planned === undefined ? [] : [planned, ...this.types.get(stay.bookedTypeId)!];
    for (const type of types) {
      const room = this.snuggestRoom(type, stay);
      if (room === undefined) continue;
      this.nights.take(room, stay.arrival, departure(stay), stay.id);
      this.rooms.set(stay.id, room);
      this.changed.push({ stay, from: undefined, to: room });
      return;
    }
    this.waiting.set(stay.id, stay);
  }

  private snuggestRoom(type: RoomTypeId, stay: ReplayStay): RoomId | undefined {
    const gap = (room: RoomId) =>
      this.nights.freeRun(room, stay.arrival - 1, -1, gapCap) +
      this.nights.freeRun(room, departure(stay), 1, gapCap);
    return this.roomsOf
      .get(type)!
      .filter((room) => this.nights.isFree(room, stay.arrival, departure(stay)))
      .map((room) => ({ room, gap: gap(room) }))
      .sort((a, b) => a.gap - b.gap)[0]?.room;
  }
}

/**
 * Decides each stay as late as it may, by the plan with the fewest stays without a room and then the fewest upgrades of all that is
 * known then. It holds no tentative rooms. With deadline 0 a plan by types can always be carried out, since nobody is ahead.
 */
export const createExact = (hotel: ReplayHotel, highs: Highs): Player => new Exact(hotel, highs);
