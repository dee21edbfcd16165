// How findings are shown: a line each, or JSON for a program.
import type { Finding, FindingState } from '../../plugin/platform/finding.js';

const words: Readonly<Record<FindingState, string>> = { ok: 'ok   ', notice: '注意 ', fails: 'fails' };

const columns = (text: string) => text.padEnd(Math.max(18, text.length));

/** `ok     tables              All 50 tables are there …` */
export const lineOf = ({ about, state, says }: Finding): string =>
  `${words[state]}  ${columns(about)}  ${says}`;

export const isFit = (found: readonly Finding[]): boolean => found.every(({ state }) => state !== 'fails');

function sumOf(found: readonly Finding[]): string {
  const count = (state: FindingState) => found.filter((one) => one.state === state).length;
  return `${count('ok')} ok, ${count('notice')} 注意, ${count('fails')} fails.`;
}

/** All of them, then how many of each. */
export const pageOf = (found: readonly Finding[]): string => [...found.map(lineOf), sumOf(found)].join('\n');

/** `{"fit":true,"findings":[{"about":"Node","state":"ok","says":"…"}]}`; `fit`: nothing fails. */
export const jsonOf = (found: readonly Finding[]): string =>
  JSON.stringify({ fit: isFit(found), findings: found }, undefined, 2);
