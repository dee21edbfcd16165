// Upgrade relations on a real database: their order, their replacement, and what the table refuses.
import { expect } from 'chai';
import { useDatabase } from '../../test/support/database.js';
import { hierarchyOn, hotelTypes, relation, suite } from '../../test/support/hierarchy.js';
import { deluxe, single, twin } from '../../test/support/stays.js';
import { hotelId, type RoomTypeId } from '../domain/ids.js';
import type { Refusal } from '../domain/refusal.js';
import { createDatabase, inHotel } from '../platform/database/index.js';
import { defaultRules, type HierarchyRules, type Relation } from '../domain/upgrade.js';
import type { UpgradeOptions } from './service.js';

/** By type: where a stay of it may be sent whatever the beds, and no person is asked. */
function givenWithoutAsking(options: UpgradeOptions): Record<RoomTypeId, RoomTypeId[]> {
  const open = [...options].map(([from, ways]): [RoomTypeId, RoomTypeId[]] => [
    from,
    ways
      .filter(({ policy, sameBedCount }) => policy === 'automatic' && !sameBedCount)
      .map(({ toTypeId }) => toTypeId),
  ]);
  return Object.fromEntries(open.filter(([, targets]) => targets.length > 0));
}

describe('the room-type hierarchy', () => {
  const test = useDatabase();
  const hotel = hotelId(1);
  const hierarchy = () => hierarchyOn(test.pool());
  const targets = async (id = hotel) =>
    givenWithoutAsking(await hierarchy().upgradeOptions(inHotel(createDatabase(test.pool()), id)));

  it('is empty for a hotel that has none', async () => {
    expect(await targets()).to.deep.equal({});
  });

  it('keeps the order of preference, whatever the numbers of the types', async () => {
    await hierarchy().replace(
      hotel,
      new Map([
        [single, [deluxe, twin]],
        [twin, [deluxe]],
      ]),
    );
    expect(await targets()).to.deep.equal({ [single]: [deluxe, twin], [twin]: [deluxe] });
  });

  it('is replaced as a whole, and holds at once', async () => {
    await hierarchy().replace(hotel, new Map([[single, [twin]]]));
    expect(await targets()).to.deep.equal({ [single]: [twin] });
    await hierarchy().replace(hotel, new Map());
    expect(await targets()).to.deep.equal({});
  });

  it('is each hotel’s own', async () => {
    await hierarchy().replace(hotel, new Map([[single, [twin]]]));
    await hierarchy().replace(hotelId(2), new Map([[single, [deluxe]]]));
    expect(await targets()).to.deep.equal({ [single]: [twin] });
    expect(await targets(hotelId(2))).to.deep.equal({ [single]: [deluxe] });
  });

  for (const [what, wrong] of [
    ['an upgrade of a type to itself', [single]],
    ['one target twice', [twin, twin]],
  ] as const)
    it(`refuses ${what}, and stays as it was`, async () => {
      const refused: unknown = await hierarchy()
        .replace(hotel, new Map([[single, wrong]]))
        .catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(Error);
      expect(await targets()).to.deep.equal({ [single]: [twin] });
    });

  it('refuses to be set up with a cycle, and spells it out', async () => {
    const refused: unknown = await hierarchyOn(test.pool(), hotelTypes)
      .replace(
        hotel,
        new Map([
          [twin, [deluxe]],
          [deluxe, [twin]],
        ]),
      ) // prettier-ignore
      .catch((error: unknown) => error);
    expect((refused as Refusal).params).to.deep.equal({ cycle: 'ツイン → デラックス → ツイン' });
    expect(await targets()).to.deep.equal({ [single]: [twin] });
  });
});

describe('what placement reads of the hierarchy', () => {
  const test = useDatabase();
  const hotel = hotelId(1);
  const hierarchy = () => hierarchyOn(test.pool(), hotelTypes);
  const sql = () => createDatabase(test.pool());
  const targets = async () => givenWithoutAsking(await hierarchy().upgradeOptions(inHotel(sql(), hotel)));
  const write = async (relations: readonly Relation[], rules: Partial<HierarchyRules> = {}) => {
    const service = hierarchy();
    const seen = (await service.view(hotel)).version;
    await sql().transaction(async (tx) => {
      const { version } = await service.commands.setRules(inHotel(tx, hotel), seen, {
        ...defaultRules,
        ...rules,
      });
      await service.commands.replaceGraph(inHotel(tx, hotel), version, relations);
    });
  };

  it('goes over several levels, cheapest first, as far as the rules say', async () => {
    const relations = [
      relation(single, twin, { costPerNight: 3000 }),
      relation(single, deluxe, { costPerNight: 1000 }),
      relation(deluxe, suite, { costPerNight: 1500 }),
    ];
    await write(relations);
    expect(await targets()).to.deep.equal({ [single]: [deluxe, suite, twin], [deluxe]: [suite] });
    await write(relations, { maxUpgradeLevels: 1, priceDifferenceLimit: 3000 });
    expect(await targets()).to.deep.equal({ [single]: [deluxe, twin], [deluxe]: [suite] });
  });

  it('gives nothing without asking that a person is to be asked about, or whose beds nobody has counted', async () => {
    await write([
      relation(single, twin, { policy: 'suggest' }),
      relation(single, deluxe, { sameBedCount: true }),
      relation(twin, suite),
      relation(deluxe, suite, { policy: 'never' }),
    ]);
    expect(await targets()).to.deep.equal({ [twin]: [suite] });
  });

  it('tells the terms of every option, what must be asked about included', async () => {
    await write([
      relation(single, twin, { policy: 'suggest', costPerNight: 500 }),
      relation(twin, suite, { sameBedCount: true }),
    ]);
    const options = await hierarchy().upgradeOptions(inHotel(sql(), hotel));
    const terms = (type: RoomTypeId) =>
      (options.get(type) ?? []).map(({ toTypeId, path, costPerNight, levels, policy, sameBedCount }) => ({
        ...{ toTypeId, path, costPerNight, levels, policy, sameBedCount },
      }));
    expect(terms(single)).to.deep.equal([
      {
        ...{ toTypeId: twin, path: [single, twin], costPerNight: 500, levels: 1 },
        ...{ policy: 'suggest', sameBedCount: false },
      },
      {
        ...{ toTypeId: suite, path: [single, twin, suite], costPerNight: 500, levels: 2 },
        ...{ policy: 'suggest', sameBedCount: true },
      },
    ]);
  });

  it('is read in the transaction of the decision', async () => {
    await write([relation(single, twin)]);
    await sql().transaction(async (tx) => {
      await tx.run('UPDATE heyawari.room_type_hierarchy SET active = false WHERE hotel_id = :hotel', {
        hotel,
      });
      expect(givenWithoutAsking(await hierarchy().upgradeOptions(inHotel(tx, hotel)))).to.deep.equal({});
      expect(await targets()).to.deep.equal({ [single]: [twin] });
    });
  });
});
