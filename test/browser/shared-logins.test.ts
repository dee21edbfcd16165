// 担当者 at a shared login (D18) in a real browser, on the real API: asked once in a session, shown, changed, and told beside what was done.
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { booking, deluxe, hotel, twin, upgrades } from './bookings.js';
import { launchBrowser, screenshot, type Visit } from './browser.js';
import { type House, openHouse } from './house.js';
import { decide, deskSizes, isFinal, live, screen, signIn, tooWide } from './screen.js';

const imports = '/heyawari/imports';

describe('a shared login in the browser', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;
  let editor: Visit;

  const asking = (page: Page) => page.getByRole('dialog', { name: '担当者' });
  const answer = async (page: Page, name: string) => {
    await asking(page).getByLabel('氏名またはイニシャル').fill(name);
    await asking(page).getByRole('button', { name: 'この担当者で続ける' }).click();
    await asking(page).waitFor({ state: 'detached' });
  };
  const clerks = async (action: string) =>
    (
      await database.pool().query<{
        clerk: string | null;
      }>('SELECT clerk FROM heyawari.audit_log WHERE action = $1 ORDER BY id', [action])
    ).rows.map(({ clerk }) => clerk);

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    await house.deliver(
      ...[booking('ONE', twin, 20, 2), booking('TWO', deluxe, 20, 2)],
      booking('CODE', 'NO-SUCH', 22, 1),
    );
    await until(async () => (await house.statusOf('TWO')) === 'imported');
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
    editor = await signIn(browser, house, 'editor');
  });

  it('is said in the settings of the hotel', async () => {
    const { page } = await signIn(browser, house, 'admin', `${imports}/settings`);
    await page.getByLabel('複数のスタッフで1つのログインを使っている', { exact: false }).check();
    await page.getByRole('button', { name: '設定を保存' }).click();
    await page.getByText('設定を保存し', { exact: false }).waitFor();
    expect(await asking(page).count()).to.equal(0);
  });

  it('asks who it is before the first command is done; who says nothing has it refused, and what was opened stays', async () => {
    const { page } = editor;
    await live(page);
    await decide(page, 'ONE');
    await asking(page).waitFor();
    await screenshot(page, 'clerk-asked');
    await page.keyboard.press('Escape');
    await asking(page).waitFor({ state: 'detached' });
    const question = page.getByRole('alertdialog');
    await question.getByText('担当者の氏名またはイニシャルが必要です', { exact: false }).waitFor();
    expect(await clerks('booking-plan.final-room')).to.deep.equal([]);
    await question.getByRole('button', { name: '部屋を確定' }).click();
    await asking(page).waitFor();
    expect(await asking(page).getByRole('button', { name: 'この担当者で続ける' }).isDisabled()).to.be.true;
    await answer(page, ' 山田 ');
    await isFinal(page, 'ONE');
  });

  it('shows who was named, asks no more, and takes another name from then on', async () => {
    const { page } = editor;
    await page.goto(screen);
    await page.getByTestId('clerk').getByText('担当者: 山田').waitFor();
    await page.getByTestId('clerk').click();
    await answer(page, '佐藤');
    await page.getByTestId('clerk').getByText('担当者: 佐藤').waitFor();
    await decide(page, 'TWO');
    await isFinal(page, 'TWO');
    expect(await clerks('booking-plan.final-room')).to.deep.equal(['山田', '佐藤']);
  });

  it('tells it beside the user in what was done with a message', async () => {
    const { page } = editor;
    await page.goto(imports);
    await page.getByTestId('clerk').getByText('担当者: 佐藤').waitFor();
    await page.goto(`${imports}?show=waiting`);
    await page.getByTestId('messages').getByRole('button', { name: 'CODE' }).click();
    const message = page.getByTestId('message');
    await message.getByTestId('message-actions').getByRole('button', { name: '対応済みにする' }).click();
    const resolving = page.getByRole('dialog', { name: '対応済みにする' });
    await resolving.getByLabel('メモ').fill('電話で確認');
    await resolving.getByRole('button', { name: '対応済みにする', exact: true }).click();
    await resolving.waitFor({ state: 'detached' });
    await message.getByText('（担当者: 佐藤、ユーザー', { exact: false }).waitFor();
    await screenshot(page, 'clerk-told');
  });

  it('fits the screens of a front desk', async () => {
    const { page } = editor;
    await page.goto(screen);
    await page.getByTestId('clerk').click();
    await answer(page, 'あ'.repeat(40));
    for (const size of deskSizes) {
      await page.setViewportSize(size);
      for (const address of [screen, imports]) {
        await page.goto(address);
        await page.getByTestId('clerk').waitFor();
        expect(await tooWide(page), address).to.be.at.most(0);
      }
    }
  });

  it('asks again where somebody signs in anew in the same tab', async () => {
    const { page } = editor;
    await page.evaluate("localStorage.removeItem('authToken')");
    await page.goto(screen);
    await page.getByLabel('メールアドレス').fill('admin@example.test');
    await page.getByLabel('パスワード').fill('heyawari');
    await page.getByRole('button', { name: 'ログイン' }).click();
    await live(page);
    expect(await page.getByTestId('clerk').count()).to.equal(0);
  });
});
