// A key that was rotated out is needed by no row after the next night, and what it sealed still opens.
import { expect } from 'chai';
import { hotelId } from '../../../plugin/domain/ids.js';
import { createDatabase } from '../../../plugin/platform/database/index.js';
import { createCipher, reseal, resealedColumns } from '../../../plugin/platform/encryption/index.js';
import { useDatabase } from '../../support/database.js';

const key = (id: string) => ({ id, key: Buffer.alloc(32, id).toString('base64') });

describe('key rotation', () => {
  const test = useDatabase();
  const hotel = hotelId(1);
  const notes = resealedColumns.find(({ bytes }) => bytes === 'sealed_note')!;
  const before = createCipher([key('old')]);
  const after = createCipher([key('new'), key('old')]);

  const store = async (text: string, cipher = before) => {
    const sealed = cipher.seal(hotel, Buffer.from(text));
    await test.pool().query(
      `INSERT INTO heyawari.ota_import_log (hotel_id, message_id, attempted_at, trigger, status, duration_ms, note_key_id, sealed_note)
       VALUES (1, 1, now(), 'manual', 'resolved', 0, $1, $2)`,
      [sealed.keyId, sealed.bytes],
    );
  };
  const stored = async () => {
    const { rows } = await test
      .pool()
      .query<{ key_id: string; bytes: Buffer }>(
        'SELECT note_key_id AS key_id, sealed_note AS bytes FROM heyawari.ota_import_log ORDER BY id',
      );
    return rows.map(({ key_id: keyId, bytes }) => [keyId, after.open(hotel, { keyId, bytes }).toString()]);
  };

  it('seals anew, a few rows at a time, what is under an older key, and leaves the rest', async () => {
    const database = createDatabase(test.pool());
    for (const text of ['a', 'b', 'c']) await store(text);
    await store('d', after);
    expect(await reseal(database, before, notes, 10)).to.equal(0);
    expect(await reseal(database, after, notes, 2)).to.equal(2);
    expect(await reseal(database, after, notes, 2)).to.equal(1);
    expect(await reseal(database, after, notes, 2)).to.equal(0);
    expect(await stored()).to.deep.equal(['a', 'b', 'c', 'd'].map((text) => ['new', text]));
  });

  it('waits for nobody who holds a row, and leaves what it has no key for', async () => {
    const database = createDatabase(test.pool());
    await store('held');
    const client = await test.pool().connect();
    try {
      await client.query(`BEGIN; SELECT 1 FROM heyawari.ota_import_log WHERE note_key_id = 'old' FOR UPDATE`);
      expect(await reseal(database, after, notes, 10)).to.equal(0);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    expect(await reseal(database, createCipher([key('new'), key('other')]), notes, 10)).to.equal(0);
    expect(await reseal(database, after, notes, 10)).to.equal(1);
  });
});
