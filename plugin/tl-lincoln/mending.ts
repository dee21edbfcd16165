// Characters that XML does not allow, and markup that was not escaped: mended where the structure stays what it is beyond doubt (O3).
import type { XmlTree } from '../domain/booking-report.js';
import type { Warnings } from '../domain/import-warning.js';

/** Outside of production [2] of XML 1.0, so also half a surrogate pair. PostgreSQL takes neither that nor NUL in text. */
export const forbiddenCharacter = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Stand before what was mended until the tree is there; XML knows neither, so no message can hold them. */
const cleaned = '\uFFFE';
const escaped = '\uFFFF';
const marks = /[\uFFFE\uFFFF]/;

const lost = '\uFFFD';
const suspicious = /[<&]|[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
/** Elements of the format have names of ASCII letters: `<17時` and `<未定>` are text. */
const tag = /<\/?[A-Za-z_][\w.-]*(?::[\w.-]+)?(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?>/y;
/** Elements of web pages, which guests' and agencies' remarks hold and the format does not: text, whether they are closed or not. */
const webTag =
  /<\/?(?:a|b|big|br|center|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|li|ol|p|s|small|span|strike|strong|sub|sup|table|tbody|td|th|tr|u|ul)[\s/>]/iy;
const entity = /&(?:amp|lt|gt|quot|apos);/y;
const reference = /&#(?:[xX]([0-9a-fA-F]{1,8})|(\d{1,10}));/y;
/** What is copied as it stands, with its end. */
const sections = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

const isHalf = (code: number) => code >= 0xd800 && code <= 0xdfff;
const replacementOf = (code: number) => cleaned + (isHalf(code) || code > 0x10ffff ? lost : ' ');

interface Piece {
  readonly text: string;
  /** Where what stands for it ends. */
  readonly end: number;
}

const codeOf = ([, hex, decimal]: RegExpExecArray) =>
  hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);

/** A reference to a character. Some writers make two of one beyond U+FFFF: its surrogate halves. */
function mendReference(xml: string, found: RegExpExecArray): Piece {
  const code = codeOf(found);
  const end = found.index + found[0].length;
  if (code >= 0xd800 && code <= 0xdbff) {
    const next = matchAt(reference, xml, end);
    const low = next ? codeOf(next) : 0;
    if (next && low >= 0xdc00 && low <= 0xdfff)
      return { text: String.fromCharCode(code, low), end: end + next[0].length };
  }
  const allowed = code <= 0x10ffff && !isHalf(code) && !forbiddenCharacter.test(String.fromCodePoint(code));
  return { text: allowed ? found[0] : replacementOf(code), end };
}

function mendAmpersand(xml: string, at: number): Piece {
  const known = matchAt(entity, xml, at);
  if (known) return { text: known[0], end: at + known[0].length };
  const found = matchAt(reference, xml, at);
  return found ? mendReference(xml, found) : { text: `${escaped}&amp;`, end: at + 1 };
}

const cleanSection = (text: string) =>
  text.replace(new RegExp(forbiddenCharacter, 'gu'), (character) => replacementOf(character.codePointAt(0)!));

/** Undefined where nobody can say how the document goes on: a section without an end, a declaration. */
function mendLessThan(xml: string, at: number): Piece | undefined {
  const found = matchAt(webTag, xml, at) ? null : matchAt(tag, xml, at);
  if (found) return { text: found[0], end: at + found[0].length };
  for (const [opening, closing] of sections) {
    if (!xml.startsWith(opening, at)) continue;
    const close = xml.indexOf(closing, at + opening.length);
    const end = close + closing.length;
    return close < 0 ? undefined : { text: cleanSection(xml.slice(at, end)), end };
  }
  return xml.startsWith('<!', at) ? undefined : { text: `${escaped}&lt;`, end: at + 1 };
}

function mendAt(xml: string, at: number): Piece | undefined {
  const code = xml.codePointAt(at)!;
  if (code === 0x26) return mendAmpersand(xml, at);
  if (code === 0x3c) return mendLessThan(xml, at);
  return { text: replacementOf(code), end: at + (code > 0xffff ? 2 : 1) };
}

/**
 * `xml` with forbidden characters taken out and stray `<` and `&` escaped, each marked for `withoutMarks`; undefined where there is nothing of
 * the kind, or its structure is unsure. Takes time in proportion to its length.
 */
export function mended(xml: string): string | undefined {
  const pieces: string[] = [];
  let done = 0;
  let changed = false;
  suspicious.lastIndex = 0;
  for (let found = suspicious.exec(xml); found; found = suspicious.exec(xml)) {
    const at = found.index;
    const piece = mendAt(xml, at);
    if (!piece) return undefined;
    pieces.push(xml.slice(done, at), piece.text);
    changed ||= piece.end - at !== piece.text.length || !xml.startsWith(piece.text, at);
    suspicious.lastIndex = done = piece.end;
  }
  return changed ? pieces.join('') + xml.slice(done) : undefined;
}

/** Which booking it is, when, and of which type: a text of these that was mended may be another. */
const decisive = new Set([
  ...['DataID', 'DataClassification', 'TravelAgencyBookingNumber'],
  ...['CheckInDate', 'CheckOutDate', 'RoomDate', 'RoomTypeCode'],
]);
/** Where a character is missing, so may be a digit. */
const isNumber = (name: string) => /(?:Count|Rate)\d?$/.test(name);

/** Names that may be told. */
const tellable = new Set([
  ...[
    'OtherServiceInformation',
    'SpecialServiceRequest',
    'SalesOfficeComment',
    'TelegramData',
    'PackagePlanName',
  ],
  ...['GuestOrGroupNameKanjiName', 'GuestOrGroupNameSingleByte', 'GuestKanjiName', 'GuestNameSingleByte'],
  ...['UserName', 'UserKana', 'UserAddr', 'Address', 'Email', 'PhoneNumber', 'CheckInTime'],
  ...['SalesOfficeCompanyName', 'SalesOfficeName', 'RoomTypeName', 'FromHotelQuestion', 'ToHotelAnswer'],
]);

function withoutMarksIn(name: string, text: string, warnings: Warnings): string | undefined {
  if (!marks.test(text)) return text;
  if (decisive.has(name)) return undefined;
  if (isNumber(name)) return lost;
  const element = tellable.has(name) ? name : 'text';
  if (text.includes(cleaned + lost)) warnings.add('characters_lost', { element });
  if (new RegExp(`${cleaned}(?!${lost})`).test(text)) warnings.add('characters_cleaned', { element });
  if (text.includes(escaped)) warnings.add('markup_escaped', { element });
  return text.replaceAll(cleaned, '').replaceAll(escaped, '').trim();
}

/** The tree of a mended document, in place, as it is to be read, with a warning for each text; undefined where a decisive one was mended. */
export function withoutMarks(tree: XmlTree, warnings: Warnings, name = ''): XmlTree | undefined {
  if (typeof tree === 'string') return withoutMarksIn(name, tree, warnings);
  const element = tree as Record<string, XmlTree | XmlTree[]>;
  for (const [child, node] of Object.entries(element)) {
    const list = (Array.isArray(node) ? node : [node]).map((one) => withoutMarks(one, warnings, child));
    if (list.includes(undefined)) return undefined;
    element[child] = Array.isArray(node) ? (list as XmlTree[]) : list[0]!;
  }
  return tree;
}
