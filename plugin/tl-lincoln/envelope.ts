// The SOAP answer of the site controller, read as it arrives: messages of a body that breaks off are kept up to the break.
import sax from 'sax';
import { type ContentScanner, createContentScanner, type FoundMessage } from './message-content.js';

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
  /** Every `infoTravelXML`, an empty one for a `bookingInfoList` that has none. */
  readonly messages: readonly FoundMessage[];
  /** Set where the service answered `isSuccess` false, or with a SOAP fault. */
  readonly problem: EnvelopeProblem | undefined;
}

/** Takes the bytes of an answer as they come, in order. Nothing more is read until it resolves. */
export type KeepBytes = (bytes: Uint8Array) => Promise<void>;

export interface EnvelopeOptions {
  readonly maxBytes: number;
  readonly keep: KeepBytes;
}

/** Why the body is not whole: more than `maxBytes`, or what its stream rejected with. */
export type BodyBreak = { readonly kind: 'too_large' } | { readonly kind: 'stream'; readonly error: unknown };

export interface ReadEnvelope {
  /** Of what came before the break, where there was one. */
  readonly envelope: Envelope;
  readonly brokenBy: BodyBreak | undefined;
}

/** The envelope itself is five deep; its messages are text. */
const maxDepth = 32;
/** Of an element of the envelope; an error description may be a sentence. */
const maxText = 10_000;
const maxAttributes = 100;

/**
 * Reads the body of an answer, UTF-8, whatever prefixes its elements have. A truncated or garbage body gives `complete: false`, not an
 * error, and so does one of more than `maxBytes`, of which that many are read and kept. Rejects only as `keep` does.
 */
export async function readEnvelope(
  stream: AsyncIterable<Uint8Array>,
  { maxBytes, keep }: EnvelopeOptions,
): Promise<ReadEnvelope> {
  const reader = createReader();
  const chunks = stream[Symbol.asyncIterator]();
  let room = maxBytes;
  let brokenBy: BodyBreak | undefined;
  try {
    while (!brokenBy) {
      const next = await chunks.next().catch((error: unknown) => ({ error }));
      if ('error' in next) brokenBy = { kind: 'stream', error: next.error };
      else if (next.done) break;
      else {
        const bytes = next.value.subarray(0, room);
        if (bytes.byteLength < next.value.byteLength) brokenBy = { kind: 'too_large' };
        room -= bytes.byteLength;
        reader.write(bytes);
        await keep(bytes);
      }
    }
  } finally {
    if (brokenBy?.kind !== 'stream') await chunks.return?.();
  }
  return { envelope: reader.end(brokenBy === undefined), brokenBy };
}

interface Reader {
  write(bytes: Uint8Array): void;
  /** `whole`: nothing is missing behind what was written. */
  end(whole: boolean): Envelope;
}

/** What has been read so far. */
interface Draft {
  readonly path: string[];
  readonly messages: FoundMessage[];
  /** In bytes from the beginning of the body: where what is being read begins. */
  offset: number;
  /** A message's start tag has just been read. */
  messageBegins: boolean;
  /** The message whose content has been passed, until its end tag has been read. */
  message: FoundMessage | undefined;
  /** Text of the element that is open, where it is one of those we read. */
  text: string | undefined;
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
  offset: 0,
  messageBegins: false,
  message: undefined,
  text: undefined,
  messageSeen: false,
  outputId: undefined,
  success: undefined,
  description: undefined,
  fault: undefined,
  closed: false,
});

