// 部屋割り in a real browser, on the real API: what a receptionist sees and does, and what then stands in the database.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { formatDay } from '../../frontend-extensions/dates.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { launchBrowser, screenshot, visit, type Visit } from './browser.js';
import { booking, day, delivered, deluxe, hotel, twin, upgrades } from './bookings.js';
import { type House, openHouse } from './house.js';
import { live, rowOf, screen, signIn } from './screen.js';

describe('部屋割り in the browser', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;
  let editor: Visit;

  const plan = async (number: string): Promise<{ room_state: string; final_cause: string | null }> => {
    const { rows } = await database
      .pool()
      .query('SELECT room_state, final_cause FROM heyawari.booking_plans WHERE booking_number = $1', [
        number,
      ]);
    return rows[0] as { room_state: string; final_cause: string | null };
  };
  const imported = async (count: number): Promise<boolean> => {
    const { rows } = await database
      .pool()
      .query<{ n: number }>('SELECT count(*)::int AS n FROM heyawari.booking_plans');
    return rows[0]?.n === count;
  };

  before(async () => {
    house = await openHouse({
      databaseUrl: database.url(),
      pool: database.pool(),
      hotel,
      upgrades,
    });
    database.onEnd(() => house.stop());
    await house.deliver(...delivered);
    await until(() => imported(delivered.length));
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
    editor = await signIn(browser, house, 'editor', screen);
    await live(editor.page);
  });

  it('shows what needs a person first, and every stay with its room and the reason', async () => {
    const { page } = editor;
    const attention = page.getByTestId('attention');
    await attention.getByText('要対応：部屋未定').waitFor();
    await attention.getByText('AGD-4003').waitFor();
    await rowOf(page, 'RKT-1001').getByText('仮割当').waitFor();
    await rowOf(page, 'RKT-1004').getByText('部屋確定', { exact: true }).waitFor();
    await rowOf(page, 'AGD-4003').getByText('部屋未定', { exact: true }).waitFor();
    await page.getByTestId('plans').getByText('アップグレード', { exact: true }).waitFor();
    await rowOf(page, 'AGD-4003').getByText(`${deluxe}もアップグレード先も満室です`).waitFor();
    await screenshot(page, 'assignment-list');
  });

  it('makes a tentative room final when a person says so, and keeps it so', async () => {
    const { page } = editor;
    await rowOf(page, 'BKG-3001')
      .getByRole('button', { name: /を確定/ })
      .click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('BKG-3001').waitFor();
    await screenshot(page, 'assignment-confirm');
    await dialog.getByRole('button', { name: '部屋を確定' }).click();
    await rowOf(page, 'BKG-3001').getByText('部屋確定', { exact: true }).waitFor();
    expect(await plan('BKG-3001')).to.deep.equal({ room_state: 'final', final_cause: 'person' });
  });

  it('leaves a room as it is when the person says no', async () => {
    const { page } = editor;
    await rowOf(page, 'BKG-3002')
      .getByRole('button', { name: /を確定/ })
      .click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'キャンセル' }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
    expect((await plan('BKG-3002')).room_state).to.equal('tentative');
  });

  it('does not decide on what has changed since it was shown', async () => {
    const { page } = editor;
    await rowOf(page, 'BKG-3002')
      .getByRole('button', { name: /を確定/ })
      .click();
    await database
      .pool()
      .query(`UPDATE heyawari.booking_plans SET version = version + 1 WHERE booking_number = 'BKG-3002'`);
    await page.getByRole('alertdialog').getByRole('button', { name: '部屋を確定' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('表示後に内容が変わったため、確定していません。').waitFor();
    expect(await dialog.getByRole('button', { name: '部屋を確定' }).isDisabled()).to.be.true;
    await dialog.getByRole('button', { name: 'キャンセル' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await plan('BKG-3002')).room_state).to.equal('tentative');
  });

  it('tells the hours of a day use in the list, on the board and on the card of the stay', async () => {
    const row = rowOf(editor.page, 'RKT-1004');
    await row.getByText('日帰り', { exact: true }).waitFor();
    await row.getByText('15:00–17:00', { exact: true }).waitFor();
    const { page, context } = await signIn(browser, house, 'viewer', '/heyawari/assignment?view=board');
    await page
      .getByTestId('board')
      .getByRole('button', { name: /RKT-1004.*日帰り 15:00–17:00/ })
      .click();
    const hours = `${formatDay(day(9), 'ja')} 日帰り 15:00–17:00`;
    await page.getByRole('article', { name: '宿泊の詳細' }).getByText(hours, { exact: true }).waitFor();
    await screenshot(page, 'assignment-day-use');
    await context.close();
  });

  it('asks whoever has not signed in to do so first', async () => {
    const { page, context } = await visit(browser, { baseURL: house.url });
    await page.goto(screen);
    await page.waitForURL((url) => url.pathname === '/login');
    await context.close();
  });

  it('shows a viewer everything, but offers no action', async () => {
    const { page, context } = await signIn(browser, house, 'viewer', screen);
    await rowOf(page, 'RKT-1001').waitFor();
    expect(await page.getByRole('button', { name: /を確定/ }).count()).to.equal(0);
    await context.close();
  });

  it('brings another person’s decision to an open screen without a reload', async () => {
    const { page, context } = await signIn(browser, house, 'viewer', screen);
    await live(page);
    await rowOf(page, 'JLN-2001').getByText('仮割当').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { stillTheSamePage: true }));
    await rowOf(editor.page, 'JLN-2001')
      .getByRole('button', { name: /を確定/ })
      .click();
    await editor.page.getByRole('alertdialog').getByRole('button', { name: '部屋を確定' }).click();
    await rowOf(page, 'JLN-2001').getByText('部屋確定', { exact: true }).waitFor();
    expect(await page.evaluate(() => 'stillTheSamePage' in globalThis)).to.be.true;
    await context.close();
  });

  it('shows a booking that the site controller delivers while the screen is open', async () => {
    const { page } = editor;
    expect(await rowOf(page, 'RKT-1005').count()).to.equal(0);
    await house.deliver(booking('RKT-1005', twin, 3, 2));
    await rowOf(page, 'RKT-1005').getByText('仮割当').waitFor();
    await screenshot(page, 'assignment-live');
  });

  it('turns to the last page where its address names one behind it', async () => {
    const { page } = editor;
    await page.goto('/heyawari/assignment?page=99999');
    await page.waitForURL((url) => url.searchParams.get('page') === '2');
    await page.getByText(/件中 26〜/).waitFor();
    await page.goto(screen);
  });

  it('keeps filters in the address, so that a reload and a shared link show the same', async () => {
    const { page } = editor;
    await page.getByRole('button', { name: '部屋未定', exact: true }).click();
    await page.getByPlaceholder('予約番号で検索').fill('AGD');
    await page.waitForURL(/state=unplaced.*search=AGD|search=AGD.*state=unplaced/);
    await page.reload();
    await rowOf(page, 'AGD-4003').waitFor();
    expect(await page.getByTestId('plans').locator('tbody tr').count()).to.equal(1);
    await page.getByRole('button', { name: '絞り込みを解除' }).click();
    await rowOf(page, 'RKT-1001').waitFor();
  });

  it('lays the stays out on the board, by keyboard too', async () => {
    const { page } = editor;
    await page.getByRole('button', { name: 'ボード' }).click();
    const board = page.getByTestId('board');
    const first = board.getByRole('button', { name: /RKT-1001/ });
    await first.waitFor();
    await board.getByText('部屋未定（1件）').waitFor();
    await screenshot(page, 'assignment-board');
    await first.focus();
    const reached = () => page.locator('button:focus').getAttribute('aria-label');
    const start = await reached();
    await page.keyboard.press('ArrowDown');
    expect(await reached()).to.not.equal(start);
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: '宿泊の詳細' }).getByText('予約者').waitFor();
    await screenshot(page, 'assignment-board-details');
    await page.keyboard.press('Escape');
  });

  it('shows the PMS’s own calendar with the rooms that were assigned', async () => {
    const { page } = editor;
    await page.getByRole('link', { name: '予約カレンダー' }).click();
    await page.getByRole('row', { name: /^401/ }).getByRole('link').first().waitFor();
    await screenshot(page, 'host-calendar');
  });

  it('stays quick with 5,000 stays: a page of them at a time', async () => {
    const { page } = editor;
    await database.pool().query(
      `INSERT INTO heyawari.booking_plans (hotel_id, booking_number, slot, check_in, check_out, people, booked_type_id,
                                           room_state, reason_key, reason_params, entry_mode, entry_thresholds)
       SELECT $1, 'BULK-' || n, 0, $2::date + n % 90, $2::date + n % 90 + 2, 2, $3, 'unplaced',
              'placement.none_free', '{"bookedType": "和室"}', 'BALANCE', '{}'
       FROM generate_series(1, 5000) AS n`,
      [house.hotel.hotelId, day(10), house.hotel.typeIds[twin]],
    );
    await page.goto('/heyawari/assignment');
    const total = 5_000 + delivered.length + 1;
    await page.getByText(`${total}件中 1〜25件`).waitFor();
    expect(await page.getByTestId('plans').locator('tbody tr').count()).to.equal(25);
    await page.getByRole('button', { name: '最後のページ' }).click();
    await page.getByText(`〜${total}件`).waitFor();
    await page.waitForURL(/page=202/);
    await database.pool().query(`DELETE FROM heyawari.booking_plans WHERE booking_number LIKE 'BULK-%'`);
  });

  it('speaks English, and goes dark with the PMS', async () => {
    const { page } = editor;
    await page.goto('/heyawari/assignment?view=board');
    await page.getByRole('button', { name: '暗い配色にする' }).click();
    await page.getByRole('combobox', { name: '表示言語' }).click();
    await page.getByRole('option', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Room assignment' }).waitFor();
    await page.getByTestId('board').getByText('Unplaced (1)').waitFor();
    await screenshot(page, 'assignment-board-dark-en');
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: '日本語' }).click();
    await page.getByRole('heading', { name: '部屋割り' }).waitFor();
  });

  it('leaves the PMS’s own OTA page filled, for those who may see it', async () => {
    const { page, context } = await signIn(browser, house, 'admin', '/admin/ota');
    await page
      .getByRole('row', { name: /RKT-1005/ })
      .getByText('完了')
      .waitFor();
    await screenshot(page, 'host-ota');
    await page.getByRole('link', { name: '部屋割り' }).click();
    await page.getByTestId('plans').waitFor();
    await page.goto('/');
    await page.getByText('本日のチェックイン').waitFor();
    await screenshot(page, 'host-home');
    await context.close();
  });

  it('runs without a complaint in the browser’s console', () => {
    // The refusal that a test above provokes is a line of Chromium's own, for every answer of 400 and more.
    expect(editor.complaints.filter((line) => !line.includes('409'))).to.deep.equal([]);
  });

  it('says what could not be loaded, and loads it when asked again', async () => {
    const { page } = editor;
    await page.route('**/api/heyawari/**', (request) => request.abort());
    await page.goto(screen);
    await page.getByText('サーバーに接続できません。').waitFor();
    await page.unroute('**/api/heyawari/**');
    await page.getByRole('button', { name: '再試行' }).click();
    await rowOf(page, 'RKT-1001').waitFor();
    expect(await page.getByText('サーバーに接続できません。').count()).to.equal(0);
  });

  it('says so when it no longer hears of changes', async () => {
    const { page } = editor;
    await page.goto('/heyawari/assignment');
    await live(page);
    await house.stop();
    await page.getByText('自動更新: 停止中').waitFor();
  });
});
