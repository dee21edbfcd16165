// A plan being made: who is in which room, and its score by goal, kept true with every move.
import { InvalidProblem } from '../problem/invalid-problem.js';
import { closedDoors, type Model } from './model.js';
import type { GoalScore } from '../problem/problem.js';
import { Rotation } from './rotation.js';
import { StaySet } from './stay-set.js';
import { Timetable } from './timetable.js';
import { suits } from '../upgrades/eligible.js';
import { costIn } from '../upgrades/type-options.js';

/** A change of type weighs as much as this many changes of room (goal 10). */
const typeChange = 5;

export class Plan {
  readonly timetable: Timetable;
  /** By stay: index of its room, -1: none. */
  readonly roomOf: Int32Array;
  /** By stay: 1 where its type has been decided, and the room within it alone is open. */
  readonly typeKept: Uint8Array;
  /** Stays without a room. */
  readonly homeless: StaySet;

  unplaced: number;
  upgradeCost = 0;
  apart = 0;
  wishes = 0;
  rotation = 0;
  roomOrder = 0;
  recentlyUsed = 0;
  gaps = 0;
  changes = 0;

  /** Whether a demanding stay that comes too soon outweighs goals 8 to 10. */
  readonly rotationBlocks: boolean;
  // What the policy says in words, as answers: words that came to another thread are compared letter by letter, and every move asks.
  private readonly byPriority: boolean;
  private readonly isEven: boolean;

  /** By stay: 1 where it is demanding. */
  private readonly demanding: Uint8Array;
  /** By stay: 1 where it has wishes. */
  private readonly wishing: Uint8Array;
  /** By stay: 1 where no total depends on where it is beside others: it is not demanding, and nobody wants to be near it. */
  private readonly solitary: Uint8Array;

  private readonly rotationBook: Rotation;
  private readonly used: Float64Array;
  private readonly floorNights: Map<number, number> | undefined;

  /**
   * Every put and take, so that a trial can be taken back: the stay, and its room before; -1: none. By turns and with a length of its own,
   * since an array that is emptied gives its memory away, and is given it anew with the next move.
   */
  private readonly journal: number[] = [];
  private journalLength = 0;

  /** With the blocks in it, and no stay. */
  constructor(readonly model: Model) {
    this.timetable = new Timetable(model);
    this.roomOf = new Int32Array(model.stays.length).fill(-1);
    this.rotationBook = new Rotation(model, this.roomOf);
    this.typeKept = new Uint8Array(model.stays.length);
    this.homeless = new StaySet(model.stays.length);
    this.unplaced = model.stays.length;
    this.demanding = Uint8Array.from(model.stays, (stay) => (stay.demanding ? 1 : 0));
    this.wishing = Uint8Array.from(model.stays, (stay) => (stay.wishes.length > 0 ? 1 : 0));
    this.solitary = this.demanding.map((demanding, stay) =>
      demanding === 0 && model.togetherOf[stay]! < 0 && !model.follows[stay]?.length ? 1 : 0,
    );
    this.used = Float64Array.from(model.usedBefore);
    const { order, rotation } = model.problem.policy;
    this.rotationBlocks = rotation.behaviour === 'block';
    this.byPriority = order === 'priority';
    this.isEven = order === 'even';
    this.floorNights = order === 'floors' ? new Map() : undefined;
    this.enterBlocks();
  }

  /** Whether the room may serve the stay, whoever is in it. */
  suits(stay: number, room: number): boolean {
    const { model } = this;
    return suits(model, model.stays[stay]!, model.ownType[stay]!, room);
  }

  hasOption(stay: number, type: number): boolean {
    for (const option of this.model.options[stay]!) if (option.type === type) return true;
    return false;
  }

  /** Whether the stay may be in the room as the plan stands, whoever is there. One booked with others alike does not change type alone. */
  mayGo(stay: number, room: number): boolean {
    const { model } = this;
    const type = model.typeOf[room]!;
    const now = this.roomOf[stay]!;
    if (now < 0 || model.typeOf[now] !== type) {
      if (model.alikeOf[stay]! >= 0 || this.typeKept[stay] === 1) {
        const wanted = this.typeWanted(stay);
        if (wanted >= 0 && wanted !== type) return false;
      }
      if (!this.hasOption(stay, type)) return false;
    }
    return this.suits(stay, room);
  }

  /**
   * The type that a stay must keep to; -1: it is free. One that has a room keeps its type; one of a set booked alike goes where the others
   * of the set are.
   */
  typeWanted(stay: number): number {
    const { model } = this;
    if (this.roomOf[stay]! >= 0) return model.typeOf[this.roomOf[stay]!]!;
    const set = model.alikeOf[stay]!;
    for (const other of set < 0 ? [] : model.alike[set]!)
      if (this.roomOf[other]! >= 0) return model.typeOf[this.roomOf[other]!]!;
    return -1;
  }

