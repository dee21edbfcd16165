// What a person took, entered or agreed on stays when the booking's agency changes it, whatever was settled or accepted before.
import { expect } from 'chai';
import { changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { type ClerkEdits, clerkEdits } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

interface Message {
  readonly id: number;
  readonly version: number;
}

describe('what a person did to a booking', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, {
    auth: guardsByToken,
    rooms: [...singles('101', '102'), ...twins('201', '202')],
  });
  let staff: Staff;
  let edit: ClerkEdits;

  before(() => {
    staff = staffAt(desk.world.heyawari, desk.world.hotel.hotelId, 'view', 'operate');
    edit = clerkEdits(desk.world);
  });

  const newest = async (number: string) =>
    (await staff<{ items: Message[] }>('get', `/imports/messages?bookingNumber=${number}`)).body.items[0]!;
  const act = async ({ id, version }: Message, action: string, body: object = {}) =>
    staff<{ imported?: boolean; key?: string; reason: { key: string } | null }>(
      'post',
      `/imports/messages/${id}/${action}`,
      { version, ...body },
    );
  const deliver = (...messages: Parameters<typeof desk.world.deliver>) => desk.world.deliver(...messages);
  const payments = async (number: string) =>
    (
      await desk.world.rows<{ value: string }>(
        `SELECT p.value FROM reservation_payments p JOIN reservations r ON r.hotel_id = p.hotel_id AND r.id = p.reservation_id
          WHERE r.ota_reservation_id = $1`,
        [number],
      )
    ).map(({ value }) => Number(value));
  const guests = async (number: string) =>
    (
      await desk.world.rows<{ kanji: string }>(
        `SELECT DISTINCT c.name_kanji AS kanji FROM reservations r
           JOIN reservation_details d ON d.hotel_id = r.hotel_id AND d.reservation_id = r.id AND d.cancelled IS NULL
           JOIN reservation_clients k ON k.hotel_id = d.hotel_id AND k.reservation_details_id = d.id
           JOIN clients c ON c.id = k.client_id WHERE r.ota_reservation_id = $1 ORDER BY 1`,
        [number],
      )
    ).map(({ kanji }) => kanji);
  const unmapped = [{ ...single, code: 'NEW' }];

  it('keeps its payment when it was entered by hand, linked, and its agency changes it (D2, O12)', async () => {
    const checkIn = '2027-02-01';
    await deliver(newBooking('LINKED', { checkIn, rooms: unmapped }));
    const reservationId = await desk.walkIn('101', checkIn, '2027-02-03');
    await desk.world.rows(
      `INSERT INTO reservation_payments (hotel_id, reservation_id, client_id, date, value, payment_type_id, created_by)
       SELECT hotel_id, id, reservation_client_id, check_in, 5000, 1, 3 FROM reservations WHERE id = $1`,
      [reservationId],
    );
    await act(await newest('LINKED'), 'resolve', { resolution: 'entered_by_hand', reservationId });
    await deliver(changeOf('LINKED', { checkIn, nights: 3 }));
    expect(await payments('LINKED')).to.deep.equal([5000]);
  });

  it('keeps a payment taken at the desk when its held change is 「PMSで対応済み」 and its agency changes it again (D2, O12)', async () => {
    const checkIn = '2027-02-08';
    await deliver(newBooking('DONE', { checkIn }));
    await edit.addPayment('DONE', 5000);
    await deliver(changeOf('DONE', { checkIn, nights: 3 }));
    await act(await newest('DONE'), 'resolve', { resolution: 'done_in_pms' });
    await deliver(changeOf('DONE', { checkIn, nights: 4, version: 3 }));
    expect(await payments('DONE')).to.deep.equal([5000]);
  });

  for (const [what, number, checkIn, before] of [
    ['for its price alone', 'SEEN', '2027-02-15', () => edit.changePrice('SEEN', 9000)],
    ['for another payment', 'SEEN-PAID', '2027-02-22', () => edit.addPayment('SEEN-PAID', 3000)],
  ] as const)
    it(`keeps a payment taken after somebody looked at the held change, which was held ${what} (O7, D2)`, async () => {
      const paid = number === 'SEEN' ? [] : [3000];
      await deliver(newBooking(number, { checkIn }));
      await before();
      await deliver(changeOf(number, { checkIn, nights: 3 }));
      const held = await newest(number);
      const look = async () =>
        (await staff<{ seen: string }>('get', `/imports/messages/${held.id}`)).body.seen;
      const seen = await look();
      await edit.addPayment(number, 5000);
      for (const shown of [{ seen }, {}]) {
        const { status, body } = await act(held, 'accept', shown);
        expect([status, body.key]).to.deep.equal([409, 'imports.edited_meanwhile']);
      }
      expect(await payments(number)).to.deep.equal([...paid, 5000]);
      const { body } = await act(held, 'accept', { seen: await look() });
      expect(body.imported).to.equal(true);
      expect(await payments(number)).to.deep.equal([]);
    });

  it('keeps a payment taken for a cancelled reservation after somebody looked at the change that would revive it (O7)', async () => {
    const checkIn = '2027-04-05';
    await deliver(newBooking('SEEN-CXL', { checkIn }));
    await edit.cancel('SEEN-CXL');
    await deliver(changeOf('SEEN-CXL', { checkIn, nights: 3 }));
    const held = await newest('SEEN-CXL');
    const { seen } = (await staff<{ seen: string | null }>('get', `/imports/messages/${held.id}`)).body;
    await edit.addPayment('SEEN-CXL', 5000);
    const { status, body } = await act(held, 'accept', { seen });
    expect([status, body.key]).to.deep.equal([409, 'imports.edited_meanwhile']);
    expect(await payments('SEEN-CXL')).to.deep.equal([5000]);
  });

  describe('whose guests a clerk chose among clients that imports have made', () => {
    const [friend, booker] = ['友人 次郎', '佐藤 花子'];
    const ofStay = `SELECT d.id FROM reservation_details d JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
      WHERE r.ota_reservation_id = $1`;
    const theFriend = `(SELECT reservation_client_id FROM reservations WHERE ota_reservation_id = 'FRIEND')`;
    before(() => deliver(newBooking('FRIEND', { checkIn: '2027-03-01', name: friend })));

    for (const [what, checkIn, statement, expected] of [
      [
        'the one put in the booker’s place',
        '2027-03-08',
        `UPDATE reservation_clients SET client_id = ${theFriend}, updated_by = 3 WHERE reservation_details_id IN (${ofStay})`,
        [friend],
      ],
      [
        'the one put beside the booker',
        '2027-03-15',
        `INSERT INTO reservation_clients (hotel_id, reservation_details_id, client_id, created_by)
         SELECT hotel_id, id, ${theFriend}, 3 FROM reservation_details WHERE id IN (${ofStay})`,
        [booker, friend],
      ],
      [
        'nobody where the booker was taken out',
        '2027-03-22',
        `DELETE FROM reservation_clients WHERE reservation_details_id IN (${ofStay})`,
        [],
      ],
    ] as const)
      it(`keeps ${what} (D2)`, async () => {
        const number = `GUEST-${checkIn}`;
        await deliver(newBooking(number, { checkIn, name: booker }));
        await desk.world.rows(statement, [number]);
        for (const version of [2, 3])
          await deliver(
            changeOf(number, {
              ...{ checkIn, name: booker, version },
              rooms: [{ ...single, pricePerNight: 8000 + 100 * version }],
            }),
          );
        expect(await newest(number)).to.include({ status: 'imported' });
        expect(await guests(number)).to.deep.equal(expected);
      });

    it('keeps one in each of two rooms when its agency changes both to another type (D2)', async () => {
      const checkIn = '2027-03-29';
      const two = (code: string) => ({ checkIn, name: booker, rooms: Array(2).fill({ ...single, code }) });
      await deliver(newBooking('APART', two('SGL')));
      const oneEach = `UPDATE reservation_clients k SET client_id = ${theFriend}, updated_by = 3
         FROM reservation_details d JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
        WHERE d.id = k.reservation_details_id AND o.room_number = '102' AND d.id IN (${ofStay})`;
      await desk.world.rows(oneEach, ['APART']);
      await deliver(changeOf('APART', two('TWN')));
      expect(await newest('APART')).to.include({ status: 'imported' });
      const byRoom = await desk.world.rows<{ room: string; guest: string }>(
        `SELECT DISTINCT o.room_number AS room, c.name_kanji AS guest FROM reservation_details d
           JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
           JOIN reservation_clients k ON k.hotel_id = d.hotel_id AND k.reservation_details_id = d.id
           JOIN clients c ON c.id = k.client_id WHERE d.id IN (${ofStay}) ORDER BY 1`,
        ['APART'],
      );
      expect(byRoom).to.deep.equal([
        { room: '201', guest: booker },
        { room: '202', guest: friend },
      ]);
    });
  });
});
