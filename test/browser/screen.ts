// 部屋割り as a tester handles it: signing in, finding a stay's row, deciding on a room, counting what the page asks for.
import { expect } from 'chai';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import { visit, type Visit } from './browser.js';
import type { House } from './house.js';

const password = 'heyawari';
/** Longer than changes are gathered for, by several times: whatever is asked twice has been asked by then. */
const quietMilliseconds = 1_500;
/** Everything on one page. */
export const screen = '/heyawari/assignment?size=100';

export async function signIn(browser: Browser, house: House, role: string, path = screen): Promise<Visit> {
  const visitor = await visit(browser, { baseURL: house.url });
  const { page } = visitor;
  await page.goto(path);
  await page.getByLabel('メールアドレス').fill(`${role}@example.test`);
  await page.getByLabel('パスワード').fill(password);
  await page.getByRole('button', { name: 'ログイン' }).click();
  await page.waitForURL((url) => url.pathname + url.search === path);
  return visitor;
}

/** Headers by which the API knows the user of the page. */
export async function asUser(page: Page): Promise<{ readonly Authorization: string }> {
  return { Authorization: `Bearer ${String(await page.evaluate("localStorage.getItem('authToken')"))}` };
}

export const rowOf = (page: Page, bookingNumber: string): Locator =>
  page.getByTestId('plans').locator('tbody tr').filter({ hasText: bookingNumber });

/** Until the page hears of changes. */
export const live = (page: Page): Promise<void> =>
  page.getByTestId('live').getByText('自動更新: オン').waitFor();

/** 部屋を確定, and yes. */
export async function decide(page: Page, number: string): Promise<void> {
  await rowOf(page, number)
    .getByRole('button', { name: /を確定/ })
    .click();
  await page.getByRole('alertdialog').getByRole('button', { name: '部屋を確定' }).click();
}
export const isFinal = (page: Page, number: string): Promise<void> =>
  rowOf(page, number).getByText('部屋確定', { exact: true }).waitFor();

/** Until the page asks for nothing any more. */
export const quiet = (page: Page): Promise<void> => page.waitForTimeout(quietMilliseconds);

/** By how much the page is wider than its window. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');

/** Until the tab of 予約取込 at that address shows what it is about. */
export async function openTab(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('.tab').waitFor();
  await page.locator('.p-skeleton').first().waitFor({ state: 'detached' });
}

export async function speak(page: Page, language: '日本語' | 'English'): Promise<void> {
  await page.getByRole('combobox', { name: /^(表示言語|Language)$/ }).click();
  await page.getByRole('option', { name: language }).click();
}

/** What a front desk's screens are wide, and high. */
export const deskSizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
] as const;

export type Asked = Readonly<Record<string, number>>;

/** How often the page asks for what, below the hotel's address, while `act` is done and until it is quiet. */
export async function asked(page: Page, act: () => Promise<unknown>): Promise<Asked> {
  const counts: Record<string, number> = {};
  const count = (sent: Request) => {
    const [, path] = /\/api\/heyawari\/hotels\/\d+\/(.*)/.exec(sent.url()) ?? [];
    if (path !== undefined && sent.method() === 'GET') counts[path] = (counts[path] ?? 0) + 1;
  };
  page.on('request', count);
  await act();
  await quiet(page);
  page.off('request', count);
  return counts;
}

/** Each thing once, and each of `paths` among them. */
export function expectOnce(counts: Asked, ...paths: readonly RegExp[]): void {
  expect(Object.values(counts), JSON.stringify(counts)).to.deep.equal(Object.keys(counts).map(() => 1));
  for (const path of paths)
    expect(
      Object.keys(counts).filter((one) => path.test(one)),
      String(path),
    ).to.have.length(1);
}

/** What a change of stays shows in: everything but what the site controller's messages say. */
export const allOfStays = [/^screens\/list\?page=1&pageSize=100/];
export const all = [...allOfStays, /^imports\/messages/, /^imports\/open-bookings/];
