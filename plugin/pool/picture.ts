// Everything that is held in a window of nights, kept true in memory to what is written in the same transaction, and as the engine sees it.
import {
  type AssignableStay,
  priorityOf,
  type FixedBlock,
  type House,
  movabilityOf,
  type MovingRules,
  type NightSpan,
  overlaps,
} from '../assignment/index.js';
import type { DayNumber } from '../domain/hotel-date.js';
import type { BookingPlanId, PhysicalRoom } from '../domain/ids.js';
import type { Room } from '../domain/room.js';
import type { Movability } from '../domain/stay.js';
import { stayClassesOf } from './modes.js';
import type { HeldNights, HeldPlan, HostHeld } from './picture-repository.js';

/** Minutes after midnight; the PMS's own times are not known here. */
const usualTimes = { arrivesAt: 15 * 60, leavesAt: 10 * 60 };

/** What a booking that is being placed anew gives up meanwhile. */
export interface GivenUp {
  readonly plans: ReadonlySet<BookingPlanId>;
  /** Nights that the PMS holds for it without a plan. */
  readonly nights: readonly HeldNights[];
}

export const nothingGivenUp: GivenUp = { plans: new Set(), nights: [] };

export interface Seen {
  readonly stays: readonly AssignableStay[];
  readonly blocks: readonly FixedBlock[];
}

export interface Picture {
  readonly house: House;
  /** Whether nobody holds a night of the span, but for what is given up. */
  isFree(room: PhysicalRoom, span: NightSpan, givenUp: GivenUp): boolean;
  plan(id: BookingPlanId): HeldPlan | undefined;
  /**
   * What the engine sees in `view`. A plan that reaches out of it, or holds other nights than those of its dates, is fixed; so is who was
   * booked alike with one that may not move. Where the PMS holds a night of a tentative plan by itself, `yielding` leaves the night to the
   * PMS and the plan to be moved, `staying` keeps the plan where it is.
   */
  seen(view: NightSpan, rules: MovingRules, tentative: 'yielding' | 'staying', givenUp: GivenUp): Seen;
  /** Nobody asks any more to move the plan. */
  keep(id: BookingPlanId): void;
  /** In place of what was known of it. */
  hold(plan: HeldPlan): void;
  /** Now and for good. */
  release(givenUp: GivenUp): void;
  /** Into another room, one version on. */
  move(id: BookingPlanId, room: Room): void;
}

/** Holders by room and day, and only days that have any. */
type Holders = Map<PhysicalRoom, Map<number, number>>;

function* daysOf({ from, to }: NightSpan): Generator<number> {
  for (let day: number = from; day < to; day += 1) yield day;
}

function addHolders(holders: Holders, { room, ...span }: HeldNights, by: number): void {
  const days = holders.get(room) ?? new Map<number, number>();
  holders.set(room, days);
  for (const day of daysOf(span)) {
    const left = (days.get(day) ?? 0) + by;
    if (left > 0) days.set(day, left);
    else days.delete(day);
  }
}

/** Days as few spans. */
function runsOf(days: Iterable<number>): NightSpan[] {
  const runs: NightSpan[] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    const to = (day + 1) as DayNumber;
    if (last?.to === day) runs[runs.length - 1] = { from: last.from, to };
    else runs.push({ from: day as DayNumber, to });
  }
  return runs;
}

const clipped = (span: NightSpan, view: NightSpan): NightSpan => ({
  from: Math.max(span.from, view.from) as DayNumber,
  to: Math.min(span.to, view.to) as DayNumber,
});

/** Whether the plan holds the nights of its dates, all of them, in a room that the PMS has. */
function isWhole({ house }: Picture, { held, span, roomId, bookedTypeId }: HeldPlan): boolean {
  const [nights, ...others] = held;
  if (!nights || others.length > 0 || nights.from !== span.from || nights.to !== span.to) return false;
  const room = roomId === undefined ? undefined : house.roomIndex.get(roomId);
  return (
    room !== undefined &&
    house.rooms[room]!.physical === nights.room &&
    house.types.some((type) => type.id === bookedTypeId)
  );
}

