// What a clerk freed or gave in the PMS is not taken back when something else changes.
import { expect } from 'chai';
import { changeOf, newBooking, single, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const clerk = 3;
const dearer = [{ ...single, pricePerNight: 9000 }];

describe('what a clerk did in the PMS', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101', '102', '103', '104') });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const room = (name: string) => world.hotel.roomIds[name]!;
  const nightsOf = async (number: string) => (await records.reservation(number)).nights;
  /** Another agency's booking, for whose sake the plugin looks at the PMS. */
  const somethingElse = (number: string, checkIn: string) =>
    world.deliver(newBooking(`ELSE-${number}`, { checkIn, nights: 1 }));

  /** The calendar's dialog: nights outside are cancelled, missing ones copied. */
  const toDates = async (number: string, checkIn: string, checkOut: string) => {
    const { id } = await records.reservation(number);
    await world.rows(
      `UPDATE reservation_details SET cancelled = gen_random_uuid(), billable = FALSE, updated_by = ${clerk}
        WHERE reservation_id = $1 AND cancelled IS NULL AND (date < $2 OR date >= $3)`,
      [id, checkIn, checkOut],
    );
    await world.rows(
      `INSERT INTO reservation_details (hotel_id, reservation_id, date, room_id, number_of_people, price, billable, created_by)
       SELECT DISTINCT ON (day) hotel_id, reservation_id, day, room_id, number_of_people, price, TRUE, ${clerk}
         FROM reservation_details d CROSS JOIN generate_series($2::date, $3::date - 1, '1 day') AS day
        WHERE reservation_id = $1 AND NOT EXISTS (SELECT FROM reservation_details o
              WHERE o.reservation_id = $1 AND o.date = day AND o.cancelled IS NULL)
        ORDER BY day`,
      [id, checkIn, checkOut],
    );
    await world.rows(
      `UPDATE reservations SET check_in = $2, check_out = $3, updated_by = ${clerk} WHERE id = $1`,
      [id, checkIn, checkOut],
    );
  };
  const cancelNights = async (number: string, which: string) => {
    const { id } = await records.reservation(number);
    const nights = await world.rows<{ id: string }>(
      `SELECT d.id FROM reservation_details d WHERE reservation_id = $1 AND ${which}`,
      [id],
    );
    const ids = nights.map((night) => night.id);
    await world.host.reservations.cancelReservationRooms('test', world.hotel.hotelId, id, ids, clerk);
  };
  const makeFinal = async (number: string) => {
    const { id, rooms } = await records.reservation(number);
    const to = ['104', '103'].find((other) => other !== rooms[0])!;
    await world.host.reservations.updateReservationRoom('test', id, room(rooms[0]!), room(to), clerk);
  };

  const edits: readonly (readonly [
    what: string,
    month: string,
    edit: (number: string, month: string) => Promise<unknown>,
    nights: readonly string[],
  ])[] = [
    [
      'a night more',
      '03',
      (number, m) => toDates(number, `2027-${m}-01`, `2027-${m}-04`),
      ['01', '02', '03'],
    ],
    ['a night less', '04', (number, m) => toDates(number, `2027-${m}-01`, `2027-${m}-02`), ['01']],
    ['a cancelled night', '05', (number, m) => cancelNights(number, `date = '2027-${m}-02'`), ['01']],
    ['other dates', '06', (number, m) => toDates(number, `2027-${m}-02`, `2027-${m}-04`), ['02', '03']],
  ];
  for (const [what, month, edit, days] of edits) {
    for (const state of ['tentative', 'final']) {
      it(`${what} of a ${state} stay, is left by another booking and by a change of price`, async () => {
        const number = `${state}-${month}`;
        const checkIn = `2027-${month}-01`;
        await world.deliver(newBooking(number, { checkIn }));
        if (state === 'final') await makeFinal(number);
        await edit(number, month);
        const nights = days.map((day) => `2027-${month}-${day}`);
        await somethingElse(number, checkIn);
        expect(await nightsOf(number)).to.deep.equal(nights);
        expect(await records.plan(number)).to.include({ state, checkIn: nights[0]! });
        expect(await records.roomNights(number)).to.have.length(nights.length);
        await world.deliver(changeOf(number, { checkIn, rooms: dearer }));
        expect(await records.message(`${number}-2`)).to.equal('failed: edited_by_hand');
        expect(await nightsOf(number)).to.deep.equal(nights);
        expect(await records.roomNights(number)).to.have.length(nights.length);
      });
    }
  }

  it('is taken over where the agency says the same', async () => {
    await world.deliver(newBooking('SAME', { checkIn: '2027-07-01' }));
    await toDates('SAME', '2027-07-01', '2027-07-04');
    await world.deliver(changeOf('SAME', { checkIn: '2027-07-01', nights: 3 }));
    expect(await records.message('SAME-2')).to.equal('imported');
    await world.deliver(changeOf('SAME', { checkIn: '2027-07-01', nights: 2, version: 3 }));
    expect(await records.message('SAME-3')).to.equal('imported');
  });

  it('by moving the later nights to another room, is left by another booking and by a change of price', async () => {
    await world.deliver(newBooking('SPLIT', { checkIn: '2027-08-01' }));
    const { id, rooms } = await records.reservation('SPLIT');
    const to = ['104', '103'].find((other) => other !== rooms[0])!;
    await world.rows(
      `UPDATE reservation_details SET room_id = ${room(to)}, updated_by = ${clerk} WHERE reservation_id = $1 AND date = '2027-08-02'`,
      [id],
    );
    await somethingElse('SPLIT', '2027-08-01');
    await world.deliver(changeOf('SPLIT', { checkIn: '2027-08-01', rooms: dearer }));
    expect(await records.message('SPLIT-2')).to.equal('failed: rooms_of_group_changed');
    expect((await records.reservation('SPLIT')).rooms).to.deep.equal([rooms[0]!, to].sort());
  });

  it('with one of two rooms, is left by another booking and by a change of price', async () => {
    await world.deliver(newBooking('PAIR', { checkIn: '2027-09-01', rooms: [single, single] }));
    const [first, second] = (await records.reservation('PAIR')).rooms;
    await cancelNights('PAIR', `room_id = ${room(first!)}`);
    await somethingElse('PAIR', '2027-09-01');
    await world.deliver(changeOf('PAIR', { checkIn: '2027-09-01', rooms: [...dearer, ...dearer] }));
    expect(await records.message('PAIR-2')).to.equal('failed: rooms_of_group_changed');
    expect((await records.reservation('PAIR')).rooms).to.deep.equal([second]);
  });
});
