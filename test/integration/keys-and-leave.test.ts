// A message that is open while keys are rotated, or where the process lacks the key that it was sealed under; and while a person’s leave is withdrawn.
import { expect } from 'chai';
import { changeOf, newBooking, single, singles } from '../support/bookings.js';
import { clerkEdits } from '../support/clerk-edits.js';
import { useDatabase } from '../support/database.js';
import { useFrontDesk } from '../support/front-desk.js';
import { guardsByToken, type Staff, staffAt } from '../support/staff.js';
import { testKey } from '../support/world.js';

interface Message {
  readonly id: number;
  readonly version: number;
  readonly status: string;
}
interface Told {
  readonly key?: string;
  readonly error?: string;
  readonly imported?: boolean;
}

describe('an open message', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const desk = useFrontDesk(database, { auth: guardsByToken, rooms: singles('101', '102', '103') });
  const newer = { id: 'newer', key: Buffer.alloc(32, 9).toString('base64') };
  const all = ['view', 'operate', 'supervise'] as const;
  let here: Staff;

  before(() => {
    here = staffAt(desk.world.heyawari, desk.world.hotel.hotelId, ...all);
  });

  /** A change that a person’s edit holds. */
  async function held(number: string): Promise<Message> {
    await desk.world.deliver(newBooking(number));
    await clerkEdits(desk.world).changePrice(number, 9000);
    await desk.world.deliver(changeOf(number, { rooms: [{ ...single, pricePerNight: 8200 }] }));
    const { body } = await here<{ items: Message[] }>('get', `/imports/messages?bookingNumber=${number}`);
    return body.items[0]!;
  }
  it('is shown and settled by a process that lacks its key, which says what it cannot do', async () => {
    const message = await held('KEYLESS');
    const other = await desk.world.anotherInstance({ encryptionKeys: [newer] });
    const there = staffAt(other, desk.world.hotel.hotelId, ...all);
    const path = `/imports/messages/${message.id}`;
    const { status, body } = await there<object>('get', path);
    expect(status, JSON.stringify(body)).to.equal(200);
    expect(body).to.include({ bookingNumber: 'KEYLESS', content: null });
    expect((await there<Told>('get', `${path}/text`)).status).to.equal(503);
    const accepted = await there<Told>('post', `${path}/accept`, { version: message.version });
    expect([accepted.status, accepted.body.key]).to.deep.equal([503, 'request.installation']);
    expect(accepted.body.error).to.include('暗号鍵');
    const settled = await there<Told>('post', `${path}/resolve`, {
      ...{ version: message.version, resolution: 'done_in_pms', note: '電話で確認' },
    });
    expect(settled.status, JSON.stringify(settled.body)).to.equal(200);
    await other.stop();
    // Its note is under a key that this one lacks.
    expect((await here<object>('get', path)).body).to.deep.include({ status: 'resolved' });
  });

  it('is accepted under new keys, before and after it is sealed anew', async () => {
    for (const number of ['NOT-YET', 'SEALED']) {
      const message = await held(number);
      const other = await desk.world.anotherInstance({ encryptionKeys: [newer, testKey] });
      const there = staffAt(other, desk.world.hotel.hotelId, ...all);
      if (number === 'SEALED') {
        await desk.world.rows(
          `INSERT INTO heyawari_jobs.job (name, policy) VALUES ('import-housekeeping', 'standard')`,
        );
        await other.drain();
      }
      const { body } = await there<Message & { seen: string | null }>(
        'get',
        `/imports/messages/${message.id}`,
      );
      const accepted = await there<Told>('post', `/imports/messages/${message.id}/accept`, {
        ...{ version: body.version, seen: body.seen },
      });
      expect(accepted.body, number).to.include({ imported: true });
      await other.stop();
      await desk.world.rows('DELETE FROM reservations WHERE ota_reservation_id = $1', [number]);
    }
  });

  it('is nobody’s whose leave is withdrawn, not even by repeating what was done', async () => {
    const { id, version } = await held('LEAVE');
    const rejected = (by: Staff) =>
      by<Told>('post', `/imports/messages/${id}/reject`, { version, reason: 'お客様に確認済み' }, 'once');
    expect((await rejected(here)).status).to.equal(200);
    expect((await rejected(staffAt(desk.world.heyawari, desk.world.hotel.hotelId, 'view'))).status).to.equal(
      403,
    );
    expect((await rejected(here)).status).to.equal(200);
  });
});
