// How a hotel assigns its rooms, set in code: what was there before is kept with it.
import { expect } from 'chai';
import { singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { createWorld } from '../support/world.js';

describe('settings of a hotel', () => {
  const database = useDatabase();

  it('are in the audit log with what they were and what they are', async () => {
    const world = await createWorld({ databaseUrl: database.url(), rooms: singles('101') });
    database.onEnd(() => world.stop());
    const { hotelId } = world.hotel;
    await world.heyawari.configureHotel(hotelId, {
      mode: 'BALANCE',
      deadlinePresetDays: 1,
      upgrades: new Map(),
    });
    await world.heyawari.configureHotel(hotelId, {
      mode: 'URGENT',
      deadlinePresetDays: 2,
      upgrades: new Map(),
    });
    const entries = await world.rows<{ details: object }>(
      "SELECT details FROM heyawari.audit_log WHERE hotel_id = $1 AND action = 'hotel-settings.change' ORDER BY id DESC LIMIT 1",
      [hotelId],
    );
    expect(entries).to.deep.equal([
      {
        details: {
          before: { rollOut: 'on', mode: 'BALANCE', deadlinePresetDays: 1 },
          after: { rollOut: 'on', mode: 'URGENT', deadlinePresetDays: 2 },
        },
      },
    ]);
  });
});
