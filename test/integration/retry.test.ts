// What could not be imported is tried again in its own rhythm, until it can be, or until a person is needed.
import { expect } from 'chai';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { cancellationOf, changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { standstillAt } from '../support/standstill.js';
import { createWorld, type World } from '../support/world.js';

const minute = 60_000;
const hour = 60 * minute;

describe('retry', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102', '103'), ...twins('201')],
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    await world.rows(`
      CREATE FUNCTION break_on_broken() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'broken by the test'; END $$`);
  });

  const breakBooking = (number: string) =>
    world.rows(
      `CREATE TRIGGER ${number} BEFORE INSERT ON reservations FOR EACH ROW
         WHEN (NEW.ota_reservation_id = '${number}') EXECUTE FUNCTION break_on_broken()`,
    );
  const repairBooking = (number: string) => world.rows(`DROP TRIGGER ${number} ON reservations`);
  const nextAttempt = async (dataId: string) => {
    const [row] = await world.rows<{ next: Date | null; attempts: number }>(
      'SELECT next_attempt_at AS next, attempts FROM heyawari.ota_import_cache WHERE data_id = $1',
      [dataId],
    );
    return row!;
  };
  const attemptsOf = (dataId: string) =>
    world.rows<{ trigger: string; status: string; at: Date }>(
      `SELECT l.trigger, l.status, l.attempted_at AS at FROM heyawari.ota_import_log l
         JOIN heyawari.ota_import_cache c ON c.hotel_id = l.hotel_id AND c.id = l.message_id
        WHERE c.data_id = $1 ORDER BY l.id`,
      [dataId],
    );
  const untilNextAttempt = async (dataId: string) =>
    world.heyawari.advanceTo((await nextAttempt(dataId)).next!);
  const later = (milliseconds: number) =>
    world.heyawari.advanceTo(new Date(world.clock.now().getTime() + milliseconds));

  it('imports the others when the PMS fails at one booking', async () => {
    await breakBooking('broken');
    await world.deliver(newBooking('GOOD1'), newBooking('broken'), newBooking('GOOD2'));
    expect(await records.message('GOOD1-1')).to.equal('imported');
    expect(await records.message('broken-1')).to.equal('retrying: host_refused');
    expect(await records.message('GOOD2-1')).to.equal('imported');
    expect(await records.reservations('broken')).to.deep.equal([]);
    expect(await records.plans('broken')).to.deep.equal([]);
  });

  it('imports it once the fault is repaired', async () => {
    await untilNextAttempt('broken-1');
    expect(await records.message('broken-1')).to.equal('retrying: host_refused');
    await repairBooking('broken');
    await untilNextAttempt('broken-1');
    expect(await records.message('broken-1')).to.equal('imported');
    expect((await attemptsOf('broken-1')).map(({ trigger, status }) => `${trigger} ${status}`)).to.deep.equal(
      [...['initial retrying', 'retry retrying', 'retry imported']],
    );
    expect((await records.reservation('broken')).nights).to.have.length(2);
  });

  it('waits 1, 2, 4 … minutes with a little jitter, and gives up after eight tries', async () => {
    await breakBooking('hopeless');
    await world.deliver(newBooking('hopeless', { checkIn: '2027-02-10' }));
    for (let tries = 1; tries < 8; tries += 1) await untilNextAttempt('hopeless-1');
    expect(await records.message('hopeless-1')).to.equal('failed: host_refused');
    expect(await nextAttempt('hopeless-1')).to.deep.equal({ next: null, attempts: 8 });
    const times = (await attemptsOf('hopeless-1')).map(({ at }) => at.getTime());
    const pauses = times.slice(1).map((time, i) => (time - times[i]!) / minute);
    pauses.forEach((pause, i) => expect(pause).to.be.within(2 ** i, 2 ** i * 1.2));
    await later(24 * hour);
    expect(await attemptsOf('hopeless-1')).to.have.length(8);
  });

  it('counts no try for a room: a fault at the end of a long wait is tried again as one at the beginning', async () => {
    const full = { checkIn: '2027-02-14', nights: 1 };
    await world.deliver(...['w1', 'w2', 'w3', 'waited'].map((number) => newBooking(number, full)));
    expect(await records.message('waited-1')).to.equal('pending: no_availability');
    for (let tries = 0; tries < 9; tries += 1) await untilNextAttempt('waited-1');
    expect((await nextAttempt('waited-1')).attempts).to.equal(10);
    await breakBooking('waited');
    await world.deliver(cancellationOf('w1', full));
    await world.heyawari.drain();
    expect(await records.message('waited-1')).to.equal('retrying: host_refused');
    const { next } = await nextAttempt('waited-1');
    expect((next!.getTime() - world.clock.now().getTime()) / minute).to.be.within(0, 1.2);
    await repairBooking('waited');
    await untilNextAttempt('waited-1');
    expect(await records.message('waited-1')).to.equal('imported');
  });

  it('gives a failed booking up for a later message that carries the whole of it', async () => {
    await repairBooking('hopeless');
    await world.deliver(newBooking('hopeless', { kind: 'change', version: 2, checkIn: '2027-02-10' }));
    expect(await records.message('hopeless-1')).to.equal('superseded');
    expect(await records.message('hopeless-2')).to.equal('imported');
  });

  it('tries an unmapped room code every hour, with the newest mappings', async () => {
    await world.deliver(
      newBooking('CODE', { checkIn: '2027-02-20', rooms: [{ ...single, code: 'BRANDNEW' }] }),
    );
    expect(await records.message('CODE-1')).to.equal('pending: room_code_unknown');
    await later(hour);
    expect(await records.message('CODE-1')).to.equal('pending: room_code_unknown');
    await world.rows(
      `INSERT INTO sc_tl_rooms (hotel_id, room_type_id, rmtypecode, netrmtypegroupcode, netagtrmtypecode)
       VALUES ($1, $2, 'R9', 'G9', 'BRANDNEW')`,
      [world.hotel.hotelId, world.hotel.typeIds.SGL],
    );
    await later(hour - minute);
    expect(await records.message('CODE-1')).to.equal('pending: room_code_unknown');
    await later(minute);
    expect(await records.message('CODE-1')).to.equal('imported');
    expect(await attemptsOf('CODE-1')).to.have.length(3);
  });

  const twin = (number: string, checkIn: string) =>
    newBooking(number, { checkIn, rooms: [{ ...single, code: 'TWN' }] });

  it('tries a booking without a room up to its arrival day, and no longer', async () => {
    await world.deliver(twin('T1', '2027-02-25'), twin('NEVER', '2027-02-25'));
    await world.advanceTo('2027-02-25', 20);
    expect(await records.message('NEVER-1')).to.equal('pending: no_availability');
    expect((await records.plan('NEVER')).state).to.equal('unplaced');
    await world.advanceTo('2027-02-26', 7);
    expect(await records.message('NEVER-1')).to.equal('failed: no_availability');
  });

  it('places it on the arrival day still, final at once', async () => {
    await world.deliver(twin('T2', '2027-03-01'), twin('LAST', '2027-03-01'));
    await world.advanceTo('2027-03-01', 14);
    await world.deliver(cancellationOf('T2'));
    expect(await records.message('LAST-1')).to.equal('imported');
    expect(await records.plan('LAST')).to.include({ state: 'final', cause: 'booked_late', room: '201' });
  });

  it('keeps a cancellation whose booking nobody knows for 24 hours, then asks for a person', async () => {
    const receivedAt = world.clock.now().getTime();
    await world.deliver(cancellationOf('ORPHAN'));
    await world.heyawari.advanceTo(new Date(receivedAt + 24 * hour - minute));
    expect(await records.message('ORPHAN-9')).to.equal('waiting: booking_unknown');
    await world.heyawari.advanceTo(new Date(receivedAt + 24 * hour));
    expect(await records.message('ORPHAN-9')).to.equal('failed: booking_unknown');
    const [row] = await world.rows(
      "SELECT failure_class FROM heyawari.ota_import_cache WHERE data_id = 'ORPHAN-9'",
    );
    expect(row).to.deep.equal({ failure_class: 'needs_person' });
  });

  it('applies it all the same when its booking comes after that', async () => {
    await world.deliver(newBooking('ORPHAN', { checkIn: '2027-03-20' }));
    expect(await records.message('ORPHAN-1')).to.equal('imported');
    expect(await records.message('ORPHAN-9')).to.equal('imported');
    expect((await records.reservation('ORPHAN')).status).to.equal('cancelled');
    expect((await records.plans('ORPHAN')).map(({ state }) => state)).to.deep.equal(['ended']);
  });

  const withoutVersion = (message: Message, dataId: string): Message => ({
    dataId,
    xml: message.xml.replaceAll(`<DataID>${message.dataId}</DataID>`, `<DataID>${dataId}</DataID>`),
  });

  for (const [what, cancelled, booked] of [
    ['where the DataIDs are rising numbers', '20270120000000017', '20270120000000016'],
    ['where nothing but receipt speaks', 'N-cancelled', 'N-booked'],
  ] as const)
    it(`applies a given-up cancellation when its booking comes late, ${what}`, async () => {
      const number = `LATE${booked}`;
      await world.deliver(withoutVersion(cancellationOf(number), cancelled));
      await later(25 * hour);
      expect(await records.message(cancelled)).to.equal('failed: booking_unknown');
      await world.deliver(withoutVersion(newBooking(number, { checkIn: '2027-03-22' }), booked));
      expect(await records.message(cancelled)).to.equal('imported');
      expect((await records.reservation(number)).status).to.equal('cancelled');
    });

  const early: readonly (readonly [what: string, (number: string) => readonly Message[]])[] = [
    ['twice', (number) => [cancellationOf(number), cancellationOf(number)]],
    [
      'behind a change of it',
      (number) => [changeOf(number, { checkIn: '2027-03-23' }), cancellationOf(number)],
    ],
  ];
  for (const [what, before] of early)
    for (const hours of [0, 25])
      it(`applies a cancellation that came ${what} before its booking, ${hours} hours before`, async () => {
        const number = `EARLY-${before.length}-${what.length}-${hours}`;
        for (const [index, message] of before(number).entries())
          await world.deliver(withoutVersion(message, `${number}/${index}`));
        await later(hours * hour);
        await world.deliver(
          withoutVersion(newBooking(number, { checkIn: '2027-03-23' }), `${number}/booked`),
        );
        expect((await records.reservations(number)).map(({ status }) => status)).to.deep.equal(['cancelled']);
        expect(await records.message(`${number}/1`)).to.equal('imported');
        expect(await records.roomNights(number)).to.deep.equal([]);
      });

  it('settles a booking that comes late and finds no room by its cancellation', async () => {
    await world.deliver(twin('FULL', '2027-03-25'), cancellationOf('GONE'));
    await later(25 * hour);
    await world.deliver(twin('GONE', '2027-03-25'));
    expect(await records.message('GONE-9')).to.equal('imported');
    expect(await records.message('GONE-1')).to.equal('superseded');
    expect(await records.reservations('GONE')).to.deep.equal([]);
    expect((await records.plans('GONE')).map(({ state }) => state)).to.deep.equal(['ended']);
  });

  it('goes on at once when its connection ends in the middle of a message, again and again', async () => {
    const standstill = await standstillAt(world.pool, 'CUT-OFF');
    world.simulator.deliver(
      ['BEFORE', 'CUT-OFF', 'AFTER'].map((number) =>
        newBooking(number, { checkIn: '2027-03-28', nights: 1 }),
      ),
    );
    await world.heyawari.fetchNow();
    // The transaction is tried three times by itself.
    for (let ended = 0; ended < 3; ended += 1) {
      await standstill.reached();
      await world.rows(
        `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event = 'PgSleep'`,
      );
    }
    await world.heyawari.drain();
    for (const number of ['BEFORE', 'CUT-OFF', 'AFTER'])
      expect(await records.message(`${number}-1`)).to.equal('imported');
    await standstill.lift();
  });

  it('leaves nothing of a failed attempt behind', async () => {
    await world.rows(
      'CREATE TRIGGER torn BEFORE INSERT ON reservation_details FOR EACH ROW EXECUTE FUNCTION break_on_broken()',
    );
    const clients = await world.rows('SELECT count(*) FROM clients');
    await world.deliver(newBooking('torn', { checkIn: '2027-04-01' }));
    expect(await records.message('torn-1')).to.equal('retrying: host_refused');
    expect(await records.reservations('torn')).to.deep.equal([]);
    expect(await world.rows('SELECT count(*) FROM clients')).to.deep.equal(clients);
    expect(await world.rows("SELECT FROM heyawari.room_nights WHERE night >= '2027-04-01'")).to.deep.equal(
      [],
    );
  });
});
