// A whole small world in one process: PMS functions, the plugin under a simulated calendar, a misbehaving site controller.
import pg from 'pg';
import winston, { type Logger } from 'winston';
import {
  createSimulator,
  defaultLogin,
  type Message,
  type Simulator,
} from '../../examples/tl-lincoln/index.js';
import * as pluginSources from '../../plugin/index.js';
import type { Heyawari, SimulatedClock } from '../../plugin/index.js';
import type { ReservationFunctions } from '../../plugin/host/existing-pms/functions.js';
import type { SettingsInput } from '../../plugin/options.js';
import type { Guards } from '../../plugin/platform/http/index.js';
import {
  type HostModules,
  type HotelSpecification,
  loadHostModules,
  type SeededHotel,
  seedHotel,
} from './host-pms.js';

/** What a PMS uses of the plugin. */
export type PluginModule = Pick<typeof pluginSources, 'createHeyawari' | 'existingPms' | 'SimulatedClock'>;

export interface WorldOptions {
  readonly databaseUrl: string;
  readonly rooms: HotelSpecification['rooms'];
  readonly types?: readonly string[];
  /** Targets by type name, best first. */
  readonly upgrades?: Readonly<Record<string, readonly string[]>>;
  /** Where the calendar starts; default 2027-01-20 09:00 in Tokyo. */
  readonly start?: string;
  readonly mode?: 'BALANCE' | 'URGENT';
  readonly settings?: SettingsInput;
  readonly messagesPerOutput?: number;
  /** Default: `testLogger`. */
  readonly logger?: Logger;
  /** Default: `letEveryoneIn`. */
  readonly auth?: Guards;
  /** What of the PMS's functions is to behave differently. */
  readonly hostFunctions?: (functions: ReservationFunctions) => ReservationFunctions;
  /** Default: the plugin's sources. */
  readonly plugin?: PluginModule;
}

export interface World {
  readonly heyawari: Heyawari;
  readonly simulator: Simulator;
  readonly clock: SimulatedClock;
  readonly hotel: SeededHotel;
  readonly host: HostModules;
  readonly pool: pg.Pool;
  /** Rows of a query on the hotel's database. */
  rows<T extends object>(text: string, values?: unknown[]): Promise<T[]>;
  /** Hands messages to the site controller, lets the plugin fetch and work until nothing is left to confirm. */
  deliver(...messages: Message[]): Promise<void>;
  /** The sum of a metric's series as operators would scrape it; 0 where it has none. */
  metric(name: string): Promise<number>;
  /** To that hour of a day at the hotel, doing what falls due. */
  advanceTo(day: string, hour: number): Promise<void>;
  /** The hotel's mode and deadline preset anew; upgrades stay. */
  configure(settings: {
    readonly mode: 'BALANCE' | 'URGENT';
    readonly deadlinePresetDays: number;
  }): Promise<void>;
  /** One more started instance on the same database and clock, with connections of its own and `settings` over the world's; stopped with the world. */
  anotherInstance(settings?: SettingsInput): Promise<Heyawari>;
  stop(): Promise<void>;
}

export const letEveryoneIn: Guards = {
  view: (_request, _response, next) => next(),
  operate: (_request, _response, next) => next(),
  supervise: (_request, _response, next) => next(),
  configure: (_request, _response, next) => next(),
};

/** `minute` default 0. */
export const hotelInstant = (day: string, hour: number, minute = 0) =>
  new Date(Date.parse(`${day}T00:00:00+09:00`) + (hour * 60 + minute) * 60_000);
/** Silent unless TEST_LOG=on. */
export const testLogger = () =>
  winston.createLogger({
    silent: process.env.TEST_LOG !== 'on',
    transports: [new winston.transports.Console()],
  });
export const testKey = { id: 'test', key: Buffer.alloc(32, 7).toString('base64') };

/** Settings under which a test never waits: no polling pause, no pace. */
export const eagerSettings: SettingsInput = {
  encryptionKeys: [testKey],
  pace: { heldPerSecond: 0 },
  metrics: { port: 0 },
};

function poolOn(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  pool.on('error', () => undefined); // a test may stop the server under an idle connection
  return pool;
}

export async function createWorld(options: WorldOptions): Promise<World> {
  const plugin = options.plugin ?? pluginSources;
  const pool = poolOn(options.databaseUrl);
  const hotel = await seedHotel(pool, {
    name: 'test hotel',
    rooms: options.rooms,
    ...(options.types && { types: options.types }),
    login: defaultLogin,
  });
  const simulator = createSimulator({ messagesPerOutput: options.messagesPerOutput ?? 50, slowSeconds: 0.3 });
  const url = await simulator.start();
  const host = loadHostModules(options.databaseUrl);
  const clock = new plugin.SimulatedClock(new Date(options.start ?? '2027-01-20T09:00:00+09:00'));
  const instanceOn = (database: pg.Pool, settings: SettingsInput = {}) =>
    plugin.createHeyawari({
      ...eagerSettings,
      ...options.settings,
      ...settings,
      siteController: {
        url,
        systemId: 'SYS',
        pollSeconds: 0,
        pollSecondsOffHours: 0,
        ...options.settings?.siteController,
        ...settings.siteController,
      },
      database,
      host: plugin.existingPms({
        reservations: options.hostFunctions?.(host.reservations) ?? host.reservations,
      }),
      auth: options.auth ?? letEveryoneIn,
      logger: options.logger ?? testLogger(),
      clock,
    });
  const heyawari = instanceOn(pool);
  const others: { heyawari: Heyawari; pool: pg.Pool }[] = [];
  const stop = async () => {
    for (const other of others) {
      await other.heyawari.stop();
      await other.pool.end();
    }
    await heyawari.stop();
    await simulator.stop();
    await host.close();
    await pool.end();
  };
  const typeId = (name: string) => hotel.typeIds[name]!;
  const configure: World['configure'] = (settings) =>
    heyawari.configureHotel(hotel.hotelId, {
      ...settings,
      upgrades: new Map(
        Object.entries(options.upgrades ?? {}).map(([from, to]) => [typeId(from), to.map(typeId)]),
      ),
    });
  try {
    await configure({ mode: options.mode ?? 'BALANCE', deadlinePresetDays: 0 });
    await heyawari.start();
  } catch (error) {
    await stop(); // whatever is left open would keep the test run from ending
    throw error;
  }

  return {
    ...{ heyawari, simulator, clock, hotel, host, pool, configure },
    rows: async <T extends object>(text: string, values?: unknown[]) =>
      (await pool.query<T>(text, values)).rows,
    async deliver(...messages) {
      simulator.deliver(messages);
      for (let round = 0; ; round += 1) {
        await heyawari.fetchNow();
        await heyawari.drain();
        const { waiting, unconfirmedOutputs } = simulator.statistics();
        if (waiting + unconfirmedOutputs === 0) return;
        if (round === 50)
          throw new Error('the site controller still has something to deliver after 50 rounds');
        clock.set(new Date(clock.now().getTime() + 300_000));
      }
    },
    async metric(name) {
      const text = await (await fetch(`http://127.0.0.1:${heyawari.operationsPort()}/metrics`)).text();
      const series = text
        .split('\n')
        .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
      return series.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    },
    advanceTo: (day, hour) => heyawari.advanceTo(hotelInstant(day, hour)),
    async anotherInstance(settings) {
      const own = poolOn(options.databaseUrl);
      const other = { heyawari: instanceOn(own, settings), pool: own };
      others.push(other);
      await other.heyawari.start();
      return other.heyawari;
    },
    stop,
  };
}
