// What is said of stays without a room: cases that a hotel would tell.
import { expect } from 'chai';
import { deluxe, hotelOf, nights, problemOf, room, single, stay, twin } from '../../test/support/stays.js';
import { roomId } from '../domain/ids.js';
import { fromDayNumber } from '../domain/hotel-date.js';
import type { AssignableStay } from './problem/problem.js';
import { prospects } from './prospects.js';

const rooms = [room(101), room(102), room(201, twin), room(301, deluxe)];
const house = hotelOf(rooms, { [single]: [twin] });
const asking = {
  ...house,
  upgrades: new Map([
    [single, house.upgrades.get(single)!.map((option) => ({ ...option, policy: 'suggest' as const }))],
  ]),
};

const kept = (id: number, number: number, from: number, to: number): AssignableStay =>
  stay(id, { roomId: roomId(number), span: nights(from, to), movability: 'fixed' });

const said = (stays: readonly AssignableStay[], id: number, of = house) => {
  const { room: found, full, suggested } = prospects(problemOf(of, stays)).get(id)!;
  return {
    room: found,
    full: full.map(({ type, nights: on, reason }) => [type, on.map(fromDayNumber), reason.key]),
    suggested: suggested.map(({ type, room: free }) => [type, free]),
  };
};

describe('a stay without a room', () => {
  it('is told on which nights each of its types is full', () => {
    const full = [kept(1, 101, 1, 2), kept(2, 102, 1, 3), kept(3, 201, 0, 4)];
    const [first, second, third, fourth] = [0, 1, 2, 3].map((n) => fromDayNumber(nights(n, n + 1).from));
    expect(said([...full, stay(9, { span: nights(0, 4) })], 9)).to.deep.equal({
      room: undefined,
      full: [
        [single, [second], 'placement.full'],
        [twin, [first, second, third, fourth], 'placement.full'],
      ],
      suggested: [],
    });
  });

  it('is told that no room is free throughout where on each night another is', () => {
    const inTurn = [kept(1, 101, 0, 2), kept(2, 102, 2, 4), kept(3, 201, 0, 4)];
    const { full } = said([...inTurn, stay(9, { span: nights(0, 4) })], 9);
    expect(full[0]).to.deep.equal([single, [], 'placement.no_whole_stay']);
  });

  it('is offered an upgrade that only a person gives, while a room is free for it', () => {
    const full = [kept(1, 101, 0, 4), kept(2, 102, 0, 4)];
    const one = stay(9, { span: nights(0, 2) });
    expect(said([...full, one], 9, asking).suggested).to.deep.equal([[twin, 201]]);
    expect(said([...full, kept(3, 201, 1, 2), one], 9, asking).suggested).to.deep.equal([]);
    expect(said([...full, stay(9, { span: nights(0, 2), people: 9 })], 9, asking).suggested).to.deep.equal(
      [],
    );
  });

  it('of several is told for each whether it could have a room beside the others', () => {
    const several = [8, 9].map((id) => stay(id, { span: nights(0, 2) }));
    const full = [kept(1, 101, 0, 2), kept(3, 201, 0, 2)];
    expect(said([...full, ...several], 8).room).to.equal(102);
    expect(said([...full, ...several], 9).full[0]).to.deep.equal([single, nightsOf(0, 2), 'placement.full']);
  });
});

function nightsOf(from: number, to: number) {
  const { from: first, to: last } = nights(from, to);
  return Array.from({ length: last - first }, (_, i) => fromDayNumber((first + i) as typeof first));
}
