// 同時予約 in a real browser: the card of a stay tells which bookings were made together with its own, and leads to them.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { bookingMessage } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { launchBrowser, screenshot } from './browser.js';
import { day, hotel, twin } from './bookings.js';
import { type House, openHouse } from './house.js';
import { rowOf, signIn } from './screen.js';

describe('同時予約 in the browser', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;

  const booking = (number: string, time: string) =>
    bookingMessage({
      ...{
        number,
        version: 1,
        kind: 'new',
        bookedOn: day(0),
        bookedAtTime: time,
        checkIn: day(2),
        nights: 2,
      },
      rooms: [{ code: twin, men: 1, pricePerNight: 9_000 }],
    });

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades: {} });
    database.onEnd(() => house.stop());
    await house.deliver(
      booking('RKT-1', '10:00:00'),
      booking('RKT-2', '10:03:00'),
      booking('RKT-3', '11:00:00'),
    );
    await until(async () => {
      const { rows } = await database.pool().query('SELECT FROM heyawari.booking_plans');
      return rows.length === 3;
    });
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
  });

  it('stands on the card with the room, leads to the booking, and is not there where there is none', async () => {
    const { page, complaints } = await signIn(browser, house, 'viewer', '/heyawari/assignment?view=board');
    const board = page.getByTestId('board');
    const card = page.getByRole('article', { name: '宿泊の詳細' });
    await board.getByRole('button', { name: /RKT-3/ }).click();
    await card.getByText('予約者').waitFor();
    expect(await card.getByText('同時予約').count()).to.equal(0);
    await page.keyboard.press('Escape');
    await board.getByRole('button', { name: /RKT-1/ }).click();
    await card.getByText('同時予約').waitFor();
    const linked = card.getByTestId('linked-bookings').getByRole('link');
    expect(await linked.allInnerTexts()).to.deep.equal(['RKT-2（302）']);
    await screenshot(page, 'assignment-linked-bookings');
    await linked.click();
    await rowOf(page, 'RKT-2').waitFor();
    expect(new URL(page.url()).searchParams.get('search')).to.equal('RKT-2');
    expect(complaints).to.deep.equal([]);
  });
});
