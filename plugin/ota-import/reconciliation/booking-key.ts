// When two spellings mean one booking of one agency: the only place where reconciliation decides whose a reservation is. Pure.

/** Width, case, blanks and hyphens of any kind are how people and agencies write one number differently. */
export const foldedNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}−ー]/gu, '');

const legalForm = /株式会社|有限会社|合同会社|\(株\)|\(有\)/g;

const foldedAgency = (agency: string): string =>
  agency.normalize('NFKC').toUpperCase().replaceAll(/\s/gu, '').replaceAll(legalForm, '');

/** Whether they may be one agency: one that is not named may be any, and the PMS adds words behind the name of some. */
export function sameAgency(a: string | null, b: string | null): boolean {
  const [one, other] = [foldedAgency(a ?? ''), foldedAgency(b ?? '')];
  return one.startsWith(other) || other.startsWith(one);
}
