// An agency's change over what people made of a booking in the PMS: merged part by part, or held for a person (O12, D2, D15).
import { expect } from 'chai';
import {
  changeOf,
  cancellationOf,
  newBooking,
  prepaid,
  single,
  singles,
  type BookingChanges,
} from '../support/bookings.js';
import { type ClerkEdits, clerk, clerkEdits } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

const imported = 'imported';
const held = 'failed: edited_by_hand';
const priced = (pricePerNight: number): BookingChanges => ({ rooms: [{ ...single, pricePerNight }] });

interface Desk {
  readonly comment: string | null;
  readonly arrival: string;
  readonly kanji: string;
  readonly kana: string | null;
  readonly guests: readonly string[];
  readonly price: string;
  readonly important: boolean;
  /** `spot date price` of each parked night. */
  readonly parking: readonly string[];
}

describe('what people made of a booking, and the agency’s next change', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let edit: ClerkEdits;

  before(async () => {
    const rooms = singles('101', '102', '103', '104', '105');
    world = await createWorld({ databaseUrl: database.url(), rooms, auth: guardsByToken });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    edit = clerkEdits(world);
  });

  let days = 0;
  /** Nobody else is there on its days. */
  const nextDay = () => {
    const date = new Date(Date.UTC(2027, 1, 1));
    date.setUTCDate(date.getUTCDate() + 7 * (days += 1));
    return date.toISOString().slice(0, 10);
  };
  const dayAfter = (day: string, count: number) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

  const deskOf = async (number: string): Promise<Desk> => {
    const [row] = await world.rows<Desk>(
      `SELECT r.comment, to_char(r.check_in_time, 'HH24:MI') AS arrival, c.name_kanji AS kanji, c.name_kana AS kana,
              r.has_important_comment AS important,
              ARRAY(SELECT DISTINCT g.name_kanji FROM reservation_details d
                      JOIN reservation_clients k ON k.hotel_id = d.hotel_id AND k.reservation_details_id = d.id
                      JOIN clients g ON g.id = k.client_id
                     WHERE d.reservation_id = r.id AND d.cancelled IS NULL ORDER BY 1) AS guests,
              (SELECT string_agg(DISTINCT d.price::text, ',') FROM reservation_details d
                WHERE d.reservation_id = r.id AND d.cancelled IS NULL) AS price,
              ARRAY(SELECT concat_ws(' ', p.parking_spot_id, to_char(p.date, 'MM-DD'), a.price) FROM reservation_details d
                      JOIN reservation_parking p ON p.hotel_id = d.hotel_id AND p.reservation_details_id = d.id
                      LEFT JOIN reservation_addons a ON a.hotel_id = d.hotel_id AND a.id = p.reservation_addon_id
                     WHERE d.reservation_id = r.id AND p.cancelled IS NULL ORDER BY 1) AS parking
         FROM reservations r JOIN clients c ON c.id = r.reservation_client_id WHERE r.ota_reservation_id = $1`,
      [number],
    );
    return row!;
  };

  /** A booking of two nights from a day of its own on. */
  const booked = async (number: string, changes: BookingChanges = {}) => {
    const checkIn = nextDay();
    await world.deliver(prepaid(newBooking(number, { checkIn, ...changes })));
    expect(await records.message(`${number}-1`)).to.equal(imported);
    return checkIn;
  };
  const changed = async (number: string, checkIn: string, changes: BookingChanges) => {
    const version = changes.version ?? 2;
    await world.deliver(prepaid(changeOf(number, { checkIn, ...changes, version })));
    return records.message(`${number}-${version}`);
  };

  it('is nothing where a change that came with the next one took nights away: both are the agency’s', async () => {
    const checkIn = await booked('BATCH');
    const change = (version: number, nights: number) =>
      prepaid(changeOf('BATCH', { checkIn, nights, version }));
    await world.deliver(change(2, 3));
    await world.deliver(change(3, 1), change(4, 2));
    expect(await records.message('BATCH-4')).to.equal(imported);
    const nights = await world.rows(
      `SELECT 1 FROM reservation_details d JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
        WHERE r.ota_reservation_id = 'BATCH' AND d.cancelled IS NULL`,
    );
    expect(nights).to.have.length(2);
  });

  it('c.5.10, case 02: a third night that a clerk added is not taken back by a change of price', async () => {
    const checkIn = await booked('EXT');
    await edit.addNight('EXT');
    expect(await changed('EXT', checkIn, priced(8200))).to.equal(held);
    expect((await records.reservation('EXT')).nights).to.have.length(3);
    expect((await deskOf('EXT')).price).to.equal('8000');
    expect(await records.roomNights('EXT')).to.have.length(3);
  });

  it('c.5.10, case 04: breakfasts, a surcharge and a note that a clerk entered are not deleted by a change of price', async () => {
    const checkIn = await booked('ADD');
    await edit.addAddon('ADD', '朝食');
    await edit.addSurcharge('ADD', 1000);
    await edit.note('ADD', '静かな部屋');
    expect(await changed('ADD', checkIn, priced(8200))).to.equal(held);
    const desk = await deskOf('ADD');
    expect(desk.comment).to.contain('静かな部屋');
    expect(desk.price).to.equal('8000');
  });

  const heldEdits: Readonly<Record<string, (number: string, checkIn: string) => Promise<void>>> = {
    'a night more': (number) => edit.addNight(number),
    'a night cancelled': (number, checkIn) => edit.cancelNight(number, dayAfter(checkIn, 1)),
    'a night deleted': (number, checkIn) => edit.deleteNight(number, dayAfter(checkIn, 1)),
    'another price': (number) => edit.changePrice(number, 7000),
    'more people': (number) => edit.changePeople(number, 2),
    'another plan': (number) => edit.changePlan(number, '朝食付プラン'),
    'an add-on': (number) => edit.addAddon(number, '夕食'),
    'a surcharge': (number) => edit.addSurcharge(number, 500),
    'a payment': (number) => edit.addPayment(number, 3000),
    'a payment deleted': (number) => edit.deletePayments(number),
  };
  for (const [i, [what, doEdit]] of Object.entries(heldEdits).entries()) {
    it(`${what}: a change that would undo it is held, and nothing of it is written`, async () => {
      const number = `HELD-${i}`;
      const checkIn = await booked(number);
      await doEdit(number, checkIn);
      const nights = (await records.reservation(number)).nights;
      expect(await changed(number, checkIn, priced(8200))).to.equal(held);
      expect((await records.reservation(number)).nights).to.deep.equal(nights);
      expect((await deskOf(number)).price).not.to.contain('8200');
    });
  }

  const takenOver: Readonly<
    Record<string, readonly [(number: string, checkIn: string) => Promise<void>, BookingChanges]>
  > = {
    'a night more': [(number) => edit.addNight(number), { nights: 3 }],
    'a night cancelled': [(number, checkIn) => edit.cancelNight(number, dayAfter(checkIn, 1)), { nights: 1 }],
    'another price': [
      (number) => edit.changePrice(number, 8200).then(() => edit.deletePayments(number)),
      priced(8200),
    ],
  };
  it('what the agency says too is taken over', async () => {
    const answers: Record<string, string | undefined> = {};
    for (const [i, [what, [doEdit, changes]]] of Object.entries(takenOver).entries()) {
      const number = `SAME-${i}`;
      const checkIn = nextDay();
      await world.deliver(newBooking(number, { checkIn }));
      await doEdit(number, checkIn);
      await world.deliver(changeOf(number, { checkIn, ...changes }));
      answers[what] = await records.message(`${number}-2`);
      // It is the agency's from then on.
      await world.deliver(changeOf(number, { checkIn, nights: 2, version: 3, ...priced(9000) }));
      expect(await records.message(`${number}-3`), what).to.equal(imported);
    }
    expect(Object.values(answers)).to.deep.equal([imported, imported, imported]);
  });

  it('notes, names, kana and arrival time are there after a change, and after the one that follows it', async () => {
    const checkIn = await booked('DESK');
    await edit.note('DESK', '枕を二つ');
    await edit.correctName('DESK', '髙橋 一郎', 'タカハシ イチロウ');
    await edit.arriveAt('DESK', '21:30');
    for (const [version, price] of [
      [2, 8200],
      [3, 8400],
    ] as const) {
      expect(await changed('DESK', checkIn, { ...priced(price), version })).to.equal(imported);
      const desk = await deskOf('DESK');
      expect(desk).to.include({
        arrival: '21:30',
        kanji: '髙橋 一郎',
        kana: 'タカハシ イチロウ',
        price: String(price),
      });
      expect(desk.guests).to.deep.equal(['髙橋 一郎']);
      expect(desk.comment!.match(/枕を二つ/g)).to.have.length(1);
      expect(desk.comment).not.to.contain('予約サイトの変更');
    }
  });

  it('another client that a clerk chose as the booker stays so, for the payments too', async () => {
    const checkIn = await booked('WHO');
    await edit.chooseBooker('WHO', '株式会社そら');
    expect(await changed('WHO', checkIn, priced(8200))).to.equal(imported);
    expect((await deskOf('WHO')).kanji).to.equal('株式会社そら');
    const payers = await world.rows<{ kanji: string }>(
      `SELECT DISTINCT c.name_kanji AS kanji FROM reservation_payments p JOIN clients c ON c.id = p.client_id
         JOIN reservations r ON r.hotel_id = p.hotel_id AND r.id = p.reservation_id WHERE r.ota_reservation_id = 'WHO'`,
    );
    expect(payers).to.deep.equal([{ kanji: '株式会社そら' }]);
  });

  it('a name that the agency changes too is noted beside the clerk’s, and stays noted', async () => {
    const checkIn = await booked('BOTH', { name: '田中 太郎' });
    await edit.correctName('BOTH', '田仲 太郎', 'タナカ タロウ');
    expect(await changed('BOTH', checkIn, { ...priced(8200), name: '鈴木 花子' })).to.equal(imported);
    expect(await changed('BOTH', checkIn, { ...priced(8400), name: '鈴木 花子', version: 3 })).to.equal(
      imported,
    );
    const desk = await deskOf('BOTH');
    expect(desk.kanji).to.equal('田仲 太郎');
    expect(desk.comment!.match(/予約者名：鈴木 花子/g)).to.have.length(1);
  });

  describe('parking', () => {
    let spots: number[];
    before(async () => {
      const rows = await world.rows<{ id: number }>('SELECT id FROM parking_spots ORDER BY id');
      spots = rows.map(({ id }) => id);
    });
    /** Takes what the PMS gave by itself. */
    const parkedByClerk = async (number: string, spot: number, changes: BookingChanges = {}) => {
      const checkIn = await booked(number, changes);
      await edit.cancelParking(number);
      await world.rows(
        `DELETE FROM reservation_addons WHERE addon_type = 'parking' AND reservation_detail_id IN (
           SELECT d.id FROM reservation_details d JOIN reservations r ON r.id = d.reservation_id WHERE r.ota_reservation_id = $1)`,
        [number],
      );
      await edit.park(number, spot);
      return checkIn;
    };

    it('that a clerk gave is on the same spot after a change, on a night more too', async () => {
      const spot = spots[3]!;
      const checkIn = await parkedByClerk('CAR', spot);
      expect(await changed('CAR', checkIn, { ...priced(8200), nights: 3 })).to.equal(imported);
      const dates = [0, 1, 2].map((night) => dayAfter(checkIn, night).slice(5));
      expect((await deskOf('CAR')).parking).to.deep.equal(dates.map((date) => `${spot} ${date} 500`));
      expect((await deskOf('CAR')).important).to.equal(false);
    });

    it('whose spot somebody else has on the new dates is told in the notes, marked as important', async () => {
      const spot = spots[4]!;
      const checkIn = await parkedByClerk('CAR-1', spot);
      const other = dayAfter(checkIn, 2);
      await world.deliver(newBooking('CAR-2', { checkIn: other, nights: 1 }));
      await world.rows(
        `INSERT INTO reservation_parking (hotel_id, reservation_details_id, parking_spot_id, date, created_by)
         SELECT d.hotel_id, d.id, $1, d.date, ${clerk} FROM reservation_details d JOIN reservations r ON r.id = d.reservation_id
          WHERE r.ota_reservation_id = 'CAR-2'`,
        [spot],
      );
      expect(await changed('CAR-1', checkIn, { nights: 3 })).to.equal(imported);
      const desk = await deskOf('CAR-1');
      const kept = [0, 1].map((night) => `${spot} ${dayAfter(checkIn, night).slice(5)} 500`);
      expect(desk.parking).to.deep.equal(kept);
      expect(desk.important).to.equal(true);
      expect(desk.comment).to.contain(`駐車場：${other}`);
    });

    it('that the PMS gave and a clerk took away does not come back, and holds nothing', async () => {
      const checkIn = await booked('CAR-3');
      await edit.cancelParking('CAR-3');
      expect(await changed('CAR-3', checkIn, priced(8200))).to.equal(imported);
      expect((await deskOf('CAR-3')).parking).to.deep.equal([]);
    });
  });

  it('a room that a clerk chose is kept by the change', async () => {
    const checkIn = await booked('ROOM');
    const [before] = (await records.reservation('ROOM')).rooms;
    const to = ['105', '104'].find((room) => room !== before)!;
    await edit.moveTo('ROOM', world.hotel.roomIds[to]!);
    await world.deliver(newBooking('ROOM-ELSE', { checkIn, nights: 1 }));
    expect(await changed('ROOM', checkIn, priced(8200))).to.equal(imported);
    expect((await records.reservation('ROOM')).rooms).to.deep.equal([to]);
  });

  it('of a hundred changes to bookings with notes or corrected names none is held', async function () {
    this.timeout(120_000);
    const numbers = Array.from({ length: 100 }, (_, i) => `N${i}`);
    const start = Date.UTC(2027, 9, 1);
    const checkInOf = (i: number) =>
      new Date(start + Math.floor(i / 4) * 2 * 86_400_000).toISOString().slice(0, 10);
    await world.deliver(
      ...numbers.map((number, i) => newBooking(number, { checkIn: checkInOf(i), name: `客${i}` })),
    );
    const noted = numbers.map((number, i) => i % 3 !== 1 && edit.note(number, `メモ${i}`));
    const corrected = numbers.map(
      (number, i) => i % 3 !== 0 && edit.correctName(number, `様${i}`, `サマ${i}`),
    );
    await Promise.all([...noted, ...corrected]);
    await world.deliver(
      ...numbers.map((number, i) =>
        changeOf(number, { checkIn: checkInOf(i), name: `客${i}`, ...priced(8100 + i) }),
      ),
    );
    const statuses = await Promise.all(numbers.map((number) => records.message(`${number}-2`)));
    expect(statuses.filter((status) => status !== imported)).to.deep.equal([]);
    for (const [i, desk] of (await Promise.all(numbers.map(deskOf))).entries()) {
      if (i % 3 !== 1) expect(desk.comment).to.contain(`メモ${i}`);
      if (i % 3 !== 0) expect(desk.kanji).to.equal(`様${i}`);
      expect(desk.price).to.equal(String(8100 + i));
    }
  });

  it('what many bookings differ in at once is nobody’s edit, and none is held for it', async () => {
    const numbers = Array.from({ length: 24 }, (_, i) => `MASS${i}`);
    const day = (i: number) =>
      new Date(Date.UTC(2029, 0, 1 + 3 * Math.floor(i / 4))).toISOString().slice(0, 10);
    await world.deliver(...numbers.map((number, i) => newBooking(number, { checkIn: day(i), name: number })));
    await world.rows(
      `UPDATE reservation_details d SET plan_name = 'renamed', updated_by = ${clerk} FROM reservations r
        WHERE r.hotel_id = d.hotel_id AND r.id = d.reservation_id AND r.ota_reservation_id LIKE 'MASS%'`,
    );
    await world.deliver(changeOf('MASS0', { checkIn: day(0), name: 'MASS0', ...priced(8200) }));
    expect(await records.message('MASS0-2')).to.equal(imported);
    // One of them that a clerk has edited besides is that clerk's.
    await edit.addPayment('MASS1', 3000);
    await world.deliver(changeOf('MASS1', { checkIn: day(1), name: 'MASS1', ...priced(8200) }));
    expect(await records.message('MASS1-2')).to.equal(held);
  });

  describe('of a booking of which nobody remembers what the import left', () => {
    const forget = (number: string) =>
      world.rows('UPDATE heyawari.ota_bookings SET fingerprint = NULL WHERE booking_number = $1', [number]);

    it('a change is applied where the log tells of nobody but the PMS', async () => {
      const checkIn = await booked('OLD-1');
      await forget('OLD-1');
      expect(await changed('OLD-1', checkIn, priced(8200))).to.equal(imported);
    });

    it('a change is applied where a clerk only moved it to another room', async () => {
      const checkIn = await booked('OLD-2');
      const [before] = (await records.reservation('OLD-2')).rooms;
      const to = ['105', '104'].find((room) => room !== before)!;
      await edit.moveTo('OLD-2', world.hotel.roomIds[to]!);
      await forget('OLD-2');
      expect(await changed('OLD-2', checkIn, priced(8200))).to.equal(imported);
    });

    it('a change is held where a clerk has written to it', async () => {
      const checkIn = await booked('OLD-3');
      await edit.note('OLD-3', 'メモ');
      await forget('OLD-3');
      expect(await changed('OLD-3', checkIn, priced(8200))).to.equal(held);
    });
  });

  describe('a held change', () => {
    const act = async (number: string, action: string, body: object = {}) => {
      const staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate');
      const { items } = (
        await staff<{ items: { id: number; version: number }[] }>(
          'get',
          `/imports/messages?bookingNumber=${number}`,
        )
      ).body;
      const { id, version } = items[0]!;
      const shown = action === 'accept' ? { seen: (await told(number)).seen } : {};
      const { status } = await staff('post', `/imports/messages/${id}/${action}`, {
        version,
        ...shown,
        ...body,
      });
      expect(status).to.equal(200);
    };
    const told = async (number: string) => {
      const staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate');
      const list = await staff<{ items: { id: number }[] }>(
        'get',
        `/imports/messages?bookingNumber=${number}`,
      );
      const { body } = await staff<{
        differences: object[];
        deletes: { part: string; facts: Record<string, unknown> }[];
        seen: string | null;
      }>('get', `/imports/messages/${list.body.items[0]!.id}`);
      return body;
    };
    const heldChange = async (number: string) => {
      const checkIn = await booked(number);
      await edit.addPayment(number, 3000);
      await edit.note(number, 'メモ');
      expect(await changed(number, checkIn, priced(8200))).to.equal(held);
      return checkIn;
    };

    it('tells before, after, what the agency had said, and row by row what accepting deletes', async () => {
      await heldChange('TELL');
      await edit.addAddon('TELL', '夕食');
      const body = await told('TELL');
      expect(body.differences).to.deep.equal([
        { part: 'price', before: '16000', after: '16400', agencyBefore: '16000' },
      ]);
      const deletes = body.deletes.map(
        ({ part, facts }) => `${part} ${String(facts.value ?? facts.addon_name)}`,
      );
      expect(deletes).to.have.members(['addons 夕食', 'addons 夕食', 'payments 3000']);
    });

    it('of a cancelled reservation tells what was paid, which accepting deletes', async () => {
      const checkIn = await booked('CXL-PAID');
      await edit.addPayment('CXL-PAID', 3000);
      await edit.cancel('CXL-PAID');
      expect(await changed('CXL-PAID', checkIn, priced(8200))).to.equal('failed: reservation_cancelled');
      expect((await told('CXL-PAID')).deletes.map(({ facts }) => facts.value)).to.deep.equal([3000]);
    });

    it('is applied over what it would undo once a person accepts it, and over nothing else', async () => {
      const checkIn = await heldChange('ACC');
      const [room] = (await records.reservation('ACC')).rooms;
      const to = ['105', '104'].find((other) => other !== room)!;
      await edit.moveTo('ACC', world.hotel.roomIds[to]!);
      await act('ACC', 'accept');
      expect(await records.message('ACC-2')).to.equal(imported);
      const desk = await deskOf('ACC');
      expect(desk.price).to.equal('8200');
      expect(desk.comment).to.contain('メモ');
      expect((await records.reservation('ACC')).rooms).to.deep.equal([to]);
      expect(await changed('ACC', checkIn, { ...priced(8400), version: 3 })).to.equal(imported);
      await edit.addPayment('ACC', 100);
      expect(await changed('ACC', checkIn, { ...priced(8600), version: 4 })).to.equal(held);
    });

    it('that a person does in the PMS leaves the reservation as it stands: the next change is of the agency alone', async () => {
      const checkIn = await heldChange('DONE');
      await edit.deletePayments('DONE');
      await edit.changePrice('DONE', 8200);
      await act('DONE', 'resolve', { resolution: 'done_in_pms' });
      expect(await changed('DONE', checkIn, { ...priced(8400), version: 3 })).to.equal(imported);
      const desk = await deskOf('DONE');
      expect(desk.price).to.equal('8400');
      expect(desk.comment!.match(/メモ/g)).to.have.length(1);
    });

    it('that a person rejects leaves the edits theirs: the next change that would undo them is held too', async () => {
      const checkIn = await heldChange('KEEP');
      await act('KEEP', 'reject', { reason: '現状のまま' });
      expect(await changed('KEEP', checkIn, { ...priced(8400), version: 3 })).to.equal(held);
      expect((await deskOf('KEEP')).price).to.equal('8000');
    });
  });

  describe('a cancellation', () => {
    it('is applied whatever people made of the booking', async () => {
      const checkIn = await booked('CXL');
      await edit.addPayment('CXL', 3000);
      await world.deliver(cancellationOf('CXL', { checkIn }));
      expect(await records.message('CXL-9')).to.equal(imported);
      expect(await records.roomNights('CXL')).to.deep.equal([]);
    });

    it('with a charge tells that it stands nowhere where a person had cancelled before, and nothing where a night is billed', async () => {
      const warnings = async (dataId: string) =>
        (
          await world.rows<{ warnings: object[] | null }>(
            'SELECT warnings FROM heyawari.ota_import_cache WHERE data_id = $1',
            [dataId],
          )
        )[0]!.warnings ?? [];
      const checkIn = await booked('CXL-FEE');
      await edit.cancel('CXL-FEE');
      await world.deliver(cancellationOf('CXL-FEE', { checkIn, cancellationCharge: 4000 }));
      expect(await records.message('CXL-FEE-9')).to.equal(imported);
      expect(await warnings('CXL-FEE-9')).to.deep.equal([
        { code: 'charge_not_written', params: { charge: 4000 } },
      ]);
      const other = { checkIn: await booked('CXL-BILLED'), cancellationCharge: 4000 };
      for (const version of [9, 10]) {
        await world.deliver(cancellationOf('CXL-BILLED', { ...other, version }));
        expect(await records.message(`CXL-BILLED-${version}`)).to.equal(imported);
        expect(await warnings(`CXL-BILLED-${version}`)).to.deep.equal([]);
      }
    });

    it('by a person keeps what comes after it for a person', async () => {
      const checkIn = await booked('CXL-P');
      await edit.cancel('CXL-P');
      expect(await changed('CXL-P', checkIn, priced(8200))).to.equal('failed: reservation_cancelled');
    });
  });

  it('kinds that the hotel has applied automatically are', async () => {
    const checkIn = await booked('AUTO');
    await edit.addPayment('AUTO', 3000);
    const kinds = (list: string) =>
      world.rows(
        `INSERT INTO heyawari.hotel_settings (hotel_id, applied_automatically) VALUES (${world.hotel.hotelId}, '${list}')
         ON CONFLICT (hotel_id) DO UPDATE SET applied_automatically = EXCLUDED.applied_automatically`,
      );
    await kinds('{edited_by_hand}');
    expect(await changed('AUTO', checkIn, priced(8200))).to.equal(imported);
    await kinds('{}');
    await edit.addPayment('AUTO', 3000);
    expect(await changed('AUTO', checkIn, { ...priced(8400), version: 3 })).to.equal(held);
  });
});
