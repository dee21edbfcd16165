// Rooms held twice and guests who left early, as two people see them on open pages of 部屋割り, and what a click does about them.
import { expect } from 'chai';
import pg from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { formatDay } from '../../frontend-extensions/dates.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { type Records, recordsOf } from '../support/records.js';
import { booking, day, deluxe, hotel, twin, upgrades } from '../browser/bookings.js';
import { launchBrowser, screenshot, type Visit } from '../browser/browser.js';
import { type House, openHouse } from '../browser/house.js';
import { decide, isFinal, live, quiet, rowOf, screen, signIn } from '../browser/screen.js';

const frontDesk = 3;
const heldTwice = (count: number) => new RegExp(`^要対応：部屋の重複.*（${count}件）$`);
const nothingToDo = '対応が必要な宿泊はありません。';

describe('what needs a person in 部屋割り', function () {
  this.timeout(90_000);
  const database = useDatabase();
  let house: House;
  let records: Records;
  let browser: Browser;
  let editor: Visit;
  let viewer: Visit;

  const cards = (page: Page, kind: 'conflicts' | 'early-departures'): Locator => page.getByTestId(kind);
  const card = (page: Page, title: string | RegExp): Locator =>
    page.getByRole('article').filter({ has: page.getByRole('heading', { name: title }) });
  const bothPages = (look: (page: Page) => Promise<unknown>) =>
    Promise.all([editor, viewer].map(({ page }) => look(page)));
  const gone = (page: Page, title: string) => card(page, title).waitFor({ state: 'detached' });
  const accept = (booked: string) => editor.page.getByRole('button', { name: `${booked}を` });
  const sentence = (text: string) => editor.page.getByText(text).waitFor();
  /** Until the last sentence of before has left the screen. */
  const sentenceGone = (text: string) => editor.page.getByText(text).waitFor({ state: 'detached' });

  async function deliver(...bookings: Parameters<typeof booking>[]): Promise<void> {
    await house.deliver(...bookings.map((one) => booking(...one)));
    for (const [number] of bookings) await rowOf(editor.page, number).first().waitFor();
  }
  const walkIn = (room: string, arrival: number, departure: number) =>
    house.pms.createReservationHold(
      'test',
      {
        ...{ hotelId: house.hotel.hotelId, checkIn: day(arrival), checkOut: day(departure), people: 1 },
        ...{ roomId: house.hotel.roomIds[room]!, status: 'confirmed' },
      },
      frontDesk,
    );
  const setStatus = async (number: string, status: string) =>
    house.pms.updateReservationStatus('test', {
      ...{ id: (await records.reservation(number)).id, hotel_id: house.hotel.hotelId, status },
      updated_by: frontDesk,
    });
  const dayOf = (offset: number) => formatDay(day(offset), 'ja');

  /** What the page shows while the server answers `path` with that refusal. */
  async function whileRefused(path: string, status: number, error: string, look: () => Promise<unknown>) {
    const { page } = editor;
    await page.route(path, (route) =>
      route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ error }) }),
    );
    await page.reload();
    await look();
    await page.unroute(path);
  }

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    records = recordsOf({
      rows: async (text, values) => (await database.pool().query(text, values)).rows as never[],
    });
    browser = await launchBrowser();
    editor = await signIn(browser, house, 'editor');
    viewer = await signIn(browser, house, 'viewer');
    await bothPages(live);
  });
  after(() => browser?.close());

  it('is nothing at first, and the page says so', async () => {
    await bothPages((page) => page.getByText(nothingToDo).waitFor());
    await bothPages(async (page) => {
      for (const kind of ['conflicts', 'early-departures'] as const)
        expect(await cards(page, kind).count(), kind).to.equal(0);
    });
  });

  for (const [what, path, isListShown] of [
    ['what is to be done about stays', '**/screens/list*', false],
    ['messages that failed', '**/imports/messages*', true],
  ] as const)
    it(`is not said to be nothing where ${what} cannot be loaded: the reason is shown, and loaded when asked again`, async () => {
      const { page } = editor;
      const error = 'データベースが混み合っています。もう一度お試しください。';
      await whileRefused(path, 503, error, async () => {
        await page.getByRole('alert').getByText(error).waitFor();
        if (isListShown) await page.getByTestId('plans').waitFor();
        expect(await page.getByText(nothingToDo).count()).to.equal(0);
      });
      await page.getByRole('button', { name: '再試行' }).click();
      await page.getByText(nothingToDo).waitFor();
      expect(await page.getByText(error).count()).to.equal(0);
    });

  it('is shown on every open page when a clerk gives a final room away: who, when, why, and a room that is free', async () => {
    await deliver(['CONF-1', twin, 5, 2]);
    await decide(editor.page, 'CONF-1');
    await isFinal(editor.page, 'CONF-1');
    const { room } = await records.plan('CONF-1');
    await walkIn(room!, 5, 6);
    await bothPages(async (page) => {
      const shown = card(page, heldTwice(1));
      await shown.getByText(`${room}号室 ${dayOf(5)}`).waitFor();
      await shown.getByText('CONF-1').first().waitFor();
      await shown.getByText('PMSの予約').waitFor();
      await shown.getByText('どちらも部屋が確定しているため自動では移動しません').waitFor();
      await shown.getByText(/^30\d号室が空いています$/).waitFor();
      expect(await page.getByText(nothingToDo).count()).to.equal(0);
    });
    await screenshot(editor.page, 'attention-conflict');
  });

  it('is offered to whoever may decide, and to nobody else', async () => {
    expect(await accept('CONF-1').count()).to.equal(1);
    expect(await cards(viewer.page, 'conflicts').getByText('この部屋へ移す').count()).to.equal(0);
  });

  it('leads to the stay in the list', async () => {
    const { page } = viewer;
    await cards(page, 'conflicts')
      .getByRole('button', { name: /CONF-1/ })
      .click();
    await page.waitForURL(/search=CONF-1/);
    await rowOf(page, 'CONF-1').waitFor();
    await page.goto(screen);
    await live(page);
  });

  it('is left as it is, in a sentence, while somebody edits the reservation in the PMS', async () => {
    const desk = new pg.Client({ connectionString: database.url() });
    await desk.connect();
    const { id, rooms } = await records.reservation('CONF-1');
    await desk.query('BEGIN');
    await desk.query('SELECT FROM reservation_details WHERE reservation_id = $1 FOR UPDATE', [id]);
    await accept('CONF-1').click();
    await sentence('PMSでこの予約が編集中のため、変更できませんでした。');
    await screenshot(editor.page, 'attention-locked');
    await desk.query('ROLLBACK');
    await desk.end();
    expect((await records.reservation('CONF-1')).rooms).to.deep.equal(rooms);
    await bothPages((page) => card(page, heldTwice(1)).waitFor());
    await sentenceGone('PMSでこの予約が編集中のため');
  });

  it('is settled by one click, however often the button is pressed, and every open page shows what came of it', async () => {
    const free = /(30\d)号室が空いています/.exec(
      (await cards(editor.page, 'conflicts').textContent()) ?? '',
    )![1]!;
    const sent: string[] = [];
    editor.page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await accept('CONF-1').dblclick();
    await sentence(`${free}号室へ移しました。`);
    await bothPages(async (page) => {
      await card(page, '部屋を譲った宿泊（1件）').getByText(`CONF-1は${free}号室へ移動済み`).waitFor();
      await gone(page, '要対応：部屋の重複');
      await rowOf(page, 'CONF-1').getByText(free).first().waitFor();
    });
    expect(sent).to.have.length(1);
    expect((await records.reservation('CONF-1')).rooms).to.deep.equal([free]);
    expect(await records.doubleBooked()).to.deep.equal([]);
    await bothPages((page) => page.getByText(nothingToDo).waitFor());
    await screenshot(editor.page, 'attention-yielded');
  });

  it('has no button where no room is free, but says what to do', async () => {
    await deliver(['FULL-1', deluxe, 9, 1], ['FULL-2', deluxe, 9, 1]);
    await decide(editor.page, 'FULL-1');
    await isFinal(editor.page, 'FULL-1');
    const { room } = await records.plan('FULL-1');
    const other = await walkIn(room!, 9, 10);
    await bothPages((page) =>
      card(page, heldTwice(1)).getByText('空室なし：PMSで調整してください').waitFor(),
    );
    expect(await accept('FULL-1').count()).to.equal(0);
    await house.pms.updateReservationStatus('test', {
      ...{ id: other!, hotel_id: house.hotel.hotelId, status: 'cancelled', updated_by: frontDesk },
    });
    await bothPages((page) => gone(page, '要対応：部屋の重複'));
  });

  it('says that a room is held twice no more to whoever presses too late', async () => {
    await deliver(['LATE-1', twin, 12, 1]);
    await decide(editor.page, 'LATE-1');
    await isFinal(editor.page, 'LATE-1');
    const { room } = await records.plan('LATE-1');
    const other = await walkIn(room!, 12, 13);
    await accept('LATE-1').waitFor();
    await house.pms.updateReservationStatus('test', {
      ...{ id: other!, hotel_id: house.hotel.hotelId, status: 'cancelled', updated_by: frontDesk },
    });
    await accept('LATE-1').click();
    await sentence('この部屋の重複はすでに解消されています。');
    await bothPages((page) => gone(page, '要対応：部屋の重複'));
    expect((await records.plan('LATE-1')).room).to.equal(room);
  });

  it('tells why a room that another holds is not made final', async () => {
    await deliver(['HELD-1', deluxe, 15, 1], ['HELD-2', deluxe, 15, 1]);
    const { room } = await records.plan('HELD-1');
    await walkIn(room!, 15, 16);
    await card(editor.page, heldTwice(1)).waitFor();
    await decide(editor.page, 'HELD-1');
    await sentence('この部屋は同じ夜に別の予約も使用しているため確定できません。');
    await editor.page.getByRole('alertdialog').getByRole('button', { name: 'キャンセル' }).click();
    await editor.page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect((await records.plan('HELD-1')).state).to.equal('tentative');
  });

  it('is shown on every open page when guests leave early: which room, from when, each by itself', async () => {
    await deliver(['GONE-1', twin, 0, 3, 2]);
    await setStatus('GONE-1', 'checked_in');
    await setStatus('GONE-1', 'checked_out');
    const rooms = (await records.plans('GONE-1')).map(({ room }) => room!);
    await bothPages(async (page) => {
      const shown = card(page, '要対応：早期出発（2件）');
      for (const room of rooms) await shown.getByText(`${room}号室 ${dayOf(1)}から`).waitFor();
      await shown
        .getByText(/GONE-1/)
        .first()
        .waitFor();
    });
    expect(await viewer.page.getByRole('button', { name: /早期出発/ }).count()).to.equal(0);
    await screenshot(editor.page, 'attention-left-early');
  });

  it('frees the nights of one room, and of no other, once however often the button is pressed', async () => {
    const { page } = editor;
    const [first, second] = (await records.plans('GONE-1')).map(({ room }) => room!);
    const release = async (room: string) => {
      await page.getByRole('button', { name: `GONE-1（${room}号室）の早期出発：残り2泊を空ける` }).click();
      await page
        .getByRole('dialog', { name: '早期出発' })
        .getByRole('button', { name: '2泊を空けて請求する' })
        .dblclick();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await release(first!);
    await sentence('2泊を空けました（料金を請求）。');
    await bothPages(async (shownOn) => {
      const shown = card(shownOn, '要対応：早期出発（1件）');
      await shown.getByText(`${second}号室`).waitFor();
      expect(await shown.getByText(`${first}号室`).count()).to.equal(0);
    });
    expect((await records.roomNights('GONE-1')).sort()).to.deep.equal(
      [`${first} ${day(0)}`, ...[0, 1, 2].map((night) => `${second} ${day(night)}`)].sort(),
    );
    await sentenceGone('2泊を空けました（料金を請求）。');
    await release(second!);
    await sentence('2泊を空けました（料金を請求）。');
    await bothPages((shownOn) => gone(shownOn, '要対応：早期出発'));
    expect((await records.reservation('GONE-1')).nights).to.deep.equal([day(0)]);
  });

  it('speaks English', async () => {
    const { page } = editor;
    await page.getByRole('combobox', { name: '表示言語' }).click();
    await page.getByRole('option', { name: 'English' }).click();
    await card(page, /^Needs action: rooms held twice.*\(1\)$/).waitFor();
    await card(page, 'Stays that gave way (1)')
      .getByText(/CONF-1 has moved to room 30\d/)
      .waitFor();
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: '日本語' }).click();
  });

  it('runs without a complaint in the browser’s console', async () => {
    await quiet(editor.page);
    // The refusals that tests above provoke are a line of Chromium's own each.
    const lines = [...editor.complaints, ...viewer.complaints].filter((line) => !/409|503/.test(line));
    expect(lines).to.deep.equal([]);
    await until(async () => (await records.doubleBooked()).length === 1);
  });
});
