// The goals of a plan counted the slow way, from the problem alone: what the engine keeps true move by move is compared with it.
import type { Rooms } from '../../bench/referee/verdict.js';
import type {
  AssignableStay,
  AssignmentProblem,
  GoalScore,
  NightSpan,
} from '../../plugin/assignment/index.js';

interface Placed {
  readonly stay: AssignableStay;
  /** Index of its room. */
  readonly room: number;
}

const sum = <T>(values: readonly T[], of: (value: T) => number): number =>
  values.reduce((total, value) => total + of(value), 0);
const pairs = <T>(values: readonly T[]): (readonly [T, T])[] =>
  values.slice(1).map((next, i) => [values[i]!, next]);
const holds = ({ from, to }: NightSpan, day: number) => from <= day && day < to;

export function plainScore(problem: AssignmentProblem, rooms: Rooms): GoalScore {
  const { house, stays } = problem;
  const placed = stays.flatMap((stay): Placed[] => {
    const id = rooms.get(stay.id);
    return id === undefined ? [] : [{ stay, room: house.roomIndex.get(id)! }];
  });
  return {
    unplaced: stays.length - placed.length,
    upgradeCost: sum(placed, (one) => upgradeCost(problem, one)),
    apart: apart(problem, placed),
    wishes: sum(placed, ({ stay, room }) =>
      sum(stay.wishes, ({ attribute, weight }) =>
        house.rooms[room]!.attributes.has(attribute) ? 0 : weight,
      ),
    ),
    rotation: sum(placed, (one) => tooSoon(problem, placed, one)),
    roomOrder: roomOrder(problem, placed),
    recentlyUsed: sum(placed, ({ room }) => recency(problem, room)),
    gaps: gaps(problem, placed),
    changes: sum(placed, (one) => change(problem, one)),
  };
}

const typeNow = ({ house }: AssignmentProblem, { roomId }: AssignableStay): number =>
  roomId === undefined ? -1 : house.typeOf[house.roomIndex.get(roomId)!]!;

function upgradeCost(problem: AssignmentProblem, { stay, room }: Placed): number {
  const { house } = problem;
  const now = typeNow(problem, stay);
  const approved = stay.upgradeApproved && now >= 0;
  const entitled = approved ? house.typeIds[now]! : stay.bookedTypeId;
  const own = house.typeIndex.get(entitled);
  const given = house.typeOf[room]!;
  if (given === own) return 0;
  const costs = (house.upgrades.get(entitled) ?? []).flatMap((option, rank) => {
    const type = house.typeIndex.get(option.toTypeId);
    if (type === undefined || type === own || option.policy !== 'automatic') return [];
    const beds = own === undefined ? undefined : house.beds[own];
    if (option.sameBedCount && (beds === undefined || beds !== house.beds[type])) return [];
    const nights = stay.span.to - stay.span.from;
    return [{ type, cost: 1 + nights * option.costPerNight + rank / 1000 }];
  });
  const offered = costs.filter(({ type }) => type === given).map(({ cost }) => cost);
  if (offered.length > 0) return Math.min(...offered);
  // It was there before: dearer than all that may be given.
  return stay.movability === 'free' ? Math.max(0, ...costs.map(({ cost }) => cost)) + 1 : 1;
}

function apart({ house }: AssignmentProblem, placed: readonly Placed[]): number {
  const sets = Map.groupBy(
    placed.filter(({ stay }) => stay.together !== undefined),
    ({ stay }) => stay.together,
  );
  const spread = sum([...sets.values()], (set) => {
    const places = set.map(({ room }) => house.position[room]!);
    return Math.max(...places) - Math.min(...places);
  });
  const moving = placed.flatMap(({ stay, room }) =>
    placed.filter(
      (next) =>
        stay.guest !== undefined &&
        next.stay.guest === stay.guest &&
        next.stay.span.from === stay.span.to &&
        next.room !== room,
    ),
  );
  return spread + moving.length * house.floorLength;
}

const isHighLoad = ({ house, stays, blocks }: AssignmentProblem, day: number): boolean => {
  const doors = new Set(house.rooms.filter((room) => room.sellable).flatMap((room) => room.occupies));
  return [...stays, ...blocks].filter(({ span }) => holds(span, day)).length >= 0.95 * doors.size;
};

