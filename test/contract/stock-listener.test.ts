// The PMS's outgoing stock: each change of nights holds a database client for seconds, then queues a message.
import { expect } from 'chai';
import type { SeededHotel } from '../support/host-pms.js';
import { report, roomsOf, useHost } from './host-under-test.js';

// Listens in production mode only, or where it is switched on: a setting of the server.
(process.env.PMS_URL ? describe.skip : describe)("the PMS's stock listener", () => {
  const host = useHost();
  const pauseSeconds = 0.2;
  let hotel: SeededHotel;

  before(async () => {
    await host.server({ STOCK_LISTENER: 'on', STOCK_PAUSE_SECONDS: String(pauseSeconds) });
    hotel = await host.hotel({ rooms: roomsOf('SGL', 2) });
  });

  async function queued(): Promise<string[]> {
    const { rows } = await host
      .pool()
      .query<{ xml_body: string }>('SELECT xml_body FROM ota_xml_queue WHERE hotel_id = $1', [hotel.hotelId]);
    return rows.map(({ xml_body }) => xml_body);
  }

  async function until(enough: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
      if (await enough()) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect.fail('not within ten seconds');
  }

  it('queues what is left of a type for each inserted night, after its pause', async () => {
    const started = Date.now();
    await host
      .modules()
      .reservations.addOTAReservation(undefined, hotel.hotelId, await report({ nights: 1 }));
    await until(async () => (await queued()).length === 2); // the reservation and its night
    expect(Date.now() - started).to.be.at.least(pauseSeconds * 1000);
    const [message] = await queued();
    expect(message).to.match(/<netRmTypeGroupCode>G01<[^]*<adjustmentDate>20270201<[^]*<remainingCount>1</);
  });

  it('queues nothing for a move within the type', async () => {
    const before = (await queued()).length;
    await host
      .pool()
      .query('UPDATE reservation_details SET room_id = $2 WHERE hotel_id = $1', [
        hotel.hotelId,
        hotel.roomIds['102'],
      ]);
    await host
      .modules()
      .reservations.addOTAReservation(
        undefined,
        hotel.hotelId,
        await report({ bookingNumber: 'RY2', checkIn: '2027-03-01' }),
      );
    await until(async () => (await queued()).length >= before + 2);
    expect((await queued()).slice(before).join('')).not.to.contain('20270201');
  });
});