/** Whether an automatic placement would give the plan the type it has now; capacity and smoke count in upgrades. Its room is of the house. */
export function mayBeThere(
  house: House,
  { roomId, bookedTypeId, people }: Pick<HeldPlan, 'roomId' | 'bookedTypeId' | 'people'>,
): boolean {
  const room = house.rooms[house.roomIndex.get(roomId!)!]!;
  if (!room.sellable) return false;
  if (room.typeId === bookedTypeId) return true;
  const booked = house.typeIndex.get(bookedTypeId);
  const promised = booked !== undefined && house.promisesNoSmoking[booked] === 1;
  const listed = (house.upgrades.get(bookedTypeId) ?? []).some(
    ({ toTypeId, policy, sameBedCount }) =>
      toTypeId === room.typeId && policy === 'automatic' && !sameBedCount,
  );
  return listed && room.capacity >= people && !(promised && room.smoking);
}

/** Stays of one reservation that were booked alike have the same text. */
const alikeKey = ({ id, reservationId, bookedTypeId, span }: HeldPlan): string =>
  reservationId === undefined ? String(id) : [reservationId, bookedTypeId, span.from, span.to].join();

function toStay(plan: HeldPlan, view: NightSpan, movability: Movability): AssignableStay {
  return {
    id: plan.id,
    bookedTypeId: plan.bookedTypeId,
    span: clipped(plan.span, view),
    people: plan.people,
    movability,
    roomId: plan.roomId,
    reservation: plan.reservationId,
    together: plan.reservationId,
    priority: priorityOf(stayClassesOf(plan.span.to - plan.span.from)),
    ...ordinary,
    optimised: plan.ready,
  };
}

/** What nobody has said about a stay yet. */
export const ordinary = {
  guest: undefined,
  demanding: false,
  nonSmoking: false,
  accessible: false,
  wishes: [],
  upgradeApproved: false,
  optimised: false,
  decidedNow: false,
  ...usualTimes,
} as const satisfies Partial<AssignableStay>;

/** As `movabilityOf`, asked once for all that arrive on one day in one state. */
function verdictsBy(rules: MovingRules) {
  const known = new Map<string, Movability>();
  return ({ checkIn, roomState, inHouse }: HeldPlan): Movability => {
    const key = `${checkIn} ${roomState} ${inHouse}`;
    const before = known.get(key);
    if (before) return before;
    const presence = inHouse ? 'in_house' : 'expected';
    const { movability } = movabilityOf({ checkIn, roomState, presence, lock: undefined }, rules);
    known.set(key, movability);
    return movability;
  };
}

