// The stand-in PMS with the plugin mounted, in processes of their own: as a hotel runs it, several of them where wanted.
import { fileURLToPath } from 'node:url';
import { type RunningHostPms, startHostPms } from './host-pms.js';
import { testKey } from './world.js';

/** The plugin's sources, for the PMS's mount file. */
export const pluginEntry = fileURLToPath(new URL('../../plugin/index.ts', import.meta.url));

export interface ProcessSettings {
  readonly databaseUrl: string;
  readonly siteController: string;
}

/** What a PMS process with the plugin needs in its environment, beside the database: no pause, no pace, quiet. */
export const pluginEnvironment = ({ siteController }: ProcessSettings): Record<string, string> => ({
  HEYAWARI: 'on',
  HEYAWARI_ENTRY: pluginEntry,
  HEYAWARI_ENCRYPTION_KEYS: `${testKey.id}:${testKey.key}`,
  HEYAWARI_PACE_HELD_PER_SECOND: '0',
  HEYAWARI_SITE_CONTROLLER_POLL_SECONDS: '0',
  HEYAWARI_SITE_CONTROLLER_POLL_SECONDS_OFF_HOURS: '0',
  XML_REQUEST_URL: siteController,
  XML_SYSTEM_ID: 'SYS',
  LOG_LEVEL: process.env.TEST_LOG === 'on' ? 'info' : 'error',
});

/** `count` processes on one database, on the system's clock. */
export const startInstances = (count: number, settings: ProcessSettings): Promise<RunningHostPms[]> =>
  Promise.all(
    Array.from({ length: count }, () =>
      startHostPms({
        databaseUrl: settings.databaseUrl,
        env: { NODE_OPTIONS: '--import tsx', ...pluginEnvironment(settings) },
      }),
    ),
  );
