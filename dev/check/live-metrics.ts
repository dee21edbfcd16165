// What the metrics of the processes that run say of versions and of work: all of one build, and the database at theirs.
import type { Finding } from '../../plugin/platform/finding.js';
import { version } from '../../plugin/version.js';
import { asked } from './asked.js';
import { greatestOf, samplesOf } from './exposition.js';

/** Above it operators are alerted too. */
const oldestSnapshotSeconds = 300;

interface Scrape {
  readonly at: string;
  readonly text: string;
}

const failing = (about: string, says: string): Finding => ({ about, state: 'fails', says });

function buildFindings(scrapes: readonly Scrape[]): Finding {
  const about = 'versions';
  const builds = scrapes.map(({ at, text }) => ({
    at,
    build: samplesOf(text, 'heyawari_build_info')[0]?.labels.version ?? 'unknown',
  }));
  const others = builds.filter(({ build }) => build !== version);
  if (others.length === 0) return { about, state: 'ok', says: `All processes are of version ${version}.` };
  const named = others.map(({ at, build }) => `${at}: ${build}`).join(', ');
  return failing(about, `This command is of version ${version}, but not ${named}: start these anew.`);
}

function schemaFindings(scrapes: readonly Scrape[]): Finding {
  const about = 'schema';
  const actual = Math.max(
    ...scrapes.map(({ text }) => greatestOf(text, 'heyawari_schema_version') ?? -Infinity),
  );
  const expected = Math.max(
    ...scrapes.map(({ text }) => greatestOf(text, 'heyawari_schema_expected_version') ?? -Infinity),
  );
  if (!Number.isFinite(actual))
    return {
      about,
      state: 'notice',
      says: 'Not told yet: it is a minute after the first start. Look again then; if it stays so, no process works jobs (role all or worker).',
    };
  if (actual < expected)
    return failing(
      about,
      `It is at migration ${actual}, and ${expected} is needed: run \`npx heyawari migrate\`.`,
    );
  return { about, state: 'ok', says: `It is at migration ${actual}, as this build needs.` };
}

function workFindings(scrapes: readonly Scrape[], now: Date): Finding {
  const about = 'jobs';
  const latest = Math.max(
    ...scrapes.map(({ text }) => greatestOf(text, 'heyawari_snapshot_timestamp_seconds') ?? -Infinity),
  );
  if (!Number.isFinite(latest))
    return { about, state: 'notice', says: 'No job has ended yet: look again in a minute.' };
  const age = Math.round(now.getTime() / 1000 - latest);
  if (age > oldestSnapshotSeconds)
    return failing(
      about,
      `The last snapshot of metrics is ${age} s old, and one is made every minute: does a process with role all or worker run?`,
    );
  return {
    about,
    state: 'ok',
    says: `They are worked: the last snapshot of metrics is ${Math.max(0, age)} s old.`,
  };
}

export async function metricFindings(addresses: readonly string[], now: Date): Promise<readonly Finding[]> {
  const answers = await Promise.all(
    addresses.map(async (at) => ({ at, ...(await asked(new URL('/metrics', at).href)) })),
  );
  const silent = answers.filter(({ status }) => status !== 200);
  const told = answers.filter(({ status }) => status === 200);
  const missing = silent.map(({ at, status, text }) =>
    failing('metrics', `None at ${at} (${status === 0 ? text : `status ${status}`}).`),
  );
  if (told.length === 0) return missing;
  return [...missing, buildFindings(told), schemaFindings(told), workFindings(told, now)];
}
