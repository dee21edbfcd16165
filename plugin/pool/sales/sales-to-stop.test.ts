// Which sales should stop: cases that a hotel would tell.
import { expect } from 'chai';
import { day, single, twin } from '../../../test/support/stays.js';
import type { RoomTypeId } from '../../domain/ids.js';
import { salesToStop } from './sales-to-stop.js';

const needed = (night: number, stays = 1, type: RoomTypeId = single) => ({ type, night: day(night), stays });
const stopped = (night: number, type: RoomTypeId = single) => ({
  ...{ type, night: day(night), by: 7, clerk: undefined, at: new Date('2027-01-01T00:00:00Z') },
});
const told = (...asked: Parameters<typeof salesToStop>) =>
  salesToStop(...asked).map(({ night, type, state }) => [night, type, state]);
const none = new Map<RoomTypeId, number>();
const nothingFree = () => 0;

describe('the sales to stop', () => {
  it('are of each type and night that a stay without a room needs, while no more is free than it needs', () => {
    const need = [needed(1, 1, twin), needed(0), needed(1, 2)];
    const free = ({ night }: { night: string }) => (night === day(0) ? 2 : 1);
    expect(told(need, [], none, free)).to.deep.equal([
      [day(1), single, 'to_stop'],
      [day(1), twin, 'to_stop'],
    ]);
  });

  it('are silent of as many stays as the hotel intends to have too many, and of no more', () => {
    const allowed = new Map([[single, 1]]);
    expect(told([needed(0), needed(1, 2), needed(2, 1, twin)], [], allowed, nothingFree)).to.deep.equal([
      [day(1), single, 'to_stop'],
      [day(2), twin, 'to_stop'],
    ]);
  });

  it('are done once a person has stopped them, and may go on when nobody needs that any more', () => {
    expect(told([needed(0)], [stopped(0), stopped(1), stopped(0, twin)], none, nothingFree)).to.deep.equal([
      [day(0), single, 'stopped'],
      [day(0), twin, 'may_resume'],
      [day(1), single, 'may_resume'],
    ]);
    expect(told([needed(0)], [stopped(0)], none, () => 3)).to.deep.equal([[day(0), single, 'may_resume']]);
  });
});
