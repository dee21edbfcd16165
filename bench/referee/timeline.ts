// Goal 9 in linear terms. Each door's time is a way from its first piece to its last: a way of short breaks costs, one of long
// breaks does not. As a flow its bound is exact for a door by itself, which pairs of stays are far from.
import type { Choices, Presence } from './choices.js';
import type { LinearProgram, Terms } from './linear-program.js';

/** The goal's value. Adds what it needs to the programme. */
export function shortBreaks(choices: Choices): Terms {
  return choices.behind.flatMap((pieces) => (pieces.length > 1 ? new Timeline(choices, pieces).costs : []));
}

class Timeline {
  readonly costs: [number, number][] = [];

  private readonly program: LinearProgram;
  /** By node: what flows in, less what flows out. */
  private readonly nodes = new Map<string, [number, number][]>();
  /** Days on which a piece begins, with the minutes at which it may. */
  private readonly begins: ReadonlyMap<number, ReadonlySet<number>>;
  private readonly ends: ReadonlyMap<number, ReadonlySet<number>>;

  constructor(choices: Choices, pieces: readonly Presence[]) {
    const { from, to, arrivesAt, leavesAt, problem } = choices.model;
    const { usualNights, turnoverMinutes } = problem.policy;
    this.program = choices.program;
    this.begins = grouped(pieces, ({ piece }) => [from[piece]!, arrivesAt[piece]!]);
    this.ends = grouped(pieces, ({ piece }) => [to[piece]!, leavesAt[piece]!]);
    for (const { piece, terms } of pieces) {
      this.flow(terms, `begin ${from[piece]} ${arrivesAt[piece]}`, `end ${to[piece]} ${leavesAt[piece]}`);
    }
    const first = Math.min(...this.begins.keys());
    const last = Math.max(...this.begins.keys());
    for (let day = first; day <= last; day += 1) {
      this.arcsInto(day);
      if (day < last) this.arc(`idle ${day}`, `idle ${day + 1}`);
      this.arcsFrom(day, usualNights, turnoverMinutes, last);
    }
    this.leaveAfter(last);
    this.flow([[this.program.one, 1]], undefined, `idle ${first}`);
    for (const balance of this.nodes.values()) this.program.row(0, balance, 0);
  }

  /** A piece that begins after a break of a night or more, or as the first. */
  private arcsInto(day: number): void {
    for (const minute of this.begins.get(day) ?? [])
      this.arc(`after a break ${day}`, `begin ${day} ${minute}`);
    if (this.begins.has(day)) this.arc(`idle ${day}`, `after a break ${day}`);
  }

  /** What may come after a piece that ended on the day. */
  private arcsFrom(day: number, usualNights: number, turnoverMinutes: number, last: number): void {
    const ends = this.ends.get(day);
    if (!ends) return;
    for (const left of ends) {
      for (const arrives of this.begins.get(day) ?? [])
        this.arc(`end ${day} ${left}`, `begin ${day} ${arrives}`, arrives - left < turnoverMinutes ? 1 : 0);
      this.arc(`end ${day} ${left}`, `ended ${day}`);
    }
    for (let nights = 1; nights < usualNights; nights += 1)
      if (this.begins.has(day + nights)) this.arc(`ended ${day}`, `after a break ${day + nights}`, 1);
    const long = day + Math.max(usualNights, 1);
    if (long <= last) this.arc(`ended ${day}`, `idle ${long}`);
    this.arc(`ended ${day}`, undefined);
  }

  /** Ends that nothing can follow, and the door that nobody uses. */
  private leaveAfter(last: number): void {
    for (const [day, minutes] of this.ends)
      if (day > last) for (const left of minutes) this.arc(`end ${day} ${left}`, undefined);
    this.arc(`idle ${last}`, undefined);
  }

  private arc(from: string, to: string | undefined, cost = 0): void {
    const column = this.program.column(0, 1);
    if (cost > 0) this.costs.push([column, cost]);
    this.flow([[column, 1]], from, to);
  }

  private flow(terms: Terms, from: string | undefined, to: string | undefined): void {
    for (const [node, sign] of [
      [from, -1],
      [to, 1],
    ] as const) {
      if (node === undefined) continue;
      let balance = this.nodes.get(node);
      if (!balance) this.nodes.set(node, (balance = []));
      for (const [column, factor] of terms) balance.push([column, sign * factor]);
    }
  }
}

function grouped(
  pieces: readonly Presence[],
  when: (presence: Presence) => readonly [day: number, minute: number],
): Map<number, Set<number>> {
  const days = new Map<number, Set<number>>();
  for (const presence of pieces) {
    const [day, minute] = when(presence);
    const minutes = days.get(day);
    if (minutes) minutes.add(minute);
    else days.set(day, new Set([minute]));
  }
  return days;
}
