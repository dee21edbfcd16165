// 部屋移動 in a real browser: the free rooms best first, moved from the list, or exchanged with another stay; from the board's card what a colleague took
// meanwhile is named; 確定解除.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { bookingMessage } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { launchBrowser, screenshot } from './browser.js';
import { day, hotel, twin } from './bookings.js';
import { type House, openHouse } from './house.js';
import { rowOf, signIn } from './screen.js';

describe('部屋移動 in the browser', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades: {} });
    database.onEnd(() => house.stop());
    const booking = (number: string) =>
      bookingMessage({
        ...{ number, version: 1, kind: 'new', bookedOn: day(0), checkIn: day(3), nights: 1 },
        ...{ name: '移動太郎', rooms: [{ code: twin, men: 1, pricePerNight: 9_000 }] },
      });
    await house.deliver(booking('MOVE-1'), booking('MOVE-2'));
    await until(async () => {
      const { rows } = await database.pool().query('SELECT FROM heyawari.booking_plans');
      return rows.length === 2;
    });
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
  });

  const roomOf = async (number: string) => {
    const { rows } = await database.pool().query<{
      room: string;
    }>('SELECT physical_room AS room FROM heyawari.booking_plans WHERE booking_number = $1', [number]);
    return rows[0]!.room;
  };

  it('offers the free rooms, moves the stay into the one that is chosen, and has it final there', async () => {
    const { page, complaints } = await signIn(browser, house, 'editor');
    const row = rowOf(page, 'MOVE-1');
    await row.getByRole('button', { name: /MOVE-1.*部屋移動/ }).click();
    const dialog = page.getByRole('dialog', { name: '部屋移動' });
    await dialog.getByRole('combobox', { name: '移動先' }).click();
    const options = page.getByRole('option', { name: /号室（/ });
    await options.first().waitFor();
    const labels = await options.allInnerTexts();
    expect(labels[0]).to.match(/予約タイプ/);
    const free = labels.filter((label) => !label.includes('⇄'));
    expect(free.join('\n')).not.to.include(`${await roomOf('MOVE-2')}号室`);
    const [, to] = /^(\S+?)号室/.exec(labels[0]!)!;
    await options.first().click();
    await screenshot(page, 'assignment-room-move');
    await dialog.getByRole('button', { name: '移動して確定' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await row.getByText('部屋確定', { exact: true }).waitFor();
    expect(await roomOf('MOVE-1')).to.equal(to);
    expect(complaints).to.deep.equal([]);
  });

  it('changes rooms with another stay, of which it says what becomes, and takes what is final back', async () => {
    const { page, complaints } = await signIn(browser, house, 'editor');
    const [one, other] = [await roomOf('MOVE-1'), await roomOf('MOVE-2')];
    await rowOf(page, 'MOVE-2')
      .getByRole('button', { name: /MOVE-2.*部屋移動/ })
      .click();
    const dialog = page.getByRole('dialog', { name: '部屋移動' });
    await dialog.getByRole('combobox', { name: '移動先' }).click();
    const partner = page.getByRole('option', { name: /MOVE-1/ });
    await partner.waitFor();
    await page.getByText('部屋を交換する宿泊', { exact: true }).waitFor();
    expect(await partner.innerText()).to.match(new RegExp(`^${one}号室.*移動太郎.*固定`));
    await partner.click();
    await dialog.getByTestId('exchange').getByText(`${other}号室へ移ります`, { exact: false }).waitFor();
    await dialog.getByText('相手は部屋固定されています', { exact: false }).last().waitFor();
    await screenshot(page, 'assignment-room-exchange');
    await dialog.getByRole('button', { name: '交換して確定' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await rowOf(page, 'MOVE-2').getByText('部屋確定', { exact: true }).waitFor();
    expect([await roomOf('MOVE-1'), await roomOf('MOVE-2')]).to.deep.equal([other, one]);
    await rowOf(page, 'MOVE-2')
      .getByRole('button', { name: /MOVE-2.*確定解除/ })
      .click();
    const question = page.getByRole('alertdialog', { name: '確定解除' });
    await question.getByText('部屋固定はそのまま残る', { exact: false }).waitFor();
    await screenshot(page, 'assignment-take-back');
    await question.getByRole('button', { name: '確定解除' }).click();
    await rowOf(page, 'MOVE-2').getByText('仮割当', { exact: true }).waitFor();
    await rowOf(page, 'MOVE-2').getByRole('button', { name: 'MOVE-2の部屋割りの履歴' }).click();
    const past = page.getByTestId('plan-history');
    await past.getByRole('listitem').first().waitFor();
    await screenshot(page, 'assignment-history');
    const told = await past.getByRole('listitem').allInnerTexts();
    expect(told.map((line) => /確定解除|部屋移動|部屋を割当/.exec(line)?.[0])).to.deep.equal([
      ...['確定解除', '部屋移動', '部屋を割当'],
    ]);
    expect(told[1]).to.match(new RegExp(`ユーザー\\d+.*${one}号室.*スタッフが${one}号室を選択`, 's'));
    expect(complaints).to.deep.equal([]);
  });

  it('names who has the room by now, and keeps what was chosen', async () => {
    const { page } = await signIn(browser, house, 'editor', '/heyawari/assignment?view=board');
    await page
      .getByTestId('board')
      .getByRole('button', { name: /MOVE-2/ })
      .click();
    await page.getByRole('article', { name: '宿泊の詳細' }).getByRole('button', { name: '部屋移動' }).click();
    const dialog = page.getByRole('dialog', { name: '部屋移動' });
    await dialog.getByRole('combobox', { name: '移動先' }).click();
    const option = page.getByRole('option', { name: /号室（/ }).first();
    await option.waitFor();
    const [, to] = /^(\S+?)号室/.exec(await option.innerText())!;
    await option.click();
    // Nobody is told of it: as what is committed the moment before the click.
    await database.pool().query(
      `INSERT INTO heyawari.host_nights (hotel_id, reservation_id, physical_room, night)
       SELECT hotel_id, gen_random_uuid(), $1, check_in FROM heyawari.booking_plans WHERE booking_number = 'MOVE-2'`,
      [to],
    );
    await dialog.getByRole('button', { name: '移動して確定' }).click();
    await dialog.getByTestId('said').getByText(`${to}号室は`, { exact: false }).waitFor();
    expect(await dialog.isVisible()).to.be.true;
  });
});
