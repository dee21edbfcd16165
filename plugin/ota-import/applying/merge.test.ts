// Which edits of people an agency's change undoes: kind of edit by what the PMS made of it (D2).
import { expect } from 'chai';
import { stateOf } from '../../../test/support/reservation-states.js';
import { reservationId } from '../../domain/ids.js';
import type { Part, PartRow } from '../../domain/reservation-state.js';
import { editsOf, fingerprintOf, rowHashing } from './fingerprint.js';
import { mergeOf } from './merge.js';

type Rows = Partial<Record<Part, readonly PartRow[]>>;

const { hashOf } = rowHashing(Buffer.alloc(32, 1));

/** `left` by the last import, made `now` of it by a person, `after` the PMS's edit. */
function merged(left: Rows | undefined, now: Rows, after: Rows) {
  const fingerprint = left && { rows: fingerprintOf(stateOf(left), hashOf), hashOf };
  const edits = editsOf(fingerprint, stateOf(now));
  return mergeOf({ now: stateOf(now), left: fingerprint, edits }, stateOf(after));
}

const nights = (...dates: number[]): Rows => ({
  nights: dates.map((date) => ({ date: `2027-02-0${date}` })),
});
const prices = (...list: [number, number][]): Rows => ({
  prices: list.map(([date, price]) => ({ date: `2027-02-0${date}`, price })),
});
const payments = (...values: number[]): Rows => ({ payments: values.map((value) => ({ value })) });
const notes = (comment?: string): Rows => ({ notes: comment === undefined ? [] : [{ comment }] });
const booker = (client: string, kanji: string): Rows => ({ booker: [{ client }, { kanji }] });

describe('an edit of a person', () => {
  const cases: readonly (readonly [
    what: string,
    left: Rows,
    now: Rows,
    after: Rows,
    undone: readonly Part[],
  ])[] = [
    ['that is none', nights(1, 2), nights(1, 2), nights(1, 2, 3), []],
    ['a night more, taken back', nights(1, 2), nights(1, 2, 3), nights(1, 2), ['nights']],
    ['a night more, said too', nights(1, 2), nights(1, 2, 3), nights(1, 2, 3), []],
    ['a night more, and one more still', nights(1, 2), nights(1, 2, 3), nights(1, 2, 3, 4), []],
    ['a night less, given back', nights(1, 2), nights(1), nights(1, 2), ['nights']],
    ['a night less, said too', nights(1, 2), nights(1), nights(1), []],
    ['other nights, moved elsewhere', nights(1, 2), nights(2, 3), nights(4, 5), ['nights']],
    ['another price, overwritten', prices([1, 8000]), prices([1, 7000]), prices([1, 8200]), ['prices']],
    ['another price, said too', prices([1, 8000]), prices([1, 7000]), prices([1, 7000]), []],
    [
      'another price of a night that stays so',
      prices([1, 8000], [2, 8000]),
      prices([1, 7000], [2, 8000]),
      prices([1, 7000], [2, 9000]),
      [],
    ],
    ['a payment, deleted', payments(100), payments(100, 50), payments(100), ['payments']],
    ['one of two equal payments, deleted', payments(50), payments(50, 50), payments(50), ['payments']],
    ['a payment taken away, written again', payments(100), payments(), payments(100), ['payments']],
    [
      'a payment taken away, written again as another',
      payments(100),
      payments(),
      payments(120),
      ['payments'],
    ],
    ['a payment taken away, and none written', payments(100), payments(), payments(), []],
    [
      'a night less with its price, while the other night’s price changes',
      { ...nights(1, 2), ...prices([1, 8000], [2, 8000]) },
      { ...nights(1), ...prices([1, 8000]) },
      { ...nights(1), ...prices([1, 8200]) },
      [],
    ],
  ];
  for (const [what, left, now, after, undone] of cases)
    it(`${what}: ${undone.length > 0 ? 'is undone' : 'is not undone'}`, () =>
      expect(merged(left, now, after).undone).to.deep.equal(undone));

  it('counts as everybody’s where nobody knows what was left: what is lost is undone, what stays is not', () => {
    const now = { ...prices([1, 8000]), ...payments(50) };
    expect(merged(undefined, now, { ...prices([1, 8200]), ...payments(50) }).undone).to.deep.equal([
      'prices',
    ]);
    expect(merged(undefined, now, now).undone).to.deep.equal([]);
  });

  const keptCases: readonly (readonly [
    what: string,
    left: Rows,
    now: Rows,
    after: Rows,
    putBack: readonly Part[],
    contested: readonly Part[],
  ])[] = [
    [
      'a note, overwritten by what the agency said before',
      notes('a'),
      notes('a\nb'),
      notes('a'),
      ['notes'],
      [],
    ],
    ['a note, overwritten by something new', notes('a'), notes('a\nb'), notes('c'), ['notes'], ['notes']],
    ['a note where none was', notes(), notes('b'), notes(), ['notes'], []],
    ['a note that is not there any more', notes('a'), notes(), notes('a'), ['notes'], []],
    ['a corrected name', booker('x', '高橋'), booker('x', '髙橋'), booker('y', '高橋'), ['booker'], []],
    ['another client', booker('x', '高橋'), booker('z', '会社'), booker('x', '高橋'), ['booker'], []],
    [
      'a name that changes at the agency too',
      booker('x', '高橋'),
      booker('x', '髙橋'),
      booker('y', '鈴木'),
      ['booker'],
      ['booker'],
    ],
    [
      'a name that the agency corrects likewise',
      booker('x', '高橋'),
      booker('x', '髙橋'),
      booker('x', '髙橋'),
      [],
      [],
    ],
  ];
  for (const [what, left, now, after, putBack, contested] of keptCases)
    it(`${what}: ${putBack.length > 0 ? 'is put back' : 'needs no putting back'}${contested.length > 0 ? ', beside what is new' : ''}`, () =>
      expect(merged(left, now, after)).to.deep.equal({ undone: [], putBack, contested }));
});

describe('what is remembered of a reservation', () => {
  it('says nothing in clear, and is the same for the same facts in any order', () => {
    const one = fingerprintOf(stateOf({ ...notes('静かな部屋'), ...payments(100, 200) }), hashOf);
    const other = fingerprintOf(stateOf({ ...notes('静かな部屋'), ...payments(200, 100) }), hashOf);
    expect(one).to.deep.equal(other);
    expect(JSON.stringify(one)).not.to.contain('静か');
  });

  it('is not the same for the same facts of another reservation', () => {
    const other = fingerprintOf(stateOf(notes('a'), { id: reservationId('R2') }), hashOf);
    expect(other.notes).not.to.deep.equal(fingerprintOf(stateOf(notes('a')), hashOf).notes);
  });
});
