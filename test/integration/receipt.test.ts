// Receipt: a delivery is safe in the database before anyone is told so, however it arrives.
import { expect } from 'chai';
import type { SettingsInput } from '../../plugin/options.js';
import { newBooking, single } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World } from '../support/world.js';

/** A world with 30 single rooms. */
function useWorld(settings: SettingsInput = {}): { world: () => World; records: () => Records } {
  const database = useDatabase();
  let world: World;
  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: Array.from({ length: 30 }, (_, i) => ({ room: String(101 + i), type: 'SGL', capacity: 1 })),
      settings,
    });
    database.onEnd(() => world.stop());
  });
  return { world: () => world, records: () => recordsOf(world) };
}

const bookings = (prefix: string, count: number, checkIn: string) =>
  Array.from({ length: count }, (_, i) => newBooking(`${prefix}${i}`, { checkIn }));

describe('receipt', () => {
  const { world, records } = useWorld();

  interface Output {
    readonly output_id: string;
    readonly complete: boolean;
    readonly confirmation: string;
    readonly message_count: number;
    readonly deliveries: number;
  }
  const outputs = () =>
    world().rows<Output>(
      `SELECT output_id, complete, confirmation, message_count, deliveries FROM heyawari.ota_outputs ORDER BY id`,
    );
  const imported = async (prefix: string) => {
    const [row] = await world().rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM heyawari.ota_import_cache WHERE status = 'imported' AND data_id LIKE $1`,
      [`${prefix}%`],
    );
    return row!.count;
  };

  it('confirms nothing that was not committed', async () => {
    await world().rows(`
      CREATE FUNCTION break_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'broken by the test'; END $$;
      CREATE CONSTRAINT TRIGGER no_receipt AFTER INSERT ON heyawari.ota_outputs
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break_at_commit()`);
    world().simulator.deliver(bookings('A', 2, '2027-02-01'));
    const failure = await world()
      .heyawari.fetchNow()
      .catch((error: Error) => error);
    expect(failure).to.be.an('error').with.property('message').that.includes('broken by the test');
    await world().heyawari.drain();
    expect(await outputs()).to.deep.equal([]);
    expect(world().simulator.statistics()).to.include({ outputs: 1, unconfirmedOutputs: 1 });
  });

  it('takes the same delivery in when it can, and confirms it', async () => {
    await world().rows('DROP TRIGGER no_receipt ON heyawari.ota_outputs');
    await world().deliver();
    expect(await outputs()).to.deep.equal([
      {
        ...{ output_id: 'hotel-000001', complete: true, confirmation: 'confirmed' },
        ...{ message_count: 2, deliveries: 1 },
      },
    ]);
    expect(await imported('A')).to.equal(2);
  });

  it('stores a delivery that broke off, imports its whole messages, and never confirms it', async () => {
    // Where it breaks off is left to the simulator's dice: five times, so that some of it comes through.
    world().simulator.faults.truncatedBody = { probability: 1, budget: 5 };
    world().simulator.deliver(bookings('B', 20, '2027-03-01'));
    for (let fetch = 1; fetch <= 5; fetch += 1) {
      await world().heyawari.fetchNow();
      await world().heyawari.drain();
    }
    const broken = (await outputs()).slice(1);
    expect(broken.every((output) => !output.complete && output.confirmation === 'withheld')).to.be.true;
    const longest = Math.max(...broken.map((output) => output.message_count));
    expect(longest).to.be.within(1, 19);
    expect(await imported('B')).to.equal(longest);
    expect(world().simulator.statistics().unconfirmedOutputs).to.equal(1);
  });

  it('imports the rest once it is delivered whole, and confirms that', async () => {
    const broken = await outputs();
    await world().deliver();
    expect((await outputs()).slice(0, -1)).to.deep.equal(broken);
    expect((await outputs()).at(-1)).to.include({ complete: true, confirmation: 'confirmed' });
    expect(await imported('B')).to.equal(20);
    for (const number of ['B0', 'B19']) expect(await records().reservations(number)).to.have.length(1);
  });

  it('counts a delivery that comes again because its confirmation was lost, and confirms it again', async () => {
    await world().deliver(newBooking('C', { checkIn: '2027-04-01' }));
    // As it stands when the process dies after the commit and before the confirmation.
    await world().rows(
      "UPDATE heyawari.ota_outputs SET confirmation = 'pending', next_confirmation_at = $1 WHERE output_id = 'hotel-000003'",
      [world().clock.now()],
    );
    await world().heyawari.drain();
    expect((await outputs()).at(-1)).to.include({ output_id: 'hotel-000003', confirmation: 'confirmed' });
    expect(await imported('C')).to.equal(1);
  });

  it("keeps the PMS's own OTA page filled", async () => {
    await world().deliver(
      newBooking('D-GOOD', { checkIn: '2027-05-01' }),
      newBooking('D-BAD', { rooms: [{ ...single, code: 'NO-SUCH' }] }),
    );
    const queue = await world().rows(
      `SELECT ota_reservation_id, transaction_id, status, conflict_details ->> 'error' LIKE '%NO-SUCH%' AS names_the_code,
              reservation_data -> 'BasicInformation' ->> 'TravelAgencyBookingNumber' AS in_document
         FROM ota_reservation_queue WHERE ota_reservation_id LIKE 'D-%' ORDER BY id DESC`,
    );
    expect(queue).to.have.deep.members([
      {
        ...{
          ota_reservation_id: 'D-GOOD',
          transaction_id: 'D-GOOD-1',
          status: 'processed',
          names_the_code: null,
        },
        in_document: 'D-GOOD',
      },
      {
        ...{ ota_reservation_id: 'D-BAD', transaction_id: 'D-BAD-1', status: 'failed' },
        ...{ names_the_code: true, in_document: 'D-BAD' },
      },
    ]);
    const answers = await world().rows<{ name: string; delivered: boolean }>(
      `SELECT name, response::text LIKE '%D-GOOD-1%' AS delivered FROM xml_responses ORDER BY id DESC LIMIT 1`,
    );
    expect(answers).to.deep.equal([{ name: 'BookingInfoOutputService', delivered: true }]);
  });
});

describe('the rhythm of fetching', () => {
  const { world } = useWorld({ siteController: { pollSeconds: 300, timeoutSeconds: 0.3 } });

  const bucket = async () => {
    const [row] = await world().rows<{ failures: number; next: Date; succeeded: Date | null }>(
      'SELECT failures, next_fetch_at AS next, last_success_at AS succeeded FROM heyawari.site_controller_buckets',
    );
    return { ...row!, seconds: (row!.next.getTime() - world().clock.now().getTime()) / 1000 };
  };
  const untilNextFetch = async () => world().heyawari.advanceTo((await bucket()).next);
  const struck = () => world().simulator.statistics().faultsByKind;

  it('slows down with each E013', async () => {
    world().simulator.faults.rateLimited = { probability: 1, budget: 2 };
    world().simulator.deliver([newBooking('A')]);
    await world().heyawari.fetchNow();
    expect(await bucket()).to.include({ failures: 1, seconds: 600, succeeded: null });
    await world().heyawari.fetchNow();
    expect(struck().rateLimited, 'asked again too early').to.equal(1);
    await untilNextFetch();
    await world().heyawari.fetchNow();
    expect(await bucket()).to.include({ failures: 2, seconds: 1200 });
  });

  it('slows down when no answer comes', async () => {
    world().simulator.faults.noAnswer = { probability: 1, budget: 1 };
    await untilNextFetch();
    await world().heyawari.fetchNow();
    expect(struck().noAnswer).to.equal(1);
    expect(await bucket()).to.include({ failures: 3, seconds: 2400 });
  });

  it('finds its usual pace again with the first answer', async () => {
    await untilNextFetch();
    await world().heyawari.fetchNow();
    await world().heyawari.drain();
    expect(await bucket()).to.include({ failures: 0, seconds: 300 });
    expect((await bucket()).succeeded).to.deep.equal(world().clock.now());
    expect(await recordsOf(world()).message('A-1')).to.equal('imported');
  });
});

describe('fetching by several instances', () => {
  const { world } = useWorld();

  it('asks once at a time for a hotel', async () => {
    const other = await world().anotherInstance();
    world().simulator.faults.slowAnswer = { probability: 1, budget: 1 };
    world().simulator.deliver([newBooking('A')]);
    await Promise.all([world().heyawari.fetchNow(), other.fetchNow(), other.fetchNow()]);
    const deliveries = world()
      .simulator.statistics()
      .delivered.map((message) => message.deliveries);
    expect(deliveries).to.deep.equal([1]);
  });
});
