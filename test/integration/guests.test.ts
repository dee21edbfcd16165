// 前回の部屋 and 希望の部屋・不可の部屋 (D20): who a guest is, what is told of him beside a stay, and who may note it.
import { expect } from 'chai';
import type { GuestOfStayAnswer, RoomNoteAnswer } from '../../plugin/api/index.js';
import { type BookingChanges, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { imported } from '../support/imported.js';
import { recordedLog } from '../support/platform.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

interface Contacts {
  readonly phone?: string | null;
  readonly mail?: string | null;
  readonly kana?: string;
  readonly legal?: boolean;
}

describe('what is known of a guest', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const log = recordedLog();
  const desk = useFrontDesk(database, {
    auth: guardsByToken,
    rooms: singles(...Array.from({ length: 20 }, (_, i) => String(101 + i))),
    logger: log.logger,
  });
  let staff: Staff;
  let viewer: Staff;
  let sequence = 0;

  before(() => {
    const at = (...permissions: ('view' | 'operate')[]) =>
      staffAt(desk.world.heyawari, desk.world.hotel.hotelId, ...permissions);
    staff = at('view', 'operate');
    viewer = at('view');
  });

  /** As the PMS would have it of a client who was entered so. */
  const contact = (number: string, { phone, mail, kana, legal }: Contacts) =>
    desk.world.rows(
      `UPDATE clients SET phone = $2, email = $3, name_kana = COALESCE($4, name_kana),
              legal_or_natural_person = CASE WHEN $5 THEN 'legal' ELSE legal_or_natural_person END
        WHERE id IN (SELECT reservation_client_id FROM reservations WHERE ota_reservation_id = $1)`,
      [number, phone ?? null, mail ?? null, kana ?? null, legal ?? false],
    );
  /** A stay that is over, in that room. */
  async function stayed(number: string, room: string, checkIn: string, contacts: Contacts, name?: string) {
    await imported(desk.world, newBooking(number, { checkIn, name: name ?? `既往${number}` }));
    await desk.world.rows(
      `UPDATE reservation_details SET room_id = $2
        WHERE reservation_id = (SELECT id FROM reservations WHERE ota_reservation_id = $1)`,
      [number, desk.world.hotel.roomIds[room]],
    );
    await contact(number, contacts);
  }
  /** A stay that is to come; answers with its plan. */
  async function coming(number: string, contacts: Contacts, changes: BookingChanges = {}) {
    const day = String(1 + (sequence++ % 27)).padStart(2, '0');
    await desk.world.deliver(
      newBooking(number, { checkIn: `2027-02-${day}`, nights: 1, name: `来訪${number}`, ...changes }),
    );
    await contact(number, contacts);
    return (await desk.records.plan(number)).id;
  }
  const told = async (...plans: number[]) =>
    (await viewer<{ items: GuestOfStayAnswer[] }>('get', `/guests?plans=${plans.join(',')}`)).body.items;
  const lastOf = async (plan: number) => (await told(plan))[0]!.lastStay;
  const roomsOf = async (plan: number) => (await lastOf(plan))?.rooms.map(({ number }) => number);
  const note = (plan: number, room: string, kind = 'wish', text?: string, by = staff) =>
    by<RoomNoteAnswer & { key: string }>('post', `/booking-plans/${plan}/room-notes`, {
      ...{ roomId: desk.world.hotel.roomIds[room], kind, ...(text !== undefined && { text }) },
    });

  it('tells the room and the dates of the last stay, by the phone however it was written', async () => {
    await stayed('P1', '103', '2026-10-01', { phone: '０９０ー１１１１－００01' });
    await stayed('P2', '104', '2026-11-01', { phone: '+81 (0)90-1111-0001' });
    const plan = await coming('P3', { phone: '09011110001' });
    const { rooms, ...dates } = (await lastOf(plan))!;
    expect(rooms.map(({ number }) => number)).to.deep.equal(['104']);
    expect(dates).to.deep.equal({ checkIn: '2026-11-01', checkOut: '2026-11-03', moreRooms: 0 });
  });

  it('tells it by a phone whose last digits are written apart, and where something stands behind it', async () => {
    await stayed('P4', '105', '2026-09-01', { phone: '+33 6 12 34 56 78' });
    expect(await roomsOf(await coming('P5', { phone: '+33612345678' }))).to.deep.equal(['105']);
    await stayed('P6', '106', '2026-09-01', { phone: '03-1234-56-79 (携帯)' });
    expect(await roomsOf(await coming('P7', { phone: '03-12-34-56-79' }))).to.deep.equal(['106']);
  });

  it('tells it by the mail, and by the same client where there is neither', async () => {
    await stayed('M1', '105', '2026-10-01', { mail: 'Guest.One@example.test ' });
    expect(await roomsOf(await coming('M2', { mail: 'guest.one@example.test' }))).to.deep.equal(['105']);
    await stayed('C1', '106', '2026-10-05', {});
    const plan = await coming('C2', {});
    expect(await lastOf(plan)).to.equal(null);
    await desk.world.rows(
      `UPDATE reservations SET reservation_client_id =
         (SELECT reservation_client_id FROM reservations WHERE ota_reservation_id = 'C1')
        WHERE ota_reservation_id = 'C2'`,
    );
    expect(await roomsOf(plan)).to.deep.equal(['106']);
  });

  it('says nothing by a name alone, in kana or not', async () => {
    await stayed('K1', '107', '2026-10-01', { phone: '09011110010', kana: 'ドウセイドウメイ' }, '同姓同名');
    const plan = await coming('K2', { phone: '09011110011', kana: 'ドウセイドウメイ' }, { name: '同姓同名' });
    expect(await lastOf(plan)).to.equal(null);
  });

  it('says nothing by the phone or mail of an arranger, under which five names were booked in 90 days', async () => {
    const arranger = { phone: '0312345678', mail: 'desk@arranger.example' };
    await stayed('A0', '108', '2026-10-01', arranger, '団体太郎');
    for (const number of ['A1', 'A2', 'A3']) await coming(number, arranger);
    const plan = await coming('A4', arranger);
    // A0 to A4 are five.
    expect(await lastOf(plan)).to.equal(null);
    await desk.world.rows(
      `UPDATE reservations SET created_at = timestamp '2026-10-20' WHERE ota_reservation_id = 'A0'`,
    );
    expect(await roomsOf(plan)).to.deep.equal(['108']);
  });

  it('says nothing of a company’s guests, and nobody can note rooms of them', async () => {
    await stayed('L1', '109', '2026-10-01', { phone: '0399990001', legal: true });
    const plan = await coming('L2', { phone: '0399990001', legal: true });
    expect(await told(plan)).to.deep.equal([{ planId: plan, known: false, lastStay: null, notes: [] }]);
    const refused = await note(plan, '101');
    expect([refused.status, refused.body.key]).to.deep.equal([409, 'guests.not_known']);
  });

  it('tells of no reservation that was cancelled, is still to come, or has no room', async () => {
    const phone = '09011110020';
    const name = '一人花丸';
    await stayed('N1', '110', '2026-09-01', { phone }, name);
    await stayed('N2', '111', '2026-10-01', { phone }, name);
    await stayed('N3', '112', '2026-11-01', { phone }, name);
    await desk.world.rows(
      `UPDATE reservations SET status = 'cancelled' WHERE ota_reservation_id = 'N2';
       UPDATE reservation_details SET cancelled = gen_random_uuid()
        WHERE reservation_id = (SELECT id FROM reservations WHERE ota_reservation_id = 'N3')`,
    );
    await coming('N4', { phone }, { name, checkIn: '2027-01-25' });
    const plan = await coming('N5', { phone }, { name, checkIn: '2027-02-25' });
    expect(await roomsOf(plan)).to.deep.equal(['110']);
  });

  it('tells the room of the last night, and all rooms of several', async () => {
    const phone = '09011110030';
    await stayed('R1', '113', '2026-10-01', { phone });
    const { roomIds } = desk.world.hotel;
    await desk.world.rows(
      `UPDATE reservation_details SET room_id = $1 WHERE date = '2026-10-02'
         AND reservation_id = (SELECT id FROM reservations WHERE ota_reservation_id = 'R1')`,
      [roomIds['114']],
    );
    const plan = await coming('R2', { phone });
    expect(await roomsOf(plan)).to.deep.equal(['114']);
    const more = Object.keys(roomIds).slice(14, 18);
    for (const room of more)
      await desk.world.rows(
        `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price)
         SELECT hotel_id, reservation_id, date, $1, 1, 0 FROM reservation_details WHERE date = '2026-10-02'
            AND reservation_id = (SELECT id FROM reservations WHERE ota_reservation_id = 'R1') LIMIT 1`,
        [roomIds[room]],
      );
    const last = (await lastOf(plan))!;
    expect([last.rooms.map(({ number }) => number), last.moreRooms]).to.deep.equal([
      ['114', '115', '116'],
      2,
    ]);
  });

  it('tells it of a page of stays at once', async () => {
    const { rows } = await database
      .pool()
      .query<{ ids: string }>(
        `SELECT string_agg(id::text, ',') AS ids FROM heyawari.booking_plans WHERE room_state <> 'ended'`,
      );
    const all = rows[0]!.ids.split(',').map(Number);
    expect((await told(...all)).map(({ planId }) => planId)).to.have.members(all);
  });

  it('keeps which rooms a guest wishes for and which not, for every stay of the guest', async () => {
    const phone = '09011110040';
    const first = await coming('W1', { phone });
    const second = await coming('W2', { phone }, { name: '別表記' });
    expect((await note(first, '101', 'wish', '角部屋')).status).to.equal(201);
    expect((await note(second, '102', 'avoid')).status).to.equal(201);
    const [one, other] = await told(first, second);
    const said = ({ notes }: GuestOfStayAnswer) =>
      notes.map(({ room, kind, text }) => [room.number, kind, text]);
    expect(said(one!)).to.deep.equal([
      ['101', 'wish', '角部屋'],
      ['102', 'avoid', null],
    ]);
    expect(said(other!)).to.deep.equal(said(one!));
    const twice = await note(second, '101', 'avoid');
    expect([twice.status, twice.body.key]).to.deep.equal([409, 'guests.noted_already']);
  });

  it('has notes changed and taken back by who may operate, each by the version seen, and written down without their text', async () => {
    const plan = await coming('V1', { phone: '09011110050' });
    expect((await note(plan, '101', 'wish', '秘密の希望', viewer)).status).to.equal(403);
    const { id, version } = (await note(plan, '101', 'wish', '秘密の希望')).body;
    const path = `/room-notes/${id}`;
    expect((await viewer('put', path, { version, kind: 'avoid' })).status).to.equal(403);
    const changed = await staff<RoomNoteAnswer>('put', path, { version, kind: 'avoid', text: '秘密の理由' });
    expect([changed.status, changed.body.kind, changed.body.text]).to.deep.equal([
      200,
      'avoid',
      '秘密の理由',
    ]);
    expect((await staff('put', path, { version, kind: 'wish' })).status).to.equal(409);
    expect((await staff('delete', path, { version })).status).to.equal(409);
    expect((await viewer('delete', path, { version: 2 })).status).to.equal(403);
    expect((await staff('delete', path, { version: 2 })).status).to.equal(200);
    expect((await staff('delete', path, { version: 2 })).status).to.equal(404);
    expect((await told(plan))[0]!.notes).to.deep.equal([]);
    const entries = await desk.world.rows<{ action: string; user_id: number; details: object }>(
      `SELECT action, user_id, details FROM heyawari.audit_log WHERE subject = $1 ORDER BY id`,
      [`guest-note:${id}`],
    );
    const roomId = desk.world.hotel.roomIds['101'];
    const [before, after] = [
      { roomId, kind: 'wish', hasText: true },
      { roomId, kind: 'avoid', hasText: true },
    ];
    expect(entries).to.deep.equal([
      { action: 'guest-note.add', user_id: 7, details: { plan, after: before } },
      { action: 'guest-note.change', user_id: 7, details: { before, after, isTextChanged: true } },
      { action: 'guest-note.remove', user_id: 7, details: { before: after } },
    ]);
  });

  it('changes no note whose text the process cannot read: nobody would know what is lost', async () => {
    const plan = await coming('READ', { phone: '09077770001' });
    const { status, body: made } = await note(plan, '107', 'wish', '静かな部屋');
    expect(status, JSON.stringify(made)).to.equal(201);
    const underKey = (id: string) =>
      desk.world.rows(`UPDATE heyawari.guest_room_notes SET note_key_id = ${id} WHERE id = $1`, [made.id]);
    await underKey(`'gone-' || note_key_id`);
    expect((await told(plan))[0]!.notes[0]!.text).to.equal(null);
    const change = { version: made.version, kind: 'avoid' };
    const refused = await staff<{ key: string }>('put', `/room-notes/${made.id}`, change);
    expect([refused.status, refused.body.key]).to.deep.equal([503, 'guests.key_missing']);
    await underKey('substr(note_key_id, 6)');
    expect((await told(plan))[0]!.notes[0]).to.deep.equal(made);
  });

  it('refuses a room of no hotel or of another, a stay that is none, and more notes than anybody reads', async () => {
    const plan = await coming('X1', { phone: '09011110060' });
    const unknown = await staff<{ key: string }>('post', `/booking-plans/${plan}/room-notes`, {
      ...{ roomId: 2_000_000_000, kind: 'wish' },
    });
    expect([unknown.status, unknown.body.key]).to.deep.equal([400, 'guests.room_unknown']);
    expect((await note(99_999_999, '101')).status).to.equal(404);
    for (const room of Object.keys(desk.world.hotel.roomIds)) await note(plan, room);
    expect((await told(plan))[0]!.notes).to.have.length(20);
    await desk.world.rows(`DELETE FROM heyawari.guest_room_note_keys WHERE room_id = $1`, [
      desk.world.hotel.roomIds['101'],
    ]);
  });

  it('leaves nothing of guest or note in clear: no name, no phone, no text, no hash without the hotel’s key', async () => {
    const plan = await coming('S1', { phone: '09011110070', mail: 'secret@guest.example' });
    await note(plan, '101', 'wish', '窓側をご希望の秘密様');
    const rows = await desk.world.rows<{ text: string }>(
      `SELECT n::text AS text FROM heyawari.guest_room_notes n UNION ALL
       SELECT k::text FROM heyawari.guest_room_note_keys k UNION ALL
       SELECT a::text FROM heyawari.audit_log a WHERE subject LIKE 'guest-note%' UNION ALL
       SELECT e::text FROM heyawari.events e`,
    );
    const clear = [...rows.map(({ text }) => text), JSON.stringify(log.lines)].join('\n');
    const hexadecimal = Buffer.from('窓側をご希望の秘密様').toString('hex');
    for (const secret of ['窓側', '秘密', '09011110070', 'secret@guest.example', hexadecimal])
      expect(clear).to.not.include(secret);
  });

  it('forgets notes so long after the guest’s last departure, which a later stay puts off', async () => {
    const work = async () => {
      await desk.world.rows(
        `INSERT INTO heyawari_jobs.job (name, policy) VALUES ('pool-housekeeping', 'standard')`,
      );
      await desk.world.heyawari.drain();
    };
    await desk.world.rows('DELETE FROM heyawari.guest_room_notes');
    const once = await coming('F1', { phone: '09011110080' }, { checkIn: '2027-02-01' });
    const again = await coming('F2', { phone: '09011110081' }, { checkIn: '2027-02-01' });
    await coming('F3', { phone: '09011110081' }, { checkIn: '2027-03-01' });
    await note(once, '101');
    await note(again, '102');
    desk.world.clock.set(new Date('2027-03-03T09:00:00+09:00'));
    await work();
    const kept = () =>
      desk.world.rows<{ room_id: number }>(
        `SELECT room_id FROM heyawari.guest_room_notes ORDER BY last_departure`,
      );
    expect(await kept()).to.have.length(2);
    // 400 days after 2027-02-02, and a day.
    desk.world.clock.set(new Date('2028-03-09T09:00:00+09:00'));
    await work();
    expect(await kept()).to.deep.equal([{ room_id: desk.world.hotel.roomIds['102'] }]);
  });
});
