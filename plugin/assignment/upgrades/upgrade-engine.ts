// UpgradeEngine: the best upgrade for one stay, and who of several gets the scarce ones, each decision with its reasons. Pure.
import type { Reason } from '../../domain/booking-plan.js';
import type { RoomTypeId } from '../../domain/ids.js';
import { type NightSpan, overlaps, spanOf } from '../problem/span.js';
import type { Availability, TypeAvailability, UpgradeNeed } from './availability.js';
import { getCutPaths } from './cut-paths.js';
import { arrows, bedReason, type UpgradeGraph } from './graph.js';
import {
  bestPerTarget,
  comparePolicies,
  getAllUpgradePaths,
  getBestPaths,
  type UpgradePath,
} from './paths.js';
import { upgradeCost } from './type-options.js';

export interface UpgradeRequest extends UpgradeNeed {
  /** Tells requests apart, and orders those that are alike in all else. */
  readonly id: string;
  /** A block holds rooms for nobody: it is never upgraded. */
  readonly kind: 'stay' | 'block';
  readonly repeatGuest: boolean;
  readonly directBooking: boolean;
  /** Of the stay's class; larger is more pressing. */
  readonly classPriority: number;
}

/** An upgrade that could be given. */
export interface RankedUpgrade {
  readonly path: UpgradePath;
  /** Yen per night. */
  readonly expectedLostSale: number;
  /** Rooms that are free for it; 0 where one must be made free. */
  readonly rooms: number;
  /** Tentative stays that change rooms for it; 0 where a room is free. */
  readonly moves: number;
  /** Goal 4 over all nights, and the lost sale: what placement goes by. */
  readonly totalCost: number;
  readonly reasons: readonly Reason[];
}

/** A type that relations lead to, but that cannot be given. */
export interface BarredTarget {
  readonly toTypeId: RoomTypeId;
  readonly reason: Reason;
}

export interface UpgradeDecision {
  /** Undefined: none; `reason` says why. */
  readonly best: RankedUpgrade | undefined;
  readonly reason: Reason;
  /** The others that could be given, best first. */
  readonly alternatives: readonly RankedUpgrade[];
  readonly barred: readonly BarredTarget[];
}

/** Best first, as placement tries them: policy, then cost with the expected lost sale. Equals stay in the hotel's order. */
const compareRanked = (a: RankedUpgrade, b: RankedUpgrade): number =>
  comparePolicies(a.path, b.path) || a.totalCost - b.totalCost;

function reasonsFor(
  graph: UpgradeGraph,
  { path, rooms, moves, expectedLostSale }: Omit<RankedUpgrade, 'reasons'>,
): Reason[] {
  const type = graph.nameOf(path.toTypeId);
  const lostSale = Math.round(expectedLostSale);
  return [
    { key: 'upgrade.along', params: { path: arrows(path.path.map(graph.nameOf)), levels: path.levels } },
    path.priced
      ? { key: 'upgrade.costs', params: { cost: path.costPerNight } }
      : { key: 'upgrade.not_priced', params: {} },
    ...(lostSale === 0 ? [] : [{ key: 'upgrade.lost_sale', params: { type, lostSale } }]),
    moves > 0
      ? { key: 'upgrade.room_made_free', params: { type, moves } }
      : { key: 'upgrade.rooms_free', params: { type, rooms } },
    { key: path.policy === 'automatic' ? 'upgrade.automatic' : 'upgrade.suggest', params: {} },
  ];
}

/** Why a type with these rooms left cannot take the stay; undefined where it can. */
function lackOf(type: string, need: UpgradeNeed, rooms: TypeAvailability): Reason | undefined {
  if (rooms.free <= 0) return { key: 'upgrade.none_free', params: { type } };
  if (rooms.largeEnough <= 0) return { key: 'upgrade.too_small', params: { type, people: need.people } };
  if (rooms.fitting <= 0) return { key: 'upgrade.smoking_only', params: { type } };
  return undefined;
}

