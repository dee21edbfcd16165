// 部屋未定 on 予約取込 in a real browser, on the real API: why a stay has no room, the ways out, what not to sell, and how many are intended.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { HierarchyGraphAnswer } from '../../plugin/api/index.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { booking, deluxe, hotel, upgrades } from './bookings.js';
import { launchBrowser, screenshot, type Visit } from './browser.js';
import { type House, openHouse } from './house.js';
import { asUser, deskSizes, live, openTab, signIn, speak, tooWide } from './screen.js';

const tab = '/heyawari/imports/without-room';
const japanese = '和室';

describe('部屋未定 of 予約取込 in the browser', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;
  let editor: Visit;
  let admin: Visit;

  const stays = ({ page }: Visit = editor) => page.getByTestId('stays-without-room');
  const stayOf = (number: string, visitor = editor) =>
    stays(visitor).getByRole('row').filter({ hasText: number });
  const act = (number: string, name: string, visitor = editor) =>
    stayOf(number, visitor).getByRole('button', { name }).click();
  const count = () => editor.page.getByTestId('count-withoutRoom');
  const sales = ({ page }: Visit = editor) => page.getByTestId('sales-to-stop');
  const allowance = ({ page }: Visit) =>
    page.getByTestId('allowances').getByRole('spinbutton', { name: deluxe });
  const dialog = (name: string, { page } = editor) => page.getByRole('dialog', { name });
  const roomOf = async (number: string) => {
    const { rows } = await database.pool().query<{ room: string }>(
      `SELECT r.room_number AS room FROM heyawari.booking_plans p JOIN rooms r ON r.id = p.room_id AND r.hotel_id = p.hotel_id
        WHERE p.booking_number = $1`,
      [number],
    );
    return rows.map(({ room }) => room);
  };

  /** An upgrade that only a person gives. */
  async function suggest({ page, context }: Visit): Promise<void> {
    const options = { headers: await asUser(page) };
    const at = `/api/heyawari/hotels/${house.hotel.hotelId}/room-hierarchy`;
    const { version } = (await (await context.request.get(at, options)).json()) as HierarchyGraphAnswer;
    const { [deluxe]: fromTypeId, [japanese]: toTypeId } = house.hotel.typeIds;
    const relation = { fromTypeId, toTypeId, policy: 'suggest', costPerNight: 2_500, version };
    const added = await context.request.post(`${at}/relations`, { ...options, data: relation });
    expect(added.status()).to.equal(201);
  }

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    browser = await launchBrowser();
    // Before the PMS stops, which answers to the end what its pages still ask.
    database.onEnd(() => browser.close());
    admin = await signIn(browser, house, 'admin', tab);
    await suggest(admin);
    await house.deliver(...['HAS-1', 'HAS-2', 'REFUSE'].map((number) => booking(number, deluxe, 5, 2)));
    await until(async () => (await house.statusOf('REFUSE')) === 'pending');
    editor = await signIn(browser, house, 'editor', tab);
    await live(editor.page);
  });

  it('lists who has no room and through whom, why, on which nights it is full, and which upgrade may be given', async () => {
    const row = stayOf('REFUSE');
    await row.getByText(`${deluxe}もアップグレード先も満室です`).waitFor();
    await row.getByText(new RegExp(`^${deluxe} 満室：.+〜.+`)).waitFor();
    await row.getByText(/へのアップグレードをご提案（費用：1泊¥2,500）/).waitFor();
    await row.getByText(/（2名）/).waitFor();
    await row.getByRole('link', { name: '予約通知を見る' }).waitFor();
    expect(await stayOf('HAS-1').count()).to.equal(0);
    expect(await count().innerText()).to.equal('1');
    await screenshot(editor.page, 'without-room');
  });

  it('shows a stay that comes while it is open, the nearer arrival first', async () => {
    const deluxes = ['LATE-1', 'LATE-2', 'LATE-3'].map((number) => booking(number, deluxe, 8, 1));
    await house.deliver(...deluxes, booking('SECOND', deluxe, 5, 2));
    await stayOf('SECOND').waitFor();
    await count().getByText('3').waitFor();
    const numbers = await stays().locator('tbody tr strong').allInnerTexts();
    expect(numbers).to.deep.equal(['REFUSE', 'SECOND', 'LATE-3']);
  });

  it('says after an upgrade is refused that it was, and does not propose it any more', async () => {
    const { page } = editor;
    await act('REFUSE', '見送る');
    await page.getByRole('alertdialog').getByRole('button', { name: '見送る' }).click();
    await stayOf('REFUSE').getByText(`見送ったアップグレード：${japanese}`).waitFor();
    expect(await stayOf('REFUSE').getByRole('button', { name: 'アップグレード' }).count()).to.equal(0);
    expect(await stayOf('SECOND').getByRole('button', { name: 'アップグレード' }).count()).to.equal(1);
  });

  it('proposes a refused upgrade again to whoever takes the refusal back', async () => {
    await act('REFUSE', '再提案する');
    await editor.page.getByText('見送りを取り消しました。').waitFor();
    await stayOf('REFUSE')
      .getByText(/^見送ったアップグレード/)
      .waitFor({ state: 'detached' });
    await stayOf('REFUSE').getByRole('button', { name: '見送る' }).waitFor();
  });

  it('gives a stay the room of the upgrade that is proposed, and the list is without it', async () => {
    await act('SECOND', 'アップグレード');
    await dialog('アップグレード').getByText(`501（${japanese}・空室）`).waitFor();
    await screenshot(editor.page, 'without-room-upgrade');
    await dialog('アップグレード').getByRole('button', { name: 'アップグレード' }).click();
    await editor.page.getByText('PMSに取り込みました。').waitFor();
    await stayOf('SECOND').waitFor({ state: 'detached' });
    expect(await roomOf('SECOND')).to.deep.equal(['501']);
  });

  it('gives a stay a room that a person chooses', async () => {
    await act('LATE-3', '部屋を割り当てる');
    await dialog('部屋を割り当てる').getByRole('combobox').click();
    await editor.page.getByRole('option', { name: `502（${japanese}・空室）` }).click();
    await dialog('部屋を割り当てる').getByRole('button', { name: '部屋を割り当てる' }).click();
    await stayOf('LATE-3').waitFor({ state: 'detached' });
    await count().getByText('1').waitFor();
    expect(await roomOf('LATE-3')).to.deep.equal(['502']);
  });

  it('has the PMS hold what fits of a stay, shows colleagues which nights of which room, and takes it back', async () => {
    // Of two nights the first is full, the second free in both rooms.
    await house.deliver(...['F-1', 'F-2'].map((number) => booking(number, deluxe, 20, 1)));
    await house.deliver(booking('PART', deluxe, 20, 2));
    const colleague = await signIn(browser, house, 'editor', tab);
    await stayOf('PART')
      .getByText(/^空いている夜：40[12]号室/)
      .waitFor();
    await screenshot(editor.page, 'without-room-free-nights');
    await act('PART', '押さえる');
    await editor.page.getByText('空いている夜をPMSで押さえました。').waitFor();
    await stayOf('PART')
      .getByText(/押さえ済み：40[12]号室/)
      .waitFor();
    await stayOf('PART', colleague)
      .getByText(/押さえ済み：40[12]号室/)
      .waitFor();
    expect(await stayOf('PART').getByRole('button', { name: '押さえる' }).count()).to.equal(0);
    await screenshot(editor.page, 'without-room-held');
    await act('PART', '押さえを外す', colleague);
    await stayOf('PART').getByRole('button', { name: '押さえる' }).waitFor();
    await colleague.context.close();
    const { rows } = await database
      .pool()
      .query(
        `SELECT status FROM reservations WHERE reservation_client_id = '22222222-2222-2222-2222-222222222222'`,
      );
    expect(rows).to.deep.equal([{ status: 'cancelled' }]);
    await act('PART', '取消依頼済み');
    await dialog('対応済みにする').getByRole('button', { name: '対応済みにする' }).click();
    await stayOf('PART').waitFor({ state: 'detached' });
  });

  it('has a night marked as 手仕舞い済み with who and when, and taken back', async () => {
    const { page } = editor;
    const nights = sales().locator('tbody tr');
    const stopped = sales().getByText(/（ユーザー\d+）/);
    await nights.first().getByText('要手仕舞い').waitFor();
    expect(await nights.count()).to.equal(2);
    await nights.first().getByText('部屋未定1件・許容0件・空室0室').waitFor();
    await nights
      .first()
      .getByRole('button', { name: /手仕舞い済みにする$/ })
      .click();
    await stopped.waitFor();
    await nights.first().getByText('手仕舞い済み', { exact: true }).waitFor();
    await screenshot(page, 'without-room-stopped');
    await nights
      .first()
      .getByRole('button', { name: /手仕舞いを取消$/ })
      .click();
    await stopped.waitFor({ state: 'detached' });
    await nights.first().getByText('要手仕舞い').waitFor();
  });

  it('has intended overbooking set by an administrator, and shows it to others', async () => {
    await editor.page.getByText('許容数を変更できるのは管理者だけです。').waitFor();
    expect(await allowance(editor).isDisabled()).to.be.true;
    await openTab(admin.page, tab);
    await allowance(admin).selectText();
    await allowance(admin).pressSequentially('1');
    const save = admin.page.getByRole('button', { name: `「${deluxe}」の許容数を保存` });
    await save.click();
    await sales(admin).getByText('販売停止が必要な日はありません。').waitFor();
    await sales(editor).getByText('販売停止が必要な日はありません。').waitFor();
    await until(async () => (await allowance(editor).inputValue()) === '1');
    expect(await save.isDisabled()).to.be.true;
    await stayOf('REFUSE').waitFor();
  });

  it('does not overwrite intended overbooking that a colleague has set meanwhile, but shows it beside what is typed, which is saved when pressed again', async () => {
    const { page, context } = admin;
    await allowance(admin).selectText();
    await allowance(admin).pressSequentially('2');
    const at = `/api/heyawari/hotels/${house.hotel.hotelId}/overbooking-allowances`;
    const data = { roomTypeId: house.hotel.typeIds[deluxe], stays: 3, version: 1 };
    const byColleague = await context.request.put(at, { headers: await asUser(page), data });
    expect(byColleague.status()).to.equal(200);
    await until(async () => (await allowance(editor).inputValue()) === '3');
    expect(await allowance(admin).inputValue()).to.equal('2');
    const save = page.getByRole('button', { name: `「${deluxe}」の許容数を保存` });
    await save.click();
    const list = page.getByTestId('allowances');
    await list.getByRole('alert').getByText('先に変更したため').waitFor();
    await list.getByText('現在の設定：3件').waitFor();
    expect(await allowance(admin).inputValue()).to.equal('2');
    expect(await allowance(editor).inputValue()).to.equal('3');
    await screenshot(page, 'without-room-allowance-refused');
    await save.click();
    await until(async () => (await allowance(editor).inputValue()) === '2');
    await list.getByText('現在の設定').waitFor({ state: 'detached' });
    expect(await list.getByRole('alert').count()).to.equal(0);
  });

  it('fits the screens of a front desk, in both languages', async () => {
    const { page } = editor;
    for (const size of deskSizes) {
      await page.setViewportSize(size);
      for (const language of ['English', '日本語'] as const) {
        await speak(page, language);
        await openTab(page, tab);
        await screenshot(page, `without-room-${language === 'English' ? 'en' : 'ja'}-${size.width}`);
        expect(await tooWide(page), `${language} at ${size.width}`).to.be.at.most(0);
      }
    }
  });

  it('speaks English', async () => {
    const { page } = editor;
    await speak(page, 'English');
    await stayOf('REFUSE')
      .getByText(new RegExp(`^${deluxe} is full: `))
      .waitFor();
    await stayOf('REFUSE').getByRole('button', { name: 'Give a room' }).waitFor();
    await sales().getByText('There are no sales to stop.').waitFor();
    await speak(page, '日本語');
  });

  it('closes a stay that is housed elsewhere, with where and who', async () => {
    await act('REFUSE', '他館手配済み');
    const form = dialog('対応済みにする');
    await form.getByLabel('手配先').fill('港ビジネスホテル');
    await form.getByLabel('担当者').fill('田中');
    await screenshot(editor.page, 'without-room-elsewhere');
    await form.getByRole('button', { name: '対応済みにする' }).click();
    await stays().getByText('部屋未定の宿泊はありません。').waitFor();
    await count().waitFor({ state: 'detached' });
    expect(await house.statusOf('REFUSE')).to.equal('resolved');
  });

  it('lets a viewer see it, and says what the role may not', async () => {
    await house.deliver(booking('SEEN', deluxe, 5, 2));
    const viewer = await signIn(browser, house, 'viewer', tab);
    await stayOf('SEEN', viewer).waitFor();
    await viewer.page.getByText('この操作にはPMSの編集権限が必要です。').waitFor();
    for (const name of ['部屋を割り当てる', 'アップグレード', '見送る', '他館手配済み', '取消依頼済み'])
      expect(await stayOf('SEEN', viewer).getByRole('button', { name }).isDisabled(), name).to.be.true;
    await viewer.context.close();
  });

  it('refuses with a sentence what a colleague has settled meanwhile, and shows it anew', async () => {
    const settle = (visitor: Visit) =>
      dialog('対応済みにする', visitor).getByRole('button', { name: '対応済みにする' });
    for (const visitor of [editor, admin]) {
      await act('SEEN', '取消依頼済み', visitor);
      await settle(visitor).waitFor();
    }
    await settle(admin).click();
    await admin.page.getByText('処理を記録しました。').waitFor();
    const late = dialog('対応済みにする');
    await late.getByText('この操作はもう行えません', { exact: false }).waitFor();
    expect(await settle(editor).isDisabled()).to.be.true;
    await late.getByRole('button', { name: 'キャンセル' }).click();
    await stayOf('SEEN').waitFor({ state: 'detached' });
  });

  it('says over the list what cannot be read without a connection, and shows what came meanwhile when it is back', async () => {
    await house.deliver(booking('BEFORE', deluxe, 5, 2));
    const visitor = await signIn(browser, house, 'editor', tab);
    const { page, context } = visitor;
    await live(page);
    await stayOf('BEFORE', visitor).waitFor();
    await context.setOffline(true);
    await page.getByTestId('live').getByText('自動更新: 停止中').waitFor();
    await house.deliver(booking('MEANWHILE', deluxe, 5, 2));
    await act('BEFORE', '取消依頼済み', visitor);
    await page.locator('.p-toast').getByText('サーバーに接続できません').waitFor();
    expect(await stayOf('MEANWHILE', visitor).count()).to.equal(0);
    await context.setOffline(false);
    await stayOf('MEANWHILE', visitor).waitFor();
    await live(page);
    await act('BEFORE', '取消依頼済み', visitor);
    await dialog('対応済みにする', visitor).waitFor();
    await context.close();
  });

  it('keeps what is being typed while the PMS starts anew', async () => {
    const { page } = editor;
    await act('MEANWHILE', '他館手配済み');
    const form = dialog('対応済みにする');
    await form.getByLabel('手配先').fill('港ビジネスホテル');
    await house.restart();
    await live(page);
    expect(await form.getByLabel('手配先').inputValue()).to.equal('港ビジネスホテル');
    await form.getByLabel('担当者').fill('田中');
    await form.getByRole('button', { name: '対応済みにする' }).click();
    await stayOf('MEANWHILE').waitFor({ state: 'detached' });
  });

  it('has the browser complain of nothing', () => {
    const complaints = [...editor.complaints, ...admin.complaints];
    // Of the refusal above, and of a server that is away, the browser itself tells.
    expect(complaints.filter((one) => !/409|ERR_CONNECTION_REFUSED/.test(one))).to.deep.equal([]);
  });
});
