// Small cases by chance for the referee: the same seed gives the same case. Together they cover everything a problem can say, but the
// look-ahead, which no exact answer exists for.
import { between, pick, pickWeighted, type Random, seededRandom } from '../../dev/bookings/random.js';
import { compile } from '../../plugin/assignment/plan/model.js';
import { suits } from '../../plugin/assignment/upgrades/eligible.js';
import {
  type AssignableStay,
  type AssignmentPolicy,
  type AssignmentProblem,
  type HouseRooms,
  type NightSpan,
  surveyHouse,
} from '../../plugin/assignment/index.js';
import { dayNumber, hotelDate } from '../../plugin/domain/hotel-date.js';
import { type LimitsOf, limitsTimes } from '../work.js';
import { chance, randomHouse, Taken } from './random-house.js';
import { randomStays } from './random-stays.js';

const today = dayNumber(hotelDate('2027-02-01'));

/** 5–60 stays in 3–15 rooms over 5–21 days, with a plan for some of them that breaks no rule. */
export function randomProblem(seed: number, limitsOf: LimitsOf = limitsTimes(1)): AssignmentProblem {
  const random = seededRandom(seed);
  const window = { from: today, to: today + between(random, 5, 22) } as NightSpan;
  const taken = new Taken();
  const { house: houseRooms, usage, blocks } = randomHouse(random, window, taken);
  const house = surveyHouse(houseRooms);
  const stays = randomStays(random, house, window, {
    count: staysFor(random, house, window),
    closed: taken,
  });
  const problem: AssignmentProblem = {
    businessDate: today,
    house,
    blocks,
    usage,
    stays,
    policy: randomPolicy(random),
    lookAhead: undefined,
    limits: limitsOf(stays.length),
  };
  return { ...problem, stays: new Givens(random, problem, taken).stays };
}

/** From half empty to overfull. */
function staysFor(random: Random, house: HouseRooms, window: NightSpan): number {
  const load = pick(random, [0.4, 0.6, 0.8, 1, 1.2, 1.4]);
  const usualNights = 2.5;
  const nights = house.rooms.filter((room) => room.sellable).length * (window.to - window.from);
  return Math.max(5, Math.min(60, Math.round((load * nights) / usualNights)));
}

function randomPolicy(random: Random): AssignmentPolicy {
  const weight = (most: number) => (chance(random, 0.1) ? 0 : between(random, 1, most * 10 + 1) / 10);
  return {
    choice: 'comfort',
    ...{ evenDays: 1000, evenAhead: 1 },
    order: pick(random, ['priority', 'even', 'floors'] as const),
    weights: {
      rotation: weight(2),
      roomOrder: weight(3),
      leastRecentlyUsed: weight(1),
      gaps: weight(2),
      changes: weight(2),
    },
    rotation: {
      behaviour: pick(random, ['block', 'penalise', 'minimal'] as const),
      scope: chance(random, 0.85) ? 'ROOM' : 'ROOM_TYPE',
      recoveryDays: between(random, 1, 5),
    },
    usualNights: pickWeighted(random, [
      [1, 1],
      [2, 4],
      [3, 3],
      [5, 1],
    ]),
    turnoverMinutes: pick(random, [0, 180, 180, 240]),
  };
}

/** Gives some stays the rooms that they have now: first those that must keep theirs, then tentative ones. */
class Givens {
  readonly stays: AssignableStay[];

  private readonly model;

  constructor(
    private readonly random: Random,
    problem: AssignmentProblem,
    private readonly taken: Taken,
  ) {
    this.stays = [...problem.stays];
    this.model = compile(problem);
    const fixed = 0.1 + 0.15 * random();
    for (let stay = 0; stay < this.stays.length; stay += 1) if (chance(random, fixed)) this.fix(stay);
    for (const set of this.setsOfTentative()) if (chance(random, 0.35)) this.give(set);
    this.stays.forEach((stay, i) => this.approve(stay, i));
  }

  /** In the house since before today, or locked; a person may have given a room that the engine may not give. */
  private fix(stay: number): void {
    const { random } = this;
    const booked = this.stays[stay]!;
    const inHouse = booked.span.from === today && booked.reservation === undefined && chance(random, 0.5);
    const from = inHouse ? today - between(random, 1, 3) : booked.span.from;
    const span = { from, to: booked.span.to } as NightSpan;
    const anywhere = chance(random, 0.08);
    const room = this.freeRooms(stay, span, anywhere ? undefined : this.randomOption(stay))[0];
    if (room !== undefined) this.put(stay, room, { movability: 'fixed', span });
  }

  /** Stays that are booked alike hold rooms of one type, or none. */
  private setsOfTentative(): number[][] {
    const sets = new Map<string, number[]>();
    this.stays.forEach(({ roomId, reservation }, stay) => {
      if (roomId !== undefined) return;
      const alike = reservation === undefined ? -1 : this.model.alikeOf[stay]!;
      const key = alike < 0 ? `stay ${stay}` : `alike ${alike}`;
      sets.set(key, [...(sets.get(key) ?? []), stay]);
    });
    return [...sets.values()];
  }

  private give(set: readonly number[]): void {
    const type = this.randomOption(set[0]!);
    const given: number[] = [];
    for (const stay of set) {
      const free = this.freeRooms(stay, this.stays[stay]!.span, type).find((room) => !given.includes(room));
      if (free === undefined) return;
      // Doors are taken one by one, so that a suite and its parts are not both given.
      const { occupies } = this.model.rooms[free]!;
      if (given.some((room) => this.model.rooms[room]!.occupies.some((door) => occupies.includes(door))))
        return;
      given.push(free);
    }
    set.forEach((stay, i) => this.put(stay, given[i]!, {}));
  }

  /** Mostly the booked type; -1 where there is none. */
  private randomOption(stay: number): number {
    const options = this.model.options[stay]!;
    return (
      (chance(this.random, 0.75) ? options[0] : options[between(this.random, 0, options.length)])?.type ?? -1
    );
  }

  /** In random order. `type` undefined: any room at all, as a person may choose. */
  private freeRooms(stay: number, span: NightSpan, type: number | undefined): number[] {
    const { stays, ownType } = this.model;
    const rooms = type === undefined ? [...this.model.rooms.keys()] : (this.model.roomsOfType[type] ?? []);
    return rooms
      .filter(
        (room) =>
          (type === undefined || suits(this.model, stays[stay]!, ownType[stay]!, room)) &&
          this.taken.isFree(this.model.rooms[room]!.occupies, span),
      )
      .map((room) => ({ room, by: this.random() }))
      .sort((a, b) => a.by - b.by)
      .map(({ room }) => room);
  }

  private put(stay: number, room: number, changes: Partial<AssignableStay>): void {
    const { id, occupies } = this.model.rooms[room]!;
    const changed = { ...this.stays[stay]!, ...changes, roomId: id };
    this.taken.take(occupies, changed.span);
    this.stays[stay] = changed;
  }

  /** Some upgrades were approved by a person. */
  private approve(stay: AssignableStay, i: number): void {
    const given = this.model.rooms.find(({ id }) => id === stay.roomId);
    if (given && given.typeId !== stay.bookedTypeId && chance(this.random, 0.4))
      this.stays[i] = { ...stay, upgradeApproved: true };
  }
}
