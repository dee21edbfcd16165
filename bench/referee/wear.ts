// Goal 7 in linear terms: demanding stays that come too soon after another.
import type { Model } from '../../plugin/assignment/plan/model.js';
import type { Choices } from './choices.js';
import { type Terms, times } from './linear-program.js';

/** The goal's value. Adds what it needs to the programme. */
export function wear(choices: Choices): Terms {
  return new Wear(choices).costs;
}

class Wear {
  readonly costs: [number, number][] = [];
  /** By room and day: demanding stays that may leave it then; they exclude each other, for they share their last night. */
  private readonly leaving: ReadonlyMap<string, Terms>;
  /** By room and day: demanding stays that may come then and ask for rotation; they exclude each other likewise. */
  private readonly arriving: ReadonlyMap<string, Terms>;
  private readonly model: Model;

  constructor(private readonly choices: Choices) {
    const { model } = choices;
    this.model = model;
    const demanding = model.stays.flatMap((stay, i) => (stay.demanding ? [i] : []));
    const rotating = demanding.filter((stay) => model.rotates[stay] === 1);
    this.leaving = this.byRoomAndDay(demanding, model.to);
    this.arriving = this.byRoomAndDay(rotating, model.from);
    const days = new Set(rotating.map((stay) => model.from[stay]!));
    for (let room = 0; room < model.rooms.length; room += 1)
      for (const day of days) {
        const arriving = this.arriving.get(`${room} ${day}`);
        if (!arriving) continue;
        if (model.problem.policy.rotation.scope === 'ROOM') this.afterEach(room, day, arriving);
        else this.afterTheLast(room, day, arriving);
      }
  }

  /** Scope ROOM: counts everyone who left a door of the room within the days of recovery. */
  private afterEach(room: number, day: number, arriving: Terms): void {
    const { unitsOf, rooms } = this.model;
    const sharing = [...rooms.keys()].filter((other) =>
      unitsOf[other]!.some((door) => unitsOf[room]!.includes(door)),
    );
    for (const left of this.recovery(day)) {
      this.costs.push(...(times(arriving, this.past(room, left).here) as [number, number][]));
      for (const other of sharing) {
        const leaving = this.leaving.get(`${other} ${left}`);
        if (leaving) this.costs.push([this.bothOf(arriving, leaving, []), 1]);
      }
    }
  }

  /** Scope ROOM_TYPE: counts the last who left the type within the days of recovery, if that was from this room. */
  private afterTheLast(room: number, day: number, arriving: Terms): void {
    const since: [number, number][] = [];
    const violated = this.choices.program.column(0, 1);
    this.costs.push([violated, 1]);
    for (const left of this.recovery(day)) {
      const { here, elsewhere } = this.past(room, left);
      const leaving = this.leaving.get(`${room} ${left}`);
      if (leaving) this.bothOf(arriving, leaving, since, violated);
      if (here > 0) this.bothOf(arriving, [[this.choices.program.one, 1]], since, violated);
      for (const other of this.model.roomsOfType[this.model.typeOf[room]!]!)
        since.push(...((this.leaving.get(`${other} ${left}`) ?? []) as [number, number][]));
      since.push([this.choices.program.one, here + elsewhere]);
    }
  }

  /** A column that is at least 1 where both sums are 1, unless something of `unless` is. */
  private bothOf(a: Terms, b: Terms, unless: Terms, column = this.choices.program.column(0, 1)): number {
    this.choices.program.atLeast([[column, 1], ...times([...a, ...b], -1), ...unless], -1);
    return column;
  }

  /** The days of leaving after which a room is not yet recovered on `day`, the nearest first. */
  private recovery(day: number): number[] {
    return Array.from({ length: this.model.problem.policy.rotation.recoveryDays }, (_, i) => day - i);
  }

  /** Demanding stays of the past that left the type of the room on the day. */
  private past(room: number, day: number): { here: number; elsewhere: number } {
    const { demandingPast, typeOf, unitsOf } = this.model;
    const past = demandingPast.get(day) ?? [];
    const here = past.some(({ unit }) => unitsOf[room]!.includes(unit)) ? 1 : 0;
    const elsewhere = here === 0 && past.some(({ types }) => types.includes(typeOf[room]!)) ? 1 : 0;
    return { here, elsewhere };
  }

  private byRoomAndDay(stays: readonly number[], day: Int32Array): Map<string, Terms> {
    const terms = new Map<string, [number, number][]>();
    for (const stay of stays)
      for (const [room, column] of this.choices.rooms[stay]!) {
        const key = `${room} ${day[stay]}`;
        const known = terms.get(key);
        if (known) known.push([column, 1]);
        else terms.set(key, [[column, 1]]);
      }
    return terms;
  }
}
