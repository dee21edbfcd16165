// Messages that are odd in what the stay does not depend on come into the PMS all the same; what cannot be read is seen as 部屋未定.
import { expect } from 'chai';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { cancellationOf, newBooking, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { replaced } from '../support/reports.js';
import { createWorld, type World } from '../support/world.js';

const edited = (
  message: Message,
  ...edits: readonly (readonly [part: string | RegExp, to: string])[]
): Message => ({
  ...message,
  xml: edits.reduce((xml, [part, to]) => replaced(xml, part, to), message.xml),
});

const triples = (...numbers: string[]) => numbers.map((room) => ({ room, type: 'TPL', capacity: 3 }));
const twin = (men: number) => ({ code: 'TWN', men, pricePerNight: 12_000 });

describe('an odd message', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102', '103'), ...twins('201', '202'), ...triples('301', '302')],
      upgrades: { SGL: ['TWN'], TWN: ['TPL'] },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const nightsOf = (number: string) =>
    world.rows<{ date: string; room: string; people: number; price: number }>(
      `SELECT to_char(d.date, 'MM-DD') AS date, o.room_number AS room, d.number_of_people AS people, d.price::int AS price
         FROM reservations r JOIN reservation_details d ON d.hotel_id = r.hotel_id AND d.reservation_id = r.id
         JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
        WHERE r.ota_reservation_id = $1 AND d.cancelled IS NULL ORDER BY d.date, d.number_of_people DESC, o.room_number`,
      [number],
    );
  const reservationOf = async (number: string) =>
    (
      await world.rows<{ comment: string; time: string; people: number }>(
        'SELECT comment, check_in_time::text AS time, number_of_people AS people FROM reservations WHERE ota_reservation_id = $1',
        [number],
      )
    )[0];

  it('of a guest who should have come before it did is imported, and staff read that; one of today is not odd', async () => {
    await world.deliver(
      newBooking('PAST', { checkIn: '2027-01-18', nights: 2 }),
      newBooking('TODAY', { checkIn: '2027-01-20', nights: 1 }),
    );
    const warnings = async (number: string) =>
      (
        await world.rows<{ warnings: unknown }>(
          'SELECT warnings FROM heyawari.ota_import_cache WHERE booking_number = $1',
          [number],
        )
      ).map((row) => row.warnings);
    expect(await records.message('PAST-1')).to.equal('imported');
    expect(await warnings('PAST')).to.deep.equal([
      [{ code: 'arrival_past', params: { checkIn: '2027-01-18', received: '2027-01-20' } }],
    ]);
    expect(await records.message('TODAY-1')).to.equal('imported');
    expect(await warnings('TODAY')).to.deep.equal([null]);
  });

  const times = [
    ['24:00', '24:00:00', undefined],
    ['25:00', '23:59:00', '到着予定：25:00'],
    ['26:30:00', '23:59:00', '到着予定：26:30:00'],
    ['未定', '16:00:00', '到着予定：未定'],
  ] as const;
  for (const [i, [said, stored, remark]] of times.entries())
    it(`with ${said} as its arrival time is imported, and staff read the time`, async () => {
      await world.deliver(
        edited(newBooking(`T${i}`, { checkIn: `2027-02-0${i + 1}`, nights: 1 }), ['15:00', said]),
      );
      expect(await records.message(`T${i}-1`)).to.equal('imported');
      const reservation = await reservationOf(`T${i}`);
      expect(reservation!.time).to.equal(stored);
      if (remark !== undefined) expect(reservation!.comment).to.include(remark);
    });

  for (const [i, written] of ['そば\u000Bです', 'A&B', '到着<17時', 'そば&#x0B;です'].entries())
    it(`with ${JSON.stringify(written)} in a remark is imported, and the rest of the remark kept`, async () => {
      const remark = `<OtherServiceInformation>備考 ${written} 以上</OtherServiceInformation></BasicInformation>`;
      await world.deliver(
        edited(newBooking(`R${i}`, { checkIn: `2027-02-1${i}`, nights: 1 }), ['</BasicInformation>', remark]),
      );
      expect(await records.message(`R${i}-1`)).to.equal('imported');
      expect((await reservationOf(`R${i}`))!.comment).to.match(/備考 .* 以上/s);
    });

  it('with a rate per person and its people in PerRoomPaxCount alone has its price and its people in the PMS', async () => {
    await world.deliver(
      edited(
        newBooking('P', { checkIn: '2027-02-20', rooms: [twin(2)] }),
        [/<TotalPerRoomRate>12000<\/TotalPerRoomRate>/g, '<PerPaxRate>6225</PerPaxRate>'],
        [/<RoomPaxMaleCount>.*?<\/RoomChildDNoneCount>/gs, ''],
      ),
    );
    expect(await nightsOf('P')).to.deep.equal([
      { date: '02-20', room: '201', people: 2, price: 12_450 },
      { date: '02-21', room: '201', people: 2, price: 12_450 },
    ]);
  });

  it('with all its people in the first of two rooms is upgraded like one with two in each', async () => {
    const checkIn = '2027-03-10';
    const twinsFull = ['F1', 'F2'].map((number) => newBooking(number, { checkIn, rooms: [twin(2)] }));
    await world.deliver(...twinsFull, newBooking('Z', { checkIn, rooms: [twin(4), twin(0)] }));
    expect(await records.message('Z-1')).to.equal('imported');
    expect((await records.plans('Z')).map(({ type }) => type)).to.deep.equal(['TPL', 'TPL']);
    expect((await nightsOf('Z')).map(({ people }) => people)).to.deep.equal([4, 0, 4, 0]);
    // The PMS is followed, and nothing about it calls for a change.
    const before = await records.plans('Z');
    await world.advanceTo('2027-01-21', 12);
    expect(await records.plans('Z')).to.deep.equal(before);
  });

  it('takes a small child that needs no bed into a room for two', async () => {
    const checkIn = '2027-03-20';
    await world.deliver(
      ...['G1', 'G2', 'G3'].map((number) => newBooking(number, { checkIn, nights: 1 })),
      newBooking('B', {
        checkIn,
        nights: 1,
        rooms: [{ code: 'SGL', men: 1, women: 1, infants: 1, pricePerNight: 9000 }],
      }),
    );
    expect((await records.plan('B')).type).to.equal('TWN');
    expect((await nightsOf('B'))[0]).to.include({ people: 3 });
  });

  it('has rooms with nights of their own', async () => {
    const message = newBooking('N', {
      checkIn: '2027-04-01',
      nights: 3,
      rooms: [twin(2), twin(1)],
      roomOrder: 'room',
    });
    await world.deliver(
      edited(message, [/<RoomAndGuestList>(?:(?!<RoomAndGuestList>).)*(?=<\/RoomAndGuestInformation>)/s, '']),
    );
    expect(await records.message('N-1')).to.equal('imported');
    expect((await nightsOf('N')).map(({ date, people }) => `${date} ${people}`)).to.deep.equal([
      ...['04-01 2', '04-01 1', '04-02 2', '04-02 1', '04-03 2'],
    ]);
    expect((await records.plans('N')).map(({ checkIn, checkOut }) => [checkIn, checkOut])).to.deep.equal([
      ...[
        ['2027-04-01', '2027-04-04'],
        ['2027-04-01', '2027-04-03'],
      ],
    ]);
  });

  const charged = (number: string) =>
    world.rows<{ status: string; charge: string }>(
      `SELECT r.status, sum(d.price) FILTER (WHERE d.billable)::text AS charge
         FROM reservations r JOIN reservation_details d ON d.hotel_id = r.hotel_id AND d.reservation_id = r.id
        WHERE r.ota_reservation_id = $1 GROUP BY r.hotel_id, r.id`,
      [number],
    );
  for (const [i, [said, charge]] of (
    [
      ['3,000円', '3000'],
      ['３０００', '3000'],
      ['無料', null],
    ] as const
  ).entries())
    it(`with a charge of ${said} cancels for ${charge ?? 'nothing'}`, async () => {
      const number = `CH${i}`;
      const checkIn = `2027-07-1${i}`;
      await world.deliver(newBooking(number, { checkIn }));
      const cancellation = cancellationOf(number, { checkIn, cancellationCharge: 1 });
      await world.deliver(edited(cancellation, [/(?<=<CancellationCharge>)[^<]*/, said]));
      expect(await records.message(`${number}-9`)).to.equal('imported');
      expect(await charged(number)).to.deep.equal([{ status: 'cancelled', charge }]);
    });

  it('that says the number of its booking twice cancels it', async () => {
    await world.deliver(newBooking('TW', { checkIn: '2027-07-20' }));
    const number = '<TravelAgencyBookingNumber>TW</TravelAgencyBookingNumber>';
    await world.deliver(edited(cancellationOf('TW', { checkIn: '2027-07-20' }), [number, number + number]));
    expect(await records.message('TW-9')).to.equal('imported');
    expect((await records.reservation('TW')).status).to.equal('cancelled');
  });

  it('with several discounts has them as one payment, of which the PMS would have none', async () => {
    const discounts = [100, 200].map(
      (yen) =>
        `<PointsDiscountList><PointsDiscount>${yen}</PointsDiscount><PointsDiscountName>P${yen}</PointsDiscountName></PointsDiscountList>`,
    );
    await world.deliver(
      edited(newBooking('PT', { checkIn: '2027-07-25' }), [
        '<BasicRate></BasicRate>',
        `<BasicRate>${discounts.join('')}</BasicRate>`,
      ]),
    );
    const payments = await world.rows(
      `SELECT p.value::int AS yen, p.comment FROM reservation_payments p
         JOIN reservations r ON r.hotel_id = p.hotel_id AND r.id = p.reservation_id WHERE r.ota_reservation_id = 'PT'`,
    );
    expect(payments).to.deep.equal([{ yen: 300, comment: 'P100・P200' }]);
  });

  const rateDates = /(?<=<RoomAndRoomRateInformation>.*?<RoomDate>)[^<]*(?=.*<RoomAndGuestInformation>)/gs;
  for (const [i, [what, edit]] of (
    [
      [
        'compact, and those of its rooms not',
        (xml: string) => xml.replace(rateDates, (d) => d.replaceAll('-', '')),
      ],
      [
        'with slashes, like all others',
        (xml: string) => xml.replace(/\d{4}-\d\d-\d\d(?=<)/g, (d) => d.replaceAll('-', '/')),
      ],
      ['with a zone, like all others', (xml: string) => xml.replace(/\d{4}-\d\d-\d\d(?=<)/g, '$&+09:00')],
    ] as const
  ).entries())
    it(`with the dates of its plans ${what}, has the plan on each night in the PMS`, async () => {
      const number = `PL${i}`;
      const message = newBooking(number, { checkIn: `2027-08-0${1 + 3 * i}`, nights: 2 });
      const xml = edit(message.xml);
      expect(xml).not.to.equal(message.xml);
      await world.deliver({ ...message, xml });
      expect(await records.message(`${number}-1`)).to.equal('imported');
      const plans = await world.rows(
        `SELECT d.plans_hotel_id IS NOT NULL OR d.plans_global_id IS NOT NULL AS found
           FROM reservations r JOIN reservation_details d ON d.hotel_id = r.hotel_id AND d.reservation_id = r.id
          WHERE r.ota_reservation_id = $1`,
        [number],
      );
      expect(plans).to.deep.equal([{ found: true }, { found: true }]);
    });

  it('that names nobody but a guest of a room is imported in that name', async () => {
    const guests =
      '<GuestInformation><GuestInformationList><GuestKanjiName>佐藤 次郎</GuestKanjiName></GuestInformationList></GuestInformation>';
    await world.deliver(
      edited(
        newBooking('GN', { checkIn: '2027-08-20', nights: 1 }),
        [/(?<=<(?:GuestOrGroup\w+|User(?:Name|Kana))>)[^<]*/g, ''],
        ['</RoomAndRoomRateInformation>', `${guests}</RoomAndRoomRateInformation>`],
      ),
    );
    expect(await records.message('GN-1')).to.equal('imported');
    const booker = await world.rows(
      `SELECT c.name_kanji AS name FROM reservations r JOIN clients c ON c.id = r.reservation_client_id
        WHERE r.ota_reservation_id = 'GN'`,
    );
    expect(booker).to.deep.equal([{ name: '佐藤 次郎' }]);
  });

  it('that the PMS cannot take is held for a person, and seen as 部屋未定', async () => {
    const entry = (code: string, date: string) =>
      `<RoomAndGuestList><RoomInformation><RoomTypeCode>${code}</RoomTypeCode><RoomPaxMaleCount>1</RoomPaxMaleCount></RoomInformation>` +
      `<RoomRateInformation><RoomDate>${date}</RoomDate><TotalPerRoomRate>1</TotalPerRoomRate></RoomRateInformation></RoomAndGuestList>`;
    const entries = [
      entry('SGL', '2027-05-01'),
      entry('SGL', '2027-05-02'),
      entry('TWN', '2027-05-02'),
      entry('TWN', '2027-05-03'),
    ];
    const message = newBooking('S', { checkIn: '2027-05-01', nights: 3 });
    await world.deliver(edited(message, [/<RoomAndGuestList>.*<\/RoomAndGuestList>/s, entries.join('')]));
    expect(await records.message('S-1')).to.equal('failed: rooms_staggered');
    expect((await records.plans('S')).map(({ state }) => state)).to.deep.equal(['unplaced', 'unplaced']);
    await world.deliver(cancellationOf('S', { checkIn: '2027-05-01' }));
    expect((await records.plans('S')).map(({ state }) => state)).to.deep.equal(['ended', 'ended']);
  });

  describe('that is damaged beyond repair', () => {
    const damaged: readonly (readonly [
      what: string,
      number: string,
      damage: readonly [string | RegExp, string],
      failure: string,
    ])[] = [
      ['in a price', 'D1', [/8000/g, '無料'], 'price_invalid'],
      ['in its names', 'D2', [/(?<=<(?:GuestOrGroup\w+|User\w+)>)[^<]*/g, ''], 'name_missing'],
      ['in its departure', 'D3', [/(?<=<CheckOutDate>)[^<]*/, '2027-02-30'], 'date_invalid'],
    ];
    for (const [what, number, damage, failure] of damaged)
      it(`${what} is seen as 部屋未定 until a whole one settles it`, async () => {
        const message = newBooking(number, { checkIn: '2027-06-01', nights: 2 });
        await world.deliver(edited(message, damage));
        expect(await records.message(`${number}-1`)).to.equal(`failed: ${failure}`);
        expect(await records.plan(number)).to.include({
          state: 'unplaced',
          checkIn: '2027-06-01',
          checkOut: '2027-06-03',
        });
        expect(await records.reservations(number)).to.deep.equal([]);
        await world.deliver(newBooking(number, { checkIn: '2027-06-01', nights: 2, version: 2 }));
        expect((await records.plan(number)).state).to.equal('tentative');
        expect(await records.message(`${number}-1`)).to.equal('superseded');
        await world.deliver(cancellationOf(number, { checkIn: '2027-06-01' }));
      });

    for (const [element, of] of [
      ['DataID', 'an id'],
      ['TravelAgencyBookingNumber', 'a booking number'],
    ] as const)
      it(`by ${of} that the PMS cannot keep is seen as 部屋未定, by the beginning of its number, and says so`, async () => {
        const start = `LONG-${element}`;
        const long = start.padEnd(256, '0');
        const saying = (id: string, version: number) => ({
          ...edited(newBooking(start, { checkIn: '2027-06-15', nights: 2, version }), [
            new RegExp(`(?<=<${element}>)[^<]*`),
            id,
          ]),
          dataId: undefined,
        });
        await world.deliver(saying(long, 1), saying(`${long}1`, 2));
        const failed = await world.rows(
          `SELECT failure_code AS code, failure_params AS params, status FROM heyawari.ota_import_cache
            WHERE booking_number LIKE $1 || '%'`,
          [start],
        );
        const told = { code: 'id_too_long', params: { element, most: 255 }, status: 'failed' };
        expect(failed).to.deep.equal([told, told]);
        const plans = await world.rows<{ number: string; state: string }>(
          `SELECT booking_number AS number, room_state AS state FROM heyawari.booking_plans WHERE booking_number LIKE $1 || '%'`,
          [start],
        );
        expect(plans.map(({ state }) => state)).to.deep.equal(
          element === 'DataID' ? ['unplaced'] : ['unplaced', 'unplaced'],
        );
        expect(Math.max(...plans.map(({ number }) => number.length))).to.be.at.most(255);
      });

    it('by being cut off is seen as 部屋未定 too, and the whole one comes in', async () => {
      const message = newBooking('D4', { checkIn: '2027-06-10', nights: 1 });
      await world.deliver({
        dataId: undefined,
        xml: message.xml.slice(0, message.xml.indexOf('</RoomTypeName>')),
      });
      expect(await records.plan('D4')).to.include({ state: 'unplaced', checkIn: '2027-06-10' });
      await world.deliver(message);
      expect((await records.plan('D4')).state).to.equal('tentative');
      expect(await records.message('D4-1')).to.equal('imported');
    });

    it('or too large to be read is seen as 部屋未定, and the one that can be read comes in', async () => {
      const message = newBooking('D6', { checkIn: '2027-06-23', nights: 1 });
      const blob = `<Blob>${'A'.repeat(4_200_000)}</Blob></BasicInformation>`;
      await world.deliver(edited(message, ['</BasicInformation>', blob]));
      expect(await records.message('D6-1')).to.equal('failed: xml_too_large');
      expect(await records.plan('D6')).to.include({ state: 'unplaced', checkIn: '2027-06-23' });
      await world.deliver(newBooking('D6', { checkIn: '2027-06-23', nights: 1, version: 2 }));
      expect((await records.plan('D6')).state).to.equal('tentative');
      expect(await records.message('D6-1')).to.equal('superseded');
    });

    it('is seen as the day use that it is, until its cancellation', async () => {
      await world.deliver(edited(newBooking('D7', { checkIn: '2027-06-25', nights: 0 }), [/8000/g, '無料']));
      expect(await records.message('D7-1')).to.equal('failed: price_invalid');
      expect(await records.plan('D7')).to.include({
        ...{ state: 'unplaced', checkIn: '2027-06-25', checkOut: '2027-06-25' },
      });
      await world.deliver(cancellationOf('D7', { checkIn: '2027-06-25', nights: 0 }));
      expect((await records.plan('D7')).state).to.equal('ended');
    });

    it('leaves a guest who has a room where he is', async () => {
      const message = newBooking('D5', { checkIn: '2027-06-20', nights: 1 });
      await world.deliver(message);
      const change = newBooking('D5', { checkIn: '2027-06-20', nights: 1, kind: 'change', version: 2 });
      await world.deliver(edited(change, [/8000/g, '?']));
      expect(await records.message('D5-2')).to.equal('failed: price_invalid');
      expect((await records.plan('D5')).state).to.equal('tentative');
    });
  });
});
