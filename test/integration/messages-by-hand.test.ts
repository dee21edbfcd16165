// What a person does with a message that was not imported (O7, D18): every command, and everything that refuses it.
import { expect } from 'chai';
import pg from 'pg';
import type { ImportMessageRoomsAnswer } from '../../plugin/api/index.js';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import {
  type BookingChanges,
  cancellationOf,
  changeOf,
  newBooking,
  single,
  singles,
  twins,
} from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { seedHotel } from '../support/host-pms.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

interface Message {
  readonly id: number;
  readonly version: number;
  readonly state: string;
  readonly status: string;
  readonly bookingNumber: string | null;
  readonly resolution: string | null;
  readonly reservationId: string | null;
  readonly reason: { readonly key: string; readonly text: { readonly ja: string } } | null;
  readonly actions: readonly { readonly action: string; readonly permission: string }[];
}

interface Detail extends Message {
  readonly seen: string | null;
  readonly content: {
    readonly guestName: string;
    readonly rooms: readonly object[];
    readonly edited: boolean;
  } | null;
  readonly reservations: readonly { readonly rooms: readonly { readonly number: string }[] }[];
  readonly differences: readonly { readonly part: string; readonly before: string; readonly after: string }[];
  readonly history: readonly {
    readonly action: string | null;
    readonly status: string;
    readonly userId: number | null;
    readonly reason: Message['reason'];
    readonly note: { readonly text: string | null; readonly where: string | null } | null;
  }[];
  readonly others: readonly Message[];
  readonly warnings: readonly { readonly key: string }[];
}

interface Outcome {
  readonly imported: boolean;
  readonly reason: Message['reason'];
  readonly message: Message;
}

const codeOf = (reason: Message['reason']) => reason?.key.replace('import.failure.', '');

