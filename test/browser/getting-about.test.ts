// Getting about in 予約取込 and 部屋割り in a real browser: the back button, pages that are gone, searches that find nothing, small screens.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { booking, day, deluxe, hotel, twin, upgrades } from './bookings.js';
import { launchBrowser, type Visit } from './browser.js';
import { type House, openHouse } from './house.js';
import { live, openTab, rowOf, signIn, tooWide } from './screen.js';

const imports = '/heyawari/imports';
const telephone = { width: 400, height: 800 };
const reconciliation = `${imports}/reconciliation`;

describe('getting about in the browser', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;
  let editor: Visit;

  const messages = () => editor.page.getByTestId('messages');
  const message = () => editor.page.getByTestId('message');
  const at = (address: string) =>
    editor.page.waitForURL((url) => url.pathname + decodeURIComponent(url.search) === address);
  const group = (name: string) => editor.page.getByRole('button', { name }).click();

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    const { emptyName, unmappedRoomCode } = badMessages({
      bookedOn: day(0),
      checkIn: day(3),
      rooms: [{ code: twin, men: 2, pricePerNight: 9_000 }],
    });
    const full = ['DLX-1', 'DLX-2', 'DLX-3'].map((number) => booking(number, deluxe, 5, 2));
    await house.deliver(emptyName, unmappedRoomCode, ...full);
    await until(async () => (await house.statusOf('DLX-3')) === 'pending');
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
    editor = await signIn(browser, house, 'editor', imports);
    await live(editor.page);
  });

  it('shows the last page where the one that is asked for is behind it', async () => {
    const { page } = editor;
    await page.goto(`${imports}?page=9`);
    await messages().getByText('BAD-NAME').waitFor();
    await at(imports);
    await openTab(page, `${imports}/mappings?show=codes&page=9`);
    await page.getByTestId('seen-codes').getByRole('row').filter({ hasText: deluxe }).first().waitFor();
  });

  it('says of a search that finds nothing that it is the search, and where else to look', async () => {
    const { page } = editor;
    await page.goto(`${imports}?search=DLX-3`);
    await messages()
      .getByText('「DLX-3」に合うものは「要確認・要対応」にありません。', { exact: false })
      .waitFor();
  });

  it('says of a kind of difference that there is none, not that there is no difference', async () => {
    await openTab(editor.page, `${reconciliation}?kind=doubled`);
    await editor.page.getByText('「重複」の相違はありません。', { exact: true }).waitFor();
  });

  it('says of a message that is done how it ended, and not what to do about it', async () => {
    const { page } = editor;
    await page.goto(imports);
    await messages().getByRole('button', { name: 'BAD-NAME' }).click();
    await message().getByTestId('message-actions').getByRole('button', { name: '対応済みにする' }).click();
    await page
      .getByRole('dialog', { name: '対応済みにする' })
      .getByRole('button', { name: '対応済みにする' })
      .click();
    await page.getByText('処理を記録しました。').waitFor();
    await message().getByTestId('stands').getByText('PMSで対応済み', { exact: true }).waitFor();
    expect(await message().getByTestId('stands').getByText('内容を訂正', { exact: false }).count()).to.equal(
      0,
    );
    await page.goto(`${imports}?show=done`);
    const row = messages().getByRole('row').filter({ hasText: 'BAD-NAME' });
    await row.getByText('PMSで対応済み', { exact: true }).waitFor();
    expect(await row.getByText('内容を訂正', { exact: false }).count()).to.equal(0);
  });

  it('does not say that a person may not before it is known who it is, and finds that out by itself', async () => {
    const { page } = editor;
    const user = '**/api/user/get';
    await page.route(user, (route) => route.fulfill({ status: 503, json: { error: 'down' } }));
    await openTab(page, `${imports}/without-room`);
    const stays = page.getByTestId('stays-without-room');
    await stays.getByText('DLX-3').waitFor();
    expect(await page.getByText('この操作にはPMSの編集権限が必要です。').count()).to.equal(0);
    expect(await stays.getByRole('button', { name: '他館手配済み' }).first().isDisabled()).to.be.true;
    await page.unroute(user);
    await until(async () => stays.getByRole('button', { name: '他館手配済み' }).first().isEnabled());
  });

  it('fits the screen of a telephone, with every button of its tools in sight', async () => {
    const { page } = editor;
    await page.setViewportSize(telephone);
    for (const address of [
      imports,
      `${imports}/without-room`,
      `${imports}/mappings`,
      `${imports}/statistics`,
    ]) {
      await openTab(page, address);
      expect(await tooWide(page), address).to.be.at.most(0);
      for (const button of await page.locator('.tools button:visible').all()) {
        const box = (await button.boundingBox())!;
        expect(box.x + box.width, `${address}: ${await button.innerText()}`).to.be.at.most(telephone.width);
      }
    }
    for (const address of ['/heyawari/assignment', '/heyawari/assignment?view=board']) {
      await page.goto(address);
      await page.getByText('仮割当').first().waitFor();
      await live(page);
      await page.locator('.p-skeleton').first().waitFor({ state: 'detached' });
      expect(await tooWide(page), address).to.be.at.most(0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  describe('the back button', () => {
    beforeEach(async () => {
      await editor.page.goto(imports);
      await messages().getByRole('row').nth(1).waitFor();
    });

    it('closes a message that was opened, and leads through the groups as they were chosen', async () => {
      const { page } = editor;
      await group('自動再試行');
      await messages().getByRole('button', { name: 'DLX-3' }).click();
      await message().getByText(deluxe, { exact: false }).first().waitFor();
      await page.goBack();
      await at(`${imports}?show=waiting`);
      await message().waitFor({ state: 'detached' });
      await messages().getByRole('button', { name: 'DLX-3' }).waitFor();
      await page.goBack();
      await at(imports);
      await messages().waitFor();
    });

    it('does not open again what was closed', async () => {
      const { page } = editor;
      await group('自動再試行');
      await messages().getByRole('button', { name: 'DLX-3' }).click();
      await message().getByText(deluxe, { exact: false }).first().waitFor();
      await page.keyboard.press('Escape');
      await at(`${imports}?show=waiting`);
      await page.goBack();
      await at(imports);
    });

    it('takes a search back as a whole, which keeps each letter that was typed', async () => {
      const { page } = editor;
      await group('自動再試行');
      const search = page.getByRole('textbox', { name: '予約番号・予約サイト' });
      const typed = 'ABCDEFGHIJ';
      // As slowly as the list follows, so that a letter comes while it does.
      await search.pressSequentially(typed, { delay: 310 });
      await at(`${imports}?show=waiting&search=${typed}`);
      expect(await search.inputValue()).to.equal(typed);
      await page.goBack();
      await at(imports);
    });

    it('leads from the board back to the list of 部屋割り', async () => {
      const { page } = editor;
      await page.goto('/heyawari/assignment');
      await rowOf(page, 'DLX-1').waitFor();
      await page.getByRole('button', { name: 'ボード' }).click();
      await at('/heyawari/assignment?view=board');
      await page.goBack();
      await at('/heyawari/assignment');
      await rowOf(page, 'DLX-1').waitFor();
    });

    it('leads back through what was chosen on the other tabs', async () => {
      const { page } = editor;
      const steps = [
        [`${imports}/mappings`, '受信した部屋コード'],
        [`${imports}/statistics`, '直近30日'],
        [reconciliation, '解消済み'],
      ] as const;
      for (const [tab, choice] of steps) {
        await openTab(page, tab);
        await group(choice);
        await page.waitForURL((url) => url.search !== '');
        await page.goBack();
        await at(tab);
      }
    });
  });
});
