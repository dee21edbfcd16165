import { expect } from 'chai';
import { createPauses } from './pauses.js';

/** Keeps the thread. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('long work in pieces', () => {
  it('lets others have their turn before it is over', async () => {
    const order: string[] = [];
    const pause = createPauses();
    setImmediate(() => order.push('another'));
    for (const piece of ['first', 'second']) {
      order.push(piece);
      work(10);
      await pause();
    }
    expect(order).to.deep.equal(['first', 'another', 'second']);
  });

  it('gives way to nobody while it is short', async () => {
    const order: string[] = [];
    const pause = createPauses();
    const turn = new Promise<void>((resolve) => setImmediate(() => resolve(void order.push('another'))));
    for (const piece of ['first', 'second']) {
      order.push(piece);
      await pause();
    }
    await turn;
    expect(order).to.deep.equal(['first', 'second', 'another']);
  });
});
