// What is called overdue: no stay whose guest was to leave before today, which nobody could clear.
import { expect } from 'chai';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, staffAt } from '../support/staff.js';
import { hotelInstant } from '../support/world.js';

describe('a tentative stay whose room a clerk held as well, after its departure', () => {
  const house = useFrontDesk(useDatabase(), { rooms: singles('101'), auth: guardsByToken });

  it('is no room that should become final any more: neither counted nor listed as overdue', async () => {
    await house.world.deliver(newBooking('GONE', { checkIn: '2027-01-25', nights: 1 }));
    await house.walkIn('101', '2027-01-25', '2027-01-26');
    await house.world.heyawari.drain();
    await house.world.heyawari.advanceTo(hotelInstant('2027-02-06', 9));
    const viewer = staffAt(house.world.heyawari, house.world.hotel.hotelId, 'view');
    const { body } = await viewer<{ pastDeadline: number; dueSoon: number; tentative: number }>(
      'get',
      '/pool',
    );
    const { body: due } = await viewer<{ total: number }>('get', '/booking-plans?moment=due_soon');
    expect([body.pastDeadline ?? 0, body.dueSoon ?? 0, due.total]).to.deep.equal([0, 0, 0]);
  });
});
