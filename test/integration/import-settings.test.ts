// What a hotel sets of its import: who may, what is refused, what is written down, and that each message goes by it from then on, in every process.
import { expect } from 'chai';
import { hotelId } from '../../plugin/domain/ids.js';
import type { ImportSettingsAnswer, ImportSettingsEditAnswer } from '../../plugin/api/index.js';
import { cancellationOf, changeOf, newBooking, single, singles, twins } from '../support/bookings.js';
import { clerkEdits } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';

const [first, second] = ['そらとうみトラベル', '北の旅社'];
interface Refused {
  readonly key: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

describe('the settings of a hotel’s import', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, {
    auth: guardsByToken,
    rooms: [...singles('101', '102', '103', '104'), ...twins('201')],
    settings: {
      siteController: { pollSeconds: 310, pollSecondsOffHours: 1800 },
      import: { arrivalWaitMinutes: 5 },
    },
  });
  let admin: Staff;

  before(() => {
    admin = staffAt(
      desk.world.heyawari,
      desk.world.hotel.hotelId,
      'view',
      'operate',
      'supervise',
      'configure',
    );
  });

  const settings = async () => (await admin<ImportSettingsAnswer>('get', '/imports/settings')).body;
  const put = async (changes: object, by = admin) =>
    by<ImportSettingsEditAnswer & Refused>('put', '/imports/settings', {
      version: (await settings()).version,
      ...changes,
    });
  /** Fetched however short ago the last fetch was. */
  const deliver: typeof desk.world.deliver = async (...messages) => {
    desk.world.clock.set(new Date(desk.world.clock.now().getTime() + 1_800_000));
    await desk.world.deliver(...messages);
  };

  it('are what the installation says until somebody sets them', async () => {
    const { usual, version, held, installedAliases, leastSeconds, ...told } = await settings();
    expect(told).to.deep.equal(usual);
    expect(told).to.deep.equal({
      appliedAutomatically: [],
      frequentHours: { from: '07:00', until: '02:00' },
      ...{ frequentSeconds: 310, offHoursSeconds: 1800 },
      ...{ changeWaitMinutes: 60, arrivalWaitMinutes: 5, cancellationWaitHours: 24 },
      ...{ smokingDefault: 'non_smoking', childrenWithBed: ['A', 'B', 'other'], agencyAliases: [] },
      ...{ holdsWhatFits: false, sharedLogins: false, dayUseHours: { from: '11:00', until: '17:00' } },
    });
    expect({ leastSeconds, installedAliases }).to.deep.equal({ leastSeconds: 310, installedAliases: [] });
    expect(held.map(({ messages }) => messages)).to.deep.equal([0, 0, 0, 0, 0]);
    expect(version).to.be.a('number');
  });

  it('are shown to all, and set by whoever may configure alone', async () => {
    const { heyawari, hotel } = desk.world;
    const supervisor = staffAt(heyawari, hotel.hotelId, 'view', 'operate', 'supervise');
    expect((await supervisor('get', '/imports/settings')).status).to.equal(200);
    expect((await put({ changeWaitMinutes: 30 }, supervisor)).status).to.equal(403);
    expect((await settings()).changeWaitMinutes).to.equal(60);
  });

  it('change one by one, go back to what is usual, and are in the audit log with what they were', async () => {
    const { version } = await settings();
    const { body } = await put({ changeWaitMinutes: 30, childrenWithBed: ['D', 'A'], offHoursSeconds: 3600 });
    expect(body).to.include({
      changeWaitMinutes: 30,
      offHoursSeconds: 3600,
      version: version + 1,
      retried: 0,
    });
    expect(body.childrenWithBed).to.deep.equal(['A', 'D']);
    const back = await put({ changeWaitMinutes: null, childrenWithBed: null });
    expect(back.body).to.include({ changeWaitMinutes: 60, offHoursSeconds: 3600 });
    await put({ offHoursSeconds: null });
    const [, entry] = await desk.audit('import-settings.change');
    expect(entry!.details).to.deep.equal({
      before: { changeWaitMinutes: 30, childrenWithBed: ['A', 'D'] },
      after: { changeWaitMinutes: 60, childrenWithBed: ['A', 'B', 'other'] },
      retried: 0,
    });
    const stale = await put({ changeWaitMinutes: 20, version });
    expect([stale.status, stale.body.key]).to.deep.equal([409, 'version.changed']);
  });

