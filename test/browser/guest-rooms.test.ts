// 前回の部屋 and 部屋メモ in a real browser: at the stay in the list and on its card, noted by who may, seen at once by who looks.
import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import { bookingMessage } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { launchBrowser, screenshot, type Visit } from './browser.js';
import { day, deluxe, hotel, twin } from './bookings.js';
import { type House, openHouse } from './house.js';
import { live, rowOf, screen, signIn } from './screen.js';

describe('前回の部屋 and 部屋メモ in the browser', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;

  const booking = (number: string, checkIn: string) =>
    bookingMessage({
      ...{ number, version: 1, kind: 'new', bookedOn: day(0), checkIn, nights: 1, name: '常連花子' },
      ...{ phone: '09012340001', rooms: [{ code: twin, men: 1, pricePerNight: 9_000 }] },
    });

  /** Of one of the two deluxe rooms. */
  const order = (number: string, kind: 'new' | 'cancellation', version: number) =>
    bookingMessage({
      ...{ number, version, kind, bookedOn: day(0), checkIn: day(20), nights: 1, name: `遅番${number}` },
      rooms: [{ code: deluxe, men: 1, pricePerNight: 9_000 }],
    });

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades: {} });
    database.onEnd(() => house.stop());
    await house.deliver(booking('RKT-1', day(0)), booking('RKT-2', day(3)));
    await until(async () => {
      const { rows } = await database.pool().query('SELECT FROM heyawari.booking_plans');
      return rows.length === 2;
    });
    await database
      .pool()
      .query(`UPDATE reservations SET status = 'checked_in' WHERE ota_reservation_id = 'RKT-1'`);
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
  });

  it('stand at the stay, are noted, changed and deleted in the list, and seen by who only looks', async () => {
    const { page, complaints } = await signIn(browser, house, 'editor');
    const viewer = await signIn(browser, house, 'viewer');
    await live(viewer.page);
    await rowOf(page, 'RKT-2')
      .getByText(/前回 \d+（/)
      .waitFor();
    expect(await rowOf(page, 'RKT-1').getByText(/前回/).count()).to.equal(0);
    expect(await viewer.page.getByRole('button', { name: /部屋メモ/ }).count()).to.equal(0);

    await rowOf(page, 'RKT-2').getByRole('button', { name: 'RKT-2のお客様の部屋メモ' }).click();
    const dialog = page.getByRole('dialog', { name: '部屋メモ' });
    await dialog.getByText('まだ登録されていません。').waitFor();
    await dialog.getByRole('combobox', { name: '部屋' }).click();
    await page.getByRole('option', { name: /^302/ }).click();
    await dialog.getByLabel('内容（任意）').fill('静かな部屋');
    await dialog.getByRole('button', { name: '追加' }).click();
    await dialog.getByText('希望 302').waitFor();
    await screenshot(page, 'assignment-room-notes');
    await rowOf(viewer.page, 'RKT-1').getByText('希望 302').waitFor();

    await dialog.getByRole('button', { name: '302のメモを変更' }).click();
    await dialog.getByText('不可', { exact: true }).click();
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('不可 302').waitFor();
    await page.keyboard.press('Escape');
    await rowOf(page, 'RKT-1').getByText('不可 302').waitFor();
    expect(await rowOf(page, 'RKT-1').getByText('静かな部屋').count()).to.equal(1);

    await rowOf(page, 'RKT-1').getByRole('button', { name: 'RKT-1のお客様の部屋メモ' }).click();
    await dialog.getByRole('button', { name: '302のメモを削除' }).click();
    await dialog.getByText('まだ登録されていません。').waitFor();
    await page.keyboard.press('Escape');
    await rowOf(page, 'RKT-2').getByText('不可 302').waitFor({ state: 'detached' });
    expect(complaints).to.deep.equal([]);
    expect(viewer.complaints).to.deep.equal([]);
  });

  it('say in the dialog what was refused, and keep what was typed: it is saved over what a colleague has left, or as another room', async () => {
    const first = await signIn(browser, house, 'editor');
    const second = await signIn(browser, house, 'editor');
    const open = async (page: Page) => {
      await rowOf(page, 'RKT-2').getByRole('button', { name: 'RKT-2のお客様の部屋メモ' }).click();
      return page.getByRole('dialog', { name: '部屋メモ' });
    };
    const choose = async (page: Page, dialog: Locator, room: string) => {
      await dialog.getByRole('combobox', { name: '部屋' }).click();
      await page.getByRole('option', { name: new RegExp(`^${room}`) }).click();
    };
    const mine = await open(first.page);
    const theirs = await open(second.page);
    const text = mine.getByLabel('内容（任意）');

    await choose(first.page, mine, '302');
    await text.fill('角部屋');
    await choose(second.page, theirs, '302');
    await theirs.getByRole('button', { name: '追加' }).click();
    await mine.getByText('希望 302').waitFor();
    await mine.getByRole('button', { name: '追加' }).click();
    await mine.getByRole('alert').getByText(/302/).first().waitFor();
    await screenshot(first.page, 'assignment-room-notes-refused');
    expect(await text.inputValue()).to.equal('角部屋');
    await choose(first.page, mine, '301');
    await mine.getByRole('button', { name: '追加' }).click();
    await mine.getByText('希望 301').waitFor();
    expect(await mine.getByRole('alert').getByText(/302/).count()).to.equal(0);

    await mine.getByRole('button', { name: '302のメモを変更' }).click();
    await text.fill('低層階');
    await theirs.getByRole('button', { name: '302のメモを変更' }).click();
    await theirs.getByText('不可', { exact: true }).click();
    await theirs.getByRole('button', { name: '保存' }).click();
    await mine.getByText('不可 302').waitFor();
    await mine.getByRole('button', { name: '保存' }).click();
    await mine.getByRole('alert').getByText('先に変更したため').first().waitFor();
    expect(await text.inputValue()).to.equal('低層階');
    await mine.getByRole('button', { name: '保存' }).click();
    await mine.getByRole('listitem').filter({ hasText: '希望 302' }).getByText('低層階').waitFor();
    // The refusals are a line of Chromium's own each.
    expect([...first.complaints, ...second.complaints].filter((line) => !line.includes('409'))).to.deep.equal(
      [],
    );
  });

  let signedIn: Visit | undefined;
  /** One for several tests: the PMS takes no more than five sign-ins in a while. */
  async function editor(path = screen): Promise<Visit> {
    signedIn ??= await signIn(browser, house, 'editor');
    await signedIn.page.goto(path);
    return signedIn;
  }

  it('are not said to be none where they could not be asked for; nor that a hotel has no rooms', async () => {
    const { page } = await editor();
    const button = rowOf(page, 'RKT-2').getByRole('button', { name: 'RKT-2のお客様の部屋メモ' });
    await button.waitFor();
    await page.route(/\/(guests|board)\?/, (request) => request.abort());
    await button.click();
    const dialog = page.getByRole('dialog', { name: '部屋メモ' });
    const failed = dialog.getByText('サーバーに接続できません', { exact: false });
    await failed.first().waitFor();
    expect(await dialog.getByText('まだ登録されていません。').count()).to.equal(0);
    expect(await failed.count()).to.equal(1);
    await page.unroute(/\/(guests|board)\?/);
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await page.route(/\/board\?/, async (request) => {
      await answered;
      await request.continue();
    });
    await dialog.getByRole('button', { name: '再試行' }).click();
    await failed.first().waitFor({ state: 'detached' });
    // A list that is opened before its answer has come says so, and has the rooms as soon as it has.
    await dialog.getByRole('combobox', { name: '部屋' }).click();
    await page.getByRole('option', { name: '読み込んでいます…' }).waitFor();
    answer();
    await page.getByRole('option', { name: /^303/ }).waitFor();
  });

  it('may be noted as soon as a stay that had no room has one', async () => {
    const { page } = await editor();
    await live(page);
    const late = ['LATE-1', 'LATE-2', 'LATE-3'].map((number) => order(number, 'new', 1));
    await house.deliver(...late);
    const row = rowOf(page, 'LATE-3');
    await row.getByText('部屋未定').first().waitFor();
    expect(await row.getByRole('button', { name: /部屋メモ/ }).count()).to.equal(0);
    await house.deliver(order('LATE-1', 'cancellation', 2));
    await row.getByRole('button', { name: 'LATE-3のお客様の部屋メモ' }).waitFor();
  });

  it('stand on the card of the board, and lead to the notes', async () => {
    const { page, complaints } = await editor('/heyawari/assignment?view=board');
    const before = complaints.length;
    await page.getByTestId('board').getByRole('button', { name: /RKT-2/ }).click();
    const card = page.getByRole('article', { name: '宿泊の詳細' });
    await card.getByText(/前回 \d+（/).waitFor();
    await card.getByRole('button', { name: 'RKT-2のお客様の部屋メモ' }).click();
    await page.getByRole('dialog', { name: '部屋メモ' }).waitFor();
    expect(complaints.slice(before)).to.deep.equal([]);
  });
});
