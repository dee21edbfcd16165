// The key under which a hotel's messages are hashed: made once, sealed, and done without while it does not open.
import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { useDatabase } from '../../../test/support/database.js';
import { hotelId } from '../../domain/ids.js';
import { createDatabase, hotelTransaction, type HotelTx } from '../../platform/database/index.js';
import { createCipher } from '../../platform/encryption/index.js';
import { createIdentityKeys } from './identity-keys.js';

const key = (id: string) => ({ id, key: randomBytes(32).toString('base64') });

describe('the key by which messages are known again', () => {
  const database = useDatabase();
  const told: string[] = [];
  const faults = { report: (fault: Error) => told.push(fault.message) } as never;
  const [old, fresh] = [key('old'), key('fresh')];
  const keysOf = (...keys: ReturnType<typeof key>[]) =>
    createIdentityKeys({ cipher: createCipher(keys), faults });
  const at = <T>(hotel: number, work: (tx: HotelTx) => Promise<T>) =>
    hotelTransaction(createDatabase(database.pool()), hotelId(hotel), work);
  const hashAt = (hotel: number, keys = keysOf(old)) =>
    at(hotel, async (tx) => {
      const { form, hash } = await keys.hashing(tx);
      return { form, hash: hash({ identity: 'what it says' })?.toString('hex') };
    });

  it('is the same in every process and after its sealing key was rotated, and another in each hotel', async () => {
    const first = await hashAt(1);
    expect(first.form).to.be.a('number');
    expect(await hashAt(1)).to.deep.equal(first);
    expect(await hashAt(1, keysOf(fresh, old))).to.deep.equal(first);
    expect((await hashAt(2)).hash).not.to.equal(first.hash);
  });

  it('that does not open is done without: the fault is told, and nothing is stored that nobody can compare', async () => {
    const { form, hash } = await hashAt(1, keysOf(fresh));
    expect([form, typeof hash]).to.deep.equal([undefined, 'string']);
    expect(told.join()).to.include('key "old" is missing');
  });

  it('is not remembered where it was not stored', async () => {
    const keys = keysOf(old);
    await at(3, async (tx) => {
      await keys.hashing(tx);
      throw new Error('undone');
    }).catch(() => undefined);
    expect(await hashAt(3, keys)).to.deep.equal(await hashAt(3));
  });
});
