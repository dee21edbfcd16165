// Who asks for a later moment does not put off what another asked for.
import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { EarliestTimer } from './earliest-timer.js';

describe('the earliest timer', () => {
  const rung = (ask: (timer: EarliestTimer) => void) => {
    let times = 0;
    const timer = new EarliestTimer(() => (times += 1));
    ask(timer);
    return { timer, times: () => times };
  };
  const far = 3_600_000;

  it('rings at the earlier of two moments, in whichever order they were asked for, and once', async () => {
    const orders = [
      [5, far],
      [far, 5],
      [5, 5],
    ].map((order) => rung((timer) => order.forEach((milliseconds) => timer.within(milliseconds))));
    await pause(100);
    expect(orders.map(({ times }) => times())).to.deep.equal([1, 1, 1]);
  });

  it('rings again when it is asked again', async () => {
    const { timer, times } = rung((one) => one.within(1));
    await pause(50);
    timer.within(far);
    timer.within(1);
    await pause(50);
    expect(times()).to.equal(2);
    timer.stop();
  });

  it('rings no more once it is stopped', async () => {
    const { timer, times } = rung((one) => one.within(5));
    timer.stop();
    timer.within(1);
    await pause(50);
    expect(times()).to.equal(0);
  });
});
