// A booking is an agency's: two companies may give one number, and the PMS's functions, which go by the number alone, touch the right one.
import { expect } from 'chai';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { type BookingChanges, cancellationOf, changeOf, newBooking, singles } from '../support/bookings.js';
import { messageOfCase } from '../support/cases.js';
import { useDatabase } from '../support/database.js';
import { type FrontDesk, useFrontDesk } from '../support/front-desk.js';
import { imported } from '../support/imported.js';

const [first, second] = ['そらとうみトラベル', '北の旅社'];

/** The message under another DataID, as two agencies never give the same. */
const withId = (dataId: string, message: Message): Message => ({
  dataId,
  xml: message.xml.replace(/<DataID>[^<]*/, `<DataID>${dataId}`),
});
const ofSecond = (message: Message): Message =>
  withId(`KITA-${message.dataId}`, { ...message, xml: message.xml.replaceAll(first, second) });

describe('a booking number that two agencies have', () => {
  const database = useDatabase();
  /** In its next call the PMS's edit function also writes to every reservation of another number. */
  let alsoWrites = false;
  const desk: FrontDesk = useFrontDesk(database, {
    rooms: singles('101', '102', '103', '104'),
    settings: { import: { agencyAliases: [['北の旅社', 'ノースツアーズ']] } },
    hostFunctions: (functions) => ({
      ...functions,
      async editOTAReservation(...[requestId, hotel, data, client]) {
        if (alsoWrites)
          await client.query(`UPDATE reservations SET comment = 'touched' WHERE hotel_id = $1`, [hotel]);
        alsoWrites = false;
        return functions.editOTAReservation(requestId, hotel, data, client);
      },
    }),
  });

  const reservations = (number: string) =>
    desk.world.rows<{ agent: string; status: string; from: string; nights: number }>(
      `SELECT r.agent, r.status, to_char(r.check_in, 'MM-DD') AS "from",
              (SELECT count(*)::int FROM reservation_details d WHERE d.reservation_id = r.id AND d.cancelled IS NULL) AS nights
         FROM reservations r WHERE r.ota_reservation_id = $1 ORDER BY r.agent, r.created_at`,
      [number],
    );
  const living = async (number: string) =>
    (await reservations(number))
      .filter(({ status }) => status !== 'cancelled')
      .map(({ agent, from, nights }) => `${agent} ${from} ${nights}`);
  const bytesOf = async (number: string, agent: string) =>
    JSON.stringify(
      await desk.world.rows(
        `SELECT r::text, ARRAY(SELECT d::text FROM reservation_details d WHERE d.reservation_id = r.id ORDER BY d.id) AS nights
           FROM reservations r WHERE r.ota_reservation_id = $1 AND r.agent = $2 ORDER BY r.id`,
        [number, agent],
      ),
    );
  const book = (number: string, changes: BookingChanges = {}) =>
    desk.world.deliver(newBooking(number, changes), ofSecond(newBooking(number, changes)));

  it('is two bookings, none over the other (case 01)', async () => {
    await desk.world.deliver(messageOfCase('01-a-first-agency'));
    await desk.world.deliver(messageOfCase('01-b-other-agency-same-number'));
    expect(await living('30012345')).to.have.members([`${first} 02-01 2`, `${second} 02-10 3`]);
    expect((await desk.records.plans('30012345')).map(({ state }) => state)).to.deep.equal([
      'tentative',
      'tentative',
    ]);
    const kept = await desk.world.rows<{ reservation_id: string }>(
      "SELECT DISTINCT reservation_id FROM heyawari.ota_bookings WHERE booking_number = '30012345'",
    );
    expect(kept).to.have.length(2);
    await desk.world.deliver(
      ofSecond(cancellationOf('30012345')),
      withId('30012345-2', changeOf('30012345', { checkIn: '2027-02-02' })),
    );
    expect(await living('30012345')).to.deep.equal([`${first} 02-02 2`]);
  });

  it('is two bookings also where both come in one delivery, and each is changed alone', async () => {
    await book('BOTH', { checkIn: '2027-02-12' });
    expect(await living('BOTH')).to.have.members([`${first} 02-12 2`, `${second} 02-12 2`]);
    for (const [changed, other, agent, from] of [
      [ofSecond(changeOf('BOTH', { checkIn: '2027-02-13' })), first, second, '02-13'],
      [changeOf('BOTH', { checkIn: '2027-02-11', nights: 3 }), second, first, '02-11'],
    ] as const) {
      const before = await bytesOf('BOTH', other);
      await desk.world.deliver(changed);
      expect(await bytesOf('BOTH', other)).to.equal(before);
      expect((await living('BOTH')).some((line) => line.startsWith(`${agent} ${from}`))).to.equal(true);
    }
    await desk.world.deliver(cancellationOf('BOTH'));
    expect(await living('BOTH')).to.deep.equal([`${second} 02-13 2`]);
    expect(await desk.records.roomNights('BOTH')).to.have.length(2);
    expect(await desk.records.doubleBooked()).to.deep.equal([]);
  });

  it('gives neither the other’s lower version nor its place in a full house', async () => {
    const full = Array.from({ length: 4 }, (_, i) => newBooking(`FULL${i}`, { checkIn: '2027-03-01' }));
    await desk.world.deliver(...full);
    await desk.world.deliver(changeOf('WAITS', { checkIn: '2027-03-01', kind: 'new', version: 7 }));
    await desk.world.deliver(ofSecond(newBooking('WAITS', { checkIn: '2027-03-01' })));
    expect(await desk.records.plans('WAITS')).to.have.length(2);
    await desk.world.deliver(cancellationOf('FULL0'));
    expect(await living('WAITS')).to.have.length(1);
    await desk.world.deliver(cancellationOf('FULL1'));
    expect(await living('WAITS')).to.have.members([`${first} 03-01 2`, `${second} 03-01 2`]);
  });

  it('is one booking where two names are one company', async () => {
    await desk.world.deliver(ofSecond(newBooking('ALIAS', { checkIn: '2027-02-20' })));
    const spelled = (name: string, message: Message) => ({
      ...message,
      xml: message.xml.replaceAll(first, name),
    });
    await desk.world.deliver(
      spelled('株式会社　北の旅社', changeOf('ALIAS', { checkIn: '2027-02-21', nights: 1 })),
    );
    expect(await reservations('ALIAS')).to.have.length(1);
    await desk.world.deliver(spelled('（株）ﾉｰｽﾂｱｰｽﾞ', cancellationOf('ALIAS')));
    expect(await living('ALIAS')).to.deep.equal([]);
  });

  it('makes a change or a cancellation wait for a person where only another company has the number', async () => {
    await desk.world.deliver(newBooking('OTHERS', { checkIn: '2027-02-20', nights: 1 }));
    await desk.world.deliver(
      ofSecond(changeOf('OTHERS', { checkIn: '2027-02-20', nights: 2 })),
      ofSecond(cancellationOf('OTHERS')),
    );
    for (const id of ['KITA-OTHERS-2', 'KITA-OTHERS-9'])
      expect(await desk.records.message(id)).to.equal('failed: number_of_other_agency');
    await desk.world.heyawari.advanceTo(new Date(desk.world.clock.now().getTime() + 2 * 3_600_000));
    expect(await living('OTHERS')).to.deep.equal([`${first} 02-20 1`]);
    await desk.world.deliver(ofSecond(newBooking('OTHERS', { checkIn: '2027-02-20' })));
    expect(await desk.records.message('KITA-OTHERS-9')).to.equal('imported');
    expect(await living('OTHERS')).to.deep.equal([`${first} 02-20 1`]);
  });

  it('is taken from the PMS’s own column for what the PMS imported by itself', async () => {
    const stay = { checkIn: '2027-02-24', nights: 1 };
    await imported(desk.world, newBooking('BEFORE', stay));
    await imported(desk.world, ofSecond(newBooking('BEFORE', stay)));
    await desk.world.deliver(ofSecond(changeOf('BEFORE', { ...stay, nights: 2 })));
    expect(await living('BEFORE')).to.have.members([`${first} 02-24 1`, `${second} 02-24 2`]);
    await desk.world.deliver(cancellationOf('BEFORE'));
    expect(await living('BEFORE')).to.deep.equal([`${second} 02-24 2`]);
  });

  it('is decided by a person where the PMS writes to the other booking too, and nothing of that is kept', async () => {
    const stay = { checkIn: '2027-02-27', nights: 1 };
    await book('TOUCHED', stay);
    const before = await bytesOf('TOUCHED', second);
    alsoWrites = true;
    await desk.world.deliver(changeOf('TOUCHED', { ...stay, nights: 2 }));
    expect(await desk.records.message('TOUCHED-2')).to.equal('failed: other_booking_touched');
    expect(await bytesOf('TOUCHED', second)).to.equal(before);
    expect(await living('TOUCHED')).to.have.members([`${first} 02-27 1`, `${second} 02-27 1`]);
  });

  it('is decided by a person where a message names no company, and by the number where one company has it', async () => {
    const nameless = (message: Message) => ({ ...message, xml: message.xml.replaceAll(first, '') });
    await desk.world.deliver(newBooking('ALONE', { checkIn: '2027-03-10' }));
    await desk.world.deliver(nameless(cancellationOf('ALONE')));
    expect(await living('ALONE')).to.deep.equal([]);
    await book('SHARED', { checkIn: '2027-03-10' });
    await desk.world.deliver(nameless(cancellationOf('SHARED')));
    expect(await desk.records.message('SHARED-9')).to.equal('failed: booking_ambiguous');
    expect(await living('SHARED')).to.have.length(2);
  });

  it('is held where a person has split one agency’s booking', async () => {
    await book('SPLIT', { checkIn: '2027-03-15' });
    await desk.world.rows(
      `INSERT INTO reservations (hotel_id, reservation_client_id, check_in, check_out, number_of_people, status, type, agent,
                                 ota_reservation_id, created_by)
       SELECT hotel_id, reservation_client_id, check_in, check_out, 1, status, type, agent, ota_reservation_id, 3
         FROM reservations WHERE ota_reservation_id = 'SPLIT' AND agent = $1`,
      [first],
    );
    await desk.world.deliver(cancellationOf('SPLIT'), ofSecond(cancellationOf('SPLIT')));
    expect(await desk.records.message('SPLIT-9')).to.equal('failed: booking_ambiguous');
    expect(await desk.records.message('KITA-SPLIT-9')).to.equal('imported');
  });
});
