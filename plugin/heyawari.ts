// The door: options in, a mounted plugin out. Opens what was put together in order, and closes it in reverse.
import { buildRooms, buildRouter, extendedController, type HostParts } from './assembly.js';
import { hotelId, roomTypeId } from './domain/ids.js';
import { Lifecycle } from './lifecycle.js';
import { parseOptions, type SettingsInput } from './options.js';
import type { ImportFunctions } from './ota-import/index.js';
import { type HotelSettings } from './pool/index.js';
import { createSimulatedCalendar, type SimulatedCalendar } from './simulated-calendar.js';

/** The settings of `options.ts`, and what the host hands over. */
export type HeyawariOptions = SettingsInput & HostParts;

/** What a hotel is set up with until it has a screen for it. */
export interface HotelSetup extends Omit<HotelSettings, 'rollOut'> {
  /** Default `on`. */
  readonly rollOut?: HotelSettings['rollOut'];
  /** Upgrade targets by room type id, best first. */
  readonly upgrades: ReadonlyMap<number, readonly number[]>;
}

export interface Heyawari extends SimulatedCalendar {
  /**
   * For `app.use('/api', …)`, before the PMS's own site controller routes. Until `start` has succeeded and after `stop` it answers 503; the
   * fetch route too, since the PMS's own import would book once more what is stored and not yet confirmed.
   */
  readonly router: ReturnType<typeof buildRouter>;
  /**
   * For a PMS that wires its functions by hand instead of mounting `router` before its XML routes: all that its `xmlController` exports, with the
   * import behind the same names, arguments and answers.
   */
  extendXmlController<Controller extends ImportFunctions>(controller: Controller): Controller;
  /** Rejects with advice where the PMS or the database is not as needed. */
  start(): Promise<void>;
  /**
   * `start` for a PMS that boots whatever becomes of the plugin: never rejects, says in the log why it could not start, and tries again
   * every minute; metrics and health answer meanwhile. Resolves after the first try with whether it succeeded.
   */
  launch(): Promise<boolean>;
  /**
   * Lets running work end, within `stopTimeoutSeconds`, and closes all that was opened, within half a minute more whatever the database
   * does; nothing of it keeps the process alive. Safe to call more than once, during a start, which then fails, and after a failed one.
   */
  stop(): Promise<void>;
  configureHotel(id: number, setup: HotelSetup): Promise<void>;
  /** Asks the site controller now for every hotel whose turn it is; resolves after receipt, not after import. */
  fetchNow(): Promise<void>;
  /** Port of the metrics and health server; undefined where there is none. */
  operationsPort(): number | undefined;
}

function splitOptions({
  database,
  host,
  auth,
  io,
  logger,
  clock,
  servesRequest,
  ...settings
}: HeyawariOptions) {
  const parts: HostParts = { database, host, auth, io, logger, clock, servesRequest };
  return { parts, settings: parseOptions(settings, process.env) };
}

/**
 * Builds the plugin; nothing is opened before `start`. Throws SettingsError, which lists every wrong setting by name. Instances share
 * nothing: one per database, any number per process.
 */
export function createHeyawari(input: HeyawariOptions): Heyawari {
  const { parts, settings } = splitOptions(input);
  const rooms = buildRooms(parts, settings);
  const { hierarchy, pool, imports } = rooms;
  const lifecycle = new Lifecycle({ parts, settings, rooms });
  const gate = { condition: () => lifecycle.condition(), servesRequest: parts.servesRequest };
  return {
    router: buildRouter(parts, settings, rooms, gate),
    extendXmlController: (controller) => extendedController(controller, rooms, gate),
    start: () => lifecycle.start(),
    launch: () => lifecycle.launch(),
    stop: () => lifecycle.stop(),
    async configureHotel(id, { upgrades, ...hotelSettings }) {
      await pool.configure(hotelId(id), { rollOut: 'on', ...hotelSettings });
      const targets = [...upgrades].map(([from, to]) => [roomTypeId(from), to.map(roomTypeId)] as const);
      await hierarchy.replace(hotelId(id), new Map(targets));
    },
    async fetchNow() {
      await imports.service.fetchAll();
    },
    operationsPort: () => lifecycle.operationsPort(),
    ...createSimulatedCalendar(rooms),
  };
}
