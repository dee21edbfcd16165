// Receipt: a delivery is safe in the database before anyone is told so, however it arrives.
import { expect } from 'chai';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hotelId, outputRowId } from '../../plugin/domain/ids.js';
import { endFetch, leaseFetch, returnLease } from '../../plugin/ota-import/receipt/buckets-repository.js';
import { takeConfirmation } from '../../plugin/ota-import/receipt/outputs-repository.js';
import { createDatabase, inHotel } from '../../plugin/platform/database/index.js';
import type { SettingsInput } from '../../plugin/options.js';
import { newBooking, single } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { recordedLog, until } from '../support/platform.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, testLogger, type World } from '../support/world.js';

/** A world with 30 single rooms. */
function useWorld(
  settings: SettingsInput = {},
  logger = testLogger(),
): { world: () => World; records: () => Records } {
  const database = useDatabase();
  let world: World;
  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: Array.from({ length: 30 }, (_, i) => ({ room: String(101 + i), type: 'SGL', capacity: 1 })),
      settings,
      logger,
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
      world().clock.set(new Date(world().clock.now().getTime() + 3_600_000));
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

  it('keeps what came before a connection broke: its whole messages are imported, it is never confirmed', async () => {
    // As above, where it breaks is left to the dice.
    world().simulator.faults.cutConnection = { probability: 1, budget: 5 };
    world().simulator.deliver(bookings('E', 20, '2027-06-01'));
    for (let fetch = 1; fetch <= 5; fetch += 1) {
      await world().heyawari.fetchNow();
      await world().heyawari.drain();
      world().clock.set(new Date(world().clock.now().getTime() + 3_600_000));
    }
    expect(world().simulator.statistics()).to.include({ unconfirmedOutputs: 1 });
    expect(await imported('E')).to.be.within(1, 19);
    await world().deliver();
    expect(await imported('E')).to.equal(20);
    expect((await outputs()).at(-1)).to.include({ complete: true, confirmation: 'confirmed' });
  });

  it('counts a delivery that comes again because its confirmation was lost, and confirms it again', async () => {
    await world().deliver(newBooking('C', { checkIn: '2027-04-01' }));
    // As it stands when the process dies after the commit and before the confirmation.
    await world().rows(
      "UPDATE heyawari.ota_outputs SET confirmation = 'pending', next_confirmation_at = $1 WHERE output_id = 'hotel-000004'",
      [world().clock.now()],
    );
    await world().heyawari.drain();
    expect((await outputs()).at(-1)).to.include({ output_id: 'hotel-000004', confirmation: 'confirmed' });
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

  it('slows down when a delivery breaks off', async () => {
    world().simulator.faults.truncatedBody = { probability: 1, budget: 1 };
    await untilNextFetch();
    await world().heyawari.fetchNow();
    expect(struck().truncatedBody).to.equal(1);
    expect(await bucket()).to.include({ failures: 4, seconds: 3600, succeeded: null });
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

describe('a delivery that could not be stored', () => {
  const { world } = useWorld({ siteController: { pollSeconds: 300 } });
  const pass = (seconds: number) =>
    world().clock.set(new Date(world().clock.now().getTime() + seconds * 1000));
  const asked = async () => {
    const lastFetch = async () => {
      const [row] = await world().rows<{ at: Date }>(
        'SELECT last_fetch_at AS at FROM heyawari.site_controller_buckets',
      );
      return row?.at.getTime();
    };
    const before = await lastFetch();
    await world()
      .heyawari.fetchNow()
      .catch(() => undefined);
    return (await lastFetch()) !== before;
  };

  it('is asked for again at the usual pace, no faster, and is no success', async () => {
    await world().rows(`
      CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON heyawari.ota_outputs FOR EACH ROW EXECUTE FUNCTION full_disk()`);
    world().simulator.deliver([newBooking('A')]);
    expect(await asked()).to.equal(true);
    for (let minutes = 1; minutes < 5; minutes += 1) {
      pass(60);
      expect(await asked()).to.equal(false);
    }
    const [row] = await world().rows(
      'SELECT last_success_at, failures FROM heyawari.site_controller_buckets',
    );
    expect(row).to.deep.equal({ last_success_at: null, failures: 0 });
    await world().rows('DROP TRIGGER full_disk ON heyawari.ota_outputs');
    pass(60);
    expect(await asked()).to.equal(true);
    expect(world().simulator.statistics().outputs).to.equal(1);
  });

  it('not even where its fetcher died before it could say so', async () => {
    await world().heyawari.drain();
    pass(300);
    const hotel = hotelId(world().hotel.hotelId);
    const now = world().clock.now();
    await leaseFetch(
      inHotel(createDatabase(world().pool), hotel),
      now,
      -1,
      new Date(now.getTime() + 300_000),
    );
    pass(60);
    expect(await asked()).to.equal(false);
    pass(240);
    expect(await asked()).to.equal(true);
  });
});

describe('rubbish with HTTP 200', () => {
  const log = recordedLog();
  const { world } = useWorld({ siteController: { pollSeconds: 300 } }, log.logger);
  const bucket = async () => {
    const [row] = await world().rows<{ failures: number; next: Date; succeeded: Date | null }>(
      'SELECT failures, next_fetch_at AS next, last_success_at AS succeeded FROM heyawari.site_controller_buckets',
    );
    return row!;
  };
  const stored = () =>
    world().rows<{ deliveries: number; complete: boolean; confirmation: string }>(
      'SELECT deliveries, complete, confirmation FROM heyawari.ota_outputs ORDER BY id',
    );
  /** What every request gets, whatever it asks. */
  const answering = async (body: (request: number) => string, requests: number) => {
    let request = 0;
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end(body((request += 1)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const other = await world().anotherInstance({
      siteController: { url, systemId: 'S', pollSeconds: 300, pollSecondsOffHours: 300 },
      role: 'web',
      metrics: {},
    });
    for (let fetch = 0; fetch < requests; fetch += 1) {
      const { next } = (await bucket().catch(() => undefined)) ?? {};
      if (next && next > world().clock.now()) world().clock.set(next);
      await other.fetchNow();
    }
    await other.stop();
    await new Promise((resolve) => server.close(resolve));
    return request;
  };
  const before = async () => {
    await world().rows('DELETE FROM heyawari.ota_outputs');
    await world().rows('DELETE FROM heyawari.site_controller_buckets');
    log.lines.length = 0;
  };

  const envelope = (content: string) =>
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;
  const kinds: readonly (readonly [what: string, body: string])[] = [
    ['a maintenance page', '<!DOCTYPE html><html><body>メンテナンス中です</body></html>'],
    ['a well-formed page', '<html><body><p>Down for maintenance</p></body></html>'],
    ['nothing', ''],
    ['JSON', '{"isSuccess":true,"outputId":null}'],
    ['an envelope that does not say whether it succeeded', envelope('<a>b</a>')],
    ['an envelope that breaks off', envelope('<commonResponse><isSuccess>true</isSuccess>').slice(0, -30)],
    ['a fault of another version of SOAP', envelope('<soapenv:Fault><Code>x</Code></soapenv:Fault>')],
  ];
  for (const [what, body] of kinds)
    it(`is a failed fetch, stored once: ${what}`, async () => {
      await before();
      expect(await answering(() => body, 3)).to.equal(3);
      expect(await bucket()).to.include({ failures: 3, succeeded: null });
      expect(await stored()).to.deep.equal([{ deliveries: 3, complete: false, confirmation: 'withheld' }]);
      const lines = log.lines.filter(({ level, kind }) => kind && level !== 'debug');
      expect(lines.map(({ kind }) => kind)).to.deep.equal(['unreadable']);
    });

  it('does not fill the table with pages that differ only in the time on them', async () => {
    await before();
    await answering((request) => `<html><body>maintenance, request ${request}</body></html>`, 12);
    expect(await stored()).to.have.length(3);
    expect(await bucket()).to.include({ failures: 12 });
  });

  it('leaves the last success as it was, and ends with the next answer', async () => {
    await before();
    await world().heyawari.fetchNow();
    const { succeeded } = await bucket();
    expect(succeeded).to.be.instanceOf(Date);
    await answering(() => '<html></html>', 2);
    expect(await bucket()).to.deep.include({ failures: 2, succeeded });
    world().clock.set((await bucket()).next);
    await world().deliver(newBooking('AFTER'));
    expect(await bucket()).to.include({ failures: 0 });
    expect(await recordsOf(world()).message('AFTER-1')).to.equal('imported');
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

  it('holds no transaction while it asks', async () => {
    await world().heyawari.drain();
    const { slowAnswer } = world().simulator.statistics().faultsByKind;
    world().simulator.faults.slowAnswer = { probability: 1, budget: 1 };
    const fetching = world().heyawari.fetchNow();
    await until(() => world().simulator.statistics().faultsByKind.slowAnswer > slowAnswer);
    const open = await world().rows(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
    );
    await fetching;
    expect(open).to.deep.equal([]);
  });

  it('asks again for a hotel whose fetcher died, when its lease is over, and not before', async () => {
    const other = await world().anotherInstance();
    const asked = async () => {
      const [row] = await world().rows<{ fence: string }>(
        'SELECT fence FROM heyawari.site_controller_buckets',
      );
      return Number(row!.fence);
    };
    world().clock.set(new Date(world().clock.now().getTime() + 3_600_000));
    await world().rows(
      "UPDATE heyawari.site_controller_buckets SET lease_until = now() + interval '1 minute'",
    );
    const before = await asked();
    await other.fetchNow();
    expect(await asked()).to.equal(before);
    await world().rows(
      "UPDATE heyawari.site_controller_buckets SET lease_until = now() - interval '1 second'",
    );
    await other.fetchNow();
    expect(await asked()).to.equal(before + 1);
  });

  it('lets a fetcher that comes back after its lease was taken change nothing of the other’s turn', async () => {
    const hotel = hotelId(world().hotel.hotelId);
    const database = createDatabase(world().pool);
    const now = new Date(world().clock.now().getTime() + 7_200_000);
    const slow = await leaseFetch(inHotel(database, hotel), now, -1, now);
    const quick = await leaseFetch(inHotel(database, hotel), now, 60, now);
    expect(quick!.fence).to.equal(slow!.fence + 1);
    await endFetch(
      inHotel(database, hotel),
      slow!.fence,
      { nextFetchAt: new Date(0), failures: 99, openedAt: undefined },
      'timeout',
      now,
    );
    await returnLease(inHotel(database, hotel), slow!.fence);
    const [row] = await world().rows(
      'SELECT failures, lease_until > now() AS held FROM heyawari.site_controller_buckets',
    );
    expect(row).to.deep.equal({ failures: quick!.failures, held: true });
    await returnLease(inHotel(database, hotel), quick!.fence);
  });

  it('confirms a delivery by one process at a time', async () => {
    await world().deliver(newBooking('ONCE'));
    const [output] = await world().rows<{ id: string }>('SELECT max(id) AS id FROM heyawari.ota_outputs');
    const now = world().clock.now();
    await world().rows(
      "UPDATE heyawari.ota_outputs SET confirmation = 'pending', next_confirmation_at = $2 WHERE id = $1",
      [output!.id, now],
    );
    const database = createDatabase(world().pool);
    const until = new Date(now.getTime() + 60_000);
    const take = () =>
      takeConfirmation(
        inHotel(database, hotelId(world().hotel.hotelId)),
        outputRowId(Number(output!.id)),
        now,
        until,
      );
    const turns = await Promise.all([take(), take(), take()]);
    expect(turns.filter((turn) => turn !== undefined)).to.have.length(1);
  });
});

describe('a delivery that the database is too busy to take in', function () {
  this.timeout(30_000);
  const log = recordedLog();
  const { world, records } = useWorld({}, log.logger);

  it('is no error in the log, since it comes again', async () => {
    const blocker = await world().pool.connect();
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE heyawari.ota_outputs IN ACCESS EXCLUSIVE MODE');
    world().simulator.deliver([newBooking('BUSY', { checkIn: '2027-02-01' })]);
    const refused = await world()
      .heyawari.fetchNow()
      .catch((error: unknown) => error);
    await blocker.query('ROLLBACK');
    blocker.release();
    expect(refused).to.be.instanceOf(Error);
    const told = log.lines.filter(({ message }) =>
      String(message).startsWith('a delivery could not be taken in'),
    );
    expect(told.map(({ level }) => level)).to.deep.equal(['warn']);
    await world().heyawari.fetchNow();
    await world().heyawari.drain();
    expect((await records().plan('BUSY')).state).to.not.equal('unplaced');
    expect(log.lines.filter(({ level }) => level === 'error')).to.deep.equal([]);
  });
});
