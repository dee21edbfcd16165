// The PMS's XML controller with the import behind its names: same names, arguments and answers as the PMS's own, and no booking lost or doubled.
import { expect } from 'chai';
import express from 'express';
import request from 'supertest';
import type { ImportFunctions } from '../../plugin/ota-import/index.js';
import { report } from '../contract/host-under-test.js';
import { type SiteControllerDouble, startSiteController } from '../contract/site-controller-double.js';
import type { XmlTree } from '../../plugin/domain/booking-report.js';
import { singles } from '../support/bookings.js';
import { type BookingMessage, bookingMessage } from '../support/booking-message.js';
import { useDatabase } from '../support/database.js';
import { createWorld, type World } from '../support/world.js';

const fetching = '/api/sc/tl/reservations/fetch';
const confirming = '/api/sc/tl/reservations/success';

/** As the PMS's routes have them. */
const routesOf = (controller: ImportFunctions) =>
  express()
    .get(fetching, (asked, answer) => controller.getOTAReservations(asked, answer))
    .get(confirming, (asked, answer) => controller.successOTAReservations(asked, answer));

describe('the PMS’s XML controller, extended', () => {
  const database = useDatabase();
  let world: World;
  let siteController: SiteControllerDouble;
  let controller: World['host']['xmlController'];
  let bookings = 0;

  before(async () => {
    siteController = await startSiteController();
    database.onEnd(() => siteController.close());
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles(
        '101',
        '102',
        '103',
        '104',
        '105',
        '106',
        '107',
        '108',
        '109',
        '110',
        '111',
        '112',
        '113',
      ),
      settings: { siteController: { url: siteController.url } },
    });
    database.onEnd(() => world.stop());
    controller = world.heyawari.extendXmlController(world.host.xmlController);
  });

  const hotel = () => world.hotel.hotelId;
  const document = async (more: BookingMessage = {}) => {
    const number = `X${++bookings}`;
    const content = (await report({ bookingNumber: number, dataId: `${number}-1`, ...more })) as XmlTree;
    return { number, content };
  };
  const statusOf = async (number: string) =>
    (
      await world.rows<{ status: string }>(
        'SELECT status FROM heyawari.ota_import_cache WHERE booking_number = $1 ORDER BY id',
        [number],
      )
    ).map(({ status }) => status);
  const reservationsOf = async (number: string) =>
    (await world.rows('SELECT id FROM reservations WHERE ota_reservation_id = $1', [number])).length;

  it('exports all that the PMS’s does, and replaces four functions', () => {
    const original = world.host.xmlController;
    expect(Object.keys(controller)).to.have.members(Object.keys(original));
    const replaced = Object.keys(original).filter((name) => controller[name] !== original[name]);
    expect(replaced).to.have.members([
      'getOTAReservations',
      'successOTAReservations',
      'processAndQueueReservation',
      'processQueuedReservations',
    ]);
  });

  it('keeps a message that is handed over before it is in the PMS’s queue, and answers as the PMS does', async () => {
    const { number, content } = await document();
    const queued = await controller.processAndQueueReservation(1, content, hotel());
    const [row] = await world.rows<{ id: number; status: string }>(
      'SELECT id, status FROM ota_reservation_queue WHERE transaction_id = $1',
      [`${number}-1`],
    );
    expect(queued).to.deep.equal({
      ...{ data: content, hotelId: hotel(), _queueId: row!.id, _transactionId: `${number}-1` },
    });
    expect(row!.status).to.equal('pending');
    await world.heyawari.drain();
    expect(await reservationsOf(number)).to.equal(1);
    expect(await statusOf(number)).to.deep.equal(['imported']);
  });

  it('books a message once, however often it is handed over and applied', async () => {
    const { number, content } = await document();
    const queued = await controller.processAndQueueReservation(1, content, hotel());
    await controller.processAndQueueReservation(1, content, hotel());
    for (let time = 0; time < 2; time += 1)
      expect(await controller.processQueuedReservations(1, [queued], undefined)).to.deep.equal({
        success: true,
      });
    expect(await reservationsOf(number)).to.equal(1);
  });

  it('knows a message again that also comes in a delivery', async () => {
    const { number, content } = await document();
    await controller.processQueuedReservations(1, [{ data: content, hotelId: hotel() }], undefined);
    siteController.deliver(`OUT-${number}`, [
      bookingMessage({ bookingNumber: number, dataId: `${number}-1` }),
    ]);
    await request(routesOf(controller)).get(fetching).expect(200);
    await world.heyawari.drain();
    expect(await statusOf(number)).to.deep.equal(['imported', 'duplicate']);
    siteController.deliver(undefined, []);
  });

  it('applies what can be applied, and keeps what cannot for a later try', async () => {
    const good = await document();
    const bad = await document({ rooms: [{ code: 'NO-SUCH-CODE' }] });
    const handed = [bad, good].map(({ content }) => ({ data: content, hotelId: hotel() }));
    expect(await controller.processQueuedReservations(1, handed, undefined)).to.deep.equal({ success: true });
    expect(await statusOf(good.number)).to.deep.equal(['imported']);
    expect(await statusOf(bad.number)).to.deep.equal(['pending']);
  });

  it('keeps a message without a DataID too, and refuses it as the PMS does', async () => {
    const { number, content } = await document({ dataId: null });
    const error = await controller.processAndQueueReservation(1, content, hotel()).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.an.instanceOf(Error);
    await world.heyawari.drain();
    expect(await statusOf(number)).to.deep.equal(['failed']);
  });

  it('keeps a message with a character that no XML may have, and those behind it', async () => {
    const [odd, next] = [await document({ planName: '素泊◎まり' }), await document()];
    // As xml2js reads `&#x0B;`.
    const data = JSON.parse(JSON.stringify(odd.content).replaceAll('◎', '\\u000b')) as XmlTree;
    const handed = [data, next.content].map((content) => ({ data: content, hotelId: hotel() }));
    await controller.processQueuedReservations(1, handed, undefined);
    expect(await statusOf(odd.number)).to.deep.equal(['imported']);
    expect(await statusOf(next.number)).to.deep.equal(['imported']);
  });

  it('keeps what can be made no XML of, as something for a person, and those behind it', async () => {
    const circular: Record<string, unknown> = { TransactionType: { DataID: 'CIRCULAR-1' } };
    circular.BasicInformation = circular;
    const deep = (levels: number): XmlTree => {
      let tree: XmlTree = 'x';
      for (let level = 0; level < levels; level += 1) tree = { Extend: tree };
      return tree;
    };
    const odd = [
      circular as XmlTree,
      { 'no name': 'of an element', TransactionType: { DataID: 'NAME-1' } },
      deep(50_000),
      ...([undefined, null, '', 7, 'a text', Symbol('none')] as unknown as XmlTree[]),
    ];
    const next = await document();
    const handed = [...odd, next.content].map((data) => ({ data, hotelId: hotel() }));
    const count = async () =>
      Number(
        (
          await world.rows<{ count: string }>(
            "SELECT count(*) FROM heyawari.ota_import_cache WHERE status = 'failed' AND failure_class = 'validation'",
          )
        )[0]!.count,
      );
    const before = await count();
    expect(await controller.processQueuedReservations(1, handed, undefined)).to.deep.equal({ success: true });
    expect(await statusOf(next.number)).to.deep.equal(['imported']);
    expect(await count()).to.equal(before + odd.length);
  });

  it('takes the id of a hotel as a text too, and loses nothing of it', async () => {
    const { number, content } = await document();
    const id = String(hotel()) as unknown as number;
    const queued = await controller.processAndQueueReservation(1, content, id);
    expect(await controller.processQueuedReservations(1, [queued], undefined)).to.deep.equal({
      success: true,
    });
    expect(await statusOf(number)).to.deep.equal(['imported']);
    await controller.successOTAReservations({} as never, {} as never, id, 'BY-TEXT');
    await world.heyawari.drain();
    expect(siteController.confirmed).to.include('BY-TEXT');
  });

  it('keeps what xml2js does not make, but XML can say: numbers, dates, private characters', async () => {
    const { number, content } = await document({ planName: '素泊◎まり' });
    const text = JSON.stringify(content).replaceAll('◎', '\uE000x41;').replaceAll('"1"', '1');
    const data = JSON.parse(text, (name, value: unknown) =>
      name === 'GrandTotalPaxCount' ? BigInt(value as number) : value,
    ) as XmlTree;
    await controller.processQueuedReservations(1, [{ data, hotelId: hotel() }], undefined);
    expect(await statusOf(number)).to.deep.equal(['imported']);
    const plans = await world.rows<{ plan: string }>(
      `SELECT DISTINCT d.plan_name AS plan FROM reservation_details d JOIN reservations r ON r.id = d.reservation_id
        WHERE r.ota_reservation_id = $1`,
      [number],
    );
    expect(plans).to.deep.equal([{ plan: '素泊\uE000x41;まり' }]);
  });

  it('lets nothing be confirmed while a message could not be stored, and goes on when it can', async () => {
    const [first, second] = [await document(), await document()];
    await world.rows('ALTER TABLE heyawari.ota_outputs RENAME TO ota_outputs_away');
    const queued = await controller.processAndQueueReservation(1, first.content, hotel());
    expect(queued).to.include({ hotelId: hotel() });
    expect((await controller.processQueuedReservations(1, [queued], undefined)).success).to.equal(false);
    const lost = await controller.processAndQueueReservation(1, second.content, hotel());
    await controller.successOTAReservations({} as never, {} as never, hotel(), 'HALF-STORED');
    await world.rows('ALTER TABLE heyawari.ota_outputs_away RENAME TO ota_outputs');
    await world.heyawari.drain();
    expect(siteController.confirmed).not.to.include('HALF-STORED');
    // The PMS forgot the second one, as it does where its own queue failed.
    expect(lost.data).to.equal(second.content);
    expect((await controller.processQueuedReservations(1, [queued], undefined)).success).to.equal(true);
    await controller.successOTAReservations({} as never, {} as never, hotel(), 'HALF-STORED');
    await world.heyawari.drain();
    expect(siteController.confirmed).to.include('HALF-STORED');
    for (const { number } of [first, second]) expect(await reservationsOf(number)).to.equal(1);
  });

  describe('in the PMS’s own queue', () => {
    const queued = async (number: string) =>
      (
        await world.rows<{ status: string; problem: { error: string } | null }>(
          'SELECT status, conflict_details AS problem FROM ota_reservation_queue WHERE transaction_id = $1',
          [`${number}-1`],
        )
      )[0]!;
    const handOver = async ({ content }: { readonly content: XmlTree }) =>
      controller.processQueuedReservations(
        1,
        [await controller.processAndQueueReservation(1, content, hotel())],
        undefined,
      );
    const lookAgain = async () => {
      await world.rows(`INSERT INTO heyawari_jobs.job (name, policy) VALUES ('pms-queue', 'standard')`);
      await world.heyawari.drain();
    };

    it('a message of an unsupported class has failed, with the reason', async () => {
      const odd = await document();
      const { TransactionType: type } = odd.content as unknown as Record<string, object>;
      await handOver({
        content: {
          ...(odd.content as object),
          TransactionType: { ...type, DataClassification: 'Notice' },
        },
      });
      const { status, problem } = await queued(odd.number);
      expect(status).to.equal('failed');
      expect(problem!.error).to.match(/^通知の種別/);
    });

    it('a message that comes again when it was booked is processed again', async () => {
      const one = await document({ checkIn: '2027-05-03' });
      await handOver(one);
      expect(await queued(one.number)).to.deep.equal({ status: 'processed', problem: null });
      await controller.processAndQueueReservation(1, one.content, hotel());
      expect((await queued(one.number)).status).to.equal('pending');
      await lookAgain();
      expect(await queued(one.number)).to.deep.equal({ status: 'processed', problem: null });
    });

    it('messages handed over in an open transaction come out as they did once it is committed', async () => {
      const good = await document({ checkIn: '2027-05-01' });
      const bad = await document({ rooms: [{ code: 'NO-SUCH-CODE' }] });
      const client = await world.pool.connect();
      try {
        await client.query('BEGIN');
        for (const { content } of [good, bad])
          await controller.processAndQueueReservation(1, content, hotel(), client);
        await world.heyawari.drain();
        await client.query('COMMIT');
      } finally {
        client.release();
      }
      await world.heyawari.drain();
      expect(await statusOf(good.number)).to.deep.equal(['imported']);
      expect((await queued(good.number)).status).to.equal('pending');
      await lookAgain();
      expect(await queued(good.number)).to.deep.equal({ status: 'processed', problem: null });
      const { status, problem } = await queued(bad.number);
      expect(status).to.equal('failed');
      expect(problem!.error).to.contain('NO-SUCH-CODE');
    });
  });

  it('confirms what was asked for by name, as a route and as a function', async () => {
    const app = routesOf(controller);
    const answer = await request(app)
      .get(confirming)
      .query({ hotel_id: hotel(), outputId: 'NAMED-1' })
      .expect(200);
    expect(answer.body).to.deep.equal({ message: 'OK' });
    await controller.successOTAReservations({} as never, {} as never, hotel(), 'NAMED-2');
    await world.heyawari.drain();
    expect(siteController.confirmed).to.include.members(['NAMED-1', 'NAMED-2']);
  });

  it('refuses in a sentence what names no delivery of a hotel', async () => {
    for (const [ofHotel, outputId] of [
      [hotel(), 'N'.repeat(101)],
      [9_000_000_000, 'NAMED-3'],
      [-1, 'NAMED-3'],
    ] as const) {
      const asked = controller.successOTAReservations({} as never, {} as never, ofHotel, outputId);
      const refused: unknown = await asked.then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(refused).to.be.instanceOf(TypeError);
      expect(String(refused)).to.match(/a delivery is confirmed by its hotel_id and outputId/);
    }
  });

  it('keeps nothing of a hotel without a login, which anybody could name, and refuses it as the PMS does', async () => {
    await request(routesOf(controller))
      .get(confirming)
      .query({ hotel_id: 999_999, outputId: 'NAMED-4' })
      .expect(500);
    expect(await world.rows('SELECT FROM heyawari.ota_outputs WHERE hotel_id = 999999')).to.deep.equal([]);
  });

  it('never confirms a delivery that broke off', async () => {
    siteController.deliverRaw(
      '<S:Envelope><S:Body><return><configurationSettings><outputId>BROKEN</outputId></configurationSettings>',
    );
    await request(routesOf(controller)).get(fetching).expect(200);
    await controller.successOTAReservations({} as never, {} as never, hotel(), 'BROKEN');
    await world.heyawari.drain();
    expect(siteController.confirmed).not.to.include('BROKEN');
    siteController.deliver(undefined, []);
  });

  it('answers 503 while the plugin does not run', async () => {
    const other = await world.anotherInstance();
    await other.stop();
    const stopped = other.extendXmlController(world.host.xmlController);
    await request(routesOf(stopped)).get(fetching).expect(503);
  });
});
