// Any role of the database may send any text on our channel: the plugin lives, and what really happened is still told.
import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { hotelId } from '../../plugin/domain/ids.js';
import { systemClock } from '../../plugin/domain/clock.js';
import { createDatabase, type Database, inHotel } from '../../plugin/platform/database/index.js';
import { createEvents, type EventsService, type PublishedEvent } from '../../plugin/platform/events/index.js';
import { useDatabase } from '../support/database.js';
import { recordedLog, until } from '../support/platform.js';
import { onServer } from '../../dev/template.js';
import { createWorld, type World } from '../support/world.js';

const forged = (hotel: number, version: number) => JSON.stringify({ hotelId: hotel, topic: 'pool', version });

describe('a stranger’s notifications', () => {
  const test = useDatabase();
  const stranger = `stranger_${randomBytes(4).toString('hex')}`;
  const { logger, lines } = recordedLog();
  let world: World;
  let events: EventsService;
  let database: Database;
  let heard: PublishedEvent[];

  before(async () => {
    await test.pool().query(`CREATE ROLE ${stranger} LOGIN PASSWORD 'x'`);
    test.onEnd(async () => void (await test.pool().query(`DROP ROLE ${stranger}`)));
    world = await createWorld({ databaseUrl: test.url(), rooms: [{ room: '101', type: 'SGL' }] });
    test.onEnd(() => world.stop());
    database = createDatabase(test.pool());
    events = createEvents({ database, logger, clock: systemClock });
    await events.start();
    test.onEnd(() => events.stop());
    events.subscribe((event) => heard.push(event));
  });
  beforeEach(() => (heard = []));

  const say = (...payloads: string[]) => {
    const url = new URL(test.url());
    url.username = stranger;
    url.password = 'x';
    return onServer(url.toString(), async (client) => {
      await client.query("NOTIFY heyawari_events, 'hello'");
      await client.query("SELECT pg_notify('heyawari_events', p) FROM unnest($1::text[]) AS p", [payloads]);
    });
  };
  const record = (hotel: number) =>
    database.transaction((tx) => events.record(inHotel(tx, hotelId(hotel)), 'imports'));

  async function expectHeard(hotel: number): Promise<void> {
    await record(hotel);
    await until(() => heard.length > 0);
    expect(heard.map(({ hotelId: id, topic }) => `${id} ${topic}`)).to.deep.equal([`${hotel} imports`]);
  }

  it('that are rubbish are left out', async () => {
    await say('', '{', 'null', '[]', '{"hotelId":"1"}', '{"__proto__":{}}', 'x'.repeat(7_900), '5');
    await expectHeard(1);
    expect(lines.some(({ message }) => /no event was sent to our channel/.test(String(message)))).to.be.true;
  });

  it('that look like an event from the far future hide none of the real ones, and are told to nobody', async () => {
    await record(1);
    await until(() => heard.length === 1);
    heard = [];
    await say(forged(1, Number.MAX_SAFE_INTEGER), forged(2, Number.MAX_SAFE_INTEGER), forged(3, 1));
    await expectHeard(1);
    heard = [];
    await expectHeard(2);
  });

  it('in thousands keep nothing from being heard', async () => {
    await say(...Array.from({ length: 3_000 }, (_, i) => forged(1_000 + i, 1 + i)));
    await expectHeard(1);
  });

  it('do not end the plugin', async () => {
    const health = await fetch(`http://127.0.0.1:${world.heyawari.operationsPort()}/health`);
    const { checks } = (await health.json()) as { checks: { name: string; ok: boolean }[] };
    expect(checks.every(({ ok }) => ok)).to.be.true;
  });
});
