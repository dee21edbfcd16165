// 未着 and 早期出発 on 部屋割り in a real browser: the dialog that frees the nights, what it says where it is refused, and what then stands in the PMS.
import { expect } from 'chai';
import pg from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { formatDay } from '../../frontend-extensions/dates.js';
import { useDatabase } from '../support/database.js';
import { type Records, recordsOf } from '../support/records.js';
import { booking, day, deluxe, hotel, twin, upgrades } from './bookings.js';
import { launchBrowser, screenshot, type Visit } from './browser.js';
import { type House, openHouse } from './house.js';
import { live, rowOf, signIn, speak } from './screen.js';

const frontDesk = 3;

describe('guests who do not use their nights, on 部屋割り in the browser', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let house: House;
  let records: Records;
  let browser: Browser;
  let editor: Visit;
  let viewer: Visit;

  const rows = async <T extends object>(text: string, values: unknown[] = []) =>
    (await database.pool().query<T>(text, values)).rows;
  const card = (page: Page, kind: 'not-arrived' | 'early-departures'): Locator => page.getByTestId(kind);
  const dialog = (name: string) => editor.page.getByRole('dialog', { name });
  const bothPages = (look: (page: Page) => Promise<unknown>) =>
    Promise.all([editor, viewer].map(({ page }) => look(page)));
  const setStatus = async (number: string, status: string) =>
    house.pms.updateReservationStatus('test', {
      ...{ id: (await records.reservation(number)).id, hotel_id: house.hotel.hotelId, status },
      updated_by: frontDesk,
    });
  /** The clock of the browser's hotel is the system's: the stay is one that began yesterday. */
  async function beganYesterday(number: string): Promise<void> {
    const { id } = await records.reservation(number);
    const by = `updated_by = ${frontDesk}`;
    await rows(`UPDATE reservation_details SET date = date - 1, ${by} WHERE reservation_id = $1`, [id]);
    await rows(
      `UPDATE reservations SET check_in = check_in - 1, check_out = check_out - 1, ${by} WHERE id = $1`,
      [id],
    );
  }
  /** Nights of a booking that are cancelled in the PMS, and whether they are billed. */
  const cancelledNights = (number: string) =>
    rows<{ night: string; billable: boolean }>(
      `SELECT to_char(d.date, 'YYYY-MM-DD') AS night, d.billable FROM reservation_details d
         JOIN reservations r ON r.hotel_id = d.hotel_id AND r.id = d.reservation_id
        WHERE r.ota_reservation_id = $1 AND d.cancelled IS NOT NULL ORDER BY d.date`,
      [number],
    );

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    records = recordsOf({ rows: rows });
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
    editor = await signIn(browser, house, 'editor');
    viewer = await signIn(browser, house, 'viewer');
    await bothPages(live);
    await house.deliver(
      booking('ABSENT', twin, 0, 3),
      booking('COMES', deluxe, 0, 2),
      booking('LEAVES', twin, 0, 4),
    );
    for (const number of ['ABSENT', 'COMES', 'LEAVES']) await rowOf(editor.page, number).first().waitFor();
  });

  it('shows who has not come on every open page, and the button to whoever may decide', async () => {
    await beganYesterday('ABSENT');
    await beganYesterday('COMES');
    const { room } = await records.plan('ABSENT');
    await bothPages(async (page) => {
      await card(page, 'not-arrived').getByText('要対応：未着（2件）').waitFor();
      const expected = `${room}号室 ${formatDay(day(-1), 'ja')}到着予定・3泊`;
      await card(page, 'not-arrived').getByText(expected).waitFor();
    });
    expect(await card(viewer.page, 'not-arrived').getByText('ノーショーにする').count()).to.equal(0);
    await screenshot(editor.page, 'not-arrived');
  });

  it('says beforehand what becomes of the nights and the charge, which stays unless somebody says otherwise', async () => {
    const { page } = editor;
    await page.getByRole('button', { name: /^ABSENT（.+をノーショーにする$/ }).click();
    const shown = dialog('ノーショー');
    await shown.getByText(/ABSENT/).waitFor();
    expect(
      await shown.getByRole('button', { name: '請求する', exact: true }).getAttribute('aria-pressed'),
    ).to.equal('true');
    await shown.getByText('空ける3泊は、PMSで「取消・料金あり（全額請求）」になります。').waitFor();
    await shown.getByText('宿泊が1泊も残らない予約は、PMSでキャンセルになります。').waitFor();
    await shown.getByRole('button', { name: '請求しない', exact: true }).click();
    await shown.getByText('空ける3泊は、PMSで「取消・料金なし」になり').waitFor();
    await shown.getByRole('button', { name: '請求する', exact: true }).click();
    await screenshot(page, 'not-arrived-dialog');
  });

  it('stays open with the reason while somebody edits the reservation in the PMS, and works when pressed again', async () => {
    const shown = dialog('ノーショー');
    const desk = new pg.Client({ connectionString: database.url() });
    await desk.connect();
    await desk.query('BEGIN');
    const { id } = await records.reservation('ABSENT');
    await desk.query('SELECT FROM reservation_details WHERE reservation_id = $1 FOR UPDATE', [id]);
    await shown.getByRole('button', { name: '3泊を空けて請求する' }).click();
    await shown.getByRole('alert').getByText('PMSでこの予約が編集中のため').waitFor();
    expect(await cancelledNights('ABSENT')).to.deep.equal([]);
    await screenshot(editor.page, 'not-arrived-refused');
    await desk.query('ROLLBACK');
    await desk.end();
    await shown.getByRole('button', { name: '3泊を空けて請求する' }).dblclick();
    await shown.waitFor({ state: 'detached' });
    await editor.page.getByText('3泊を空けました（料金を請求）。').waitFor();
    await bothPages((page) => card(page, 'not-arrived').getByText('要対応：未着（1件）').waitFor());
    expect(await cancelledNights('ABSENT')).to.deep.equal(
      [-1, 0, 1].map((night) => ({ night: day(night), billable: true })),
    );
    expect(await records.reservation('ABSENT')).to.include({ status: 'cancelled' });
  });

  it('frees nothing of a guest who has come while the dialog was open, and says so', async () => {
    const { page } = editor;
    await page.getByRole('button', { name: /^COMES（.+をノーショーにする$/ }).click();
    await setStatus('COMES', 'checked_in');
    const shown = dialog('ノーショー');
    await shown.getByRole('button', { name: '2泊を空けて請求する' }).click();
    await shown.getByRole('alert').getByText('先に変更したため').waitFor();
    await shown.getByText('この宿泊は、もう対応の必要がありません。').waitFor();
    expect(await shown.getByRole('button', { name: '2泊を空けて請求する' }).isDisabled()).to.equal(true);
    await shown.getByRole('button', { name: 'やめる' }).click();
    await shown.waitFor({ state: 'detached' });
    await bothPages((shownOn) => card(shownOn, 'not-arrived').waitFor({ state: 'detached' }));
    expect(await cancelledNights('COMES')).to.deep.equal([]);
  });

  it('frees the nights that a person chooses of who left early, without a charge', async () => {
    const { page } = editor;
    await setStatus('LEAVES', 'checked_in');
    await setStatus('LEAVES', 'checked_out');
    await page.getByRole('button', { name: /^LEAVES（.+の早期出発：残り3泊を空ける$/ }).click();
    const shown = dialog('早期出発');
    await shown.getByRole('combobox', { name: '空ける宿泊' }).click();
    await page.getByRole('option', { name: `${formatDay(day(2), 'ja')}から2泊` }).click();
    await shown.getByText('それより前の1泊は、部屋も料金もそのまま残ります。').waitFor();
    await shown.getByRole('button', { name: '請求しない', exact: true }).click();
    await shown.getByRole('button', { name: '2泊を空ける（請求なし）' }).click();
    await page.getByText('2泊を空けました（料金なし）。').waitFor();
    await bothPages((shownOn) =>
      card(shownOn, 'early-departures')
        .getByText(`${formatDay(day(1), 'ja')}から`)
        .waitFor(),
    );
    expect(await cancelledNights('LEAVES')).to.deep.equal(
      [2, 3].map((night) => ({ night: day(night), billable: false })),
    );
    expect((await records.reservation('LEAVES')).nights).to.deep.equal([day(0), day(1)]);
  });

  it('speaks English', async () => {
    const { page } = editor;
    await speak(page, 'English');
    await page
      .getByRole('button', { name: /^LEAVES in room .+ left early: free 1 remaining nights$/ })
      .click();
    const shown = dialog('Left early');
    await shown.getByText('In the PMS the nights freed (1) are cancelled with the full fee.').waitFor();
    await page.keyboard.press('Escape');
    await shown.waitFor({ state: 'detached' });
    await speak(page, '日本語');
  });

  it('runs without a complaint in the browser’s console', () => {
    // The refusals that tests above provoke are a line of Chromium's own each.
    const lines = [...editor.complaints, ...viewer.complaints].filter((line) => !line.includes('409'));
    expect(lines).to.deep.equal([]);
  });
});
