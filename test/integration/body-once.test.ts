// The body of a delivery is stored once, in parts, and its messages are found in it, whatever stands in them and however large it is.
import { expect } from 'chai';
import { createHash, randomBytes } from 'node:crypto';
import { newBooking } from '../support/bookings.js';
import { outputEnvelope } from '../support/booking-message.js';
import { storedBody } from '../support/bodies.js';
import { useDatabase } from '../support/database.js';
import { recordedLog } from '../support/platform.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, testKey, type World } from '../support/world.js';
import { type SiteControllerDouble, startSiteController } from '../contract/site-controller-double.js';

/** The booking, with so many bytes that nobody reads and that cannot be made smaller. */
const padded = (number: string, checkIn: string, bytes: number) =>
  `${newBooking(number, { checkIn }).xml}<!-- ${randomBytes(bytes / 2).toString('hex')} -->`;

const megabyte = 1024 * 1024;

describe('the body of a delivery', function () {
  this.timeout(20_000);
  const database = useDatabase();
  const log = recordedLog();
  let site: SiteControllerDouble;
  let world: World;
  let records: Records;

  interface Output {
    readonly id: number;
    readonly complete: boolean;
    readonly confirmation: string;
    readonly deliveries: number;
    readonly body_hash: Buffer;
    readonly sealed_body: Buffer | null;
  }
  const newestOutput = async () => {
    const [row] = await world.rows<Output>(
      `SELECT id::int, complete, confirmation, deliveries, body_hash, sealed_body FROM heyawari.ota_outputs ORDER BY id DESC LIMIT 1`,
    );
    return row!;
  };
  const receive = async (body: string, heyawari = world.heyawari) => {
    site.deliverRaw(body);
    await heyawari.fetchNow();
    site.deliver(undefined, []);
    await world.heyawari.drain();
  };

  before(async () => {
    site = await startSiteController();
    database.onEnd(() => site.close());
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: Array.from({ length: 9 }, (_, i) => ({ room: String(101 + i), type: 'SGL', capacity: 1 })),
      settings: { siteController: { url: site.url, systemId: 'SYS' } },
      logger: log.logger,
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  it('is there once, can be put together again to the byte, and opens at each message, across its parts too', async () => {
    const numbers = ['P1', 'P2', 'P3', 'P4'];
    const body = outputEnvelope(
      'OUT-1',
      numbers.map((number) => padded(number, '2027-02-01', 0.4 * megabyte)),
    );
    await receive(body);
    const output = await newestOutput();
    expect(output).to.include({ complete: true, confirmation: 'confirmed', sealed_body: null });
    const stored = await storedBody(world, output.id, [testKey]);
    expect(stored.parts).to.equal(2);
    expect(stored.body.equals(Buffer.from(body))).to.be.true;
    expect(createHash('sha256').update(stored.body).digest().equals(output.body_hash)).to.be.true;
    const kept = await world.rows<{ sealed_xml: Buffer | null }>(
      'SELECT sealed_xml FROM heyawari.ota_import_cache',
    );
    expect(kept).to.deep.equal(numbers.map(() => ({ sealed_xml: null })));
    for (const number of numbers) expect(await records.message(`${number}-1`)).to.equal('imported');
  });

  it('that comes again is not stored again', async () => {
    const body = outputEnvelope('OUT-2', [newBooking('A', { checkIn: '2027-03-01' }).xml]);
    for (const delivery of [1, 2]) {
      await receive(body);
      expect(await newestOutput()).to.include({ deliveries: delivery, confirmation: 'confirmed' });
    }
    expect(await storedBody(world, (await newestOutput()).id, [testKey])).to.include({ parts: 1 });
    expect(site.confirmed.filter((id) => id === 'OUT-2')).to.have.length(2);
  });

  it('with a message that holds what XML forbids has the others imported, and is confirmed', async () => {
    const texts = ['B1', 'BAD', 'B3'].map((number) => newBooking(number, { checkIn: '2027-04-01' }).xml);
    const bad = '<infoTravelXML>&lt;AllotmentBookingReport&gt;&#xD842; &#0; & \u0001 < &lt;</infoTravelXML>';
    const whole = outputEnvelope('OUT-3', texts);
    const begin = whole.indexOf('<infoTravelXML>', whole.indexOf('B1'));
    const end = whole.indexOf('</infoTravelXML>', begin) + '</infoTravelXML>'.length;
    await receive(whole.slice(0, begin) + bad + whole.slice(end));
    expect(await newestOutput()).to.include({ complete: true, confirmation: 'confirmed' });
    for (const id of ['B1-1', 'B3-1']) expect(await records.message(id)).to.equal('imported');
    const [failed] = await world.rows(
      "SELECT failure_class AS class, failure_code AS code FROM heyawari.ota_import_cache WHERE status = 'failed'",
    );
    expect(failed).to.deep.equal({ class: 'validation', code: 'xml_malformed' });
  });

  it('that is larger than may be taken is stored in part with an alert, its whole messages imported, never confirmed', async () => {
    log.lines.length = 0;
    const maxBytes = 20_000;
    const small = await world.anotherInstance({
      role: 'web',
      siteController: { url: site.url, systemId: 'SYS', maxBytes },
    });
    const standing = async () => {
      const port = small.operationsPort();
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return /^heyawari_installation_fault\{code="output_too_large"\} (\d)/m.exec(text)?.[1];
    };
    const body = outputEnvelope('OUT-4', [
      newBooking('L1', { checkIn: '2027-05-01' }).xml,
      padded('L2', '2027-05-01', maxBytes),
      newBooking('L3', { checkIn: '2027-05-01' }).xml,
    ]);
    await receive(body, small);
    const output = await newestOutput();
    expect(output).to.include({ complete: false, confirmation: 'withheld' });
    const stored = await storedBody(world, output.id, [testKey]);
    expect(stored.body.equals(Buffer.from(body).subarray(0, maxBytes))).to.be.true;
    expect(await records.message('L1-1')).to.equal('imported');
    expect(site.confirmed).to.not.include('OUT-4');
    const alerts = log.lines.filter(({ level }) => level === 'error');
    expect(alerts.map(({ fault }) => fault)).to.deep.equal(['output_too_large']);
    expect(String(alerts[0]!.message)).to.include('siteController.maxBytes');
    expect(await standing()).to.equal('1');

    world.clock.set(new Date(world.clock.now().getTime() + 3_600_000));
    await receive(outputEnvelope(undefined, []), small);
    expect(await standing()).to.equal('0');
    await small.stop();
  });

  it('above what the PMS’s page can hold is not shown there, below it is', async () => {
    const shown = async () => {
      const [row] = await world.rows<{ count: number }>('SELECT count(*)::int AS count FROM xml_responses');
      return row!.count;
    };
    const before = await shown();
    const spread = (outputId: string, number: string, blanks: number) =>
      outputEnvelope(outputId, [newBooking(number, { checkIn: '2027-06-01' }).xml]).replace(
        '<bookingInfoList>',
        `${' '.repeat(blanks)}<bookingInfoList>`,
      );
    await receive(spread('OUT-5', 'S1', 0.9 * megabyte));
    expect(await shown()).to.equal(before + 1);
    await receive(spread('OUT-6', 'S2', 1.1 * megabyte));
    expect(await newestOutput()).to.include({ complete: true, confirmation: 'confirmed' });
    expect(await shown()).to.equal(before + 1);
  });

  it('that a build before could not read to its end is completed, its other messages imported, and confirmed', async () => {
    const body = outputEnvelope('OUT-7', [newBooking('O1', { checkIn: '2027-07-01' }).xml]);
    await world.rows(
      `INSERT INTO heyawari.ota_outputs (hotel_id, body_hash, key_id, sealed_body, complete, message_count, received_at, confirmation)
       VALUES ($1, $2, 'test', '\\x00', false, 0, $3, 'withheld')`,
      [world.hotel.hotelId, createHash('sha256').update(body).digest(), world.clock.now()],
    );
    await receive(body);
    expect(await newestOutput()).to.include({ complete: true, confirmation: 'confirmed', deliveries: 2 });
    expect(await records.message('O1-1')).to.equal('imported');
  });

  it('that comes again when its texts were purged is purged again', async () => {
    const body = outputEnvelope('OUT-PURGED', [newBooking('PURGED', { checkIn: '2027-05-01' }).xml]);
    await receive(body);
    const { id } = await newestOutput();
    world.clock.set(new Date('2027-09-01T09:00:00+09:00'));
    const purge = async () => {
      const job = `INSERT INTO heyawari_jobs.job (name, policy) VALUES ('import-housekeeping', 'standard')`;
      await world.rows(job);
      await world.heyawari.drain();
    };
    await purge();
    const parts = () => world.rows('SELECT FROM heyawari.ota_output_parts WHERE output_id = $1', [id]);
    expect(await parts()).to.have.length(0);
    await receive(body);
    expect(await newestOutput()).to.include({ id, deliveries: 2, confirmation: 'confirmed' });
    await purge();
    expect(await parts()).to.have.length(0);
  });
});
