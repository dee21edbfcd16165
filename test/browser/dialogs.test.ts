// Dialogs of commands in a real browser, on the real API: open until the answer, with what was refused in them and what was typed kept.
import { expect } from 'chai';
import type { Browser, Locator } from 'playwright-core';
import type { ImportMessageDetailAnswer } from '../../plugin/api/index.js';
import { badMessages } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { until } from '../support/platform.js';
import { launchBrowser, screenshot, type Visit } from './browser.js';
import { booking, day, deluxe, hotel, twin, upgrades } from './bookings.js';
import { type House, openHouse } from './house.js';
import { asUser, deskSizes, isFinal, live, rowOf, screen, signIn } from './screen.js';

const imports = '/heyawari/imports';
const offline = 'サーバーに接続できません';

describe('dialogs of commands in the browser', function () {
  this.timeout(120_000);
  const database = useDatabase();
  let house: House;
  let browser: Browser;
  let editor: Visit;
  let colleague: Visit;

  const dialog = (name: string) => editor.page.getByRole('dialog', { name });
  const said = (of: Locator) => of.getByTestId('said');
  const message = () => editor.page.getByTestId('message');
  const isFocused = async (field: Locator) =>
    (await field.getAttribute('id')) === (await field.page().locator(':focus').getAttribute('id'));
  const send = (of: Locator, name: string) => of.getByRole('button', { name, exact: true });

  async function openAction(number: string, action: string, show = ''): Promise<Locator> {
    const { page } = editor;
    await page.goto(`${imports}${show}`);
    await live(page);
    await page.getByTestId('messages').getByRole('button', { name: number }).click();
    await message().getByTestId('message-actions').getByRole('button', { name: action }).click();
    const opened = dialog(action);
    await opened.waitFor();
    return opened;
  }

  async function messageOf(number: string): Promise<ImportMessageDetailAnswer> {
    const { page, context } = colleague;
    const { rows } = await database
      .pool()
      .query<{ id: string }>('SELECT id FROM heyawari.ota_import_cache WHERE booking_number = $1', [number]);
    const at = `/api/heyawari/hotels/${house.hotel.hotelId}/imports/messages/${rows[0]!.id}`;
    return (await (
      await context.request.get(at, { headers: await asUser(page) })
    ).json()) as ImportMessageDetailAnswer;
  }

  /** What a colleague does with the message of a booking, past this screen. */
  async function byColleague(number: string, action: string, body: object): Promise<void> {
    const { page, context } = colleague;
    const { id, version } = await messageOf(number);
    const at = `/api/heyawari/hotels/${house.hotel.hotelId}/imports/messages/${id}/${action}`;
    const data = { version, ...body };
    const answered = await context.request.post(at, { headers: await asUser(page), data });
    expect(answered.status(), await answered.text()).to.equal(200);
  }

  /** The server cannot be reached by that path while `act` is done. */
  async function unreachable(path: string, act: () => Promise<void>): Promise<void> {
    await editor.page.route(path, (request) => request.abort());
    try {
      await act();
    } finally {
      await editor.page.unroute(path);
    }
  }

  before(async () => {
    house = await openHouse({ databaseUrl: database.url(), pool: database.pool(), hotel, upgrades });
    database.onEnd(() => house.stop());
    const damaged = { bookedOn: day(0), checkIn: day(5) };
    const rooms = [{ code: twin, men: 2, pricePerNight: 9_000 }];
    const { emptyName, malformedXml, unmappedRoomCode } = badMessages({ ...damaged, rooms });
    const full = ['FULL-1', 'FULL-2', 'FULL-3', 'FULL-4', 'FULL-5'].map((number) =>
      booking(number, deluxe, 5, 2),
    );
    await house.deliver(emptyName, malformedXml, unmappedRoomCode, booking('TWIN', twin, 20, 2), ...full);
    await until(async () => (await house.statusOf('FULL-5')) === 'pending');
    await until(async () => (await house.statusOf('TWIN')) === 'imported');
    browser = await launchBrowser();
    database.onEnd(() => browser.close());
    editor = await signIn(browser, house, 'editor', imports);
    colleague = await signIn(browser, house, 'admin', imports);
  });

  it('keep what was typed where the server cannot be reached, say so, and send it when asked again', async () => {
    const resolving = await openAction('BAD-XML', '対応済みにする');
    await resolving.getByLabel('メモ').fill('電話で確認');
    await unreachable('**/messages/*', () =>
      unreachable('**/messages/*/resolve', async () => {
        await send(resolving, '対応済みにする').click();
        await said(resolving).getByText(offline, { exact: false }).waitFor();
      }),
    );
    await screenshot(editor.page, 'dialog-refused');
    expect(await resolving.getByLabel('メモ').inputValue()).to.equal('電話で確認');
    expect(await editor.page.locator('.p-toast').getByText(offline, { exact: false }).count()).to.equal(0);
    await send(resolving, '対応済みにする').click();
    await resolving.waitFor({ state: 'detached' });
    expect(await house.statusOf('BAD-XML')).to.equal('resolved');
  });

  it('fit the screens of a front desk', async () => {
    const opened = [
      ['BAD-NAME', '対応済みにする', ''],
      ['BAD-NAME', '内容を訂正', ''],
      ['FULL-3', '部屋を選んで取り込む', '?show=waiting'],
    ] as const;
    for (const size of deskSizes) {
      await editor.page.setViewportSize(size);
      for (const [number, action, show] of opened) {
        const box = (await (await openAction(number, action, show)).boundingBox())!;
        await screenshot(editor.page, `dialog-${action}-${size.width}`);
        expect(box.x, action).to.be.at.least(0);
        expect(box.x + box.width, action).to.be.at.most(size.width);
        expect(box.y + box.height, action).to.be.at.most(size.height);
      }
    }
  });

  it('say at its field what was refused of it, and turn to that field', async () => {
    const editing = await openAction('BAD-NAME', '内容を訂正');
    const name = editing.getByLabel('予約者名（漢字）');
    expect(await isFocused(name)).to.be.true;
    await editor.page.evaluate(
      "document.querySelectorAll('[maxlength]').forEach((field) => field.removeAttribute('maxlength'))",
    );
    await name.fill('港'.repeat(201));
    await send(editing, '訂正して取り込む').click();
    await editing.getByTestId('field-problem').waitFor();
    expect(await name.getAttribute('aria-invalid')).to.equal('true');
    expect(await isFocused(name)).to.be.true;
    await screenshot(editor.page, 'dialog-field-refused');
    await name.fill('港 花子');
    await editing.getByTestId('field-problem').waitFor({ state: 'detached' });
    await said(editing).waitFor({ state: 'detached' });
    await editor.page.keyboard.press('Escape');
  });

  it('say what has changed meanwhile, and go on with what was typed when asked to', async () => {
    const resolving = await openAction('BAD-CODE', '対応済みにする', '?show=waiting');
    await resolving.getByTestId('about').getByText('BAD-CODE', { exact: false }).waitFor();
    await resolving.getByLabel('メモ').fill('電話で確認');
    // Its reason is another one by that: the type is full.
    const data = { agency: null, code: 'NO-SUCH-ROOM', typeId: house.hotel.typeIds[deluxe] };
    const terms = { smoking: 'unspecified', attributes: [], active: true, confirmOverride: false };
    const mapped = await colleague.context.request.post(
      `/api/heyawari/hotels/${house.hotel.hotelId}/mappings`,
      { headers: await asUser(colleague.page), data: { ...data, ...terms } },
    );
    expect(mapped.ok(), await mapped.text()).to.be.true;
    await resolving.getByRole('button', { name: '最新の内容で続ける' }).waitFor();
    await screenshot(editor.page, 'dialog-outdated');
    expect(await send(resolving, '対応済みにする').isDisabled()).to.be.true;
    await resolving.getByRole('button', { name: '最新の内容で続ける' }).click();
    expect(await resolving.getByLabel('メモ').inputValue()).to.equal('電話で確認');
    await send(resolving, '対応済みにする').click();
    await resolving.waitFor({ state: 'detached' });
    expect(await house.statusOf('BAD-CODE')).to.equal('resolved');
  });

  it('say where a colleague was first that nothing is left to do, with what was typed still there', async () => {
    const resolving = await openAction('FULL-4', '対応済みにする', '?show=waiting');
    await resolving.getByLabel('メモ').fill('電話で確認');
    await byColleague('FULL-4', 'resolve', { resolution: 'cancellation_requested' });
    await resolving.getByText('この操作はもう行えません', { exact: false }).waitFor();
    expect(await resolving.getByLabel('メモ').inputValue()).to.equal('電話で確認');
    expect(await send(resolving, '対応済みにする').isDisabled()).to.be.true;
    await resolving.getByRole('button', { name: 'キャンセル' }).click();
    await resolving.waitFor({ state: 'detached' });
  });

  it('stay open where a room that was chosen is taken, for another to be chosen; a second click sends nothing', async () => {
    const importing = await openAction('FULL-3', '部屋を選んで取り込む', '?show=waiting');
    const choose = async (room: RegExp) => {
      await importing.getByRole('combobox').click();
      await editor.page.getByRole('option', { name: room }).click();
    };
    await choose(/^501/);
    // Nobody is told of it: as what is committed the moment before the click.
    await database.pool().query(
      `INSERT INTO heyawari.host_nights (hotel_id, reservation_id, physical_room, night)
       SELECT hotel_id, gen_random_uuid(), '501', check_in FROM heyawari.booking_plans WHERE booking_number = 'FULL-3'`,
    );
    await send(importing, '部屋を選んで取り込む').click();
    await said(importing).getByText('別の部屋を選んでください', { exact: false }).waitFor();
    await importing.getByRole('combobox').getByText('501', { exact: false }).waitFor();
    await importing.getByRole('combobox').getByText('使用中', { exact: false }).waitFor();
    await screenshot(editor.page, 'dialog-not-imported');
    await choose(/^502/);
    let sent = 0;
    const answer = Promise.withResolvers<undefined>();
    await editor.page.route('**/messages/*/import', async (request) => {
      sent += 1;
      await answer.promise;
      await request.continue();
    });
    const button = send(importing, '部屋を選んで取り込む');
    await button.dblclick();
    await until(() => Promise.resolve(sent > 0));
    await screenshot(editor.page, 'dialog-under-way');
    expect(await button.isDisabled()).to.be.true;
    answer.resolve(undefined);
    await importing.waitFor({ state: 'detached' });
    await editor.page.unroute('**/messages/*/import');
    expect(sent).to.equal(1);
    expect(await house.statusOf('FULL-3')).to.equal('imported');
  });

  it('close by Escape alone, and leave the message open that they are about', async () => {
    const ignoring = await openAction('FULL-5', '対応済みにする', '?show=waiting');
    await ignoring.getByRole('combobox').first().click();
    await editor.page.keyboard.press('Escape');
    expect(await ignoring.isVisible(), 'the list closes first').to.be.true;
    await ignoring.getByText('どのように処理したか', { exact: false }).click();
    await editor.page.keyboard.press('Escape');
    await ignoring.waitFor({ state: 'detached' });
    expect(await message().isVisible()).to.be.true;
  });

  it('that ask once more are open until the answer, too', async () => {
    const { page } = editor;
    await page.goto(screen);
    await live(page);
    await rowOf(page, 'TWIN')
      .getByRole('button', { name: /を確定/ })
      .click();
    const asking = page.getByRole('alertdialog');
    await unreachable('**/booking-plans/*/final-room', async () => {
      await send(asking, '部屋を確定').click();
      await said(asking).getByText(offline, { exact: false }).waitFor();
    });
    await screenshot(page, 'dialog-question-refused');
    await send(asking, '部屋を確定').click();
    await asking.waitFor({ state: 'detached' });
    await isFinal(page, 'TWIN');
  });
});
