// `Cipher` on AES-256-GCM (NIST SP 800-38D) with a list of keys, the newest first, so that keys can be rotated.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { HotelId } from '../../domain/ids.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import type { Cipher, Sealed } from './cipher.js';

export interface EncryptionKey {
  /** Stored beside what it sealed; never reused for another key. */
  readonly id: string;
  /** 32 bytes in base64. */
  readonly key: string;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

const setting = 'encryptionKeys (environment HEYAWARI_ENCRYPTION_KEYS)';

function keyring(keys: readonly EncryptionKey[]): ReadonlyMap<string, Buffer> {
  const ring = new Map<string, Buffer>();
  for (const { id, key } of keys) {
    const bytes = Buffer.from(key, 'base64');
    if (bytes.length !== keyBytes)
      throw new Error(`${setting}: key "${id}" must be ${keyBytes} bytes in base64, it is ${bytes.length}`);
    if (ring.has(id)) throw new Error(`${setting}: key id "${id}" is given twice`);
    ring.set(id, bytes);
  }
  return ring;
}

/** The hotel as associated data: a row copied to another hotel does not open there. */
const boundTo = (hotelId: HotelId) => Buffer.from(`heyawari hotel ${hotelId}`);

/** The first key seals; all of them open. Throws where there is none, or one is not 32 bytes. */
export function createCipher(keys: readonly EncryptionKey[]): Cipher {
  const ring = keyring(keys);
  const newest = keys[0];
  if (!newest) throw new Error(`${setting}: at least one key is needed`);

  return {
    keyIds: [...ring.keys()],
    seal(hotelId, plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, ring.get(newest.id) as Buffer, nonce);
      cipher.setAAD(boundTo(hotelId));
      const text = Buffer.concat([cipher.update(plain), cipher.final()]);
      return { keyId: newest.id, bytes: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
    },
    open(hotelId, { keyId, bytes }) {
      const key = ring.get(keyId);
      if (!key)
        throw new InstallationFault(
          'key_missing',
          `${setting}: key "${keyId}" is missing, but rows sealed with it are still there`,
          { key: keyId },
        );
      return opened(key, hotelId, { keyId, bytes });
    },
  };
}

function opened(key: Buffer, hotelId: HotelId, { keyId, bytes }: Sealed): Buffer {
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(boundTo(hotelId));
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch (error) {
    throw new InstallationFault(
      'key_mismatch',
      `${setting}: key "${keyId}" does not open a row that names it: it is another key, or the row is damaged`,
      { key: keyId },
      error,
    );
  }
}
