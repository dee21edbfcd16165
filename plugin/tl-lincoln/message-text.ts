// The text of one message, out of the bytes between the tags of its `infoTravelXML`: nothing in them can fail.

/** No more bytes than this are read of one message: twice what a report may be at most (report-xml.ts), so that a longer one is found too long. */
export const longestContent = 8 * 1024 * 1024;

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const reference = /&(lt|gt|amp|quot|apos|#\d+|#x[\da-fA-F]+);/g;

/**
 * A half of a surrogate pair stands for itself, so that two such references in a row are the one character that some writers mean by them.
 * What names no character stays as it is: whoever reads the message judges it.
 */
function characterOf(whole: string, name: string): string {
  if (!name.startsWith('#')) return named[name] ?? whole;
  const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** Nearly all messages have named references alone: one after the other, the ampersand last, takes less than half the time. */
function unescaped(text: string): string {
  if (text.includes('&#')) return text.replace(reference, characterOf);
  return Object.entries(named).reduce(
    (rest, [name, character]) => rest.replaceAll(`&${name};`, character),
    text,
  );
}

/** Sections that are text as they stand, and what is no text at all: comments and processing instructions. */
const sections = /<!\[CDATA\[([^]*?)(?:\]\]>|$)|<!--[^]*?-->|<\?[^]*?\?>/g;
const element = /<\/?[\p{L}_]/u;

function textOfSections(content: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const section of content.matchAll(sections)) {
    parts.push(unescaped(content.slice(at, section.index)), section[1] ?? '');
    at = section.index + section[0].length;
  }
  parts.push(unescaped(content.slice(at)));
  return parts.join('');
}

/**
 * What stands in `content`, UTF-8, escaped or in CDATA; or a report that stands there as elements, as it is. Damaged characters, and halves
 * of surrogate pairs without their other half, become U+FFFD.
 */
export function messageText(content: Uint8Array): string {
  const text = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, longestContent));
  const written = text.toString('utf8');
  if (!written.includes('<')) return unescaped(written).toWellFormed();
  if (element.test(written.replace(sections, ''))) return written;
  return textOfSections(written).toWellFormed();
}
