// What fits of a stay without a room is held in the PMS as 押さえ (D6): by a person or by the hotel's setting, until it has a room or is no more.
import { expect } from 'chai';
import type {
  BookingPlanAnswer,
  ImportSettingsAnswer,
  StaysWithoutRoomAnswer,
} from '../../plugin/api/index.js';
import { cancellationOf, changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { frontDesk, useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

interface Held {
  readonly reservation: string;
  readonly status: string;
  readonly comment: string;
  readonly by: number;
  readonly nights: readonly string[];
}
interface Refused {
  readonly key: string;
}

const hour = 3_600_000;
const client = '22222222-2222-2222-2222-222222222222';

describe('what fits of a stay without a room', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, {
    auth: guardsByToken,
    rooms: [...singles('101', '102'), ...twins('201')],
  });
  let staff: Staff;
  /** Each test has a month of its own; the first one that of today. */
  let month = 0;
  const day = (n: number) => {
    const [year, of] = [2027 + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1];
    return `${year}-${String(of).padStart(2, '0')}-${String(n).padStart(2, '0')}`;
  };

  before(() => {
    const { heyawari, hotel } = desk.world;
    staff = staffAt(heyawari, hotel.hotelId, 'view', 'operate', 'supervise', 'configure');
  });
  beforeEach(async () => {
    month += 1;
    await setting(false);
  });

  const booked = (number: string, from: number, nights: number, code = 'SGL') =>
    newBooking(number, { checkIn: day(from), nights, rooms: [{ ...single, code }] });
  const named = (name: string) => `${name}-${month}`;

  /** 101 is taken on the second night and 102 throughout: of the five nights of `W` four fit, in 101. */
  async function fourOfFive(from = 1): Promise<string> {
    const [a, waits] = [named('A'), named('W')];
    await desk.walkIn('102', day(from), day(from + 5));
    await desk.world.deliver(booked(a, from + 1, 1));
    await final(a);
    await desk.world.deliver(booked(waits, from, 5));
    expect(await desk.records.message(`${waits}-1`)).to.equal('pending: no_availability');
    return waits;
  }
  async function final(...numbers: string[]): Promise<void> {
    for (const number of numbers) {
      const { id, version } = await desk.records.plan(number);
      expect((await staff('post', `/booking-plans/${id}/final-room`, { version })).status).to.equal(200);
    }
  }

  const holds = () =>
    desk.world.rows<Held>(
      `SELECT r.id AS reservation, r.status, r.comment, r.created_by AS by,
              array_remove(array_agg(CASE WHEN d.cancelled IS NULL THEN o.room_number || ' ' || to_char(d.date, 'DD') END ORDER BY d.date), NULL) AS nights
         FROM reservations r JOIN reservation_details d ON d.hotel_id = r.hotel_id AND d.reservation_id = r.id
         JOIN rooms o ON o.hotel_id = r.hotel_id AND o.id = d.room_id
        WHERE r.reservation_client_id = $1 AND to_char(r.check_in, 'YYYY-MM') = $2
        GROUP BY r.hotel_id, r.id ORDER BY r.check_in, r.created_at`,
      [client, day(1).slice(0, 7)],
    );
  const heldNights = async () =>
    (await holds()).filter(({ status }) => status === 'block').flatMap(({ nights }) => nights);
  const shown = async (number: string) => {
    const { body } = await staff<StaysWithoutRoomAnswer>('get', '/imports/stays-without-room');
    return body.items.find(({ plan }) => plan.bookingNumber === number);
  };
  const nightsShown = (
    parts: readonly { readonly room: { readonly number: string }; readonly nights: readonly string[] }[],
  ) => parts.flatMap(({ room, nights }) => nights.map((night) => `${room.number} ${night.slice(-2)}`));
  const act = async (what: 'hold' | 'end-hold', number: string, seen?: number) => {
    const { id, version } = await desk.records.plan(number);
    return staff<BookingPlanAnswer & Refused>('post', `/booking-plans/${id}/${what}`, {
      version: seen ?? version,
    });
  };
  const setting = async (holdsWhatFits: boolean) => {
    const { version } = (await staff<ImportSettingsAnswer>('get', '/imports/settings')).body;
    expect((await staff('put', '/imports/settings', { version, holdsWhatFits })).status).to.equal(200);
    await desk.world.heyawari.drain();
  };
  const nextHour = () => desk.world.heyawari.advanceTo(new Date(desk.world.clock.now().getTime() + hour));
  const audited = async (action: string) => (await desk.audit(action)).at(-1)!;
  const fits = ['101 01', '101 03', '101 04', '101 05'];

  it('is over when its nights are', async () => {
    const waits = await fourOfFive(21);
    await act('hold', waits);
    expect(await heldNights()).to.deep.equal(['101 21', '101 23', '101 24', '101 25']);
    await desk.world.advanceTo(day(23), 12);
    expect(await heldNights()).to.deep.equal(['101 23', '101 24', '101 25']);
    await desk.world.advanceTo(day(26), 12);
    expect(await heldNights()).to.deep.equal([]);
    expect(await desk.world.rows('SELECT FROM heyawari.stay_holds')).to.deep.equal([]);
  });

  it('is held by a person as the PMS holds a room itself, in as few rooms as possible, and names the booking but no guest', async () => {
    const waits = await fourOfFive();
    const before = (await shown(waits))!;
    expect([nightsShown(before.held), nightsShown(before.holdable)]).to.deep.equal([[], fits]);
    const { status, body } = await act('hold', waits);
    expect([status, body.state, body.version]).to.deep.equal([200, 'unplaced', before.plan.version + 1]);
    const made = await holds();
    expect(made.map(({ status: state, nights }) => [state, ...nights])).to.deep.equal([
      ['block', '101 01'],
      ['block', '101 03', '101 04', '101 05'],
    ]);
    for (const { comment, by } of made) {
      expect(comment).to.match(new RegExp(`部屋未定.*予約番号 ${waits}`));
      expect(by).to.equal(7);
    }
    const after = (await shown(waits))!;
    expect([nightsShown(after.held), nightsShown(after.holdable)]).to.deep.equal([fits, []]);
    const { details, user_id: user } = await audited('booking-plan.hold-nights');
    expect(user).to.equal(7);
    expect(details.before).to.deep.equal({ held: [] });
    expect((details.after as { held: object[] }).held).to.have.length(2);
    expect(await desk.records.doubleBooked()).to.deep.equal([]);
  });

  it('is sold to nobody else, neither by us nor by the PMS', async () => {
    const waits = await fourOfFive();
    await act('hold', waits);
    await desk.world.deliver(booked(named('OTHER'), 3, 2));
    expect(await desk.records.message(`${named('OTHER')}-1`)).to.equal('pending: no_availability');
    const free = await desk.world.host.reservations.selectAvailableRooms(
      undefined,
      desk.world.hotel.hotelId,
      day(3),
      day(5),
    );
    expect(free.map(({ room_number: number }) => number)).to.deep.equal(['201']);
    // The night before it holds is free.
    const stock = await desk.world.rows(
      `SELECT FROM vw_room_inventory v JOIN room_types t ON t.id = v.room_type_id AND t.hotel_id = v.hotel_id
        WHERE v.date = $1 AND t.name = 'SGL' AND v.room_count >= v.total_rooms`,
      [day(3)],
    );
    expect(stock).to.have.length(1);
  });

  it('is given up when the stay is placed, and the stay has that very room', async () => {
    const waits = await fourOfFive();
    await act('hold', waits);
    await desk.world.deliver(cancellationOf(named('A')));
    expect(await desk.records.message(`${waits}-1`)).to.equal('imported');
    expect((await desk.records.plan(waits)).room).to.equal('101');
    expect(await heldNights()).to.deep.equal([]);
    expect((await holds()).map(({ status }) => status)).to.deep.equal(['cancelled', 'cancelled']);
    expect((await desk.records.reservation(waits)).nights).to.have.length(5);
    expect(await desk.records.doubleBooked()).to.deep.equal([]);
  });

  it('comes free when the booking is cancelled, for those who wait', async () => {
    const waits = await fourOfFive();
    await act('hold', waits);
    const other = named('OTHER');
    await desk.world.deliver(booked(other, 3, 2));
    await desk.world.deliver(cancellationOf(waits));
    expect(await heldNights()).to.deep.equal([]);
    expect(await desk.records.message(`${other}-1`)).to.equal('imported');
    expect((await desk.records.plan(other)).room).to.equal('101');
  });

  it('comes free when its booking is for other nights or of another type, and stays where these still need it', async () => {
    const waits = await fourOfFive();
    await act('hold', waits);
    await desk.world.deliver(changeOf(waits, { checkIn: day(2), nights: 4 }));
    expect(await desk.records.message(`${waits}-2`)).to.equal('pending: no_availability');
    expect(await heldNights()).to.deep.equal(fits.slice(1));
    await desk.world.deliver(booked(named('T'), 1, 5, 'TWN'));
    await final(named('T'));
    await desk.world.deliver(
      changeOf(waits, { version: 3, checkIn: day(2), nights: 4, rooms: [{ ...single, code: 'TWN' }] }),
    );
    expect(await desk.records.message(`${waits}-3`)).to.equal('pending: no_availability');
    expect(await heldNights()).to.deep.equal([]);
  });

  it('comes free when a person settles the booking otherwise', async () => {
    const waits = await fourOfFive();
    await act('hold', waits);
    const { message } = (await shown(waits))!;
    const { status } = await staff('post', `/imports/messages/${message!.id}/resolve`, {
      ...{ version: message!.version, resolution: 'housed_elsewhere' },
      ...{ where: '港ビジネスホテル', who: '田中' },
    });
    expect(status).to.equal(200);
    expect(await heldNights()).to.deep.equal([]);
  });

  it('comes free when a person takes it back, and is not held again by itself, but by a person', async () => {
    const waits = await fourOfFive();
    await act('hold', waits);
    expect((await act('end-hold', waits)).status).to.equal(200);
    expect(await heldNights()).to.deep.equal([]);
    const { details } = await audited('booking-plan.end-hold');
    expect((details.before as { held: object[] }).held).to.have.length(2);
    expect(details.after).to.deep.equal({ held: [] });
    await setting(true);
    await nextHour();
    expect(await heldNights()).to.deep.equal([]);
    expect((await act('hold', waits)).status).to.equal(200);
    expect(await heldNights()).to.deep.equal(fits);
  });

  it('is forgotten when a clerk deletes or changes it in the PMS, and not held again by itself', async () => {
    const waits = await fourOfFive();
    await setting(true);
    expect(await heldNights()).to.deep.equal(fits);
    const [, second] = await holds();
    await desk.world.host.reservations.updateReservationStatus('test', {
      ...{ id: second!.reservation, hotel_id: desk.world.hotel.hotelId },
      ...{ status: 'cancelled', updated_by: frontDesk },
    });
    await desk.world.heyawari.drain();
    expect(nightsShown((await shown(waits))!.held)).to.deep.equal(['101 01']);
    await nextHour();
    await nextHour();
    expect(await heldNights()).to.deep.equal(['101 01']);
    const refused = await act('end-hold', waits);
    expect(refused.status).to.equal(200);
    const again = await act('end-hold', waits);
    expect([again.status, again.body.key]).to.deep.equal([409, 'pool.nothing_held']);
  });

  it('is held by itself where the hotel has set so, once, and a night that comes to fit is added', async () => {
    const waits = await fourOfFive();
    expect(await heldNights()).to.deep.equal([]);
    await setting(true);
    expect(await heldNights()).to.deep.equal(fits);
    const first = await holds();
    expect(first.map(({ by }) => by)).to.deep.equal([1, 1]);
    await nextHour();
    expect(await holds()).to.deep.equal(first);
    // 102 comes free on the 2nd alone: no room takes the whole stay yet.
    await desk.world.rows(
      `UPDATE reservation_details d SET cancelled = gen_random_uuid(), updated_by = 3 FROM rooms o
        WHERE o.hotel_id = d.hotel_id AND o.id = d.room_id AND o.room_number = '102' AND d.date = $1`,
      [day(2)],
    );
    await nextHour();
    expect((await heldNights()).sort()).to.deep.equal([...fits, '102 02'].sort());
    expect((await desk.records.plan(waits)).state).to.equal('unplaced');
  });

  it('is held at once of a stay that comes while the setting is on', async () => {
    await setting(true);
    await fourOfFive();
    expect(await heldNights()).to.deep.equal(fits);
    expect(await desk.records.doubleBooked()).to.deep.equal([]);
  });

  it('of several rooms is held for each of them', async () => {
    await setting(true);
    const [a, group] = [named('A'), named('G')];
    await desk.world.deliver(booked(a, 2, 1));
    await final(a);
    await desk.world.deliver(newBooking(group, { checkIn: day(1), nights: 3, rooms: [single, single] }));
    const taken = (await desk.records.plan(a)).room!;
    const other = taken === '101' ? '102' : '101';
    expect((await heldNights()).sort()).to.deep.equal(
      [`${other} 01`, `${other} 02`, `${other} 03`, `${taken} 01`, `${taken} 03`].sort(),
    );
    await desk.world.deliver(cancellationOf(a));
    expect(await desk.records.message(`${group}-1`)).to.equal('imported');
    expect(await heldNights()).to.deep.equal([]);
    expect(await desk.records.doubleBooked()).to.deep.equal([]);
  });

  it('gives way where a clerk puts somebody into its room', async () => {
    await fourOfFive();
    await setting(true);
    await desk.walkIn('101', day(4), day(5));
    await desk.world.heyawari.drain();
    expect(await heldNights()).to.deep.equal(['101 01', '101 03', '101 05']);
    expect(await desk.records.doubleBooked()).to.deep.equal([]);
  });

  it('is refused with the reason where nothing fits, the stay has changed, or has a room', async () => {
    const waits = await fourOfFive();
    const { version } = await desk.records.plan(waits);
    const answers = await Promise.all([act('hold', waits, version), act('hold', waits, version)]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.key).to.equal('pool.plan_changed');
    expect(await heldNights()).to.deep.equal(fits);
    const nothing = await act('hold', waits);
    expect([nothing.status, nothing.body.key]).to.deep.equal([409, 'pool.nothing_fits']);
    const placed = await act('hold', named('A'));
    expect([placed.status, placed.body.key]).to.deep.equal([409, 'pool.plan_has_room']);
  });

  it('is nobody’s to hold who may only look', async () => {
    const waits = await fourOfFive();
    const viewer = staffAt(desk.world.heyawari, desk.world.hotel.hotelId, 'view');
    const { id, version } = await desk.records.plan(waits);
    expect((await viewer('post', `/booking-plans/${id}/hold`, { version })).status).to.equal(403);
  });

  it('is not held in a hotel whose rooms are not planned, and given up there all the same', async () => {
    const waits = await fourOfFive();
    await setting(true);
    expect(await heldNights()).to.deep.equal(fits);
    const rollOut = (state: 'off' | 'on') =>
      desk.world.heyawari.configureHotel(desk.world.hotel.hotelId, {
        ...{ rollOut: state, mode: 'BALANCE', deadlinePresetDays: 0, upgrades: new Map() },
      });
    await rollOut('off');
    expect((await act('end-hold', waits)).status).to.equal(200);
    const refused = await act('hold', waits);
    expect([refused.status, refused.body.key]).to.deep.equal([409, 'pool.not_planned']);
    expect((await shown(waits))!.holdable).to.deep.equal([]);
    await rollOut('on');
  });
});
