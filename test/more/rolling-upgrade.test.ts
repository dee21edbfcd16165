// From the build before to this one with nothing stopped: migrations while five processes of the old build work and the PMS writes, then both builds
// side by side, then this one alone, then the way back.
import { expect } from 'chai';
import express from 'express';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import request from 'supertest';
import { addDays } from '../../dev/bookings/dates.js';
import { migrateBack, migrateLastBatchBack, migrateLatest } from '../../dev/migrate.js';
import { createSimulator, type Simulator } from '../../examples/tl-lincoln/index.js';
import type { Heyawari } from '../../plugin/index.js';
import { expectedMigrations } from '../../plugin/platform/schema/index.js';
import { newBooking } from '../support/bookings.js';
import { useBuiltPlugin } from '../support/built.js';
import { checksumsOf } from '../support/checksums.js';
import { useDatabase } from '../support/database.js';
import { type HostModules, loadHostModules, seedHotel } from '../support/host-pms.js';
import { type ProcessSettings, type RunningWorker, startWorker } from '../support/instances.js';
import {
  lastOfOlderBuild,
  migrateAsOlderBuild,
  type OlderBuild,
  unpackOlderBuild,
} from '../support/older-build.js';
import { recordsOf } from '../support/records.js';
import { guardsByToken } from '../support/staff.js';
import { eagerSettings, type PluginModule, testLogger } from '../support/world.js';

const require = createRequire(import.meta.url);

/** Milliseconds: tenfold what it takes. */
const longest = 400_000;
const hotels = [1, 2, 3];
/** Of each hotel, in each of the three waves. */
const bookings = 40;
const roomsPerHotel = 20;
const firstNight = addDays(new Date().toISOString().slice(0, 10), 30);
const login = (hotel: number) => ({ userId: `hotel${hotel}`, password: 'secret' });

/** A process of the PMS that serves, without jobs: here it asks the site controller, and answers the screens. */
interface Web {
  readonly heyawari: Heyawari;
  stop(): Promise<void>;
}

