// 部屋固定: a person's "do not move", which every automatic move keeps to, and that is over when a person moves the stay or takes it back.
import { expect } from 'chai';
import { changeOf, cancellationOf, newBooking, singles, twins } from '../support/bookings.js';
import { type Clerk, clerkAt } from '../support/clerk.js';
import { useDatabase } from '../support/database.js';
import { answering, nightWith } from '../support/night.js';
import { recordedLog } from '../support/platform.js';
import { type Records, recordsOf } from '../support/records.js';
import { createWorld, type World, type WorldOptions } from '../support/world.js';

function useHotel(options: Pick<WorldOptions, 'rooms' | 'upgrades'>) {
  const database = useDatabase();
  const parts = {} as { world: World; records: Records; clerk: Clerk };
  before(async () => {
    const world = await createWorld({ databaseUrl: database.url(), ...options });
    database.onEnd(() => world.stop());
    Object.assign(parts, { world, records: recordsOf(world), clerk: clerkAt(world) });
  });
  afterEach(async () => expect(await parts.records.doubleBooked()).to.deep.equal([]));
  const lock = async (number: string, words: Parameters<Clerk['lock']>[2] = {}) => {
    const { id, version } = await parts.records.plan(number);
    return parts.clerk.lock(id, version, words);
  };
  const unlock = async (number: string) => {
    const { id, version } = await parts.records.plan(number);
    return parts.clerk.unlock(id, version);
  };
  const lockOf = async (number: string) => {
    const [row] = await parts.world.rows<{ cause: string | null; reason: string | null; by: number | null }>(
      `SELECT lock_cause AS cause, lock_reason AS reason, locked_by AS by FROM heyawari.booking_plans
        WHERE booking_number = $1 AND room_state <> 'ended'`,
      [number],
    );
    return row!;
  };
  return { parts, lock, unlock, lockOf };
}
const notLocked = { cause: null, reason: null, by: null };

