import { expect } from 'chai';
import { type DayFigures, type FailureGroup, noFigures, sumOf, topCauses } from './day-figures.js';
import { durationEdges, emptyHistogram, percentile, together } from './histogram.js';
import { patternsOf } from './patterns.js';

const failures = (messages: number, changes: Partial<FailureGroup> = {}): FailureGroup => ({
  ...{ class: 'validation', code: 'date_invalid', agency: 'みなと旅行', roomCode: null, messages },
  ...changes,
});
const unmapped = (messages: number, roomCode: string) =>
  failures(messages, { class: 'room_mapping', code: 'room_code_unknown', roomCode });
const day = (changes: Partial<DayFigures>): DayFigures => ({ ...noFigures, ...changes });
const at = (hours: Readonly<Record<number, number>>) =>
  Array.from({ length: 24 }, (_, hour) => hours[hour] ?? 0);

describe('patterns of failures', () => {
  const cases: readonly [string, readonly DayFigures[], readonly string[]][] = [
    ['are none in a few accidents', [day({ failures: [failures(4), unmapped(2, 'A')] })], []],
    ['are one cause at one agency', [day({ failures: [failures(5)] })], ['agency 5']],
    ['add up over days', [day({ failures: [failures(3)] }), day({ failures: [failures(2)] })], ['agency 5']],
    ['are one room code', [day({ failures: [unmapped(3, 'A'), unmapped(2, 'B')] })], ['room_code 3']],
    [
      'are the cause itself where several agencies have it',
      [day({ failures: [failures(6), failures(4, { agency: 'やま旅行' })] })],
      ['cause 10'],
    ],
    [
      'stay an agency’s where the others hardly have it',
      [day({ failures: [failures(7), failures(1, { agency: 'やま旅行' })] })],
      ['agency 7'],
    ],
    ['name no agency that nobody knows', [day({ failures: [failures(9, { agency: null })] })], []],
    [
      'are an hour of several days',
      [1, 2].map(() => day({ attemptsByHour: at({ 3: 8, 12: 100 }), failuresByHour: at({ 3: 6, 12: 2 }) })),
      ['hour 12'],
    ],
    [
      'are no hour where that is when messages come',
      [1, 2].map(() => day({ attemptsByHour: at({ 3: 100, 12: 10 }), failuresByHour: at({ 3: 10, 12: 1 }) })),
      [],
    ],
    ['are no hour of one day', [day({ attemptsByHour: at({ 3: 20 }), failuresByHour: at({ 3: 20 }) })], []],
  ];
  for (const [sentence, days, patterns] of cases)
    it(sentence, () => {
      expect(patternsOf(days).map(({ kind, count }) => `${kind} ${count}`)).to.deep.equal(patterns);
    });
});

describe('figures of several days', () => {
  it('are those of one day that had it all', () => {
    const group = {
      kind: 'new',
      trigger: 'initial',
      status: 'failed',
      class: 'validation',
      code: 'x',
    } as const;
    const one = day({ received: 2, tried: 2, succeeded: 1, attempts: [{ ...group, count: 2 }] });
    const sum = sumOf([one, one, noFigures]);
    expect(sum).to.deep.include({ received: 4, tried: 4, succeeded: 2, attempts: [{ ...group, count: 4 }] });
    expect(topCauses(sum.attempts, 1)).to.deep.equal([{ code: 'x', class: 'validation', attempts: 4 }]);
  });

  it('have percentiles between the edges of their histogram, and never above the longest', () => {
    const empty = emptyHistogram(durationEdges);
    expect(percentile(empty, durationEdges, 0.5)).to.equal(undefined);
    const buckets = (index: number, count: number) => empty.buckets.map((_, i) => (i === index ? count : 0));
    const short = { count: 90, sum: 90 * 12, max: 18, buckets: buckets(2, 90) };
    const long = { count: 10, sum: 10 * 700, max: 800, buckets: buckets(7, 10) };
    const both = together(short, long);
    expect(both).to.deep.include({ count: 100, max: 800 });
    expect(percentile(both, durationEdges, 0.5)).to.be.within(10, 20);
    expect(percentile(both, durationEdges, 0.95)).to.be.within(500, 800);
    expect(percentile(both, durationEdges, 1)).to.equal(800);
  });
});
