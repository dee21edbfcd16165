import { expect } from 'chai';
import { neighbour } from './board-keys.js';
import type { BoardRow } from './board-layout.js';

function row(roomId: number, stays: readonly (readonly [planId: number, start: number])[]): BoardRow {
  return {
    room: { id: roomId, number: String(roomId), type: { id: 1, name: 'シングル' }, floor: 1 },
    held: [],
    stays: stays.map(([planId, start]) => ({
      stretch: { start, end: start + 1, cutStart: false, cutEnd: false },
      stay: {
        planId,
        roomId,
        checkIn: '2026-12-01',
        checkOut: '2026-12-02',
        state: 'final',
        upgraded: false,
        inHouse: false,
        bookingNumber: String(planId),
        dayUse: null,
        lock: null,
      },
    })),
  };
}

describe('arrow keys on the room board', () => {
  const rows = [
    row(1, [
      [11, 0.5],
      [12, 6.5],
    ]),
    row(2, []),
    row(3, [
      [31, 1.5],
      [32, 7.5],
    ]),
  ];

  it('go from stay to stay within a room', () => {
    expect(neighbour(rows, 11, 'ArrowRight')).to.equal(12);
    expect(neighbour(rows, 12, 'ArrowLeft')).to.equal(11);
  });

  it('stop at the last stay of a room and at the last room', () => {
    expect(neighbour(rows, 12, 'ArrowRight')).to.equal(undefined);
    expect(neighbour(rows, 31, 'ArrowDown')).to.equal(undefined);
  });

  it('pass over empty rooms to the stay closest in time', () => {
    expect(neighbour(rows, 12, 'ArrowDown')).to.equal(32);
    expect(neighbour(rows, 31, 'ArrowUp')).to.equal(11);
  });
});
