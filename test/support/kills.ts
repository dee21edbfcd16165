// kill -9 between one step and the next, over the whole way of a message: deliveries are received, confirmed, read, applied and accounted for.
import { expect } from 'chai';
import { addDays } from '../../dev/bookings/dates.js';
import { startPluginProcess, type PluginProcess } from '../../dev/main-job/plugin-process.js';
import {
  createSimulator,
  defaultLogin,
  type Message,
  type Simulator,
} from '../../examples/tl-lincoln/index.js';
import { cancellationOf, changeOf, newBooking } from './bookings.js';
import { useBuiltPlugin } from './built.js';
import { useDatabase } from './database.js';
import { seedHotel } from './host-pms.js';
import { killableEnvironment } from './instances.js';
import { until } from './platform.js';
import { recordsOf } from './records.js';
import { type Moment, relayRequests, relayStatements } from './steps.js';
import { hotelInstant } from './world.js';

/** New bookings of one delivery; the first is changed in the next one, the second cancelled. */
const perDelivery = 4;
/** Deliveries without a kill: the first has no changes, the steps that the two after it share are counted. */
const undisturbed = 3;

const number = (round: number, booking: number) => `K${round}-${booking}`;

function deliveryOf(round: number): Message[] {
  const checkIn = addDays('2027-02-01', 4 * round);
  const before = addDays(checkIn, -4);
  return [
    ...Array.from({ length: perDelivery }, (_, i) => newBooking(number(round, i), { checkIn })),
    ...(round === 0
      ? []
      : [
          changeOf(number(round - 1, 0), { checkIn: before, nights: 3 }),
          cancellationOf(number(round - 1, 1), { checkIn: before }),
        ]),
  ];
}

/** What leaves something behind: a question of the database does not, nor does the job queue's own turning. */
const leavesSomething = (step: string): boolean =>
  /^\s*(POST|ANSWER|COMMIT|INSERT|UPDATE|DELETE|WITH)/.test(step) &&
  (!step.includes('heyawari_jobs') || /INSERT INTO \S*heyawari_jobs/.test(step));

/** How many of the steps up to that one say the same. */
const nthOf = (steps: readonly string[], index: number) =>
  steps.slice(0, index + 1).filter((step) => step === steps[index]).length;

/** A step of a delivery: the `nth` of those that say the same. */
interface Target {
  readonly step: string;
  readonly nth: number;
  readonly moment: Moment;
}

/** Notes the steps of a delivery, and has the process killed at one of them. */
function createExecutioner(kill: () => void) {
  let steps: string[] = [];
  let at: Target | undefined;
  return {
    onStep(step: string): Moment | undefined {
      if (!leavesSomething(step)) return undefined;
      steps.push(step);
      if (step !== at?.step || nthOf(steps, steps.length - 1) !== at.nth) return undefined;
      const { moment } = at;
      at = undefined;
      // What has been let through is on its way to the server by then.
      setTimeout(kill, moment === 'unheard' ? 20 : 0);
      return moment;
    },
    begin(target?: Target) {
      steps = [];
      at = target;
    },
    steps: () => steps,
    /** Where the step was not taken this time. */
    isPending: () => at !== undefined,
  };
}

/**
 * The steps that are unlike all before them, and whatever makes others see: a booking of two nights is written by two equal rows of statements.
 * What only one of two deliveries had is the work of a timer beside it, and comes when it likes.
 */
function tellingSteps(before: readonly string[], steps: readonly string[]): number[] {
  const timesBefore = (step: string) => before.filter((other) => other === step).length;
  return steps.flatMap((step, index) => {
    const makesSee = /^(POST|ANSWER|COMMIT)/.test(step) || steps.indexOf(step) === index;
    return makesSee && nthOf(steps, index) <= timesBefore(step) ? [index] : [];
  });
}

/** `kills` of them, evenly over the whole way; every other one just before it is taken. */
function targets(kills: number, before: readonly string[], steps: readonly string[]): Target[] {
  const telling = tellingSteps(before, steps);
  return Array.from({ length: kills }, (_, i) => {
    const index = telling[Math.floor(((i + 0.5) * telling.length) / kills)]!;
    return { step: steps[index]!, nth: nthOf(steps, index), moment: i % 2 === 0 ? 'before' : 'unheard' };
  });
}

