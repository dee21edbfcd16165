// Which moves of a night stand or fall together.
import { expect } from 'chai';
import { nights, room, twin } from '../../../test/support/stays.js';
import { bookingPlanId, reservationId } from '../../domain/ids.js';
import { chainsOf, grouped, type NightMove } from './chains.js';

const move = (id: number, from: number, to: number, first: number, last: number, reservation = `R${id}`) =>
  ({
    ...{ id: bookingPlanId(id), version: 1, span: nights(first, last), from: room(from), to: room(to) },
    ...{ reason: { key: '', params: {} }, reservationId: reservationId(reservation) },
  }) satisfies NightMove;
const ids = (moves: readonly NightMove[]) =>
  chainsOf(moves).map((chain) => chain.map(({ id }) => id as number));

describe('chains of moves', () => {
  it('are single moves where nobody needs the room of another', () => {
    expect(ids([move(1, 101, 102, 0, 2), move(2, 103, 104, 0, 2)])).to.deep.equal([[1], [2]]);
  });

  it('hold together who leaves a room and who enters it, on a night of both', () => {
    expect(ids([move(1, 101, 102, 0, 2), move(2, 102, 103, 1, 4)])).to.deep.equal([[1, 2]]);
    expect(ids([move(1, 101, 102, 0, 2), move(2, 102, 103, 2, 4)])).to.deep.equal([[1], [2]]);
  });

  it('hold together rooms that are exchanged, and whoever follows', () => {
    const exchange = [move(1, 101, 102, 0, 2), move(3, 104, 105, 0, 2), move(2, 102, 101, 0, 2)];
    expect(ids([...exchange, move(4, 103, 104, 1, 3)])).to.deep.equal([
      [1, 2],
      [3, 4],
    ]);
  });

  it('hold together the rooms of one reservation', () => {
    expect(ids([move(1, 101, 201, 0, 2, 'R'), move(2, 102, 202, 0, 2, 'R')])).to.deep.equal([[1, 2]]);
  });

  it('know a room by its door: two rows of the PMS may be one', () => {
    const other = { ...move(2, 102, 103, 0, 2), from: room(202, undefined, { number: '102' }) };
    expect(ids([move(1, 101, 102, 0, 2), other])).to.deep.equal([[1, 2]]);
  });

  it('are carried out so many moves at a time, a longer one by itself', () => {
    const chain = (...chained: number[]) => chained.map((id) => move(id, 101, 102, 0, 2));
    const groups = (chains: NightMove[][], most: { moves: number; held: number }) =>
      grouped(chains, most).map((group) => group.map((moves) => moves.map(({ id }) => id)));
    const chains = [chain(1), chain(2, 3), chain(4, 5, 6, 7), chain(8)];
    expect(groups(chains, { moves: 3, held: Infinity })).to.deep.equal([
      [[1], [2, 3]],
      [[4, 5, 6, 7]],
      [[8]],
    ]);
    expect(groups([], { moves: 3, held: 12 })).to.deep.equal([]);
  });

  it('are no greater burst of notifications at a time than the PMS bears: a move to another type is one for each night', () => {
    const within = move(1, 101, 102, 0, 9);
    const across = (id: number, nights: number) => ({
      ...move(id, 101, 102, 0, nights),
      to: room(202, twin),
    });
    expect(
      grouped([[within], [across(2, 7)], [across(3, 5)], [within], [across(4, 1)], [across(5, 20)]], {
        moves: 50,
        held: 12,
      }).map((group) => group.length),
    ).to.deep.equal([4, 1, 1]);
  });
});
