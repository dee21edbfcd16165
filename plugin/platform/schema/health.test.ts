import { expect } from 'chai';
import { clockFinding, queueFinding } from './health.js';

describe('the room for notifications that wait', () => {
  it('is well while half of it is free', () => expect(queueFinding(0.5).state).to.equal('ok'));
  it('is told before it is full, with whom to look for', () => {
    const { state, says } = queueFinding(0.6);
    expect(state).to.equal('notice');
    expect(says).to.include('pg_stat_activity');
  });
});

describe('the clocks of machine and database', () => {
  it('may be half a minute apart', () => {
    expect(clockFinding(30).state).to.equal('ok');
    expect(clockFinding(-30).state).to.equal('ok');
  });
  it('are told in words that stay while they drift, so that the log says them once', () =>
    expect(clockFinding(94.6)).to.deep.equal(clockFinding(86.1)));
});
