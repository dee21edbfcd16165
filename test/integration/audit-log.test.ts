// GET /audit-log: who did what to what, by days and by object, page after page; of one hotel, for whoever may look at its settings.
import { expect } from 'chai';
import type { AuditLogAnswer } from '../../plugin/api/index.js';
import { newBooking, singles } from '../support/bookings.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { seedHotel } from '../support/host-pms.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

describe('the audit log, as it is asked for', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, { auth: guardsByToken, rooms: singles('101', '102') });
  let staff: Staff;
  let looker: Staff;
  let plan: number;

  const days = 'from=2027-01-20&to=2027-02-28';
  const asked = async (query: string, by = looker) =>
    (await by<AuditLogAnswer>('get', `/audit-log?${query}`)).body;
  const actions = ({ items }: AuditLogAnswer) => items.map(({ action }) => action);

  before(async () => {
    const { heyawari, hotel } = desk.world;
    staff = staffAt(heyawari, hotel.hotelId, 'view', 'operate', 'supervise', 'configure');
    looker = staffAt(heyawari, hotel.hotelId, 'view');
    const { version: seen } = (await staff<{ version: number }>('get', '/imports/settings')).body;
    const shared = await staff('put', '/imports/settings', { version: seen, sharedLogins: true });
    expect(shared.status, JSON.stringify(shared.body)).to.equal(200);
    await desk.world.deliver(newBooking('ABSENT', { checkIn: '2027-02-01', nights: 3 }));
    await desk.world.advanceTo('2027-02-02', 6);
    const { id, version } = await desk.records.plan('ABSENT');
    plan = id;
    const freed = await staff('post', `/booking-plans/${id}/release-nights`, {
      ...{ version, fee: 'waived', clerk: '山田' },
    });
    expect(freed.status, JSON.stringify(freed.body)).to.equal(200);
  });

  it('tells who freed the nights of an unused stay, with before and after', async () => {
    const { items, next } = await asked(`${days}&subject=booking-plan:${plan}`);
    expect(next).to.equal(null);
    expect(items).to.have.length(1);
    expect(items[0]).to.include({
      ...{ action: 'booking-plan.release-nights', subject: `booking-plan:${plan}`, userId: 7, clerk: '山田' },
    });
    expect(items[0]!.details).to.include.keys('before', 'after', 'said');
    expect(items[0]!.at).to.match(/^2027-02-01T21:/);
  });

  it('tells who noted, changed and deleted a room of a guest, also where the note is gone, and not what it said', async () => {
    await desk.world.deliver(newBooking('GUEST', { checkIn: '2027-02-10' }));
    const { id } = await desk.records.plan('GUEST');
    const room = desk.world.hotel.roomIds['101'];
    const noted = await staff<{ id: number; version: number }>('post', `/booking-plans/${id}/room-notes`, {
      ...{ roomId: room, kind: 'wish', text: '奥様は足が不自由', clerk: '山田' },
    });
    const note = noted.body;
    const changed = await staff<{ version: number }>('put', `/room-notes/${note.id}`, {
      ...{ version: note.version, kind: 'avoid', text: '騒音', clerk: '佐藤' },
    });
    expect(changed.status, JSON.stringify(changed.body)).to.equal(200);
    await staff('delete', `/room-notes/${note.id}`, { version: changed.body.version, clerk: '鈴木' });
    const told = await asked(`${days}&subject=guest-note`);
    expect(told.items.map(({ clerk, subject }) => [clerk, subject])).to.deep.equal(
      ['鈴木', '佐藤', '山田'].map((clerk) => [clerk, `guest-note:${note.id}`]),
    );
    expect(JSON.stringify(told)).not.to.match(/奥様|騒音/);
  });

  it('goes on behind the last entry of a page, and misses and doubles none while more is done', async () => {
    const all = await asked(days);
    expect(all.next).to.equal(null);
    const seen: number[] = [];
    for (let next: number | null = 0; next !== null;) {
      const page: AuditLogAnswer = await asked(`${days}&pageSize=2${next ? `&after=${next}` : ''}`);
      seen.push(...page.items.map(({ id }) => id));
      ({ next } = page);
      await staff('post', '/imports/fetch-now', { clerk: '山田' });
    }
    expect(seen).to.deep.equal(all.items.map(({ id }) => id));
  });

  it('takes both days by the hotel’s business date, and what was done on others not', async () => {
    const onFirst = await asked('from=2027-01-20&to=2027-01-20');
    expect(actions(onFirst)[0]).to.equal('import-settings.change');
    expect(actions(await asked('from=2027-01-21&to=2027-02-01'))).to.deep.equal([]);
    expect(actions(await asked('from=2027-02-02&to=2027-02-02'))).to.include('booking-plan.release-nights');
  });

  it('refuses days that are reversed or more than 400, what names no object, and pages beyond 200', async () => {
    for (const [query, path] of [
      ['from=2027-02-02&to=2027-02-01', 'query.to'],
      ['from=2026-01-01&to=2027-02-05', 'query.to'],
      [`${days}&subject=%25`, 'query.subject'],
      [`${days}&pageSize=201`, 'query.pageSize'],
    ]) {
      const refused = await looker<{ errors: { path: string }[] }>('get', `/audit-log?${query}`);
      expect([query, refused.status, refused.body.errors[0]?.path]).to.deep.equal([query, 400, path]);
    }
  });

  it('is of one hotel, and for those alone who may look', async () => {
    const { heyawari, pool } = desk.world;
    const other = await seedHotel(pool, {
      name: 'another hotel',
      rooms: singles('901').map((room) => ({ ...room, type: 'OTHER' })),
    });
    const foreign = staffAt(heyawari, other.hotelId, 'view');
    const { items: own } = await asked(`${days}&subject=booking-plan:${plan}`);
    expect((await asked(`${days}&subject=booking-plan:${plan}`, foreign)).items).to.deep.equal([]);
    expect(actions(await asked(`${days}&after=${own[0]!.id + 1}`, foreign))).to.deep.equal([]);
    const stranger = staffAt(desk.world.heyawari, desk.world.hotel.hotelId + 1000, 'view');
    expect((await stranger('get', `/audit-log?${days}`)).status).to.equal(404);
    const nobody = staffAt(desk.world.heyawari, desk.world.hotel.hotelId, 'operate');
    expect((await nobody('get', `/audit-log?${days}`)).status).to.equal(403);
  });
});
