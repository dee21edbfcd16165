// A hotel in full for the browser: the PMS with the plugin in a process of its own, its pages, and a site controller that delivers.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import winston from 'winston';
import { buildFrontend } from '../../dev/frontend.js';
import { createSimulator, defaultLogin, type Message } from '../../examples/tl-lincoln/index.js';
import { createHeyawari, existingPms } from '../../plugin/index.js';
import type { Guards } from '../../plugin/platform/http/index.js';
import {
  type HostModules,
  type HostReservations,
  type HotelSpecification,
  loadHostModules,
  type SeededHotel,
  seedHotel,
  startHostPms,
} from '../support/host-pms.js';
import { until } from '../support/platform.js';

export interface House {
  readonly url: string;
  readonly hotel: SeededHotel;
  /** The PMS's own functions, as its screens call them. */
  readonly pms: HostReservations;
  /** Hands messages to the site controller and asks the PMS to fetch, as its own job does; resolves when all are confirmed. */
  deliver(...messages: readonly Message[]): Promise<void>;
  /** The state of the last message of a booking; undefined: none has come. */
  statusOf(bookingNumber: string): Promise<string | undefined>;
  /** Until no job is under way or due: nothing more comes of what was done. */
  idle(): Promise<void>;
  /** The PMS's process ends and another one is there, at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface HouseOptions {
  readonly databaseUrl: string;
  readonly pool: pg.Pool;
  readonly hotel: Omit<HotelSpecification, 'login'>;
  /** Targets by type name, best first. */
  readonly upgrades: Readonly<Record<string, readonly string[]>>;
}

const pluginEntry = fileURLToPath(new URL('../../plugin/index.ts', import.meta.url));
const encryptionKey = { id: 'test', key: randomBytes(32).toString('base64') };

/** No request reaches the instance that only writes the set-up. */
const closed: Guards = {
  view: (_request, response) => void response.sendStatus(403),
  operate: (_request, response) => void response.sendStatus(403),
  supervise: (_request, response) => void response.sendStatus(403),
  configure: (_request, response) => void response.sendStatus(403),
};

async function setUp(
  options: HouseOptions,
  hotel: SeededHotel,
  siteController: string,
  host: HostModules,
): Promise<void> {
  const typeId = (name: string): number => {
    const id = hotel.typeIds[name];
    if (id === undefined) throw new Error(`the hotel has no room type ${name}`);
    return id;
  };
  const heyawari = createHeyawari({
    encryptionKeys: [encryptionKey],
    siteController: { url: siteController, systemId: 'SYS' },
    database: options.pool,
    host: existingPms({ reservations: host.reservations }),
    auth: closed,
    logger: winston.createLogger({ silent: true }),
  });
  await heyawari.configureHotel(hotel.hotelId, {
    mode: 'BALANCE',
    deadlinePresetDays: 0,
    upgrades: new Map(Object.entries(options.upgrades).map(([from, to]) => [typeId(from), to.map(typeId)])),
  });
}

/** The plugin runs from its sources, on the system's clock, and fetches as often as it is asked. */
export async function openHouse(options: HouseOptions): Promise<House> {
  await buildFrontend();
  const simulator = createSimulator();
  const siteController = await simulator.start();
  const hotel = await seedHotel(options.pool, { ...options.hotel, login: defaultLogin });
  const host = loadHostModules(options.databaseUrl);
  await setUp(options, hotel, siteController, host);
  const start = (port: string) =>
    startHostPms({
      databaseUrl: options.databaseUrl,
      env: {
        PORT: port,
        NODE_OPTIONS: '--import tsx',
        HEYAWARI: 'on',
        HEYAWARI_ENTRY: pluginEntry,
        HEYAWARI_ENCRYPTION_KEYS: `${encryptionKey.id}:${encryptionKey.key}`,
        HEYAWARI_PACE_HELD_PER_SECOND: '0',
        HEYAWARI_SITE_CONTROLLER_POLL_SECONDS: '0',
        HEYAWARI_SITE_CONTROLLER_POLL_SECONDS_OFF_HOURS: '0',
        XML_REQUEST_URL: siteController,
        XML_SYSTEM_ID: 'SYS',
      },
    });
  let pms = await start('0');
  const { url } = pms;
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await pms.stop();
    await simulator.stop();
    await host.close();
  };

  return {
    url,
    hotel,
    pms: host.reservations,
    async deliver(...messages) {
      simulator.deliver(messages);
      await until(async () => {
        await fetch(`${url}/api/sc/tl/reservations/fetch`);
        const { waiting, unconfirmedOutputs } = simulator.statistics();
        return waiting + unconfirmedOutputs === 0;
      });
    },
    async statusOf(bookingNumber) {
      const { rows } = await options.pool.query<{ status: string }>(
        'SELECT status FROM heyawari.ota_import_cache WHERE booking_number = $1 ORDER BY id DESC LIMIT 1',
        [bookingNumber],
      );
      return rows[0]?.status;
    },
    idle: () =>
      until(async () => {
        const { rows } = await options.pool.query<{ open: number }>(
          `SELECT CAST(count(*) AS integer) AS open FROM heyawari_jobs.job
            WHERE state IN ('created', 'retry', 'active') AND start_after <= now()`,
        );
        return rows[0]!.open === 0;
      }),
    async restart() {
      await pms.stop();
      pms = await start(new URL(url).port);
    },
    stop: () => (stopping ??= stop()),
  };
}
