// 予約取込 in a real browser, on the real API: what failed is found from the stay and from one list, and a person brings it to its end.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { clerkEdits } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { launchBrowser, screenshot, type Visit } from './browser.js';
import { booking, changed, day, deluxe, hotel, twin, upgrades } from './bookings.js';
import { type House, openHouse } from './house.js';
import { live, rowOf, screen, signIn } from './screen.js';

const imports = '/heyawari/imports';

describe('予約取込 in the browser', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;
  let editor: Visit;
  const edit = clerkEdits({
    rows: async <T extends object>(text: string, values?: unknown[]) =>
      (await database.pool().query<T>(text, values)).rows,
  });

  const messages = () => editor.page.getByTestId('messages');
  const message = () => editor.page.getByTestId('message');
  const open = (number: string) => messages().getByRole('button', { name: number }).click();
  const act = (name: string) =>
    message().getByTestId('message-actions').getByRole('button', { name }).click();

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    const { emptyName, unmappedRoomCode, malformedXml } = badMessages({
      bookedOn: day(0),
      checkIn: day(3),
      rooms: [{ code: twin, men: 2, pricePerNight: 9_000 }],
    });
    const full = ['DLX-1', 'DLX-2', 'DLX-3'].map((number) => booking(number, deluxe, 5, 2));
    await house.deliver(emptyName, unmappedRoomCode, malformedXml, ...full);
    await until(async () => (await house.statusOf('DLX-3')) === 'pending');
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
    editor = await signIn(browser, house, 'editor', imports);
    await live(editor.page);
  });

  it('shows what needs a person first, each with its reason', async () => {
    await messages().getByText('予約者名がありません。', { exact: false }).waitFor();
    await messages().getByText('BAD-XML').waitFor();
    expect(await messages().getByText('DLX-1').count()).to.equal(0);
    await screenshot(editor.page, 'imports-list');
  });

  it('says when bookings were last received, and takes the next slot when a person asks', async () => {
    const reception = editor.page.getByTestId('reception');
    await reception.getByText(/最終受信 /).waitFor();
    await reception.getByRole('button', { name: '今すぐ受信' }).click();
    await editor.page.getByText(/に受信します。/).waitFor();
  });

  it('shows what is tried again by itself, and when', async () => {
    await editor.page.getByRole('button', { name: '自動再試行' }).click();
    await messages().getByRole('row').filter({ hasText: 'BAD-CODE' }).getByText('再試行待ち').waitFor();
    await messages().getByRole('row').filter({ hasText: 'DLX-3' }).waitFor();
  });

  it('tells of a message that came in what was odd about it', async () => {
    const odd = booking('ODD-1', twin, 40, 1);
    await house.deliver({ ...odd, xml: odd.xml.replace(/(?<=<CheckInTime>)[^<]*/, '未定') });
    await until(async () => (await house.statusOf('ODD-1')) === 'imported');
    await editor.page.getByRole('button', { name: '取込時の注意あり' }).click();
    const row = messages().getByRole('row').filter({ hasText: 'ODD-1' });
    await row.getByText('取込済み').waitFor();
    await row.getByText('取込時の注意 1件').waitFor();
    expect(await messages().getByText('DLX-').count(), 'nothing else').to.equal(0);
    await open('ODD-1');
    await message().getByTestId('warnings').getByText('予約備考に書きました。', { exact: false }).waitFor();
    await screenshot(editor.page, 'imports-warnings');
    await editor.page.keyboard.press('Escape');
    await editor.page.getByRole('button', { name: '自動再試行' }).click();
  });

  it('imports a message into a room that a person chooses', async () => {
    await open('DLX-3');
    await message().getByText(deluxe, { exact: false }).first().waitFor();
    await act('部屋を選んで取り込む');
    const dialog = editor.page.getByRole('dialog', { name: '部屋を選んで取り込む' });
    await dialog.getByRole('combobox').click();
    await editor.page.getByRole('option', { name: '501（和室・空室）' }).click();
    await screenshot(editor.page, 'imports-choose-room');
    await dialog.getByRole('button', { name: '部屋を選んで取り込む' }).click();
    await editor.page.getByText('PMSに取り込みました。').waitFor();
    await until(async () => (await house.statusOf('DLX-3')) === 'imported');
    const { rows } = await database.pool().query<{ room: string }>(
      `SELECT r.room_number AS room FROM heyawari.booking_plans p JOIN rooms r ON r.id = p.room_id AND r.hotel_id = p.hotel_id
        WHERE p.booking_number = 'DLX-3'`,
    );
    expect(rows).to.deep.equal([{ room: '501' }]);
  });

  it('says why a message still cannot be imported when it is tried again', async () => {
    await editor.page.goto(`${imports}?show=waiting`);
    await open('BAD-CODE');
    await act('今すぐ再試行');
    await editor.page.locator('.p-toast').getByText('NO-SUCH-ROOM', { exact: false }).waitFor();
    await message()
      .getByText(/今すぐ再試行（/)
      .waitFor();
  });

  it('imports a damaged message with what a person fills in', async () => {
    await editor.page.goto(imports);
    await open('BAD-NAME');
    await act('内容を訂正');
    const dialog = editor.page.getByRole('dialog', { name: '内容を訂正' });
    await dialog.getByLabel('予約者名（漢字）').fill('港 花子');
    await screenshot(editor.page, 'imports-edit');
    await dialog.getByRole('button', { name: '訂正して取り込む' }).click();
    await editor.page.getByText('PMSに取り込みました。').waitFor();
    await until(async () => (await house.statusOf('BAD-NAME')) === 'imported');
  });

  it('closes what was settled elsewhere, with how, and keeps that in its history', async () => {
    await editor.page.goto(imports);
    await open('BAD-XML');
    await act('対応済みにする');
    const dialog = editor.page.getByRole('dialog', { name: '対応済みにする' });
    await dialog.getByLabel('メモ').fill('電話で確認');
    await dialog.getByRole('button', { name: '対応済みにする' }).click();
    await editor.page.getByText('処理を記録しました。').waitFor();
    await message().getByText('電話で確認', { exact: false }).waitFor();
    expect(await house.statusOf('BAD-XML')).to.equal('resolved');
    await screenshot(editor.page, 'imports-settled');
  });

  it('shows the text as it came, and says why where it cannot', async () => {
    const { page } = editor;
    await page.goto(`${imports}?show=waiting`);
    await open('BAD-CODE');
    await page.route('**/messages/*/text', (request) => request.abort());
    await act('通知の原文');
    await page.locator('.p-toast').getByText('接続', { exact: false }).waitFor();
    await page.unroute('**/messages/*/text');
    await act('通知の原文');
    await message().getByText('<TravelAgencyBookingNumber>BAD-CODE', { exact: false }).waitFor();
  });

  it('offers an administrator alone to call a message meaningless', async () => {
    await editor.page.goto(`${imports}?show=waiting`);
    await open('BAD-CODE');
    await message().getByRole('button', { name: '対応済みにする' }).waitFor();
    expect(await message().getByRole('button', { name: '対応不要にする' }).count()).to.equal(0);
    const { page, context } = await signIn(browser, house, 'admin', `${imports}?show=waiting`);
    await page.getByTestId('messages').getByRole('button', { name: 'BAD-CODE' }).click();
    await page.getByTestId('message').getByRole('button', { name: '対応不要にする' }).click();
    const dialog = page.getByRole('dialog', { name: '対応不要にする' });
    await dialog.getByLabel('理由').fill('テスト送信');
    await dialog.getByRole('button', { name: '対応不要にする' }).click();
    await until(async () => (await house.statusOf('BAD-CODE')) === 'ignored');
    await context.close();
  });

  it('marks the stay whose message is open, and leads from it to the message', async () => {
    const { page } = editor;
    await house.deliver(booking('DLX-4', deluxe, 5, 2));
    await page.goto(screen);
    await rowOf(page, 'DLX-4').getByTestId('message-mark').click();
    await page.waitForURL((url) => url.pathname === imports && url.searchParams.has('message'));
    await message().getByText('再試行待ち', { exact: true }).first().waitFor();
  });

  it('shows of a held change before and after, and row by row what accepting it deletes, and asks with that', async () => {
    await house.deliver(booking('HELD', twin, 11, 2));
    await until(async () => (await house.statusOf('HELD')) === 'imported');
    await edit.addPayment('HELD', 3_000);
    await house.deliver(changed('HELD', twin, 11, 3));
    await until(async () => (await house.statusOf('HELD')) === 'failed');
    const { page } = editor;
    await page.goto(imports);
    await open('HELD');
    await message().getByTestId('deletes').getByText('¥3,000').waitFor();
    await message().getByTestId('differences').getByRole('row').filter({ hasText: '日程' }).waitFor();
    await act('通知どおりに反映');
    const dialog = page.getByRole('dialog', { name: '通知どおりに反映' });
    await dialog.getByTestId('deletes').getByText('¥3,000').waitFor();
    await screenshot(page, 'imports-accept');
    await dialog.getByRole('button', { name: '通知どおりに反映' }).click();
    await until(async () => (await house.statusOf('HELD')) === 'imported');
  });
});
