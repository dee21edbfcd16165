// A hotel's own key, which is never rotated: by hashes under it a message is known again when its text is gone (O2), what an import left of a booking (O12), and who made it (P14).
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { HotelId } from '../../domain/ids.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Cipher, Sealed } from '../../platform/encryption/index.js';
import type { Platform } from '../../platform/index.js';
import { identityForm, type ReportReading } from '../../tl-lincoln/index.js';
import { lockImport } from './due-repository.js';
import { identityKey, keepIdentityKey } from './identity-keys-repository.js';

/** Messages are known by these hashes. */
export interface IdentityHashing {
  /** Which stored hashes may be compared; undefined: none, and none may be stored. */
  readonly form: number | undefined;
  /** HMAC-SHA256 of what a message says; undefined of what is no report. Without the key nobody can try out what a purged message said. */
  readonly hash: (reading: Pick<ReportReading, 'identity'>) => Buffer | undefined;
}

export interface IdentityKeys {
  /** By the hotel's key, which is made with its first message; where that does not open, by one for the time being. Under the import's lock. */
  hashing(tx: HotelTx): Promise<IdentityHashing>;
  /** For hashes of the PMS's rows, derived from the hotel's key; undefined where that does not open, or no message has made it yet. */
  rowKey(sql: HotelSql): Promise<Buffer | undefined>;
  /** For hashes of who made a booking, likewise. */
  makerKey(sql: HotelSql): Promise<Buffer | undefined>;
  /** For hashes of guests, likewise. */
  guestKey(sql: HotelSql): Promise<Buffer | undefined>;
  /** The same; made where no message has made it yet. Undefined where it does not open. Keeps the hotel's import out until `tx` ends, where it makes one. */
  guestKeyMade(tx: HotelTx): Promise<Buffer | undefined>;
}

const keyBytes = 32;

/** What hashes messages hashes nothing else. */
const derived = (key: Buffer, purpose: 'rows of reservations' | 'makers of bookings' | 'guests'): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, keyBytes));

const hashingBy = (key: Buffer, form: number | undefined): IdentityHashing => ({
  form,
  hash: ({ identity }) =>
    identity === undefined ? undefined : createHmac('sha256', key).update(identity).digest(),
});

interface Opened {
  readonly hashing: IdentityHashing;
  readonly rowKey: Buffer;
  readonly makerKey: Buffer;
  readonly guestKey: Buffer;
}

/** Makes the hotel's key, which is nobody's to remember before `tx` has been committed. */
async function make(cipher: Cipher, tx: HotelTx): Promise<Buffer> {
  const made = randomBytes(keyBytes);
  await keepIdentityKey(tx, cipher.seal(tx.hotel, made));
  return made;
}

export function createIdentityKeys({ cipher, faults }: Pick<Platform, 'cipher' | 'faults'>): IdentityKeys {
  const known = new Map<HotelId, Opened>();

  /** Undefined where it does not open: that is told. */
  function open(hotel: HotelId, sealed: Sealed): Opened | undefined {
    try {
      const key = cipher.open(hotel, sealed);
      const opened = {
        hashing: hashingBy(key, identityForm),
        rowKey: derived(key, 'rows of reservations'),
        makerKey: derived(key, 'makers of bookings'),
        guestKey: derived(key, 'guests'),
      };
      known.set(hotel, opened);
      return opened;
    } catch (error) {
      if (!(error instanceof InstallationFault)) throw error;
      faults.report(error);
      return undefined;
    }
  }

  async function openedOf(sql: HotelSql): Promise<Opened | undefined> {
    const before = known.get(sql.hotel);
    if (before) return before;
    const sealed = await identityKey(sql);
    return sealed && open(sql.hotel, sealed);
  }

  return {
    rowKey: async (sql) => (await openedOf(sql))?.rowKey,
    makerKey: async (sql) => (await openedOf(sql))?.makerKey,
    async hashing(tx) {
      const before = known.get(tx.hotel);
      if (before) return before.hashing;
      const sealed = await identityKey(tx);
      if (sealed) return open(tx.hotel, sealed)?.hashing ?? hashingBy(randomBytes(keyBytes), undefined);
      return hashingBy(await make(cipher, tx), identityForm);
    },
    guestKey: async (sql) => (await openedOf(sql))?.guestKey,
    async guestKeyMade(tx) {
      if (!known.has(tx.hotel) && !(await identityKey(tx))) {
        await lockImport(tx);
        if (!(await identityKey(tx))) return derived(await make(cipher, tx), 'guests');
      }
      return (await openedOf(tx))?.guestKey;
    },
  };
}
