// A room whose type changes between its nights: the PMS's function writes one type for a room, so nobody gets less than was booked unseen.
import { expect } from 'chai';
import type { Message } from '../../examples/tl-lincoln/index.js';
import type { HeldKind } from '../../plugin/domain/import-failure.js';
import { newBooking, singles, twins } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const room = (code: string) => ({ code, men: 1, pricePerNight: 8000 });

/** A booking of one room with the codes night by night, as many as there are nights. */
function codesByNight(number: string, checkIn: string, ...codes: readonly string[]): Message {
  const message = newBooking(number, { checkIn, nights: codes.length, rooms: [room('CODE')] });
  const left = [...codes];
  return { ...message, xml: message.xml.replace(/(?<=<RoomTypeCode>)CODE/g, () => left.shift()!) };
}

describe('a room whose type changes between the nights', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: [...singles('101', '102'), ...twins('201', '202'), { room: '301', type: 'TPL', capacity: 3 }],
      upgrades: { SGL: ['TWN'] },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const automatically = (...kinds: readonly HeldKind[]) =>
    world.rows(
      `INSERT INTO heyawari.hotel_settings (hotel_id, applied_automatically) VALUES ($1, $2)
       ON CONFLICT (hotel_id) DO UPDATE SET applied_automatically = EXCLUDED.applied_automatically`,
      [world.hotel.hotelId, kinds],
    );
  const told = async (number: string) =>
    (
      await world.rows<{ params: unknown; warnings: unknown }>(
        'SELECT failure_params AS params, warnings FROM heyawari.ota_import_cache WHERE booking_number = $1',
        [number],
      )
    )[0]!;

  it('is held, with the room, the night and both types', async () => {
    await world.deliver(codesByNight('HELD', '2027-02-01', 'SGL', 'SGL', 'TWN'));
    expect(await records.message('HELD-1')).to.equal('failed: room_type_changes');
    const change = { room: 1, date: '2027-02-03', from: 'SGL', to: 'TWN' };
    expect((await told('HELD')).params).to.deep.equal(change);
  });

  it('waits for a mapping, not for a person, where a code of it leads nowhere yet', async () => {
    await world.deliver(codesByNight('NEWCODE', '2027-02-05', 'SGL', 'SGL-2'));
    expect(await records.message('NEWCODE-1')).to.equal('pending: room_code_unknown');
    expect((await told('NEWCODE')).params).to.include({ code: 'SGL-2' });
  });

  describe('where the hotel has it applied automatically', () => {
    before(() => automatically('room_type_changes'));

    for (const [number, checkIn, ...codes] of [
      ['UP', '2027-02-10', 'SGL', 'TWN'],
      ['DOWN', '2027-02-13', 'TWN', 'SGL', 'TWN'],
    ] as const)
      it(`is in the type that nobody gets less in for all nights, and staff are told: ${codes.join(', ')}`, async () => {
        await world.deliver(codesByNight(number, checkIn, ...codes));
        expect(await records.message(`${number}-1`)).to.equal('imported');
        expect(await records.plan(number)).to.include({ type: 'TWN', state: 'tentative' });
        const { rooms } = await records.reservation(number);
        expect([rooms.length, ['201', '202'].includes(rooms[0]!)]).to.deep.equal([1, true]);
        const [from, to] = codes;
        const date = checkIn.replace(/\d$/, (digit) => String(Number(digit) + 1));
        expect((await told(number)).warnings).to.deep.equal([
          { code: 'one_type_throughout', params: { room: 1, date, from, to, type: 'TWN' } },
        ]);
      });

    it('is held all the same where every type is less than another night’s', async () => {
      await world.deliver(codesByNight('NONE', '2027-02-20', 'SGL', 'TPL'));
      expect(await records.message('NONE-1')).to.equal('failed: room_type_changes');
      expect(await records.reservations('NONE')).to.deep.equal([]);
    });
  });
});
