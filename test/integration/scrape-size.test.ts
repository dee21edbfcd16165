// What an operator's Prometheus gets of a hundred hotels: small enough to be scraped every quarter of a minute.
import { expect } from 'chai';
import { useDatabase } from '../support/database.js';
import { installationOf, takeSnapshot } from '../support/hundred-hotels.js';
import { until } from '../support/platform.js';
import { createWorld, type World } from '../support/world.js';

const hotels = 100;
const mostBytes = 2_000_000;
const mostSeries = 12_000;
/** An open failure of each class, all kinds of findings, a stay of each state. */
const leastOfHotel = 40;

describe(`a scrape of ${hotels} hotels`, function () {
  this.timeout(60_000);
  const database = useDatabase();
  let world: World;
  let text: string;

  before(async () => {
    world = await createWorld({ databaseUrl: database.url(), rooms: [{ room: '101', type: 'SGL' }] });
    database.onEnd(() => world.stop());
    await installationOf(world.pool, { hotels, past: 20 });
    await takeSnapshot(world.pool);
    const other = await world.anotherInstance();
    await until(async () => {
      text = await (await fetch(`http://127.0.0.1:${other.operationsPort()}/metrics`)).text();
      return text.includes('heyawari_upgraded_stays{');
    });
  });

  it(`is of at most ${mostBytes} bytes and ${mostSeries} series, Node's own included`, () => {
    const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(Buffer.byteLength(text)).to.be.at.most(mostBytes);
    expect(series.length).to.be.within(hotels * leastOfHotel, mostSeries);
  });

  it('tells of every hotel upgrades, costs, proposals and what is due, with figures', () => {
    for (const name of [
      'heyawari_upgraded_stays',
      'heyawari_upgrade_cost_yen',
      'heyawari_upgrade_proposals_open',
      'heyawari_room_usage_gap_ratio',
      'heyawari_pool_oldest_due_timestamp_seconds',
      'heyawari_oldest_unplaced_timestamp_seconds',
    ]) {
      const figures = [...text.matchAll(new RegExp(`^${name}\\{hotel="5\\d\\d\\d"\\} (\\S+)$`, 'gm'))];
      expect(figures, name).to.have.length(hotels);
      for (const [, value] of figures) expect(Number(value), name).to.be.greaterThan(0);
    }
  });
});
