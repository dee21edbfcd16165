import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { nodeAdvice } from './node-version.js';

describe('the version of Node', () => {
  for (const version of ['22.12.0', '22.20.1', '24.0.0'])
    it(`will do: ${version}`, () => expect(nodeAdvice(version)).to.deep.equal([]));

  for (const version of ['18.20.0', '20.20.2', '22.11.9'])
    it(`is refused with advice: ${version}`, () =>
      expect(nodeAdvice(version)).to.deep.equal([
        `Node ${version} is too old: run the PMS with Node 22.12 or newer.`,
      ]));

  it('is asked for as the package does', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      engines: { node: string };
    };
    const oldest = `${engines.node.replace('>=', '')}.0`;
    expect(nodeAdvice(oldest)).to.deep.equal([]);
  });
});
