import { expect } from 'chai';
import { neighbour } from './board-keys.js';
import type { BoardRow } from './board-layout.js';

function row(roomId: number, stays: Record<string, number>): BoardRow {
  return {
    room: { id: roomId, number: String(roomId), type: { id: 1, name: 'シングル' }, floor: 1 },
    held: [],
    stays: Object.entries(stays).map(([planId, start]) => ({
      stretch: { start, end: start + 1, cutStart: false, cutEnd: false },
      stay: {
        planId,
        roomId,
        checkIn: '2026-12-01',
        checkOut: '2026-12-02',
        state: 'final',
        upgraded: false,
        inHouse: false,
        bookingNumber: planId,
      },
    })),
  };
}

describe('arrow keys on the room board', () => {
  const rows = [row(1, { a: 0.5, b: 6.5 }), row(2, {}), row(3, { c: 1.5, d: 7.5 })];

  it('go from stay to stay within a room', () => {
    expect(neighbour(rows, 'a', 'ArrowRight')).to.equal('b');
    expect(neighbour(rows, 'b', 'ArrowLeft')).to.equal('a');
  });

  it('stop at the last stay of a room and at the last room', () => {
    expect(neighbour(rows, 'b', 'ArrowRight')).to.equal(undefined);
    expect(neighbour(rows, 'c', 'ArrowDown')).to.equal(undefined);
  });

  it('pass over empty rooms to the stay closest in time', () => {
    expect(neighbour(rows, 'b', 'ArrowDown')).to.equal('d');
    expect(neighbour(rows, 'c', 'ArrowUp')).to.equal('a');
  });
});
