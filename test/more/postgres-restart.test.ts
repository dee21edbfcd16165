// PostgreSQL stopped while an import is under way, and started again: the plugin goes on by itself.
import { expect } from 'chai';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EmbeddedPostgres, startPostgres } from '../../dev/postgres.js';
import { newBooking } from '../support/bookings.js';
import { until } from '../support/platform.js';
import { type Proxy, startProxy } from '../support/proxy.js';
import { expectNothingHalfDone, recordsOf } from '../support/records.js';
import { standstillAt, standstillInReceipt } from '../support/standstill.js';
import { createTemplate, databaseUrl } from '../../dev/template.js';
import { createWorld, type World } from '../support/world.js';

const bookings = 30;
const middle = 12;
const portOf = (url: string) => Number(new URL(url).port);

function throughProxy(url: string, port: number): string {
  const other = new URL(url);
  other.port = String(port);
  return other.toString();
}

describe('PostgreSQL stopped in the middle of an import', function () {
  this.timeout(60_000);
  const directory = mkdtempSync(path.join(tmpdir(), 'heyawari-restart-'));
  let server: EmbeddedPostgres;
  let proxy: Proxy;
  let world: World;

  before(async () => {
    chmodSync(directory, 0o755); // the server may run as a user of its own
    server = await startPostgres({ directory: path.join(directory, 'data') });
    proxy = await startProxy(portOf(server.url));
    // The proxy's address outlives the server's, which takes another port when it comes back.
    const name = await createTemplate(server.url);
    world = await createWorld({
      databaseUrl: databaseUrl(throughProxy(server.url, proxy.port), name),
      rooms: Array.from({ length: bookings + 2 }, (_, i) => ({ room: String(101 + i), type: 'SGL' })),
    });
  });
  after(async () => {
    await world?.stop();
    await proxy?.stop();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const count = async (what: string) => {
    const [row] = await world.rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`);
    return row!.count;
  };

  it('leaves nothing half done', async () => {
    const standstill = await standstillAt(world.pool, `N${middle}`);
    world.simulator.deliver(Array.from({ length: bookings }, (_, i) => newBooking(`N${i}`)));
    await world.heyawari.fetchNow();
    await standstill.reached();
    proxy.pointTo(undefined);
    await server.stop();
    const failure: unknown = await world.heyawari.fetchNow().catch((error: unknown) => error);
    expect(failure, 'asked while the database was away').to.be.an('error');
    server = await startPostgres({ directory: path.join(directory, 'data') });
    proxy.pointTo(portOf(server.url));
    expect(await count('heyawari.ota_import_cache')).to.equal(bookings);
    await expectNothingHalfDone(world);
    await standstill.lift();
  });

  it('is made up for with the next delivery, without anyone starting anything', async () => {
    world.simulator.deliver([newBooking('NEXT')]);
    await world.heyawari.fetchNow();
    await until(
      async () => (await count("heyawari.ota_import_cache WHERE status = 'imported'")) === bookings + 1,
    );
    expect(await count('reservations')).to.equal(bookings + 1);
    expect(await count('heyawari.room_nights')).to.equal(2 * (bookings + 1));
    expect(await recordsOf(world).doubleBooked()).to.deep.equal([]);
    await until(() => Promise.resolve(world.simulator.statistics().unconfirmedOutputs === 0));
  });

  it('stopped in the middle of a receipt has nothing of it, and no one was told: it comes again, once', async () => {
    const standstill = await standstillInReceipt(world.pool);
    world.simulator.deliver([newBooking('RECEIPT')]);
    const fetching = world.heyawari.fetchNow().catch((error: unknown) => error);
    await standstill.reached();
    proxy.pointTo(undefined);
    await server.stop();
    expect(await fetching).to.be.an('error');
    server = await startPostgres({ directory: path.join(directory, 'data') });
    proxy.pointTo(portOf(server.url));
    expect(await count('heyawari.ota_import_cache')).to.equal(bookings + 1);
    expect(await count("heyawari.ota_outputs WHERE confirmation <> 'confirmed'")).to.equal(0);
    expect(world.simulator.statistics()).to.include({ unconfirmedOutputs: 1 });
    await standstill.lift();
    // What the fetch has leased is free when its time is over: it is, here.
    await world.rows('UPDATE heyawari.site_controller_buckets SET lease_until = NULL');
    await world.heyawari.fetchNow();
    await until(
      async () => (await count("heyawari.ota_import_cache WHERE status = 'imported'")) === bookings + 2,
    );
    expect(await count("reservations WHERE ota_reservation_id = 'RECEIPT'")).to.equal(1);
    await until(() => Promise.resolve(world.simulator.statistics().unconfirmedOutputs === 0));
  });

  it('is over for health too: the database answers, and changes are listened to', async () => {
    await until(async () => {
      const response = await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/health`);
      const { checks } = (await response.json()) as { checks: { name: string; ok: boolean }[] };
      return checks.length > 1 && checks.every(({ ok }) => ok);
    });
  });
});
