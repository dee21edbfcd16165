// Where the reading of the PMS's change log goes on: nothing is passed over, and nothing that is settled is read again.
import { expect } from 'chai';
import { type LogPage, type LogPosition, positionAfter } from './log-position.js';

const noon = new Date('2027-01-20T03:00:00Z');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const at = (highest: number | undefined, gaps: LogPosition['gaps'] = []): LogPosition => ({
  ...{ highest, gaps, comparisons: 0 },
});
/** Nobody else is running, unless said. */
const page = (ids: readonly number[], facts: Partial<LogPage> = {}): LogPage => ({
  ...{ ids, newest: Math.max(0, ...ids), oldestRunning: '100', nextTransaction: '100' },
  ...facts,
});
const idsOf = ({ gaps }: LogPosition) => gaps.flatMap((gap) => gap.ids);

describe('the position in the change log', () => {
  it('begins at the end, and asks for a comparison now and when all that ran then has ended', () => {
    const running = page([], { newest: 70, oldestRunning: '90' });
    const { position } = positionAfter(at(undefined), running, noon);
    expect(position).to.include({ highest: 70, comparisons: 1 });
    const still = positionAfter(position, page([], { newest: 70, oldestRunning: '99' }), later(1)).position;
    expect(still).to.deep.equal(position);
    const ended = positionAfter(still, page([], { newest: 70, oldestRunning: '100' }), later(2)).position;
    expect(ended).to.deep.equal({ highest: 70, gaps: [], comparisons: 2 });
  });

  it('goes to the highest id, and remembers those that are missing below it', () => {
    const { position } = positionAfter(at(10), page([11, 13, 16], { oldestRunning: '90' }), noon);
    expect(position.highest).to.equal(16);
    expect(idsOf(position)).to.deep.equal([12, 14, 15]);
  });

  it('stays as it is where nothing has come', () => {
    const open = { since: noon.toISOString(), horizon: '100', ids: [12] };
    const before = at(16, [open]);
    const { position } = positionAfter(before, page([], { newest: 16, oldestRunning: '95' }), later(5));
    expect(position).to.deep.equal(before);
  });

  it('forgets a missing id that has come, and those of transactions that have ended', () => {
    const gaps = [
      { since: noon.toISOString(), horizon: '90', ids: [3] },
      { since: noon.toISOString(), horizon: '99', ids: [12, 14] },
    ];
    const facts = { newest: 16, oldestRunning: '95' };
    const { position, forgotten } = positionAfter(at(16, gaps), page([12], facts), later(1));
    expect(idsOf(position)).to.deep.equal([14]);
    expect(position.comparisons).to.equal(0);
    expect(forgotten).to.equal(0);
  });

  it('gives up ids after an hour, compares once for all that are half as old, and again when their session ends', () => {
    const gap = (minutes: number, id: number) => ({
      ...{ since: later(minutes).toISOString(), horizon: String(200 + id), ids: [id] },
    });
    const held = at(16, [gap(0, 3), gap(25, 5), gap(50, 7)]);
    const open = { newest: 16, oldestRunning: '150', nextTransaction: '300' };
    const given = positionAfter(held, page([], open), later(61));
    expect(given.forgotten).to.equal(2);
    expect(given.position.comparisons).to.equal(1);
    expect(idsOf(given.position)).to.deep.equal([7]);
    const still = positionAfter(given.position, page([], open), later(62));
    expect(still.position).to.deep.equal(given.position);
    const ended = positionAfter(still.position, page([], { ...open, oldestRunning: '300' }), later(63));
    expect(ended.position).to.deep.equal({ highest: 16, gaps: [], comparisons: 2 });
  });

  it('remembers at most 10,000 ids, and compares for the others', () => {
    const wide = page([9_000, 18_500], { oldestRunning: '90' });
    const { position, forgotten } = positionAfter(at(0), wide, noon);
    expect(idsOf(position)).to.have.length(0);
    expect(forgotten).to.equal(18_498);
    expect(position).to.include({ highest: 18_500, comparisons: 1 });
    const first = positionAfter(at(0), page([7_001], { oldestRunning: '90' }), noon).position;
    const second = positionAfter(first, page([13_002], { oldestRunning: '90', newest: 13_002 }), noon);
    expect(idsOf(second.position)).to.have.length(6_000);
    expect(idsOf(second.position)[0]).to.equal(7_002);
    expect(second.forgotten).to.equal(7_000);
  });

  it('begins anew where the log has gone back, or is very far ahead', () => {
    const back = positionAfter(at(500), page([], { newest: 20 }), noon).position;
    expect(back).to.include({ highest: 20, comparisons: 1 });
    const ahead = positionAfter(at(500), page([501], { newest: 200_000 }), noon).position;
    expect(ahead).to.include({ highest: 200_000, comparisons: 1 });
  });
});
