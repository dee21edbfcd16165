// How an answer leaves: whole, or in one of the ways in which answers do not arrive.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { isServiceName } from './answers.js';
import type { Dice } from './faults.js';
import { garbageBody } from './garbage.js';
import type { Message } from './messages.js';
import { between, type Random } from '../../dev/bookings/random.js';
import type { Service } from './service.js';

export interface TransmissionOptions {
  readonly service: Service;
  readonly dice: Dice;
  readonly random: Random;
  readonly slowSeconds: number;
  /** Told of the messages of every answer that has left whole. */
  readonly onDelivered: (messages: readonly Message[]) => void;
}

/** `POST /<service>`; anything else is 404. What a confirmation does is done even where its answer is lost. */
export function createTransmission(options: TransmissionOptions): RequestListener {
  return (request, response) => {
    transmit(options, request, response).catch((error: unknown) => response.destroy(error as Error));
  };
}

async function transmit(
  { service, dice, random, slowSeconds, onDelivered }: TransmissionOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = request.url?.slice(1) ?? '';
  if (request.method !== 'POST' || !isServiceName(name)) {
    response.writeHead(404).end();
    return;
  }
  const requestXml = await textOf(request);
  if (dice.strikes('noAnswer')) return;
  const { body, messages } = await service(name, requestXml);
  if (dice.strikes('slowAnswer')) await pauseWhileConnected(response, slowSeconds);
  const bytes = Buffer.from(body);
  if (dice.strikes('garbageBody')) send(response, garbageBody(random));
  else if (dice.strikes('truncatedBody')) send(response, partOf(bytes, random));
  else if (dice.strikes('cutConnection')) cut(response, bytes.length, partOf(bytes, random));
  else {
    response.once('finish', () => onDelivered(messages));
    send(response, bytes);
  }
}

/** Rejects when the other side hangs up meanwhile. */
async function pauseWhileConnected(response: ServerResponse, seconds: number): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await pause(seconds * 1000, undefined, { signal: gone.signal });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** At least the envelope's own end is missing. */
const partOf = (bytes: Buffer, random: Random) =>
  bytes.subarray(0, between(random, 1, bytes.length - '</S:Envelope>'.length));

const headers = (length: number) => ({
  'content-type': 'text/xml; charset=utf-8',
  'content-length': length,
});

function send(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, headers(body.length)).end(body);
}

/** Promises the whole body, sends a part of it and hangs up. */
function cut(response: ServerResponse, promised: number, part: Buffer): void {
  response.writeHead(200, headers(promised)).write(part, () => response.destroy());
}
