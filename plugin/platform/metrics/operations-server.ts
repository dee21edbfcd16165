// Metrics and health over HTTP, for operators: on the loopback address alone, apart from what guests and staff can reach.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { Logger } from 'winston';
import type { Health, HealthReport } from '../health/index.js';
import { processMetrics } from './process-metrics.js';
import { renderMetrics } from './render.js';

export interface OperationsServerOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly metrics: Registry;
  readonly health: Health;
  readonly logger: Logger;
  /** Seconds after which a port that could not be had is tried again; default 60. */
  readonly retrySeconds?: number;
}

export interface OperationsServer {
  /** Resolves after the first try: no booking waits for a port that another process has. It is tried again until it is free. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The port it listens on; undefined while stopped. */
  port(): number | undefined;
}

const loopback = '127.0.0.1';
const readingMethods: readonly (string | undefined)[] = ['GET', 'HEAD'];

/** Which required checks fail, and why. */
const readiness = ({ ready, checks }: HealthReport) => ({
  ready,
  failing: checks
    .filter(({ ok, level }) => !ok && level === 'required')
    .map(({ name, cause }) => ({ name, cause })),
});

export function createOperationsServer(options: OperationsServerOptions): OperationsServer {
  const { metrics, health, logger, retrySeconds = 60 } = options;

  const json = (response: ServerResponse, status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  const answer = async (path: string, response: ServerResponse): Promise<unknown> => {
    switch (path) {
      case '/metrics': {
        const text = await renderMetrics([metrics, processMetrics()], logger);
        return response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
      }
      case '/health/live':
        return json(response, 200, { live: true });
      case '/health/ready': {
        const report = await health.report('required');
        return json(response, report.ready ? 200 : 503, readiness(report));
      }
      case '/health': {
        const report = await health.report();
        return json(response, report.ready ? 200 : 503, report);
      }
      default:
        return json(response, 404, { error: 'try /metrics, /health, /health/live or /health/ready' });
    }
  };

  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    if (!readingMethods.includes(request.method)) {
      json(response, 405, { error: 'there is nothing to change here' });
      return;
    }
    answer(path, response).catch((error: unknown) => {
      logger.error('metrics or health could not be answered', { path, error });
      json(response, 500, { error: 'see the log' });
    });
  });

  let retry: NodeJS.Timeout | undefined;

  const listen = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, loopback, () => {
        server.off('error', reject);
        resolve();
      });
    });

  async function open(tell: (error: unknown) => void): Promise<void> {
    try {
      await listen();
    } catch (error) {
      tell(error);
      retry = setTimeout(() => void open(() => undefined), retrySeconds * 1000).unref();
    }
  }

  return {
    start: () =>
      open((error) => {
        const reason = error instanceof Error ? error.message : String(error);
        logger.error(
          `metrics and health have no port; each process needs one of its own, and it is tried again: ${reason}`,
        );
      }),
    stop: () =>
      new Promise((resolve) => {
        clearTimeout(retry);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    port: () => (server.address() as AddressInfo | null)?.port,
  };
}
