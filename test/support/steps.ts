// What a process says to PostgreSQL and to the site controller, step by step: a relay for each, that tells of a step before it is taken.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** `before`: nothing of the step gets through. `unheard`: it is taken, and nobody hears of it. */
export type Moment = 'before' | 'unheard';

export interface Steps {
  readonly port: number;
  stop(): Promise<void>;
}

/** Told of each step in its turn; where it answers with a moment, the relay lets nothing through on that connection from there on. */
export type OnStep = (step: string) => Moment | undefined;

/** Splits what one side says into steps: the bytes of each, and what it is, undefined where that does not matter. */
type Splitter = (chunk: Buffer) => readonly { readonly bytes: Buffer; readonly step: string | undefined }[];

/** What the other side says, as a step: `unheard` lets half of it through. */
type AnswerStep = (chunk: Buffer) => string | undefined;

async function startRelay(
  target: number,
  onStep: OnStep,
  splitter: () => Splitter,
  answerStep: AnswerStep = () => undefined,
): Promise<Steps> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const outgoing = connect(target, '127.0.0.1');
    const split = splitter();
    let held = false;
    for (const [here, there] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(here);
      here.on('error', () => there.destroy());
      here.on('close', () => {
        sockets.delete(here);
        // What has been let through to the other side is worked off there before it notices.
        there.end();
      });
    }
    outgoing.on('data', (chunk: Buffer) => {
      if (held) return;
      const step = answerStep(chunk);
      const moment = step === undefined ? undefined : onStep(step);
      held = moment !== undefined;
      if (moment === 'unheard') incoming.write(chunk.subarray(0, chunk.length / 2));
      else if (!moment) incoming.write(chunk);
    });
    incoming.on('data', (chunk: Buffer) => {
      for (const { bytes, step } of split(chunk)) {
        if (held) return;
        const moment = step === undefined ? undefined : onStep(step);
        held = moment !== undefined;
        if (moment !== 'before') outgoing.write(bytes);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const textUntilZero = (bytes: Buffer, at: number) => {
  const end = bytes.indexOf(0, at);
  return { text: bytes.toString('utf8', at, end), next: end + 1 };
};

/** Of PostgreSQL's protocol, version 3, one connection's frontend: its statements, prepared ones by their text. */
function statements(): Splitter {
  const prepared = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let started = false;

  /** A statement is run by Query or by Bind, Execute and Sync behind it. */
  function stepOf(message: Buffer): string | undefined {
    const type = String.fromCharCode(message[0]!);
    if (type === 'Q') return textUntilZero(message, 5).text;
    if (type === 'P') {
      const name = textUntilZero(message, 5);
      prepared.set(name.text, textUntilZero(message, name.next).text);
    }
    if (type !== 'B') return undefined;
    return prepared.get(textUntilZero(message, textUntilZero(message, 5).next).text);
  }

  /** A message with what must follow it, or undefined where it has not come whole. */
  function take(): { bytes: Buffer; step: string | undefined } | undefined {
    const head = started ? 1 : 0;
    if (rest.length < head + 4) return undefined;
    const length = head + rest.readUInt32BE(head);
    if (rest.length < length) return undefined;
    const bytes = rest.subarray(0, length);
    rest = rest.subarray(length);
    if (started) return { bytes, step: stepOf(bytes) };
    started = true;
    return { bytes, step: undefined };
  }

  /** Up to the Sync that ends it, which may come later than its Bind. */
  function takeStep(): { bytes: Buffer; step: string | undefined } | undefined {
    const before = rest;
    const parts: Buffer[] = [];
    let step: string | undefined;
    for (;;) {
      const message = take();
      if (!message) {
        rest = before;
        return undefined;
      }
      parts.push(message.bytes);
      step ??= message.step;
      if (!'PBDEC'.includes(String.fromCharCode(message.bytes[0]!)))
        return { bytes: Buffer.concat(parts), step };
    }
  }

  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const steps = [];
    for (let step = takeStep(); step; step = takeStep()) steps.push(step);
    return steps;
  };
}

/** Each request, as soon as it begins. */
const requests = (): Splitter => (chunk) => {
  const [, service] = /^POST \/(\w+)/.exec(chunk.toString('latin1', 0, 100)) ?? [];
  return [{ bytes: chunk, step: service && `POST ${service}` }];
};

const answers: AnswerStep = (chunk) =>
  chunk.toString('latin1', 0, 20).startsWith('HTTP/1.1 200') ? 'ANSWER' : undefined;

export const relayStatements = (port: number, onStep: OnStep): Promise<Steps> =>
  startRelay(port, onStep, statements);

export const relayRequests = (port: number, onStep: OnStep): Promise<Steps> =>
  startRelay(port, onStep, requests, answers);
