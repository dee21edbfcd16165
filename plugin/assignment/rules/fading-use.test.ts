import { expect } from 'chai';
import { fadingUse, nightWeight } from './fading-use.js';

describe('the use of a room', () => {
  it('counts last night in full, and earlier ones less and less', () => {
    expect(nightWeight(1, 60)).to.equal(1);
    expect(nightWeight(31, 60)).to.equal(1 / 8);
    expect(nightWeight(60, 60)).to.be.greaterThan(0);
    expect(nightWeight(61, 60)).to.equal(0);
    expect(nightWeight(90, 60)).to.equal(0);
  });

  it('is at most all nights that could be sold', () => {
    const everyNight = Array.from({ length: 14 }, (_, i) => i + 1);
    const { nightsUsed, nightsSellable } = fadingUse(everyNight, 14);
    expect(nightsUsed).to.be.closeTo(nightsSellable, 1e-9);
    expect(fadingUse([], 14)).to.deep.equal({ nightsUsed: 0, nightsSellable });
  });
});
