// Phones of the PMS's clients, as a statement compares them.

/** The end of a phone is the same with and without a country's code. */
const tellingDigits = 9;

/** Of folded phones. */
export const endsOf = (phones: readonly string[]): string[] =>
  phones.map((phone) => phone.slice(-tellingDigits));

/** Of a phone in `column`, whatever else is written beside its digits, and in whichever width they are. */
export const phoneEnd = (column: string): string =>
  `right(regexp_replace(translate(${column}, '０１２３４５６７８９', '0123456789'), '[^0-9]', '', 'g'), ${tellingDigits})`;
