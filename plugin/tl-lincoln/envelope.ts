// The SOAP answer of the site controller, read as it arrives: messages of a body that breaks off are kept up to the break.
import sax from 'sax';
import { fail, ok, type Result } from '../domain/result.js';

export interface EnvelopeProblem {
  /** `errorDescription`, or the text of a SOAP fault. */
  readonly description: string;
  /** The description names `E013`: asked too often. */
  readonly rateLimited: boolean;
}

export interface Envelope {
  /** Read to its end and an answer of the service. If not, there may have been more messages: never confirm it. */
  readonly complete: boolean;
  readonly outputId: string | undefined;
  /** The text of every `infoTravelXML`; '' for a `bookingInfoList` that has none. */
  readonly messages: readonly string[];
  /** Set where the service answered `isSuccess` false, or with a SOAP fault. */
  readonly problem: EnvelopeProblem | undefined;
}

export interface ReceivedEnvelope {
  /** Every byte as it came, to be stored. */
  readonly body: Buffer;
  readonly envelope: Envelope;
}

export interface EnvelopeLimits {
  readonly maxBytes: number;
}

/** The envelope itself is five deep; its messages are text. */
const maxDepth = 32;

/**
 * Reads the body of an answer, UTF-8, whatever prefixes its elements have. A truncated or garbage body gives `complete: false`, not an
 * error. Fails with `too_large` as soon as there are more than `maxBytes`; rejects only as the stream itself does.
 */
export async function readEnvelope(
  stream: AsyncIterable<Uint8Array>,
  { maxBytes }: EnvelopeLimits,
): Promise<Result<ReceivedEnvelope, 'too_large'>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = createReader();
  // A damaged character must not cost the whole output: it becomes U+FFFD, and the bytes are kept.
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return fail('too_large');
    chunks.push(chunk);
    reader.write(decoder.decode(chunk, { stream: true }));
  }
  reader.write(decoder.decode());
  return ok({ body: Buffer.concat(chunks), envelope: reader.end() });
}

interface Reader {
  write(text: string): void;
  end(): Envelope;
}

/** What has been read so far. */
interface Draft {
  readonly path: string[];
  readonly messages: string[];
  /** Text of the element that is open, where it is one of those we read, in parts: joined, they take half the memory of a sum. */
  text: string[] | undefined;
  messageSeen: boolean;
  outputId: string | undefined;
  success: boolean | undefined;
  description: string | undefined;
  fault: string | undefined;
  closed: boolean;
}

const emptyDraft = (): Draft => ({
  path: [],
  messages: [],
  text: undefined,
  messageSeen: false,
  outputId: undefined,
  success: undefined,
  description: undefined,
  fault: undefined,
  closed: false,
});

function createReader(): Reader {
  const draft = emptyDraft();
  const parser = sax.parser(true, { position: false });
  // sax goes on to the end of its chunk after an error; what it reports from there on is guesswork.
  let broken = false;
  const breakOff = () => {
    broken = true;
  };
  const addText = (text: string) => {
    if (!broken) draft.text?.push(text);
  };
  parser.onerror = breakOff;
  parser.ondoctype = breakOff;
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onopentag = ({ name }) => {
    if (draft.path.length >= maxDepth || draft.closed) breakOff();
    else if (!broken) open(draft, localName(name));
  };
  parser.onclosetag = () => {
    if (!broken) close(draft);
  };
  return {
    write(text) {
      if (!broken) parser.write(text);
    },
    end() {
      if (!broken) parser.close();
      return envelopeOf(draft, !broken);
    },
  };
}

/** The elements whose text is read, by the last two names of their path. */
const readElements = new Set([
  'bookingInfoList/infoTravelXML',
  'configurationSettings/outputId',
  'commonResponse/isSuccess',
  'commonResponse/errorDescription',
  'Fault/faultstring',
]);

const localName = (name: string) => name.slice(name.indexOf(':') + 1);
const place = ({ path }: Draft) => path.slice(-2).join('/');

function open(draft: Draft, name: string): void {
  draft.path.push(name);
  if (name === 'bookingInfoList') draft.messageSeen = false;
  if (readElements.has(place(draft))) draft.text = [];
}

function close(draft: Draft): void {
  if (draft.text && readElements.has(place(draft))) {
    take(draft, place(draft), draft.text.join(''));
    draft.text = undefined;
  }
  const name = draft.path.pop();
  if (name === 'bookingInfoList' && !draft.messageSeen) draft.messages.push('');
  if (draft.path.length === 0 && name === 'Envelope') draft.closed = true;
}

function take(draft: Draft, at: string, text: string): void {
  switch (at) {
    case 'bookingInfoList/infoTravelXML':
      draft.messages.push(text);
      draft.messageSeen = true;
      break;
    case 'configurationSettings/outputId':
      draft.outputId = text.trim() || undefined;
      break;
    case 'commonResponse/isSuccess':
      draft.success = text.trim().toLowerCase() === 'true';
      break;
    case 'commonResponse/errorDescription':
      draft.description = text.trim();
      break;
    case 'Fault/faultstring':
      draft.fault = text.trim();
      break;
  }
}

function envelopeOf(draft: Draft, wellFormed: boolean): Envelope {
  const answered = draft.success !== undefined || draft.fault !== undefined;
  return {
    complete: wellFormed && draft.closed && answered,
    outputId: draft.outputId,
    messages: draft.messages,
    problem: problemOf(draft),
  };
}

function problemOf({ success, description, fault }: Draft): EnvelopeProblem | undefined {
  if (success !== false && fault === undefined) return undefined;
  const said = fault ?? description ?? '';
  return { description: said, rateLimited: said.includes('E013') };
}
