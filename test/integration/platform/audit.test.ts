// The audit log on a real database: written with the deed, under the user and correlation id, never changed.
import { expect } from 'chai';
import { hotelId } from '../../../plugin/domain/ids.js';
import { createAudit } from '../../../plugin/platform/audit/index.js';
import { withClerk, withCorrelation } from '../../../plugin/platform/context.js';
import { createDatabase, hotelTransaction, inHotel } from '../../../plugin/platform/database/index.js';
import { useDatabase } from '../../support/database.js';

describe('audit', () => {
  const test = useDatabase();
  const now = new Date('2026-11-22T01:02:03Z');
  const audit = createAudit({ now: () => now });
  const lock = { action: 'booking-plan.lock', subject: 'booking-plan:12' };
  const entries = async () => (await test.pool().query('SELECT * FROM heyawari.audit_log')).rows as object[];

  it('says who did what, when, and is undone with the deed', async () => {
    const database = createDatabase(test.pool());
    await withCorrelation('c-1', 7, () =>
      hotelTransaction(database, hotelId(1), (tx) =>
        withClerk('山田', () => audit.record(tx, { ...lock, details: { from: 'tentative' } })),
      ),
    );
    await hotelTransaction(database, hotelId(1), async (tx) => {
      await audit.record(tx, lock);
      throw new Error('rolled back');
    }).catch(() => undefined);
    const [only, ...more] = await entries();
    expect(more).to.deep.equal([]);
    expect(only).to.deep.include({
      hotel_id: 1,
      at: now,
      user_id: 7,
      clerk: '山田',
      correlation_id: 'c-1',
      action: 'booking-plan.lock',
      subject: 'booking-plan:12',
      details: { from: 'tentative' },
    });
  });

  it('tells what was done to one subject, newest first, by pages', async () => {
    const database = createDatabase(test.pool());
    const other = { ...lock, subject: 'booking-plan:13' };
    for (const action of ['booking-plan.lock', 'booking-plan.release', 'booking-plan.final-room'])
      await hotelTransaction(database, hotelId(1), (tx) => audit.record(tx, { ...other, action }));
    const page = await audit.entries(inHotel(database, hotelId(1)), 'booking-plan:13', {
      offset: 1,
      limit: 1,
    });
    expect(page).to.deep.equal({
      entries: [
        { at: now, userId: undefined, clerk: undefined, action: 'booking-plan.release', details: {} },
      ],
      total: 3,
    });
    const others = await audit.entries(inHotel(database, hotelId(2)), 'booking-plan:13', {
      offset: 0,
      limit: 9,
    });
    expect(others).to.deep.equal({ entries: [], total: 0 });
  });

  for (const statement of [
    "UPDATE heyawari.audit_log SET action = 'nothing'",
    'DELETE FROM heyawari.audit_log',
    'TRUNCATE heyawari.audit_log',
  ])
    it(`refuses ${statement.split(' ')[0]}`, async () => {
      const refused: unknown = await test
        .pool()
        .query(statement)
        .catch((error: unknown) => error);
      expect((refused as Error).message).to.match(/only added to/);
      expect(await entries()).to.have.length(4);
    });
});
