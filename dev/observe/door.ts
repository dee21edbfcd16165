// The door at which Alertmanager tells what it has to tell, instead of sending a mail.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Alertmanager sends to a webhook, as far as we read it. */
export interface Told {
  readonly receiver: string;
  readonly status: string;
  readonly alerts: readonly {
    readonly status: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

export interface Door {
  /** Its address, for a webhook. */
  readonly url: string;
  close(): void;
}

/** A message of Alertmanager's is a few kilobytes. */
const longestBytes = 1_000_000;

/** On the loopback address. What is no message of Alertmanager's is answered with 400. */
export async function openDoor(hear: (told: Told) => void): Promise<Door> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > longestBytes) request.destroy();
      else parts.push(part);
    });
    request.on('end', () => {
      try {
        hear(JSON.parse(Buffer.concat(parts).toString('utf8')) as Told);
      } catch {
        response.statusCode = 400;
      }
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A line for each alert of it: who would be told of what. Alerts carry identifiers and counts, nothing of a guest. */
export const linesOf = ({ receiver, alerts }: Told): string[] =>
  alerts.map(({ status, labels, annotations }) => {
    const turn = status === 'firing' ? '発生' : '復旧';
    return `told ${receiver}: [${turn}] ${labels.alertname} ${annotations.summary_ja} (${annotations.summary}) ${annotations.runbook_url}`;
  });
