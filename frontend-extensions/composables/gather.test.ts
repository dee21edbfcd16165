import { expect } from 'chai';
import { gather } from './gather.js';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('gathering calls', () => {
  it('makes one call of a burst, with everything asked for', async () => {
    const calls: string[][] = [];
    const changes = gather<string>((items) => calls.push([...items]), 5);
    changes.add(['pool']);
    changes.add(['booking-plans', 'pool']);
    await pause(20);
    expect(calls).to.deep.equal([['pool', 'booking-plans']]);
  });

  it('begins anew after a call', async () => {
    const calls: string[][] = [];
    const changes = gather<string>((items) => calls.push([...items]), 5);
    changes.add(['pool']);
    await pause(20);
    changes.add(['imports']);
    await pause(20);
    expect(calls).to.deep.equal([['pool'], ['imports']]);
  });

  it('forgets what waits when it is cancelled', async () => {
    const calls: unknown[] = [];
    const changes = gather<string>((items) => calls.push(items), 5);
    changes.add(['pool']);
    changes.cancel();
    await pause(20);
    expect(calls).to.deep.equal([]);
  });
});