export function createPicture(
  house: House,
  heldPlans: readonly HeldPlan[],
  hostHeld: readonly HostHeld[],
): Picture {
  const plans = new Map<BookingPlanId, HeldPlan>(heldPlans.map((plan) => [plan.id, plan]));
  const kept = new Set<BookingPlanId>();
  const host: Holders = new Map();
  for (const { room, day, holders } of hostHeld)
    addHolders(host, { room, from: day, to: (day + 1) as DayNumber }, holders);

  /** The PMS's own holders of the room without those of `nights`. */
  const hostDays = (room: PhysicalRoom, span: NightSpan, nights: readonly HeldNights[]): number[] => {
    const days = host.get(room);
    if (!days) return [];
    const own = nights.filter((held) => held.room === room);
    // A damaged date may make either of them long.
    const candidates = span.to - span.from < days.size ? daysOf(span) : days.keys();
    return [...candidates].filter((day) => {
      const givenUp = own.filter((held) => held.from <= day && day < held.to).length;
      return day >= span.from && day < span.to && (days.get(day) ?? 0) > givenUp;
    });
  };
  const isHit = ({ held }: HeldPlan, { nights }: GivenUp) =>
    held.some((span) => hostDays(span.room, span, nights).length > 0);

  function movabilities(
    there: readonly HeldPlan[],
    view: NightSpan,
    rules: MovingRules,
    mayMove: (plan: HeldPlan) => boolean,
  ): ReadonlyMap<HeldPlan, Movability> {
    const found = new Map<HeldPlan, Movability>();
    const verdict = verdictsBy(rules);
    for (const plan of there) {
      const within = plan.span.from >= view.from && plan.span.to <= view.to;
      const free = within && !kept.has(plan.id) && verdict(plan) === 'free' && mayMove(plan);
      // What only a person may move stays too: nobody can be asked yet.
      found.set(plan, free ? 'free' : 'fixed');
    }
    for (const alike of Map.groupBy(there, alikeKey).values())
      if (alike.some((plan) => found.get(plan) !== 'free'))
        for (const plan of alike) if (found.get(plan) === 'free') found.set(plan, 'fixed');
    return found;
  }

  /** What the PMS holds, but for nights on which a plan that does not move is there too: two cannot be in one room, and a clerk must see to it. */
  function hostBlocks(view: NightSpan, immovable: readonly HeldPlan[], { nights }: GivenUp): FixedBlock[] {
    const taken = new Map<PhysicalRoom, HeldNights[]>();
    for (const plan of immovable)
      for (const held of plan.held) taken.set(held.room, [...(taken.get(held.room) ?? []), held]);
    return [...host.keys()].flatMap((room) => {
      const days = hostDays(room, view, nights).filter(
        (day) => !(taken.get(room) ?? []).some((held) => held.from <= day && day < held.to),
      );
      return runsOf(days).map((span) => ({ id: `PMS ${room} ${span.from}`, physical: room, span }));
    });
  }

  const picture: Picture = {
    house,
    plan: (id) => plans.get(id),
    isFree(room, span, givenUp) {
      for (const plan of plans.values())
        if (!givenUp.plans.has(plan.id))
          for (const held of plan.held) if (held.room === room && overlaps(held, span)) return false;
      return hostDays(room, span, givenUp.nights).length === 0;
    },
    seen(view, rules, tentative, givenUp) {
      const there = [...plans.values()]
        .filter(({ id, held }) => !givenUp.plans.has(id) && held.some((span) => overlaps(span, view)))
        .sort((a, b) => a.id - b.id);
      const whole = new Set(there.filter((plan) => isWhole(picture, plan)));
      const movability = movabilities(there, view, rules, (plan) => {
        if (!whole.has(plan)) return false;
        return tentative === 'yielding' || (mayBeThere(house, plan) && !isHit(plan, givenUp));
      });
      const immovable = there.filter((plan) => movability.get(plan) === 'fixed' || !whole.has(plan));
      return {
        stays: [...whole].map((plan) => toStay(plan, view, movability.get(plan)!)),
        blocks: [
          ...there
            .filter((plan) => !whole.has(plan))
            .flatMap(({ id, held }) =>
              held
                .filter((span) => overlaps(span, view))
                .map((span) => ({ id: `plan ${id}`, physical: span.room, span: clipped(span, view) })),
            ),
          ...hostBlocks(view, immovable, givenUp),
        ],
      };
    },
    keep: (id) => void kept.add(id),
    hold: (plan) => void plans.set(plan.id, plan),
    release({ plans: ids, nights }) {
      for (const id of ids) plans.delete(id);
      for (const held of nights) addHolders(host, held, -1);
    },
    move(id, room) {
      const plan = plans.get(id);
      if (!plan) return;
      const held = [{ room: room.physical, ...plan.span }];
      plans.set(id, { ...plan, version: plan.version + 1, roomId: room.id, held });
    },
  };
  return picture;
}
