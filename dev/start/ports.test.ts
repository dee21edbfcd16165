import { expect } from 'chai';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { freePortFrom } from './ports.js';

describe('a free port', () => {
  it('is another one where somebody listens already, and the same when he has gone', async () => {
    const somebody = createServer().listen(0, '127.0.0.1');
    await once(somebody, 'listening');
    const { port } = somebody.address() as AddressInfo;
    expect(await freePortFrom(port, '127.0.0.1')).to.be.within(port + 1, port + 19);
    somebody.close();
    await once(somebody, 'close');
    expect(await freePortFrom(port, '127.0.0.1')).to.equal(port);
  });
});