function tooSoon(problem: AssignmentProblem, placed: readonly Placed[], { stay, room }: Placed): number {
  const { house, usage, policy } = problem;
  const { scope, recoveryDays } = policy.rotation;
  if (!stay.demanding || isHighLoad(problem, stay.span.from)) return 0;
  const doorsOf = (one: number) => house.rooms[one]!.occupies;
  const sharing = (one: number) => doorsOf(one).some((door) => doorsOf(room).includes(door));
  let found = 0;
  for (let days = 0; days < recoveryDays; days += 1) {
    const day = stay.span.from - days;
    const left = placed.filter(
      (other) => other.stay !== stay && other.stay.demanding && other.stay.span.to === day,
    );
    const past = [...usage].filter(([, { demandingUntil }]) => demandingUntil === day).map(([door]) => door);
    const wasHere = past.some((door) => doorsOf(room).includes(door));
    if (scope === 'ROOM') {
      found += left.filter((other) => sharing(other.room)).length + (wasHere ? 1 : 0);
      continue;
    }
    const ofType = house.roomsOfType[house.typeOf[room]!]!;
    if (wasHere || left.some((other) => other.room === room)) return 1;
    if (left.some((other) => ofType.includes(other.room))) return 0;
    if (past.some((door) => ofType.some((one) => doorsOf(one).includes(door)))) return 0;
  }
  return found;
}

function roomOrder(problem: AssignmentProblem, placed: readonly Placed[]): number {
  const { house, policy, usage, businessDate, stays } = problem;
  if (policy.order === 'priority') return sum(placed, ({ room }) => house.rank[room]!);
  if (policy.order === 'floors') {
    const open = new Set<string>();
    for (const { stay, room } of placed)
      for (const unit of house.unitsOf[room]!)
        for (let day: number = stay.span.from; day < stay.span.to; day += 1)
          open.add(`${house.floorOfUnit[unit]} ${day}`);
    return open.size;
  }
  const ahead = Math.max(businessDate + 1, ...stays.map(({ span }) => span.to)) - businessDate;
  const usual = Math.max(0, ...[...usage.values()].map(({ nightsSellable }) => nightsSellable));
  return sum([...house.unit], ([door, unit]) => {
    const past = usage.get(door);
    const before = past?.nightsUsed ?? 0;
    const nights = sum(placed, ({ stay, room }) =>
      house.unitsOf[room]!.includes(unit) ? nightsFrom(businessDate, stay.span) : 0,
    );
    const sellable = Math.max(1, (past?.nightsSellable ?? usual) + ahead);
    return ((before + nights) ** 2 - before ** 2) / sellable;
  });
}

const nightsFrom = (day: number, { from, to }: NightSpan) => Math.max(0, to - Math.max(from, day));

function recency({ house, usage, businessDate }: AssignmentProblem, room: number): number {
  const until = usage.get(house.rooms[room]!.physical)?.lastUsedUntil;
  return until === undefined ? 0 : 1 - Math.min(Math.max(businessDate - until, 0), 30) / 30;
}

/** Nights on which nobody may be placed behind the door, as spans that do not touch. */
function closed({ house, blocks }: AssignmentProblem, unit: number): NightSpan[] {
  const behind = house.rooms.filter((_, room) => house.unitsOf[room]!.includes(unit));
  const isMade = (physical: string) => ![...house.unit.keys()].some((door) => door === physical);
  const days = new Set<number>();
  const spans = [
    ...blocks
      .filter(({ physical }) =>
        isMade(physical)
          ? behind.some((room) => room.physical === physical)
          : house.unit.get(physical) === unit,
      )
      .map(({ span }) => span),
    ...behind.flatMap((room) => room.outOfService),
  ];
  for (const { from, to } of spans) for (let day: number = from; day < to; day += 1) days.add(day);
  const starts = [...days].filter((day) => !days.has(day - 1));
  return starts.map((from) => {
    let to = from;
    while (days.has(to)) to += 1;
    return { from, to } as NightSpan;
  });
}

function gaps(problem: AssignmentProblem, placed: readonly Placed[]): number {
  const { usualNights, turnoverMinutes } = problem.policy;
  return sum([...problem.house.unit.values()], (unit) => {
    const there = placed
      .filter(({ room }) => problem.house.unitsOf[room]!.includes(unit))
      .map(({ stay: { span, arrivesAt, leavesAt } }) => ({ span, arrivesAt, leavesAt }));
    const shut = closed(problem, unit).map((span) => ({ span, arrivesAt: 24 * 60, leavesAt: 0 }));
    const inOrder = [...there, ...shut].sort((a, b) => a.span.from - b.span.from);
    return sum(pairs(inOrder), ([a, b]) => {
      const nights = b.span.from - a.span.to;
      const tooShort = nights === 0 ? b.arrivesAt - a.leavesAt < turnoverMinutes : nights < usualNights;
      return tooShort ? 1 : 0;
    });
  });
}

function change({ house }: AssignmentProblem, { stay, room }: Placed): number {
  if (stay.roomId === undefined) return 0;
  const now = house.roomIndex.get(stay.roomId)!;
  if (now === room) return 0;
  return house.typeOf[now] === house.typeOf[room] ? 1 : 5;
}