/** Until the site controller has nothing left to deliver; a repeated fetch finds what a killed one left. */
async function workOff(plugin: PluginProcess, simulator: Simulator): Promise<void> {
  for (let fetch = 0; fetch < 5; fetch += 1) {
    await plugin.fetch();
    await plugin.drain();
    const { waiting, unconfirmedOutputs } = simulator.statistics();
    if (waiting + unconfirmedOutputs === 0) return;
  }
  throw new Error('the site controller has something to deliver after five fetches');
}

/** Describes a run of `kills` kills: nothing is lost, nothing has its effect twice. */
export function describeKills(kills: number): void {
  describe(`a process killed at ${kills} steps of the way of its messages`, function () {
    this.timeout(kills * 60_000);
    const database = useDatabase();
    const built = useBuiltPlugin();
    const rows = async <T extends object>(text: string, values?: unknown[]) =>
      (await database.pool().query<T>(text, values)).rows;
    const count = async (what: string) =>
      (await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`))[0]!.count;

    it('leaves every booking as its last message has it, once', async () => {
      const rooms = Array.from({ length: perDelivery }, (_, i) => ({ room: String(101 + i), type: 'SGL' }));
      await seedHotel(database.pool(), { name: 'hotel', rooms, login: defaultLogin });
      const simulator = createSimulator();
      const site = new URL(await simulator.start());
      const executioner = createExecutioner(() => plugin.killAfter(0));
      const postgres = new URL(database.url());
      const relays = {
        site: await relayRequests(Number(site.port), (step) => executioner.onStep(step)),
        postgres: await relayStatements(Number(postgres.port), (step) => executioner.onStep(step)),
      };
      site.port = String(relays.site.port);
      postgres.port = String(relays.postgres.port);
      const settings = { databaseUrl: postgres.toString(), siteController: site.toString() };
      const plugin = await startPluginProcess(
        built(),
        killableEnvironment(settings),
        hotelInstant('2027-01-20', 9),
      );
      database.onEnd(async () => {
        await plugin.stop();
        await relays.site.stop();
        await relays.postgres.stop();
        await simulator.stop();
      });

      const seen: (readonly string[])[] = [];
      for (let round = 0; round < undisturbed; round += 1) {
        executioner.begin();
        simulator.deliver(deliveryOf(round));
        await workOff(plugin, simulator);
        seen.push(executioner.steps());
      }
      const missed: string[] = [];
      const [before, steps] = [seen.at(-2)!, seen.at(-1)!];
      for (const [i, target] of targets(kills, before, steps).entries()) {
        simulator.deliver(deliveryOf(undisturbed + i));
        executioner.begin(target);
        await plugin.fetch();
        await plugin.drain();
        if (executioner.isPending()) {
          missed.push(target.step);
          plugin.killAfter(0);
        }
        await until(() => plugin.kills() === i + 1);
        executioner.begin();
        // What a killed fetch has leased is free when its time is over: it is, here.
        await rows('UPDATE heyawari.site_controller_buckets SET lease_until = NULL');
        await workOff(plugin, simulator);
      }

      expect(missed.length, `steps that did not come again: ${missed.join(', ')}`).to.be.at.most(kills / 10);
      const deliveries = undisturbed + kills;
      const bookings = deliveries * perDelivery;
      expect(simulator.statistics()).to.include({ waiting: 0, unconfirmedOutputs: 0 });
      expect(await count("heyawari.ota_import_cache WHERE status <> 'imported'")).to.equal(0);
      expect(await count('heyawari.ota_import_cache')).to.equal(bookings + 2 * (deliveries - 1));
      expect(await count('reservations')).to.equal(bookings);
      expect(await count("reservations WHERE status = 'cancelled'")).to.equal(deliveries - 1);
      expect(await count('heyawari.room_nights')).to.equal(2 * bookings + (deliveries - 1) * (1 - 2));
      expect(await recordsOf({ rows }).doubleBooked()).to.deep.equal([]);
    });
  });
}