function whyNone(graph: UpgradeGraph, from: RoomTypeId, barred: readonly BarredTarget[]): Reason {
  const type = graph.nameOf(from);
  if (!graph.leaving.has(from)) return { key: 'upgrade.none_defined', params: { type } };
  if (barred.length === 1) return barred[0]!.reason;
  return { key: 'upgrade.none_possible', params: { type, targets: barred.length } };
}

/** A way that its terms allow, and its place in the hotel's list. */
interface OpenWay {
  readonly path: UpgradePath;
  readonly rank: number;
}

/** For each target the best of its paths that no bed-count rule bars, or why all are barred. */
function openTargets(graph: UpgradeGraph, from: RoomTypeId) {
  const open: OpenWay[] = [];
  const barred: BarredTarget[] = [];
  const ways = bestPerTarget(getBestPaths(graph, from)).map((path, rank) => ({ path, rank }));
  for (const [toTypeId, toTarget] of Map.groupBy(ways, ({ path }) => path.toTypeId)) {
    const first = toTarget.find(({ path }) => !bedReason(graph, path));
    if (first) open.push(first);
    else barred.push({ toTypeId, reason: bedReason(graph, toTarget[0]!.path)! });
  }
  const known = new Set(ways.map(({ path }) => path.toTypeId));
  for (const { toTypeId, reason } of getCutPaths(graph, from)) {
    if (known.has(toTypeId)) continue;
    known.add(toTypeId);
    barred.push({ toTypeId, reason });
  }
  return { open, barred };
}

/** What the way is worth with these rooms left, or why none of them can be given. */
function rankedOrBarred(
  graph: UpgradeGraph,
  request: UpgradeRequest,
  { path, rank }: OpenWay,
  rooms: TypeAvailability,
): RankedUpgrade | BarredTarget {
  const isMade = rooms.fitting <= 0 && path.policy === 'automatic' && rooms.moves !== undefined;
  const lack = isMade ? undefined : lackOf(graph.nameOf(path.toTypeId), request, rooms);
  if (lack) return { toTypeId: path.toTypeId, reason: lack };
  const { from, to } = spanOf(request.checkIn, request.checkOut);
  const expectedLostSale = rooms.expectedLostSale ?? 0;
  const totalCost = upgradeCost(path, to - from, rank) + (to - from) * expectedLostSale;
  const upgrade = {
    ...{ path, expectedLostSale, totalCost },
    ...{ rooms: Math.max(0, rooms.fitting), moves: isMade ? (rooms.moves ?? 0) : 0 },
  };
  return { ...upgrade, reasons: reasonsFor(graph, upgrade) };
}

/**
 * The best upgrade for one stay: given without asking before asked about, then least cost and expected lost sale, then priority, then fewer
 * levels. Only where a room is free that takes the people and, if need be, is non-smoking; or placement would make one free.
 */
export function findBestUpgrade(
  graph: UpgradeGraph,
  request: UpgradeRequest,
  availability: Availability,
): UpgradeDecision {
  const from = request.bookedTypeId;
  if (request.kind === 'block') {
    const reason = { key: 'upgrade.never_for_blocks', params: { type: graph.nameOf(from) } };
    return { best: undefined, reason, alternatives: [], barred: [] };
  }
  const { open, barred } = openTargets(graph, from);
  const ranked: RankedUpgrade[] = [];
  for (const way of open) {
    const found = rankedOrBarred(graph, request, way, availability(way.path.toTypeId, request));
    if ('path' in found) ranked.push(found);
    else barred.push(found);
  }
  const [best, ...alternatives] = ranked.sort(compareRanked);
  if (!best) return { best, reason: whyNone(graph, from, barred), alternatives, barred };
  const params = { from: graph.nameOf(from), to: graph.nameOf(best.path.toTypeId) };
  return { best, reason: { key: `upgrade.best_${best.path.policy}`, params }, alternatives, barred };
}

