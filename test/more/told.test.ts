// From a message that fails to somebody who is told: a real Prometheus, a real Alertmanager, all durations a thirtieth.
import { expect } from 'chai';
import { type Door, openDoor, type Told } from '../../dev/observe/door.js';
import { missingWatchers, startWatchers, type Watchers } from '../../dev/observe/watchers.js';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { freePort, until } from '../support/platform.js';
import { createWorld, type World } from '../support/world.js';

const shorter = 30;
const missing = missingWatchers();

describe('a message that only a person can settle', function () {
  this.timeout(180_000);
  const database = useDatabase();
  let world: World;
  let door: Door;
  let watchers: Watchers;
  const told: Told[] = [];

  before(async function () {
    if (missing.length > 0) {
      this.test!.parent!.title += ` (skipped: not installed: ${missing.join(', ')})`;
      this.skip();
    }
    world = await createWorld({ databaseUrl: database.url(), rooms: [{ room: '101', type: 'SGL' }] });
    database.onEnd(() => world.stop());
    door = await openDoor((one) => void told.push(one));
    database.onEnd(() => Promise.resolve(door.close()));
    const targets = [`127.0.0.1:${world.heyawari.operationsPort()}`];
    const ports = { prometheus: await freePort(), alertmanager: await freePort() };
    watchers = await startWatchers({ targets, door: door.url, ports, shorter });
    database.onEnd(() => watchers.stop());
  });

  const ofStatus = (status: string) =>
    told
      .flatMap(({ alerts }) => alerts)
      .filter((one) => one.status === status && one.labels.alertname === 'ImportNeedsPerson');

  it('is told of with the first there is, in both languages, and told to be over when it is settled', async () => {
    await world.deliver(badMessages().malformedXml);
    await until(() => Promise.resolve(ofStatus('firing').length > 0), 90_000);
    const hotel = String(world.hotel.hotelId);
    const [first] = ofStatus('firing');
    expect(first!.labels).to.include({ hotel, class: 'validation', severity: 'warning' });
    expect(first!.annotations).to.include({
      summary: `Hotel ${hotel}: 1 booking messages wait for a person (validation).`,
      summary_ja: `施設${hotel}：要対応の予約通知が1件あります（validation）。`,
    });
    expect(JSON.stringify(told), 'of one that somebody must see to, nobody is woken').not.to.include(
      '"receiver":"on-call"',
    );
    await world.rows(
      "UPDATE heyawari.ota_import_cache SET status = 'resolved', next_attempt_at = NULL WHERE status = 'failed'",
    );
    await world.heyawari.drain();
    await until(() => Promise.resolve(ofStatus('resolved').length > 0), 90_000);
  });
});
