// The PMS's own import over its open route: one bad message takes all with it, and nobody is told.
import { expect } from 'chai';
import { type BookingMessage, bookingMessage, refusalEnvelope } from '../support/booking-message.js';
import type { SeededHotel } from '../support/host-pms.js';
import { roomsOf, useHost } from './host-under-test.js';
import { type SiteControllerDouble, startSiteController } from './site-controller-double.js';

// The site controller's address is a setting of the server: one that already runs elsewhere cannot be pointed at ours.
(process.env.PMS_URL ? describe.skip : describe)("the PMS's own import", () => {
  const host = useHost();
  let siteController: SiteControllerDouble;
  let url: string;
  let hotel: SeededHotel;
  let outputs = 0;

  before(async () => {
    siteController = await startSiteController();
    host.closeAtEnd(() => siteController.close());
    url = (await host.server({ XML_REQUEST_URL: siteController.url, XML_SYSTEM_ID: 'SYS' })).url;
  });

  beforeEach(async () => {
    // The import goes through every login there is: only this test's hotel keeps one.
    await host.pool().query('DELETE FROM sc_user_info');
    hotel = await host.hotel({ rooms: roomsOf('SGL', 3) });
    siteController.confirmed.length = 0;
    siteController.requests.length = 0;
  });

  async function fetchReservations(): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(`${url}/api/sc/tl/reservations/fetch`);
    return { status: answer.status, body: await answer.json() };
  }

  const deliver = (...messages: readonly (BookingMessage | string)[]): string => {
    const outputId = `OUT${++outputs}`;
    siteController.deliver(
      outputId,
      messages.map((message) => (typeof message === 'string' ? message : bookingMessage(message))),
    );
    return outputId;
  };

  const booking = (number: string, more: BookingMessage = {}): BookingMessage => ({
    bookingNumber: number,
    dataId: `${number}-1`,
    ...more,
  });

  async function reservations(): Promise<string[]> {
    const { rows } = await host.pool().query<{
      ota_reservation_id: string;
    }>('SELECT ota_reservation_id FROM reservations WHERE hotel_id = $1 ORDER BY 1', [hotel.hotelId]);
    return rows.map(({ ota_reservation_id }) => ota_reservation_id);
  }

  async function queue(): Promise<{ id: string; status: string; why: unknown }[]> {
    const { rows } = await host.pool().query<{ id: string; status: string; why: unknown }>(
      `SELECT transaction_id AS id, status, conflict_details AS why FROM ota_reservation_queue
         WHERE hotel_id = $1 ORDER BY 1`,
      [hotel.hotelId],
    );
    return rows;
  }

  it('asks without authentication, writes the batch, marks it processed, confirms it', async () => {
    const outputId = deliver(booking('A'), booking('B'));
    expect(await fetchReservations()).to.deep.equal({
      status: 200,
      body: { message: 'Processed all hotels.' },
    });
    expect(await reservations()).to.deep.equal(['A', 'B']);
    expect(await queue()).to.deep.equal([
      { id: 'A-1', status: 'processed', why: null },
      { id: 'B-1', status: 'processed', why: null },
    ]);
    expect(siteController.confirmed).to.deep.equal([outputId]);
  });

  it('fills system id and login into the request and keeps both sides', async () => {
    deliver(booking('A'));
    await fetchReservations();
    expect(siteController.requests[0]!.body).to.match(/<systemId>SYS<.*<pmsUserId>USER<.*<pmsPassword>PASS</);
    const { rows } = await host.pool().query(
      `SELECT name FROM (SELECT hotel_id, name FROM xml_requests UNION ALL SELECT hotel_id, name FROM xml_responses) AS kept
       WHERE hotel_id = $1 ORDER BY name`,
      [hotel.hotelId],
    );
    expect(rows.map(({ name }: { name: string }) => name)).to.deep.equal([
      'BookingInfoOutputService',
      'BookingInfoOutputService',
      'OutputCompleteService',
      'OutputCompleteService',
    ]);
  });

  it('one booking that cannot be written takes the whole batch with it, unconfirmed, and the answer is 200', async () => {
    deliver(booking('A'), booking('B', { rooms: [{ code: 'XXX' }] }), booking('C'));
    expect((await fetchReservations()).status).to.equal(200);
    expect(await reservations()).to.deep.equal([]);
    const why = { error: 'Batch processing failed', details: 'Failed to process reservation' };
    expect(await queue()).to.deep.equal([
      { id: 'A-1', status: 'failed', why },
      { id: 'B-1', status: 'failed', why },
      { id: 'C-1', status: 'failed', why },
    ]);
    expect(siteController.confirmed).to.deep.equal([]);
  });

  it('comes to the same end each time the batch is delivered again', async () => {
    deliver(booking('A'), booking('B', { rooms: [{ code: 'XXX' }] }));
    await fetchReservations();
    await fetchReservations();
    expect(await reservations()).to.deep.equal([]);
    expect((await queue()).map(({ status }) => status)).to.deep.equal(['failed', 'failed']);
  });

  it('writes a booking again when its message is delivered again', async () => {
    deliver(booking('A'));
    await fetchReservations();
    await fetchReservations();
    expect(await reservations()).to.deep.equal(['A', 'A']);
    expect(await queue()).to.deep.equal([{ id: 'A-1', status: 'processed', why: null }]);
  });

  it('keeps the data of the first delivery under a known DataID', async () => {
    deliver(booking('A', { name: '一郎' }));
    await fetchReservations();
    deliver(booking('A', { name: '二郎' }));
    await fetchReservations();
    const { rows } = await host.pool().query<{ name: string }>(
      `SELECT reservation_data -> 'BasicInformation' ->> 'GuestOrGroupNameKanjiName' AS name
       FROM ota_reservation_queue WHERE hotel_id = $1`,
      [hotel.hotelId],
    );
    expect(rows).to.deep.equal([{ name: '一郎' }]);
  });

  it('turns imported rows into failed ones when a later delivery of them fails', async () => {
    deliver(booking('A'));
    await fetchReservations();
    deliver(booking('A'), booking('B', { rooms: [{ code: 'XXX' }] }));
    await fetchReservations();
    expect(await reservations()).to.deep.equal(['A']);
    expect((await queue()).map(({ status }) => status)).to.deep.equal(['failed', 'failed']);
  });

  it('confirms a batch although it skipped what it could not read: those bookings are lost', async () => {
    const outputId = deliver(booking('A'), '<AllotmentBookingReport><broken', booking('C', { dataId: null }));
    await fetchReservations();
    expect(await reservations()).to.deep.equal(['A']);
    expect(await queue()).to.have.length(1);
    expect(siteController.confirmed).to.deep.equal([outputId]);
  });

  it('fails on a change that comes before its booking', async () => {
    deliver(booking('A', { kind: 'change' }));
    await fetchReservations();
    expect((await queue()).map(({ status }) => status)).to.deep.equal(['failed']);
  });

  it('answers 200 where the site controller refuses or sends what is no XML, and stores no broken XML', async () => {
    siteController.deliverRaw(refusalEnvelope('E013:too many requests'));
    expect((await fetchReservations()).status).to.equal(200);
    siteController.deliverRaw('<S:Envelope>');
    expect((await fetchReservations()).status).to.equal(200);
    const { rows } = await host
      .pool()
      .query('SELECT response::TEXT FROM xml_responses WHERE hotel_id = $1', [hotel.hotelId]);
    expect(rows).to.have.length(1);
    expect(await queue()).to.deep.equal([]);
  });

  it('sends a stop-sell with its placeholders for compact dates, none for ISO dates', async () => {
    deliver(booking('A', { rooms: [{ code: 'XXX' }] }));
    await fetchReservations();
    expect(siteController.requests.map(({ service }) => service)).to.deep.equal(['BookingInfoOutputService']);
    deliver(booking('B', { rooms: [{ code: 'XXX' }], dates: 'compact' }));
    await fetchReservations();
    expect(siteController.requests.at(-1)!.service).to.equal('NetStockBulkAdjustmentService');
    expect(siteController.requests.at(-1)!.body).to.contain('{{adjustmentDate}}');
  });

  it('imports everything twice when it is asked twice at the same time', async () => {
    deliver(booking('A'));
    await Promise.all([fetchReservations(), fetchReservations()]);
    expect(await reservations()).to.deep.equal(['A', 'A']);
  });

  it('imports everything twice for a hotel with two logins', async () => {
    await host
      .pool()
      .query(`INSERT INTO sc_user_info (hotel_id, name, user_id, password) VALUES ($1, '別', 'U2', 'P2')`, [
        hotel.hotelId,
      ]);
    deliver(booking('A'));
    await fetchReservations();
    expect(await reservations()).to.deep.equal(['A', 'A']);
  });
});
