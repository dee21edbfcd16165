// 稼働状況 in a real browser, on the real API: what is well, what is not, what to do, and that it cannot be asked.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { useDatabase } from '../support/database.js';
import { launchBrowser, screenshot, type Visit } from './browser.js';
import { hotel, upgrades } from './bookings.js';
import { type House, openHouse } from './house.js';
import { deskSizes, signIn, speak, tooWide } from './screen.js';

const address = '/heyawari/health';

describe('稼働状況 in the browser', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;
  let admin: Visit;

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
    admin = await signIn(browser, house, 'admin', address);
  });
  const refresh = () => admin.page.getByRole('button', { name: /最新情報を取得|Refresh/ }).click();

  it('shows each part with its state, and that all is well', async () => {
    const { page } = admin;
    await page.getByTestId('health-database').getByText('正常').waitFor();
    await page.getByTestId('health-summary').getByText('すべて正常です。').waitFor();
    expect(await page.getByTestId('health').locator('tbody tr').count()).to.be.greaterThan(10);
    for (const size of deskSizes) {
      await page.setViewportSize(size);
      expect(await tooWide(page)).to.be.at.most(0);
    }
    await screenshot(page, 'health');
  });

  it('puts first what is not well, with since when and what to do, in both languages', async () => {
    const { page } = admin;
    await database.pool().query(
      `INSERT INTO heyawari.ota_import_health (hotel_id, verdict, since, looked_at)
         VALUES ($1, 'bad', '2027-01-12 03:04+09', now())
         ON CONFLICT (hotel_id) DO UPDATE SET verdict = 'bad', since = excluded.since`,
      [house.hotel.hotelId],
    );
    await refresh();
    const first = page.getByTestId('health').locator('tbody tr').first();
    await first.getByText('要確認').waitFor();
    expect(await first.textContent()).to.match(/予約取込.*1\/12\(火\) 03:04.*統計・健全性/s);
    await page.getByTestId('health-summary').getByText('確認が必要な項目が1件').waitFor();
    await screenshot(page, 'health-attention');
    await speak(page, 'English');
    await first
      .getByText('The import of some hotels does less well than it should.', { exact: false })
      .waitFor();
    await speak(page, '日本語');
  });

  it('folds what is not known while the database cannot be asked into one row, and counts it once', async () => {
    const { page } = admin;
    const folded = ['schema', 'jobs', 'keys'];
    await page.route('**/health-report', async (route) => {
      const response = await route.fetch();
      const report = (await response.json()) as { checks: { name: string }[] };
      const since = '2027-01-12T03:04:00+09:00';
      const checks = report.checks.map((part) => {
        if (folded.includes(part.name)) return { ...part, ok: false, since, notKnown: true, details: {} };
        return part.name === 'database' ? { ...part, ok: false, since, cause: 'ECONNREFUSED' } : part;
      });
      await route.fulfill({ response, json: { ready: false, checks } });
    });
    await refresh();
    await page.getByTestId('health-summary').getByText('異常2件').waitFor();
    const row = page.getByTestId('health-unknown');
    expect(await row.textContent()).to.match(
      /データベースの構造、暗号鍵、ジョブ.*不明.*「データベース」の項目/s,
    );
    expect(await page.getByTestId('health-schema').count()).to.equal(0);
    await screenshot(page, 'health-unknown');
    await page.unroute('**/health-report');
    await refresh();
    await row.waitFor({ state: 'detached' });
  });

  it('says clearly that it cannot be asked, with what was known before', async () => {
    const { page } = admin;
    await page.route('**/health-report', (route) => route.abort());
    await refresh();
    await page.getByTestId('health-unasked').getByText('稼働状況を確認できません').waitFor();
    expect(await page.getByTestId('health-import').textContent()).to.include('要確認');
    expect(await page.getByTestId('health-summary').count()).to.equal(0);
    await screenshot(page, 'health-unasked');
    await page.unroute('**/health-report');
    await page.getByRole('button', { name: '再試行' }).click();
    await page.getByTestId('health-unasked').waitFor({ state: 'detached' });
  });

  it('is the administrators’: others are told so, and the server refuses them', async () => {
    const editor = await signIn(browser, house, 'editor', address);
    await editor.page.getByText('稼働状況は管理者だけが確認できます。').waitFor();
    expect(await editor.page.getByTestId('health').locator('table').count()).to.equal(0);
  });
});
