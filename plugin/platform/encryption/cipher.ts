// Encryption at rest of what may hold personal data (O4).
import type { HotelId } from '../../domain/ids.js';

/** Stored in two columns; the key id is there from the first row on, so that keys can be rotated. */
export interface Sealed {
  readonly keyId: string;
  /** 12 bytes nonce, 16 bytes tag, then the ciphertext. */
  readonly bytes: Buffer;
}

export interface Cipher {
  /** AES-256-GCM under the newest key; the hotel is bound in as associated data. */
  seal(hotelId: HotelId, plain: Buffer): Sealed;
  /** Throws where the key id is unknown, or the bytes were changed or belong to another hotel. */
  open(hotelId: HotelId, sealed: Sealed): Buffer;
}
