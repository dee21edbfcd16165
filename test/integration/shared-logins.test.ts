// 担当者 (D18): where a login is shared, every command says who gives it, and the audit log keeps that beside the user.
import { expect } from 'chai';
import type {
  ImportSettingsAnswer,
  MappingChangeAnswer,
  MappingsAnswer,
  SalesToStopAnswer,
} from '../../plugin/api/index.js';
import { newBooking, single, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { recordedLog } from '../support/platform.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

interface Refused {
  readonly key: string;
  readonly error: string;
  readonly errors?: readonly { readonly path: string }[];
}

describe('a shared login', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const log = recordedLog();
  const desk = useFrontDesk(database, {
    ...{ auth: guardsByToken, rooms: singles('101', '102'), logger: log.logger },
    settings: { log: { level: 'debug' } },
  });
  let admin: Staff;

  before(() => {
    const { heyawari, hotel } = desk.world;
    admin = staffAt(heyawari, hotel.hotelId, 'view', 'operate', 'supervise', 'configure');
  });

  const settings = async () => (await admin<ImportSettingsAnswer>('get', '/imports/settings')).body;
  const put = async (changes: object) =>
    admin<Refused & ImportSettingsAnswer>('put', '/imports/settings', {
      version: (await settings()).version,
      ...changes,
    });
  const deeds = () =>
    desk.world.rows<{ action: string; user_id: number; clerk: string | null }>(
      'SELECT action, user_id, clerk FROM heyawari.audit_log ORDER BY id DESC',
    );
  const mapping = { agency: null, code: 'WEB', smoking: 'non_smoking' };
  const draft = () => ({ ...mapping, typeId: Object.values(desk.world.hotel.typeIds)[0] });

  it('is none until the hotel says so: nobody is asked, and a name that is sent is not kept', async () => {
    expect((await settings()).sharedLogins).to.equal(false);
    expect((await put({ changeWaitMinutes: 30 })).status).to.equal(200);
    expect((await put({ changeWaitMinutes: 31, clerk: '山田' })).status).to.equal(200);
    const done = (await deeds()).filter(({ action }) => action === 'import-settings.change');
    expect(done.map(({ clerk }) => clerk)).to.deep.equal([null, null]);
  });

  it('has a command that names nobody refused, with what to do, and nothing done', async () => {
    expect((await put({ sharedLogins: true })).body.sharedLogins).to.equal(true);
    const before = await deeds();
    const refused = await put({ changeWaitMinutes: 45 });
    expect([refused.status, refused.body.key]).to.deep.equal([400, 'request.clerk_missing']);
    expect(refused.body.error).to.include('担当者を入力して');
    expect((await settings()).changeWaitMinutes).to.equal(31);
    expect(await deeds()).to.deep.equal(before);
    const bodyless = await admin<Refused>('post', '/imports/fetch-now');
    expect([bodyless.status, bodyless.body.key]).to.deep.equal([400, 'request.clerk_missing']);
  });

  it('keeps who gave a command beside the user, without blanks around it; a repeat has the first answer', async () => {
    const version = (await settings()).version;
    const body = { version, changeWaitMinutes: 45 };
    const nobody = await admin('put', '/imports/settings', body, 'one key');
    expect(nobody.status).to.equal(400);
    for (const clerk of [' 山田 ', '佐藤'])
      expect((await admin('put', '/imports/settings', { ...body, clerk }, 'one key')).status).to.equal(200);
    const [last] = await deeds();
    expect(last).to.deep.equal({ action: 'import-settings.change', user_id: 7, clerk: '山田' });
    expect((await settings()).version).to.equal(version + 1);
    expect((await admin('post', '/imports/fetch-now', { clerk: 'Y.S.' })).status).to.equal(202);
    expect((await deeds())[0]).to.include({ action: 'fetch.request', clerk: 'Y.S.' });
  });

  for (const [what, clerk] of [
    ['longer than 40 characters', 'あ'.repeat(41)],
    ['blank', '  '],
    ['with a line end', '山\n田'],
    ['with a control character', '山\u0007田'],
    ['that turns the text round', '山\u202e田'],
    ['that is no text', 7],
  ] as const)
    it(`refuses a name ${what}, at its field`, async () => {
      const refused = await put({ changeWaitMinutes: 50, clerk });
      expect([refused.status, refused.body.key]).to.deep.equal([400, 'request.invalid']);
      expect(refused.body.errors?.map(({ path }) => path)).to.deep.equal(['body.clerk']);
    });

  it('asks nobody who only reads or has a draft looked at', async () => {
    expect((await admin('get', '/mappings')).status).to.equal(200);
    expect((await admin('post', '/mappings/preview', draft())).status).to.equal(200);
  });

  it('shows who it was wherever a deed is shown', async () => {
    const added = await admin<{ mapping: { id: number } }>('post', '/mappings', {
      ...draft(),
      clerk: '山田',
    });
    expect(added.status, JSON.stringify(added.body)).to.be.oneOf([200, 201]);
    const { mappings } = (await admin<MappingsAnswer>('get', '/mappings')).body;
    expect(mappings[0]!.lastEdit).to.include({ userId: 7, clerk: '山田' });
    const history = await admin<{ items: MappingChangeAnswer[] }>(
      'get',
      `/mappings/${added.body.mapping.id}/history`,
    );
    expect(history.body.items[0]).to.include({ userId: 7, clerk: '山田' });

    const nights = { roomTypeId: draft().typeId, from: '2027-03-01', nights: 1, clerk: '鈴木' };
    expect((await admin('post', '/sales-to-stop/stop', nights)).status).to.equal(200);
    const { items: sales } = (await admin<SalesToStopAnswer>('get', '/sales-to-stop')).body;
    expect(sales.map(({ stopped }) => stopped)).to.have.length(1);
    expect(sales[0]!.stopped).to.include({ userId: 7, clerk: '鈴木' });

    await desk.world.deliver(newBooking('CODE', { rooms: [{ ...single, code: 'NO-SUCH' }] }));
    const { items } = (
      await admin<{ items: { id: number; version: number }[] }>('get', '/imports/messages?bookingNumber=CODE')
    ).body;
    const [{ id, version }] = items as [{ id: number; version: number }];
    const ignored = await admin('post', `/imports/messages/${id}/ignore`, {
      ...{ version, reason: 'テスト', clerk: '佐藤' },
    });
    expect(ignored.status, JSON.stringify(ignored.body)).to.equal(200);
    const detail = await admin<{
      history: { action: string | null; userId: number; clerk: string | null }[];
    }>('get', `/imports/messages/${id}`);
    const [deed, ...tries] = detail.body.history;
    expect(deed).to.include({ action: 'ignore', userId: 7, clerk: '佐藤' });
    expect(tries.map(({ clerk }) => clerk)).to.deep.equal(tries.map(() => null));
  });

  it('leaves no name in the log', () => {
    expect(log.lines).not.to.deep.equal([]);
    const lines = log.lines.map((line) => JSON.stringify(line)).join('\n');
    for (const name of ['山田', '佐藤', '鈴木', 'Y.S.']) expect(lines).not.to.include(name);
  });

  it('is none any more when the hotel says so, by somebody who names himself', async () => {
    expect((await put({ sharedLogins: false })).status).to.equal(400);
    expect((await put({ sharedLogins: false, clerk: '山田' })).body.sharedLogins).to.equal(false);
    expect((await put({ changeWaitMinutes: null })).status).to.equal(200);
    expect((await deeds())[0]!.clerk).to.equal(null);
  });
});
