// A guest who has not left holds the room, though the stay is over.
import { expect } from 'chai';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, hotelInstant, type World } from '../support/world.js';

describe('a guest who is still in the house after the departure day', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;
  let room: string;
  const setStatus = async (number: string, status: string) =>
    world.host.reservations.updateReservationStatus('test', {
      id: (await records.reservation(number)).id,
      hotel_id: world.hotel.hotelId,
      status,
      updated_by: 3,
    });

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: singles('101', '102') });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
    await world.deliver(newBooking('STAYS', { checkIn: '2027-02-01', nights: 2 }));
    room = (await records.plan('STAYS')).room!;
    await world.advanceTo('2027-02-01', 16);
    await setStatus('STAYS', 'checked_in');
    await world.deliver(
      ...['N1', 'N2'].map((number) => newBooking(number, { checkIn: '2027-02-04', nights: 1 })),
    );
  });

  it('holds no other night than the stay’s before', async () => {
    await world.heyawari.advanceTo(hotelInstant('2027-02-03', 9));
    expect(await records.hostNights()).to.deep.equal([]);
  });

  it('holds tonight: who is to have the room gives way where it can, and is not final where it cannot', async () => {
    await world.heyawari.advanceTo(hotelInstant('2027-02-04', 6));
    expect(await records.hostNights()).to.include(`${room} 2027-02-04`);
    const states = await Promise.all(['N1', 'N2'].map((number) => records.plan(number)));
    expect(states.find((plan) => plan.room === room)).to.include({ state: 'tentative' });
    expect(states.find((plan) => plan.room !== room)).to.include({ state: 'final' });
  });

  it('gives the room back by leaving', async () => {
    await setStatus('STAYS', 'checked_out');
    await world.heyawari.drain();
    expect(await records.hostNights()).to.deep.equal([]);
    expect(await records.plan('STAYS')).to.include({ inHouse: false });
  });
});
