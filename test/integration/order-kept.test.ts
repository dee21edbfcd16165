// What must not undo the order of a booking's messages: inquiries, an older build beside, faults, waiting for a booking or for a room.
import { expect } from 'chai';
import type { Message } from '../../examples/tl-lincoln/index.js';
import { type BookingChanges, newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { asOlderBuilds } from '../support/ledger.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

const checkIn = '2027-02-10';

describe('the order of a booking’s messages is kept', () => {
  const database = useDatabase();
  let world: World;
  let records: Records;

  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102', '103', '104', '105', '106', '107', '108'),
      settings: { import: { batchSize: 10 } },
    });
    database.onEnd(() => world.stop());
    records = recordsOf(world);
  });

  const withId = (dataId: string, number: string, changes: BookingChanges = {}): Message => {
    const message = newBooking(number, { kind: 'change', checkIn, ...changes });
    return { dataId, xml: message.xml.replace(/<DataID>[^<]*/, `<DataID>${dataId}`) };
  };
  const lengthOf = async (number: string) => (await records.reservation(number)).nights.length;
  const v = (number: string, version: number, nights: number) =>
    newBooking(number, { kind: version === 1 ? 'new' : 'change', version, nights, checkIn });

  it('beside an inquiry, which never takes effect', async () => {
    await world.deliver(v('INQ', 1, 1));
    await world.deliver(v('INQ', 3, 3));
    const inquiry = withId('inquiry 7', 'INQ');
    await world.deliver({
      ...inquiry,
      xml: inquiry.xml.replace(/<DataClassification>[^<]*/, '<DataClassification>InquiryReport'),
    });
    await world.deliver(v('INQ', 2, 2));
    expect(await lengthOf('INQ')).to.equal(3);
    expect(await records.message(v('INQ', 2, 2).dataId!)).to.equal('superseded');
  });

  it('beside a build from before the column, which says nothing of what took effect last', async () => {
    await world.deliver(v('OLD', 1, 1));
    await world.deliver(v('OLD', 3, 3));
    await world.rows(
      "UPDATE heyawari.ota_import_cache SET effect = NULL, report_form = 1, report_key_id = 'a', sealed_report = 'x' WHERE booking_number = 'OLD' AND version = 3",
    );
    await world.deliver(v('OLD', 2, 2));
    expect(await lengthOf('OLD')).to.equal(3);
    expect(
      await world.rows(
        "SELECT FROM heyawari.ota_import_cache WHERE booking_number = 'OLD' AND sealed_report IS NOT NULL",
      ),
    ).to.deep.equal([]);
  });

  it('among two changes that came before their new booking: the later one has the last word', async () => {
    await world.deliver(withId('m1', 'TWO', { nights: 2 }));
    await world.deliver(withId('m2', 'TWO', { nights: 3 }));
    await world.deliver(withId('n', 'TWO', { nights: 1, kind: 'new' }));
    expect(await lengthOf('TWO')).to.equal(3);
  });

  it('where a change comes behind a cancellation whose booking is unknown: both wait for it', async () => {
    await world.deliver(withId('c', 'ORPH', { kind: 'cancellation' }));
    await world.deliver(withId('m', 'ORPH', { nights: 3 }));
    await world.deliver(withId('n-orph', 'ORPH', { nights: 1, kind: 'new' }));
    expect((await records.reservation('ORPH')).status).to.equal('cancelled');
  });

  it('for what an older build has woken and not come to', async () => {
    // As an older build leaves it between two batches: the new booking imported, its change woken (still waiting, due now), without a turn.
    await world.deliver(withId('x-m', 'WOKEN', { nights: 3 }));
    await world.deliver(withId('x-n', 'WOKEN', { nights: 1, kind: 'new' }));
    expect(await lengthOf('WOKEN')).to.equal(3);
    await asOlderBuilds(
      world,
      `UPDATE heyawari.ota_import_cache SET status = 'waiting', failure_class = 'needs_person', failure_code = 'booking_unknown',
              failure_params = '{}', effect = NULL, turn_after = NULL, finished_at = NULL, next_attempt_at = received_at
        WHERE data_id = 'x-m'`,
    );
    await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 5 * 60_000));
    expect(await records.message('x-m')).to.equal('imported');
  });

  it('where a change still waits for a room when its new booking comes', async () => {
    const full = '2027-04-10';
    await world.deliver(
      ...Array.from({ length: 8 }, (_, i) => newBooking(`FULL${i}`, { checkIn: full, nights: 1 })),
    );
    await world.deliver(withId('y-m', 'LATE', { checkIn: full, nights: 3 }));
    await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 61 * 60_000));
    await world.deliver(withId('y-n', 'LATE', { checkIn: full, nights: 2, kind: 'new' }));
    await world.deliver(newBooking('FULL0', { kind: 'cancellation', version: 9, checkIn: full }));
    await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 61 * 60_000));
    expect(await lengthOf('LATE')).to.equal(3);
  });

  it('through a full disk at a cancellation that came too early', async () => {
    await world.deliver(withId('f-c', 'FAULT', { kind: 'cancellation' }));
    expect(await records.message('f-c')).to.equal('waiting: booking_unknown');
    world.clock.set(new Date(world.clock.now().getTime() + 24 * 3_600_000));
    await world.rows(
      `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`,
    );
    await world.rows(
      `CREATE TRIGGER full_disk BEFORE UPDATE ON public.reservations FOR EACH ROW WHEN (NEW.status = 'cancelled') EXECUTE FUNCTION full_disk()`,
    );
    await world.deliver(withId('f-n', 'FAULT', { nights: 1, kind: 'new' }));
    await world.rows('DROP TRIGGER full_disk ON public.reservations');
    await world.heyawari.advanceTo(new Date(world.clock.now().getTime() + 5 * 60_000));
    expect((await records.reservation('FAULT')).status).to.equal('cancelled');
  });

  it('among versions of one key, whatever came between', async () => {
    await world.deliver(v('MIX', 1, 1));
    await world.deliver(v('MIX', 3, 3));
    await world.deliver(withId('opaque', 'MIX', { nights: 4 }));
    await world.deliver(v('MIX', 2, 2));
    expect(await lengthOf('MIX')).to.not.equal(2);
  });
});
