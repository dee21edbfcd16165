// The import on a real database with the PMS's own functions: what arrives, what becomes of it, and what never happens.
import { expect } from 'chai';
import { parseStringPromise } from 'xml2js';
import { badMessages, bookingMessage, type Message } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { createWorld, type World } from '../support/world.js';

const single = [{ code: 'SGL', men: 1, pricePerNight: 8000 }];
const newBooking = (number: string, changes: Partial<Parameters<typeof bookingMessage>[0]> = {}) =>
  bookingMessage({
    ...{
      number,
      version: 1,
      kind: 'new',
      bookedOn: '2027-01-20',
      checkIn: '2027-02-01',
      nights: 2,
      rooms: single,
    },
    ...changes,
  });
const cancellationOf = (number: string) => newBooking(number, { kind: 'cancellation', version: 2 });

describe('OTA import', () => {
  const database = useDatabase();
  let world: World;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [
        ...['101', '102', '103'].map((room) => ({ room, type: 'SGL', capacity: 1 })),
        ...['201', '202'].map((room) => ({ room, type: 'TWN', capacity: 2 })),
      ],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
  });

  const statusOf = async (dataId: string) => {
    const [row] = await world.rows<{ status: string; failure_code: string | null }>(
      'SELECT status, failure_code FROM heyawari.ota_import_cache WHERE data_id = $1 ORDER BY id DESC',
      [dataId],
    );
    return row && (row.failure_code ? `${row.status}: ${row.failure_code}` : row.status);
  };
  const reservationsOf = (number: string) =>
    world.rows<{ id: string; status: string; nights: string; room_number: string }>(
      `SELECT r.id, r.status, count(d.id) AS nights, min(o.room_number) AS room_number
         FROM reservations r
         LEFT JOIN reservation_details d ON d.hotel_id = r.hotel_id AND d.reservation_id = r.id AND d.cancelled IS NULL
         LEFT JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
        WHERE r.ota_reservation_id = $1 GROUP BY r.hotel_id, r.id`,
      [number],
    );
  const plansOf = (number: string) =>
    world.rows<{ room_state: string; room_id: number; reason_key: string }>(
      `SELECT room_state, room_id, reason_key FROM heyawari.booking_plans WHERE booking_number = $1 ORDER BY slot`,
      [number],
    );

  it('writes a new booking into the PMS with a tentative room', async () => {
    await world.deliver(newBooking('N1'));
    expect(await statusOf('N1-1')).to.equal('imported');
    expect(await reservationsOf('N1')).to.have.length(1);
    expect((await plansOf('N1')).map((plan) => plan.room_state)).to.deep.equal(['tentative']);
  });

  it('applies a redelivered message once', async () => {
    await world.deliver(newBooking('N1'));
    expect(await reservationsOf('N1')).to.have.length(1);
    expect(await statusOf('N1-1')).to.equal('duplicate');
  });

  it('holds a known DataID with other content for a person', async () => {
    await world.deliver(newBooking('N1', { nights: 3 }));
    expect(await statusOf('N1-1')).to.equal('failed: same_id_other_content');
    expect((await reservationsOf('N1'))[0]!.nights).to.equal('2');
  });

  it('changes dates and keeps the room where it is free', async () => {
    const [before] = await reservationsOf('N1');
    await world.deliver(newBooking('N1', { kind: 'change', version: 3, nights: 4 }));
    const [after] = await reservationsOf('N1');
    expect(after).to.deep.equal({ ...before, nights: '4' });
  });

  it('cancels, frees the nights and ends the plan', async () => {
    await world.deliver(newBooking('N1', { kind: 'cancellation', version: 4 }));
    expect((await reservationsOf('N1'))[0]).to.include({ status: 'cancelled', nights: '0' });
    expect(await world.rows('SELECT FROM heyawari.room_nights')).to.have.length(0);
    expect((await plansOf('N1')).map((plan) => plan.room_state)).to.deep.equal(['ended']);
  });

  it('upgrades when the booked type is full, and leaves the next one unplaced but accepted', async () => {
    const numbers = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'];
    await world.deliver(...numbers.map((number) => newBooking(number, { checkIn: '2027-03-01' })));
    const plans = await Promise.all(numbers.map(plansOf));
    expect(plans.flat().map((plan) => plan.reason_key)).to.deep.equal([
      ...['placement.booked_type', 'placement.booked_type', 'placement.booked_type'],
      ...['placement.upgrade', 'placement.upgrade', 'placement.none_free'],
    ]);
    expect(await statusOf('F6-1')).to.equal('pending: no_availability');
    expect(await reservationsOf('F6')).to.have.length(0);
  });

  it('places the unplaced booking as soon as nights are freed', async () => {
    await world.deliver(cancellationOf('F1'));
    expect(await statusOf('F6-1')).to.equal('imported');
    expect((await plansOf('F6')).map((plan) => plan.room_state)).to.deep.equal(['tentative']);
  });

  it('lets a cancellation wait for its booking, whatever the order', async () => {
    await world.deliver(cancellationOf('O1'));
    expect(await statusOf('O1-2')).to.equal('waiting: booking_unknown');
    await world.deliver(newBooking('O1'));
    expect(await statusOf('O1-1')).to.equal('imported');
    expect(await statusOf('O1-2')).to.equal('imported');
    expect((await reservationsOf('O1'))[0]!.status).to.equal('cancelled');
  });

  it('applies a change whose booking never came as new, after an hour', async () => {
    await world.deliver(newBooking('C1', { kind: 'change', version: 2 }));
    expect(await statusOf('C1-2')).to.equal('waiting: booking_unknown');
    await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 3_600_000));
    expect(await statusOf('C1-2')).to.equal('imported');
    await world.deliver(newBooking('C1'));
    expect(await statusOf('C1-1')).to.equal('superseded');
  });

  it('imports all good messages of an output that holds bad ones of each kind', async () => {
    const soldOut = Array.from({ length: 6 }, (_, i) => newBooking(`S${i}`, { checkIn: '2027-03-01' }));
    const bad = [...Object.values(badMessages()), ...soldOut];
    await world.deliver(
      newBooking('G1', { checkIn: '2027-04-01' }),
      ...bad,
      newBooking('G2', { checkIn: '2027-04-01' }),
    );
    expect(await statusOf('G1-1')).to.equal('imported');
    expect(await statusOf('G2-1')).to.equal('imported');
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
    const [before] = await reservationsOf('A1');
    await world.deliver(
      newBooking('A2', { checkIn: '2027-07-01' }),
      newBooking('A1', { kind: 'change', version: 2, checkIn: '2027-07-01', nights: 3 }),
    );
    expect((await reservationsOf('A1'))[0]).to.deep.equal({ ...before, nights: '3' });
    expect((await reservationsOf('A2'))[0]!.room_number).not.to.equal(before!.room_number);
  });

  it('changes a booking whose message names no member, which the PMS alone cannot', async () => {
    const withoutMember = (message: Message): Message => ({
      ...message,
      xml: message.xml.replace(/<Member>.*?<\/Member>/s, ''),
    });
    await world.deliver(newBooking('E1', { checkIn: '2027-07-10' }));
    await world.deliver(
      withoutMember(newBooking('E1', { kind: 'change', version: 2, checkIn: '2027-07-11' })),
    );
    expect(await statusOf('E1-2')).to.equal('imported');
  });

  it('notices a gap in the running numbers of an agency, and imports all the same', async () => {
    const numbered = (number: string, reportNumber: number) =>
      newBooking(number, { checkIn: '2027-08-01', agency: 'みずうみ旅行', reportNumber });
    await world.deliver(numbered('R1', 7), numbered('R2', 10));
    expect(await statusOf('R2-1')).to.equal('imported');
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
    expect(await statusOf('P1-1')).to.equal('imported');
    expect(await statusOf('POISON-1')).to.equal('retrying: unexpected');
    expect(await statusOf('P2-1')).to.equal('imported');
    expect(await reservationsOf('POISON')).to.have.length(0);
  });

  it('lays trouble of the whole installation on no message', async () => {
    await world.rows('ALTER TABLE room_types RENAME TO room_types_gone');
    world.simulator.deliver([newBooking('I1', { checkIn: '2027-10-01' })]);
    await world.heyawari.fetchNow();
    await world.heyawari.drain();
    expect(await statusOf('I1-1')).to.equal('pending');
    await world.rows('ALTER TABLE room_types_gone RENAME TO room_types');
    await world.deliver();
    expect(await statusOf('I1-1')).to.equal('imported');
  });

  it("imports although the PMS's own OTA page refuses the entry", async () => {
    await world.rows('ALTER TABLE ota_reservation_queue ADD CONSTRAINT no_more CHECK (id < 0) NOT VALID');
    await world.deliver(newBooking('I2', { checkIn: '2027-10-05' }));
    await world.rows('ALTER TABLE ota_reservation_queue DROP CONSTRAINT no_more');
    expect(await statusOf('I2-1')).to.equal('imported');
  });

  it('takes in references to characters that the database has no text for', async () => {
    const good = newBooking('Q1', { checkIn: '2027-09-10' });
    const bad = ['&#0;', '&#xD800;'].map((reference, i) => {
      const { dataId, xml } = newBooking(`NUL${i}`, { checkIn: '2027-09-10' });
      return {
        dataId,
        xml: xml.replace('</SalesOfficeCompanyName>', `${reference}</SalesOfficeCompanyName>`),
      };
    });
    await world.deliver(...bad, good);
    expect(await statusOf('Q1-1')).to.equal('imported');
    const failed = await world.rows(
      "SELECT FROM heyawari.ota_import_cache WHERE failure_code = 'xml_malformed'",
    );
    expect(failed).to.have.length(3);
  });

  it('stores garbage that comes instead of an answer, and confirms nothing but the real output', async () => {
    world.simulator.faults.garbageBody = { probability: 1, budget: 4 };
    await world.deliver(newBooking('Q2', { checkIn: '2027-09-20' }));
    expect(await statusOf('Q2-1')).to.equal('imported');
    const [stored] = await world.rows<{ count: string }>(
      "SELECT count(*) FROM heyawari.ota_outputs WHERE NOT complete AND confirmation = 'withheld'",
    );
    expect(Number(stored!.count)).to.be.greaterThan(0);
  });

  it('imports a day use into a room that is free that night', async () => {
    await world.deliver(newBooking('D1', { checkIn: '2027-05-01', nights: 0 }));
    expect(await statusOf('D1-1')).to.equal('imported');
    expect((await plansOf('D1')).map((plan) => plan.room_state)).to.deep.equal(['final']);
  });

  it('gives the rooms of one reservation alike', async () => {
    const rooms = [1, 2, 3, 4].map(() => single[0]!);
    await world.deliver(
      newBooking('M1', { checkIn: '2027-06-01', rooms }),
      newBooking('M2', { checkIn: '2027-06-01', rooms: rooms.slice(0, 2) }),
    );
    expect(await statusOf('M1-1')).to.equal('pending: no_availability');
    expect((await plansOf('M2')).map((plan) => plan.room_state)).to.deep.equal(['tentative', 'tentative']);
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