/** Everything but the content of messages, strictly: after the first error nothing is believed. */
function createFrameReader(draft: Draft) {
  const parser = sax.parser(true, { position: false });
  // A damaged character must not cost the whole output: it becomes U+FFFD, and the bytes are kept.
  const decoder = new TextDecoder('utf-8');
  // sax goes on to the end of its chunk after an error; what it reports from there on is guesswork.
  let broken = false;
  let attributes = 0;
  const breakOff = () => {
    broken = true;
  };
  const addText = (text: string) => {
    if (!broken && draft.text !== undefined && draft.text.length < maxText) draft.text += text;
  };
  parser.onerror = ({ message }) => {
    // A reference to half a character (some writers make two of one) or to NUL: it stays a reference, and costs its message at most.
    if (message.startsWith('Invalid character entity')) parser.resume();
    else breakOff();
  };
  parser.ondoctype = breakOff;
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onattribute = () => {
    if ((attributes += 1) > maxAttributes) breakOff();
  };
  parser.onopentag = ({ name }) => {
    attributes = 0;
    if (draft.path.length >= maxDepth || draft.closed) breakOff();
    else if (!broken) open(draft, localName(name));
  };
  parser.onclosetag = () => {
    if (!broken) close(draft);
  };
  const write = (text: string) => {
    if (!broken && text !== '') parser.write(text);
  };
  return {
    write: (bytes: Uint8Array) => write(decoder.decode(bytes, { stream: true })),
    breakOff,
    broken: () => broken,
    end() {
      write(decoder.decode());
      if (!broken) parser.close();
    },
  };
}

const greaterThan = 0x3e;
const nothing: Buffer = Buffer.alloc(0);

/** The frame goes to its reader tag by tag, so that it stops where a message begins; from there to the message's end a scanner goes on. */
function createReader(): Reader {
  const draft = emptyDraft();
  const frame = createFrameReader(draft);
  let scanner: ContentScanner | undefined;
  /** What the scanner could not tell yet. */
  let rest = nothing;
  /** Of the next byte, or of the first of `rest`. */
  let offset = 0;

  function passFrame(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(greaterThan, at) + 1 || bytes.length;
    draft.offset = offset + at;
    frame.write(bytes.subarray(at, end));
    if (draft.messageBegins) scanner = createContentScanner(offset + end);
    draft.messageBegins = false;
    return end;
  }

  function passMessage(message: ContentScanner, bytes: Buffer, from: number): number {
    const { at, found } = message.scan(bytes, from);
    if (found === 'broken') frame.breakOff();
    if (found === 'more') rest = bytes.subarray(at);
    else {
      draft.message = message.message();
      scanner = undefined;
    }
    return found === 'more' ? bytes.length : at;
  }

  return {
    write(chunk) {
      if (frame.broken()) return;
      const bytes =
        rest.length > 0
          ? Buffer.concat([rest, chunk])
          : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      rest = nothing;
      for (let at = 0; at < bytes.length && !frame.broken();)
        at = scanner ? passMessage(scanner, bytes, at) : passFrame(bytes, at);
      offset += bytes.length - rest.length;
    },
    end(whole) {
      if (whole && !scanner) frame.end();
      return envelopeOf(draft, whole && !scanner && !frame.broken());
    },
  };
}

/** By the last two names of their path, as the elements below, whose text is read here. */
const messageElement = 'bookingInfoList/infoTravelXML';
const readElements = new Set([
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
  draft.messageBegins = place(draft) === messageElement;
  if (readElements.has(place(draft))) draft.text = '';
}

function close(draft: Draft): void {
  const at = place(draft);
  if (at === messageElement) takeMessage(draft);
  else if (draft.text !== undefined && readElements.has(at)) {
    take(draft, at, draft.text);
    draft.text = undefined;
  }
  const name = draft.path.pop();
  if (name === 'bookingInfoList' && !draft.messageSeen) takeMessage(draft);
  if (draft.path.length === 0 && name === 'Envelope') draft.closed = true;
}

/** The one that has been passed, or an empty one. */
function takeMessage(draft: Draft): void {
  draft.messages.push(draft.message ?? createContentScanner(draft.offset).message());
  draft.message = undefined;
  draft.messageBegins = false;
  draft.messageSeen = true;
}

function take(draft: Draft, at: string, text: string): void {
  switch (at) {
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
