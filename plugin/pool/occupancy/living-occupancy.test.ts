// A occupancy that lives through a batch tells the same as one made anew of the same facts: nothing that it remembers is ever out of date.
import { expect } from 'chai';
import { day, hotelOf, nights, room, single, twin } from '../../../test/support/stays.js';
import { between, type Random, seededRandom } from '../../domain/chance.js';
import { fromDayNumber } from '../../domain/hotel-date.js';
import { type BookingPlanId, bookingPlanId, reservationId, roomTypeId } from '../../domain/ids.js';
import { createOccupancy, type GivenUp, type Occupancy } from './occupancy.js';
import { smokingKinds } from '../../domain/stay.js';
import type { TakenNights, PlacedPlan, HostNights } from './occupancy-repository.js';

const rooms = [101, 102, 103].map((id) => room(id)).concat([201, 202].map((id) => room(id, twin)));
const house = hotelOf([...rooms, room(203, twin, { sellable: false })], { [single]: [twin] });
const lastDay = 24;

const oneOf = <T>(random: Random, choices: readonly T[]): T => choices[between(random, 0, choices.length)]!;

function randomSpan(random: Random) {
  const from = between(random, 0, lastDay);
  return nights(from, between(random, from + 1, Math.min(lastDay, from + 5) + 1));
}

/** Some hold less than their dates, or nights of another room, or are of a type that is no more. */
function randomPlan(random: Random, id: number): PlacedPlan {
  const span = randomSpan(random);
  const there = oneOf(random, house.rooms);
  const held = [{ room: there.physical, ...span }];
  const strange = [[], [{ ...held[0]!, to: span.from + 1 }], [{ ...held[0]!, room: rooms[0]!.physical }]];
  return {
    ...{ id: bookingPlanId(id), version: 1, checkIn: fromDayNumber(span.from), span },
    reservationId: oneOf(random, [
      undefined,
      reservationId('R1'),
      reservationId('R2'),
      reservationId(`R${id}`),
    ]),
    ...{ people: between(random, 1, 4), bookedTypeId: oneOf(random, [single, single, twin, roomTypeId(9)]) },
    ...{ roomId: oneOf(random, [there.id, there.id, there.id, undefined]), inHouse: random() < 0.1 },
    lock: oneOf(random, [undefined, undefined, undefined, 'clerk', 'told_guest'] as const),
    roomState: oneOf(random, ['tentative', 'tentative', 'final']),
    ...{ ready: random() < 0.5, deadline: undefined },
    smoking: oneOf(random, [undefined, undefined, ...smokingKinds]),
    taken: random() < 0.8 ? held : (oneOf(random, strange) as TakenNights[]),
  };
}

/** What the occupancy was told, kept in the plainest way. */
class Facts {
  readonly plans = new Map<BookingPlanId, PlacedPlan>();
  readonly kept = new Set<BookingPlanId>();
  hostHeld: HostNights[] = [];

  forget({ plans, nights: freed }: GivenUp): void {
    for (const id of plans) this.plans.delete(id);
    for (const { room: physical, from, to } of freed)
      this.hostHeld = this.hostHeld
        .map((one) =>
          one.room === physical && from <= one.day && one.day < to
            ? { ...one, holders: one.holders - 1 }
            : one,
        )
        .filter((one) => one.holders > 0);
  }

  /** A new occupancy of them. */
  occupancy(): Occupancy {
    const occupancy = createOccupancy(house, [...this.plans.values()], this.hostHeld);
    for (const id of this.kept) occupancy.stopAsking(id);
    return occupancy;
  }
}

function randomGivenUp(random: Random, { plans, hostHeld }: Facts): GivenUp {
  const ids = [...plans.keys()].filter(() => random() < 0.15);
  const freed = hostHeld.filter(() => random() < 0.1).map((one) => ({ room: one.room, ...dayOf(one) }));
  return { plans: new Set(ids), nights: freed };
}

const dayOf = ({ day: from }: HostNights) => ({ from, to: (from + 1) as HostNights['day'] });

/** Changes the occupancy, and the facts alike. */
function change(random: Random, occupancy: Occupancy, facts: Facts, nextId: number): void {
  const known = [...facts.plans.keys()];
  const id = known.length === 0 || random() < 0.5 ? bookingPlanId(nextId) : oneOf(random, known);
  const kind = oneOf(random, ['hold', 'hold', 'hold', 'move', 'keep', 'release'] as const);
  if (kind === 'hold') {
    const plan = randomPlan(random, id);
    occupancy.take(plan);
    facts.plans.set(id, plan);
  } else if (kind === 'move') {
    const to = oneOf(random, rooms);
    const plan = facts.plans.get(id);
    occupancy.move(id, to);
    const held = plan && [{ room: to.physical, ...plan.span }];
    if (plan && held) facts.plans.set(id, { ...plan, version: plan.version + 1, roomId: to.id, taken: held });
  } else if (kind === 'keep') {
    occupancy.stopAsking(id);
    facts.kept.add(id);
  } else {
    const givenUp = randomGivenUp(random, facts);
    occupancy.release(givenUp);
    facts.forget(givenUp);
  }
}

/** All that can be asked of a occupancy. */
function told(occupancy: Occupancy, facts: Facts, random: Random) {
  const view = random() < 0.5 ? nights(0, lastDay) : randomSpan(random);
  const run = oneOf(random, ['nightly', 'placement', 'sweep'] as const);
  const rules = { businessDate: day(between(random, 0, 6)), freezeDays: between(random, 0, 4), run };
  const givenUp = random() < 0.5 ? { plans: new Set<never>(), nights: [] } : randomGivenUp(random, facts);
  return {
    seen: occupancy.seen(view, rules, oneOf(random, ['yielding', 'staying']), givenUp),
    free: house.rooms.map(({ physical }) => occupancy.isFree(physical, view, givenUp)),
    plans: [...facts.plans.keys()].map((id) => occupancy.plan(id)),
  };
}

/** What the PMS holds at first: a few nights, some of them twice. */
const randomHostHeld = (random: Random): HostNights[] =>
  rooms
    .flatMap(({ physical }) =>
      Array.from({ length: lastDay }, (_, i) => ({
        ...{ room: physical, day: nights(i, i + 1).from, holders: between(random, -6, 3) },
      })),
    )
    .filter(({ holders }) => holders > 0);

describe('a occupancy that lives through a batch', () => {
  it('tells the same as one made anew, whatever is held, moved, kept and released', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seededRandom(seed);
      const facts = new Facts();
      for (let id = 1; id <= 12; id += 1) facts.plans.set(bookingPlanId(id), randomPlan(random, id));
      facts.hostHeld = randomHostHeld(random);
      const living = facts.occupancy();
      for (let step = 1; step <= 30; step += 1) {
        const question = between(random, 0, 1_000_000);
        const [ofLiving, ofAnew] = [living, facts.occupancy()].map((occupancy) =>
          told(occupancy, facts, seededRandom(question)),
        );
        expect(ofLiving, `seed ${seed}, step ${step}`).to.deep.equal(ofAnew);
        change(random, living, facts, 100 - step);
      }
    }
  });
});
