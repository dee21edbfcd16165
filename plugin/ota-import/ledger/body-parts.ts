// A delivery's body as it is stored: in parts of one size, each deflated and sealed, so that one message is found in one or two of them.
import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import type { HotelId, OutputRowId } from '../../domain/ids.js';
import type { Cipher, Sealed } from '../../platform/encryption/index.js';

/** Of a body as it came; written into the table's own description (migration 047). */
export const partBytes = 1024 * 1024;

/** Where a text lies in the body of a delivery, in bytes. */
export interface TextPlace {
  readonly output: OutputRowId;
  readonly offset: number;
  readonly length: number;
}

/** The positions of the parts that it lies in. */
export function partsOf({ offset, length }: TextPlace): number[] {
  if (length === 0) return [];
  const first = Math.floor(offset / partBytes);
  const last = Math.floor((offset + length - 1) / partBytes);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Cuts the place's bytes out of its parts, opened and in their order. Most lie in one, which is not copied for each of its messages. */
export function cutOut({ offset, length }: TextPlace, parts: readonly Buffer[]): Buffer {
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  return bytes.subarray(offset % partBytes, (offset % partBytes) + length);
}

const deflate = promisify(deflateRaw);

/** Level 1: XML shrinks to a tenth all the same, at a third of the time. Zstandard is not in every Node.js that we run on. */
export async function sealPart(cipher: Cipher, hotel: HotelId, bytes: Buffer): Promise<Sealed> {
  return cipher.seal(hotel, await deflate(bytes, { level: 1 }));
}

export const openPart = (cipher: Cipher, hotel: HotelId, sealed: Sealed): Buffer =>
  inflateRawSync(cipher.open(hotel, sealed), { maxOutputLength: partBytes });
