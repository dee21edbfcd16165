// What a hotel says of agencies' room codes, over the PMS's own master: whom it frees, what is refused, and where bookings go by it.
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import type { MappingEditAnswer, MappingPreviewAnswer, MappingsAnswer } from '../../plugin/api/index.js';
import { forgetCodes } from '../../plugin/ota-import/mappings/repository.js';
import { createDatabase } from '../../plugin/platform/database/index.js';
import { type BookingChanges, cancellationOf, newBooking, single } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { createWorld, hotelInstant, type World } from '../support/world.js';

const [minato, sora] = ['株式会社みなと旅行', 'そらとうみトラベル'];

interface Problem {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

describe('mappings of room codes', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let chief: Staff;
  /** What the PMS's function waits for before it writes a new reservation. */
  let beforeWriting: () => Promise<unknown> = () => Promise.resolve();
  let type: Readonly<Record<string, number>>;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [
        ...['101', '102'].map((room) => ({ room, type: 'SGL', capacity: 2 })),
        { room: '103', type: 'SGL', capacity: 2, smoking: true },
        ...['201', '202'].map((room) => ({ room, type: 'TWN', capacity: 2 })),
        { room: '301', type: 'OLD', forSale: false },
        { room: '302', type: 'OLD', staff: true },
      ],
      types: ['EMPTY'],
      auth: guardsByToken,
      hostFunctions: (functions) => ({
        ...functions,
        addOTAReservation: async (...given) => {
          await beforeWriting();
          return functions.addOTAReservation(...given);
        },
      }),
    });
    // The PMS knows twins, but no code of theirs.
    await world.rows(`DELETE FROM sc_tl_rooms WHERE netagtrmtypecode = 'TWN'`);
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    chief = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'supervise');
    type = world.hotel.typeIds;
  });

  const booking = (number: string, code: string, checkIn: string, changes: BookingChanges = {}) =>
    newBooking(number, { rooms: [{ ...single, code }], checkIn, ...changes });
  const draft = (code: string, typeId: number | undefined, changes: object = {}) => ({
    ...{ code, typeId, smoking: 'unspecified' },
    ...changes,
  });
  const all = async () => (await chief<MappingsAnswer>('get', '/mappings')).body;
  const save = async (body: object) => {
    const answer = await chief<MappingEditAnswer>('post', '/mappings', body);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    await world.heyawari.drain();
    return { ...answer.body, mapping: answer.body.mapping! };
  };
  const refused = async (body: object) => {
    const { status, body: problem } = await chief<Problem & Record<string, unknown>>(
      'post',
      '/mappings',
      body,
    );
    return `${status} ${problem.key}`;
  };
  const becomesTrue = async (question: string, ...values: unknown[]) => {
    for (let tries = 0; (await world.rows(question, values)).length === 0; tries += 1) {
      if (tries === 400) throw new Error(`it never came true: ${question}`);
      await setTimeout(10);
    }
  };
  const roomOf = async (number: string) => (await records.reservation(number)).rooms.join();

  it('are shown with what has come, under which names, and how much waits for it', async () => {
    const named = booking('N1', 'NEW', '2027-02-01', { agency: sora });
    await world.deliver(
      { ...named, xml: named.xml.replaceAll('<RoomTypeName>NEW<', '<RoomTypeName>【禁煙】シングル<') },
      booking('N2', 'NEW', '2027-02-01', { agency: minato }),
      booking('N3', 'SGL', '2027-02-01', { agency: minato }),
    );
    const { seen, mappings, types, smokingDefault } = await all();
    expect(mappings).to.deep.equal([]);
    expect(smokingDefault).to.equal('non_smoking');
    expect(types.find(({ name }) => name === 'SGL')).to.include({ smokingRooms: 1, nonSmokingRooms: 2 });
    const shown = seen.map(({ agency, code, names, waiting, meaning, master }) =>
      [agency, code, names.join(), waiting, meaning?.source, master?.name].join(' '),
    );
    expect(shown).to.have.members([
      `${sora} NEW 【禁煙】シングル 1  `,
      `${minato} NEW NEW 1  `,
      `${minato} SGL SGL 0 master SGL`,
    ]);
  });

  it('say before they are saved whom they would free, and change nothing by it', async () => {
    const preview = async (body: object) =>
      (await chief<MappingPreviewAnswer>('post', '/mappings/preview', body)).body;
    expect(await preview(draft('NEW', type.SGL))).to.deep.include({ frees: 2, present: null, problems: [] });
    expect(await preview(draft('NEW', type.SGL, { agency: 'みなと旅行' }))).to.include({ frees: 1 });
    const { problems } = await preview(draft('NEW', type.SGL, { smoking: 'smoking' }));
    expect(problems.map(({ key, severity }) => `${severity} ${key}`)).to.deep.equal([
      'warning mapping.sold_as_non_smoking',
    ]);
    expect((await all()).mappings).to.deep.equal([]);
  });

  it('free whoever waits for the code at once, an agency’s own before that of any', async () => {
    const own = await save(draft('NEW', type.TWN, { agency: 'みなと旅行㈱', attributes: ['海側', '海側'] }));
    expect(own).to.include({ frees: 1, retried: 1 });
    expect(own.mapping.attributes).to.deep.equal(['海側']);
    expect(await save(draft('NEW', type.SGL))).to.include({ frees: 1, retried: 1 });
    expect(await records.message('N1-1')).to.equal('imported');
    expect(await records.message('N2-1')).to.equal('imported');
    expect(await roomOf('N1')).to.be.oneOf(['101', '102']);
    expect(await roomOf('N2')).to.be.oneOf(['201', '202']);
    const master = await world.rows('SELECT DISTINCT netagtrmtypecode AS code FROM sc_tl_rooms ORDER BY 1');
    expect(master).to.deep.equal(['EMPTY', 'OLD', 'SGL'].map((code) => ({ code })));
  });

  it('are there once for each code of an agency: a second is refused with the one in the way', async () => {
    const { body, status } = await chief<Problem & Record<string, unknown>>(
      'post',
      '/mappings',
      draft('NEW', type.SGL, { agency: 'みなと旅行' }),
    );
    expect([status, body.key]).to.deep.equal([409, 'mapping.exists']);
    expect(body.params).to.include({ agency: 'みなと旅行㈱', code: 'NEW', type: 'TWN' });
    expect(await refused(draft('NEW', type.TWN))).to.equal('409 mapping.exists_for_any');
  });

  it('lead nobody to a type that is not sold, that is gone, or that nobody meant', async () => {
    expect(await refused(draft('X', type.OLD))).to.equal('409 mapping.type_not_sold');
    expect(await refused(draft('X', type.EMPTY))).to.equal('409 mapping.type_not_sold');
    expect(await refused(draft('X', 999_999))).to.equal('400 mapping.type_unknown');
    expect(await refused(draft('SGL', type.TWN))).to.equal('409 mapping.overrides_master');
    expect(await refused(draft('', type.SGL))).to.equal('400 request.invalid');
    expect((await all()).mappings).to.have.length(2);
  });

  it('override the master where that is meant, for the agency that they are for', async () => {
    const override = draft('SGL', type.TWN, { agency: minato, confirmOverride: true });
    const { mapping } = await save(override);
    // Its rooms are sold as singles by that name.
    expect(mapping.problems.map(({ key }) => key)).to.deep.equal([
      'mapping.overrides_master',
      'mapping.named_as_other_type',
    ]);
    await world.deliver(
      booking('O1', 'SGL', '2027-02-05', { agency: minato }),
      booking('O2', 'SGL', '2027-02-05', { agency: sora }),
    );
    expect(await roomOf('O1')).to.be.oneOf(['201', '202']);
    expect(await roomOf('O2')).to.be.oneOf(['101', '102']);
    await world.deliver(booking('O1', 'SGL', '2027-02-06', { agency: minato, kind: 'change', version: 2 }));
    expect(await records.message('O1-2')).to.equal('imported');
    expect(await roomOf('O1')).to.be.oneOf(['201', '202']);
  });

  it('are saved once where two people save at once, and edited by who saw what stands', async () => {
    const saves = await Promise.all(
      ['SGL', 'TWN'].map((name) => chief<Problem>('post', '/mappings', draft('TWICE', type[name]))),
    );
    expect(saves.map(({ status }) => status).sort()).to.deep.equal([201, 409]);
    const { id, version } = (await all()).mappings.find(({ code }) => code === 'TWICE')!;
    const terms = { typeId: type.SGL, smoking: 'unspecified', attributes: [], active: true };
    const added = world.clock.now().toISOString();
    expect((await all()).mappings.find((one) => one.id === id)!.lastEdit).to.deep.equal({
      ...{ at: added, userId: 7, clerk: null },
    });
    const edits = await Promise.all(
      [1, 2].map(() => chief<Problem>('put', `/mappings/${id}`, { version, ...terms })),
    );
    expect(edits.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    expect(edits.find(({ status }) => status === 409)!.body.key).to.equal('version.changed');
    expect((await chief('delete', `/mappings/${id}`, { version })).status).to.equal(409);
    expect((await chief('delete', `/mappings/${id}`, { version: version + 1 })).status).to.equal(200);
    const history = await chief<{ items: { kind: string; userId: number }[] }>(
      'get',
      `/mappings/${id}/history`,
    );
    expect(history.body.items.map(({ kind, userId }) => `${kind} ${userId}`)).to.deep.equal([
      'remove 7',
      'change 7',
      'add 7',
    ]);
    expect((await chief('get', '/mappings/999999/history')).status).to.equal(404);
  });

  it('have an empty history where their edits are longer ago than the audit log is kept', async () => {
    const [old] = await world.rows<{ id: string }>(
      `INSERT INTO heyawari.ota_room_type_mappings (hotel_id, code, room_type_id, smoking)
       VALUES ($1, 'OLD', $2, 'unspecified') RETURNING id`,
      [world.hotel.hotelId, type.SGL],
    );
    const history = await chief<{ items: object[]; total: number }>('get', `/mappings/${old!.id}/history`);
    expect([history.status, history.body.items, history.body.total]).to.deep.equal([200, [], 0]);
    await world.rows(`DELETE FROM heyawari.ota_room_type_mappings WHERE code = 'OLD'`);
  });

  it('are nobody’s to edit who does not supervise', async () => {
    const desk = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate');
    expect((await desk('get', '/mappings')).status).to.equal(200);
    expect((await desk('post', '/mappings', draft('Y', type.SGL))).status).to.equal(403);
  });

  describe('that say what may be smoked in', () => {
    const smokingOf = async (number: string) => {
      const [row] = await world.rows<{ smoking: string | null }>(
        'SELECT smoking FROM heyawari.booking_plans WHERE booking_number = $1',
        [number],
      );
      return row!.smoking;
    };

    it('send nobody into a room of the other kind, but leave them without one, with the reason', async () => {
      await save(draft('SMK', type.SGL, { smoking: 'smoking' }));
      await save(draft('CLEAN', type.SGL, { smoking: 'non_smoking' }));
      await save(draft('ANY', type.SGL));
      await world.deliver(
        ...['S1', 'S2'].map((number) => booking(number, 'SMK', '2027-03-01')),
        ...['C1', 'C2'].map((number) => booking(number, 'CLEAN', '2027-03-01')),
      );
      expect(await roomOf('S1')).to.equal('103');
      expect([await roomOf('C1'), await roomOf('C2')]).to.have.members(['101', '102']);
      expect(await records.message('S2-1')).to.equal('pending: no_availability');
      expect(await records.plan('S2')).to.include({
        ...{ state: 'unplaced', reason: 'placement.none_free_smoking' },
      });
      await world.deliver(cancellationOf('C1'));
      expect(await records.message('S2-1')).to.equal('pending: no_availability');
      await world.deliver(cancellationOf('S1'));
      expect(await roomOf('S2')).to.equal('103');
    });

    it('take 指定なし for the hotel’s default, and what only the master knows for any room of the type', async () => {
      await world.deliver(
        ...['A1', 'A2', 'A3'].map((number) => booking(number, 'ANY', '2027-03-10')),
        booking('M1', 'SGL', '2027-03-10', { agency: sora }),
      );
      expect([await roomOf('A1'), await roomOf('A2')]).to.have.members(['101', '102']);
      expect(await records.plan('A3')).to.include({ reason: 'placement.none_free_non_smoking' });
      expect(await roomOf('M1')).to.equal('103');
      expect([await smokingOf('A1'), await smokingOf('M1')]).to.deep.equal(['non_smoking', null]);
    });

    it('are kept by the nights that follow', async () => {
      const nights = ['C2', 'S2'] as const;
      await world.advanceTo('2027-02-26', 12);
      expect(await smokingOf('S2')).to.equal('smoking');
      expect(await roomOf('S2')).to.equal('103');
      for (const number of nights)
        expect((await records.plan(number)).state).to.be.oneOf(['tentative', 'final']);
      expect(await roomOf('C2')).to.be.oneOf(['101', '102']);
    });
  });

  describe('that change while messages wait', () => {
    const waits = () => records.message('W1-1');

    it('have them tried by what the code means now, and told that it means nothing where it is deleted', async () => {
      await save(draft('W', type.SGL, { smoking: 'smoking' }));
      await world.deliver(booking('W0', 'W', '2027-04-01'), booking('W1', 'W', '2027-04-01'));
      expect(await waits()).to.equal('pending: no_availability');
      const { id, version, waiting } = (await all()).mappings.find(({ code }) => code === 'W')!;
      expect(waiting).to.equal(1);
      const deleted = await chief<MappingEditAnswer>('delete', `/mappings/${id}`, { version });
      expect(deleted.body).to.deep.equal({ mapping: null, frees: 0, retried: 1 });
      await world.heyawari.drain();
      expect(await waits()).to.equal('pending: room_code_unknown');
      expect(await save(draft('W', type.TWN))).to.include({ frees: 1 });
      expect(await waits()).to.equal('imported');
      expect(await roomOf('W1')).to.be.oneOf(['201', '202']);
      expect(await records.plans('W1')).to.have.length(1);
    });

    it('are heard of by messages that are being applied while they are saved', async () => {
      const saving = new Promise<void>((resolve) => {
        beforeWriting = async () => {
          beforeWriting = () => Promise.resolve();
          resolve();
          await becomesTrue(
            `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1`,
            world.hotel.hotelId,
          );
        };
      }).then(() => save(draft('RACE', type.SGL)));
      await world.deliver(booking('R0', 'SGL', '2027-04-20'), booking('R1', 'RACE', '2027-04-20'));
      expect(await saving).to.include({ frees: 1 });
      expect(await records.message('R1-1')).to.equal('imported');
    });

    it('free one whose room changes its code between the nights, where both mean the same', async () => {
      const changing = newBooking('K1', { checkIn: '2027-04-10', rooms: [{ ...single, code: 'K' }] });
      const at = changing.xml.lastIndexOf('<RoomTypeCode>K<');
      const xml = `${changing.xml.slice(0, at)}<RoomTypeCode>L<${changing.xml.slice(at + '<RoomTypeCode>K<'.length)}`;
      await save(draft('K', type.SGL));
      await save(draft('L', type.SGL));
      await world.deliver({ ...changing, xml });
      expect(await records.message('K1-1')).to.equal('imported');
      expect(await roomOf('K1')).to.be.oneOf(['101', '102']);
    });
  });

  it('bring each room of a booking to what its own code means', async () => {
    await save(draft('PAIR', type.TWN, { agency: sora }));
    const rooms = ['PAIR', 'SGL'].map((code) => ({ ...single, code }));
    await world.deliver(newBooking('P1', { rooms, checkIn: '2027-04-25', agency: sora }));
    const types = (await records.plans('P1')).map((plan) => plan.type);
    expect(types).to.deep.equal(['TWN', 'SGL']);
    expect((await records.reservation('P1')).rooms).to.have.length(2);
  });

  it('help where the master has rows of several agencies for a code, the first of which leads nowhere', async () => {
    for (const [agent, typeId] of [
      ['A02', null],
      ['A03', type.SGL],
    ] as const)
      await world.rows(
        `INSERT INTO sc_tl_rooms (hotel_id, room_type_id, rmtypecode, netrmtypegroupcode, agtcode, netagtrmtypecode)
         VALUES ($1, $2, 'R8', 'G8', $3, 'DUP')`,
        [world.hotel.hotelId, typeId, agent],
      );
    await world.deliver(booking('D1', 'DUP', '2027-04-28'));
    expect(await records.message('D1-1')).to.equal('pending: room_code_unknown');
    expect(await save(draft('DUP', type.SGL))).to.include({ frees: 1 });
    expect(await roomOf('D1')).to.be.oneOf(['101', '102']);
  });

  it('are not needed to keep everyone out of a type that is not sold any more', async () => {
    await world.deliver(booking('G1', 'OLD', '2027-05-01'), booking('G2', 'SGL', '2027-05-01'));
    expect(await records.message('G1-1')).to.equal('pending: room_type_gone');
    expect(await records.message('G2-1')).to.equal('imported');
    expect(await records.reservations('G1')).to.deep.equal([]);
    expect(await save(draft('OLD', type.TWN, { confirmOverride: true }))).to.include({ frees: 1 });
    expect(await roomOf('G1')).to.be.oneOf(['201', '202']);
  });

  it('that lead to a type that was sold once lead nobody there, and say so', async () => {
    const { mapping } = await save(draft('LATER', type.TWN));
    const onSale = (sold: boolean) =>
      world.rows('UPDATE rooms SET for_sale = $2 WHERE room_type_id = $1', [type.TWN, sold]);
    await onSale(false);
    await world.deliver(booking('L1', 'LATER', '2027-06-01'));
    expect(await records.message('L1-1')).to.equal('pending: room_type_gone');
    expect(await records.reservations('L1')).to.deep.equal([]);
    const { problems } = (await all()).mappings.find(({ id }) => id === mapping.id)!;
    expect(problems.map(({ key }) => key)).to.deep.equal(['mapping.type_not_sold']);
    await onSale(true);
    const now = world.clock.now();
    await world.heyawari.advanceTo(new Date(now.getTime() + 3_600_000));
    expect(await roomOf('L1')).to.be.oneOf(['201', '202']);
  });

  it('cannot help a booking without a code, which keeps no other from being imported', async () => {
    const without = booking('E1', 'SGL', '2027-05-10');
    await world.deliver(
      { ...without, xml: without.xml.replaceAll('<RoomTypeCode>SGL</RoomTypeCode>', '<RoomTypeCode/>') },
      booking('E2', 'SGL', '2027-05-10'),
    );
    expect(await records.message('E1-1')).to.equal('failed: room_code_missing');
    await world.deliver(booking('E3', 'SGL', '2027-05-10'));
    for (const number of ['E2', 'E3']) expect(await records.message(`${number}-1`)).to.equal('imported');
    await world.deliver(booking('E1', 'SGL', '2027-05-10', { kind: 'change', version: 2 }));
    expect(await records.message('E1-1')).to.equal('superseded');
  });

  describe('after all that', () => {
    it('have nobody in a room of a type that was never theirs', async () => {
      expect(await records.doubleBooked()).to.deep.equal([]);
      const wrong = await world.rows(
        `SELECT p.booking_number FROM heyawari.booking_plans p JOIN rooms r ON r.id = p.room_id
        WHERE p.room_type_id <> p.booked_type_id OR NOT r.for_sale OR r.is_staff_room
           OR r.smoking <> (COALESCE(p.smoking, CASE WHEN r.smoking THEN 'smoking' ELSE 'non_smoking' END) = 'smoking')`,
      );
      expect(wrong).to.deep.equal([]);
    });

    it('know codes of the last 400 days', async () => {
      const seen = async () => (await all()).seen.map(({ code }) => code);
      expect(await seen()).to.include('OLD');
      await world.rows(`UPDATE heyawari.ota_room_codes SET last_seen_at = $1 WHERE code = 'OLD'`, [
        hotelInstant('2025-12-01', 12),
      ]);
      expect(await seen()).not.to.include('OLD');
      await forgetCodes(createDatabase(world.pool), hotelInstant('2025-12-02', 0));
      const kept = await world.rows<{ code: string }>('SELECT DISTINCT code FROM heyawari.ota_room_codes');
      expect(kept.map(({ code }) => code))
        .to.include('SGL')
        .and.not.to.include('OLD');
    });
  });
});
