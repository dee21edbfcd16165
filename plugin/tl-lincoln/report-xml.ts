// From the text of a message to a tree of elements, or why not: the guards of N5 around xml2js.
import { Parser } from 'xml2js';
import type { XmlTree } from '../domain/booking-report.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import { fail, ok, type Result } from '../domain/result.js';

/**
 * What one message may be at most. A booking as large as the largest seen (20 people, 19 nights), each in a room of their own, has
 * 7,600 elements in 300 kB, six levels deep; `JSON.stringify` of a tree overflows near 20,000 levels.
 */
export const reportLimits = { bytes: 4 * 1024 * 1024, elements: 100_000, depth: 40 } as const;

const rootName = 'AllotmentBookingReport';
/** Outside of production [2] of XML 1.0, so also half a surrogate pair. PostgreSQL takes neither that nor NUL in text. */
const forbiddenCharacter = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
/** Trimmed, so that the PMS keeps the same numbers and names that we read. */
const parserOptions = { explicitArray: false, ignoreAttrs: true, trim: true } as const;
const blockEnds = new Map([
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
]);

const tooLarge = (limit: keyof typeof reportLimits) =>
  fail(importFailure('xml_too_large', { limit, maximum: reportLimits[limit] }));
const malformed = (problem: 'empty' | 'syntax' | 'declaration' | 'characters' | 'two_reports', line = 0) =>
  fail(importFailure('xml_malformed', { problem, line }));

/**
 * The content of `AllotmentBookingReport`, without attributes and outer blanks, as xml2js makes it with `explicitArray: false`: the form
 * that the PMS's own functions read. Fails with `xml_too_large`, `xml_malformed` or `wrong_root`.
 */
export function parseReportXml(xml: string): Result<XmlTree, ImportFailure> {
  if (Buffer.byteLength(xml) > reportLimits.bytes) return tooLarge('bytes');
  if (countElements(xml) > reportLimits.elements) return tooLarge('elements');
  if (forbiddenCharacter.test(xml)) return malformed('characters');
  if (hasDeclaration(xml)) return malformed('declaration');

  const parsed = parse(xml);
  if (!parsed.ok) return parsed;
  if (parsed.value === null) return malformed('empty');
  const tree = parsed.value;
  // A reference such as `&#0;` or `&#xD800;` becomes a character that neither XML nor PostgreSQL has.
  if (/&#/.test(xml) && hasForbiddenText(tree)) return malformed('characters');
  if (!clean(tree, reportLimits.depth)) return tooLarge('depth');
  const root = typeof tree === 'string' ? undefined : tree[rootName];
  if (root === undefined || typeof root === 'string' || Array.isArray(root)) {
    return fail(importFailure('wrong_root'));
  }
  // Neither sax nor xml2js minds a second root element; the booking in it would be lost.
  const end = `</${rootName}`;
  if (xml.indexOf(end) !== xml.lastIndexOf(end)) return malformed('two_reports');
  return ok(root as XmlTree);
}

function hasForbiddenText(node: unknown): boolean {
  if (typeof node === 'string') return forbiddenCharacter.test(node) || !node.isWellFormed();
  return typeof node === 'object' && node !== null && Object.values(node).some(hasForbiddenText);
}

/** An upper bound: every element opens with `<`. */
function countElements(xml: string): number {
  let count = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1))
    count += xml[at + 1] === '/' ? 0 : 1;
  return count;
}

/** Whether there is a DOCTYPE, ENTITY or other declaration outside of comments, CDATA and processing instructions. */
function hasDeclaration(xml: string): boolean {
  const opening = /<!\[CDATA\[|<!--|<\?|<!/g;
  for (let match = opening.exec(xml); match; match = opening.exec(xml)) {
    const end = blockEnds.get(match[0]);
    if (end === undefined) return true;
    const at = xml.indexOf(end, opening.lastIndex);
    if (at < 0) return false; // never closed: the parser says so
    opening.lastIndex = at + end.length;
  }
  return false;
}

function parse(xml: string): Result<XmlTree | null, ImportFailure> {
  let result: Result<XmlTree | null, ImportFailure> | undefined;
  try {
    // Works synchronously unless asked not to; after an error it may call back again, which must not count.
    new Parser(parserOptions).parseString(xml, (error, tree: XmlTree | null) => {
      result ??= error ? malformed('syntax', lineOf(error)) : ok(tree);
    });
  } catch (error) {
    result ??= malformed('syntax', lineOf(error));
  }
  return result ?? malformed('syntax');
}

/** sax writes the place below its message, lines from 0. The message itself may quote the document and is dropped. */
function lineOf(error: unknown): number {
  const line = /\nLine: (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return line === undefined ? 0 : Number(line) + 1;
}

/**
 * Removes, in place, elements named like members of every JavaScript object (`__proto__`, `constructor`, `toString`), for which xml2js
 * gives back foreign values. False where the tree is deeper than `depth`.
 */
function clean(node: unknown, depth: number): boolean {
  if (typeof node !== 'object' || node === null) return true;
  if (depth === 0) return false;
  for (const [name, child] of Object.entries(node)) {
    if (name in Object.prototype) delete (node as Record<string, unknown>)[name];
    else if (!clean(child, Array.isArray(node) ? depth : depth - 1)) return false;
  }
  return true;
}
