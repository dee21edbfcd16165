// The text of a message or delivery, sealed on its way into the database and opened on its way out.
import { createHash } from 'node:crypto';
import type { HotelId, MessageId } from '../../domain/ids.js';
import { InstallationFault } from '../../domain/installation-fault.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Cipher, Sealed } from '../../platform/encryption/index.js';
import type { Platform } from '../../platform/index.js';
import { type NewMessage, putOff } from './messages-repository.js';

/** SHA-256: what makes two messages, or two deliveries, the same content. */
export const contentHash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

export function sealMessages(cipher: Cipher, hotel: HotelId, texts: readonly string[]): NewMessage[] {
  return texts.map((text, position) => {
    const bytes = Buffer.from(text, 'utf8');
    return { position, contentHash: contentHash(bytes), sealed: cipher.seal(hotel, bytes) };
  });
}

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

/** The texts of messages. One that does not open says nothing about itself: the fault is told, the message waits, the others go on. */
export async function openMessages<Message extends SealedMessage>(
  { cipher, clock, faults }: Platform,
  tx: HotelTx,
  messages: readonly Message[],
): Promise<OpenedMessage<Message>[]> {
  const shut: MessageId[] = [];
  const opened = messages.flatMap((message) => {
    try {
      return [{ message, text: cipher.open(tx.hotel, message.sealed).toString('utf8') }];
    } catch (error) {
      if (!(error instanceof InstallationFault)) throw error;
      faults.report(error);
      shut.push(message.id);
      return [];
    }
  });
  await putOff(tx, shut, putOffUntil(clock.now()));
  return opened;
}
