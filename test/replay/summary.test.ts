// Several games of one hotel that differ in nothing but ties.
import { expect } from 'chai';
import { inOrderOf } from '../../bench/replay/bookings.js';
import { metricsOf } from '../../bench/replay/metrics.js';
import { summaryOf } from '../../bench/replay/summary.js';
import { markdownTable } from '../../bench/replay/table.js';
import { hotelFile, row, scripted, T1, tinyGame } from './tiny.js';

describe('another seed of the replay', () => {
  const numbers = (seed: number) => inOrderOf(seed, hotelFile).rooms.map(({ room }) => room);

  it('lists the hotel’s rooms in another order, and changes nothing else', () => {
    expect(inOrderOf(0, hotelFile)).to.deep.equal(hotelFile);
    const orders = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => numbers(seed).join());
    expect(new Set(orders).size).to.be.greaterThan(2);
    for (const seed of [1, 2, 3]) {
      const { rooms, ...rest } = inOrderOf(seed, hotelFile);
      expect(rooms).to.have.deep.members(hotelFile.rooms);
      expect(rest).to.deep.equal({ hotel: hotelFile.hotel, upgrades: hotelFile.upgrades });
    }
  });
  it('lists them in the same order for the same seed', () => {
    expect(numbers(5)).to.deep.equal(numbers(5));
  });
});

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
