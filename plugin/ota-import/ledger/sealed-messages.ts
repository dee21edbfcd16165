// The text of a message or delivery, and what was read of it: sealed on the way into the database and opened on the way out.
import { createHash } from 'node:crypto';
import type { BookingReport } from '../../domain/booking-report.js';
import type { HotelId, MessageId } from '../../domain/ids.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Cipher, Sealed } from '../../platform/encryption/index.js';
import type { Platform } from '../../platform/index.js';
import { type NewMessage, putOff, type SealedReport } from './messages-repository.js';

/** SHA-256: what makes two messages, or two deliveries, the same content. */
export const contentHash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

export function sealMessages(cipher: Cipher, hotel: HotelId, texts: readonly string[]): NewMessage[] {
  return texts.map((text, position) => {
    const bytes = Buffer.from(text, 'utf8');
    return { position, contentHash: contentHash(bytes), sealed: cipher.seal(hotel, bytes) };
  });
}

/**
 * Rises whenever `BookingReport`, or how it is read, becomes another: what an earlier build has read is then read again from the text.
 */
export const reportForm = 1;

export function sealReport(cipher: Cipher, hotel: HotelId, report: BookingReport): SealedReport {
  return { form: reportForm, sealed: cipher.seal(hotel, Buffer.from(JSON.stringify(report), 'utf8')) };
}

/** What was sealed by `sealReport` in this form; undefined values are left out of it. */
export const openedReport = (text: string): BookingReport => JSON.parse(text) as BookingReport;

interface SealedMessage {
  readonly id: MessageId;
  readonly sealed: Sealed;
}

export interface OpenedMessage<Message> {
  readonly message: Message;
  readonly text: string;
}

/** How long a message is left alone that a fault of the installation keeps. */
const putOffMinutes = 1;

export const putOffUntil = (now: Date) => new Date(now.getTime() + putOffMinutes * 60_000);

/** What is sealed in messages. One that does not open says nothing about itself: the fault is told, the message waits, the others go on. */
export async function openMessages<Message extends SealedMessage>(
  { cipher, clock, faults }: Platform,
  tx: HotelTx,
  messages: readonly Message[],
): Promise<OpenedMessage<Message>[]> {
  const shut: Pick<Message, 'id'>[] = [];
  const opened = messages.flatMap((message) => {
    try {
      return [{ message, text: cipher.open(tx.hotel, message.sealed).toString('utf8') }];
    } catch (error) {
      if (!(error instanceof InstallationFault)) throw error;
      faults.report(error);
      shut.push(message);
      return [];
    }
  });
  await putOff(tx, shut, putOffUntil(clock.now()));
  return opened;
}