  /** The pieces in `room` that overlap the nights, each once; of all its doors. */
  inTheWay(room: number, from: number, to: number): readonly number[] {
    const units = this.model.unitsOf[room]!;
    if (units.length === 1) return this.timetable.overlapping(units[0]!, from, to);
    return [...new Set([...units].flatMap((unit) => this.timetable.overlapping(unit, from, to)))];
  }

  isFree(room: number, from: number, to: number): boolean {
    for (const unit of this.model.unitsOf[room]!) if (!this.timetable.isFree(unit, from, to)) return false;
    return true;
  }

  isBlock(piece: number): boolean {
    return piece >= this.roomOf.length;
  }

  /** Whether what is in the way is a stay that may be moved for another. */
  mayMove(piece: number): boolean {
    return piece < this.roomOf.length && this.model.movable[piece] === 1;
  }

  /** A point to which `rollBack` can return. */
  mark(): number {
    return this.journalLength;
  }

  /** Undoes every put and take since the mark. */
  rollBack(mark: number): void {
    while (this.journalLength > mark) {
      this.journalLength -= 2;
      const stay = this.journal[this.journalLength]!;
      const room = this.journal[this.journalLength + 1]!;
      if (room < 0) this.remove(stay);
      else this.add(stay, room);
    }
  }

  /** Forgets the way here; nothing before this can be rolled back any more. */
  settle(): void {
    this.journalLength = 0;
  }

  private note(stay: number, room: number): void {
    this.journal[this.journalLength] = stay;
    this.journal[this.journalLength + 1] = room;
    this.journalLength += 2;
  }

  /** Puts a stay into a room that is free for it. */
  put(stay: number, room: number): void {
    this.note(stay, -1);
    this.add(stay, room);
  }

  /** Takes a stay out of its room. */
  take(stay: number): void {
    this.note(stay, this.roomOf[stay]!);
    this.remove(stay);
  }

  private add(stay: number, room: number): void {
    this.countAround(stay, room, -1);
    this.unplaced -= 1;
    this.homeless.delete(stay);
    for (const unit of this.model.unitsOf[room]!) this.enter(unit, stay);
    this.roomOf[stay] = room;
    if (this.demanding[stay] === 1) this.rotationBook.put(stay, room);
    this.countAlone(stay, room, 1);
    this.countAround(stay, room, 1);
  }

  private remove(stay: number): void {
    const room = this.roomOf[stay]!;
    this.countAlone(stay, room, -1);
    this.countAround(stay, room, -1);
    this.unplaced += 1;
    this.homeless.add(stay);
    for (const unit of this.model.unitsOf[room]!) this.leave(unit, stay);
    this.roomOf[stay] = -1;
    if (this.demanding[stay] === 1) this.rotationBook.take(stay, room);
    this.countAround(stay, room, 1);
  }

  /** Goal 7 of one placed stay. */
  rotationOf(stay: number): number {
    return this.rotationBook.of(stay);
  }

  score(): GoalScore {
    const { unplaced, upgradeCost, apart, wishes, rotation, roomOrder, recentlyUsed, gaps, changes } = this;
    return { unplaced, upgradeCost, apart, wishes, rotation, roomOrder, recentlyUsed, gaps, changes };
  }

  /** Goals 7 to 10 in one number, goal 7 left out where it blocks. */
  get comfort(): number {
    const { weights } = this.model.problem.policy;
    return (
      (this.rotationBlocks ? 0 : weights.rotation * this.rotation) +
      weights.roomOrder * this.roomOrder +
      weights.leastRecentlyUsed * this.recentlyUsed +
      weights.gaps * this.gaps +
      weights.changes * this.changes
    );
  }

  /** Puts what the stay costs by itself in that room into the totals (1), or takes it out (-1): goals 4, 6, 8 and 10. */
  private countAlone(stay: number, room: number, sign: 1 | -1): void {
    const { model } = this;
    this.upgradeCost += sign * this.costOf(stay, room);
    if (this.wishing[stay] === 1) this.wishes += sign * this.dropped(stay, room);
    this.recentlyUsed += sign * model.recency[room]!;
    if (this.byPriority) this.roomOrder += sign * model.rank[room]!;
    const now = model.roomNow[stay]!;
    if (now >= 0 && now !== room)
      this.changes += sign * (model.typeOf[now] === model.typeOf[room] ? 1 : typeChange);
  }

  /** Goal 4 of the stay in a room. */
  costOf(stay: number, room: number): number {
    const { options, ownType, typeOf } = this.model;
    return costIn(options[stay]!, ownType[stay]!, typeOf[room]!);
  }

  /** Nights used per night sellable, of the busiest door behind the room. */
  usedShare(room: number): number {
    let share = 0;
    for (const unit of this.model.unitsOf[room]!)
      share = Math.max(share, this.used[unit]! / this.model.sellableNights[unit]!);
    return share;
  }

  /** Goal 6 of the stay in a room. */
  dropped(stay: number, room: number): number {
    const { attributes } = this.model.rooms[room]!;
    let weight = 0;
    for (const wish of this.model.stays[stay]!.wishes)
      if (!attributes.has(wish.attribute)) weight += wish.weight;
    return weight;
  }

