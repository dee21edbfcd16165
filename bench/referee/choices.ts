// Who may be in which room, as yes-or-no variables, and the rules that no plan may break (goals 1 to 3).
import { closedDoors, type Model } from '../../plugin/assignment/plan/model.js';
import { suits } from '../../plugin/assignment/upgrades/eligible.js';
import type { LinearProgram, Terms } from './linear-program.js';

/** A piece behind a door: `terms` sum to 1 where it is there. */
export interface Presence {
  /** Index of a stay, or of a block after the stays. */
  readonly piece: number;
  readonly terms: Terms;
}

export class Choices {
  /** By stay: the rooms it may have, each with its variable. A stay that keeps its room has that one alone, always 1. */
  readonly rooms: readonly ReadonlyMap<number, number>[];
  /** By door: who may be behind it, the blocks too. */
  readonly behind: readonly (readonly Presence[])[];

  constructor(
    readonly program: LinearProgram,
    readonly model: Model,
  ) {
    this.rooms = model.stays.map((_, stay) => {
      if (!model.movable[stay]) return new Map([[model.roomNow[stay]!, program.one]]);
      const rooms = model.options[stay]!.flatMap(({ type }) => model.roomsOfType[type]!);
      return new Map(
        rooms
          .filter((room) => suits(model, model.stays[stay]!, model.ownType[stay]!, room))
          .map((room) => [room, program.choice()]),
      );
    });
    this.behind = this.presences();
    for (const rooms of this.rooms) program.atMost(allOf(rooms), 1);
    this.oneAtATime();
    this.alikeTogether();
  }

  /** 1 where the stay is in the room. */
  in(stay: number, room: number): Terms {
    const column = this.rooms[stay]!.get(room);
    return column === undefined ? [] : [[column, 1]];
  }

  /** 1 where the stay has a room. */
  placed(stay: number): Terms {
    return allOf(this.rooms[stay]!);
  }

  /** 1 where the stay has a room that `wanted` holds of. */
  where(stay: number, wanted: (room: number) => boolean): Terms {
    return [...this.rooms[stay]!].filter(([room]) => wanted(room)).map(([, column]) => [column, 1] as const);
  }

  /** The sum of what each possible room of each stay costs by itself. */
  alone(cost: (stay: number, room: number) => number): Terms {
    return this.rooms.flatMap((rooms, stay) =>
      [...rooms].map(([room, column]) => [column, cost(stay, room)] as const),
    );
  }

  private presences(): Presence[][] {
    const { model, program } = this;
    const behind: Presence[][] = Array.from({ length: model.unitCount }, () => []);
    this.rooms.forEach((rooms, piece) => {
      const byUnit = new Map<number, [number, number][]>();
      for (const [room, column] of rooms)
        for (const unit of model.unitsOf[room]!) {
          const terms = byUnit.get(unit);
          if (terms) terms.push([column, 1]);
          else byUnit.set(unit, [[column, 1]]);
        }
      for (const [unit, terms] of byUnit) behind[unit]!.push({ piece, terms });
    });
    closedDoors(model.problem).forEach(({ unit }, block) => {
      const piece = model.stays.length + block;
      behind[unit]!.push({ piece, terms: [[program.one, 1]] });
    });
    return behind;
  }

  /** One row for each door and largest set of pieces that share a night. */
  private oneAtATime(): void {
    const { from, to } = this.model;
    for (const pieces of this.behind) {
      const starts = [...new Set(pieces.map(({ piece }) => from[piece]!))].sort((a, b) => a - b);
      starts.forEach((night, i) => {
        const present = pieces.filter(({ piece }) => from[piece]! <= night && to[piece]! > night);
        const next = starts[i + 1] ?? Infinity;
        if (present.length > 1 && present.some(({ piece }) => to[piece]! <= next))
          this.program.atMost(
            present.flatMap(({ terms }) => terms),
            1,
          );
      });
    }
  }

  /** Stays booked alike are all in one type, or all without a room. */
  private alikeTogether(): void {
    const { model } = this;
    for (const [first, ...others] of model.alike)
      for (let type = 0; type < model.roomsOfType.length; type += 1) {
        const inType = (stay: number) => this.where(stay, (room) => model.typeOf[room] === type);
        for (const other of others) this.program.equal(inType(first!), inType(other));
      }
  }
}

const allOf = (rooms: ReadonlyMap<number, number>): Terms =>
  [...rooms.values()].map((column) => [column, 1] as const);
