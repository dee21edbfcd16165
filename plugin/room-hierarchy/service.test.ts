// Upgrade relations on a real database: their order, their replacement, and what the table refuses.
import { expect } from 'chai';
import { useDatabase } from '../../test/support/database.js';
import { deluxe, single, twin } from '../../test/support/stays.js';
import { hotelId } from '../domain/ids.js';
import { createDatabase } from '../platform/database/index.js';
import { createRoomHierarchy } from './service.js';

describe('the room-type hierarchy', () => {
  const test = useDatabase();
  const hotel = hotelId(1);
  const hierarchy = () => createRoomHierarchy(createDatabase(test.pool()));
  const targets = async (id = hotel) =>
    Object.fromEntries(await hierarchy().upgradeTargets(createDatabase(test.pool()), id));

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
});