  /**
   * Takes what depends on where `stay` is beside others out of the totals (-1), or puts it back in (1): goals 5 and 7. `room` is where it is
   * or was.
   */
  private countAround(stay: number, room: number, sign: 1 | -1): void {
    if (this.solitary[stay] === 1) return;
    const { model } = this;
    if (this.roomOf[stay]! >= 0 && model.follows.length > 0) this.countFollowing(stay, room, sign);
    const set = model.togetherOf[stay]!;
    if (set >= 0) this.apart += sign * this.spread(model.together[set]!);
    if (this.demanding[stay] === 1) this.rotation += sign * this.rotationBook.around(stay, room);
  }

  /** Goal 5 of a guest's stays one after another. */
  private countFollowing(stay: number, room: number, sign: 1 | -1): void {
    for (const other of this.model.follows[stay]!) {
      const theirs = this.roomOf[other]!;
      if (theirs >= 0 && theirs !== room) this.apart += sign * this.model.floorLength;
    }
  }

  /** Doors between the outermost rooms of a set. */
  private spread(set: readonly number[]): number {
    let first = Infinity;
    let last = -Infinity;
    for (const stay of set) {
      const room = this.roomOf[stay]!;
      if (room < 0) continue;
      const position = this.model.position[room]!;
      if (position < first) first = position;
      if (position > last) last = position;
    }
    return last > first ? last - first : 0;
  }

  private enterBlocks(): void {
    const { model, timetable } = this;
    const closed = closedDoors(model.problem);
    closed.forEach(({ id, unit, span }, b) => {
      if (!timetable.isFree(unit, span.from, span.to)) {
        const [there] = timetable.overlapping(unit, span.from, span.to);
        const first = there === undefined ? undefined : closed[there - model.stays.length]!.id;
        const room = [...model.unit].find(([, index]) => index === unit)![0];
        throw new InvalidProblem('assignment.blocks_overlap', { room, first: first ?? '', second: id });
      }
      this.enter(unit, model.stays.length + b);
    });
  }

  private enter(unit: number, piece: number): void {
    const index = this.timetable.insert(unit, piece);
    const before = this.timetable.at(unit, index - 1);
    const after = this.timetable.at(unit, index + 1);
    this.gaps += this.gap(before, piece) + this.gap(piece, after) - this.gap(before, after);
    this.use(unit, piece, 1);
  }

  private leave(unit: number, piece: number): void {
    const index = this.timetable.remove(unit, piece);
    const before = this.timetable.at(unit, index - 1);
    const after = this.timetable.at(unit, index);
    this.gaps -= this.gap(before, piece) + this.gap(piece, after) - this.gap(before, after);
    this.use(unit, piece, -1);
  }

  /** Goal 9 between two neighbours. */
  private gap(a: number, b: number): number {
    if (a < 0 || b < 0) return 0;
    const { from, to, arrivesAt, leavesAt, problem } = this.model;
    const nights = from[b]! - to[a]!;
    if (nights === 0) return arrivesAt[b]! - leavesAt[a]! < problem.policy.turnoverMinutes ? 1 : 0;
    return nights < problem.policy.usualNights ? 1 : 0;
  }

  /** Goal 8 where it is about a room's or a floor's whole use. */
  private use(unit: number, piece: number, sign: 1 | -1): void {
    if (this.isBlock(piece)) return;
    const nights = this.model.nightsCounted[piece]!;
    if (nights > 0) {
      const before = this.used[unit]!;
      const after = before + sign * nights;
      this.used[unit] = after;
      if (this.isEven) this.roomOrder += (after * after - before * before) / this.model.sellableNights[unit]!;
    }
    if (this.floorNights) this.openFloor(unit, piece, sign, this.floorNights);
  }

  private openFloor(unit: number, piece: number, sign: 1 | -1, open: Map<number, number>): void {
    const floor = this.model.floorOfUnit[unit]!;
    for (let day = this.model.from[piece]!; day < this.model.to[piece]!; day += 1) {
      const key = floor * 1_000_000 + day;
      const before = open.get(key) ?? 0;
      open.set(key, before + sign);
      if (before + sign === 0 || before === 0) this.roomOrder += sign;
    }
  }
}

/** Weighs more than goals 8 to 10 together can. */
const blocking = 1000;

/** Negative: `a` is better. By goals 1, 4, 5 and 6 in that order, then 7 to 10 together. */
export function compare(a: Standing, b: Standing): number {
  for (let i = 0; i < a.length; i += 1) {
    const difference = a[i]! - b[i]!;
    if (Math.abs(difference) > 1e-9) return difference;
  }
  return 0;
}

/** Goals 7 to 10 are one number. */
export type Standing = readonly [
  unplaced: number,
  upgradeCost: number,
  apart: number,
  wishes: number,
  comfort: number,
];

export const standing = (plan: Plan): Standing => [
  plan.unplaced,
  plan.upgradeCost,
  plan.apart,
  plan.wishes,
  (plan.rotationBlocks ? blocking * plan.rotation : 0) + plan.comfort,
];
