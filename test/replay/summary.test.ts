// Several games of one hotel, told as one.
import { expect } from 'chai';
import { metricsOf } from '../../bench/replay/metrics.js';
import { summaryOf } from '../../bench/replay/summary.js';
import { markdownTable } from '../../bench/replay/table.js';
import { row, scripted, T1, tinyGame } from './tiny.js';

describe('the summary of several games', () => {
  const figures = (stays: number) =>
    metricsOf(
      tinyGame({ rows: Array.from({ length: stays }, (_, i) => row({ booked: 1, arrival: i + 2 })) }, () =>
        scripted({ book: (give, stay) => give(stay, T1) }),
      ),
    );

  it('has the mean, the least and the most of each figure, as deep as it is', () => {
    const { mean, least, most } = summaryOf([figures(2), figures(5)]);
    expect(mean).to.deep.include({ stays: 3.5, withoutRoom: 0, solverP50Ms: null });
    expect(least).to.deep.include({ stays: 2, usageGap: { mean: 0, worst: 0 } });
    expect(most).to.deep.include({ stays: 5 });
  });
  it('is a table with a column for each', () => {
    const [heading] = markdownTable(new Map(Object.entries(summaryOf([figures(2), figures(5)])))).split('\n');
    expect(heading).to.equal('|  | mean | least | most |');
  });
});
