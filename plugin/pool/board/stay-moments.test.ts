// What SQL counts, lists and acts on is what the rules of domain/stay-moments.ts say, at every border of a hotel's day.
import { expect } from 'chai';
import type { RoomState } from '../../domain/booking-plan.js';
import { addDays, type HotelDate, hotelDate } from '../../domain/hotel-date.js';
import { hotelId } from '../../domain/ids.js';
import {
  arrivesToday,
  hotelMoment,
  isCurrent,
  isDueSoon,
  isPastDeadline,
} from '../../domain/stay-moments.js';
import { askTogether, createDatabase, type HotelSql, inHotel } from '../../platform/database/index.js';
import { pageOfPlans, type PlanFilter } from './plan-lists.js';
import { poolFigures } from './views-repository.js';
import { finaliseDue } from '../plans/final-rooms-repository.js';
import { useDatabase } from '../../../test/support/database.js';

const calendar = { timeZone: 'Asia/Tokyo', turnsAt: 5 };
const day = hotelDate('2027-01-20');
const at = (clock: string) => new Date(`2027-01-${clock}+09:00`);
const hotel = hotelId(1);

interface Stay {
  readonly number: string;
  readonly checkIn: HotelDate;
  readonly checkOut: HotelDate;
  readonly roomState: RoomState;
  readonly poolDeadline: Date | undefined;
}

const deadlines = ['20T06:00', '20T12:00', '20T12:00:00.001', '21T04:59:59.999', '21T05:00', '22T05:00'].map(
  at,
);
const dates = [-2, -1, 0, 1].flatMap((arrival) =>
  [0, 1, 2].map((nights) => [addDays(day, arrival), addDays(day, arrival + nights)] as const),
);
const stays: Stay[] = dates.flatMap(([checkIn, checkOut], i) => [
  ...(['final', 'unplaced', 'ended'] as const).map((roomState) => ({
    ...{ number: `${roomState}-${i}`, checkIn, checkOut, roomState, poolDeadline: undefined },
  })),
  ...deadlines.map((poolDeadline, j) => ({
    ...{ number: `tentative-${i}-${j}`, checkIn, checkOut, roomState: 'tentative' as const, poolDeadline },
  })),
]);

describe('what is said of stays at a moment', () => {
  const database = useDatabase();
  let sql: HotelSql;

  before(async () => {
    sql = inHotel(createDatabase(database.pool()), hotel);
    await database.pool().query(
      `INSERT INTO heyawari.booking_plans
              (hotel_id, booking_number, slot, check_in, check_out, people, booked_type_id, room_id, room_type_id, physical_room,
               room_state, final_cause, pool_status, pool_deadline_time, reason_key, entry_mode, entry_thresholds)
       SELECT $1, number, 0, "checkIn", "checkOut", 2, 1, room, room, CAST(room AS text), "roomState",
              CASE WHEN "roomState" = 'final' THEN 'deadline' END, CASE WHEN "roomState" = 'tentative' THEN 'waiting' END,
              "poolDeadline", 'placement.booked_type', 'BALANCE', '{}'
         FROM (SELECT *, CASE WHEN "roomState" IN ('final', 'tentative') THEN 1 END AS room
                 FROM jsonb_to_recordset($2::jsonb) AS s(number text, "checkIn" date, "checkOut" date, "roomState" text,
                      "poolDeadline" timestamptz)) AS s`,
      [hotel, JSON.stringify(stays)],
    );
  });

  const numbers = (chosen: readonly Stay[]) => chosen.map(({ number }) => number).sort();

  for (const clock of ['20T00:00', '20T04:59', '20T05:00', '20T06:00', '20T12:00', '21T00:00', '21T05:00']) {
    const moment = hotelMoment(at(clock), calendar);
    const listed = async (filter: PlanFilter) => {
      const { page } = await askTogether(sql, {
        page: pageOfPlans(moment, filter, { page: 1, pageSize: 200 }),
      });
      expect(page.total).to.equal(page.plans.length);
      return page.plans.map(({ bookingNumber }) => bookingNumber as string).sort();
    };
    const current = stays.filter((stay) => isCurrent(stay, moment));

    it(`is listed as the rules have it at ${clock} in Japan`, async () => {
      expect(await listed({})).to.deep.equal(numbers(current));
      for (const [name, rule] of [
        ['arrives_today', arrivesToday],
        ['due_soon', isDueSoon],
        ['past_deadline', isPastDeadline],
      ] as const)
        expect(await listed({ moment: name }), name).to.deep.equal(
          numbers(stays.filter((stay) => rule(stay, moment))),
        );
    });

    it(`is counted as it is listed at ${clock} in Japan`, async () => {
      const { figures } = await askTogether(sql, { figures: poolFigures(moment) });
      const count = (rule: (stay: Stay) => boolean, among = current) => among.filter(rule).length;
      expect(figures).to.include({
        tentative: count(({ roomState }) => roomState === 'tentative'),
        final: count(({ roomState }) => roomState === 'final'),
        unplaced: count(({ roomState }) => roomState === 'unplaced'),
        arrivalsToday: count((stay) => arrivesToday(stay, moment)),
        dueSoon: count((stay) => isDueSoon(stay, moment), stays),
        pastDeadline: count((stay) => isPastDeadline(stay, moment), stays),
      });
    });
  }

  it('is no reason not to find a past stay by its whole number, or by its dates', async () => {
    const moment = hotelMoment(at('20T12:00'), calendar);
    const found = async (filter: PlanFilter) => {
      const { page } = await askTogether(sql, {
        page: pageOfPlans(moment, filter, { page: 1, pageSize: 9 }),
      });
      return page.plans.map(({ bookingNumber }) => bookingNumber as string);
    };
    const past = stays.find(({ roomState, checkOut }) => roomState === 'final' && checkOut < day)!;
    expect(await found({ search: past.number })).to.deep.equal([past.number]);
    expect(await found({ search: past.number.slice(0, -1), state: 'final' })).to.not.include(past.number);
    const { checkIn: from, checkOut: to } = past;
    expect(await found({ from, to, state: 'final' })).to.include(past.number);
  });

  it('is acted on as it is said: a sweep makes final what is past its deadline, and what was when its guest left', async () => {
    const moment = hotelMoment(at('20T12:00'), calendar);
    const done = await createDatabase(database.pool())
      .transaction((tx) => finaliseDue(inHotel(tx, hotel), moment.now, 1_000))
      .then((ids) => ids.length);
    const due = stays.filter(
      ({ roomState, poolDeadline }) => roomState === 'tentative' && poolDeadline! <= moment.now,
    );
    expect(done).to.equal(due.length);
    const past = stays.filter((stay) => isPastDeadline(stay, moment));
    expect(due).to.include.members(past);
    expect(past.length).to.be.lessThan(due.length);
  });
});
