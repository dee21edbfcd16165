// What the PMS, with the plugin in it, finds in its environment during a run. Keys and secrets are made anew for each.
import { randomBytes } from 'node:crypto';

export interface Surroundings {
  readonly databaseUrl: string;
  readonly simulatorUrl: string;
  /** How long the plugin waits for the site controller's answer. */
  readonly timeoutSeconds: number;
}

export function environmentOf({
  databaseUrl,
  simulatorUrl,
  timeoutSeconds,
}: Surroundings): Record<string, string> {
  const url = new URL(databaseUrl);
  const database = url.pathname.slice(1);
  return {
    PG_HOST: url.hostname,
    PG_PORT: url.port,
    PG_USER: decodeURIComponent(url.username),
    PG_PASSWORD: decodeURIComponent(url.password),
    PG_DATABASE: database,
    PROD_PG_DATABASE: database,
    JWT_SECRET: randomBytes(16).toString('hex'),
    LOG_LEVEL: 'error',
    HEYAWARI: 'on',
    HEYAWARI_ENCRYPTION_KEYS: `run:${randomBytes(32).toString('base64')}`,
    HEYAWARI_LOG_LEVEL: 'error',
    XML_REQUEST_URL: simulatorUrl,
    XML_SYSTEM_ID: 'main-job',
    MAIN_JOB_TIMEOUT_SECONDS: String(timeoutSeconds),
  };
}