describe('a message in a person’s hands', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, {
    ...{ auth: guardsByToken, types: ['SGL', 'TWN', 'DLX'] },
    rooms: [...singles('101', '102', '103'), ...twins('201'), { room: '301', type: 'DLX', capacity: 2 }],
  });
  let clerk: Staff;
  let supervisor: Staff;
  /** Of another hotel. */
  let foreign: Staff;

  const list = async (query: string) =>
    (await clerk<{ items: Message[]; total: number }>('get', `/imports/messages?${query}`)).body.items;
  const newest = async (number: string) => (await list(`bookingNumber=${number}`))[0]!;
  const detailOf = async ({ id }: Message) => (await clerk<Detail>('get', `/imports/messages/${id}`)).body;
  const post = (by: Staff, { id, version }: Message, action: string, body: object = {}, key?: string) =>
    by<Outcome & { key: string }>('post', `/imports/messages/${id}/${action}`, { version, ...body }, key);
  /** Carried out by one who may. */
  async function act(message: Message, action: string, body: object = {}): Promise<Outcome> {
    const shown = action === 'accept' ? { seen: (await detailOf(message)).seen } : {};
    const answer = await post(supervisor, message, action, { ...shown, ...body });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    return answer.body;
  }
  const plans = (number: string) =>
    desk.world.rows<{ room_id: number | null; room_state: string; final_cause: string | null }>(
      `SELECT room_id, room_state, final_cause FROM heyawari.booking_plans WHERE booking_number = $1 AND room_state <> 'ended'`,
      [number],
    );
  const roomOf = async (number: string) => {
    const [plan] = await plans(number);
    return Object.entries(desk.world.hotel.roomIds).find(([, id]) => id === plan!.room_id)![0];
  };
  const reservation = (number: string) => desk.records.reservation(number);
  const deliver = (...messages: Parameters<typeof desk.world.deliver>) => desk.world.deliver(...messages);
  /** Every room of the house from that day for two nights. */
  const fill = (day: string, name: string) =>
    deliver(
      ...['SGL', 'SGL', 'SGL'].map((code, i) =>
        newBooking(`${name}${i}`, { checkIn: day, rooms: [{ ...single, code }] }),
      ),
    );

  before(async () => {
    const { heyawari, hotel, pool } = desk.world;
    const other = await seedHotel(pool, {
      name: 'another hotel',
      rooms: singles('901').map((room) => ({ ...room, type: 'OTHER' })),
    });
    foreign = staffAt(heyawari, other.hotelId, 'view', 'operate', 'supervise');
    clerk = staffAt(heyawari, hotel.hotelId, 'view', 'operate');
    supervisor = staffAt(heyawari, hotel.hotelId, 'view', 'operate', 'supervise');
  });

  describe('is imported', () => {
    const unmapped = (number: string, changes: BookingChanges) =>
      newBooking(number, { ...changes, rooms: [{ ...single, code: 'NEW' }] });

    it('into the room that was chosen, which is final, although its code leads nowhere', async () => {
      await deliver(unmapped('CODE', { checkIn: '2027-02-01' }));
      const message = await newest('CODE');
      expect(message).to.include({ state: 'waiting', status: 'pending' });
      const roomId = desk.world.hotel.roomIds['102'];
      const { imported, message: after } = await act(message, 'import', { choices: [{ slot: 0, roomId }] });
      expect(imported).to.equal(true);
      expect(after).to.include({ status: 'imported', reservationId: (await reservation('CODE')).id });
      expect(await plans('CODE')).to.deep.equal([
        { room_id: roomId, room_state: 'final', final_cause: 'person' },
      ]);
      const locked = await desk.world.rows(
        'SELECT lock_cause, locked_by FROM heyawari.booking_plans WHERE booking_number = $1',
        ['CODE'],
      );
      expect(locked, 'in the name of who chose it (D3)').to.deep.equal([
        { lock_cause: 'clerk', locked_by: 7 },
      ]);
      await deliver(
        changeOf('CODE', { checkIn: '2027-02-01', nights: 3, rooms: [{ ...single, code: 'NEW' }] }),
      );
      expect(await desk.records.plan('CODE')).to.include({ room: '102', state: 'final' });
    });

    /** `slot: number kind drawbacks` of what is offered for each room. */
    const offered = async ({ id }: Message) => {
      const { body } = await clerk<ImportMessageRoomsAnswer>('get', `/imports/messages/${id}/rooms`);
      return body.rooms.flatMap(({ slot, items }) =>
        items.map(({ number, kind, drawbacks }) => [`${slot}:`, number, kind, ...drawbacks].join(' ')),
      );
    };

    it('into one of the rooms that are free on all nights of each, offered best first', async () => {
      const checkIn = '2027-01-28';
      const { TWN } = desk.world.hotel.typeIds;
      await deliver(
        newBooking('TAKES', { checkIn, nights: 1, rooms: [{ code: 'TWN', men: 2, pricePerNight: 9_000 }] }),
        ...['1', '2'].map((n) => newBooking(`SGL${n}`, { checkIn, nights: 1 })),
        newBooking('TWO', {
          ...{ checkIn, nights: 1 },
          rooms: [
            { ...single, men: 2, code: 'NEW' },
            { code: 'TWN', men: 1, pricePerNight: 8_000 },
          ],
        }),
      );
      const taken = await Promise.all(['SGL1', 'SGL2'].map((number) => roomOf(number)));
      const left = ['101', '102', '103'].find((room) => !taken.includes(room))!;
      const message = await newest('TWO');
      expect(await offered(message)).to.deep.equal([
        ...['0: 301 other', `0: ${left} other too_small`],
        ...[`1: ${left} other`, '1: 301 other'],
      ]);
      const { body } = await clerk<ImportMessageRoomsAnswer>('get', `/imports/messages/${message.id}/rooms`);
      expect(body.types.map(({ id }) => id)).to.include(TWN);
      const roomId = desk.world.hotel.roomIds;
      const { imported } = await act(message, 'import', {
        choices: [
          { slot: 0, roomId: roomId['301'] },
          { slot: 1, roomId: roomId[left] },
        ],
      });
      expect(imported).to.equal(true);
      expect((await foreign('get', `/imports/messages/${message.id}/rooms`)).status).to.equal(404);
    });

    it('into a room of the type that was chosen', async () => {
      await deliver(unmapped('TYPE', { checkIn: '2027-02-01' }));
      const roomTypeId = desk.world.hotel.typeIds.TWN;
      expect(await act(await newest('TYPE'), 'import', { choices: [{ slot: 0, roomTypeId }] })).to.include({
        imported: true,
      });
      expect((await plans('TYPE'))[0]!.room_id).to.equal(desk.world.hotel.roomIds['201']);
    });

    it('with what was odd about its coming told as before', async () => {
      await deliver(unmapped('LATE', { checkIn: '2027-01-18', nights: 4 }));
      const warningsOf = async () => (await detailOf(await newest('LATE'))).warnings.map(({ key }) => key);
      expect(await warningsOf()).to.deep.equal(['import.warning.arrival_past']);
      const roomTypeId = desk.world.hotel.typeIds.TWN;
      const outcome = await act(await newest('LATE'), 'import', { choices: [{ slot: 0, roomTypeId }] });
      expect(outcome.imported).to.equal(true);
      expect(await warningsOf()).to.deep.equal(['import.warning.arrival_past']);
    });

    it('with another room for each night’s type, by a person’s choice alone', async () => {
      const message = newBooking('NIGHTS', { checkIn: '2027-02-05' });
      const second = message.xml.lastIndexOf('<RoomTypeCode>SGL');
      const xml = message.xml.slice(0, second) + message.xml.slice(second).replace('SGL', 'TWN');
      await deliver({ ...message, xml });
      const held = await newest('NIGHTS');
      expect(codeOf(held.reason)).to.equal('room_type_changes');
      const roomId = desk.world.hotel.roomIds['201'];
      expect(await act(held, 'import', { choices: [{ slot: 0, roomId }] })).to.include({ imported: true });
      const nights = await desk.world.rows<{ room_id: number }>(
        `SELECT DISTINCT d.room_id FROM reservation_details d JOIN reservations r ON r.id = d.reservation_id
          WHERE r.ota_reservation_id = 'NIGHTS' AND d.cancelled IS NULL`,
      );
      expect(nights).to.deep.equal([{ room_id: roomId }]);
    });

    it('not into a room that another has: it stays as it was, and the try is told', async () => {
      await deliver(unmapped('TAKEN', { checkIn: '2027-02-01' }));
      const message = await newest('TAKEN');
      const choices = [{ slot: 0, roomId: desk.world.hotel.roomIds['102'] }];
      const outcome = await act(message, 'import', { choices });
      expect(outcome.imported).to.equal(false);
      expect(codeOf(outcome.reason)).to.equal('chosen_room_taken');
      expect(outcome.message).to.deep.equal(message);
      expect((await detailOf(message)).history[0]).to.include({
        action: 'import',
        status: 'pending',
        userId: 7,
      });
      for (const [one, key] of [
        [{ slot: 1, roomId: 1 }, 'imports.slot_unknown'],
        [{ slot: 0, roomId: 99_999 }, 'imports.room_unknown'],
        [{ slot: 0, roomTypeId: 99_999 }, 'imports.type_unknown'],
      ] as const) {
        const { status, body } = await post(clerk, message, 'import', { choices: [one] });
        expect([status, body.key]).to.deep.equal([400, key]);
      }
      await act(message, 'ignore', { reason: '試験' });
    });

    it('not into a room that another has in a full house either, and that is told', async () => {
      await fill('2027-06-10', 'JUNE');
      await deliver(unmapped('NONE-LEFT', { checkIn: '2027-06-10' }));
      const choices = [{ slot: 0, roomId: desk.world.hotel.roomIds['102'] }];
      const { reason, message } = await act(await newest('NONE-LEFT'), 'import', { choices });
      expect(codeOf(reason)).to.equal('chosen_room_taken');
      await act(message, 'ignore', { reason: '試験' });
    });

    it('by trying again, once the code is mapped', async () => {
      await deliver(unmapped('MAPPED', { checkIn: '2027-02-08' }));
      const message = await newest('MAPPED');
      await desk.world.rows(
        `INSERT INTO sc_tl_rooms (hotel_id, room_type_id, rmtypecode, netrmtypegroupcode, netagtrmtypecode)
         VALUES ($1, $2, 'NEW', 'NEW', 'NEW')`,
        [desk.world.hotel.hotelId, desk.world.hotel.typeIds.SGL],
      );
      expect(await act(message, 'retry')).to.include({ imported: true, reason: null });
      await desk.world.rows(`DELETE FROM sc_tl_rooms WHERE rmtypecode = 'NEW'`);
    });

    it('out of `failed`, however it came there', async () => {
      await deliver(unmapped('GIVEN-UP', { checkIn: '2027-02-10' }));
      await desk.world.rows(
        `UPDATE heyawari.ota_import_cache SET status = 'failed', failure_class = 'system_error', failure_code = 'host_refused',
                next_attempt_at = NULL WHERE booking_number = 'GIVEN-UP'`,
      );
      const { message } = await act(await newest('GIVEN-UP'), 'retry');
      expect(message).to.include({ status: 'pending', state: 'waiting' });
      expect(codeOf(message.reason)).to.equal('room_code_unknown');
      await act(message, 'ignore', { reason: '試験' });
    });
  });

  describe('that is damaged', () => {
    it('is corrected, the original kept and its text shown to who is written down', async () => {
      const damaged = newBooking('DATE', { checkIn: '2027-02-12' });
      await deliver({
        ...damaged,
        xml: damaged.xml.replace(/<CheckOutDate>[^<]*/, '<CheckOutDate>2027-02-30'),
      });
      const failed = await newest('DATE');
      expect(codeOf(failed.reason)).to.equal('date_invalid');
      const wrong = await post(clerk, failed, 'edit', { checkOut: '2027-02-16' });
      expect([wrong.status, wrong.body.key]).to.deep.equal([400, 'import.failure.nights_incomplete']);
      const [tried] = (await detailOf(failed)).history;
      expect(tried!.reason!.text.ja).to.equal(failed.reason!.text.ja).and.not.include('{');
      const { imported, message } = await act(failed, 'edit', { checkOut: '2027-02-14' });
      expect(imported).to.equal(true);
      expect((await reservation('DATE')).nights).to.have.length(2);
      expect((await detailOf(message)).content).to.include({ edited: true });
      const { body } = await clerk<{ xml: string; editedXml: string }>(
        'get',
        `/imports/messages/${message.id}/text`,
      );
      expect(body.xml).to.include('2027-02-30');
      expect(body.editedXml).to.include('2027-02-14').and.not.include('2027-02-30');
      expect((await desk.audit('ota-message.read-text')).map(({ user_id }) => user_id)).to.deep.equal([7]);
    });

    it('is given the nights, people and name that it lacks', async () => {
      const message = newBooking('NAMELESS', { checkIn: '2027-02-15', name: '' });
      await deliver({
        ...message,
        xml: message.xml.replace(/<TotalPerRoomRate>[^<]*/g, '<TotalPerRoomRate>?'),
      });
      const failed = await newest('NAMELESS');
      const nights = ['2027-02-15', '2027-02-16'].map((date) => ({
        date,
        roomCode: 'SGL',
        people: 1,
        price: 7000,
      }));
      const { imported, message: after } = await act(failed, 'edit', {
        guestKana: 'ヤマダ',
        rooms: [nights],
      });
      expect(imported).to.equal(true);
      const { reservations, differences } = await detailOf(after);
      expect(differences).to.deep.equal([]);
      expect(reservations).to.have.length(1);
    });

    it('beyond reading is settled or ignored, and tried again in vain', async () => {
      const { malformedXml } = badMessages({ bookedOn: '2027-01-20', checkIn: '2027-02-01' });
      await deliver(malformedXml);
      const [broken] = await list('state=failed');
      const tried = await act(broken!, 'retry');
      expect(tried).to.include({ imported: false });
      expect(codeOf(tried.reason)).to.equal('xml_malformed');
      expect((await act(tried.message, 'ignore', { reason: '試験の通知' })).message).to.include({
        ...{ status: 'ignored', state: 'done' },
      });
      expect(await list('state=failed')).to.deep.equal([]);
    });
  });

  describe('that is held', () => {
    const two = { checkIn: '2027-03-01', rooms: [single, single] };

    it('shows what it would change, and is applied as the agency says once it is accepted', async () => {
      await deliver(newBooking('HELD', two));
      await deliver(changeOf('HELD', { ...two, nights: 3 }));
      const held = await newest('HELD');
      expect(held).to.include({ state: 'held' });
      const { differences, content, others } = await detailOf(held);
      expect(differences.map(({ part }) => part)).to.deep.equal(['dates', 'price']);
      expect(content!.rooms).to.have.length(2);
      expect(others.map(({ status }) => status)).to.deep.equal(['imported']);
      expect(await act(held, 'accept')).to.include({ imported: true });
      expect((await reservation('HELD')).nights).to.have.length(3);
    });

    it('is rejected: the booking stays, and what was said of it is read by those who may alone', async () => {
      await deliver(changeOf('HELD', { ...two, nights: 1, version: 3 }));
      const held = await newest('HELD');
      const { message } = await act(held, 'reject', { reason: '山田様に確認済み' });
      expect(message).to.include({ status: 'resolved', resolution: 'kept', state: 'done' });
      expect((await reservation('HELD')).nights).to.have.length(3);
      expect((await detailOf(message)).history[0]).to.deep.include({
        ...{ action: 'reject', status: 'resolved', userId: 7 },
        note: { text: '山田様に確認済み', where: null, who: null },
      });
      const [found] = await desk.world.rows<{ clear: boolean }>(
        `SELECT bool_or(t::text LIKE '%山田%') AS clear FROM (SELECT to_jsonb(l) AS t FROM heyawari.ota_import_log l
           UNION ALL SELECT to_jsonb(a) FROM heyawari.audit_log a UNION ALL SELECT to_jsonb(k) FROM heyawari.idempotency_keys k) AS x`,
      );
      expect(found!.clear).to.equal(false);
    });

    it('for a guest in the house: a cancellation takes effect by a person’s word alone', async () => {
      await deliver(newBooking('ARRIVED', { checkIn: '2027-03-10' }));
      await desk.setStatus('ARRIVED', 'checked_in');
      await deliver(cancellationOf('ARRIVED', { checkIn: '2027-03-10' }));
      const held = await newest('ARRIVED');
      expect(codeOf(held.reason)).to.equal('after_check_in');
      expect(await act(held, 'accept')).to.include({ imported: true });
      expect((await reservation('ARRIVED')).status).to.equal('cancelled');
    });

    it('for what a person has changed: accepted, it undoes that; until then nothing does', async () => {
      await deliver(newBooking('TOUCHED', { checkIn: '2027-03-22', nights: 3 }));
      await desk.shorten('TOUCHED', await roomOf('TOUCHED'), '2027-03-24');
      await deliver(changeOf('TOUCHED', { checkIn: '2027-03-22', nights: 4 }));
      const held = await newest('TOUCHED');
      expect(codeOf(held.reason)).to.equal('edited_by_hand');
      expect(await act(held, 'retry')).to.include({ imported: false });
      expect((await reservation('TOUCHED')).nights).to.have.length(2);
      expect(await act(await newest('TOUCHED'), 'accept')).to.include({ imported: true });
      expect((await reservation('TOUCHED')).nights).to.have.length(4);
    });

    it('for a cancelled reservation: accepted, the booking lives again', async () => {
      await deliver(newBooking('BACK', { checkIn: '2027-03-26' }));
      await desk.setStatus('BACK', 'cancelled');
      await deliver(changeOf('BACK', { checkIn: '2027-03-26', nights: 3 }));
      const held = await newest('BACK');
      expect(codeOf(held.reason)).to.equal('reservation_cancelled');
      expect(await act(held, 'accept')).to.include({ imported: true });
      expect(await reservation('BACK')).to.deep.include({ id: held.reservationId, status: 'confirmed' });
      expect((await reservation('BACK')).nights).to.have.length(3);
      expect(await plans('BACK')).to.have.length(1);
      expect(await desk.records.doubleBooked()).to.deep.equal([]);
    });

    it('for a second content of its id: what a person accepts is what counts', async () => {
      const first = newBooking('TWICE', { checkIn: '2027-03-14' });
      await deliver(first);
      await deliver({ ...first, xml: newBooking('TWICE', { checkIn: '2027-03-14', nights: 3 }).xml });
      const held = await newest('TWICE');
      expect(codeOf(held.reason)).to.equal('same_id_other_content');
      expect(await act(held, 'accept')).to.include({ imported: true });
      expect((await reservation('TWICE')).nights).to.have.length(3);
    });

    it('for a booking that never came: a change is applied as new', async () => {
      await deliver(changeOf('EARLY', { checkIn: '2027-03-18' }));
      await desk.world.rows(
        `UPDATE heyawari.ota_import_cache SET status = 'failed', failure_class = 'needs_person', next_attempt_at = NULL
          WHERE booking_number = 'EARLY'`,
      );
      expect(await act(await newest('EARLY'), 'accept')).to.include({ imported: true });
      expect((await reservation('EARLY')).nights).to.have.length(2);
    });
  });

  describe('is settled otherwise', () => {
    const day = '2027-04-01';

    it('as entered by hand: its unplaced stay ends, and later messages act on that reservation', async () => {
      await fill(day, 'FULL');
      await deliver(newBooking('BY-HAND', { checkIn: day }));
      expect((await plans('BY-HAND')).map(({ room_state }) => room_state)).to.deep.equal(['unplaced']);
      const message = await newest('BY-HAND');
      const { body } = await clerk<{ items: { bookingNumber: string; state: string }[] }>(
        'get',
        '/imports/open-bookings',
      );
      expect(body.items).to.deep.include({
        ...{ bookingNumber: 'BY-HAND', reservationId: null, state: 'waiting', count: 1 },
        newestMessageId: message.id,
      });
      const walkIn = await desk.walkIn('201', day, '2027-04-03');
      const entered = { resolution: 'entered_by_hand', reservationId: walkIn };
      expect((await act(message, 'resolve', entered)).message).to.include({
        ...{ status: 'resolved', resolution: 'entered_by_hand', reservationId: walkIn },
      });
      expect(await plans('BY-HAND')).to.deep.equal([]);
      await deliver(cancellationOf('BY-HAND', { checkIn: day }));
      expect(await newest('BY-HAND')).to.include({ status: 'imported' });
      expect(await reservation('BY-HAND')).to.include({ id: walkIn, status: 'cancelled' });
    });

    it('as entered by hand: not as a reservation of another booking, nor as none', async () => {
      await deliver(newBooking('OTHER', { checkIn: day }));
      const message = await newest('OTHER');
      const as = async (reservationId: string) => {
        const { status, body } = await post(clerk, message, 'resolve', {
          resolution: 'entered_by_hand',
          reservationId,
        });
        return [status, body.key];
      };
      expect(await as((await reservation('FULL0')).id)).to.deep.equal([
        ...[409, 'imports.reservation_of_other_booking'],
      ]);
      expect(await as('00000000-0000-4000-8000-000000000000')).to.deep.equal([
        404,
        'imports.reservation_unknown',
      ]);
      expect((await post(clerk, message, 'resolve', { resolution: 'entered_by_hand' })).status).to.equal(400);
      expect((await post(clerk, message, 'resolve', { resolution: 'housed_elsewhere' })).status).to.equal(
        400,
      );
    });

    it('as entered by hand: not as another agency’s reservation of its number', async () => {
      const booked = { checkIn: '2027-04-15' };
      await deliver(newBooking('SHARED', { ...booked, agency: '楽天トラベル' }));
      const rooms = [{ ...single, code: 'NEW' }];
      await deliver(newBooking('SHARED', { ...booked, agency: 'じゃらん', version: 2, rooms }));
      const { id: reservationId } = await reservation('SHARED');
      const { status, body } = await post(clerk, await newest('SHARED'), 'resolve', {
        resolution: 'entered_by_hand',
        reservationId,
      });
      expect([status, body.key]).to.deep.equal([409, 'imports.reservation_of_other_booking']);
      await deliver(cancellationOf('SHARED', { ...booked, agency: 'じゃらん' }));
      expect(await reservation('SHARED')).to.include({ status: 'confirmed' });
    });

    it('as housed elsewhere: the stay ends, and the agency’s cancellation has nothing left to do', async () => {
      const where = { where: '隣のホテル', who: '鈴木', note: '差額なし' };
      const { message } = await act(await newest('OTHER'), 'resolve', {
        resolution: 'housed_elsewhere',
        ...where,
      });
      expect(message).to.include({ resolution: 'housed_elsewhere', reservationId: null });
      expect(await plans('OTHER')).to.deep.equal([]);
      expect((await detailOf(message)).history[0]!.note).to.deep.equal({
        ...{ text: '差額なし', where: '隣のホテル', who: '鈴木' },
      });
      await deliver(changeOf('OTHER', { checkIn: day }));
      const change = await newest('OTHER');
      expect(codeOf(change.reason)).to.equal('settled_by_person');
      await act(change, 'reject', { reason: '連絡済み' });
      await deliver(cancellationOf('OTHER', { checkIn: day }));
      expect(await newest('OTHER')).to.include({ status: 'imported' });
    });

    it('not for others of its booking where it was rejected', async () => {
      const first = newBooking('KEPT', { checkIn: day });
      await deliver(first);
      await deliver({ ...first, xml: newBooking('KEPT', { checkIn: day, nights: 3 }).xml });
      await act(await newest('KEPT'), 'reject', { reason: '試験' });
      const [, waiting] = await list('bookingNumber=KEPT');
      const { message } = await act(waiting!, 'retry');
      expect(message).to.include({ status: 'pending' });
      expect(await plans('KEPT')).to.have.length(1);
      await act(message, 'ignore', { reason: '試験' });
      expect(await plans('KEPT')).to.deep.equal([]);
    });

    it('with a later message still open its unplaced stay goes on', async () => {
      await deliver(newBooking('BOTH', { checkIn: day }));
      await deliver(changeOf('BOTH', { checkIn: day }));
      const [change, first] = await list('bookingNumber=BOTH');
      await act(first!, 'ignore', { reason: '試験' });
      expect(await plans('BOTH')).to.have.length(1);
      await act(change!, 'resolve', { resolution: 'cancellation_requested' });
      expect(await plans('BOTH')).to.deep.equal([]);
    });

    it('whatever class of failure it stopped at', async () => {
      const classes = ['validation', 'room_mapping', 'system_error', 'needs_person'];
      const numbers = classes.map((name) => `STOPPED-${name}`);
      await deliver(...numbers.map((number) => newBooking(number, { checkIn: day })));
      for (const [i, name] of classes.entries())
        await desk.world.rows(
          `UPDATE heyawari.ota_import_cache SET status = 'failed', failure_class = $1, next_attempt_at = NULL WHERE booking_number = $2`,
          [name, numbers[i]],
        );
      expect(await list('state=attention&search=stopped')).to.have.length(4);
      for (const number of numbers) await act(await newest(number), 'resolve', { resolution: 'done_in_pms' });
      expect(await list('state=attention&search=stopped')).to.deep.equal([]);
      expect(
        await desk.world.rows(
          `SELECT DISTINCT status, conflict_details FROM ota_reservation_queue WHERE ota_reservation_id LIKE 'STOPPED%'`,
        ),
      ).to.deep.equal([{ status: 'processed', conflict_details: null }]);
    });

    it('as done in the PMS: what is older and comes later has nothing to say', async () => {
      await deliver(newBooking('DONE', { checkIn: '2027-04-10', version: 1 }));
      await deliver(
        changeOf('DONE', { checkIn: '2027-04-10', nights: 3, version: 4, rooms: [single, single] }),
      );
      await act(await newest('DONE'), 'resolve', { resolution: 'done_in_pms' });
      await deliver(changeOf('DONE', { checkIn: '2027-04-10', nights: 1, version: 2 }));
      expect(await newest('DONE')).to.include({ status: 'superseded' });
      expect((await reservation('DONE')).nights).to.have.length(2);
    });
  });

  describe('is refused', () => {
    const bodies: Readonly<Record<string, object>> = {
      ...{ retry: {}, import: { choices: [] }, accept: {}, edit: {} },
      ...{ reject: { reason: '試験' }, resolve: { resolution: 'done_in_pms' }, ignore: { reason: '試験' } },
    };

    for (const [action, body] of Object.entries(bodies))
      it(`to ${action} it of another hotel, without leave, in an old version, or when it is done`, async () => {
        const message = await newest('DONE');
        const { heyawari, hotel } = desk.world;
        const elsewhere = await post(foreign, message, action, body);
        expect([elsewhere.status, elsewhere.body.key]).to.deep.equal([404, 'imports.message_unknown']);
        expect((await post(staffAt(heyawari, hotel.hotelId, 'view'), message, action, body)).status).to.equal(
          403,
        );
        const old = await post(supervisor, { ...message, version: message.version + 1 }, action, body);
        expect([old.status, old.body.key]).to.deep.equal([409, 'version.changed']);
        const done = await post(supervisor, message, action, body);
        expect([done.status, done.body.key]).to.deep.equal([409, 'imports.not_possible']);
      });

    it('to one of two who click at once; who repeats a request gets its answer', async () => {
      await fill('2027-05-01', 'MAY');
      await deliver(newBooking('RACE', { checkIn: '2027-05-01' }));
      const message = await newest('RACE');
      const [one, two] = await Promise.all(['a', 'b'].map((key) => post(clerk, message, 'retry', {}, key)));
      expect([one!.status, two!.status].sort()).to.deep.equal([200, 409]);
      const winner = one!.status === 200 ? 'a' : 'b';
      const tries = (await detailOf(message)).history.length;
      const again = await post(clerk, message, 'retry', {}, winner);
      expect(again.body).to.deep.equal((one!.status === 200 ? one : two)!.body);
      expect((await detailOf(message)).history).to.have.length(tries);
    });

    it('while the import is at work in the hotel, in a sentence', async () => {
      const message = await newest('RACE');
      const session = new pg.Client({ connectionString: database.url() });
      await session.connect();
      await session.query('SELECT pg_advisory_lock($1, $2)', [0x4849, desk.world.hotel.hotelId]);
      const { status, body } = await post(clerk, message, 'retry');
      await session.end();
      expect([status, body.key]).to.deep.equal([409, 'imports.being_applied']);
      expect(await newest('RACE')).to.deep.equal(message);
    });
  });

  describe('is looked at', () => {
    const looks = async ({ id }: Message) =>
      await desk.world.rows<{ action: string; user_id: number; details: object }>(
        `SELECT action, user_id, details FROM heyawari.audit_log
            WHERE subject = $1 AND action LIKE 'ota-message.read%' ORDER BY id`,
        [`ota-message:${id}`],
      );
    const look = { action: 'ota-message.read', user_id: 7, details: {} };

    it('with what it says of people, which is written down once an hour for each who does', async () => {
      await deliver(newBooking('LOOKED', { checkIn: '2027-07-01' }));
      const message = await newest('LOOKED');
      expect(await looks(message), 'by the list').to.deep.equal([]);
      await detailOf(message);
      await detailOf(message);
      expect(await looks(message)).to.deep.equal([look]);
      desk.world.clock.set(new Date(desk.world.clock.now().getTime() + 3_600_000));
      await detailOf(message);
      expect(await looks(message)).to.deep.equal([look, look]);
    });

    it('with nothing of people, which is not', async () => {
      await deliver({ dataId: 'BROKEN-1', xml: '<AllotmentBookingReport>' });
      const [message] = (await list('pageSize=100')).filter(({ bookingNumber }) => bookingNumber === null);
      expect((await detailOf(message!)).content).to.equal(null);
      expect(await looks(message!)).to.deep.equal([]);
    });
  });

  describe('is found', () => {
    it('by number, agency and reservation', async () => {
      const { id } = await reservation('HELD');
      expect((await list(`reservationId=${id}`)).map(({ bookingNumber }) => bookingNumber)).to.deep.equal([
        ...['HELD', 'HELD', 'HELD'],
      ]);
      expect(await list('search=rac&sort=check_in')).to.have.length(1);
      expect(await list('state=done&search=HELD&pageSize=2')).to.have.length(2);
    });
  });
});
