// The health report of each process that runs, line by line.
import { z } from 'zod';
import type { Finding } from '../../plugin/platform/finding.js';
import { asked, jsonIn, unlikeHoped } from './asked.js';
import type { Language } from './show.js';

/** As far as it is shown. `since` and `whatToDo` are there where the process tells them. */
const report = z.object({
  ready: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      level: z.string(),
      ok: z.boolean(),
      since: z.string().nullish(),
      cause: z.string().nullish(),
      details: z.record(z.string(), z.union([z.string(), z.number()]).catch('?')).nullish(),
      whatToDo: z.object({ ja: z.string(), en: z.string() }).nullish(),
      notKnown: z.boolean().nullish(),
    }),
  ),
});
type Check = z.output<typeof report>['checks'][number];

function findingOf(
  at: string,
  { name, level, ok, since, cause, details, whatToDo }: Check,
  language: Language,
): Finding {
  const about = `health: ${name}`;
  if (ok) return { about, state: 'ok', says: at };
  const state = level === 'required' ? 'fails' : 'notice';
  const named = Object.entries(details ?? {}).map(([what, value]) => `${what}: ${value}`);
  const parts = [cause ?? 'see the log', since ? `since ${since}` : '', ...named, whatToDo?.[language] ?? ''];
  return { about, state, says: `${at}: ${parts.filter((part) => part !== '').join('; ')}` };
}

const notKnownYet: Readonly<Record<Language, string>> = {
  ja: 'データベースが応答するまで確認できない項目',
  en: 'not known while the database cannot be asked',
};

/** Of many parts in one line: the line of the database says what to do. */
function unknownIn(at: string, checks: readonly Check[], language: Language): Finding[] {
  const names = checks.filter(({ notKnown }) => notKnown).map(({ name }) => name);
  const says = `${at}: ${notKnownYet[language]}: ${names.join(', ')}`;
  return names.length === 0 ? [] : [{ about: 'health', state: 'notice', says }];
}

async function ofOne(at: string, language: Language): Promise<readonly Finding[]> {
  const answer = await asked(new URL('/health', at).href);
  const parsed = report.safeParse(jsonIn(answer));
  if (parsed.success) {
    const { checks } = parsed.data;
    const known = checks.filter(({ notKnown }) => !notKnown);
    return [...known.map((check) => findingOf(at, check, language)), ...unknownIn(at, checks, language)];
  }
  const says = `No health report at ${at} (${unlikeHoped(answer)}): does the process run, and is its HEYAWARI_METRICS_PORT that?`;
  return [{ about: 'health', state: 'fails', says }];
}

export async function healthFindings(addresses: readonly string[], language: Language) {
  return (await Promise.all(addresses.map((at) => ofOne(at, language)))).flat();
}
