// What no program expects: messages that are no reports and bodies that are no envelopes.
import type { Message } from './messages.js';
import { between, pick, type Random } from '../../dev/bookings/random.js';

/** Its text is legal in XML, so that it harms no other message of its output; never the same twice. */
export function garbageMessage(random: Random): Message {
  const id = between(random, 0, 2 ** 32);
  const texts = [
    `予約 ${id}`,
    `<AllotmentBookingReport><TransactionType><DataID>${id}-1</DataID>`,
    `<OtherReport><Number>${id}</Number></OtherReport>`,
    `<!DOCTYPE x [<!ENTITY y "${id}">]><AllotmentBookingReport>&y;</AllotmentBookingReport>`,
    `{"DataID":"${id}-1"}`,
  ];
  return { dataId: undefined, xml: pick(random, texts) };
}

/** A proxy's page, noise, or nothing. */
export function garbageBody(random: Random): Buffer {
  const noise = Buffer.from(Array.from({ length: 512 }, () => between(random, 0, 256)));
  return pick(random, [
    Buffer.from('<html><body><h1>502 Bad Gateway</h1></body></html>'),
    noise,
    Buffer.alloc(0),
  ]);
}
