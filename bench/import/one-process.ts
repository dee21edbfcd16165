// One hotel, its site controller and the plugin in this process, for benches of single steps: no job works by itself, the bench calls each.
import pg from 'pg';
import {
  createSimulator,
  defaultLogin,
  type Message,
  type Simulator,
} from '../../examples/tl-lincoln/index.js';
import { buildRooms, type Rooms } from '../../plugin/assembly.js';
import { hotelId, type HotelId } from '../../plugin/domain/ids.js';
import { createHostGate } from '../../plugin/host/gate.js';
import type { Host } from '../../plugin/host/port.js';
import { existingPms, SimulatedClock } from '../../plugin/index.js';
import { parseOptions } from '../../plugin/options.js';
import {
  type HotelSpecification,
  loadHostModules,
  type SeededHotel,
  seedHotel,
} from '../../test/support/host-pms.js';
import { eagerSettings, letEveryoneIn, testLogger } from '../../test/support/world.js';

/** The instant that the business clock stands at. */
export const benchNow = new Date('2027-01-20T09:00:00+09:00');

export interface OneProcess {
  readonly database: pg.Pool;
  readonly seeded: SeededHotel;
  readonly hotel: HotelId;
  readonly simulator: Simulator;
  readonly rooms: Rooms;
  readonly host: Host;
  /** Hands them to the site controller. */
  send(messages: readonly Message[]): void;
  /** Asks once, stores what comes, confirms it. Throws where nothing comes. */
  receive(): Promise<void>;
  close(): Promise<void>;
}

export interface OneProcessOptions {
  readonly databaseUrl: string;
  readonly rooms: HotelSpecification['rooms'];
  /** At most. */
  readonly messagesPerOutput: number;
}

export async function openOneProcess(options: OneProcessOptions): Promise<OneProcess> {
  const { databaseUrl, messagesPerOutput } = options;
  const database = new pg.Pool({ connectionString: databaseUrl });
  database.on('error', () => undefined); // its database goes after it has said that it has ended
  const seeded = await seedHotel(database, { name: 'bench', rooms: options.rooms, login: defaultLogin });
  const hotel = hotelId(seeded.hotelId);
  const simulator = createSimulator({ messagesPerOutput });
  const url = await simulator.start();
  const modules = loadHostModules(databaseUrl);
  const port = existingPms({ reservations: modules.reservations });
  const siteController = { url, systemId: 'SYS', pollSeconds: 0, pollSecondsOffHours: 0 };
  const rooms = buildRooms(
    {
      ...{ database, auth: letEveryoneIn, logger: testLogger(), clock: new SimulatedClock(benchNow) },
      host: port,
    },
    parseOptions({ ...eagerSettings, siteController }, {}),
  );
  const { service } = rooms.imports;
  const gate = createHostGate({
    ...{ database: rooms.platform.database, heldPerSecond: 0 },
    onWaiting: () => undefined,
  });
  await rooms.platform.jobs.start({ working: false, scheduling: false });

  return {
    ...{ database, seeded, hotel, simulator, rooms, host: { ...port, gate } },
    send: (messages) => simulator.deliver(messages),
    async receive() {
      const outcome = (await service.fetchAll()).get(hotel);
      if (outcome?.kind !== 'received') throw new Error(`nothing was received: ${outcome?.kind}`);
      await service.confirm(hotel, outcome.received.output);
    },
    async close() {
      await rooms.platform.jobs.stop(1);
      await rooms.solver.close();
      await rooms.platform.database.end();
      await simulator.stop();
      await modules.close();
      await database.end();
    },
  };
}
