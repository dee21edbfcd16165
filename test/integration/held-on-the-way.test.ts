// A change of which it is seen only after rooms were looked for that a person must decide: what was moved for it goes back.
import { expect } from 'chai';
import type { ImportSettingsAnswer } from '../../plugin/api/index.js';
import { changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { clerkEdits } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, staffAt } from '../support/staff.js';

describe('a change of a guest in the house that waits for a person on its way', () => {
  const database = useDatabase();
  const desk = useFrontDesk(database, {
    auth: guardsByToken,
    rooms: [...singles('301'), ...twins('401', '402')],
  });

  it('moves nobody', async () => {
    const { world, records } = desk;
    const { heyawari, hotel } = world;
    const edits = clerkEdits(world);
    const stay = (checkIn: string, nights: number, code: string) => ({
      ...{ checkIn, nights },
      rooms: [{ ...single, code }],
    });
    await world.deliver(
      newBooking('GUEST', stay('2027-02-10', 1, 'SGL')),
      newBooking('EARLY', stay('2027-02-10', 1, 'TWN')),
      newBooking('LATE', stay('2027-02-11', 1, 'TWN')),
    );
    await edits.checkIn('GUEST');
    const roomOf = async (number: string) => (await records.reservation(number)).rooms[0];
    const early = await roomOf('EARLY');
    await edits.moveTo('LATE', hotel.roomIds[early === '401' ? '402' : '401']!);
    const admin = staffAt(heyawari, hotel.hotelId, 'view', 'configure');
    const { body } = await admin<ImportSettingsAnswer>('get', '/imports/settings');
    await admin('put', '/imports/settings', {
      version: body.version,
      appliedAutomatically: ['after_check_in'],
    });
    await world.deliver(changeOf('GUEST', stay('2027-02-10', 2, 'TWN')));
    expect(await records.message('GUEST-2')).to.equal('failed: after_check_in');
    expect(await roomOf('EARLY')).to.equal(early);
    expect((await records.plan('EARLY')).room).to.equal(early);
  });
});
