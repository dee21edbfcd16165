// The hierarchy over HTTP on a real database: who may, what is refused and how, history and undo, paths and the best upgrade.
import { expect } from 'chai';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { seedHotel } from '../support/host-pms.js';
import { recordsOf } from '../support/records.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

interface Graph {
  readonly version: number;
  readonly rules: { readonly maxUpgradeLevels: number; readonly priceDifferenceLimit: number | null };
  readonly types: readonly { readonly id: number; readonly name: string; readonly active: boolean }[];
  readonly relations: readonly { readonly fromTypeId: number; readonly toTypeId: number }[];
  readonly problems: readonly { readonly key: string; readonly severity: string }[];
}

interface Problem {
  readonly key: string;
  readonly error: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const plain = { priority: 0, active: true, policy: 'automatic', costPerNight: null, sameBedCount: false };

describe('the room-type hierarchy over HTTP', () => {
  const database = useDatabase();
  let world: World;
  let manager: Staff;
  let viewer: Staff;
  const type = (name: string) => world.hotel.typeIds[name]!;
  const relation = (from: string, to: string, terms: object = {}) => ({
    ...{ fromTypeId: type(from), toTypeId: type(to) },
    ...terms,
  });
  const graph = async () => (await viewer<Graph>('get', '/room-hierarchy')).body;
  const arrows = async () =>
    (await graph()).relations.map(({ fromTypeId: from, toTypeId: to }) => {
      const name = (id: number) => Object.keys(world.hotel.typeIds).find((one) => type(one) === id);
      return `${name(from)} ${name(to)}`;
    });
  /** Sends an edit of the present version. */
  const edit = async (method: 'post' | 'put' | 'delete', path: string, body: object = {}, key?: string) =>
    manager<Graph & Problem>(
      method,
      `/room-hierarchy${path}`,
      { version: (await graph()).version, ...body },
      key,
    );
  const bareHotel = () => seedHotel(world.pool, { name: 'a hotel without rooms', rooms: [], login: null });
  const replace = (...pairs: readonly (readonly [string, string])[]) =>
    edit('put', '', { relations: pairs.map(([from, to]) => relation(from, to)) });

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [
        ...singles('101', '102'),
        { room: '201', type: 'TWN', capacity: 2 },
        { room: '202', type: 'TWN', capacity: 2, smoking: true },
        { room: '301', type: 'DLX', capacity: 3 },
        { room: '401', type: 'STE', capacity: 4 },
        { room: '901', type: 'OFF', capacity: 2, forSale: false },
      ],
      types: ['ROH'],
      ...{ auth: guardsByToken, settings: { http: { commandsPerMinute: 10_000 } } },
    });
    database.onEnd(() => world.stop());
    manager = staffAt(world.heyawari, world.hotel.hotelId, 'supervise');
    viewer = staffAt(world.heyawari, world.hotel.hotelId, 'view');
  });

  it('is empty with the default rules in a hotel that has none', async () => {
    const { body } = await viewer<Graph>('get', '/room-hierarchy');
    expect(body).to.deep.include({
      rules: { maxUpgradeLevels: 1, priceDifferenceLimit: null },
      ...{ relations: [], problems: [] },
    });
    expect(body.types).to.deep.include({ id: type('TWN'), name: 'TWN', active: true, capacity: 2 });
    expect(body.types).to.deep.include({ id: type('OFF'), name: 'OFF', active: false, capacity: 0 });
    const other = staffAt(world.heyawari, (await bareHotel()).hotelId, 'view');
    expect((await other<Graph>('get', '/room-hierarchy')).body).to.deep.equal({
      ...{ version: 0, types: [], relations: [], problems: [] },
      rules: { maxUpgradeLevels: 3, priceDifferenceLimit: null },
    });
  });

  describe('lets', () => {
    const dates = 'checkIn=2027-02-01&checkOut=2027-02-03';
    const reads = ['', '/history', '/paths?from=1', `/best?from=1&${dates}`];
    const edits = [
      ['post', '/relations'],
      ['put', '/relations/1/2'],
      ['delete', '/relations/1/2'],
      ['put', ''],
      ['put', '/rules'],
      ['post', '/undo'],
    ] as const;

    for (const path of reads)
      it(`everyone who may view, and nobody else, GET ${path.split('?')[0]}`, async () => {
        expect((await viewer('get', `/room-hierarchy${path}`)).status).to.be.oneOf([200, 404]);
        expect((await manager('get', `/room-hierarchy${path}`)).status).to.equal(403);
      });

    it('everyone who may view try a graph out', async () => {
      expect((await viewer('post', '/room-hierarchy/validate', { relations: [] })).status).to.equal(200);
      expect((await manager('post', '/room-hierarchy/validate', { relations: [] })).status).to.equal(403);
    });

    for (const [method, path] of edits)
      it(`only supervisors ${method.toUpperCase()} ${path}`, async () => {
        const others = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate', 'configure');
        expect((await others(method, `/room-hierarchy${path}`, { version: 0 })).status).to.equal(403);
        expect((await manager(method, `/room-hierarchy${path}`, { nonsense: 1 })).status).to.equal(400);
      });
  });

  describe('an edit', () => {
    beforeEach(() => replace());

    it('adds, changes and removes one relation, each time one version on', async () => {
      const { version } = await graph();
      const added = await edit('post', '/relations', relation('SGL', 'TWN', { costPerNight: 2000 }));
      expect(added.status).to.equal(201);
      expect(added.body).to.deep.include({
        version: version + 1,
        relations: [{ ...plain, ...relation('SGL', 'TWN', { costPerNight: 2000 }) }],
      });
      const terms = { priority: 4, active: false, policy: 'suggest', costPerNight: 900, sameBedCount: true };
      const path = `/relations/${type('SGL')}/${type('TWN')}`;
      const changed = await edit('put', path, terms);
      expect(changed.body).to.deep.include({
        version: version + 2,
        relations: [relation('SGL', 'TWN', terms)],
      });
      expect((await edit('put', path, { priority: 1 })).status, 'terms left out').to.equal(400);
      expect((await edit('delete', path)).body).to.deep.include({ version: version + 3, relations: [] });
    });

    it('of the same content leaves everything as it is, version and all', async () => {
      await replace(['SGL', 'TWN']);
      const { version } = await graph();
      expect((await replace(['SGL', 'TWN'])).body.version).to.equal(version);
    });

    it('of a version that is no more is refused, and says so', async () => {
      const { version } = await graph();
      await edit('post', '/relations', relation('SGL', 'TWN'));
      const { status, body } = await manager('post', '/room-hierarchy/relations', {
        version,
        ...relation('SGL', 'DLX'),
      });
      expect(status).to.equal(409);
      expect(body).to.deep.include({
        key: 'version.changed',
        params: { seen: version, current: version + 1 },
      });
      expect(await arrows()).to.deep.equal(['SGL TWN']);
    });

    it('has one effect per idempotency key', async () => {
      const { version } = await graph();
      const send = () =>
        manager<Graph>(
          'post',
          '/room-hierarchy/relations',
          { version, ...relation('SGL', 'TWN') },
          `add ${version}`,
        );
      const [first, again] = [await send(), await send()];
      expect([first.status, again.status]).to.deep.equal([201, 201]);
      expect(again.body).to.deep.equal(first.body);
      expect((await graph()).version).to.equal(version + 1);
    });

    it('that would close a cycle is refused with the cycle spelled out', async () => {
      await replace(['SGL', 'TWN'], ['TWN', 'DLX'], ['DLX', 'STE']);
      const { status, body } = await edit('post', '/relations', relation('STE', 'TWN'));
      expect(status).to.equal(409);
      expect(body).to.deep.include({ key: 'hierarchy.cycle', params: { cycle: 'TWN → DLX → STE → TWN' } });
      expect(body.error).to.include('循環').and.to.include('TWN → DLX → STE → TWN');
      expect(await arrows()).to.have.members(['SGL TWN', 'TWN DLX', 'DLX STE']);
    });

    it('may turn an arrow round, as the whole graph at once', async () => {
      await replace(['SGL', 'TWN'], ['TWN', 'DLX']);
      expect((await replace(['TWN', 'SGL'], ['DLX', 'TWN'])).status).to.equal(200);
      expect(await arrows()).to.have.members(['TWN SGL', 'DLX TWN']);
    });

    for (const [what, status, key, body] of [
      [
        'a type that the PMS does not have',
        400,
        'hierarchy.type_unknown',
        () => relation('SGL', 'none', { toTypeId: 999_999 }),
      ],
      ['a type without a room for sale', 409, 'hierarchy.type_inactive', () => relation('SGL', 'OFF')],
      ['a type without any room', 409, 'hierarchy.type_without_capacity', () => relation('SGL', 'ROH')],
      ['an upgrade of a type to itself', 400, 'hierarchy.self', () => relation('SGL', 'SGL')],
    ] as const)
      it(`is refused for ${what}`, async () => {
        const answer = await edit('post', '/relations', body());
        expect([answer.status, answer.body.key]).to.deep.equal([status, key]);
        expect(await arrows()).to.deep.equal([]);
      });

    it('is refused for a relation that is there, or is not there', async () => {
      await replace(['SGL', 'TWN']);
      const twice = await edit('post', '/relations', relation('SGL', 'TWN'));
      expect([twice.status, twice.body.key]).to.deep.equal([409, 'hierarchy.relation_exists']);
      const missing = await edit('delete', `/relations/${type('SGL')}/${type('DLX')}`);
      expect([missing.status, missing.body.key]).to.deep.equal([404, 'hierarchy.relation_unknown']);
      expect((await edit('delete', '/relations/x/y')).body.key).to.equal('hierarchy.type_not_found');
      const doubled = await replace(['SGL', 'TWN'], ['SGL', 'TWN']);
      expect([doubled.status, doubled.body.key]).to.deep.equal([400, 'hierarchy.duplicate']);
    });

    it('is refused for a cost above the limit; a lower limit is not, and tells what it ends', async () => {
      await edit('put', '/rules', { maxUpgradeLevels: 3, priceDifferenceLimit: 5000 });
      const dear = await edit('post', '/relations', relation('SGL', 'STE', { costPerNight: 5001 }));
      expect([dear.status, dear.body.key]).to.deep.equal([409, 'hierarchy.cost_over_limit']);
      await edit('post', '/relations', relation('SGL', 'STE', { costPerNight: 5000 }));
      const lower = await edit('put', '/rules', { maxUpgradeLevels: 3, priceDifferenceLimit: 4000 });
      expect(lower.status).to.equal(200);
      expect(lower.body.problems.map(({ key }) => key)).to.deep.equal(['hierarchy.cost_over_limit']);
      await edit('put', '/rules', { maxUpgradeLevels: 3, priceDifferenceLimit: null });
    });

    it('is not refused for what is wrong already', async () => {
      await replace(['SGL', 'TWN'], ['SGL', 'DLX']);
      await world.rows("UPDATE rooms SET for_sale = false WHERE room_number = '301'");
      try {
        expect((await graph()).problems.map(({ key }) => key)).to.deep.equal(['hierarchy.type_inactive']);
        expect((await edit('post', '/relations', relation('SGL', 'STE'))).status).to.equal(201);
      } finally {
        await world.rows("UPDATE rooms SET for_sale = true WHERE room_number = '301'");
      }
    });

    it('can be tried out before', async () => {
      const { version } = await graph();
      const { body } = await viewer<Graph>('post', '/room-hierarchy/validate', {
        relations: [relation('SGL', 'TWN'), relation('TWN', 'SGL')],
      });
      const problems = body.problems as unknown as { key: string; text: { ja: string; en: string } }[];
      const cycle = problems.find(({ key }) => key === 'hierarchy.cycle');
      expect(cycle).to.deep.include({ severity: 'error' });
      expect(cycle?.text.ja).to.include('SGL → TWN → SGL');
      expect(await graph()).to.deep.include({ version, relations: [] });
    });

    it('is told to everyone by its version alone', async () => {
      const told = () =>
        world.rows<{ version: string }>("SELECT version FROM heyawari.events WHERE topic = 'room-hierarchy'");
      const before = (await told()).length;
      await edit('post', '/relations', relation('SGL', 'TWN'));
      expect((await told()).length).to.equal(before + 1);
    });
  });

  describe('the history', () => {
    interface Change {
      readonly version: number;
      readonly kind: string;
      readonly userId: number;
      readonly undoes: number | null;
      readonly relations: readonly {
        from: { name: string };
        to: { name: string };
        before: object;
        after: object;
      }[];
    }
    const history = async (query = '') =>
      (await viewer<{ items: Change[]; total: number }>('get', `/room-hierarchy/history${query}`)).body;

    beforeEach(() => replace());

    it('says who changed what, with before and after', async () => {
      await edit('post', '/relations', relation('SGL', 'TWN'));
      await edit('put', `/relations/${type('SGL')}/${type('TWN')}`, { ...plain, policy: 'never' });
      const { items, total } = await history('?pageSize=1');
      expect(items).to.have.length(1);
      expect(total).to.be.greaterThan(2);
      expect(items[0]).to.deep.include({ kind: 'change', userId: 7, undoes: null, rules: null });
      expect(items[0]!.relations).to.deep.equal([
        {
          from: { id: type('SGL'), name: 'SGL' },
          to: { id: type('TWN'), name: 'TWN' },
          before: plain,
          after: { ...plain, policy: 'never' },
        },
      ]);
      const [audited] = await world.rows<{ action: string; user_id: number }>(
        "SELECT action, user_id FROM heyawari.audit_log WHERE subject = 'room-hierarchy' ORDER BY id DESC LIMIT 1",
      );
      expect(audited).to.deep.equal({ action: 'room-hierarchy.change', user_id: 7 });
    });

    it('is undone step by step, and forward again by undoing the undo', async () => {
      await replace(['SGL', 'TWN']);
      await edit('post', '/relations', relation('TWN', 'DLX'));
      await edit('put', '/rules', { maxUpgradeLevels: 2, priceDifferenceLimit: 800 });
      expect((await edit('post', '/undo')).body.rules.priceDifferenceLimit).to.equal(null);
      await edit('post', '/undo');
      expect(await arrows()).to.deep.equal(['SGL TWN']);
      await edit('post', '/undo');
      expect(await arrows()).to.deep.equal([]);
      const [latest] = (await history()).items;
      expect(latest).to.include({ kind: 'undo' });
      await edit('post', '/undo', { change: latest!.version });
      expect(await arrows()).to.deep.equal(['SGL TWN']);
    });

    it('leads back to before any change that is named', async () => {
      await replace(['SGL', 'TWN']);
      const { version } = await graph();
      await replace(['SGL', 'DLX'], ['DLX', 'STE']);
      await edit('delete', `/relations/${type('DLX')}/${type('STE')}`);
      await edit('post', '/undo', { change: version + 1 });
      expect(await arrows()).to.deep.equal(['SGL TWN']);
      expect((await history()).items[0]).to.include({ kind: 'undo', undoes: version + 1 });
      const unknown = await edit('post', '/undo', { change: 4711 });
      expect([unknown.status, unknown.body.key]).to.deep.equal([404, 'hierarchy.change_unknown']);
    });

    it('is not led back to a type that has left the PMS', async () => {
      const [gone] = await world.rows<{ id: number }>(
        `INSERT INTO room_types (hotel_id, name, created_by) VALUES ($1, 'GONE', 1) RETURNING id`,
        [world.hotel.hotelId],
      );
      await edit('post', '/relations', {
        ...relation('SGL', 'none'),
        fromTypeId: gone!.id,
        toTypeId: type('STE'),
      });
      await edit('delete', `/relations/${gone!.id}/${type('STE')}`);
      await world.rows('DELETE FROM room_types WHERE id = $1', [gone!.id]);
      const { status, body } = await edit('post', '/undo');
      expect([status, body.key, body.params.type]).to.deep.equal([
        400,
        'hierarchy.type_unknown',
        String(gone!.id),
      ]);
    });

    it('is not led back where somebody has changed the tables past it', async () => {
      await replace(['SGL', 'TWN']);
      await world.rows('UPDATE heyawari.room_type_hierarchy SET priority = 9');
      const { status, body } = await edit('post', '/undo');
      expect([status, body.key]).to.deep.equal([409, 'hierarchy.undo_impossible']);
      await world.rows('UPDATE heyawari.room_type_hierarchy SET priority = 0');
    });

    it('says when there is nothing to undo', async () => {
      const other = staffAt(world.heyawari, (await bareHotel()).hotelId, 'supervise');
      const { status, body } = await other('post', '/room-hierarchy/undo', { version: 0 });
      expect([status, body.key]).to.deep.equal([409, 'hierarchy.nothing_to_undo']);
    });
  });

  describe('the ways of an upgrade', () => {
    before(async () => {
      await edit('put', '/rules', { maxUpgradeLevels: 2, priceDifferenceLimit: 6000 });
      await edit('put', '', {
        relations: [
          relation('SGL', 'TWN', { costPerNight: 1000 }),
          relation('TWN', 'DLX', { costPerNight: 2000, policy: 'suggest' }),
          relation('TWN', 'STE', { costPerNight: 9000, active: false }),
          relation('DLX', 'STE', { costPerNight: 3000 }),
        ],
      });
    });
    const named = (name: string) => ({ id: type(name), name });

    it('come with cost, level and policy, and with what cuts the others', async () => {
      const { body } = await viewer<{ paths: object[]; cut: { to: object; reason: Problem }[] }>(
        'get',
        `/room-hierarchy/paths?from=${type('SGL')}`,
      );
      const common = { sameBedCount: false, priced: true, barred: null };
      expect(body.paths).to.deep.equal([
        {
          ...{ ...common, to: named('TWN'), path: [named('SGL'), named('TWN')] },
          ...{ levels: 1, costPerNight: 1000, policy: 'automatic' },
        },
        {
          ...{ ...common, to: named('DLX'), path: [named('SGL'), named('TWN'), named('DLX')] },
          ...{ levels: 2, costPerNight: 3000, policy: 'suggest' },
        },
      ]);
      expect(body.cut.map(({ to, reason }) => [to, reason.key])).to.deep.equal([
        [named('STE'), 'upgrade.relation_inactive'],
        [named('STE'), 'upgrade.too_many_levels'],
      ]);
      const unknown = await viewer('get', '/room-hierarchy/paths?from=4711');
      expect([unknown.status, unknown.body.key]).to.deep.equal([404, 'hierarchy.type_not_found']);
    });

    interface Best {
      readonly nonSmoking: boolean;
      readonly best: { to: { name: string }; rooms: number } | null;
      readonly reason: { key: string; text: { ja: string } };
      readonly alternatives: readonly { to: { name: string } }[];
      readonly barred: readonly { to: { name: string }; reason: { key: string } }[];
    }
    const best = async (query: string) =>
      (await viewer<Best>('get', `/room-hierarchy/best?from=${type('SGL')}&${query}`)).body;

    it('lead to the best by the rooms that are really free', async () => {
      const stay = 'checkIn=2027-02-01&checkOut=2027-02-03';
      const free = await best(stay);
      expect([free.nonSmoking, free.best?.to.name, free.best?.rooms]).to.deep.equal([true, 'TWN', 1]);
      expect(free.alternatives.map(({ to }) => to.name)).to.deep.equal(['DLX']);
      const promised = await best(`${stay}&nonSmoking=false`);
      expect([promised.nonSmoking, promised.best?.rooms], 'never relaxed').to.deep.equal([true, 1]);
      expect((await best(`${stay}&people=3`)).best?.to.name).to.equal('DLX');

      const twin = (number: string) =>
        newBooking(number, { rooms: [{ code: 'TWN', men: 1, pricePerNight: 9000 }] });
      await world.deliver(twin('T1'), twin('T2'));
      const full = await best(stay);
      expect([full.best?.to.name, full.reason.key]).to.deep.equal(['DLX', 'upgrade.best_suggest']);
      expect(full.reason.text.ja).to.equal(
        '「SGL」から「DLX」へのアップグレードを提案します。スタッフの確認が必要です。',
      );
      const twins = full.barred.find(({ to }) => to.name === 'TWN');
      expect(twins?.reason.key).to.equal('upgrade.none_free');
      expect((await best('checkIn=2027-02-03&checkOut=2027-02-04')).best?.to.name).to.equal('TWN');

      const none = await best(`${stay}&people=4`);
      expect([none.best, none.reason.key]).to.deep.equal([null, 'upgrade.none_possible']);
    });

    it('are asked for real days only', async () => {
      const reversed = await viewer(
        'get',
        `/room-hierarchy/best?from=${type('SGL')}&checkIn=2027-02-03&checkOut=2027-02-01`,
      );
      expect([reversed.status, reversed.body.key]).to.deep.equal([400, 'hierarchy.dates_reversed']);
    });
  });

  describe('every process', () => {
    it('follows a change at once: what is allowed by one is given by another', async () => {
      await replace();
      const other = await world.anotherInstance();
      const there = staffAt(other, world.hotel.hotelId, 'supervise', 'view');
      const records = recordsOf(world);
      const { version } = (await there<Graph>('get', '/room-hierarchy')).body;
      const nights = { checkIn: '2027-03-01' };
      await world.deliver(newBooking('A', nights), newBooking('B', nights), newBooking('C', nights));
      expect((await records.plan('C')).state).to.equal('unplaced');

      const path = `/relations/${type('SGL')}/${type('DLX')}`;
      await there('post', '/room-hierarchy/relations', { version, ...relation('SGL', 'DLX') });
      // Elsewhere: of these nights C, which came first, is given what has become possible.
      const later = { checkIn: '2027-03-10' };
      await world.deliver(newBooking('A2', later), newBooking('B2', later), newBooking('D', later));
      expect((await records.plan('D')).type).to.equal('DLX');

      await edit('put', path, { ...plain, policy: 'suggest' });
      const paths = await there<{ paths: { policy: string }[] }>(
        'get',
        `/room-hierarchy/paths?from=${type('SGL')}`,
      );
      expect(paths.body.paths.map(({ policy }) => policy)).to.deep.equal(['suggest']);
      await world.deliver(newBooking('E', { checkIn: '2027-03-02', nights: 1 }));
      expect((await records.plan('E')).state).to.equal('unplaced');
    });

    it('goes several levels, as far as the rules say', async () => {
      // Every room is final at once: nobody makes room for the one who comes last.
      await world.configure({ mode: 'URGENT', deadlinePresetDays: 0 });
      await replace(['SGL', 'TWN'], ['TWN', 'DLX'], ['DLX', 'STE']);
      const records = recordsOf(world);
      const fill = async (number: string, checkIn: string, code: string) =>
        world.deliver(newBooking(number, { checkIn, rooms: [{ code, men: 1, pricePerNight: 9000 }] }));
      for (const [checkIn, levels, given] of [
        ['2027-04-01', 1, 'unplaced'],
        ['2027-05-01', 2, 'DLX'],
      ] as const) {
        await edit('put', '/rules', { maxUpgradeLevels: levels, priceDifferenceLimit: null });
        for (const [i, code] of ['SGL', 'SGL', 'TWN', 'TWN'].entries())
          await fill(`${checkIn} ${i}`, checkIn, code);
        await fill(`${checkIn} up`, checkIn, 'SGL');
        const plan = await records.plan(`${checkIn} up`);
        expect(plan.type ?? plan.state).to.equal(given);
      }
    });
  });

  describe('the metrics', () => {
    it('count edits, done and refused', async () => {
      const count = () => world.metric('heyawari_room_hierarchy_edits_total');
      const before = await count();
      await replace(['SGL', 'TWN']);
      await replace(['SGL', 'SGL']);
      expect(await count()).to.equal(before + 2);
    });
  });
});
