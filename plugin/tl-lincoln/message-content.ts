// Finds where the content of an `infoTravelXML` ends, in bytes as they arrive, whatever it holds: one message costs its neighbours nothing.
import { createHash, type Hash } from 'node:crypto';
import { longestContent, messageText } from './message-text.js';

/** Where a message lies in the body, and what it says as a SHA-256. */
export interface FoundMessage {
  /** In bytes from the beginning of the body to what stands behind the start tag. */
  readonly offset: number;
  /** In bytes, to the end tag. */
  readonly length: number;
  /** Of its text in UTF-8; of a message longer than any that is read, of its bytes as they came. */
  readonly contentHash: Buffer;
}

/** `end`: its end tag begins at `at`. `more`: from `at` on it takes more bytes to tell. `broken`: another message begins before it has ended. */
export interface Scanned {
  readonly at: number;
  readonly found: 'end' | 'more' | 'broken';
}

export interface ContentScanner {
  /** Goes on at `at` of `bytes`, which come again from the answer's `at` on, with more behind them, where that is `more`. */
  scan(bytes: Buffer, at: number): Scanned;
  message(): FoundMessage;
}

const lessThan = 0x3c;
const sectionStart = '<![CDATA[';
const sectionEnd = ']]>';
/** A prefix longer than this is none. */
const longestTag = 200;
const ownTag = /^<(\/?)(?:[^\s<>/:]+:)?infoTravelXML[\s/>]/;
/** May become an own tag, or the start of a section, with more bytes. */
const beginning = /^<\/?[^\s<>/]*$/;

type Mark = 'end' | 'start' | 'section' | 'unknown' | 'text';

/** What begins with the `<` at `at`. Latin-1, since only ASCII matters and lengths must be those of the bytes. */
function markAt(bytes: Buffer, at: number): Mark {
  const tag = bytes.toString('latin1', at, at + longestTag);
  if (tag.startsWith(sectionStart)) return 'section';
  const own = ownTag.exec(tag);
  if (own) return own[1] === '/' ? 'end' : 'start';
  return tag.length < longestTag && beginning.test(tag) ? 'unknown' : 'text';
}

/** The hash of a message's text, from its pieces; without keeping them where it becomes too long to be read. */
function createDigest() {
  let pieces: Buffer[] = [];
  let length = 0;
  let raw: Hash | undefined;
  return {
    add(piece: Buffer) {
      length += piece.length;
      if (raw) return void raw.update(piece);
      pieces.push(piece);
      if (length <= longestContent) return;
      raw = createHash('sha256');
      for (const kept of pieces) raw.update(kept);
      pieces = [];
    },
    length: () => length,
    digest(): Buffer {
      if (raw) return raw.digest();
      const content = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
      return createHash('sha256').update(messageText(content), 'utf8').digest();
    },
  };
}

/** `offset` of the content in the body. */
export function createContentScanner(offset: number): ContentScanner {
  const digest = createDigest();
  let inSection = false;

  /** What may be the beginning of a section's end is left for the next time. */
  function passSection(bytes: Buffer, at: number): number | undefined {
    const end = bytes.indexOf(sectionEnd, at);
    if (end === -1) return undefined;
    inSection = false;
    return end + sectionEnd.length;
  }

  function scan(bytes: Buffer, from: number): Scanned {
    const to = (at: number, found: Scanned['found']): Scanned => {
      if (at > from) digest.add(bytes.subarray(from, at));
      return { at, found };
    };
    let at = from;
    for (;;) {
      if (inSection) {
        const behind = passSection(bytes, at);
        if (behind === undefined) return to(Math.max(at, bytes.length - sectionEnd.length + 1), 'more');
        at = behind;
      }
      at = bytes.indexOf(lessThan, at);
      if (at === -1) return to(bytes.length, 'more');
      const mark = markAt(bytes, at);
      if (mark === 'end') return to(at, 'end');
      if (mark === 'start') return to(at, 'broken');
      if (mark === 'unknown') return to(at, 'more');
      inSection = mark === 'section';
      at += inSection ? sectionStart.length : 1;
    }
  }

  return {
    scan,
    message: () => ({ offset, length: digest.length(), contentHash: digest.digest() }),
  };
}