describe('a rolling upgrade from the build before', function () {
  this.timeout(longest + 30_000);
  const built = useBuiltPlugin();
  const database = useDatabase('empty');
  const hotelIds: number[] = [];
  let older: OlderBuild;
  let simulator: Simulator;
  let siteController: string;
  let host: HostModules;
  let workers: RunningWorker[] = [];
  const webs: Web[] = [];
  /** What goes on beside it all, and what went wrong there. */
  const busy = { on: true, writes: 0, looks: 0, wrong: [] as string[] };
  let beside: Promise<void>[];

  const rows = async <T extends object>(text: string, values?: unknown[]) =>
    (await database.pool().query<T>(text, values)).rows;
  const settingsOf = (entry: string): ProcessSettings => ({
    databaseUrl: database.url(),
    siteController,
    entry,
  });
  async function startWeb(entry: string): Promise<Web> {
    const plugin = require(entry) as PluginModule;
    const pool = new pg.Pool({ connectionString: database.url(), max: 4 });
    const heyawari = plugin.createHeyawari({
      ...eagerSettings,
      role: 'web',
      siteController: { url: siteController, systemId: 'SYS', pollSeconds: 0, pollSecondsOffHours: 0 },
      ...{ database: pool, auth: guardsByToken, logger: testLogger() },
      host: plugin.existingPms({ reservations: host.reservations }),
    });
    const web = {
      heyawari,
      async stop() {
        await heyawari.stop();
        await pool.end();
      },
    };
    await heyawari.start();
    webs.push(web);
    return web;
  }
  const countOf = async (condition: string) =>
    (await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${condition}`))[0]!.count;
  const imported = () => countOf(`heyawari.ota_import_cache WHERE status = 'imported'`);
  async function eventually(condition: () => Promise<boolean>): Promise<void> {
    for (const began = performance.now(); performance.now() - began < longest;) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`it did not come to an end: ${await imported()} messages are imported`);
  }
  const send = (wave: number) => {
    for (const hotel of hotels)
      simulator.deliver(
        Array.from({ length: bookings }, (_, i) =>
          newBooking(`W${wave}-${hotel}-${i}`, {
            checkIn: addDays(firstNight, wave * 30 + Math.floor(i / roomsPerHotel)),
            nights: 1,
          }),
        ),
        login(hotel).userId,
      );
  };
  const whole = (waves: number) => waves * hotels.length * bookings;
  async function endWorkers(some: readonly RunningWorker[]): Promise<void> {
    for (const { process: child } of some) child.kill('SIGTERM');
    for (const { gone } of some) expect(await gone).to.equal(0);
    workers = workers.filter((worker) => !some.includes(worker));
  }

  /** Clerks enter reservations, far from the nights of the messages. */
  async function write(): Promise<void> {
    for (let i = 0; busy.on; i += 1) {
      const [hotelId, checkIn] = [hotelIds[i % hotels.length]!, addDays(firstNight, 200 + (i % 100))];
      const hold = { hotelId, checkIn, checkOut: addDays(checkIn, 1), people: 1, client: { name: '山田' } };
      await host.reservations
        .createReservationHold('rolling', hold, 1)
        .then(() => (busy.writes += 1))
        .catch((error: unknown) => busy.wrong.push(`the PMS: ${String(error)}`));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** A clerk looks at the rooms, in whichever process serves at that moment. */
  async function look(): Promise<void> {
    while (busy.on) {
      const app = express().use('/api', webs.at(-1)!.heyawari.router);
      const answer = await request(app)
        .get(`/api/heyawari/hotels/${hotelIds[0]}/pool`)
        .set('authorization', 'Bearer view');
      busy.looks += 1;
      if (answer.status !== 200) busy.wrong.push(`a screen: ${answer.status}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  before(async () => {
    const hostDatabase = require('../../examples/host-pms/api/database') as {
      installSchema(client: pg.Pool): Promise<void>;
      seedBase(client: pg.Pool): Promise<void>;
    };
    await hostDatabase.installSchema(database.pool());
    await hostDatabase.seedBase(database.pool());
    await migrateAsOlderBuild(database.url());
    older = unpackOlderBuild();
    database.onEnd(() => Promise.resolve(older.remove()));
    simulator = createSimulator({ logins: hotels.map(login), messagesPerOutput: 20 });
    siteController = await simulator.start();
    database.onEnd(() => simulator.stop());
    for (const hotel of hotels) {
      const rooms = Array.from({ length: roomsPerHotel }, (_, i) => ({ room: String(101 + i), type: 'SGL' }));
      const seeded = await seedHotel(database.pool(), { name: `hotel ${hotel}`, rooms, login: login(hotel) });
      hotelIds.push(seeded.hotelId);
    }
    host = loadHostModules(database.url());
    database.onEnd(() => host.close());
    database.onEnd(async () => {
      busy.on = false;
      await Promise.all(beside ?? []);
      for (const { process: child } of workers) child.kill('SIGKILL');
      for (const web of webs) await web.stop();
    });
  });

  it('migrates while five processes of the old build import and the PMS writes', async () => {
    const web = await startWeb(older.entry);
    workers = await Promise.all([1, 2, 3, 4].map(() => startWorker(settingsOf(older.entry))));
    beside = [write(), look()];
    send(0);
    const fetching = (async () => {
      while (simulator.statistics().waiting > 0) await web.heyawari.fetchNow();
    })();
    await eventually(async () => (await imported()) > bookings / 4);
    const before = await imported();
    await migrateLatest(database.url());
    expect(await imported(), 'nothing was imported while the migrations ran').to.be.above(before);
    await fetching;
    await eventually(async () => (await imported()) === whole(1));
    const applied = await rows<{ name: string }>('SELECT name FROM heyawari.migrations ORDER BY id');
    expect(applied.map(({ name }) => name)).to.deep.equal(expectedMigrations.map((name) => `${name}.ts`));
  });

  it('goes on with both builds side by side, and a process of the old one can still be started', async () => {
    const entry = path.join(built(), 'index.cjs');
    workers.push(await startWorker(settingsOf(entry)), await startWorker(settingsOf(older.entry)));
    const web = await startWeb(entry);
    send(1);
    while (simulator.statistics().waiting > 0) await web.heyawari.fetchNow();
    await eventually(async () => (await imported()) === whole(2));
  });

  it('goes on with the new build alone, once the old processes have ended one by one', async () => {
    const entry = path.join(built(), 'index.cjs');
    const old = workers.filter((_, i) => i !== 4);
    const one = await startWorker(settingsOf(entry));
    send(2);
    for (const worker of old) {
      await webs.at(-1)!.heyawari.fetchNow();
      await endWorkers([worker]);
    }
    workers.push(one);
    await webs.shift()!.stop();
    while (simulator.statistics().waiting > 0) await webs.at(-1)!.heyawari.fetchNow();
    await eventually(async () => (await imported()) === whole(3));
    await eventually(() => Promise.resolve(simulator.statistics().unconfirmedOutputs === 0));
  });

  it('has lost and doubled nothing, and nobody met an error', async () => {
    busy.on = false;
    await Promise.all(beside);
    expect([...new Set(busy.wrong)]).to.deep.equal([]);
    expect(busy.writes).to.be.greaterThan(20);
    expect(busy.looks).to.be.greaterThan(20);
    expect(await countOf('heyawari.ota_import_cache')).to.equal(whole(3));
    const reservations = await rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM reservations WHERE ota_reservation_id LIKE 'W%' GROUP BY ota_reservation_id`,
    );
    expect(reservations).to.have.length(whole(3));
    expect(reservations.filter(({ count }) => count !== 1)).to.deep.equal([]);
    expect(await recordsOf({ rows }).doubleBooked()).to.deep.equal([]);
    expect(await countOf(`heyawari_jobs.job WHERE name = 'dead-letters'`)).to.equal(0);
    const failed = await rows<{ result: string }>(
      `SELECT DISTINCT status AS result FROM heyawari.ota_import_log WHERE status NOT IN ('imported', 'retrying')`,
    );
    expect(failed).to.deep.equal([]);
  });

  it('goes back, with the PMS’s rows as they were, and the old build works on', async () => {
    await endWorkers(workers);
    for (const web of webs.splice(0)) await web.stop();
    const before = await checksumsOf({ rows }, 'public');
    await migrateLastBatchBack(database.url());
    expect(await checksumsOf({ rows }, 'public')).to.deep.equal(before);
    const applied = await rows<{ name: string }>('SELECT name FROM heyawari.migrations ORDER BY id');
    expect(applied.at(-1)!.name).to.equal(`${lastOfOlderBuild}.ts`);
    const web = await startWeb(older.entry);
    workers.push(await startWorker(settingsOf(older.entry)));
    send(3);
    while (simulator.statistics().waiting > 0) await web.heyawari.fetchNow();
    await eventually(async () => (await imported()) === whole(4));
  });

  it('is taken out whole, with the PMS’s rows as they were', async () => {
    await endWorkers(workers);
    for (const web of webs.splice(0)) await web.stop();
    const before = await checksumsOf({ rows }, 'public');
    expect(Object.keys(before)).to.include.members(['reservations', 'reservation_details', 'clients']);
    await migrateLatest(database.url());
    await migrateBack(database.url());
    expect(await checksumsOf({ rows }, 'public')).to.deep.equal(before);
    expect(
      await rows(`SELECT FROM pg_attribute WHERE attname LIKE 'heyawari\\_%' AND NOT attisdropped
                         AND attrelid = 'public.reservations'::regclass`),
    ).to.deep.equal([]);
  });
});
