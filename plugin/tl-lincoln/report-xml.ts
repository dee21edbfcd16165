// From the text of a message to a tree of elements, or why not: a strict reading (N5), then xml2js, whose tree the PMS's functions take.
import sax from 'sax';
import { Parser } from 'xml2js';
import type { XmlTree } from '../domain/booking-report.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import { fail, ok, type Result } from '../domain/result.js';

/**
 * What one message may be at most. A booking as large as the largest seen (20 people, 19 nights), each in a room of their own, has
 * 7,600 elements in 300 kB, six levels deep; `JSON.stringify` of a tree overflows near 20,000 levels.
 */
export const reportLimits = { bytes: 4 * 1024 * 1024, elements: 100_000, depth: 40 } as const;

export const rootName = 'AllotmentBookingReport';
/** Outside of production [2] of XML 1.0, so also half a surrogate pair. PostgreSQL takes neither that nor NUL in text. */
const forbiddenCharacter = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
/** Trimmed, so that the PMS keeps the same numbers and names that we read. */
const parserOptions = { explicitArray: false, ignoreAttrs: true, trim: true } as const;

type XmlProblem = 'empty' | 'syntax' | 'declaration' | 'characters' | 'two_reports';

const tooLarge = (limit: keyof typeof reportLimits) =>
  importFailure('xml_too_large', { limit, maximum: reportLimits[limit] });
const malformed = (problem: XmlProblem, line = 0) => importFailure('xml_malformed', { problem, line });

/**
 * The content of `AllotmentBookingReport`, without attributes and outer blanks, as xml2js makes it with `explicitArray: false`: the form
 * that the PMS's own functions read. Fails with `xml_too_large`, `xml_malformed` or `wrong_root`.
 */
export function parseReportXml(xml: string): Result<XmlTree, ImportFailure> {
  if (Buffer.byteLength(xml) > reportLimits.bytes) return fail(tooLarge('bytes'));
  if (forbiddenCharacter.test(xml)) return fail(malformed('characters'));
  // Blanks behind the report that XML does not know as such (U+3000, a no-break space) cost nobody a booking.
  const report = xml.trimEnd();
  const refused = refusedByStrictReader(report);
  if (refused) return fail(refused);

  const parsed = parse(report);
  if (!parsed.ok) return parsed;
  const tree = parsed.value;
  // A reference such as `&#0;` or `&#xD800;` becomes a character that neither XML nor PostgreSQL has.
  if (/&#/.test(xml) && hasForbiddenText(tree)) return fail(malformed('characters'));
  removeInherited(tree);
  const root = tree === null || typeof tree === 'string' ? undefined : tree[rootName];
  if (root === undefined || typeof root === 'string' || Array.isArray(root)) {
    return fail(importFailure('wrong_root'));
  }
  return ok(root as XmlTree);
}

/** Ends the strict reading. */
class Refused extends Error {
  constructor(readonly failure: ImportFailure) {
    super(failure.code);
  }
}

/**
 * What xml2js does not mind, or would work on without end: more than one root, anything behind it, declarations, more elements or levels
 * than any booking has. Read through once for that, before a tree is made; ends at the first of them.
 */
function refusedByStrictReader(xml: string): ImportFailure | undefined {
  const parser = sax.parser(true);
  const refuse = (failure: ImportFailure) => {
    throw new Refused(failure);
  };
  let depth = 0;
  let elements = 0;
  let isClosed = false;
  parser.onopentag = () => {
    elements += 1;
    depth += 1;
    if (elements > reportLimits.elements) refuse(tooLarge('elements'));
    if (depth > reportLimits.depth) refuse(tooLarge('depth'));
    if (isClosed) refuse(malformed('two_reports'));
  };
  parser.onclosetag = () => {
    depth -= 1;
    isClosed = depth === 0;
  };
  parser.onopencdata = () => {
    if (depth === 0) refuse(malformed('syntax', parser.line + 1));
  };
  parser.ondoctype = () => refuse(malformed('declaration'));
  parser.onsgmldeclaration = () => refuse(malformed('declaration'));
  // Its message may quote the document, and is dropped.
  parser.onerror = () => refuse(malformed('syntax', parser.line + 1));
  try {
    parser.write(xml).close();
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
  return elements === 0 ? malformed('empty') : undefined;
}

function hasForbiddenText(node: unknown): boolean {
  if (typeof node === 'string') return forbiddenCharacter.test(node) || !node.isWellFormed();
  return typeof node === 'object' && node !== null && Object.values(node).some(hasForbiddenText);
}

function parse(xml: string): Result<XmlTree | null, ImportFailure> {
  let result: Result<XmlTree | null, ImportFailure> | undefined;
  try {
    // Works synchronously unless asked not to; after an error it may call back again, which must not count.
    new Parser(parserOptions).parseString(xml, (error, tree: XmlTree | null) => {
      result ??= error ? fail(malformed('syntax')) : ok(tree);
    });
  } catch {
    // Said below, without its message, which may quote the document.
  }
  return result ?? fail(malformed('syntax'));
}

/**
 * Removes, in place, elements named like members of every JavaScript object (`__proto__`, `constructor`, `toString`), for which xml2js
 * gives back foreign values.
 */
function removeInherited(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, child] of Object.entries(node)) {
    if (name in Object.prototype) delete (node as Record<string, unknown>)[name];
    else removeInherited(child);
  }
}
