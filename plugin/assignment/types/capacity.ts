// How many rooms of each type are left each night beside everything that does not move.
import type { Plan } from '../plan/plan.js';

/** By type and night from `firstDay` on, `nights` of them. */
export class Capacity {
  readonly free: Int32Array;

  constructor(
    readonly types: number,
    readonly firstDay: number,
    readonly nights: number,
  ) {
    this.free = new Int32Array(types * nights);
  }

  at(type: number, day: number): number {
    return type * this.nights + (day - this.firstDay);
  }

  /** The part of a span that is in view, empty where none is. */
  within(from: number, to: number): { readonly from: number; readonly to: number } {
    return {
      from: Math.max(from, this.firstDay),
      to: Math.min(to, this.firstDay + this.nights),
    };
  }
}

/** Rooms for sale that neither a block nor a stay that keeps its room is in. */
export function capacityOf(plan: Plan, nights: number): Capacity {
  const { model, timetable } = plan;
  const capacity = new Capacity(model.roomsOfType.length, model.firstDay, nights);
  const taken = new Uint8Array(nights);
  model.rooms.forEach((room, r) => {
    if (!room.sellable) return;
    taken.fill(0);
    for (const unit of model.unitsOf[r]!)
      for (const piece of timetable.of(unit)) {
        if (plan.mayMove(piece)) continue;
        const seen = capacity.within(model.from[piece]!, model.to[piece]!);
        for (let day = seen.from; day < seen.to; day += 1) taken[day - model.firstDay] = 1;
      }
    const start = model.typeOf[r]! * nights;
    for (let i = 0; i < nights; i += 1) capacity.free[start + i]! += 1 - taken[i]!;
  });
  return capacity;
}
