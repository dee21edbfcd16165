// Who is behind each door and when, as sorted lists: nothing grows with the length of the calendar.
import type { Model } from './model.js';

const none: readonly number[] = [];

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
    const next = this.firstEndingAfter(list, from);
    return next === list.length || this.model.from[list[next]!]! >= to;
  }

  /** The pieces that overlap `[from, to)`, by first night. */
  overlapping(unit: number, from: number, to: number): readonly number[] {
    const list = this.lists[unit]!;
    const first = this.firstEndingAfter(list, from);
    let end = first;
    while (end < list.length && this.model.from[list[end]!]! < to) end += 1;
    // Mostly there is nobody, or one: for these no call is needed.
    if (end === first) return none;
    return end === first + 1 ? [list[first]!] : list.slice(first, end);
  }

  /** The piece at the index in the door's list; -1: none. */
  at(unit: number, index: number): number {
    const list = this.lists[unit]!;
    // Asked first: reading an array beyond its ends is slow.
    return index >= 0 && index < list.length ? list[index]! : -1;
  }

  /** The piece that ends last at or before `day`, or -1. */
  before(unit: number, day: number): number {
    return this.at(unit, this.firstEndingAfter(this.lists[unit]!, day) - 1);
  }

  /** The piece that begins first at or after `day`, provided that the door is free on `day`; or -1. */
  after(unit: number, day: number): number {
    const list = this.lists[unit]!;
    let i = this.firstEndingAfter(list, day);
    if (i < list.length && this.model.from[list[i]!]! < day) i += 1;
    return this.at(unit, i);
  }

  /** All pieces of the door, by first night. */
  of(unit: number): readonly number[] {
    return this.lists[unit]!;
  }

  /** Answers the piece's index in the door's list. The lists are short: to shift them in place costs less than `splice`, which makes an array. */
  insert(unit: number, piece: number): number {
    const list = this.lists[unit]!;
    const index = this.firstEndingAfter(list, this.model.from[piece]!);
    list.push(piece);
    for (let i = list.length - 1; i > index; i -= 1) list[i] = list[i - 1]!;
    list[index] = piece;
    return index;
  }

  /** Answers the index that the piece had. */
  remove(unit: number, piece: number): number {
    const list = this.lists[unit]!;
    let index = this.firstEndingAfter(list, this.model.from[piece]!);
    while (list[index] !== piece) index += 1;
    for (let i = index + 1; i < list.length; i += 1) list[i - 1] = list[i]!;
    list.pop();
    return index;
  }
}
