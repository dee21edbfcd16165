// What the metrics of the processes that run say of versions and of work: all of one build, and the database at theirs.
import type { Finding } from '../../plugin/platform/finding.js';
import { version } from '../../plugin/version.js';
import { asked, unlikeHoped } from './asked.js';
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

/** Seconds since each part of the state was read, by the process that has read it last. */
function agesOf(scrapes: readonly Scrape[], now: Date): ReadonlyMap<string, number> {
  const ages = new Map<string, number>();
  for (const { text } of scrapes)
    for (const { labels, value } of samplesOf(text, 'heyawari_snapshot_timestamp_seconds')) {
      const age = Math.max(0, Math.round(now.getTime() / 1000 - value));
      const { part = '' } = labels;
      ages.set(part, Math.min(age, ages.get(part) ?? Infinity));
    }
  return ages;
}

function workFindings(scrapes: readonly Scrape[], now: Date): readonly Finding[] {
  const about = 'jobs';
  const ages = agesOf(scrapes, now);
  if (ages.size === 0)
    return [{ about, state: 'notice', says: 'No job has ended yet: look again in a minute.' }];
  const least = Math.min(...ages.values());
  if (least > oldestSnapshotSeconds)
    return [
      failing(
        about,
        `The last snapshot of metrics is ${least} s old, and one is made every minute: does a process with role all or worker run?`,
      ),
    ];
  const worked: Finding = {
    about,
    state: 'ok',
    says: `They are worked: the last snapshot of metrics is ${least} s old.`,
  };
  const old = [...ages].filter(([, age]) => age > oldestSnapshotSeconds);
  const figures = old.map(([part, age]) =>
    failing(
      'figures',
      `Those of the part "${part}" are ${age} s old, and cannot be read: the log of the workers says why (FiguresOld in docs/runbooks.md).`,
    ),
  );
  return [worked, ...figures];
}

export async function metricFindings(addresses: readonly string[], now: Date): Promise<readonly Finding[]> {
  const answers = await Promise.all(
    addresses.map(async (at) => ({ at, ...(await asked(new URL('/metrics', at).href)) })),
  );
  const silent = answers.filter(({ status }) => status !== 200);
  const told = answers.filter(({ status }) => status === 200);
  const missing = silent.map(({ at, ...answer }) =>
    failing('metrics', `None at ${at} (${unlikeHoped(answer)}).`),
  );
  if (told.length === 0) return missing;
  return [...missing, buildFindings(told), schemaFindings(told), ...workFindings(told, now)];
}
