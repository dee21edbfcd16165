// 未着 and ノーショー: who has not come is to be seen to from the turn of the business date on, and a person frees the nights, charged or not.
import { expect } from 'chai';
import { cancellationOf, changeOf, newBooking, single, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { frontDesk, useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { hotelInstant } from '../support/world.js';

const useHouse = (...rooms: readonly string[]) => useFrontDesk(useDatabase(), { rooms: singles(...rooms) });
type House = ReturnType<typeof useHouse>;

const absentOf = async ({ clerk }: House, number: string) =>
  (await clerk.notArrived()).filter(({ plan }) => plan.bookingNumber === number);

/** All nights that the PMS ever had of a booking: who cancelled which of them, and which are billed. */
const nightsInPms = ({ world }: House, number: string) =>
  world.rows<{ night: string; cancelled: boolean; billable: boolean; by: number }>(
    `SELECT to_char(d.date, 'MM-DD') AS night, d.cancelled IS NOT NULL AS cancelled, d.billable, d.updated_by AS by
       FROM reservation_details d JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
      WHERE r.ota_reservation_id = $1 ORDER BY d.date, d.room_id`,
    [number],
  );
const cancelled = (night: string, billable: boolean) => ({
  ...{ night, cancelled: true, billable, by: frontDesk },
});
const keyOf = ({ body }: { readonly body: object }) => (body as { readonly key?: string }).key;

/** A booking of three nights from 2027-02-01 whose guest has not come by 06:00 of the next day. */
async function absent(house: House, number: string, rooms = 1) {
  const booked = Array.from({ length: rooms }, () => single);
  await house.world.deliver(newBooking(number, { checkIn: '2027-02-01', nights: 3, rooms: booked }));
  await house.world.advanceTo('2027-02-02', 6);
  return (await absentOf(house, number)).map(({ plan }) => plan);
}

describe('a guest who has not come by the end of the day of arrival', () => {
  const house = useHouse('101');
  let plan: { readonly id: number; readonly version: number };
  const told = async () =>
    (
      await house.world.rows<{ version: string }>(
        "SELECT max(version) AS version FROM heyawari.events WHERE topic = 'booking-plans'",
      )
    )[0]!.version;

  before(async () => {
    await house.world.deliver(newBooking('ABSENT', { checkIn: '2027-02-01', nights: 3 }));
    await house.world.deliver(newBooking('WAITS', { checkIn: '2027-02-02', nights: 2 }));
  });

  it('is expected until the business date turns', async () => {
    await house.world.advanceTo('2027-02-02', 4);
    expect(await house.clerk.notArrived()).to.deep.equal([]);
    const { id, version } = await house.records.plan('ABSENT');
    const answer = await house.clerk.release({ id, version }, { fee: 'waived' });
    expect([answer.status, keyOf(answer)]).to.deep.equal([409, 'pool.nothing_to_release']);
  });

  it('is 未着 then, with all nights, and open screens are told though nobody has written anything', async () => {
    const before = await told();
    await house.world.advanceTo('2027-02-02', 6);
    expect(await told()).not.to.equal(before);
    const [one, ...more] = await house.clerk.notArrived();
    expect(more).to.deep.equal([]);
    expect(one!.plan).to.include({ bookingNumber: 'ABSENT' });
    expect(one!.plan.guestName).to.be.a('string');
    expect(one!.remaining).to.deep.equal({ from: '2027-02-01', nights: 3 });
    ({ plan } = one!);
  });

  it('keeps the nights from one that the stay does not have, and from whoever saw it as it was before', async () => {
    const other = await house.clerk.release(plan, { from: '2027-02-04', fee: 'charged' });
    expect([other.status, keyOf(other)]).to.deep.equal([409, 'pool.night_not_to_release']);
    const late = await house.clerk.release({ ...plan, version: plan.version - 1 }, { fee: 'charged' });
    expect([late.status, keyOf(late)]).to.deep.equal([409, 'pool.plan_changed']);
    expect((await house.records.reservation('ABSENT')).nights).to.have.length(3);
  });

  it('becomes the PMS’s full-fee cancellation when a person charges it, once, in that person’s name', async () => {
    const first = await house.clerk.release(plan, { fee: 'charged' }, 'no-show');
    expect(first.status, JSON.stringify(first.body)).to.equal(200);
    expect(await house.clerk.release(plan, { fee: 'charged' }, 'no-show')).to.deep.equal(first);
    expect(await nightsInPms(house, 'ABSENT')).to.deep.equal(
      ['02-01', '02-02', '02-03'].map((night) => cancelled(night, true)),
    );
    expect(await house.records.reservation('ABSENT')).to.include({ status: 'cancelled' });
    expect(await house.records.plan('ABSENT')).to.include({ state: 'ended' });
    expect(await house.records.history('ABSENT')).to.include('nights_released');
    const again = await house.clerk.release(plan, { fee: 'waived' });
    expect([again.status, keyOf(again)]).to.deep.equal([409, 'pool.plan_changed']);
  });

  it('is in the audit log once, with what was, what is, and what was chosen', async () => {
    const [entry, ...more] = await house.audit('booking-plan.release-nights');
    expect(more).to.deep.equal([]);
    expect(entry!.user_id).to.equal(frontDesk);
    expect(entry!.details.before).to.include({ roomState: 'final', version: plan.version });
    expect(entry!.details.after).to.include({ roomState: 'ended' });
    expect(entry!.details).to.deep.include({
      said: { from: '2027-02-01', nights: 3, fee: 'charged', reservationWas: 'booked' },
    });
  });

  it('lets who waited for the room have it, and is 未着 no more', async () => {
    await house.world.heyawari.drain();
    expect(await house.records.plan('WAITS')).to.include({ room: '101' });
    expect(await house.records.doubleBooked()).to.deep.equal([]);
    expect(await absentOf(house, 'ABSENT')).to.deep.equal([]);
  });

  it('stays charged once when the agency cancels the booking afterwards', async () => {
    await house.world.deliver(cancellationOf('ABSENT', { cancellationCharge: 8000 }));
    expect(await house.records.message('ABSENT-9')).to.equal('imported');
    expect(await nightsInPms(house, 'ABSENT')).to.deep.equal(
      ['02-01', '02-02', '02-03'].map((night) => cancelled(night, true)),
    );
  });
});

describe('a no-show that nobody charges', () => {
  const house = useHouse('101');

  it('bills no night, and an agency’s change of it waits for a person and revives nothing', async () => {
    const [plan] = await absent(house, 'WAIVED');
    expect((await house.clerk.release(plan!, { fee: 'waived' })).status).to.equal(200);
    expect(await nightsInPms(house, 'WAIVED')).to.deep.equal(
      ['02-01', '02-02', '02-03'].map((night) => cancelled(night, false)),
    );
    await house.world.deliver(changeOf('WAIVED', { checkIn: '2027-02-03', nights: 2 }));
    expect(await house.records.message('WAIVED-2')).to.equal('failed: reservation_cancelled');
    expect(await house.records.reservation('WAIVED')).to.deep.include({ status: 'cancelled', nights: [] });
  });
});

describe('a no-show who stands at the desk the next day', () => {
  const house = useHouse('101', '102');

  it('has the room again when the PMS’s page recovers the reservation, and nobody else gets it', async () => {
    const [plan] = await absent(house, 'LATE');
    await house.clerk.release(plan!, { fee: 'charged' });
    const room = (
      await house.world.rows<{ room: string }>(
        `SELECT DISTINCT o.room_number AS room FROM reservation_details d JOIN rooms o ON o.hotel_id = d.hotel_id AND o.id = d.room_id
        WHERE d.reservation_id = $1`,
        [(await house.records.reservation('LATE')).id],
      )
    )[0]!.room;
    await house.setStatus('LATE', 'confirmed');
    await house.setStatus('LATE', 'checked_in');
    await house.world.heyawari.drain();
    expect(await house.records.hostNights()).to.deep.include.members([
      `${room} 2027-02-02`,
      `${room} 2027-02-03`,
    ]);
    await house.world.deliver(newBooking('OTHER', { checkIn: '2027-02-02', nights: 1 }));
    expect((await house.records.plan('OTHER')).room).not.to.equal(room);
    expect(await house.records.doubleBooked()).to.deep.equal([]);
    await house.world.deliver(cancellationOf('LATE'));
    expect(await house.records.message('LATE-9')).to.equal('failed: after_check_in');
    expect(await house.records.reservation('LATE')).to.include({ status: 'checked_in' });
  });
});

describe('a no-show of which the first night is to be paid as it stands', () => {
  const house = useHouse('101');

  it('keeps that night, frees the others, and is not asked about again; a cancellation of it waits for a person', async () => {
    const [plan] = await absent(house, 'FIRST');
    const { status } = await house.clerk.release(plan!, { from: '2027-02-02', fee: 'waived' });
    expect(status).to.equal(200);
    const [kept, ...freed] = await nightsInPms(house, 'FIRST');
    expect(kept).to.include({ night: '02-01', cancelled: false, billable: true });
    expect(freed).to.deep.equal(['02-02', '02-03'].map((night) => cancelled(night, false)));
    expect(await house.records.reservation('FIRST')).to.include({ status: 'confirmed' });
    expect(await house.records.plan('FIRST')).to.include({ checkOut: '2027-02-02' });
    expect(await absentOf(house, 'FIRST')).to.deep.equal([]);
    await house.world.deliver(cancellationOf('FIRST'));
    expect(await house.records.message('FIRST-9')).to.equal('failed: after_check_in');
    expect(await house.records.reservation('FIRST')).to.include({ status: 'confirmed' });
  });
});

describe('a guest who is waited for one night more', () => {
  const house = useHouse('101');

  it('stays 未着 with the nights that are kept, until they are over', async () => {
    const [plan] = await absent(house, 'HOPED');
    await house.clerk.release(plan!, { from: '2027-02-03', fee: 'waived' });
    const [still] = await absentOf(house, 'HOPED');
    expect(still!.remaining).to.deep.equal({ from: '2027-02-01', nights: 2 });
    await house.world.advanceTo('2027-02-03', 6);
    expect(await absentOf(house, 'HOPED')).to.deep.equal([]);
  });
});

describe('a booking of several rooms whose guests have not come', () => {
  const house = useHouse('101', '102');

  it('is asked about room by room, and is cancelled in the PMS with the last of them', async () => {
    const [first, second] = await absent(house, 'GROUP', 2);
    expect((await house.clerk.release(first!, { fee: 'waived' })).status).to.equal(200);
    expect(await house.records.reservation('GROUP')).to.include({ status: 'confirmed' });
    expect((await absentOf(house, 'GROUP')).map(({ plan }) => plan.id)).to.deep.equal([second!.id]);
    expect((await house.clerk.release(second!, { fee: 'charged' })).status).to.equal(200);
    expect(await house.records.reservation('GROUP')).to.include({ status: 'cancelled' });
    const billed = (await nightsInPms(house, 'GROUP')).filter(({ billable }) => billable);
    expect(billed).to.have.length(3);
  });
});

describe('who is no 未着', () => {
  const house = useHouse('101', '102', '103', '104', '105');

  it('has been checked in, cancelled or put on hold; a day use that nobody came for is one', async () => {
    const numbers = ['IN', 'OUT', 'CANCELLED', 'HOLD'];
    await house.world.deliver(
      ...numbers.map((number) => newBooking(number, { checkIn: '2027-02-01', nights: 3 })),
      newBooking('DAY', { checkIn: '2027-02-01', nights: 0 }),
    );
    await house.world.advanceTo('2027-02-01', 20);
    for (const [number, status] of [
      ['IN', 'checked_in'],
      ['OUT', 'checked_in'],
      ['OUT', 'checked_out'],
      ['CANCELLED', 'cancelled'],
      ['HOLD', 'hold'],
    ] as const)
      await house.setStatus(number, status);
    await house.world.advanceTo('2027-02-02', 6);
    const found = await house.clerk.notArrived();
    expect(found.map(({ plan }) => plan.bookingNumber)).to.deep.equal(['DAY']);
    expect(found[0]!.remaining).to.deep.equal({ from: '2027-02-01', nights: 1 });
    expect((await house.clerk.release(found[0]!.plan, { fee: 'charged' })).status).to.equal(200);
    expect(await house.records.reservation('DAY')).to.include({ status: 'cancelled' });
  });

  it('has come by the time somebody presses: the guest keeps the nights', async () => {
    await house.world.deliver(newBooking('COMES', { checkIn: '2027-02-05', nights: 2 }));
    await house.world.advanceTo('2027-02-06', 6);
    const [one] = await absentOf(house, 'COMES');
    await house.setStatus('COMES', 'checked_in');
    const answer = await house.clerk.release(one!.plan, { fee: 'charged' });
    expect([answer.status, keyOf(answer)]).to.deep.equal([409, 'pool.plan_changed']);
    expect(await house.records.reservation('COMES')).to.include({ status: 'checked_in' });
  });
});

describe('a hotel that does not enter arrivals in the PMS', () => {
  const numbers = Array.from({ length: 20 }, (_, i) => `A${i}`);
  const house = useHouse(...numbers.map((_, i) => String(101 + i)));

  it('has no 未着, since nobody can tell who has come; one that does is told of who is left', async () => {
    await house.world.deliver(...numbers.map((number) => newBooking(number, { checkIn: '2027-02-01' })));
    await house.world.heyawari.advanceTo(hotelInstant('2027-02-02', 6));
    expect(await house.clerk.notArrived()).to.deep.equal([]);
    for (const number of numbers.slice(1)) await house.setStatus(number, 'checked_in');
    expect((await house.clerk.notArrived()).map(({ plan }) => plan.bookingNumber)).to.deep.equal(['A0']);
  });
});

describe('a reservation that the desk entered by hand, whose guest has not come', () => {
  const house = useHouse('101', '102');
  const told = () => house.world.rows("SELECT FROM heyawari.events WHERE topic = 'booking-plans'");
  const unplanned = () => house.clerk.notArrivedUnplanned();

  it('is shown with its room, to be settled in the PMS, until the guest is checked in there', async () => {
    await house.world.deliver(newBooking('ANY', { checkIn: '2027-03-01' }));
    const id = await house.walkIn('102', '2027-02-01', '2027-02-03');
    await house.world.advanceTo('2027-02-02', 4);
    expect(await unplanned()).to.deep.equal([]);
    await house.world.advanceTo('2027-02-02', 6);
    const [one, ...more] = await unplanned();
    expect(more).to.deep.equal([]);
    expect(one).to.include({ reservationId: id });
    expect(one!.rooms.map(({ number }) => number)).to.deep.equal(['102']);
    const before = (await told()).length;
    await house.world.host.reservations.updateReservationStatus('test', {
      ...{ id, hotel_id: house.world.hotel.hotelId, status: 'checked_in', updated_by: frontDesk },
    });
    await house.world.heyawari.drain();
    expect(await unplanned()).to.deep.equal([]);
    expect((await told()).length).to.be.greaterThan(before);
  });

  it('is one, too, that was made a no-show and opened again in the PMS', async () => {
    await house.world.deliver(newBooking('AGAIN', { checkIn: '2027-02-05', nights: 3 }));
    await house.world.advanceTo('2027-02-06', 6);
    const [plan] = (await absentOf(house, 'AGAIN')).map((one) => one.plan);
    await house.clerk.release(plan!, { fee: 'charged' });
    expect(await unplanned()).to.deep.equal([]);
    await house.setStatus('AGAIN', 'confirmed');
    await house.world.heyawari.drain();
    expect((await unplanned()).map(({ bookingNumber }) => bookingNumber)).to.deep.equal(['AGAIN']);
  });
});

describe('whoever may only look', () => {
  const house = useFrontDesk(useDatabase(), { rooms: singles('101'), auth: guardsByToken });

  it('sees who has not come, and frees nothing', async () => {
    const [plan] = await absent(house, 'SEEN');
    const viewer = staffAt(house.world.heyawari, house.world.hotel.hotelId, 'view');
    expect((await viewer('get', '/not-arrived')).status).to.equal(200);
    const path = `/booking-plans/${plan!.id}/release-nights`;
    const { status } = await viewer('post', path, { version: plan!.version, fee: 'charged' });
    expect(status).to.equal(403);
    expect((await house.records.reservation('SEEN')).nights).to.have.length(3);
  });
});
