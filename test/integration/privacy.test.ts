// Nothing of a guest can be read where it has no business: our tables, the job queue, logs, metrics (N5).
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { expect } from 'chai';
import { cancellationOf, changeOf, newBooking, prepaid, single, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type RecordedLog, recordedLog } from '../support/platform.js';
import { recordsOf } from '../support/records.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { createWorld, type World } from '../support/world.js';

const name = '機密花丸';
/** As every synthetic message has them. */
const [phone, mail] = ['09000001234', 'guest@example.test'];
/** Typed where something else belongs, by an agency or by staff: name, number and address in one. */
const misplaced = '秘匿太郎';
const typed = `${misplaced} 08011112222 himitsu@example.test`;
/** 担当者 of a shared login: of staff, for the audit log alone. */
const clerk = '内密次郎';
const secrets = [name, phone, mail, misplaced, '08011112222', 'himitsu@example.test'];

/** What names a message, a booking, who sells it and what: known to agency and PMS by that, and no place for a guest. */
const identifiers = new Set([
  ...['DataID', 'DataClassification', 'TravelAgencyBookingNumber', 'TravelAgencyReportNumber'],
  ...['SalesOfficeCompanyName', 'SalesOfficeName', 'SalesOfficeCode', 'SalesOfficeCompanyCode'],
  ...['RoomTypeCode', 'RoomTypeName', 'NetRmTypeGroupCode', 'AccommodationCode', 'AccommodationName'],
]);

/** The booking as often as it has elements, each time with a guest in the text of another. */
function withGuestIn(of: (number: string) => Message): Message[] {
  const { xml } = of('PLACE-0');
  const elements = [...new Set([...xml.matchAll(/<(\w+)>[^<]*<\/\1>/g)].map(([, element]) => element!))];
  return elements
    .filter((element) => !identifiers.has(element))
    .map((element, index) => {
      const message = of(`PLACE-${index}`);
      const text = new RegExp(`(<${element}>)[^<]*(</${element}>)`);
      return { ...message, xml: message.xml.replace(text, `$1${typed}$2`) };
    });
}

