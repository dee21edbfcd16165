// `check` and `rights`: what is asked and printed, without any change.
import { pmsRights } from '../../plugin/host/existing-pms/index.js';
import { type GrantsOf, migrationGrants, runtimeGrants } from '../../plugin/installation/index.js';
import { checkBefore } from '../check/before.js';
import { checkLive } from '../check/live.js';
import { isFit, jsonOf, type Language, pageOf } from '../check/show.js';
import { UsageError } from '../problems.js';
import { type Given, say } from './given.js';
import type { Action } from './word.js';

const loopback = 'http://127.0.0.1';
const highestPort = 65_535;

function addressIn(option: string, text: string): string {
  if (/^https?:\/\/[^/]/.test(text) && URL.canParse(text)) return text;
  throw new UsageError(`--${option} is an address like ${loopback}:5000, not "${text}".`);
}

/** A path is refused, since it would be left out silently; `known` are those that are asked anyway. */
function processIn(option: string, text: string, known: readonly string[] = []): string {
  const { origin, pathname } = new URL(addressIn(option, text));
  if (['/', ...known].includes(pathname)) return origin;
  throw new UsageError(`--${option} is an address without a path, like ${origin}, not "${text}".`);
}

/** Where nobody says: of the process whose environment this is. */
function metricsOf({ metrics }: Given): readonly string[] {
  if (metrics.length > 0) return metrics.map((at) => processIn('metrics', at, ['/metrics', '/health']));
  const text = process.env.HEYAWARI_METRICS_PORT?.trim() ?? '';
  const port = Number(text);
  if (port >= 1 && port <= highestPort && Number.isInteger(port)) return [`${loopback}:${port}`];
  const wrong = text === '' ? '' : `HEYAWARI_METRICS_PORT is no port, 1 to ${highestPort}: "${text}". `;
  throw new UsageError(
    `${wrong}Say where metrics and health of the processes are: --metrics ${loopback}:PORT for each, or HEYAWARI_METRICS_PORT.`,
  );
}

/** That of the terminal, found as POSIX says; what is set to nothing is not set. */
function language(): Language {
  const { env } = process;
  return (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').startsWith('ja') ? 'ja' : 'en';
}

async function found(given: Given) {
  const live = given.text('live');
  if (live === undefined) {
    if (given.url === '')
      throw new UsageError('DATABASE_URL is not set: as the processes of the plugin will connect.');
    return checkBefore({
      ...{ url: given.url, env: process.env, processes: given.processes },
      functions: given.text('functions'),
    });
  }
  const prometheus = given.text('prometheus');
  return checkLive({
    url: processIn('live', live),
    metrics: metricsOf(given),
    prometheus: prometheus === undefined ? undefined : addressIn('prometheus', prometheus),
    databaseUrl: given.url === '' ? undefined : given.url,
    language: language(),
    now: new Date(),
  });
}

export const check: Action = async (given) => {
  const findings = await found(given);
  say(given.json ? jsonOf(findings) : pageOf(findings, language()));
  return isFit(findings) ? 0 : 1;
};

const plain = /^[a-z_][a-z0-9_$]*$/;
/** Words of SQL that somebody may call a role or a database; without quotes they would mean something else, or nothing. */
const reserved =
  /^(all|analyse|analyze|any|asc|both|case|check|current_(role|user)|default|desc|do|end|for|from|grant|group|in|into|leading|limit|not|offset|on|only|or|order|primary|public|select|session_user|system_user|table|then|to|trailing|union|unique|user|using|when|where|window|with|none)$/;
/** As SQL wants it. */
const quoted = (name: string) =>
  plain.test(name) && !reserved.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

export const rights: Action = (given) => {
  const name = (option: 'database' | 'migration' | 'runtime', usual: string) =>
    quoted(given.text(option) ?? usual);
  const roles: GrantsOf = {
    database: name('database', 'pms'),
    migration: name('migration', 'owner'),
    runtime: name('runtime', 'pms'),
    pms: pmsRights,
  };
  const { own, pms } = runtimeGrants(roles);
  say(
    [
      '-- 1. Before the first migration, by the owner of the database.',
      ...migrationGrants(roles),
      `-- 2. After the first migration, by ${roles.migration}: also for what later migrations add.`,
      ...own,
      `-- 3. Only where ${roles.runtime} is not the PMS's own role: by the owner of the PMS's tables.`,
      ...pms,
    ].join('\n'),
  );
  return Promise.resolve(0);
};
