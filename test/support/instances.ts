// The stand-in PMS with the plugin mounted, and workers beside it, in processes of their own: as a hotel runs it, several of them where wanted.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { createHeyawari, existingPms } from '../../plugin/index.js';
import { longestLookSeconds } from '../../plugin/platform/jobs/index.js';
import {
  hostModulesPath,
  loadHostModules,
  postgresEnvironment,
  type RunningHostPms,
  startHostPms,
} from './host-pms.js';
import { until } from './platform.js';
import { eagerSettings, letEveryoneIn, testKey, testLogger } from './world.js';

/** The plugin's sources, for the PMS's mount file. */
export const pluginEntry = fileURLToPath(new URL('../../plugin/index.ts', import.meta.url));

export interface ProcessSettings {
  readonly databaseUrl: string;
  readonly siteController: string;
  /** Default: the plugin's sources. */
  readonly entry?: string;
}

/** What a PMS process with the plugin needs in its environment, beside the database: no pause, no pace, quiet. */
export const pluginEnvironment = ({ siteController, entry }: ProcessSettings): Record<string, string> => ({
  HEYAWARI: 'on',
  HEYAWARI_ENTRY: entry ?? pluginEntry,
  // Sources need their compiler.
  ...(entry === undefined && { NODE_OPTIONS: '--import tsx' }),
  HEYAWARI_ENCRYPTION_KEYS: `${testKey.id}:${testKey.key}`,
  HEYAWARI_PACE_HELD_PER_SECOND: '0',
  HEYAWARI_SITE_CONTROLLER_POLL_SECONDS: '0',
  HEYAWARI_SITE_CONTROLLER_POLL_SECONDS_OFF_HOURS: '0',
  XML_REQUEST_URL: siteController,
  XML_SYSTEM_ID: 'SYS',
  LOG_LEVEL: process.env.TEST_LOG === 'on' ? 'info' : 'error',
});

/** Of the PMS process that a test kills (`dev/main-job/plugin-process.ts`). */
export const killableEnvironment = (settings: ProcessSettings): NodeJS.ProcessEnv => ({
  ...process.env,
  ...postgresEnvironment(settings.databaseUrl),
  ...pluginEnvironment(settings),
  NODE_OPTIONS: '',
  JWT_SECRET: 'a secret for tests only',
  MAIN_JOB_TIMEOUT_SECONDS: '5',
});

/** `count` processes on one database, on the system's clock. */
export const startInstances = (count: number, settings: ProcessSettings): Promise<RunningHostPms[]> =>
  Promise.all(
    Array.from({ length: count }, () =>
      startHostPms({
        databaseUrl: settings.databaseUrl,
        env: pluginEnvironment(settings),
      }),
    ),
  );

/** How a process ended: its code, or the signal that ended it. */
export type End = number | NodeJS.Signals;

export interface RunningWorker {
  readonly process: ChildProcess;
  /** Resolves when the process has gone. */
  readonly gone: Promise<End>;
}

/** A process that only works jobs, as `heyawari.worker.cjs` beside a PMS. Resolves when it works; `env` is added to its environment. */
export async function startWorker(
  settings: ProcessSettings,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningWorker> {
  const child = spawn(process.execPath, [`${hostModulesPath}/heyawari.worker.cjs`], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      ...postgresEnvironment(settings.databaseUrl),
      ...pluginEnvironment(settings),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  const gone = new Promise<End>((resolve) =>
    child.once('exit', (code, signal) => {
      process.off('exit', killOnExit);
      resolve(code ?? signal!);
    }),
  );
  const working = new Promise<void>((resolve) =>
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('working')) resolve();
    }),
  );
  const refused = gone.then((end) =>
    Promise.reject(new Error(`the worker ended with ${end} while starting`)),
  );
  await Promise.race([working, refused]);
  refused.catch(() => undefined); // from here on its end is awaited by whoever wants it
  return { process: child, gone };
}

/**
 * As `until`, for what workers in processes of their own do: one that missed the word of a job looks for it after `longestLookSeconds`, which is
 * all that `until` waits. Mocha has to wait for it, too.
 */
export const untilWorked = (condition: () => boolean | Promise<boolean>): Promise<void> =>
  until(condition, 3 * longestLookSeconds * 1000);

export interface Receiver {
  /** Asks the site controller for every hotel; resolves after receipt. */
  fetch(): Promise<void>;
  stop(): Promise<void>;
}

/** An instance in this process that receives, and leaves the work to the workers. */
export async function startReceiver(database: pg.Pool, settings: ProcessSettings): Promise<Receiver> {
  const host = loadHostModules(settings.databaseUrl);
  const heyawari = createHeyawari({
    ...eagerSettings,
    role: 'web',
    siteController: { url: settings.siteController, systemId: 'SYS', pollSeconds: 0, pollSecondsOffHours: 0 },
    database,
    host: existingPms({ reservations: host.reservations }),
    auth: letEveryoneIn,
    logger: testLogger(),
  });
  await heyawari.start();
  return {
    fetch: () => heyawari.fetchNow(),
    async stop() {
      await heyawari.stop();
      await host.close();
    },
  };
}