describe('what is readable of a guest', () => {
  const database = useDatabase();
  const log: RecordedLog = recordedLog();
  let world: World;

  /** What is told to browsers and other processes, on whatever channel of the plugin. */
  const told: string[] = [];
  async function listenToAll(): Promise<void> {
    const client = new pg.Client({ connectionString: database.url() });
    await client.connect();
    client.on('notification', ({ channel, payload }) => told.push(`${channel} ${payload}`));
    await client.query('LISTEN heyawari_events; LISTEN logs_reservation_changed');
    database.onEnd(() => client.end());
  }

  /** A person names the guest in everything that may be said of a message. */
  async function sayOf(number: string): Promise<void> {
    const staff = staffAt(world.heyawari, world.hotel.hotelId, 'view', 'operate', 'supervise', 'configure');
    const { body: settings } = await staff<{ version: number }>('get', '/imports/settings');
    const shared = await staff('put', '/imports/settings', { version: settings.version, sharedLogins: true });
    expect(shared.status).to.equal(200);
    const found = await staff<{ items: { id: number; version: number }[] }>(
      'get',
      `/imports/messages?bookingNumber=${number}&search=${number}`,
    );
    const { id, version } = found.body.items[0]!;
    const body = { version, resolution: 'housed_elsewhere', where: typed, who: typed, note: typed, clerk };
    const answer = await staff('post', `/imports/messages/${id}/resolve`, body, `key-${id}`);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    const [type] = Object.values(world.hotel.typeIds);
    const nights = { roomTypeId: type, from: '2027-03-01', nights: 1, clerk };
    expect((await staff('post', '/sales-to-stop/stop', nights)).status).to.equal(200);
  }

  before('every fate a message can have', async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102'),
      logger: log.logger,
      settings: { log: { level: 'debug' } },
      auth: guardsByToken,
    });
    database.onEnd(() => world.stop());
    await listenToAll();
    // A PMS that quotes the guest in its refusal.
    await world.rows(`
      CREATE FUNCTION refuse_with_name() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'no reservation for ${name}, ${phone}, ${mail}'; END $$;
      CREATE TRIGGER refused BEFORE INSERT ON reservations FOR EACH ROW
        WHEN (NEW.ota_reservation_id = 'REFUSED') EXECUTE FUNCTION refuse_with_name()`);
    const of = (number: string, changes: Parameters<typeof newBooking>[1] = {}) =>
      newBooking(number, { name, ...changes });
    const malformed = of('MALFORMED');
    world.simulator.faults.truncatedBody = { probability: 1, budget: 2 };
    await world.deliver(
      ...[prepaid(of('GOOD')), of('REFUSED'), of('FULL1'), of('FULL2')],
      of('CODE', { rooms: [{ ...single, code: 'NO-SUCH' }] }),
      { dataId: undefined, xml: malformed.xml.slice(0, -40) },
      cancellationOf('ORPHAN', { name }),
    );
    await world.deliver(changeOf('GOOD', { name, nights: 3 }), of('GOOD', { nights: 5 }));
    await world.deliver(...withGuestIn((number) => of(number, { checkIn: '2027-06-01' })));
    await sayOf('CODE');
    await world.advanceTo('2027-02-01', 9);
  });

  it('is what the PMS holds, so that the search below would find it', async () => {
    const records = recordsOf(world);
    expect(await records.message('GOOD-2')).to.equal('imported');
    const refused = await world.rows(
      "SELECT FROM heyawari.ota_import_log WHERE failure_code = 'host_refused'",
    );
    expect(refused).not.to.deep.equal([]);
    const clients = await world.rows('SELECT FROM clients WHERE strpos(clients::text, $1) > 0', [name]);
    expect(clients).not.to.deep.equal([]);
    const places = await world.rows<{ status: string; odd: boolean }>(
      `SELECT status, warnings IS NOT NULL OR failure_code IS NOT NULL AS odd FROM heyawari.ota_import_cache
        WHERE booking_number LIKE 'PLACE-%'`,
    );
    expect(places).to.have.length.above(20);
    expect(places.filter(({ odd }) => odd)).to.have.length.above(5);
  });

  for (const schema of ['heyawari', 'heyawari_jobs']) {
    it(`is nothing in any table of ${schema}, as text or as bytes`, async () => {
      const tables = await world.rows<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1`,
        [schema],
      );
      expect(tables.length).to.be.greaterThan(3);
      for (const table of tables) {
        for (const secret of secrets) {
          const found = await world.rows(
            `SELECT FROM ${table.name} AS t
              WHERE strpos(t::text, $1) > 0 OR strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`,
            [secret],
          );
          expect(found, `${secret} in ${table.name}`).to.have.length(0);
        }
      }
    });
  }

  it('of staff at a shared login is in a column of its own of two tables, and in no other place', async () => {
    const keeping = await world.rows<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'heyawari' AND column_name = 'clerk' ORDER BY table_name`,
    );
    expect(keeping.map((table) => table.name)).to.deep.equal(['audit_log', 'stopped_sales']);
    const kept = await world.rows<{ action: string }>(
      'SELECT action FROM heyawari.audit_log WHERE clerk = $1 ORDER BY id',
      [clerk],
    );
    expect(kept.map(({ action }) => action)).to.deep.equal(['ota-message.resolve', 'sales.stop']);
    expect(await world.rows('SELECT FROM heyawari.stopped_sales WHERE clerk = $1', [clerk])).to.have.length(
      1,
    );
    const tables = await world.rows<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname IN ('heyawari', 'heyawari_jobs')`,
    );
    for (const table of tables) {
      const found = await world.rows(
        `SELECT FROM ${table.name} AS t WHERE strpos((to_jsonb(t) - 'clerk')::text, $1) > 0
            OR strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`,
        [clerk],
      );
      expect(found, table.name).to.have.length(0);
    }
    const metrics = await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/metrics`);
    expect(await metrics.text()).not.to.include(clerk);
    expect(told.join('\n')).not.to.include(clerk);
    expect(log.lines.map((line) => JSON.stringify(line)).join('\n')).not.to.include(clerk);
  });

  it('is nothing that can be tried out on the hashes of what an import left', async () => {
    const guests = await world.rows<{ reservation: string; left: string; names: object }>(
      `SELECT b.reservation_id AS reservation, b.fingerprint::text AS left,
              json_build_object('name', c.name, 'kana', c.name_kana, 'kanji', c.name_kanji) AS names
         FROM heyawari.ota_bookings b JOIN reservations r ON r.id = b.reservation_id
         JOIN clients c ON c.id = r.reservation_client_id WHERE b.fingerprint IS NOT NULL`,
    );
    expect(guests).not.to.deep.equal([]);
    for (const { reservation, left, names } of guests) {
      const guess = JSON.stringify([reservation, 'booker', names]);
      expect(left).not.to.include(createHash('sha256').update(guess).digest('base64url').slice(0, 12));
    }
  });

  it('is nothing in the log', () => {
    expect(log.lines.length).to.be.greaterThan(5);
    for (const line of log.lines)
      for (const secret of secrets) expect(JSON.stringify(line)).not.to.include(secret);
  });

  it('is nothing in what browsers and other processes are told', () => {
    expect(told).not.to.deep.equal([]);
    for (const secret of secrets) expect(told.join('\n')).not.to.include(secret);
  });

  it('is nothing in the metrics', async () => {
    const text = await (await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/metrics`)).text();
    expect(text).to.include('heyawari_ota_messages_received_total');
    for (const secret of [...secrets, 'GOOD']) expect(text).not.to.include(secret);
  });
});
