// Which mappings and codes a person looks for, and in what order codes are shown. Pure.
import type { Mapping, SeenCode } from '../../../api/mappings.js';

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** By a part of the code, the agency, a name of the room or the type; width and case do not count. */
const says = (search: string, texts: readonly (string | null | undefined)[]): boolean =>
  texts.some((text) => text != null && folded(text).includes(folded(search.trim())));

export const findMappings = <Listed extends Mapping>(all: readonly Listed[], search: string): Listed[] =>
  all.filter(({ agency, code, names, type }) => says(search, [agency, code, type.name, ...names]));

/** Those first that lead nowhere, and of these the ones for which most messages wait; then as they came. */
export const findCodes = (all: readonly SeenCode[], search: string): SeenCode[] =>
  all
    .filter(({ agency, code, names, meaning }) => says(search, [agency, code, meaning?.type.name, ...names]))
    .sort(
      (one, other) =>
        Number(other.meaning === null) - Number(one.meaning === null) || other.waiting - one.waiting,
    );

export const withoutMeaning = (all: readonly SeenCode[]): SeenCode[] =>
  findCodes(all, '').filter(({ meaning }) => meaning === null);

/** What agencies call the room of that code, where they do not by the code: the agency that is filled in, or any. */
export const namesSeen = (
  all: readonly SeenCode[],
  { ofAny, agency, code }: { readonly ofAny: boolean; readonly agency: string; readonly code: string },
): string[] => [
  ...new Set(
    all
      .filter((seen) => seen.code === code.trim() && (ofAny || seen.agency === agency.trim()))
      .flatMap(({ names }) => names)
      .filter((name) => name !== code.trim()),
  ),
];
