import { expect } from 'chai';
import { connectionsOfProcess, judgeFree, judgeRoom } from './connections.js';

describe('the connections that are needed', () => {
  const hostPool = 100;
  const room = (most: number, taken: number) =>
    judgeRoom({ most, by: 'max_connections', taken, open: taken }, { processes: 2, hostPool });
  const needed = 2 * connectionsOfProcess;

  it('are there where all get theirs beside what others hold, and what the pool of the PMS may come to', () => {
    expect(room(needed + 110, 110).state).to.equal('ok');
    expect(room(needed + 100, 10).state).to.equal('ok');
  });
  it('may lack at busy times where others hold too many', () =>
    expect(room(needed + 110, 111).state).to.equal('notice'));
  it('may lack at busy times where the pool of the PMS can grow beyond what is left, however little it holds now', () => {
    const { state, says } = room(97, 0);
    expect(state).to.equal('notice');
    expect(says)
      .to.include(`the pool of the PMS may come to 100`)
      .and.include(`to ${needed + 100} or more`);
  });
  it('are not there where the plugin alone would need more', () =>
    expect(room(needed - 1, 0)).to.deep.include({ state: 'fails' }));
  it('are told with the figures and with what to do', () =>
    expect(room(needed - 1, 3).says)
      .to.include(`2 × ${connectionsOfProcess} = ${needed}`)
      .and.include('raise that limit, or run fewer processes'));

  it('are free for a process that starts, or it is told how many are, and who may hold the others is asked', () => {
    const free = (open: number) => judgeFree({ most: 97, by: 'max_connections', taken: 0, open });
    expect(free(97 - connectionsOfProcess).state).to.equal('ok');
    const { state, says } = free(90);
    expect(state).to.equal('notice');
    expect(says).to.match(/^Fewer than the \d+ connections .* of the 97 .*pg_stat_activity/);
    expect(free(96).says, 'once in the log, however often it is tried').to.equal(says);
  });
});
