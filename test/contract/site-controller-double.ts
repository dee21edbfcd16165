// A few lines of HTTP in place of the site controller: answers what a test has laid ready, remembers what it was asked.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { completionEnvelope, outputEnvelope } from '../support/booking-message.js';

export interface SiteControllerDouble {
  /** For XML_REQUEST_URL, ends with a slash. */
  readonly url: string;
  /** Output ids that were confirmed, in order. */
  readonly confirmed: string[];
  /** Bodies by service, in order. */
  readonly requests: { readonly service: string; readonly body: string }[];
  /** What every fetch gets until the next call. */
  deliver(outputId: string | undefined, messages: readonly string[]): void;
  /** Any answer instead of a delivery. */
  deliverRaw(body: string): void;
  close(): Promise<void>;
}

export async function startSiteController(): Promise<SiteControllerDouble> {
  const confirmed: string[] = [];
  const requests: { service: string; body: string }[] = [];
  let delivery = outputEnvelope(undefined, []);

  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const service = (request.url ?? '').slice(1);
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push({ service, body });
      const outputId = /<outputId>(.*?)<\/outputId>/.exec(body)?.[1];
      if (service === 'OutputCompleteService' && outputId) confirmed.push(outputId);
      response.setHeader('content-type', 'text/xml');
      response.end(service === 'BookingInfoOutputService' ? delivery : completionEnvelope());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    confirmed,
    requests,
    deliver(outputId, messages) {
      delivery = outputEnvelope(outputId, messages);
    },
    deliverRaw(body) {
      delivery = body;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
