import { expect } from 'chai';
import { gather } from './gather.js';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('gathering calls', () => {
  /** Work that is done when `finish` is called; at once where nothing is said. */
  function gathered(slow = false) {
    const calls: string[][] = [];
    let finish = () => {};
    const changes = gather<string>(async (items) => {
      calls.push([...items]);
      if (slow) await new Promise<void>((resolve) => (finish = resolve));
    }, 5);
    return { calls, changes, finish: () => finish() };
  }

  it('makes one call of a burst, with everything asked for', async () => {
    const { calls, changes } = gathered();
    changes.add(['pool']);
    changes.add(['booking-plans', 'pool']);
    await pause(20);
    expect(calls).to.deep.equal([['pool', 'booking-plans']]);
  });

  it('begins anew after a call', async () => {
    const { calls, changes } = gathered();
    changes.add(['pool']);
    await pause(20);
    changes.add(['imports']);
    await pause(20);
    expect(calls).to.deep.equal([['pool'], ['imports']]);
  });

  it('makes a call at once with what waits, and none for it afterwards', async () => {
    const { calls, changes } = gathered();
    changes.add(['pool']);
    changes.now(['imports']);
    expect(calls).to.deep.equal([['pool', 'imports']]);
    await pause(20);
    expect(calls).to.have.length(1);
  });

  it('waits for the work under way, and then makes one call of all that came meanwhile', async () => {
    const { calls, changes, finish } = gathered(true);
    changes.now(['pool']);
    changes.add(['imports']);
    changes.now(['booking-plans']);
    await pause(20);
    expect(calls).to.deep.equal([['pool']]);
    finish();
    await pause(20);
    expect(calls).to.deep.equal([['pool'], ['imports', 'booking-plans']]);
    finish();
  });

  it('makes no call of nothing', async () => {
    const { calls, changes } = gathered();
    changes.add([]);
    await pause(20);
    expect(calls).to.deep.equal([]);
  });

  it('forgets what waits when it is cancelled', async () => {
    const { calls, changes } = gathered();
    changes.add(['pool']);
    changes.cancel();
    await pause(20);
    expect(calls).to.deep.equal([]);
  });
});