  for (const [what, changes, path] of [
    ['a fetch too often', { frequentSeconds: 309 }, 'body.frequentSeconds'],
    ['a pause that is shorter where it should be longer', { frequentSeconds: 2000 }, 'body.offHoursSeconds'],
    ['no hour of the day', { frequentHours: { from: '25:00', until: '02:00' } }, 'body.frequentHours.from'],
    ['a wait of no time', { changeWaitMinutes: 0 }, 'body.changeWaitMinutes'],
    ['a wait that never ends', { cancellationWaitHours: 721 }, 'body.cancellationWaitHours'],
    [
      'a kind that is always a person’s',
      { appliedAutomatically: ['booking_ambiguous'] },
      'body.appliedAutomatically.0',
    ],
    ['a class of children that is none', { childrenWithBed: ['G'] }, 'body.childrenWithBed.0'],
    [
      'a day use that ends before it begins',
      { dayUseHours: { from: '17:00', until: '11:00' } },
      'body.dayUseHours.until',
    ],
    ['a company with one name', { agencyAliases: [[first]] }, 'body.agencyAliases.0'],
    ['names that are one anyway', { agencyAliases: [[first, `㈱${first}`]] }, 'body.agencyAliases.0'],
    [
      'a name of signs alone',
      {
        agencyAliases: [
          [first, second],
          [first, '・'],
        ],
      },
      'body.agencyAliases.1',
    ],
  ] as const)
    it(`are not ${what}`, async () => {
      const before = await settings();
      const { status, body } = await put(changes);
      expect([status, body.errors?.[0]?.path], JSON.stringify(body)).to.deep.equal([400, path]);
      expect(body.errors![0]!.message)
        .to.match(/[ぁ-ん]/u)
        .and.not.match(/\\d|\^/);
      expect(await settings()).to.deep.equal(before);
    });

  it('have a kind applied from the next message on, in every process, and what is held already where that is said', async () => {
    const edits = clerkEdits(desk.world);
    const dearer = (number: string) => changeOf(number, { rooms: [{ ...single, pricePerNight: 8200 }] });
    for (const number of ['AUTO-1', 'AUTO-2', 'AUTO-3']) {
      await deliver(newBooking(number));
      await edits.changePrice(number, 9000);
    }
    await deliver(dearer('AUTO-1'));
    expect(await desk.records.message('AUTO-1-2')).to.equal('failed: edited_by_hand');
    const other = await desk.world.anotherInstance();
    const elsewhere = staffAt(other, desk.world.hotel.hotelId, 'view', 'configure');
    const left = await put({ appliedAutomatically: ['edited_by_hand'] }, elsewhere);
    expect(left.body).to.include({ retried: 0 });
    expect(left.body.held.find(({ kind }) => kind === 'edited_by_hand')).to.include({ messages: 1 });
    await deliver(dearer('AUTO-2'));
    expect(await desk.records.message('AUTO-2-2')).to.equal('imported');
    expect(await desk.records.message('AUTO-1-2')).to.equal('failed: edited_by_hand');
    const applied = await put({ appliedAutomatically: ['edited_by_hand'], heldAlready: 'apply' });
    expect(applied.body.retried).to.equal(1);
    await desk.world.heyawari.drain();
    expect(await desk.records.message('AUTO-1-2')).to.equal('imported');
    await put({ appliedAutomatically: null });
    await deliver(dearer('AUTO-3'));
    expect(await desk.records.message('AUTO-3-2')).to.equal('failed: edited_by_hand');
  });

  it('make two names one company at once, for who waits too; and not where each has a mapping of one code', async () => {
    const ofSecond = (message: ReturnType<typeof newBooking>) => ({
      dataId: `K-${message.dataId}`,
      xml: message.xml.replaceAll(first, second).replace(/<DataID>[^<]*/, `<DataID>K-${message.dataId}`),
    });
    await deliver(newBooking('TWO-NAMES', { checkIn: '2027-02-10' }));
    await deliver(ofSecond(cancellationOf('TWO-NAMES', { checkIn: '2027-02-10' })));
    expect(await desk.records.message('K-TWO-NAMES-9')).to.equal('failed: number_of_other_agency');
    const mapped = (agency: string) =>
      admin<{ mapping: { id: number; version: number } }>('post', '/mappings', {
        ...{ agency, code: 'SHARED', typeId: desk.world.hotel.typeIds.SGL, smoking: 'unspecified' },
      });
    const one = await mapped(first);
    expect(one.status, JSON.stringify(one.body)).to.equal(201);
    const { body: removable } = await mapped(second);
    const refused = await put({ agencyAliases: [[first, second]] });
    expect([refused.status, refused.body.key]).to.deep.equal([409, 'imports.settings.joins_mappings']);
    const { id, version } = removable.mapping;
    expect((await admin('delete', `/mappings/${id}`, { version })).status).to.equal(200);
    const { body } = await put({ agencyAliases: [[first, second]] });
    expect(body.retried).to.be.greaterThan(0);
    await desk.world.heyawari.drain();
    expect(await desk.records.message('K-TWO-NAMES-9')).to.equal('imported');
    const again = await mapped(second);
    expect(again.status, 'a second mapping of one company’s code').to.equal(409);
    await put({ agencyAliases: null });
  });

