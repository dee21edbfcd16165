// A travel agency as a company: one key for all the ways in which messages and the PMS write its name. Pure.
import type { BookingNumber } from './ids.js';

declare const brand: unique symbol;
/** A company, whatever office, width or legal form a name comes with. Empty where no company is named. */
export type AgencyKey = string & { readonly [brand]: 'AgencyKey' };

/** A booking: a number is unique within an agency only. */
export interface BookingKey {
  readonly agency: AgencyKey;
  readonly number: BookingNumber;
}

/** The key of a company's name, or of a key. */
export type AgencyOf = (name: string | undefined) => AgencyKey;

/** Legal forms, which stand before or behind a name, spelled out, in brackets or as one character (㈱, which NFKC takes apart). */
const legalForms =
  /株式会社|有限会社|合同会社|合資会社|\((?:株|有|同|資)\)|(?<![\p{L}\p{N}])(?:co|corp|corporation|inc|incorporated|ltd|limited|llc|k\.k|kk)(?![\p{L}\p{N}])/gu;
const separators = /[\p{P}\p{Z}\p{C}]/gu;
const hiragana = /[\u3041-\u3096]/g;
const toKatakana = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 0x60);

/** Width, case, kana, blanks, punctuation and legal form do not count. A name of nothing else is left as it is. */
function folded(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase();
  const bare = plain.replace(legalForms, '').replace(separators, '');
  return (bare || plain.replace(separators, '')).replace(hiragana, toKatakana);
}

/**
 * `aliases`: names of one company that spelling alone does not bring together, a list for each. Lists that share a name are about one company.
 * The first name of all stands for it.
 */
export function createAgencies(aliases: readonly (readonly string[])[]): AgencyOf {
  const canonical = new Map<string, string>();
  for (const names of aliases) {
    // What is no name to anybody is no agency's.
    const keys = names.map(folded).filter((key) => key !== '');
    const known = new Set(keys.flatMap((key) => canonical.get(key) ?? []));
    const [first = keys[0]!, ...joined] = known;
    for (const [key, company] of canonical) if (joined.includes(company)) canonical.set(key, first);
    for (const key of keys) canonical.set(key, first);
  }
  return (name = '') => {
    const key = folded(name);
    return (canonical.get(key) ?? key) as AgencyKey;
  };
}

export const noAgency = '' as AgencyKey;

/** By spelling alone. */
export const agencyKey: AgencyOf = createAgencies([]);
