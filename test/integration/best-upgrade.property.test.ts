// The best upgrade that the API names is the one that placement gives: houses, hierarchies and bookings by chance, on a real database.
import { expect } from 'chai';
import { addDays, hotelDate } from '../../plugin/domain/hotel-date.js';
import { between, pick, type Random, seededRandom } from '../../dev/bookings/random.js';
import { newBooking } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

/** `NONE` owns no room: run of house. */
const withRooms = ['A', 'B', 'C', 'D', 'E'];
const typeNames = ['NONE', ...withRooms];

interface Named {
  readonly name: string;
}
interface Best {
  readonly given: Named | null;
  readonly best: {
    readonly to: Named;
    readonly policy: 'automatic' | 'suggest';
    readonly moves: number;
  } | null;
}

const randomRooms = (random: Random) =>
  withRooms.flatMap((type, t) => {
    const [capacity, smoking] = [between(random, 1, 4), random() < 0.25];
    return Array.from({ length: between(random, 1, 4) }, (_, i) => ({
      ...{ room: String(100 * (t + 1) + i), type, capacity },
      ...(smoking && { smoking: random() < 0.6 }),
    }));
  });

/** Arrows towards later types only; most of them open. */
const randomRelations = (random: Random, typeId: (name: string) => number) =>
  typeNames.flatMap((from, i) =>
    typeNames.slice(i + 1).flatMap((to) =>
      random() < 0.25
        ? []
        : [
            {
              ...{ fromTypeId: typeId(from), toTypeId: typeId(to), priority: between(random, 0, 3) },
              ...{
                active: random() < 0.9,
                policy: pick(random, ['automatic', 'automatic', 'automatic', 'suggest', 'never']),
              },
              costPerNight: pick(random, [null, 0, 1000, 2000, 3000]),
              sameBedCount: random() < 0.1,
            },
          ],
    ),
  );

/** Into nights near `first`. */
function randomBooking(random: Random, first: string, types: readonly string[]) {
  const checkIn = addDays(hotelDate(first), between(random, 0, 4));
  const [code, people, nights] = [pick(random, types), pick(random, [1, 1, 2, 3]), between(random, 1, 4)];
  return { code, people, nights, checkIn, checkOut: addDays(checkIn, nights) };
}
type Booking = ReturnType<typeof randomBooking>;

const messageOf = (number: string, { code, people, nights, checkIn }: Booking) =>
  newBooking(number, { checkIn, nights, rooms: [{ code, men: people, pricePerNight: 9000 }] });

describe('the best upgrade that the API names', () => {
  /** What was seen in all houses: else they say nothing. */
  const seen = { booked: 0, upgraded: 0, unplaced: 0, suggested: 0, moved: 0 };

  async function ask(world: World, { code, people, checkIn, checkOut }: Booking): Promise<Best> {
    const viewer = staffAt(world.heyawari, world.hotel.hotelId, 'view');
    const stay = `from=${world.hotel.typeIds[code]}&checkIn=${checkIn}&checkOut=${checkOut}&people=${people}`;
    const { status, body } = await viewer<Best>('get', `/room-hierarchy/best?${stay}`);
    expect(status).to.equal(200);
    return body;
  }

  /** Asks for the stay, books it, and holds what came against what was said. */
  async function compare(world: World, number: string, booking: Booking): Promise<void> {
    const { given, best } = await ask(world, booking);
    await world.deliver(messageOf(number, booking));
    const { type } = await recordsOf(world).plan(number);
    const what = `${number} ${JSON.stringify(booking)} ${JSON.stringify(best)}`;
    expect(type, `given: ${what}`).to.equal(given?.name ?? null);
    if (type === booking.code) return void (seen.booked += 1);
    const automatic = best?.policy === 'automatic' ? best : null;
    expect(type, `best: ${what}`).to.equal(automatic?.to.name ?? null);
    seen[type === null ? 'unplaced' : 'upgraded'] += 1;
    if (best?.policy === 'suggest') seen.suggested += 1;
    if (automatic && automatic.moves > 0) seen.moved += 1;
  }

  async function drawHierarchy(world: World, random: Random): Promise<void> {
    const manager = staffAt(world.heyawari, world.hotel.hotelId, 'supervise', 'view');
    const version = async () => (await manager<{ version: number }>('get', '/room-hierarchy')).body.version;
    const rules = {
      maxUpgradeLevels: between(random, 1, 4),
      priceDifferenceLimit: pick(random, [null, null, 3000]),
    };
    await manager('put', '/room-hierarchy/rules', { version: await version(), ...rules });
    const relations = randomRelations(random, (name) => world.hotel.typeIds[name]!).filter(
      ({ costPerNight }) =>
        rules.priceDifferenceLimit === null || (costPerNight ?? 0) <= rules.priceDifferenceLimit,
    );
    const { status } = await manager('put', '/room-hierarchy', { version: await version(), relations });
    expect(status).to.equal(200);
  }

  for (const [house, mode] of [
    [1, 'BALANCE'],
    [2, 'BALANCE'],
    [3, 'URGENT'],
  ] as const)
    describe(`is what placement gives where the booked type is full, in ${mode}, house ${house}`, () => {
      const database = useDatabase();
      let world: World;

      before(async () => {
        world = await createWorld({
          databaseUrl: database.url(),
          rooms: randomRooms(seededRandom(20270600 + house)),
          ...{
            types: ['NONE'],
            mode,
            auth: guardsByToken,
            settings: { http: { commandsPerMinute: 10_000 } },
          },
        });
        database.onEnd(() => world.stop());
      });

      for (const weeks of [1, 7, 13, 19, 25, 31, 37, 43])
        it(`in a hierarchy drawn for week ${weeks}`, async () => {
          // Six weeks apart: nobody of another hierarchy is near.
          const first = addDays(hotelDate('2027-02-01'), 7 * weeks);
          const random = seededRandom(1000 * house + weeks);
          await drawHierarchy(world, random);
          const others = Array.from({ length: between(random, 6, 14) }, (_, i) =>
            messageOf(
              `${weeks}-${i}`,
              randomBooking(random, first, ['NONE', 'A', 'A', 'B', 'B', 'C', 'D', 'E']),
            ),
          );
          await world.deliver(...others);
          for (let i = 0; i < 4; i += 1)
            await compare(world, `${weeks}-asked-${i}`, randomBooking(random, first, typeNames.slice(0, 4)));
        });
    });

  // Last: tests of its own would come before those of the houses.
  describe('was asked', () => {
    it('in houses that gave upgrades, had none left, and had to move others for them', function () {
      if (seen.booked + seen.upgraded + seen.unplaced === 0) this.skip(); // run by itself
      expect(seen.booked).to.be.above(10);
      expect(seen.upgraded).to.be.above(10);
      expect(seen.unplaced).to.be.above(10);
      expect(seen.suggested).to.be.above(0);
      expect(seen.moved).to.be.above(0);
    });
  });
});
