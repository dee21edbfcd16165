// 部屋固定 in a real browser: locked from the list with why, seen at once by who looks, in the list and on the board; 案内済み in one click; taken back.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { bookingMessage } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { launchBrowser, screenshot } from './browser.js';
import { day, hotel, twin } from './bookings.js';
import { type House, openHouse } from './house.js';
import { live, rowOf, signIn } from './screen.js';

describe('部屋固定 in the browser', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades: {} });
    database.onEnd(() => house.stop());
    await house.deliver(
      bookingMessage({
        ...{ number: 'LOCK-1', version: 1, kind: 'new', bookedOn: day(0), checkIn: day(3), nights: 1 },
        ...{ name: '固定花子', rooms: [{ code: twin, men: 1, pricePerNight: 9_000 }] },
      }),
    );
    await until(async () => {
      const { rows } = await database.pool().query('SELECT FROM heyawari.booking_plans');
      return rows.length === 1;
    });
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
  });

  it('is said with why in the list, seen by who only looks, said anew, and taken back', async () => {
    const { page, complaints } = await signIn(browser, house, 'editor');
    const viewer = await signIn(browser, house, 'viewer');
    await live(viewer.page);
    const row = rowOf(page, 'LOCK-1');
    await row.waitFor();
    expect(await viewer.page.getByRole('button', { name: /の固定$/ }).count()).to.equal(0);

    const open = () => row.getByRole('button', { name: /LOCK-1の部屋.*の固定/ }).click();
    const dialog = page.getByRole('dialog', { name: '部屋固定' });
    await open();
    await dialog.getByLabel('固定の理由').fill('車椅子でご利用');
    await screenshot(page, 'assignment-room-lock');
    await dialog.getByRole('button', { name: '部屋を固定' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const seen = rowOf(viewer.page, 'LOCK-1').getByTestId('lock');
    await seen.getByText('固定', { exact: true }).waitFor();
    expect(await seen.getAttribute('aria-label')).to.include('車椅子でご利用');
    expect(await row.getByTestId('state').innerText(), 'it is tentative as before').to.equal('仮割当');

    await open();
    expect(await dialog.getByLabel('固定の理由').inputValue()).to.equal('車椅子でご利用');
    await dialog.getByLabel('固定の理由').fill('車椅子でご利用、1階');
    await dialog.getByRole('button', { name: '固定内容を更新' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const told = row.getByRole('button', { name: /LOCK-1の部屋.*お部屋番号案内済み/ });
    await told.click();
    await seen.getByText('案内済み', { exact: true }).waitFor();
    await told.waitFor({ state: 'detached' });
    expect(await seen.getAttribute('aria-label'), 'why it was locked stays said').to.include('1階');

    await viewer.page.getByText('ボード', { exact: true }).click();
    await viewer.page.getByRole('button', { name: /LOCK-1.*案内済み/ }).waitFor();
    await viewer.page.getByText('一覧', { exact: true }).click();

    await open();
    await dialog.getByRole('button', { name: '固定解除' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await seen.waitFor({ state: 'detached' });
    expect(complaints).to.deep.equal([]);
  });
});
