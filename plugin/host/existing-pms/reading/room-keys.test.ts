// The physical room behind a row of the PMS's room list, as the hotel renumbers, shares, parts and exchanges numbers.
import { expect } from 'chai';
import { keysOf, type ListedRoom } from './room-keys.js';

/** The list by id, looked at again and again. */
function house() {
  let kept = new Map<number, ListedRoom['known']>();
  return (numbers: Readonly<Record<number, string>>) => {
    const rooms = Object.entries(numbers).map(([id, number]) => ({
      ...{ id: Number(id), number, known: kept.get(Number(id)) },
    }));
    const keys = keysOf(rooms);
    kept = new Map(rooms.map(({ id, number }) => [id, { physical: keys.get(id)!, number }]));
    return Object.fromEntries(keys);
  };
}

describe('the key of a room', () => {
  it('is its number at first, and stays when the number changes', () => {
    const look = house();
    expect(look({ 1: '101', 2: '102' })).to.deep.equal({ 1: '101', 2: '102' });
    expect(look({ 1: '9101', 2: '102' })).to.deep.equal({ 1: '101', 2: '102' });
    expect(look({ 1: '101', 2: '102' })).to.deep.equal({ 1: '101', 2: '102' });
  });

  it('is another than that of a renumbered room, for a new room with its old number', () => {
    const look = house();
    look({ 1: '101' });
    expect(look({ 1: '9101', 2: '101' })).to.deep.equal({ 1: '101', 2: '101#2' });
    expect(look({ 1: '9101', 2: '101', 3: '101' })).to.deep.equal({ 1: '101', 2: '101#2', 3: '101#2' });
  });

  it('stays with the room where two exchange their numbers', () => {
    const look = house();
    look({ 1: '101', 2: '102' });
    expect(look({ 1: '102', 2: '101' })).to.deep.equal({ 1: '101', 2: '102' });
  });

  it('is one for rooms with one number, from the start, for a new one, and for one that takes the number', () => {
    const look = house();
    expect(look({ 1: '301', 2: '301' })).to.deep.equal({ 1: '301', 2: '301' });
    expect(look({ 1: '301', 2: '301', 3: '301', 4: '401' })).to.include({ 3: '301', 4: '401' });
    expect(look({ 1: '301', 2: '301', 3: '301', 4: '301' })).to.include({ 4: '301' });
  });

  it('stays with the number where rooms part that shared it', () => {
    const look = house();
    look({ 1: '301', 2: '301' });
    expect(look({ 1: '302', 2: '301' })).to.deep.equal({ 1: '302', 2: '301' });
  });

  it('is right again after an exchange that was seen half done', () => {
    const look = house();
    look({ 1: '101', 2: '102' });
    expect(look({ 1: '102', 2: '102' })).to.deep.equal({ 1: '102', 2: '102' });
    const { 1: first, 2: second } = look({ 1: '102', 2: '101' });
    expect(first).not.to.equal(second);
  });

  it('is free again when its room is gone', () => {
    const look = house();
    look({ 1: '101' });
    expect(look({ 2: '101' })).to.deep.equal({ 2: '101' });
  });
});