describe('locking the room of a stay', () => {
  const { parts, lock, unlock, lockOf } = useHotel({ rooms: singles('101', '102') });
  before(() => parts.world.deliver(newBooking('A'), newBooking('B'), newBooking('FULL')));

  it('is kept with who, why and when, in the history and in the audit log, which has no words of staff', async () => {
    const { id, version } = await parts.records.plan('A');
    const { status, body } = await lock('A', { reason: '車椅子でご利用' });
    expect(status).to.equal(200);
    expect(body).to.deep.include({
      version: version + 1,
      state: 'tentative',
      lock: {
        ...{ cause: 'clerk', reason: '車椅子でご利用', userId: parts.clerk.userId },
        at: parts.world.clock.now().toISOString(),
      },
    });
    expect(await parts.records.history('A')).to.deep.equal(['placed', 'locked']);
    const [audited] = await parts.world.rows<{ action: string; user_id: number; details: object }>(
      'SELECT action, user_id, details FROM heyawari.audit_log WHERE subject = $1',
      [`booking-plan:${id}`],
    );
    expect(audited).to.include({ action: 'booking-plan.lock', user_id: parts.clerk.userId });
    expect(audited!.details).to.have.nested.property('before.lock', null);
    expect(audited!.details).to.have.nested.property('after.lock', 'clerk');
    expect(JSON.stringify(audited!.details)).not.to.include('車椅子');
  });

  it('says that the guest was told the number, and goes on saying so when it is said anew why', async () => {
    expect((await lock('A', { toldGuest: true })).status).to.equal(200);
    expect(await lockOf('A')).to.include({ cause: 'told_guest', reason: '車椅子でご利用' });
    expect((await lock('A', { reason: 'お電話済み' })).status).to.equal(200);
    expect(await lockOf('A')).to.include({ cause: 'told_guest', reason: 'お電話済み' });
  });

  it('is taken back once', async () => {
    const { status, body } = await unlock('A');
    expect(status).to.equal(200);
    expect(body).to.deep.include({ lock: null, state: 'tentative' });
    expect(await lockOf('A')).to.deep.equal(notLocked);
    expect((await parts.records.history('A')).at(-1)).to.equal('unlocked');
    const again = await unlock('A');
    expect(again.status).to.equal(409);
    expect(again.body).to.deep.include({ key: 'pool.not_locked' });
  });

  it('is refused for a stay without a room, one that has changed since, and one that is not there', async () => {
    const without = await lock('FULL');
    expect(without.status).to.equal(409);
    expect(without.body).to.deep.include({ key: 'pool.nothing_to_lock' });
    const { id, version } = await parts.records.plan('B');
    const outdated = await parts.clerk.lock(id, version + 1);
    expect(outdated.status).to.equal(409);
    expect(outdated.body).to.deep.include({ key: 'pool.plan_changed' });
    const unknown = await parts.clerk.lock(999_999, 1);
    expect(unknown.status).to.equal(404);
    expect(unknown.body).to.deep.include({ key: 'pool.plan_unknown' });
    expect(await lockOf('B')).to.deep.equal(notLocked);
  });

  it('is won by one of two clerks who do it at once', async () => {
    const { id, version } = await parts.records.plan('B');
    const answers = await Promise.all([parts.clerk.lock(id, version), parts.clerk.lock(id, version)]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
  });

  it('ends with the stay', async () => {
    await parts.world.deliver(cancellationOf('B'));
    const rows = await parts.world.rows(
      "SELECT FROM heyawari.booking_plans WHERE booking_number = 'B' AND lock_cause IS NOT NULL",
    );
    expect(rows).to.deep.equal([]);
  });
});

describe('a stay that is locked in a tentative room', () => {
  const { parts, lock, unlock, lockOf } = useHotel({
    rooms: [...singles('101', '102'), ...twins('201')],
    upgrades: { SGL: ['TWN'] },
  });
  const room = async (number: string) => (await parts.records.plan(number)).room!;
  /** Of two bookings of these nights, which are in both singles, the one in `single` stays. */
  async function oneIn(single: string, number: string, checkIn: string): Promise<string> {
    const both = [`${number}-A`, `${number}-B`];
    await parts.world.deliver(...both.map((one) => newBooking(one, { checkIn, nights: 2 })));
    let kept = '';
    for (const one of both)
      if ((await room(one)) === single) kept = one;
      else await parts.world.deliver(cancellationOf(one));
    return kept;
  }

  it('makes no room for another booking, which gets an upgrade; once it is unlocked it does', async () => {
    const first = await oneIn('101', 'F', '2027-03-01');
    const second = await oneIn('102', 'S', '2027-03-03');
    for (const number of [first, second]) expect((await lock(number)).status).to.equal(200);
    const whole = { checkIn: '2027-03-01', nights: 4 };
    await parts.world.deliver(newBooking('UP', whole));
    expect(await parts.records.plan('UP')).to.include({ type: 'TWN', reason: 'placement.upgrade' });
    await parts.world.deliver(cancellationOf('UP'));
    expect([await room(first), await room(second)]).to.deep.equal(['101', '102']);
    for (const number of [first, second]) expect((await unlock(number)).status).to.equal(200);
    await parts.world.deliver(newBooking('FITS', whole));
    expect(await parts.records.plan('FITS')).to.include({ type: 'SGL' });
  });

  it('stays where it is when a night’s work would move it', async () => {
    await parts.world.deliver(newBooking('NIGHT', { checkIn: '2027-02-01', nights: 1 }));
    await parts.world.advanceTo('2027-01-28', 9);
    const before = await room('NIGHT');
    const { id } = await parts.records.plan('NIGHT');
    const target = parts.world.hotel.roomIds[before === '101' ? '102' : '101']!;
    await lock('NIGHT');
    const night = nightWith(parts.world, recordedLog().logger, (problem) => {
      expect(problem.stays.find((stay) => stay.id === id)).to.include({ movability: 'fixed' });
      return Promise.resolve(answering(problem, new Map([[id, target as never]])));
    });
    expect(await night.moveTentativeRooms()).to.equal(0);
    expect(await room('NIGHT')).to.equal(before);
  });

  it('keeps its room and the lock when the agency changes its dates', async () => {
    await parts.world.deliver(newBooking('DATES', { checkIn: '2027-04-01', nights: 1 }));
    await lock('DATES', { reason: '角部屋' });
    const before = await room('DATES');
    await parts.world.deliver(changeOf('DATES', { checkIn: '2027-04-02', nights: 3 }));
    expect(await parts.records.plan('DATES')).to.include({ room: before, checkIn: '2027-04-02' });
    expect(await lockOf('DATES')).to.include({ cause: 'clerk', reason: '角部屋' });
  });

  it('is held with a person where the agency’s change would take the room from it', async () => {
    await parts.world.deliver(newBooking('TYPE', { checkIn: '2027-04-10', nights: 1 }));
    await lock('TYPE', { toldGuest: true });
    const before = await room('TYPE');
    const rooms = [{ code: 'TWN', men: 1, pricePerNight: 9000 }];
    await parts.world.deliver(changeOf('TYPE', { checkIn: '2027-04-10', nights: 1, rooms }));
    expect(await parts.records.message('TYPE-2')).to.equal('failed: edited_by_hand');
    expect(await parts.records.plan('TYPE')).to.include({ room: before, type: 'SGL' });
    expect(await lockOf('TYPE')).to.include({ cause: 'told_guest' });
  });

  it('does not yield to what staff enter into its room: a person is asked, and locks the room that is accepted', async () => {
    await parts.world.deliver(newBooking('ASKED', { checkIn: '2027-05-01', nights: 1 }));
    await lock('ASKED');
    const before = await room('ASKED');
    await parts.world.host.reservations.createReservationBlock(
      'test',
      {
        ...{ hotelId: parts.world.hotel.hotelId, roomId: parts.world.hotel.roomIds[before]! },
        ...{ checkIn: '2027-05-01', checkOut: '2027-05-02' },
      },
      3,
    );
    await parts.world.heyawari.drain();
    expect(await parts.records.plan('ASKED')).to.include({ room: before, state: 'tentative' });
    const { body } = await parts.clerk.conflicts();
    const conflict = body.items.find(({ stay }) => stay.bookingNumber === 'ASKED')!;
    expect(conflict).to.include({ state: 'open' });
    const accepted = await parts.clerk.accept(conflict.id, conflict.stay.version);
    expect(accepted.status).to.equal(200);
    expect(await room('ASKED')).not.to.equal(before);
    expect(await lockOf('ASKED')).to.deep.equal({ cause: 'clerk', reason: null, by: parts.clerk.userId });
  });

  it('is locked anew, in the name of who moved it in the PMS, and no more in that of who locked it (D3)', async () => {
    await parts.world.deliver(newBooking('BY-HAND', { checkIn: '2027-06-01', nights: 1 }));
    await lock('BY-HAND');
    const before = await room('BY-HAND');
    const { id } = await parts.records.reservation('BY-HAND');
    const to = before === '101' ? '102' : '101';
    const idOf = (name: string) => parts.world.hotel.roomIds[name]!;
    await parts.world.host.reservations.updateReservationRoom('test', id, idOf(before), idOf(to), 3);
    await parts.world.heyawari.drain();
    expect(await parts.records.plan('BY-HAND')).to.include({ room: to, cause: 'moved_by_hand' });
    expect(await lockOf('BY-HAND')).to.deep.equal({ cause: 'clerk', reason: null, by: 3 });
  });

  it('becomes final at its deadline, locked as it is', async () => {
    await parts.world.deliver(newBooking('DUE', { checkIn: '2027-07-01', nights: 1 }));
    await lock('DUE', { toldGuest: true });
    await parts.world.advanceTo('2027-07-01', 9);
    expect(await parts.records.plan('DUE')).to.include({ state: 'final', cause: 'deadline' });
    expect(await lockOf('DUE')).to.include({ cause: 'told_guest' });
  });
});
