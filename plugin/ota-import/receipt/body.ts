// The body of a delivery while it arrives: deflated and sealed part by part, so that memory holds little of it in clear.
import { createHash } from 'node:crypto';
import type { HotelId } from '../../domain/ids.js';
import type { Cipher, Sealed } from '../../platform/encryption/index.js';
import type { KeepBytes } from '../../tl-lincoln/index.js';
import { partBytes, sealPart } from '../ledger/body-parts.js';
import type { StorableBody } from './outputs-repository.js';

/**
 * A body larger than this (some 250 messages) is not shown on the PMS's own page, which would hold it whole, in clear and several times over. Ten
 * of 2 MB took 165 MB of this process's memory on their way there, and 44 MB where they were only stored.
 */
const largestShown = 1024 * 1024;

export interface Body extends StorableBody {
  readonly bytes: number;
  /** For the PMS's page; undefined where it is too large for that. */
  readonly shown: string | undefined;
}

export interface ArrivingBody {
  readonly keep: KeepBytes;
  /** Once, when nothing more comes. */
  end(): Promise<Body>;
}

export function createArrivingBody(cipher: Cipher, hotel: HotelId): ArrivingBody {
  const hash = createHash('sha256');
  const parts: Sealed[] = [];
  let bytes = 0;
  /** Of the part that is not full yet. */
  let pieces: Buffer[] = [];
  let held = 0;
  let shown: Buffer[] | undefined = [];

  async function seal(): Promise<void> {
    const part = Buffer.concat(pieces);
    [pieces, held] = [[], 0];
    parts.push(await sealPart(cipher, hotel, part));
  }

  return {
    async keep(chunk) {
      const came = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      hash.update(came);
      bytes += came.length;
      if (bytes > largestShown) shown = undefined;
      shown?.push(came);
      for (let at = 0; at < came.length;) {
        const piece = came.subarray(at, at + partBytes - held);
        pieces.push(piece);
        held += piece.length;
        at += piece.length;
        if (held === partBytes) await seal();
      }
    },
    async end() {
      if (held > 0 || parts.length === 0) await seal();
      return {
        ...{ hash: hash.digest(), bytes, parts },
        shown: shown && Buffer.concat(shown).toString('utf8'),
      };
    },
  };
}

/** Of what is at hand as a whole. */
export async function bodyOf(cipher: Cipher, hotel: HotelId, bytes: Buffer): Promise<Body> {
  const arriving = createArrivingBody(cipher, hotel);
  await arriving.keep(bytes);
  return arriving.end();
}
