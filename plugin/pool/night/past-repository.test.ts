// What the nightly run learns from: how bookings came and were lost, and how much rooms were used; and that reading it stays quick.
import { expect } from 'chai';
import { fadingUse } from '../../assignment/index.js';
import { hotelDate } from '../../domain/hotel-date.js';
import { hotelId } from '../../domain/ids.js';
import { type Bindings, createDatabase, type Sql, inHotel } from '../../platform/database/index.js';
import { bookingsArriving, roomUsage } from './past-repository.js';
import { cancellationOf, changeOf, newBooking, singles } from '../../../test/support/bookings.js';
import { useDatabase } from '../../../test/support/database.js';
import { type Records, recordsOf } from '../../../test/support/records.js';
import { createWorld, hotelInstant, type World } from '../../../test/support/world.js';

describe("a hotel's past", () => {
  const database = useDatabase();
  const calendar = { timeZone: 'Asia/Tokyo', turnsAt: 5 };
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101', '102', '103') });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    await world.deliver(
      newBooking('STAYS', { checkIn: '2027-01-25', nights: 2 }),
      newBooking('LOST', { checkIn: '2027-01-26', nights: 1 }),
      newBooking('DAY', { checkIn: '2027-01-27', nights: 0 }),
      newBooking('LATER', { checkIn: '2027-03-01' }),
    );
    // After midnight it is still the day before.
    world.clock.set(hotelInstant('2027-01-23', 4, 30));
    await world.deliver(
      cancellationOf('LOST', { checkIn: '2027-01-26', nights: 1 }),
      changeOf('STAYS', { checkIn: '2027-01-25', nights: 3 }),
      newBooking('LATE', { checkIn: '2027-01-25', nights: 1 }),
    );
  });

  const day = (date: string) => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
  const hotel = () => hotelId(world.hotel.hotelId);
  const arriving = (from: string, to: string) =>
    bookingsArriving(inHotel(createDatabase(world.pool), hotel()), hotelDate(from), hotelDate(to), calendar);

  it('knows of every booking for some arrival days, what was cancelled included, when it came and when it was lost', async () => {
    const found = new Map((await arriving('2027-01-20', '2027-02-01')).map((one) => [one.id, one]));
    const of = async (number: string) => found.get((await records.plan(number)).id);
    const typeId = world.hotel.typeIds.SGL;
    expect(await of('STAYS')).to.deep.include({
      ...{ typeId, arrival: day('2027-01-25'), nights: 3, bookedOn: day('2027-01-20'), lostOn: undefined },
    });
    expect(await of('LOST')).to.deep.include({ bookedOn: day('2027-01-20'), lostOn: day('2027-01-22') });
    expect(await of('DAY')).to.deep.include({ nights: 1 });
    expect(await of('LATE')).to.deep.include({ bookedOn: day('2027-01-22') });
    expect(found.size).to.equal(4);
  });

  it('knows how many nights each room was used, and until when', async () => {
    const { room } = await records.plan('STAYS');
    const usage = await roomUsage(inHotel(createDatabase(world.pool), hotel()), hotelDate('2027-01-27'), 7);
    expect(usage.size).to.equal(2);
    expect(usage.get(room as never)).to.deep.equal({
      ...fadingUse([1, 2], 7),
      ...{ lastUsedUntil: day('2027-01-27'), demandingUntil: undefined },
    });
  });

  it('is read by its indexes, however many years there are', async () => {
    await world.pool.query(
      `WITH years AS (
         INSERT INTO heyawari.booking_plans (hotel_id, booking_number, slot, check_in, check_out, people, booked_type_id,
                                             room_state, reason_key, entry_mode, entry_thresholds)
         SELECT $1, 'Y' || i, 0, DATE '2020-01-01' + i / 10, DATE '2020-01-02' + i / 10, 1, 1,
                'ended', 'placement.booked_type', 'BALANCE', '{}' FROM generate_series(1, 20000) AS i
         RETURNING hotel_id, id)
       INSERT INTO heyawari.booking_plan_history (hotel_id, plan_id, at, event, room_state)
       SELECT hotel_id, id, now(), 'ended', 'ended' FROM years`,
      [world.hotel.hotelId],
    );
    await world.pool.query('ANALYZE heyawari.booking_plans; ANALYZE heyawari.booking_plan_history');
    const sql = createDatabase(world.pool);
    const lines: string[] = [];
    const explaining: Sql = {
      ...sql,
      async rows<T extends object>(statement: string, bindings?: Bindings): Promise<T[]> {
        const plan = await sql.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement}`, bindings);
        lines.push(...plan.map((row) => row['QUERY PLAN']));
        return [];
      },
    };
    const month = [hotelDate('2024-01-01'), hotelDate('2024-02-01')] as const;
    await bookingsArriving(inHotel(explaining, hotel()), ...month, calendar);
    await roomUsage(inHotel(explaining, hotel()), month[1], 31);
    const plans = lines.join('\n');
    expect(plans).to.include('booking_plans_by_arrival').and.to.include('booking_plan_history_of_plan');
    expect(plans)
      .not.to.include('Seq Scan on booking_plans')
      .and.not.to.include('Seq Scan on booking_plan_history');
  });
});
