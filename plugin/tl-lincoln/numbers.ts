// Numbers as agencies write them: in full width, with separators, with a unit.

/** ASCII digits and signs for full-width ones, without blanks; as it is where it is plain already. */
const plain = (text: string): string =>
  /^[\d.]*$/.test(text) ? text : text.normalize('NFKC').replace(/\s/g, '');

/** A whole number of at most `digits` digits (`2`, `２`, `2名`, `2室`); undefined for anything else. */
export function wholeNumber(text: string, digits: number): number | undefined {
  const said = plain(text).replace(/[人名室]$/, '');
  return /^\d+(\.0+)?$/.test(said) && said.length <= digits ? Number(said) : undefined;
}

/** Whole yen of at least 0, below 100 million (what the PMS can store): `8000`, `8,000`, `￥8,000`, `8000円`, `8000.0`. Undefined for anything else. */
export function yen(text: string): number | undefined {
  const said = plain(text)
    .replace(/^[¥\\]/, '')
    .replace(/円$/, '')
    .replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '');
  return /^\d{1,8}(\.\d{1,4})?$/.test(said) ? Math.round(Number(said)) : undefined;
}

/** As `yen`, also below 0: `-2000`, `▲2,000`. */
export function signedYen(text: string): number | undefined {
  const [, sign, amount = ''] = /^([-−▲△]?)(.*)$/s.exec(plain(text)) ?? [];
  const yenOf = yen(amount);
  return yenOf !== undefined && sign ? -yenOf : yenOf;
}
