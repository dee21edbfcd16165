// The API's page in a real browser, under the PMS's own content security policy and without a way out of the house: read, and tried.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { useDatabase } from '../support/database.js';
import { launchBrowser, screenshot, visit } from './browser.js';
import { hotel, upgrades } from './bookings.js';
import { type House, openHouse } from './house.js';
import { signIn } from './screen.js';

const page = '/api/heyawari/docs';

describe('the API’s page in the browser', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
  });

  it('asks who is signed out to sign in, and shows nothing else', async () => {
    const visitor = await visit(browser, { baseURL: house.url });
    await visitor.page.goto(page);
    await visitor.page.getByText('PMSにログインしてから').waitFor();
    expect(await visitor.page.locator('#api').innerText()).not.to.include('/hotels');
    expect(visitor.complaints).to.deep.equal([]);
    await visitor.context.close();
  });

  it('lists every operation, and tries one as the signed-in user', async () => {
    const { page: tab, complaints, context } = await signIn(browser, house, 'editor');
    const elsewhere: string[] = [];
    tab.on('request', (sent) => {
      const { protocol, origin } = new URL(sent.url());
      if (protocol.startsWith('http') && origin !== house.url) elsewhere.push(sent.url());
    });
    await tab.goto(page);
    const operation = tab.locator('.opblock').filter({ hasText: 'The pool at a glance' });
    await operation.locator('.opblock-summary-control').click();
    await screenshot(tab, 'api-page');
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByPlaceholder('hotelId').fill(String(house.hotel.hotelId));
    const answer = tab.waitForResponse((response) =>
      response.url().endsWith(`/hotels/${house.hotel.hotelId}/pool`),
    );
    await operation.getByRole('button', { name: 'Execute' }).click();
    expect((await answer).status()).to.equal(200);
    await operation.locator('.live-responses-table').getByText('"businessDate"').waitFor();
    await screenshot(tab, 'api-page-tried');
    expect(elsewhere).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
    await context.close();
  });
});
