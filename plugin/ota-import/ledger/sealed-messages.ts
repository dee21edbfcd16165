// The text of a message, wherever it is stored, and what was read of it: sealed in the database, and opened on the way out.
import { createHash } from 'node:crypto';
import type { BookingReport } from '../../domain/booking-report.js';
import type { HotelId, MessageId } from '../../domain/ids.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Cipher } from '../../platform/encryption/index.js';
import type { Platform } from '../../platform/index.js';
import { longestContent, messageText } from '../../tl-lincoln/index.js';
import { cutOut, openPart, partsOf, type TextPlace } from './body-parts.js';
import { type PartPlace, storedParts } from './body-parts-repository.js';
import { putOff, type SealedReport, type StoredText } from './messages-repository.js';

/** SHA-256: what makes two messages the same content. */
export const contentHash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/**
 * Rises whenever `BookingReport`, or how it is read, becomes another: what an earlier build has read is then read again from the text.
 */
export const reportForm = 4;

export function sealReport(cipher: Cipher, hotel: HotelId, report: BookingReport): SealedReport {
  return { form: reportForm, sealed: cipher.seal(hotel, Buffer.from(JSON.stringify(report), 'utf8')) };
}

/** What was sealed by `sealReport` in this form; undefined values are left out of it. */
export const openedReport = (text: string): BookingReport => JSON.parse(text) as BookingReport;

interface StoredMessage {
  readonly id: MessageId;
  readonly stored: StoredText;
}

/** How long a message is left alone that a fault of the installation keeps. */
const putOffMinutes = 1;

export const putOffUntil = (now: Date) => new Date(now.getTime() + putOffMinutes * 60_000);

/** Parts that stay opened: messages are opened in the order in which they lie in the body, a long one across many. */
const partsKeptOpen = 2;

const nameOf = ({ output, position }: PartPlace) => `${output} ${position}`;
const placesOf = (text: TextPlace): PartPlace[] =>
  partsOf(text).map((position) => ({ output: text.output, position }));

/** More of it is not read. */
const readable = (text: TextPlace): TextPlace => ({
  ...text,
  length: Math.min(text.length, longestContent),
});

/** Opens texts that lie in bodies, each part once for neighbours. Throws an `InstallationFault` where one does not open. */
async function bodyReader(cipher: Cipher, sql: HotelSql, texts: readonly TextPlace[]) {
  const wanted = new Map(texts.flatMap(placesOf).map((place) => [nameOf(place), place]));
  const parts = await storedParts(sql, [...wanted.values()]);
  const sealedParts = new Map(parts.map(({ sealed, ...place }) => [nameOf(place), sealed]));
  const opened = new Map<string, Buffer>();

  function partAt(place: PartPlace): Buffer {
    const name = nameOf(place);
    const known = opened.get(name);
    if (known) return known;
    const sealed = sealedParts.get(name);
    if (!sealed)
      throw new InstallationFault('database_broken', 'a part of a stored delivery is missing', { ...place });
    const part = openPart(cipher, sql.hotel, sealed);
    opened.set(name, part);
    const [oldest] = opened.keys();
    if (oldest !== undefined && opened.size > partsKeptOpen) opened.delete(oldest);
    return part;
  }

  return (text: TextPlace): string => messageText(cutOut(text, placesOf(text).map(partAt)));
}

/** The texts of messages, each to be opened by itself: that throws an `InstallationFault` where it cannot be. */
export async function textReader(
  cipher: Cipher,
  sql: HotelSql,
  texts: readonly StoredText[],
): Promise<(text: StoredText) => string> {
  const inBodies = texts.flatMap((text) => (text.kind === 'in_body' ? [readable(text)] : []));
  const read = await bodyReader(cipher, sql, inBodies);
  return (text) =>
    text.kind === 'in_body' ? read(readable(text)) : cipher.open(sql.hotel, text.sealed).toString('utf8');
}

/** The text of one message. Throws an `InstallationFault` where it cannot be opened. */
export async function openText(cipher: Cipher, sql: HotelSql, text: StoredText): Promise<string> {
  return (await textReader(cipher, sql, [text]))(text);
}

/** What is made of a message whose text is open; the text is not kept. */
export type Reading<Message, Read> = (message: Message, text: string) => Read | Promise<Read>;

/**
 * Opens messages one after the other, each when the one before has been read: texts of many at once would outlive the young collections. One that
 * does not open says nothing about itself: the fault is told, and it is not among what is answered.
 */
export async function readOpened<Message extends StoredMessage, Read>(
  { cipher, faults }: Platform,
  sql: HotelSql,
  messages: readonly Message[],
  read: Reading<Message, Read>,
): Promise<{ readonly message: Message; readonly read: Read }[]> {
  const texts = messages.map(({ stored }) => stored);
  const textOf = await textReader(cipher, sql, texts);
  const results: { readonly message: Message; readonly read: Read }[] = [];
  for (const message of messages) {
    const text = textOrFault(() => textOf(message.stored));
    if (typeof text === 'string') results.push({ message, read: await read(message, text) });
    else faults.report(text);
  }
  return results;
}

function textOrFault(open: () => string): string | InstallationFault {
  try {
    return open();
  } catch (error) {
    if (error instanceof InstallationFault) return error;
    throw error;
  }
}

/** The same of messages that are to be read or applied: one that does not open waits, the others go on. */
export async function readOrPutOff<Message extends StoredMessage, Read>(
  platform: Platform,
  tx: HotelTx,
  messages: readonly Message[],
  read: Reading<Message, Read>,
): Promise<Read[]> {
  const results = await readOpened(platform, tx, messages, read);
  const open = new Set(results.map(({ message }) => message.id));
  const shut = messages.filter(({ id }) => !open.has(id));
  await putOff(tx, shut, putOffUntil(platform.clock.now()));
  return results.map((result) => result.read);
}

/** Undefined of what this process has no key for, or finds broken: a person sees and settles the rest all the same. */
export async function ifOpens<T>(open: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof InstallationFault) return undefined;
    throw error;
  }
}
