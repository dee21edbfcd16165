// What a message would change of a reservation, and what accepting it deletes, as a person reads it. Pure.
import type { ImportMessageDetail } from '../../api/imports.js';

type Difference = ImportMessageDetail['differences'][number];
export type DeletedRow = ImportMessageDetail['deletes'][number];

export interface Wording {
  readonly day: (day: string) => string;
  readonly yen: (amount: number) => string;
  readonly people: (count: number) => string;
  readonly status: (status: string) => string;
  /** Of one that stands on an invoice or a receipt. */
  readonly issued: (paper: 'invoiced' | 'receipted') => string;
}

/** `said`: as the server tells a part. */
export function partText(part: Difference['part'], said: string, wording: Wording): string {
  switch (part) {
    case 'status':
      return wording.status(said);
    case 'dates':
      return said.split(' – ').map(wording.day).join(' – ');
    case 'people':
      return wording.people(Number(said));
    case 'price':
      return wording.yen(Number(said));
    case 'rooms':
      return said;
  }
}

/** The facts of a row that tell one from another: its day, what it is called, how many, how much, and what was written to it. */
export function deletedText({ facts }: DeletedRow, wording: Wording): string {
  const day = (column: string) => (typeof facts[column] === 'string' ? wording.day(facts[column]) : '');
  const yen = (column: string) =>
    facts[column] == null || facts[column] === '' ? '' : wording.yen(Number(facts[column]));
  const word = (column: string) => (facts[column] == null ? '' : String(facts[column]));
  const { quantity, number_of_people: people } = facts;
  const isSeveral = quantity != null && Number(quantity) !== 1;
  const isAdded = facts.adjustment_value != null;
  return [
    day('date'),
    [day('check_in'), day('check_out')].filter(Boolean).join(' – '),
    word('addon_name'),
    word('plan_name'),
    isSeveral ? `× ${Number(quantity)}` : '',
    people == null ? '' : wording.people(Number(people)),
    isAdded ? '' : yen('price'),
    isAdded && facts.adjustment_type === 'percentage' ? `${Number(facts.adjustment_value)}%` : '',
    isAdded && facts.adjustment_type !== 'percentage' ? yen('adjustment_value') : '',
    yen('value'),
    word('comment'),
    facts.invoiced === true ? wording.issued('invoiced') : '',
    facts.receipted === true ? wording.issued('receipted') : '',
  ]
    .filter((said) => said !== '')
    .join(' ');
}
