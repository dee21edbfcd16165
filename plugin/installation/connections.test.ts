import { expect } from 'chai';
import { connectionsOfProcess, judgeRoom } from './connections.js';

describe('the connections that are needed', () => {
  const room = (most: number, taken: number) => judgeRoom({ most, by: 'max_connections', taken }, 2);
  const needed = 2 * connectionsOfProcess;

  it('are there where all get theirs beside what others hold', () =>
    expect(room(needed + 10, 10).state).to.equal('ok'));
  it('may lack at busy times where others hold too many', () =>
    expect(room(needed + 10, 11).state).to.equal('notice'));
  it('are not there where the plugin alone would need more', () =>
    expect(room(needed - 1, 0)).to.deep.include({ state: 'fails' }));
  it('are told with the figures and with what to do', () =>
    expect(room(needed - 1, 3).says)
      .to.include(`2 × ${connectionsOfProcess} = ${needed}`)
      .and.include('raise that limit, or run fewer processes'));
});
