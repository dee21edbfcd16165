// The stand-in PMS with the plugin in it, in this process: what it is told, and how it is started.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type winston from 'winston';
import type { HeyawariOptions } from '../../plugin/index.js';
import type { Memory } from './memory.js';
import { StartProblem } from './problem.js';

export interface Pms {
  /** Rejects where the plugin in it does not start. */
  start(port: number): Promise<{ port: number }>;
  stop(): Promise<void>;
}

export interface PmsOptions {
  readonly databaseUrl: string;
  readonly memory: Memory;
  /** Address of the simulator. */
  readonly siteController: string;
  readonly metricsPort: number;
  /** Hotel time at which due rooms become final. */
  readonly deadlineHour: number;
  readonly logger: winston.Logger;
}

const require = createRequire(import.meta.url);

/** Its modules read their environment when they are loaded, and the plugin's further options with it. */
function loadPms(env: NodeJS.ProcessEnv, options: Partial<HeyawariOptions>) {
  Object.assign(process.env, env);
  Object.assign(require('../../examples/host-pms/api/heyawari.options.js') as object, options);
  return require('../../examples/host-pms/api/index.js') as Pms & {
    readonly plugin: { readonly started: Promise<boolean> };
  };
}

function environmentOf({ databaseUrl, memory, siteController }: PmsOptions): NodeJS.ProcessEnv {
  const url = new URL(databaseUrl);
  return {
    PG_HOST: url.hostname,
    PG_PORT: url.port || '5432',
    PG_USER: decodeURIComponent(url.username),
    PG_PASSWORD: decodeURIComponent(url.password),
    PG_DATABASE: url.pathname.slice(1),
    PROD_PG_DATABASE: url.pathname.slice(1),
    JWT_SECRET: memory.jwtSecret,
    // Whoever looks round signs in as several people.
    AUTH_ATTEMPTS: '100',
    LOG_LEVEL: 'error',
    XML_REQUEST_URL: siteController,
    XML_SYSTEM_ID: 'start',
    HEYAWARI: 'on',
    HEYAWARI_ENTRY: fileURLToPath(new URL('../../plugin/index.ts', import.meta.url)),
  };
}

/** The plugin's own lines go to `logger`; a site controller of ours may be asked, and the PMS written to, as fast as it goes. */
export function buildPms(options: PmsOptions): Pms {
  const pms = loadPms(environmentOf(options), {
    encryptionKeys: [{ id: 'start', key: options.memory.encryptionKey }],
    siteController: { timeoutSeconds: 5, pollSeconds: 1, pollSecondsOffHours: 1 },
    pace: { heldPerSecond: 0 },
    pool: { deadlineHour: options.deadlineHour },
    metrics: { port: options.metricsPort },
    logger: options.logger,
  });
  return {
    async start(port) {
      if (!(await pms.plugin.started)) throw new StartProblem('Heyawari did not start: its log says why.');
      return pms.start(port);
    },
    stop: () => pms.stop(),
  };
}
