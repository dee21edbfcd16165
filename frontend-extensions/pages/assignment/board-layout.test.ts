import { expect } from 'chai';
import type { Board, BoardStay } from '../../api/assignment.js';
import { layoutBoard, stretchOf } from './board-layout.js';

const from = '2026-12-01';
const single = { id: 1, name: 'シングル' };
const twin = { id: 2, name: 'ツイン' };

let nextPlan = 1;

function stay(roomId: number, checkIn: string, checkOut: string): BoardStay {
  return {
    planId: nextPlan++,
    roomId,
    checkIn,
    checkOut,
    state: 'tentative',
    upgraded: false,
    inHouse: false,
    bookingNumber: 'B1',
    dayUse: null,
    lock: null,
  };
}

const board = (part: Partial<Board>): Board => ({
  from,
  nights: 14,
  rooms: [
    { id: 10, number: '201', type: single, floor: 2 },
    { id: 20, number: '301', type: twin, floor: 3 },
    { id: 11, number: '202', type: single, floor: 2 },
  ],
  stays: [],
  held: [],
  ...part,
});

describe('the layout of the room board', () => {
  it('lets a departure and the next arrival meet in the middle of their day', () => {
    const leaving = stretchOf('2026-12-02', '2026-12-04', from, 14);
    const arriving = stretchOf('2026-12-04', '2026-12-05', from, 14);
    expect(leaving).to.include({ start: 1.5, end: 3.5 });
    expect(arriving).to.include({ start: 3.5, end: 4.5 });
  });

  it('cuts a stay off at both edges and says so', () => {
    expect(stretchOf('2026-11-20', '2026-12-31', from, 14)).to.deep.equal({
      start: 0,
      end: 14,
      cutStart: true,
      cutEnd: true,
    });
  });

  it('leaves out what ends before the first day or begins after the last', () => {
    expect(stretchOf('2026-11-20', '2026-11-30', from, 14)).to.equal(undefined);
    expect(stretchOf('2026-12-15', '2026-12-16', from, 14)).to.equal(undefined);
  });

  it('shows the departure of a stay that leaves on the first day', () => {
    expect(stretchOf('2026-11-30', from, from, 14)).to.include({ start: 0, end: 0.5, cutStart: true });
  });

  it('gives a day use its whole day', () => {
    expect(stretchOf('2026-12-03', '2026-12-03', from, 14)).to.include({ start: 2, end: 3 });
  });

  it('groups rooms by type and puts each stay on its room, left to right', () => {
    const groups = layoutBoard(
      board({ stays: [stay(10, '2026-12-05', '2026-12-06'), stay(10, '2026-12-01', '2026-12-02')] }),
    );
    expect(groups.map((group) => [group.typeName, group.rows.map((row) => row.room.number)])).to.deep.equal([
      ['シングル', ['201', '202']],
      ['ツイン', ['301']],
    ]);
    expect(groups[0]?.rows[0]?.stays.map(({ stay }) => stay.checkIn)).to.deep.equal([
      '2026-12-01',
      '2026-12-05',
    ]);
  });

  it('joins consecutive nights that the PMS holds', () => {
    const held = ['2026-12-03', '2026-12-02', '2026-12-07'].map((night) => ({ roomId: 20, night }));
    const row = layoutBoard(board({ held }))[1]?.rows[0];
    expect(row?.held.map(({ start, end }) => [start, end])).to.deep.equal([
      [1.5, 3.5],
      [6.5, 7.5],
    ]);
  });
});
