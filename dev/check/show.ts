// How findings are shown: a line each, or JSON for a program.
import type { Finding, FindingState } from '../../plugin/platform/finding.js';

export type Language = 'ja' | 'en';

const words: Readonly<Record<Language, Readonly<Record<FindingState, string>>>> = {
  en: { ok: 'ok', notice: 'notice', fails: 'fails' },
  ja: { ok: '良好', notice: '注意', fails: '要対応' },
};
/** Columns of the widest, in each language. */
const wordWidth = 6;
/** A letter that is no Latin one takes two columns. */
const columnsOf = (word: string) => (/^[a-z]/.test(word) ? word.length : 2 * word.length);
const inColumns = (word: string) => word + ' '.repeat(wordWidth - columnsOf(word));

const columns = (text: string) => text.padEnd(Math.max(18, text.length));

/** `ok      tables              All 50 tables are there …` */
export const lineOf = ({ about, state, says }: Finding, language: Language): string =>
  `${inColumns(words[language][state])}  ${columns(about)}  ${says}`;

export const isFit = (found: readonly Finding[]): boolean => found.every(({ state }) => state !== 'fails');

/** `13 ok, 1 notice, 0 fails.` */
function sumOf(found: readonly Finding[], language: Language): string {
  const count = (state: FindingState) => found.filter((one) => one.state === state).length;
  const ofState = (state: FindingState) => `${count(state)} ${words[language][state]}`;
  return `${ofState('ok')}, ${ofState('notice')}, ${ofState('fails')}.`;
}

/** All of them, then how many of each. */
export const pageOf = (found: readonly Finding[], language: Language): string =>
  [...found.map((one) => lineOf(one, language)), sumOf(found, language)].join('\n');

/** `{"fit":true,"findings":[{"about":"Node","state":"ok","says":"…"}]}`; `fit`: nothing fails. */
export const jsonOf = (found: readonly Finding[]): string =>
  JSON.stringify({ fit: isFit(found), findings: found }, undefined, 2);
