// Who is behind each door and when, as sorted lists: nothing grows with the length of the calendar.
import type { Model } from './model.js';

export class Timetable {
  /** Pieces of each door by first night; they never overlap. */
  private readonly lists: number[][];

  constructor(private readonly model: Model) {
    this.lists = Array.from({ length: model.unitCount }, () => []);
  }

  /** Index of the first piece of the door that ends after `day`. */
  private firstEndingAfter(list: readonly number[], day: number): number {
    const { to } = this.model;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (to[list[middle]!]! <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  isFree(unit: number, from: number, to: number): boolean {
    const list = this.lists[unit]!;
    const next = list[this.firstEndingAfter(list, from)];
    return next === undefined || this.model.from[next]! >= to;
  }

  /** Adds the pieces that overlap `[from, to)` to `into`. */
  overlapping(unit: number, from: number, to: number, into: Set<number>): void {
    const list = this.lists[unit]!;
    for (let i = this.firstEndingAfter(list, from); i < list.length; i += 1) {
      if (this.model.from[list[i]!]! >= to) return;
      into.add(list[i]!);
    }
  }

  /** The piece that ends last at or before `day`, or -1. */
  before(unit: number, day: number): number {
    const list = this.lists[unit]!;
    return list[this.firstEndingAfter(list, day) - 1] ?? -1;
  }

  /** The piece that begins first at or after `day`, provided that the door is free on `day`; or -1. */
  after(unit: number, day: number): number {
    const list = this.lists[unit]!;
    let i = this.firstEndingAfter(list, day);
    if (i < list.length && this.model.from[list[i]!]! < day) i += 1;
    return list[i] ?? -1;
  }

  /** All pieces of the door, by first night. */
  of(unit: number): readonly number[] {
    return this.lists[unit]!;
  }

  insert(unit: number, piece: number): void {
    const list = this.lists[unit]!;
    list.splice(this.firstEndingAfter(list, this.model.from[piece]!), 0, piece);
  }

  remove(unit: number, piece: number): void {
    const list = this.lists[unit]!;
    let i = this.firstEndingAfter(list, this.model.from[piece]!);
    while (list[i] !== piece) i += 1;
    list.splice(i, 1);
  }
}
