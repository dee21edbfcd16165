// An agency as a company: one key for the ways in which its name is written.

const company = '(?:株式会社|\\(株\\))';
const atEitherEnd = new RegExp(`^${company}|${company}$`, 'gu');

/**
 * What companies are told apart by: widths, cases, blanks and 株式会社 (㈱) before or behind the name do not count. Empty for a message that
 * names none.
 */
export function agencyKey(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
  return folded.replace(atEitherEnd, '') || folded;
}