  it('have a change of a guest in the house leave him in the house, and in his room', async () => {
    const today = { checkIn: '2027-01-21' };
    const edits = clerkEdits(desk.world);
    await deliver(newBooking('STAYS', today), newBooking('GROWS', { ...today, nights: 1 }));
    for (const number of ['STAYS', 'GROWS']) await edits.checkIn(number);
    await put({ appliedAutomatically: ['after_check_in'] });
    const before = await desk.records.reservation('GROWS');
    await deliver(
      changeOf('STAYS', { ...today, nights: 3 }),
      changeOf('GROWS', { ...today, nights: 1, rooms: [{ ...single, code: 'TWN' }] }),
    );
    expect(await desk.records.message('STAYS-2')).to.equal('imported');
    expect(await desk.records.reservation('STAYS')).to.deep.include({
      status: 'checked_in',
      nights: ['2027-01-21', '2027-01-22', '2027-01-23'],
    });
    expect(await desk.records.message('GROWS-2')).to.equal('failed: after_check_in');
    expect(await desk.records.reservation('GROWS')).to.deep.equal(before);
    await put({ appliedAutomatically: null });
  });

  it('change where the installation asks for longer pauses than were chosen once', async () => {
    await put({ frequentSeconds: 400 });
    const slower = await desk.world.anotherInstance({ siteController: { pollSeconds: 600 } });
    const there = staffAt(slower, desk.world.hotel.hotelId, 'view', 'configure');
    const { status, body } = await put({ changeWaitMinutes: 45 }, there);
    expect(status, JSON.stringify(body)).to.equal(200);
    expect(body).to.include({ changeWaitMinutes: 45, frequentSeconds: 600 });
    expect((await put({ frequentSeconds: 400 }, there)).status).to.equal(400);
    await put({ changeWaitMinutes: null, frequentSeconds: null });
  });

  it('leave a booking to the company that made it, where two names are one company’s no more', async () => {
    const ofSecond = { agency: second, checkIn: '2027-03-01' };
    await put({ agencyAliases: [[first, second]] });
    await deliver(newBooking('APART', ofSecond));
    const full = { ...ofSecond, checkIn: '2027-03-05', rooms: [{ ...single, code: 'TWN', men: 2 }] };
    await deliver(newBooking('IN-THE-TWIN', full), newBooking('APART-UNPLACED', full));
    expect(await desk.records.message('APART-UNPLACED-1')).to.equal('pending: no_availability');
    await put({ agencyAliases: null });
    await deliver(changeOf('APART', { ...ofSecond, nights: 3 }), cancellationOf('IN-THE-TWIN', full));
    expect(await desk.records.message('APART-2')).to.equal('imported');
    expect((await desk.records.reservation('APART')).nights).to.have.length(3);
    expect(await desk.records.message('IN-THE-TWIN-9')).to.equal('imported');
    await desk.world.heyawari.drain();
    expect(await desk.records.message('APART-UNPLACED-1')).to.equal('imported');
    const states = (await desk.records.plans('APART-UNPLACED')).map(({ state }) => state);
    expect(states.filter((state) => state !== 'ended')).to.deep.equal(['tentative']);
  });

  it('say which children need a bed, of messages that were read before too', async () => {
    const family = (number: string) =>
      newBooking(number, {
        checkIn: '2027-02-20',
        rooms: [{ code: 'TWN', men: 1, children: 1, infants: 1, pricePerNight: 9000 }],
      });
    const bedsOf = (number: string) =>
      desk.world.rows<{ beds: number }>('SELECT beds FROM heyawari.booking_plans WHERE booking_number = $1', [
        number,
      ]);
    await deliver(family('FAMILY-1'));
    expect(await bedsOf('FAMILY-1')).to.deep.equal([{ beds: 2 }]);
    await put({ childrenWithBed: ['A', 'B', 'C', 'D', 'other'] });
    // The only twin is taken: it waits, and is read by what is set when it is tried.
    await deliver(family('FAMILY-2'));
    expect(await desk.records.message('FAMILY-2-1')).to.equal('pending: no_availability');
    await put({ childrenWithBed: [] });
    await deliver(cancellationOf('FAMILY-1', { checkIn: '2027-02-20' }));
    expect(await bedsOf('FAMILY-2')).to.deep.equal([{ beds: 1 }]);
    await put({ childrenWithBed: null });
  });

  it('are the hotel’s own', async () => {
    await put({ changeWaitMinutes: 15 });
    const [row] = await desk.world.rows<{ hotels: number[] }>(
      'SELECT array_agg(hotel_id) AS hotels FROM heyawari.hotel_settings WHERE change_wait_minutes IS NOT NULL',
    );
    expect(row!.hotels.map(hotelId)).to.deep.equal([desk.world.hotel.hotelId]);
    await put({ changeWaitMinutes: null });
  });
});
