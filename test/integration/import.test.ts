// The import on a real database with the PMS's own functions: what arrives, what becomes of it, and what never happens.
import { expect } from 'chai';
import { parseStringPromise } from 'xml2js';
import { badMessages, type Message } from '../../examples/tl-lincoln/index.js';
import { cancellationOf, changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

describe('OTA import', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102', '103'), ...twins('201', '202')],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  it('writes a new booking into the PMS with a tentative room', async () => {
    await world.deliver(newBooking('N1'));
    expect(await records.message('N1-1')).to.equal('imported');
    expect(await records.reservations('N1')).to.have.length(1);
    expect((await records.plans('N1')).map((plan) => plan.state)).to.deep.equal(['tentative']);
  });

  it('applies a redelivered message once', async () => {
    await world.deliver(newBooking('N1'));
    expect(await records.reservations('N1')).to.have.length(1);
    expect(await records.message('N1-1')).to.equal('duplicate');
  });

  it('holds a known DataID with other content for a person', async () => {
    await world.deliver(newBooking('N1', { nights: 3 }));
    expect(await records.message('N1-1')).to.equal('failed: same_id_other_content');
    expect((await records.reservation('N1')).nights).to.have.length(2);
  });

  it('changes dates and keeps the room where it is free', async () => {
    const [before] = await records.reservations('N1');
    await world.deliver(changeOf('N1', { version: 3, nights: 4 }));
    const [after] = await records.reservations('N1');
    expect(after!.nights).to.have.length(4);
    expect(after).to.deep.equal({ ...before, nights: after!.nights });
  });

  it('cancels, frees the nights and ends the plan', async () => {
    await world.deliver(cancellationOf('N1', { version: 4 }));
    expect(await records.reservation('N1')).to.deep.include({ status: 'cancelled', nights: [] });
    expect(await world.rows('SELECT FROM heyawari.room_nights')).to.have.length(0);
    expect((await records.plans('N1')).map((plan) => plan.state)).to.deep.equal(['ended']);
  });

  it('upgrades when the booked type is full, and leaves the next one unplaced but accepted', async () => {
    const numbers = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'];
    await world.deliver(...numbers.map((number) => newBooking(number, { checkIn: '2027-03-01' })));
    const plans = await Promise.all(numbers.map(records.plans));
    expect(plans.flat().map((plan) => plan.reason)).to.deep.equal([
      ...['placement.booked_type', 'placement.booked_type', 'placement.booked_type'],
      ...['placement.upgrade', 'placement.upgrade', 'placement.none_free'],
    ]);
    expect(await records.message('F6-1')).to.equal('pending: no_availability');
    expect(await records.reservations('F6')).to.have.length(0);
  });

  it('places the unplaced booking as soon as nights are freed', async () => {
    await world.deliver(cancellationOf('F1'));
    expect(await records.message('F6-1')).to.equal('imported');
    expect((await records.plans('F6')).map((plan) => plan.state)).to.deep.equal(['tentative']);
  });

  it('lets a cancellation wait for its booking, whatever the order', async () => {
    await world.deliver(cancellationOf('O1', { version: 2 }));
    expect(await records.message('O1-2')).to.equal('waiting: booking_unknown');
    await world.deliver(newBooking('O1'));
    expect(await records.message('O1-1')).to.equal('imported');
    expect(await records.message('O1-2')).to.equal('imported');
    expect((await records.reservations('O1'))[0]!.status).to.equal('cancelled');
  });

  it('applies a change whose booking never came as new, after an hour', async () => {
    await world.deliver(changeOf('C1'));
    expect(await records.message('C1-2')).to.equal('waiting: booking_unknown');
    await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 3_600_000));
    expect(await records.message('C1-2')).to.equal('imported');
    await world.deliver(newBooking('C1'));
    expect(await records.message('C1-1')).to.equal('superseded');
  });

  it('imports all good messages of an output that holds bad ones of each kind', async () => {
    const soldOut = Array.from({ length: 6 }, (_, i) => newBooking(`S${i}`, { checkIn: '2027-03-01' }));
    const bad = [...Object.values(badMessages()), ...soldOut];
    await world.deliver(
      newBooking('G1', { checkIn: '2027-04-01' }),
      ...bad,
      newBooking('G2', { checkIn: '2027-04-01' }),
    );
    expect(await records.message('G1-1')).to.equal('imported');
    expect(await records.message('G2-1')).to.equal('imported');
    const failures = await world.rows<{ failure_code: string }>(
      `SELECT c.failure_code FROM heyawari.ota_import_cache c
         JOIN heyawari.ota_outputs o ON o.hotel_id = c.hotel_id AND o.id = c.output_id
        WHERE c.failure_code IS NOT NULL AND o.message_count = $1 ORDER BY 1`,
      [bad.length + 2],
    );
    expect(failures.map((row) => row.failure_code)).to.deep.equal([
      ...[
        'booking_unknown',
        'classification_unknown',
        'data_id_missing',
        'name_missing',
        ...soldOut.map(() => 'no_availability'),
        'room_code_unknown',
      ],
      'xml_malformed',
    ]);
    const outputs = await world.rows<{ confirmation: string }>(
      'SELECT DISTINCT confirmation FROM heyawari.ota_outputs',
    );
    expect(outputs).to.deep.equal([{ confirmation: 'confirmed' }]);
  });

  it('keeps the room of a reservation that the PMS imported by itself when its change comes', async () => {
    const first = newBooking('A1', { checkIn: '2027-07-01' });
    const document = (await parseStringPromise(first.xml, { explicitArray: false })) as {
      AllotmentBookingReport: unknown;
    };
    await world.host.reservations.addOTAReservation(
      'test',
      world.hotel.hotelId,
      document.AllotmentBookingReport,
    );
    const [before] = await records.reservations('A1');
    await world.deliver(
      newBooking('A2', { checkIn: '2027-07-01' }),
      changeOf('A1', { checkIn: '2027-07-01', nights: 3 }),
    );
    const after = await records.reservation('A1');
    expect(after.nights).to.have.length(3);
    expect(after).to.deep.equal({ ...before, nights: after.nights });
    expect((await records.reservation('A2')).rooms).not.to.deep.equal(before!.rooms);
  });

  it('changes a booking whose message names no member, which the PMS alone cannot', async () => {
    const withoutMember = (message: Message): Message => ({
      ...message,
      xml: message.xml.replace(/<Member>.*?<\/Member>/s, ''),
    });
    await world.deliver(newBooking('E1', { checkIn: '2027-07-10' }));
    await world.deliver(withoutMember(changeOf('E1', { checkIn: '2027-07-11' })));
    expect(await records.message('E1-2')).to.equal('imported');
  });

  it('notices a gap in the running numbers of an agency, and imports all the same', async () => {
    const numbered = (number: string, reportNumber: number) =>
      newBooking(number, { checkIn: '2027-08-01', agency: 'みずうみ旅行', reportNumber });
    await world.deliver(numbered('R1', 7), numbered('R2', 10));
    expect(await records.message('R2-1')).to.equal('imported');
    expect(await world.metric('heyawari_ota_report_numbers_missing_total')).to.equal(2);
  });

  it('sets a message aside that breaks what handles it, and imports the others', async () => {
    await world.rows(`
      CREATE FUNCTION break_on_poison() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'broken by the test'; END $$;
      CREATE TRIGGER poison BEFORE UPDATE ON heyawari.ota_import_cache FOR EACH ROW
        WHEN (NEW.booking_number = 'POISON' AND NEW.status = 'imported') EXECUTE FUNCTION break_on_poison()`);
    await world.deliver(
      newBooking('P1', { checkIn: '2027-09-01' }),
      newBooking('POISON', { checkIn: '2027-09-01' }),
      newBooking('P2', { checkIn: '2027-09-01' }),
    );
    expect(await records.message('P1-1')).to.equal('imported');
    expect(await records.message('POISON-1')).to.equal('retrying: unexpected');
    expect(await records.message('P2-1')).to.equal('imported');
    expect(await records.reservations('POISON')).to.have.length(0);
  });

  it('lays trouble of the whole installation on no message', async () => {
    await world.rows('ALTER TABLE room_types RENAME TO room_types_gone');
    world.simulator.deliver([newBooking('I1', { checkIn: '2027-10-01' })]);
    await world.heyawari.fetchNow();
    await world.heyawari.drain();
    expect(await records.message('I1-1')).to.equal('pending');
    await world.rows('ALTER TABLE room_types_gone RENAME TO room_types');
    await world.deliver();
    expect(await records.message('I1-1')).to.equal('imported');
  });

  it("imports although the PMS's own OTA page refuses the entry", async () => {
    await world.rows('ALTER TABLE ota_reservation_queue ADD CONSTRAINT no_more CHECK (id < 0) NOT VALID');
    await world.deliver(newBooking('I2', { checkIn: '2027-10-05' }));
    await world.rows('ALTER TABLE ota_reservation_queue DROP CONSTRAINT no_more');
    expect(await records.message('I2-1')).to.equal('imported');
  });

  it('imports without the characters that the database has no text for, and says so', async () => {
    const good = newBooking('Q1', { checkIn: '2027-09-10' });
    const damaged = ['&#0;', '&#xD800;'].map((reference, i) => {
      const { dataId, xml } = newBooking(`NUL${i}`, { checkIn: '2027-09-10' });
      return {
        dataId,
        xml: xml.replace('</SalesOfficeCompanyName>', `${reference}</SalesOfficeCompanyName>`),
      };
    });
    await world.deliver(...damaged, good);
    for (const id of ['Q1-1', 'NUL0-1', 'NUL1-1']) expect(await records.message(id)).to.equal('imported');
    const stored = await world.rows<{ warnings: unknown }>(
      "SELECT warnings FROM heyawari.ota_import_cache WHERE data_id IN ('Q1-1', 'NUL0-1', 'NUL1-1') ORDER BY data_id",
    );
    const params = { element: 'SalesOfficeCompanyName' };
    expect(stored.map(({ warnings }) => warnings)).to.deep.equal([
      [{ code: 'characters_cleaned', params }],
      [{ code: 'characters_lost', params }],
      null,
    ]);
  });

  it('stores garbage that comes instead of an answer, and confirms nothing but the real output', async () => {
    world.simulator.faults.garbageBody = { probability: 1, budget: 4 };
    await world.deliver(newBooking('Q2', { checkIn: '2027-09-20' }));
    expect(await records.message('Q2-1')).to.equal('imported');
    const [stored] = await world.rows<{ count: string }>(
      "SELECT count(*) FROM heyawari.ota_outputs WHERE NOT complete AND confirmation = 'withheld'",
    );
    expect(Number(stored!.count)).to.be.greaterThan(0);
  });

  it('imports a day use into a room that is free that night', async () => {
    await world.deliver(newBooking('D1', { checkIn: '2027-05-01', nights: 0 }));
    expect(await records.message('D1-1')).to.equal('imported');
    expect((await records.plans('D1')).map((plan) => plan.state)).to.deep.equal(['final']);
  });

  it('gives the rooms of one reservation alike', async () => {
    const rooms = [1, 2, 3, 4].map(() => single);
    await world.deliver(
      newBooking('M1', { checkIn: '2027-06-01', rooms }),
      newBooking('M2', { checkIn: '2027-06-10', rooms: rooms.slice(0, 2) }),
    );
    expect(await records.message('M1-1')).to.equal('pending: no_availability');
    expect((await records.plans('M1')).map((plan) => plan.state)).to.deep.equal(rooms.map(() => 'unplaced'));
    expect((await records.plans('M2')).map((plan) => plan.state)).to.deep.equal(['tentative', 'tentative']);
  });

  it('imports a booker who has a name in kana alone, which the PMS would refuse', async () => {
    const nameless = (message: Message): Message => ({
      ...message,
      xml: message.xml
        .replace(/<GuestOrGroupNameKanjiName>[^<]*/, '<GuestOrGroupNameKanjiName>')
        .replace(/<Member>[^]*<\/Member>/, ''),
    });
    const stay = { checkIn: '2027-07-01', guests: 'unnamed' } as const;
    await world.deliver(nameless(newBooking('KANA', stay)));
    expect(await records.message('KANA-1')).to.equal('imported');
    await world.deliver(nameless(changeOf('KANA', { ...stay, nights: 3 })));
    expect(await records.message('KANA-2')).to.equal('imported');
  });

  it('goes on at once where the PMS alters its tables meanwhile, the import’s and those of its functions', async () => {
    await world.deliver(
      newBooking('OLD1', { checkIn: '2027-07-10' }),
      newBooking('OLD2', { checkIn: '2027-07-10' }),
    );
    const tables = [
      'reservations',
      'reservation_details',
      'rooms',
      'room_types',
      'clients',
      'sc_tl_rooms',
      'sc_tl_plans',
    ];
    for (const table of tables) await world.rows(`ALTER TABLE ${table} ADD COLUMN added_later text`);
    await world.deliver(
      newBooking('LATER', { checkIn: '2027-07-12' }),
      changeOf('OLD1', { checkIn: '2027-07-14' }),
    );
    expect(await records.message('LATER-1')).to.equal('imported');
    expect(await records.message('OLD1-2')).to.equal('imported');
    const attempts = await world.rows(
      `SELECT l.status FROM heyawari.ota_import_log l
         JOIN heyawari.ota_import_cache c ON c.hotel_id = l.hotel_id AND c.id = l.message_id
        WHERE c.data_id IN ('LATER-1', 'OLD1-2')`,
    );
    expect(attempts).to.deep.equal([{ status: 'imported' }, { status: 'imported' }]);
  });

  it('never holds a room twice in the PMS', async () => {
    const twice = await world.rows(
      `SELECT d.room_id, d.date FROM reservation_details d
         JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
        WHERE d.cancelled IS NULL AND r.status <> 'cancelled' GROUP BY d.room_id, d.date HAVING count(*) > 1`,
    );
    expect(twice).to.deep.equal([]);
  });

  it('keeps names and telephone numbers out of every table in clear text', async () => {
    const [row] = await world.rows<{ readable: string }>(
      `SELECT count(*) AS readable FROM heyawari.ota_import_cache WHERE position('AllotmentBookingReport'::bytea IN sealed_xml) > 0`,
    );
    expect(row!.readable).to.equal('0');
  });
});
