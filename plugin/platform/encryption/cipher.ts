// Encryption at rest of what may hold personal data (O4).
import type { HotelId } from '../../domain/ids.js';

/** Stored in two columns; the key id is there from the first row on, so that keys can be rotated. */
export interface Sealed {
  readonly keyId: string;
  /** 12 bytes nonce, 16 bytes tag, then the ciphertext. */
  readonly bytes: Buffer;
}

export interface Cipher {
  /** The keys that this process has, by id; the newest first. */
  readonly keyIds: readonly string[];
  /** AES-256-GCM under the newest key; the hotel is bound in as associated data. */
  seal(hotelId: HotelId, plain: Buffer): Sealed;
  /** Throws an `InstallationFault` where the key id is unknown, or the bytes were changed, belong to another hotel or to another key. */
  open(hotelId: HotelId, sealed: Sealed): Buffer;
}
