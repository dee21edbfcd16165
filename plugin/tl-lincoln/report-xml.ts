// From the text of a message to a tree of elements, or why not: a strict reading (N5) into the form that the PMS's functions take.
import sax from 'sax';
import type { XmlTree } from '../domain/booking-report.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import type { Warnings } from '../domain/import-warning.js';
import { fail, ok, type Result } from '../domain/result.js';
import { forbiddenCharacter, mended, withoutMarks } from './mending.js';

/**
 * What one message may be at most. A booking as large as the largest seen (20 people, 19 nights), each in a room of their own, has
 * 7,600 elements in 300 kB, six levels deep; `JSON.stringify` of a tree overflows near 20,000 levels.
 */
export const reportLimits = { bytes: 4 * 1024 * 1024, elements: 100_000, depth: 40 } as const;

export const rootName = 'AllotmentBookingReport';

type XmlProblem = 'empty' | 'syntax' | 'declaration' | 'characters' | 'two_reports';

const tooLarge = (limit: keyof typeof reportLimits) =>
  importFailure('xml_too_large', { limit, maximum: reportLimits[limit] });
const malformed = (problem: XmlProblem, line = 0) => importFailure('xml_malformed', { problem, line });

/** What mending may help: damaged characters, or markup among them. */
const mayBeMended = ({ code, params }: ImportFailure) =>
  code === 'xml_malformed' && (params['problem'] === 'characters' || params['problem'] === 'syntax');

/**
 * The content of `AllotmentBookingReport`, without attributes, prefixes of names and outer blanks, as xml2js makes it with `explicitArray: false`: the form
 * that the PMS's own functions read. Fails with `xml_too_large`, `xml_malformed` or `wrong_root`.
 */
export function parseReportXml(xml: string, warnings: Warnings): Result<XmlTree, ImportFailure> {
  if (Buffer.byteLength(xml) > reportLimits.bytes) return fail(tooLarge('bytes'));
  // Blanks behind the report that XML does not know as such (U+3000, a no-break space) cost nobody a booking.
  const report = xml.trimEnd();
  const read = readStrictly(report);
  const found = read.ok || !mayBeMended(read.failure) ? read : readMended(report, read, warnings);
  if (!found.ok) return found;
  return typeof found.value === 'string' ? fail(importFailure('wrong_root')) : found;
}

function readMended(
  report: string,
  unmended: Result<XmlTree, ImportFailure>,
  warnings: Warnings,
): Result<XmlTree, ImportFailure> {
  const text = mended(report);
  const read = text === undefined ? unmended : new StrictReading(true).of(text);
  const tree = read.ok ? withoutMarks(read.value, warnings) : undefined;
  return tree === undefined ? unmended : ok(tree);
}

function readStrictly(report: string): Result<XmlTree, ImportFailure> {
  return forbiddenCharacter.test(report)
    ? fail(malformed('characters'))
    : new StrictReading(false).of(report);
}

/** Ends the strict reading. */
class Refused extends Error {
  constructor(readonly failure: ImportFailure) {
    super(failure.code);
  }
}

type Children = Record<string, XmlTree | XmlTree[]>;

interface OpenElement {
  readonly name: string;
  children: Children | undefined;
  text: string;
}

function addChild(parent: OpenElement, name: string, value: XmlTree): void {
  // Elements named like members of every JavaScript object (`__proto__`, `constructor`) would come back as foreign values.
  if (name in Object.prototype) return;
  const children = (parent.children ??= {});
  const before = children[name];
  if (before === undefined) children[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else children[name] = [before, value];
}

function valueOf({ children, text }: OpenElement): XmlTree {
  const trimmed = text.trim();
  if (!children) return trimmed;
  return trimmed === '' ? children : { ...children, _: trimmed };
}

/**
 * One reading, in one pass. Refuses what a tolerant one would not mind, or would work on without end: more than one root, anything behind it,
 * declarations, more elements or levels than any booking has.
 */
class StrictReading {
  private readonly parser = sax.parser(true);
  private readonly open: OpenElement[] = [{ name: '', children: undefined, text: '' }];
  private elements = 0;
  private isClosed = false;
  private hasReferences = false;

  constructor(private readonly isMended: boolean) {
    const { parser } = this;
    parser.onopentag = ({ name }) => this.opened(name);
    parser.onclosetag = () => this.closed();
    parser.ontext = (text) => (this.open.at(-1)!.text += text);
    parser.oncdata = (text) => (this.open.at(-1)!.text += text);
    parser.onopencdata = () => {
      if (this.open.length === 1) this.refuse(malformed('syntax', parser.line + 1));
    };
    parser.ondoctype = () => this.refuse(malformed('declaration'));
    parser.onsgmldeclaration = () => this.refuse(malformed('declaration'));
    // Its message may quote the document, and is dropped.
    parser.onerror = () => this.refuse(malformed('syntax', parser.line + 1));
  }

  /** The content of the root; text where it is another root, or has none. */
  of(xml: string): Result<XmlTree, ImportFailure> {
    this.hasReferences = xml.includes('&#');
    try {
      this.parser.write(xml).close();
    } catch (error) {
      if (error instanceof Refused) return fail(error.failure);
      throw error;
    }
    if (this.elements === 0) return fail(malformed('empty'));
    const root = this.open[0]!.children?.[rootName];
    return ok(root === undefined || Array.isArray(root) ? '' : root);
  }

  private opened(name: string): void {
    this.elements += 1;
    if (this.elements > reportLimits.elements) this.refuse(tooLarge('elements'));
    if (this.open.length > reportLimits.depth) this.refuse(tooLarge('depth'));
    if (this.isClosed) this.refuse(malformed('two_reports'));
    // Whatever namespace an agency's software puts its elements into.
    this.open.push({ name: name.slice(name.indexOf(':') + 1), children: undefined, text: '' });
  }

  private closed(): void {
    const element = this.open.pop()!;
    // A reference such as `&#0;` or `&#x0B;` becomes a character that neither XML nor PostgreSQL has.
    if (this.hasReferences && !this.isMended && forbiddenCharacter.test(element.text))
      this.refuse(malformed('characters'));
    addChild(this.open.at(-1)!, element.name, valueOf(element));
    this.isClosed = this.open.length === 1;
  }

  private refuse(failure: ImportFailure): never {
    throw new Refused(failure);
  }
}
