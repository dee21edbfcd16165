// What platform tests share: a logger that keeps its lines, and waiting for something without sleeping.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import winston, { type Logger } from 'winston';
import { Writable } from 'node:stream';

export interface RecordedLog {
  readonly logger: Logger;
  readonly lines: Record<string, unknown>[];
}

/** A winston logger whose lines can be read back. */
export function recordedLog(): RecordedLog {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    objectMode: true,
    write(line: Record<string, unknown>, _encoding, done) {
      lines.push(line);
      done();
    },
  });
  return {
    logger: winston.createLogger({ level: 'debug', transports: [new winston.transports.Stream({ stream })] }),
    lines,
  };
}

/** What takes a second on an idle machine may take ten beside other work. */
const longestWait = 15_000;

/** Asks every 10 ms until `condition` holds; fails after `longest` milliseconds, 15,000 by default. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  longest = longestWait,
): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < longest) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`did not happen within ${longest / 1000} seconds`);
}

/** A port of the loopback address that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
