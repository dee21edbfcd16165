// What room codes mean, how the import does, and what agency and PMS say differently: the tabs of 予約取込 in a real browser, on the real API.
import { expect } from 'chai';
import type { Browser, Locator } from 'playwright-core';
import type {
  ImportDashboardAnswer,
  ImportSettingsAnswer,
  ImportStatisticsAnswer,
  MappingsAnswer,
} from '../../plugin/api/index.js';
import { clerkEdits } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { launchBrowser, screenshot, type Visit } from './browser.js';
import { booking, day, deluxe, hotel, twin, upgrades } from './bookings.js';
import { type House, openHouse } from './house.js';
import {
  asked,
  asUser,
  deskSizes,
  expectOnce,
  live,
  openTab,
  quiet,
  signIn,
  speak,
  tooWide,
} from './screen.js';

const imports = '/heyawari/imports';

describe('the tabs of 予約取込 in the browser', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;
  let editor: Visit;
  let admin: Visit;
  const edit = clerkEdits({
    rows: async <T extends object>(text: string, values?: unknown[]) =>
      (await database.pool().query<T>(text, values)).rows,
  });

  /** What the API answers the user of that page. */
  async function answer<Answer>({ page, context }: Visit, path: string): Promise<Answer> {
    const answered = await context.request.get(`/api/heyawari/hotels/${house.hotel.hotelId}/${path}`, {
      headers: await asUser(page),
    });
    return (await answered.json()) as Answer;
  }
  /** What a refused field is described by, as a screen reader says it. */
  const described = async (field: Locator) => {
    const id = await field.getAttribute('aria-describedby');
    expect(await field.getAttribute('aria-invalid')).to.equal('true');
    return field.page().locator(`[id="${id}"]`).textContent();
  };
  const statuses = (status: string, ...numbers: readonly string[]) =>
    until(async () => {
      const all = await Promise.all(numbers.map((number) => house.statusOf(number)));
      return all.every((one) => one === status);
    });

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    await house.deliver(
      booking('MOVED', twin, 11, 3),
      booking('WAITS', 'WEB-SUITE', 5, 2),
      booking('MAP-1', 'WEB-TWIN', 13, 2),
      booking('MAP-2', 'WEB-TWIN', 14, 1),
    );
    await statuses('imported', 'MOVED');
    await statuses('pending', 'WAITS', 'MAP-1', 'MAP-2');
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
    editor = await signIn(browser, house, 'editor', imports);
    admin = await signIn(browser, house, 'admin', imports);
    await live(editor.page);
  });

  describe('部屋タイプ紐づけ', () => {
    const form = () => admin.page.getByTestId('mapping-form');
    const chooseType = async (type: string) => {
      await form().getByRole('combobox', { name: '部屋タイプ' }).click();
      await admin.page.getByRole('option', { name: new RegExp(`^${type}`) }).click();
    };
    const save = () => form().getByRole('button', { name: '保存' });

    // What the dialog said is what explains it; and left open it would be in the way of the next ones.
    afterEach(async function () {
      if (this.currentTest?.state !== 'failed' || !(await form().isVisible())) return;
      console.error(`The dialog then: ${(await form().innerText()).replaceAll('\n', ' | ')}`);
      await admin.page.reload();
    });

    it('is an administrator’s; who is none is told so', async () => {
      const { page } = editor;
      await page.goto(`${imports}?show=waiting`);
      await page.getByTestId('messages').getByRole('button', { name: 'MAP-1' }).click();
      const message = page.getByTestId('message');
      const button = message.getByRole('button', { name: '「WEB-TWIN」を紐づける' });
      await button.waitFor();
      expect(await button.isDisabled()).to.be.true;
      await message.getByText('部屋タイプの紐づけは管理者だけができます。', { exact: false }).waitFor();
      await page.goto(`${imports}/mappings`);
      await page.getByText('部屋タイプの紐づけは管理者だけができます。', { exact: false }).waitFor();
      expect(await page.getByRole('button', { name: '紐づけを追加' }).isDisabled()).to.be.true;
    });

    it('is one click from the message that waits for it, says whom it frees, and has them imported', async () => {
      const { page } = admin;
      await page.goto(`${imports}?show=waiting`);
      const row = page.getByTestId('messages').getByRole('row').filter({ hasText: 'MAP-1' });
      await row.getByRole('button', { name: '「WEB-TWIN」を紐づける' }).click();
      expect(await form().getByLabel('部屋コード').inputValue()).to.equal('WEB-TWIN');
      await chooseType(twin);
      await form().getByText('予約通知2件の部屋タイプが決まり', { exact: false }).waitFor();
      await screenshot(page, 'imports-map');
      await save().click();
      await page.getByText('予約通知2件の取込をすぐに試みます。', { exact: false }).waitFor();
      await statuses('imported', 'MAP-1', 'MAP-2');
      await row.waitFor({ state: 'detached' });
    });

    it('shows the entry in the way, and turns to it', async () => {
      const { page } = admin;
      await page.getByRole('link', { name: '部屋タイプ紐づけ' }).click();
      const list = page.getByTestId('mapping-list');
      await list.getByRole('row').filter({ hasText: 'WEB-TWIN' }).getByText(twin).waitFor();
      const seen = await answer<MappingsAnswer>(admin, 'mappings');
      const { agency, lastEdit } = seen.mappings.find(({ code }) => code === 'WEB-TWIN')!;
      await list.getByText(`（ユーザー${lastEdit!.userId}）`, { exact: false }).waitFor();
      await page.getByRole('button', { name: '紐づけを追加' }).click();
      await form().getByRole('combobox', { name: '予約サイト' }).fill(agency!);
      await form().getByLabel('部屋コード').fill('WEB-TWIN');
      await chooseType(deluxe);
      await form().getByText(`すでに「${twin}」に紐づいています`, { exact: false }).waitFor();
      expect(await save().isDisabled()).to.be.true;
      await screenshot(page, 'imports-mapping-conflict');
      // A change elsewhere has it asked for anew: what was said stands till then.
      const path = '**/mappings/preview';
      const isAskedAnew = page.waitForRequest((sent) => sent.url().endsWith('/mappings/preview'));
      await page.route(path, () => undefined);
      await house.deliver(booking('LATER', twin, 20, 1));
      await isAskedAnew;
      await form().getByText(`すでに「${twin}」に紐づいています`, { exact: false }).waitFor();
      expect(await form().getByText('確認しています', { exact: false }).count()).to.equal(0);
      await page.unroute(path);
      await form().getByRole('button', { name: 'その紐づけを編集' }).click();
      await page.getByRole('dialog', { name: '紐づけを編集' }).waitFor();
      await chooseType(deluxe);
      await save().click();
      await list.getByRole('row').filter({ hasText: 'WEB-TWIN' }).getByText(deluxe).waitFor();
    });

    it('that a colleague changes meanwhile is not overwritten unseen, nor is what is being filled in', async () => {
      const { page, context } = admin;
      await page.getByRole('button', { name: '「WEB-TWIN」の紐づけを編集' }).click();
      const words = form().getByLabel('その他の条件');
      await words.fill('海側');
      const seen = await answer<MappingsAnswer>(admin, 'mappings');
      const entry = seen.mappings.find(({ code }) => code === 'WEB-TWIN')!;
      const { version, type, active } = entry;
      const data = { version, typeId: type.id, smoking: 'non_smoking', attributes: [], active };
      const put = await context.request.put(
        `/api/heyawari/hotels/${house.hotel.hotelId}/mappings/${entry.id}`,
        { headers: await asUser(page), data: { ...data, confirmOverride: true } },
      );
      expect(put.ok(), await put.text()).to.be.true;
      await form().getByText('ほかの担当者がこの紐づけを変更しました', { exact: false }).waitFor();
      expect(await save().isDisabled()).to.be.true;
      await form().getByRole('button', { name: '最新の紐づけに自分の変更を重ねる' }).click();
      expect(await words.inputValue()).to.equal('海側');
      const kept = form().getByRole('button', { name: '禁煙', exact: true });
      expect(await kept.getAttribute('aria-pressed')).to.equal('true');
      const route = '**/mappings/*';
      await page.route(route, (sent) => (sent.request().method() === 'PUT' ? sent.abort() : sent.continue()));
      await save().click();
      await form().getByTestId('said').getByText('サーバーに接続できません', { exact: false }).waitFor();
      await page.unroute(route);
      expect(await words.inputValue()).to.equal('海側');
      await save().click();
      await form().waitFor({ state: 'detached' });
      await page.getByTestId('mapping-list').getByText('禁煙・海側').waitFor();
    });

    it('is told at its field what of it cannot be, and keeps what was filled in', async () => {
      const { page } = admin;
      await page.getByRole('button', { name: '紐づけを追加' }).click();
      await form().getByLabel('全サイト共通').check();
      await form().getByLabel('部屋コード').fill('WORDY');
      await chooseType(deluxe);
      const words = form().getByLabel('その他の条件');
      const long = 'あ'.repeat(41);
      await words.fill(`海側、${long}`);
      await form().getByTestId('field-problem').waitFor();
      expect(await described(words)).to.include('40');
      expect(await save().isDisabled()).to.be.true;
      expect(await words.inputValue()).to.equal(`海側、${long}`);
      await words.fill('海側');
      await form().getByTestId('field-problem').waitFor({ state: 'detached' });
      await form().getByText('待っている予約通知はありません', { exact: false }).waitFor();
      expect(await save().isEnabled()).to.be.true;
      await page.keyboard.press('Escape');
    });

    it('overrides the PMS’s master only where a person says that it is meant, and flags it', async () => {
      const { page } = admin;
      await page.getByRole('button', { name: '紐づけを追加' }).click();
      await form().getByLabel('全サイト共通').check();
      await form().getByLabel('部屋コード').fill(twin);
      await chooseType(deluxe);
      const meant = form().getByLabel('ネット室マスターより、この紐づけを優先する');
      await meant.waitFor();
      expect(await save().isDisabled()).to.be.true;
      await meant.check();
      await save().click();
      const list = page.getByTestId('mapping-list');
      await list.getByText(`ネット室マスター（${twin}）より優先`).waitFor();
      await screenshot(page, 'imports-mappings');
      await list.getByRole('button', { name: `「${twin}」の紐づけの変更履歴` }).click();
      await page.getByTestId('mapping-history').getByText('追加', { exact: false }).waitFor();
      await page.keyboard.press('Escape');
      await list.getByRole('button', { name: `「${twin}」の紐づけを削除` }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: '紐づけを削除' }).click();
      await page.getByText('紐づけを削除しました。', { exact: false }).waitFor();
      await list.getByText(`ネット室マスター（${twin}）より優先`).waitFor({ state: 'detached' });
    });
  });

  describe('統計・健全性', () => {
    it('asks once for how the import stands, and shows the figures of the API', async () => {
      const { page } = editor;
      // What the tests before have set going is a reason to ask again.
      await house.idle();
      await quiet(page);
      const counts = await asked(page, () => openTab(page, `${imports}/statistics`));
      expectOnce(counts, /^imports\/dashboard$/, /^imports\/statistics\?/, /^load\?/);
      await page.getByTestId('load').getByText('混み具合（24時間）').waitFor();
      const dashboard = await answer<ImportDashboardAnswer>(editor, 'imports/dashboard');
      const today = dashboard.businessDate;
      const days = `from=${today}&to=${today}`;
      const { total } = await answer<ImportStatisticsAnswer>(editor, `imports/statistics?${days}`);
      expect(total.received).to.equal(5);
      const text = (id: string) => page.getByTestId(id).innerText();
      expect(await text('needs-person')).to.equal(String(dashboard.needsPerson));
      expect(await page.getByTestId('open-group').count()).to.equal(dashboard.open.length);
      for (const name of ['received', 'importedAtOnce', 'importedByHand', 'failed'] as const)
        expect(await text(`total-${name}`), name).to.equal(String(total[name]));
      const newest = page.getByTestId('days').locator('tbody tr').first();
      expect(await newest.innerText()).to.include(String(total.received));
      await screenshot(page, 'imports-statistics');
    });

    it('keeps the days that are chosen in the address', async () => {
      const { page } = editor;
      await page.getByRole('button', { name: '直近30日' }).click();
      await page.waitForURL(/days=30/);
      await page.reload();
      await page.getByTestId('days').locator('tbody tr').nth(29).waitFor();
    });
  });

  describe('照合', () => {
    const findings = () => editor.page.getByTestId('findings');
    const findingOf = (number: string) => findings().getByRole('row').filter({ hasText: number });
    const reconcile = async () => {
      await editor.page.getByRole('button', { name: '今すぐ照合' }).click();
      await editor.page
        .getByTestId('last-run')
        .getByText(/^最終照合/)
        .waitFor();
    };

    it('shows what a look on demand finds, without a reload, with what settles it', async () => {
      const { page } = editor;
      await edit.cancelNight('MAP-1', day(14));
      await edit.cancelNight('MOVED', day(13));
      await page.goto(`${imports}/reconciliation`);
      await page.getByText('まだ照合していません。', { exact: false }).waitFor();
      await reconcile();
      await findingOf('MAP-1').getByText('日程・部屋数の相違').waitFor();
      await findingOf('MAP-1').getByRole('link', { name: 'PMSの予約を開く' }).waitFor();
      await page.getByTestId('count-reconciliation').getByText('2').waitFor();
      await screenshot(page, 'imports-reconciliation');
    });

    it('lets a finding stand with a reason, and says later who did when', async () => {
      const { page } = editor;
      await findingOf('MAP-1').getByRole('button', { name: 'このままでよい' }).click();
      const dialog = page.getByRole('dialog', { name: 'このままでよい' });
      await dialog.getByRole('combobox').click();
      await page.getByRole('option', { name: 'お客様に確認済み' }).click();
      await dialog.getByRole('button', { name: 'このままでよい' }).click();
      await findingOf('MAP-1').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'このままでよい', exact: true }).first().click();
      await findingOf('MAP-1')
        .getByText(/お客様に確認済み（ユーザー\d+）/)
        .waitFor();
    });

    it('settles by itself what is put right in the PMS', async () => {
      const { page } = editor;
      await page.getByRole('button', { name: '未対応' }).click();
      await findingOf('MOVED').waitFor();
      await database.pool().query(
        `UPDATE reservation_details SET cancelled = NULL, billable = TRUE WHERE date = $1
            AND reservation_id IN (SELECT id FROM reservations WHERE ota_reservation_id = 'MOVED')`,
        [day(13)],
      );
      await page.getByRole('button', { name: '今すぐ照合' }).click();
      await findingOf('MOVED').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '解消済み' }).click();
      await findingOf('MOVED').getByText(/解消$/).waitFor();
    });
  });

  describe('設定', () => {
    const kind = '担当者がPMSで編集した内容を上書きする変更';
    const settings = () => answer<ImportSettingsAnswer>(admin, 'imports/settings');

    it('is shown to who may not change it', async () => {
      await editor.page.goto(`${imports}/settings`);
      await editor.page.getByText('マスタ管理の権限を持つユーザーだけ', { exact: false }).waitFor();
      expect(await editor.page.getByLabel(kind).isDisabled()).to.be.true;
    });

    it('is saved at once, with the names of a company, and what is not saved is discarded', async () => {
      const { page } = admin;
      await page.goto(`${imports}/settings`);
      await page.getByLabel(kind).check();
      await page.getByRole('button', { name: '会社を追加' }).click();
      for (const name of ['みなと旅行', 'ハーバーツアーズ']) {
        await page.getByRole('combobox', { name: '会社1の名称' }).fill(name);
        await page.keyboard.press('Enter');
      }
      await screenshot(page, 'imports-settings');
      await page.getByRole('button', { name: '設定を保存' }).click();
      // Messages of other tests may be tried again with it, which is said, too.
      await page.getByText('設定を保存し', { exact: false }).waitFor();
      const { appliedAutomatically, agencyAliases } = await settings();
      expect({ appliedAutomatically, agencyAliases }).to.deep.equal({
        appliedAutomatically: ['edited_by_hand'],
        agencyAliases: [['みなと旅行', 'ハーバーツアーズ']],
      });
      await page.getByLabel(kind).uncheck();
      await page.getByRole('button', { name: '変更を破棄' }).click();
      expect(await page.getByLabel(kind).isChecked()).to.be.true;
      expect(await page.getByRole('button', { name: '設定を保存' }).isDisabled()).to.be.true;
    });

    const filled = (visit: Visit, label: string) => visit.page.getByLabel(label);
    const fillNumber = async (visit: Visit, label: string, value: string) => {
      await filled(visit, label).fill(value);
      await filled(visit, label).blur();
    };
    const within = '時間帯内の受信間隔（秒）';
    const outside = '時間帯外の受信間隔（秒）';

    it('that cannot be is refused at its field, keeps what was filled in, and is well once that is mended', async () => {
      const { page } = admin;
      const before = await settings();
      await page.goto(`${imports}/settings`);
      await fillNumber(admin, within, '2000');
      await page.getByRole('button', { name: '設定を保存' }).click();
      await page.getByTestId('field-problem').waitFor();
      expect(await described(filled(admin, outside))).to.include('2000秒');
      expect(await filled(admin, within).inputValue()).to.equal('2,000');
      expect(await settings()).to.deep.equal(before);
      await fillNumber(admin, outside, '3000');
      await page.getByTestId('field-problem').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '変更を破棄' }).click();

      await page.getByRole('button', { name: '会社を追加' }).click();
      const names = page.getByRole('combobox', { name: '会社2の名称' });
      await names.fill('ひとり旅行');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '設定を保存' }).click();
      await page.getByTestId('field-problem').waitFor();
      expect(await described(names)).to.include('「ひとり旅行」と並べる別の会社名');
      await screenshot(page, 'imports-settings-refused');
      await names.fill('おひとりさまツアー');
      await page.keyboard.press('Enter');
      await page.getByTestId('field-problem').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '変更を破棄' }).click();
    });

    it('of the hours of a day use are refused at their field where the end is before the beginning, and saved once that is mended', async () => {
      const { page } = admin;
      await page.goto(`${imports}/settings`);
      const from = filled(admin, '日帰り（デイユース）の開始');
      const until = filled(admin, '日帰り（デイユース）の終了');
      await from.fill('15:30');
      await until.fill('12:00');
      await page.getByRole('button', { name: '設定を保存' }).click();
      await page.getByTestId('field-problem').waitFor();
      expect(await described(until)).to.match(/\S/);
      expect(await from.inputValue()).to.equal('15:30');
      await screenshot(page, 'imports-settings-day-use');
      await until.fill('18:00');
      await page.getByTestId('field-problem').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '設定を保存' }).click();
      await page.getByText('設定を保存し', { exact: false }).waitFor();
      expect((await settings()).dayUseHours).to.deep.equal({ from: '15:30', until: '18:00' });
    });

    it('that somebody else saves meanwhile is not overwritten unseen, nor is what is being filled in', async () => {
      const { page, context } = admin;
      await page.goto(`${imports}/settings`);
      await live(page);
      await filled(admin, '取消通知（時間）').waitFor();
      const { version } = await settings();
      await fillNumber(admin, '取消通知（時間）', '48');
      const url = `/api/heyawari/hotels/${house.hotel.hotelId}/imports/settings`;
      const colleague = { version, cancellationWaitHours: 36, changeWaitMinutes: 90 };
      const put = await context.request.put(url, { headers: await asUser(page), data: colleague });
      expect(put.status()).to.equal(200);
      await page.getByText('ほかの担当者がこの設定を保存しました', { exact: false }).waitFor();
      expect(await page.getByRole('button', { name: '設定を保存' }).isDisabled()).to.be.true;
      expect(await filled(admin, '取消通知（時間）').inputValue()).to.equal('48');
      await page.getByRole('button', { name: '最新の設定に自分の変更を重ねる' }).click();
      expect(await filled(admin, '変更通知（分）').first().inputValue()).to.equal('90');
      await page.getByRole('button', { name: '設定を保存' }).click();
      await page.getByText('設定を保存し', { exact: false }).waitFor();
      const { cancellationWaitHours, changeWaitMinutes } = await settings();
      expect([cancellationWaitHours, changeWaitMinutes]).to.deep.equal([48, 90]);
    });
  });

  describe('all tabs', () => {
    it('say that nothing is received after a restore, and an administrator lets it go on', async () => {
      await database.pool().query(
        `INSERT INTO heyawari.fetch_holds (hotel_id, since, because, received_until)
         VALUES ($1, now() - interval '2 hours', 'said_restored', now() - interval '1 day')`,
        [house.hotel.hotelId],
      );
      const shown = ({ page }: Visit) => page.getByTestId('fetch-hold');
      const goOn = (visitor: Visit) => shown(visitor).getByRole('button', { name: '受信を再開' });
      await editor.page.goto(imports);
      await shown(editor).getByText('再送を依頼してください。', { exact: false }).waitFor();
      expect(await goOn(editor).isDisabled()).to.be.true;
      expect(await editor.page.getByRole('button', { name: '今すぐ受信' }).count()).to.equal(0);
      await screenshot(editor.page, 'imports-held');
      await admin.page.goto(imports);
      await goOn(admin).click();
      await admin.page.getByRole('alertdialog').getByRole('button', { name: '受信を再開' }).click();
      await admin.page.getByText('受信を再開しました。').waitFor();
      await shown(admin).waitFor({ state: 'detached' });
    });

    it('shows a viewer everything of its tabs, and says what the role may not', async () => {
      const { page, context } = await signIn(browser, house, 'viewer', `${imports}/reconciliation`);
      await page.getByText('この操作にはPMSの編集権限が必要です。').waitFor();
      expect(await page.getByRole('button', { name: '今すぐ照合' }).isDisabled()).to.be.true;
      await page.getByRole('link', { name: '予約通知' }).click();
      await page.getByRole('button', { name: '自動再試行' }).click();
      await page.getByTestId('messages').getByRole('button', { name: 'WAITS' }).click();
      await page.getByTestId('message').getByText('この操作にはPMSの編集権限が必要です。').waitFor();
      await context.close();
    });

    it('fits the screens of a front desk, in both languages', async () => {
      const { page } = editor;
      const tabs = [
        '',
        '/without-room',
        '/mappings',
        '/mappings?show=codes',
        '/statistics',
        '/reconciliation?show=settled',
        '/settings',
      ];
      const languages = ['English', '日本語'] as const;
      for (const [index, size] of deskSizes.entries()) {
        await page.setViewportSize(size);
        await speak(page, languages[index]!);
        for (const tab of tabs) {
          await openTab(page, `${imports}${tab}`);
          await screenshot(page, `imports${tab.replaceAll(/\W+/g, '-')}-${size.width}`);
          expect(await tooWide(page), `${tab} at ${size.width}`).to.be.at.most(0);
        }
      }
    });

    it('says what could not be loaded, and loads it when asked again', async () => {
      const { page } = editor;
      await page.route('**/api/heyawari/**', (request) => request.abort());
      for (const tab of ['/without-room', '/mappings', '/statistics', '/settings', '/reconciliation']) {
        await page.goto(`${imports}${tab}`);
        await page.getByText('サーバーに接続できません。').first().waitFor();
      }
      await page.unroute('**/api/heyawari/**');
      await page.getByRole('button', { name: '再試行' }).click();
      await page.getByTestId('findings').waitFor();
    });
  });
});