export interface PrioritizedUpgrade {
  readonly request: UpgradeRequest;
  /** Why the request stands where it does in the order; empty for an ordinary one. */
  readonly precedence: readonly Reason[];
  readonly decision: UpgradeDecision;
}

const favours = (request: UpgradeRequest) => Number(request.repeatGuest) + Number(request.directBooking);

const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** Who is asked first: repeat and direct guests, then the class, then who arrives first. */
const compareRequests = (a: UpgradeRequest, b: UpgradeRequest): number =>
  favours(b) - favours(a) ||
  b.classPriority - a.classPriority ||
  compareText(a.checkIn, b.checkIn) ||
  compareText(a.id, b.id);

function precedenceOf(request: UpgradeRequest): Reason[] {
  return [
    ...(request.repeatGuest ? [{ key: 'upgrade.repeat_guest', params: {} }] : []),
    ...(request.directBooking ? [{ key: 'upgrade.direct_booking', params: {} }] : []),
    { key: 'upgrade.class_priority', params: { priority: request.classPriority } },
  ];
}

/** What would be made free for one may be the very room that another was given: with fewer rooms nothing is made free. */
const lessRooms = ({ moves: _, ...rooms }: TypeAvailability, less: number): TypeAvailability => ({
  ...rooms,
  free: rooms.free - less,
  largeEnough: rooms.largeEnough - less,
  fitting: rooms.fitting - less,
});

/**
 * Which of several guests get the upgrades there are, in the order in which they were asked. Equal input gives equal output, in whatever
 * order it comes.
 *
 * An upgrade that was given counts, on its nights, as one room less of that type for everyone after it, whichever room it will be. A later
 * guest therefore fits even if every earlier one took a room that would have suited: no room is given twice.
 */
export function prioritizeUpgrades(
  graph: UpgradeGraph,
  requests: readonly UpgradeRequest[],
  availability: Availability,
): PrioritizedUpgrade[] {
  const given: { readonly type: RoomTypeId; readonly span: NightSpan }[] = [];
  const givenOn = (type: RoomTypeId, span: NightSpan) =>
    given.filter((one) => one.type === type && overlaps(one.span, span)).length;

  return requests.toSorted(compareRequests).map((request) => {
    const span = spanOf(request.checkIn, request.checkOut);
    const taken = new Set<RoomTypeId>();
    const left: Availability = (type, need) => {
      const rooms = availability(type, need);
      const less = givenOn(type, span);
      if (less > 0 && (rooms.fitting > 0 || rooms.moves !== undefined) && rooms.fitting <= less)
        taken.add(type);
      return less === 0 ? rooms : lessRooms(rooms, less);
    };
    const found = findBestUpgrade(graph, request, left);
    const barred = found.barred.map((target) =>
      taken.has(target.toTypeId)
        ? {
            ...target,
            reason: { key: 'upgrade.given_to_others', params: { type: graph.nameOf(target.toTypeId) } },
          }
        : target,
    );
    const reason =
      found.best || request.kind === 'block' ? found.reason : whyNone(graph, request.bookedTypeId, barred);
    if (found.best) given.push({ type: found.best.path.toTypeId, span });
    return { request, precedence: precedenceOf(request), decision: { ...found, barred, reason } };
  });
}

/** The engine over one hotel's upgrades. */
export interface UpgradeEngine {
  getAllUpgradePaths(from: RoomTypeId): UpgradePath[];
  findBestUpgrade(request: UpgradeRequest, availability: Availability): UpgradeDecision;
  prioritizeUpgrades(requests: readonly UpgradeRequest[], availability: Availability): PrioritizedUpgrade[];
}

export const createUpgradeEngine = (graph: UpgradeGraph): UpgradeEngine => ({
  getAllUpgradePaths: (from) => getAllUpgradePaths(graph, from),
  findBestUpgrade: (request, availability) => findBestUpgrade(graph, request, availability),
  prioritizeUpgrades: (requests, availability) => prioritizeUpgrades(graph, requests, availability),
});
