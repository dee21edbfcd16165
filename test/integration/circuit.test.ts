// What the site controller's limits and failures do to requests, of all processes together: one at a time, and the circuit.
import { expect } from 'chai';
import type { Logger } from 'winston';
import type { SettingsInput } from '../../plugin/options.js';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { recordedLog } from '../support/platform.js';
import { recordsOf } from '../support/records.js';
import { createWorld, testLogger, type World } from '../support/world.js';

function useWorld(
  siteController: SettingsInput['siteController'] = {},
  logger: Logger = testLogger(),
): () => World {
  const database = useDatabase();
  let world: World;
  before(async () => {
    world = await createWorld({
      databaseUrl: database.url(),
      rooms: singles('101', '102', '103'),
      settings: { siteController },
      logger,
    });
    database.onEnd(() => world.stop());
  });
  return () => world;
}

/** Sees every request to the site controller, of all instances in this process, by its service. Returns how to end that. */
function onRequests(see: (service: string, send: () => Promise<Response>) => Promise<Response>): () => void {
  const { fetch } = globalThis;
  globalThis.fetch = (...call) => {
    const [address] = call;
    const service = typeof address === 'string' ? /\w+Service$/.exec(address)?.[0] : undefined;
    return service === undefined ? fetch(...call) : see(service, () => fetch(...call));
  };
  return () => void (globalThis.fetch = fetch);
}

describe('the circuit to the site controller', () => {
  const log = recordedLog();
  const world = useWorld({ pollSeconds: 300, timeoutSeconds: 0.3 }, log.logger);
  const bucket = async () => {
    const [row] = await world().rows<{ opened: Date | null; failures: number; next: Date }>(
      'SELECT opened_at AS opened, failures, next_fetch_at AS next FROM heyawari.site_controller_buckets',
    );
    return row!;
  };
  const turns = () =>
    log.lines
      .map(({ message }) => /the circuit to the site controller is (\w+)/.exec(String(message))?.[1])
      .filter((state) => state !== undefined);
  const untilNextFetch = async () => world().clock.set((await bucket()).next);
  const unconfirmed = () => world().simulator.statistics().unconfirmedOutputs;

  it('opens with an E013 to a confirmation, which is no try; no confirmation is sent while it is open', async () => {
    world().simulator.deliver([newBooking('A')]);
    const restore = onRequests((service, send) => {
      if (service === 'OutputCompleteService')
        world().simulator.faults.rateLimited = { probability: 1, budget: 1 };
      return send();
    });
    await world().heyawari.fetchNow();
    await world().heyawari.drain();
    restore();
    expect(await bucket()).to.include({ failures: 1 });
    expect((await bucket()).opened).to.deep.equal(world().clock.now());
    world().clock.set(new Date(world().clock.now().getTime() + 120_000));
    await world().heyawari.drain();
    expect(unconfirmed()).to.equal(1);
    const [output] = await world().rows(
      'SELECT confirmation, confirmation_attempts AS attempts, last_confirmation_failure AS failure FROM heyawari.ota_outputs',
    );
    expect(output).to.deep.equal({ confirmation: 'pending', attempts: 0, failure: 'rate_limited' });
    expect(turns()).to.deep.equal(['open']);
  });

  it('lets one probe through when its pause is over, of however many processes', async () => {
    const other = await world().anotherInstance();
    world().simulator.faults.noAnswer = { probability: 1, budget: 9 };
    await untilNextFetch();
    await Promise.all([world().heyawari.fetchNow(), other.fetchNow(), other.fetchNow()]);
    expect(world().simulator.statistics().faultsByKind.noAnswer).to.equal(1);
    expect(await bucket()).to.include({ failures: 2 });
    expect(turns()).to.deep.equal(['open']);
    world().simulator.faults.noAnswer = { probability: 0, budget: 0 };
    await other.stop();
  });

  it('closes with the first answer, and what was to be confirmed is', async () => {
    await untilNextFetch();
    await world().heyawari.fetchNow();
    expect(await bucket()).to.include({ failures: 0, opened: null });
    await world().heyawari.drain();
    expect(unconfirmed()).to.equal(0);
    expect(turns()).to.deep.equal(['open', 'closed']);
    expect(await recordsOf(world()).message('A-1')).to.equal('imported');
  });

  it('gives a confirmation up that is refused eight times, which says nothing of the circuit, and tells of it once', async () => {
    await world().deliver(newBooking('B', { checkIn: '2027-03-01' }));
    const unheard = (name: string) =>
      world().rows(
        `UPDATE heyawari.ota_outputs SET confirmation = 'pending', next_confirmation_at = $1, output_id = $2
          WHERE id = (SELECT max(id) FROM heyawari.ota_outputs)`,
        [world().clock.now(), name],
      );
    await unheard('of which it knows nothing');
    for (let tries = 1; tries <= 9; tries += 1) {
      await world().heyawari.drain();
      world().clock.set(new Date(world().clock.now().getTime() + 2 * 3_600_000));
    }
    const [output] = await world().rows(
      'SELECT confirmation, confirmation_attempts AS attempts FROM heyawari.ota_outputs ORDER BY id DESC LIMIT 1',
    );
    expect(output).to.deep.equal({ confirmation: 'given_up', attempts: 8 });
    const errors = log.lines.filter(({ level }) => level === 'error');
    expect(errors.map(({ kind, attempts }) => ({ kind, attempts }))).to.deep.equal([
      { kind: 'refused', attempts: 8 },
    ]);
    expect(await world().metric('heyawari_ota_retries_exhausted_total')).to.equal(1);
    expect(await bucket()).to.include({ failures: 0, opened: null });
  });
});

describe('one request at a time', () => {
  const world = useWorld();

  it('for a hotel: a confirmation waits for a fetch that is on its way, and a fetch for a confirmation', async () => {
    const other = await world().anotherInstance();
    let present = 0;
    let most = 0;
    const restore = onRequests(async (_service, send) => {
      present += 1;
      most = Math.max(most, present);
      return send().finally(() => (present -= 1));
    });
    try {
      for (let round = 0; round < 10; round += 1) {
        world().simulator.deliver([newBooking(`R${round}`, { checkIn: '2027-02-01' })]);
        await Promise.all([world().heyawari.fetchNow(), other.fetchNow()]);
      }
      await world().heyawari.drain();
      await world().deliver();
    } finally {
      restore();
    }
    expect(most).to.equal(1);
    expect(world().simulator.statistics()).to.include({ waiting: 0, unconfirmedOutputs: 0 });
  });
});
