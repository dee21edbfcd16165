// The text of a message or delivery, sealed on its way into the database and opened on its way out.
import { createHash } from 'node:crypto';
import type { HotelId } from '../domain/ids.js';
import type { Cipher } from '../platform/encryption/cipher.js';
import type { NewMessage, StoredMessage } from './messages-repository.js';

/** SHA-256: what makes two messages, or two deliveries, the same content. */
export const contentHash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

export function sealMessages(cipher: Cipher, hotel: HotelId, texts: readonly string[]): NewMessage[] {
  return texts.map((text, position) => {
    const bytes = Buffer.from(text, 'utf8');
    return { position, contentHash: contentHash(bytes), sealed: cipher.seal(hotel, bytes) };
  });
}

export const openMessage = (cipher: Cipher, hotel: HotelId, message: StoredMessage): string =>
  cipher.open(hotel, message.sealed).toString('utf8');
