// By what a message is known again, also when its text is gone: a hash under a key of its hotel's own, which is never rotated (O2).
import { createHmac, randomBytes } from 'node:crypto';
import type { HotelId } from '../../domain/ids.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Sealed } from '../../platform/encryption/index.js';
import type { Platform } from '../../platform/index.js';
import { identityForm, type ReportReading } from '../../tl-lincoln/index.js';
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
}

const keyBytes = 32;

const hashingBy = (key: Buffer, form: number | undefined): IdentityHashing => ({
  form,
  hash: ({ identity }) =>
    identity === undefined ? undefined : createHmac('sha256', key).update(identity).digest(),
});

export function createIdentityKeys({ cipher, faults }: Pick<Platform, 'cipher' | 'faults'>): IdentityKeys {
  const known = new Map<HotelId, IdentityHashing>();

  function opened(hotel: HotelId, sealed: Sealed): IdentityHashing {
    try {
      const hashing = hashingBy(cipher.open(hotel, sealed), identityForm);
      known.set(hotel, hashing);
      return hashing;
    } catch (error) {
      if (!(error instanceof InstallationFault)) throw error;
      faults.report(error);
      return hashingBy(randomBytes(keyBytes), undefined);
    }
  }

  return {
    async hashing(tx) {
      const before = known.get(tx.hotel);
      if (before) return before;
      const sealed = await identityKey(tx);
      if (sealed) return opened(tx.hotel, sealed);
      // Not remembered before it has been committed.
      const made = randomBytes(keyBytes);
      await keepIdentityKey(tx, cipher.seal(tx.hotel, made));
      return hashingBy(made, identityForm);
    },
  };
}
