// What a person settles in one click: another room for a stay whose room is held twice, and the nights of who has left early.
import { expect } from 'chai';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { frontDesk, useFrontDesk } from '../support/front-desk.js';
import { hotelInstant } from '../support/world.js';

const useHouse = (...rooms: readonly string[]) => useFrontDesk(useDatabase(), { rooms: singles(...rooms) });

describe('the proposal for a final stay whose room a clerk has given away', () => {
  const house = useHouse('101', '102', '103');
  let room: string;
  let id: number;
  let proposed: string;
  let version: number;

  before(async () => {
    await house.world.deliver(newBooking('A', { checkIn: '2027-02-01' }));
    const plan = await house.records.plan('A');
    room = plan.room!;
    await house.clerk.makeFinal(plan.id, plan.version);
    await house.walkIn(room, '2027-02-01', '2027-02-02');
    await house.world.heyawari.drain();
    const [conflict] = (await house.clerk.conflicts()).body.items;
    id = conflict!.id;
    proposed = conflict!.otherRoom!.number;
    version = conflict!.stay.version;
  });

  it('is not accepted by who saw the stay as it was before', async () => {
    const { status, body } = await house.clerk.accept(id, version - 1);
    expect(status).to.equal(409);
    expect(body).to.deep.include({ key: 'pool.plan_changed' });
    expect((await house.records.plan('A')).room).to.equal(room);
  });

  it('is refused where the hotel has no such conflict', async () => {
    expect((await house.clerk.accept(id + 1000, version)).status).to.equal(404);
    expect((await house.clerk.accept(Number.MAX_SAFE_INTEGER, version)).status).to.equal(404);
  });

  it('moves the stay there when a person accepts, final as decided by a person, once however often it is sent', async () => {
    const first = await house.clerk.accept(id, version, 'accepted-once');
    expect(first.status, JSON.stringify(first.body)).to.equal(200);
    expect((await house.clerk.accept(id, version, 'accepted-once')).body).to.deep.equal(first.body);
    expect(await house.records.plan('A')).to.include({ room: proposed, state: 'final', cause: 'person' });
    expect((await house.records.reservation('A')).rooms).to.deep.equal([proposed]);
    expect(await house.records.roomNights('A')).to.deep.equal([
      `${proposed} 2027-02-01`,
      `${proposed} 2027-02-02`,
    ]);
    expect(await house.records.doubleBooked()).to.deep.equal([]);
  });

  it('is in the audit log once, with what was and what is', async () => {
    const [entry, ...more] = await house.audit('room-conflict.accept');
    expect(more).to.deep.equal([]);
    expect(entry!.user_id).to.equal(frontDesk);
    expect(entry!.details.before).to.include({ roomId: house.world.hotel.roomIds[room], version });
    expect(entry!.details.after).to.include({ roomId: house.world.hotel.roomIds[proposed] });
  });

  it('is over then, also when the PMS has been followed', async () => {
    await house.world.heyawari.drain();
    expect((await house.clerk.conflicts()).body.items.map(({ state }) => state)).to.deep.equal(['yielded']);
    const { status, body } = await house.clerk.accept(id, version + 1);
    expect(status).to.equal(409);
    expect(body).to.deep.include({ key: 'pool.conflict_settled' });
    expect(await house.records.plan('A')).to.include({ room: proposed, cause: 'person' });
  });
});

describe('a proposal whose room somebody has taken meanwhile', () => {
  const house = useHouse('101', '102');

  it('is refused, and nothing moves', async () => {
    await house.world.deliver(newBooking('A', { checkIn: '2027-02-01' }));
    const { id, version, room } = await house.records.plan('A');
    await house.clerk.makeFinal(id, version);
    await house.walkIn(room!, '2027-02-01', '2027-02-02');
    await house.world.heyawari.drain();
    const [conflict] = (await house.clerk.conflicts()).body.items;
    await house.walkIn(conflict!.otherRoom!.number, '2027-02-02', '2027-02-03');
    const { status, body } = await house.clerk.accept(conflict!.id, conflict!.stay.version);
    expect(status).to.equal(409);
    expect(body).to.deep.include({ key: 'pool.proposal_gone' });
    expect(await house.records.plan('A')).to.include({ room, state: 'final' });
    expect((await house.records.reservation('A')).rooms).to.deep.equal([room]);
  });
});

