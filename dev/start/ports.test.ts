import { expect } from 'chai';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { freePortFrom } from './ports.js';

describe('a free port', () => {
  it('is another one where somebody listens already, and the same when he has gone', async () => {
    const somebody = createServer().listen(0, '127.0.0.1');
    await once(somebody, 'listening');
    const { port } = somebody.address() as AddressInfo;
    expect(await freePortFrom(port, '127.0.0.1', '--port')).to.be.within(port + 1, port + 19);
    somebody.close();
    await once(somebody, 'close');
    expect(await freePortFrom(port, '127.0.0.1', '--port')).to.equal(port);
  });

  it('is not looked for beyond the last port there is', async () => {
    const somebody = createServer().listen(65_535, '127.0.0.1');
    await once(somebody, 'listening');
    const problem = await freePortFrom(65_535, '127.0.0.1', '--metrics-port').catch(
      (error: unknown) => error,
    );
    expect(String(problem)).to.match(/65535.*choose one with --metrics-port/);
    somebody.close();
  });
});
