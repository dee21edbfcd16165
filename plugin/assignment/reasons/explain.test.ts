// What the engine says of each stay: why it has the room it has, or has none, and what was given up for it.
import { expect } from 'chai';
import { fixed, room, stay, upgrade } from '../../../test/support/problems.js';
import { deluxe, nights, single, twin } from '../../../test/support/stays.js';
import { inBothWays, roomsOf, weigh } from '../../../test/support/told.js';
import type { AssignedStay, Assignment } from '../problem/problem.js';

const said = (answer: Assignment, id: number): AssignedStay =>
  answer.stays.find((one) => one.stay.id === id)!;
const notes = (answer: Assignment, id: number) =>
  said(answer, id).notes.map(({ key, params }) => [key, params] as const);
const noteKeys = (answer: Assignment, id: number) => said(answer, id).notes.map(({ key }) => key);

const singles = [room(101), room(102), room(103)];
const mixed = [room(101), room(201, twin), room(301, deluxe)];
const beds = (count: number) => ({ attributes: new Set([`beds:${count}`]) });
const quiet = { attributes: new Set(['quiet']) };
const demanding = { demanding: true };
const worn = [fixed(1, 0, 2, 101, demanding), stay(2, 2, 4, demanding)];

describe('the answer', () =>
  inBothWays((solve) => {
    describe('rooms booked alike', () => {
      const both = [1, 2].map((id) => stay(id, 0, 2, { reservation: 'R' }));

      it('are given one type, were it dearer', () => {
        const rooms = [room(101), room(201, twin), room(202, twin)];
        const answer = solve({ rooms, upgrades: [upgrade(twin)], stays: both });
        expect(Object.values(roomsOf(answer))).to.have.members([201, 202]);
      });

      it('are given none where there is not one for each; a person may part them', () => {
        const answer = solve({ rooms: [room(101), room(102)], stays: [fixed(3, 0, 2, 101), ...both] });
        expect(roomsOf(answer)).to.deep.equal({ 1: 'none', 2: 'none', 3: 101 });
        expect(notes(answer, 1)).to.deep.equal([
          ['placement.not_for_all', { type: '1' }],
          ['proposal.split', { type: '1', room: '102' }],
        ]);
      });
    });

    describe('the reasons', () => {
      const full = [fixed(1, 0, 2, 101), stay(2, 0, 2)];

      it('say which room is kept, of the booked type, or an upgrade', () => {
        const answer = solve({ rooms: mixed, upgrades: [upgrade(twin)], stays: [...full, stay(3, 2, 3)] });
        expect([1, 2, 3].map((id) => said(answer, id).reason)).to.deep.equal([
          { key: 'placement.kept', params: { room: '101' } },
          { key: 'placement.upgrade', params: { room: '201', bookedType: '1', givenType: '2' } },
          { key: 'placement.booked_type', params: { room: '101' } },
        ]);
      });

      it('say for every type of a stay without a room what blocks it', () => {
        const rooms = [room(101), room(102), room(201, twin), room(301, deluxe, { capacity: 1 })];
        const taken = [fixed(1, 0, 2, 101), fixed(2, 2, 4, 102), fixed(3, 1, 2, 201)];
        const upgrades = [upgrade(twin), upgrade(deluxe)];
        const answer = solve({ rooms, upgrades, stays: [...taken, stay(4, 0, 4, { people: 2 })] });
        expect(said(answer, 4).reason).to.deep.equal({
          key: 'placement.none_free',
          params: { bookedType: '1' },
        });
        expect(notes(answer, 4)).to.deep.equal([
          ['placement.no_whole_stay', { type: '1' }],
          ['placement.full', { type: '2', night: '2027-02-02' }],
          ['placement.none_suitable', { type: '3' }],
        ]);
      });

      it('say so where the hotel has no room of the booked type at all', () => {
        const answer = solve({ rooms: [room(101)], stays: [stay(1, 0, 2, { bookedTypeId: deluxe })] });
        expect(notes(answer, 1)).to.deep.equal([['placement.none_suitable', { type: '3' }]]);
      });

      it('propose an upgrade that only a person may give, and do not give it', () => {
        const upgrades = [upgrade(twin, { policy: 'suggest' })];
        const answer = solve({ rooms: mixed, upgrades, stays: full });
        expect(roomsOf(answer)).to.deep.equal({ 1: 101, 2: 'none' });
        expect(notes(answer, 2)).to.deep.include(['proposal.upgrade', { type: '2', room: '201' }]);
      });

      it('propose none that the terms of its way rule out', () => {
        const upgrades = [upgrade(twin, { policy: 'suggest', sameBedCount: true })];
        const rooms = [room(101, single, beds(1)), room(201, twin, beds(2))];
        expect(noteKeys(solve({ rooms, upgrades, stays: full }), 2)).to.deep.equal(['placement.full']);
      });

      it('say what was given up of the wishes, the heaviest first', () => {
        const wishes = [
          { attribute: 'view', weight: 1 },
          { attribute: 'quiet', weight: 3 },
          { attribute: 'high', weight: 2 },
        ];
        const answer = solve({
          rooms: [room(101), room(102, single, quiet)],
          stays: [stay(1, 0, 2, { wishes })],
        });
        const { roomId, dropped } = said(answer, 1);
        expect(Number(roomId)).to.equal(102);
        expect(dropped).to.deep.equal([wishes[2], wishes[0]]);
        expect(notes(answer, 1)).to.deep.equal([
          ['wish.dropped', { attribute: 'high' }],
          ['wish.dropped', { attribute: 'view' }],
        ]);
      });

      it('say from where to where a tentative room moved, and count a change of type as five', () => {
        const rooms = [...singles, room(201, twin)];
        const stays = [stay(1, 0, 2, { inRoom: 201 }), fixed(2, 0, 2, 103), stay(3, 0, 2, { inRoom: 102 })];
        const answer = solve({ rooms, upgrades: [upgrade(twin)], stays, ...weigh({ changes: 1 }) });
        expect(notes(answer, 1)).to.deep.equal([['assignment.moved', { from: '201', to: '101' }]]);
        expect(answer.stays.map(({ changed }) => changed)).to.deep.equal([true, false, false]);
        expect(answer.score.changes).to.equal(5);
        const one = solve({ rooms, stays: [stay(1, 0, 2, { inRoom: 102 })], ...weigh({ roomOrder: 1 }) });
        expect(one.score.changes).to.equal(1);
      });

      const closed = room(102, single, { outOfService: [nights(0, 9)] });
      const rotating = { rotation: 1, roomOrder: 0.5 };
      it('say whether rotation was kept, outweighed, or had no alternative', () => {
        const two = { rooms: singles.slice(0, 2), stays: worn };
        expect(notes(solve({ ...two, ...weigh(rotating) }), 2)).to.deep.equal([
          ['rotation.kept', { room: '102' }],
        ]);
        expect(notes(solve({ ...two, ...weigh({ rotation: 1, roomOrder: 2 }) }), 2)).to.deep.equal([
          ['rotation.outweighed', { room: '101', alternative: '102' }],
        ]);
        expect(
          notes(solve({ rooms: [room(101), closed], stays: worn, ...weigh(rotating) }), 2),
        ).to.deep.equal([['rotation.no_alternative', { room: '101' }]]);
      });

      for (const [others, note, given] of [
        [16, 'rotation.kept', 102],
        [18, 'rotation.high_load', 101],
      ] as const)
        it(`${note === 'rotation.kept' ? 'ask' : 'do not ask'} for rotation with ${others + 1} of 20 rooms taken`, () => {
          const rooms = Array.from({ length: 20 }, (_, i) => room(101 + i));
          const full = Array.from({ length: others }, (_, i) => fixed(10 + i, 2, 4, 103 + i));
          const answer = solve({
            rooms,
            stays: [...worn, ...full],
            ...weigh({ rotation: 1, roomOrder: 0.5 }),
          });
          expect(roomsOf(answer)[2]).to.equal(given);
          expect(noteKeys(answer, 2)).to.deep.equal([note]);
        });
    });
  }));