describe('a guest who leaves before the last night', () => {
  const house = useHouse('101');
  let plan: number;
  let version: number;

  before(async () => {
    await house.world.deliver(newBooking('GOES', { checkIn: '2027-02-01', nights: 4 }));
    await house.world.advanceTo('2027-02-01', 16);
    await house.setStatus('GOES', 'checked_in');
    await house.world.deliver(newBooking('WAITS', { checkIn: '2027-02-03', nights: 2 }));
    await house.world.heyawari.advanceTo(hotelInstant('2027-02-03', 9));
  });

  it('is no early departure while in the house', async () => {
    expect(await house.clerk.earlyDepartures()).to.deep.equal([]);
    const { id, version: seen } = await house.records.plan('GOES');
    const { status, body } = await house.clerk.releaseNights(id, seen);
    expect(status).to.equal(409);
    expect(body).to.deep.include({ key: 'pool.nothing_to_release' });
  });

  it('still holds the nights left when gone, which a person is offered', async () => {
    await house.setStatus('GOES', 'checked_out');
    await house.world.heyawari.drain();
    const [left, ...more] = await house.clerk.earlyDepartures();
    expect(more).to.deep.equal([]);
    expect(left!.plan.bookingNumber).to.equal('GOES');
    expect(left!.remaining).to.deep.equal({ from: '2027-02-03', nights: 2 });
    expect((await house.records.reservation('GOES')).nights).to.have.length(4);
    expect((await house.records.plan('WAITS')).state).to.equal('unplaced');
    ({ id: plan, version } = left!.plan);
  });

  it('frees them when a person says so, once, in the PMS and with us, by that person, charged as that person says', async () => {
    const first = await house.clerk.releaseNights(plan, version, 'freed-once');
    expect(first.status, JSON.stringify(first.body)).to.equal(200);
    expect(await house.clerk.releaseNights(plan, version, 'freed-once')).to.deep.equal(first);
    expect(await house.records.reservation('GOES')).to.deep.include({
      status: 'checked_out',
      nights: ['2027-02-01', '2027-02-02'],
    });
    expect(await house.records.plan('GOES')).to.include({ checkOut: '2027-02-03', state: 'final' });
    expect(await house.records.roomNights('GOES')).to.deep.equal(['101 2027-02-01', '101 2027-02-02']);
    expect(await house.records.history('GOES')).to.include('nights_released');
    const freed = await house.world.rows(
      `SELECT DISTINCT d.updated_by, d.billable, to_char(r.check_out, 'YYYY-MM-DD') AS departure
         FROM reservation_details d JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
        WHERE r.ota_reservation_id = 'GOES' AND d.cancelled IS NOT NULL`,
    );
    expect(freed).to.deep.equal([{ updated_by: frontDesk, billable: true, departure: '2027-02-03' }]);
  });

  it('is in the audit log once, with what was and what is', async () => {
    const [entry, ...more] = await house.audit('booking-plan.release-nights');
    expect(more).to.deep.equal([]);
    expect(entry!.user_id).to.equal(frontDesk);
    expect(entry!.details.before).to.include({ checkOut: '2027-02-05', version });
    expect(entry!.details.after).to.include({ checkOut: '2027-02-03' });
  });

  it('lets who waited for the room have it, and is offered no more', async () => {
    await house.world.heyawari.drain();
    expect(await house.records.plan('WAITS')).to.include({ room: '101' });
    expect(await house.records.doubleBooked()).to.deep.equal([]);
    expect(await house.clerk.earlyDepartures()).to.deep.equal([]);
  });
});

describe('a guest who comes and leaves between two looks at the PMS', () => {
  const house = useHouse('101');
  const told = () => house.world.rows("SELECT FROM heyawari.events WHERE topic = 'booking-plans'");

  it('is told to open screens too, though the plan is as it was, and only once', async () => {
    await house.world.deliver(newBooking('BRIEF', { checkIn: '2027-02-01', nights: 3 }));
    await house.world.heyawari.advanceTo(hotelInstant('2027-02-01', 16));
    const before = (await told()).length;
    await house.setStatus('BRIEF', 'checked_in');
    await house.setStatus('BRIEF', 'checked_out');
    for (const day of ['2027-02-01', '2027-02-02'])
      await house.world.heyawari.advanceTo(hotelInstant(day, 18));
    // And once that the business date has turned.
    expect((await told()).length).to.equal(before + 1 + 1);
    expect(await house.clerk.earlyDepartures()).to.have.length(1);
  });
});
