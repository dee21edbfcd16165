// From dates to nights, and from many spans to few.
import { expect } from 'chai';
import { day, nights } from '../../../test/support/stays.js';
import { hotelDate } from '../../domain/hotel-date.js';
import { merged, overlaps, spanOf, widened } from './span.js';

describe('spans of nights', () => {
  it('leave out the day of departure, and take the one night of a day use', () => {
    expect(spanOf(day(2), day(4))).to.deep.equal(nights(2, 4));
    expect(spanOf(day(3), day(3))).to.deep.equal(nights(3, 4));
  });

  it('share a night, or only touch', () => {
    expect(overlaps(nights(0, 2), nights(1, 3))).to.equal(true);
    expect(overlaps(nights(0, 2), nights(2, 3))).to.equal(false);
  });

  it('become few that do not touch, whatever their order', () => {
    const spans = [nights(10, 12), nights(0, 2), nights(1, 4), nights(4, 5), nights(2, 3)];
    expect(merged(spans)).to.deep.equal([nights(0, 5), nights(10, 12)]);
    expect(merged([])).to.deep.equal([]);
  });

  it('stay small where a damaged date is among them', () => {
    const far = spanOf(hotelDate('9999-12-30'), hotelDate('9999-12-31'));
    expect(merged([far, nights(0, 2)].map((span) => widened(span, 14)))).to.have.length(2);
  });
});
