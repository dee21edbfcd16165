// Bookings that come one by one into a nearly full hotel: how long each waits for its room, and whom it moves.
import { between, type Random, seededRandom } from '../../dev/bookings/random.js';
import {
  type AssignableStay,
  type AssignmentProblem,
  type House,
  noWork,
  placeStays,
} from '../../plugin/assignment/index.js';
import { batchProblem } from './batch-problem.js';
import { checkPlan } from './checks.js';
import { percentile, rounded, upgradesIn } from './measure.js';
import type { RoomId, RoomTypeId } from '../../plugin/domain/ids.js';

const placements = 500;
/** Unmeasured ones before, in which the program warms up. */
const warmUp = 50;
const occupancy = 0.88;

/** Nights around the booking's own in which others may be re-arranged; who reaches beyond keeps the room. */
const margin = 4;

export interface IncrementalMeasurement {
  readonly rooms: number;
  readonly stays: number;
  readonly placements: number;
  readonly occupancyBefore: number;
  readonly occupancyAfter: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Time of the processor: on a busy machine it says more than the clock. */
  readonly p50CpuMs: number;
  readonly p95CpuMs: number;
  /** With reading the problem out of the hotel's books. */
  readonly withBuilding: { readonly p50Ms: number; readonly p95Ms: number; readonly maxMs: number };
  /** Share of the bookings. */
  readonly inBookedType: number;
  readonly upgraded: number;
  readonly unplaced: number;
  readonly movedPerPlacement: number;
  readonly maxRssMb: number;
}

/** Types that a guest of each type may be given, its own first. */
const reachOf = ({ upgrades }: House, type: RoomTypeId): RoomTypeId[] => [
  type,
  ...(upgrades.get(type) ?? []).map(({ toTypeId }) => toTypeId),
];

/**
 * What a caller would read: who touches the nights around the booking in a type that it may be given, and who is where those may go. Who
 * reaches out of the view, by nights or by types, keeps the room.
 */
function around(
  house: House,
  books: ReadonlyMap<number, AssignableStay>,
  asking: AssignableStay,
): AssignableStay[] {
  const view = { from: asking.span.from - margin, to: asking.span.to + margin };
  const typeOf = (stay: AssignableStay) => house.rooms[house.roomIndex.get(stay.roomId!)!]!.typeId;
  const touching = [...books.values()].filter(({ span }) => span.from < view.to && span.to > view.from);
  const near = new Set(reachOf(house, asking.bookedTypeId));
  const there = touching.filter((stay) => near.has(typeOf(stay)));
  const far = new Set([...near, ...there.flatMap((stay) => reachOf(house, stay.bookedTypeId))]);
  return touching.flatMap((stay) => {
    const type = typeOf(stay);
    if (!far.has(type)) return [];
    const inside = near.has(type) && stay.span.from >= view.from && stay.span.to <= view.to;
    return [inside ? stay : { ...stay, movability: 'fixed' as const }];
  });
}

/** Another booking of the kind that the hotel has. */
function newStay(random: Random, like: readonly AssignableStay[], id: number): AssignableStay {
  const model = like[between(random, 0, like.length)]!;
  const none = { roomId: undefined, reservation: undefined, together: undefined, guest: undefined };
  return { ...model, ...none, id, movability: 'free' };
}

const asTimes = (ms: readonly number[]) => ({
  p50Ms: rounded(percentile(ms, 0.5), 2),
  p95Ms: rounded(percentile(ms, 0.95), 2),
  maxMs: rounded(percentile(ms, 1), 2),
});

/** Bookings into `rooms` rooms, every one of whose stays has a room, most of them tentative. */
export function measureIncremental(size: {
  rooms: number;
  stays: number;
  seed: number;
}): IncrementalMeasurement {
  const { problem, knownPlan } = batchProblem({ ...size, occupancy });
  const random = seededRandom(size.seed + 1_000_000);
  const before = problem.stays.map((stay) => ({ ...stay, roomId: knownPlan.get(stay.id)! }));
  const books = new Map<number, AssignableStay>(before.map((stay) => [stay.id, stay]));
  const times = { placing: [] as number[], all: [] as number[], cpu: [] as number[] };
  let moved = 0;
  const added: AssignableStay[] = [];
  for (let i = 0; i < warmUp + placements; i += 1) {
    const stay = newStay(random, before, before.length + 1 + i);
    const began = performance.now();
    const asked: AssignmentProblem = {
      ...problem,
      limits: noWork,
      stays: [...around(problem.house, books, stay), stay],
    };
    const [built, cpu] = [performance.now(), process.cpuUsage()];
    const placed = placeStays(asked);
    const [ended, used] = [performance.now(), process.cpuUsage(cpu)];
    for (const { stayId, to } of placed.moved) books.set(stayId, { ...books.get(stayId)!, roomId: to });
    const roomId = placed.rooms.get(stay.id);
    if (roomId !== undefined) books.set(stay.id, { ...stay, roomId });
    if (i < warmUp) continue;
    added.push({ ...stay, roomId });
    moved += placed.moved.length;
    times.placing.push(ended - built);
    times.all.push(ended - began);
    times.cpu.push((used.user + used.system) / 1000);
  }
  return {
    ...report(problem, before, books, added),
    movedPerPlacement: rounded(moved / placements, 3),
    ...asTimes(times.placing),
    p50CpuMs: rounded(percentile(times.cpu, 0.5), 2),
    p95CpuMs: rounded(percentile(times.cpu, 0.95), 2),
    withBuilding: asTimes(times.all),
  };
}

function report(
  problem: AssignmentProblem,
  before: readonly AssignableStay[],
  books: ReadonlyMap<number, AssignableStay>,
  added: readonly AssignableStay[],
) {
  const rooms = (stays: readonly AssignableStay[]) =>
    new Map<number, RoomId>(
      stays.flatMap(({ id, roomId }) => (roomId === undefined ? [] : [[id, roomId] as const])),
    );
  const now = { ...problem, stays: [...books.values()] };
  const checks = checkPlan(
    { ...problem, stays: now.stays.map((stay) => ({ ...before[stay.id - 1], ...stay })) },
    rooms(now.stays),
  );
  if (Object.values(checks).includes(false)) throw new Error(JSON.stringify(checks));
  const nightsOf = (stays: readonly AssignableStay[]) =>
    stays.reduce((sum, { span }) => sum + span.to - span.from, 0);
  const all = problem.house.rooms.length * 30;
  const placed = rooms(added);
  const upgraded = upgradesIn({ ...problem, stays: added }, placed);
  return {
    rooms: problem.house.rooms.length,
    stays: before.length,
    placements,
    occupancyBefore: rounded(nightsOf(before) / all, 3),
    occupancyAfter: rounded(nightsOf(now.stays) / all, 3),
    inBookedType: rounded((placed.size - upgraded) / placements, 3),
    upgraded,
    unplaced: placements - placed.size,
    maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
