// Entries of a matrix by row and by column, however many there are.
import { expect } from 'chai';
import { between, seededRandom } from '../../domain/chance.js';
import { Entries, keysOf, sortedBy } from './entries.js';

const rows = 40;
const columns = 300;

/** Entries column by column, as the type planner sets them. */
function byChance(seed: number) {
  const random = seededRandom(seed);
  return Array.from({ length: columns }, (_, column) =>
    Array.from({ length: rows }, (_, row) => ({ row, column, coefficient: between(random, -3, 4) })),
  )
    .flat()
    .filter(() => random() < 0.4);
}

describe('entries of a matrix', () => {
  it('come out by row, those of one row in the order in which they came', () => {
    const given = byChance(1);
    const entries = new Entries();
    for (const { row, column, coefficient } of given) entries.add(row, column, coefficient);
    const sorted = entries.byRow(rows);
    const expected = [...given].sort((a, b) => a.row - b.row);
    expect([...keysOf(sorted.starts)]).to.deep.equal(expected.map(({ row }) => row));
    expect([...sorted.others]).to.deep.equal(expected.map(({ column }) => column));
    expect([...sorted.coefficients]).to.deep.equal(expected.map(({ coefficient }) => coefficient));
  });

  it('are as they were when they are sorted by column and back by row', () => {
    const entries = new Entries();
    for (const { row, column, coefficient } of byChance(2)) entries.add(row, column, coefficient);
    const byRow = entries.byRow(rows);
    const others = keysOf(byRow.starts);
    const byColumn = sortedBy(columns, byRow.others, { others, coefficients: byRow.coefficients });
    const back = sortedBy(rows, byColumn.others, {
      others: keysOf(byColumn.starts),
      coefficients: byColumn.coefficients,
    });
    expect(back).to.deep.equal(byRow);
  });

  it('may be none at all', () => {
    const { starts, others } = new Entries().byRow(3);
    expect([...starts]).to.deep.equal([0, 0, 0, 0]);
    expect(others.length).to.equal(0);
  });
});
