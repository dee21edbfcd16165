// Business time: the machine's, or one that a simulation sets forward.
import { expect } from 'chai';
import { isSettable, SimulatedClock, systemClock } from './clock.js';

describe('a clock', () => {
  const start = new Date('2027-02-01T00:00:00Z');

  it('stands still until it is set', () => {
    const clock = new SimulatedClock(start);
    expect(clock.now()).to.deep.equal(start);
    clock.set(new Date('2027-02-02T00:00:00Z'));
    expect(clock.now().toISOString()).to.equal('2027-02-02T00:00:00.000Z');
  });

  it('never runs back, but may be set to the same instant', () => {
    const clock = new SimulatedClock(start);
    clock.set(start);
    expect(() => clock.set(new Date(start.getTime() - 1))).to.throw(RangeError, '2027-02-01T00:00:00.000Z');
    expect(clock.now()).to.deep.equal(start);
  });

  it('is told settable from not by what it can do', () => {
    expect(isSettable(systemClock)).to.equal(false);
    expect(isSettable(new SimulatedClock(start))).to.equal(true);
    expect(isSettable({ now: () => start, set: () => undefined } as never)).to.equal(true);
  });

  it('of the system shows the present', () => {
    const before = Date.now();
    expect(systemClock.now().getTime()).to.be.within(before, before + 1000);
  });
});
