// How fast deliveries are taken in: fetched, read, deflated, sealed, stored and confirmed, with nothing imported meanwhile.
import pg from 'pg';
import {
  bookingMessage,
  createSimulator,
  defaultLogin,
  type Message,
} from '../../examples/tl-lincoln/index.js';
import { buildRooms } from '../../plugin/assembly.js';
import { hotelId } from '../../plugin/domain/ids.js';
import { existingPms, SimulatedClock } from '../../plugin/index.js';
import { parseOptions } from '../../plugin/options.js';
import { loadHostModules, seedHotel } from '../../test/support/host-pms.js';
import { eagerSettings, letEveryoneIn, testLogger } from '../../test/support/world.js';
import { cpuSeconds } from '../cpu.js';

const messages = (count: number): Message[] =>
  Array.from({ length: count }, (_, i) =>
    bookingMessage({
      ...{
        number: `R${i}`,
        version: 1,
        kind: 'new',
        bookedOn: '2027-01-20',
        checkIn: '2027-02-01',
        nights: 2,
      },
      rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
    }),
  );

export interface ReceiptOptions {
  readonly outputs: number;
  readonly messagesPerOutput: number;
}

export interface ReceiptRate {
  readonly messagesPerSecond: number;
  /** CPU-milliseconds of node, the simulator's with them, and of PostgreSQL: what a loaded machine does not blur. */
  readonly cpuMsPerMessage: number;
}

/**
 * Of `outputs` outputs one after the other, each confirmed before the next is asked for; two more before them are not counted. The simulator
 * is in this process. `postmaster`: the server's process.
 */
export async function measureReceipt(
  databaseUrl: string,
  postmaster: number,
  { outputs, messagesPerOutput }: ReceiptOptions,
): Promise<ReceiptRate> {
  const database = new pg.Pool({ connectionString: databaseUrl });
  const rooms = [{ room: '101', type: 'SGL' }];
  const hotel = hotelId((await seedHotel(database, { name: 'bench', rooms, login: defaultLogin })).hotelId);
  const simulator = createSimulator({ messagesPerOutput });
  const url = await simulator.start();
  const host = loadHostModules(databaseUrl);
  const { platform, imports, solver } = buildRooms(
    {
      ...{ database, auth: letEveryoneIn, logger: testLogger() },
      host: existingPms({ reservations: host.reservations }),
      clock: new SimulatedClock(new Date('2027-01-20T09:00:00+09:00')),
    },
    parseOptions(
      {
        ...eagerSettings,
        siteController: { url, systemId: 'SYS', pollSeconds: 0, pollSecondsOffHours: 0 },
      },
      {},
    ),
  );
  await platform.jobs.start({ working: false, scheduling: false });

  async function takeIn(count: number): Promise<void> {
    for (let output = 0; output < count; output += 1) {
      const outcome = (await imports.service.fetchAll()).get(hotel);
      if (outcome?.kind !== 'received') throw new Error(`nothing was received: ${outcome?.kind}`);
      await imports.service.confirm(hotel, outcome.received.output);
    }
  }

  const warmUp = 2;
  simulator.deliver(messages((warmUp + outputs) * messagesPerOutput));
  await takeIn(warmUp);
  const [began, before] = [performance.now(), cpuSeconds(postmaster)];
  await takeIn(outputs);
  const [seconds, after] = [(performance.now() - began) / 1000, cpuSeconds(postmaster)];

  await platform.jobs.stop(1);
  await solver.close();
  await platform.database.end();
  await simulator.stop();
  await host.close();
  await database.end();
  const count = outputs * messagesPerOutput;
  const cpu = after.node - before.node + (after.postgres - before.postgres);
  return { messagesPerSecond: count / seconds, cpuMsPerMessage: (cpu * 1000) / count };
}
