// A page that is left open asks the server once for each thing when something changes, and for nothing when nothing does.
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { booking, day, hotel, twin, upgrades } from '../browser/bookings.js';
import { launchBrowser, type Visit } from '../browser/browser.js';
import { type House, openHouse } from '../browser/house.js';
import {
  all,
  allOfStays,
  asked,
  type Asked,
  decide,
  expectOnce,
  isFinal,
  live,
  quiet,
  rowOf,
  screen,
  signIn,
} from '../browser/screen.js';

/** Longer than changes are gathered for. */
const lateMilliseconds = 1_200;
const standing = Array.from({ length: 8 }, (_, i) => booking(`STD-${i}`, twin, 3 + 2 * i, 1));

describe('an open page of 部屋割り', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;
  let editor: Visit;
  let viewer: Visit;
  let page: Page;

  const count = async (statement: string): Promise<number> =>
    (await database.pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${statement}`)).rows[0]!.n;
  const events = () => count('heyawari.events');
  /** No sweep comes but those that the tests ask for: each tells of the pool. */
  const unscheduled = async () => {
    await database.pool().query("DELETE FROM heyawari_jobs.schedule WHERE name = 'sweeps'");
    await until(
      async () =>
        (await count(
          "heyawari_jobs.job WHERE name IN ('sweeps', 'assignment-run-one-at-a-time') AND state < 'completed'",
        )) === 0,
    );
  };
  /** The last run was long ago. Nobody is told of the job, so it is found by the next look. */
  const sweep = async () => {
    await database.pool().query(
      `UPDATE heyawari.assignment_runs
            SET started_at = started_at - interval '1 hour', finished_at = finished_at - interval '1 hour'`,
    );
    await database.pool().query("INSERT INTO heyawari_jobs.job (name, policy) VALUES ('sweeps', 'standard')");
    await until(
      async () => (await count("heyawari_jobs.job WHERE name = 'sweeps' AND state < 'completed'")) === 0,
      30_000,
    );
    await unscheduled();
  };
  const openQuietly = async (role: string): Promise<Visit> => {
    const visitor = await signIn(browser, house, role);
    await live(visitor.page);
    await rowOf(visitor.page, 'STD-1').waitFor();
    await quiet(visitor.page);
    return visitor;
  };

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    await house.deliver(...standing);
    await until(async () => (await count('heyawari.booking_plans')) === standing.length);
    browser = await launchBrowser();
    viewer = await openQuietly('viewer');
    editor = await openQuietly('editor');
    ({ page } = editor);
  });
  beforeEach(unscheduled);
  after(() => browser?.close());

  it('asks once for each thing when it is opened', async () => {
    const counts = await asked(page, async () => {
      await page.goto(screen);
      await live(page);
      await rowOf(page, 'STD-1').waitFor();
    });
    expectOnce(counts, ...all);
  });

  it('asks once when its person decides on a room, and when another one does', async () => {
    const [own, other] = await Promise.all([
      asked(page, async () => {
        await decide(page, 'STD-2');
        await isFinal(page, 'STD-2');
      }),
      asked(viewer.page, () => isFinal(viewer.page, 'STD-2')),
    ]);
    expectOnce(own, ...allOfStays);
    expectOnce(other, ...allOfStays);
  });

  it('asks once when its person decides and the answer comes long after the word of it', async () => {
    await page.route('**/final-room', async (route) => {
      const response = await route.fetch();
      await page.waitForTimeout(lateMilliseconds);
      await route.fulfill({ response });
    });
    const counts = await asked(page, async () => {
      await decide(page, 'STD-3');
      await isFinal(page, 'STD-3');
      await page.getByText('号室に確定しました。').waitFor();
    });
    await page.unroute('**/final-room');
    expectOnce(counts, ...allOfStays);
  });

  it('asks once when its person decides and the word of it comes long after the answer', async () => {
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => void setTimeout(() => socket.send(message), lateMilliseconds));
    });
    await page.goto(screen);
    await live(page);
    await page.waitForTimeout(lateMilliseconds);
    await quiet(page);
    const counts = await asked(page, async () => {
      await decide(page, 'STD-4');
      await isFinal(page, 'STD-4');
    });
    expectOnce(counts, ...allOfStays);
    await page.close();
    editor = await openQuietly('editor');
    ({ page } = editor);
  });

  it('asks once when a decision is refused', async () => {
    await database
      .pool()
      .query(`UPDATE heyawari.booking_plans SET version = version + 1 WHERE booking_number = 'STD-5'`);
    const counts = await asked(page, async () => {
      await decide(page, 'STD-5');
      await page.getByText('表示後に内容が変わったため').waitFor();
      // The question stays open with what was refused.
      await page.getByRole('alertdialog').getByRole('button', { name: 'キャンセル' }).click();
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    });
    expectOnce(counts, ...allOfStays);
  });

  it('asks once when a booking comes', async () => {
    const counts = await asked(page, async () => {
      await house.deliver(booking('NEW-1', twin, 12, 1));
      await rowOf(page, 'NEW-1').waitFor();
    });
    expectOnce(counts, ...all);
  });

  it('asks once when a batch of bookings comes, not once for each', async () => {
    const before = await events();
    const counts = await asked(page, async () => {
      await house.deliver(...[1, 2, 3, 4, 5, 6].map((i) => booking(`MANY-${i}`, twin, 20 + i, 1)));
      await rowOf(page, 'MANY-6').waitFor();
    });
    const changes = (await events()) - before;
    for (const [path, times] of Object.entries(counts))
      expect(times, `${path} of ${changes}`).to.be.at.most(2);
  });

  it('asks for nothing when the site controller has nothing, and when a sweep finds nothing', async () => {
    await sweep(); // looks at what the PMS has written above
    await quiet(page);
    const idle = () => count("heyawari.assignment_runs WHERE kind = 'sweep' AND finished_at = started_at");
    const before = await idle();
    const counts = await asked(page, async () => {
      await house.deliver();
      await fetch(`${house.url}/api/sc/tl/reservations/fetch`);
      await sweep();
    });
    expect((await idle()) - before).to.equal(1);
    expect(counts).to.deep.equal({});
  });

  it('asks for nothing when it comes to the front again', async () => {
    const turn = (to: 'hidden' | 'visible') =>
      page.evaluate(`
        Object.defineProperty(document, 'visibilityState', { value: '${to}', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
        window.dispatchEvent(new Event('${to === 'visible' ? 'focus' : 'blur'}'));
      `);
    const counts = await asked(page, async () => {
      await turn('hidden');
      await turn('visible');
    });
    expect(counts).to.deep.equal({});
  });

  it('asks once when a clerk changes something in the PMS', async () => {
    const { rows } = await database
      .pool()
      .query<{ id: string }>(`SELECT id FROM reservations WHERE ota_reservation_id = 'STD-6'`);
    const counts = await asked(page, async () => {
      await house.pms.updateReservationStatus('test', {
        ...{ id: rows[0]!.id, hotel_id: house.hotel.hotelId, status: 'cancelled', updated_by: 3 },
      });
      await rowOf(page, 'STD-6').waitFor({ state: 'hidden' });
    });
    expectOnce(withoutPool(counts), ...allOfStays);
  });

  it('asks once for two changes in quick succession, or once for each', async () => {
    const counts = await asked(viewer.page, async () => {
      await Promise.all([house.deliver(booking('QUICK-1', twin, 14, 1)), decide(page, 'STD-7')]);
      await Promise.all([isFinal(viewer.page, 'STD-7'), rowOf(viewer.page, 'QUICK-1').waitFor()]);
    });
    for (const [path, times] of Object.entries(counts)) expect(times, path).to.be.at.most(2);
  });

  it('asks once when the server is there again after a restart', async () => {
    const counts = await asked(viewer.page, async () => {
      await house.restart();
      await viewer.page.getByTestId('live').getByText('自動更新: 停止中').waitFor();
      await live(viewer.page);
    });
    expectOnce(counts, ...all);
  });

  it('asks once when messages come that cannot be read, names the newest, and all of them when that is wanted', async () => {
    const bad = badMessages({ bookedOn: day(0), checkIn: day(3) });
    const { emptyName, malformedXml, missingDataId, unsupportedClass } = bad;
    const another = { ...malformedXml, xml: `${malformedXml.xml} ` };
    const damaged = [malformedXml, another, emptyName, missingDataId, unsupportedClass];
    const card = viewer.page.getByTestId('failed-messages');
    const counts = await asked(viewer.page, async () => {
      await house.deliver(...damaged);
      await card.getByText(`（${damaged.length}件）`).first().waitFor();
    });
    expectOnce(counts, /^imports\/open/);
    const all = card.getByRole('button', { name: `すべて見る（${damaged.length}件）` });
    if (damaged.length > 4) await all.click();
    await card.getByText('XMLの形式不正').first().waitFor();
    await card
      .getByRole('listitem')
      .nth(damaged.length - 1)
      .waitFor();
    expect(await all.count()).to.equal(0);
  });
});

/** A sweep that a change has asked for tells of the pool alone, when it ends. */
const withoutPool = (counts: Asked): Asked =>
  Object.fromEntries(Object.entries(counts).filter(([path]) => path !== 'pool'));
