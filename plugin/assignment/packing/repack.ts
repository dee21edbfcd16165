// Fitting stays into a type whose rooms are nearly full: whoever finds no room puts out others, who look for a room in turn, until everybody
// has one or the steps are used up. Who was hard to house is put out less and less, so that the search does not turn in circles.
import type { Plan } from '../plan/plan.js';
import { slack, typesFor } from './search.js';

/** Stays that are still to be housed, and how hard it has been to house each. */
interface Pool {
  readonly homeless: number[];
  /** By stay; 1 at first. */
  readonly hardship: Float64Array;
}

interface Opening {
  readonly room: number;
  readonly inTheWay: readonly number[];
  readonly hardship: number;
  /** Nights of those in the way; of a free room, how much would be left over around the stay. */
  readonly nights: number;
}

const easier = (a: Opening, b: Opening | undefined): boolean =>
  !b || a.hardship < b.hardship || (a.hardship === b.hardship && a.nights < b.nights);

/** What it takes to put the stay into the room; undefined where somebody there may not be moved, or it takes no less than `best`. */
function opening(
  plan: Plan,
  stay: number,
  room: number,
  pool: Pool,
  best: Opening | undefined,
): Opening | undefined {
  const { model } = plan;
  const from = model.from[stay]!;
  const to = model.to[stay]!;
  const inTheWay = plan.inTheWay(room, from, to);
  if (inTheWay.length === 0) {
    const free = { room, inTheWay, hardship: 0, nights: slack(plan, room, from, to) };
    return easier(free, best) ? free : undefined;
  }
  let hardship = 0;
  let nights = 0;
  for (const piece of inTheWay) {
    if (!plan.mayMove(piece)) return undefined;
    hardship += pool.hardship[piece]!;
    nights += model.to[piece]! - model.from[piece]!;
    if (best && hardship > best.hardship) return undefined;
  }
  if (best && hardship === best.hardship && nights >= best.nights) return undefined;
  return { room, inTheWay, hardship, nights };
}

/** The one of the rooms that is cleared most easily; among equals the first. */
function easiest(plan: Plan, stay: number, rooms: readonly number[], pool: Pool): Opening | undefined {
  let best: Opening | undefined;
  for (const room of rooms) best = opening(plan, stay, room, pool, best) ?? best;
  return best;
}

const suitable = (plan: Plan, stay: number, types: readonly number[]): readonly number[] =>
  types.flatMap((type) => plan.model.roomsOfType[type]!.filter((room) => plan.suits(stay, room)));

/** Where who is put out of `type` may go. Never a set booked alike to another type: it would be split. */
const homesOf = ({ model }: Plan, stay: number, type: number, acrossTypes: boolean): readonly number[] =>
  acrossTypes && model.alikeOf[stay]! < 0 ? typesFor(model, stay) : [type];

/** The one of the pool who needs most nights: short ones fit in later. */
function takeLongest(plan: Plan, { homeless }: Pool): number {
  const { from, to } = plan.model;
  let at = 0;
  for (let i = 1; i < homeless.length; i += 1) {
    const [stay, longest] = [homeless[i]!, homeless[at]!];
    if (to[stay]! - from[stay]! > to[longest]! - from[longest]!) at = i;
  }
  return homeless.splice(at, 1)[0]!;
}

/**
 * Houses `stays`, none of whom has a room, in `type` beside everybody who is there, by re-arranging these; with `acrossTypes` also into
 * other types of theirs. Whether it did within `steps`; if not, the plan is as it was.
 */
export function repack(
  plan: Plan,
  stays: readonly number[],
  type: number,
  { steps, acrossTypes }: { readonly steps: number; readonly acrossTypes: boolean },
): boolean {
  const { model } = plan;
  const mark = plan.mark();
  const pool: Pool = { homeless: [...stays], hardship: new Float64Array(model.stays.length).fill(1) };
  /** By stay: the rooms it may go to. Who is hard to house looks through them again and again. */
  const homes = new Map<number, readonly number[]>(stays.map((stay) => [stay, suitable(plan, stay, [type])]));
  for (let step = 0; pool.homeless.length > 0; step += 1) {
    const stay = takeLongest(plan, pool);
    const opened = step < steps ? easiest(plan, stay, homes.get(stay)!, pool) : undefined;
    if (!opened) {
      plan.rollBack(mark);
      return false;
    }
    if (opened.inTheWay.length > 0) pool.hardship[stay]! += 1;
    for (const piece of opened.inTheWay) {
      if (!homes.has(piece)) {
        const types = homesOf(plan, piece, model.typeOf[plan.roomOf[piece]!]!, acrossTypes);
        homes.set(piece, suitable(plan, piece, types));
      }
      plan.take(piece);
    }
    plan.put(stay, opened.room);
    pool.homeless.push(...opened.inTheWay);
  }
  return true;
}
