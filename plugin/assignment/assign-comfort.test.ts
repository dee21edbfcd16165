// Small hotels in which anyone sees what is right: which of the rooms, by goals 5 to 10 in their order.
import { fixed, room, stay, upgrade } from '../../test/support/problems.js';
import { nights, single, twin } from '../../test/support/stays.js';
import { tell, type Told, used, weigh } from '../../test/support/told.js';
import { physicalRoom } from '../domain/ids.js';

const singles = [room(101), room(102), room(103)];
const quiet = { attributes: new Set(['quiet']) };
const together = { together: 'T' };

const goals5and6: readonly Told[] = [
  {
    ...{ it: 'puts those next to each other who belong together', rooms: [...singles, room(104)] },
    stays: [fixed(1, 0, 2, 102), stay(2, 0, 2, together), stay(3, 0, 2, { ...together, inRoom: 104 })],
    ...{ gives: { 1: 102, 2: 103, 3: 104 }, ...weigh({ changes: 1 }) },
  },
  {
    ...{ it: 'leaves a guest in the room from one booking to the next', rooms: singles },
    stays: [fixed(1, 0, 2, 102, { guest: 'G' }), stay(2, 2, 4, { guest: 'G' })],
    ...{ gives: { 1: 102, 2: 102 }, ...weigh({ roomOrder: 3 }) },
  },
  {
    ...{ it: 'meets a wish before the order of rooms', rooms: [room(101), room(102, single, quiet)] },
    stays: [stay(1, 0, 2, { wishes: [{ attribute: 'quiet', weight: 0.1 }] })],
    ...{ gives: { 1: 102 }, ...weigh({ roomOrder: 5 }) },
  },
  {
    ...{ it: 'meets the heavier of two wishes', rooms: [room(101), room(102, single, quiet)] },
    stays: [1, 3, 2]
      .map((weight, i) => stay(i + 1, 0, 2, { wishes: [{ attribute: 'quiet', weight }] }))
      .slice(0, 2),
    gives: { 1: 101, 2: 102 },
  },
  {
    ...{
      it: 'upgrades nobody for a wish',
      rooms: [room(101), room(201, twin, quiet)],
      upgrades: [upgrade(twin)],
    },
    ...{ stays: [stay(1, 0, 2, { wishes: [{ attribute: 'quiet', weight: 9 }] })], gives: { 1: 101 } },
  },
  {
    ...{ it: 'parts nobody for a wish', rooms: [room(101), room(102), room(103, single, quiet)] },
    stays: [
      fixed(1, 0, 2, 101, together),
      stay(2, 0, 2, { ...together, wishes: [{ attribute: 'quiet', weight: 9 }] }),
    ],
    gives: { 1: 101, 2: 102 },
  },
];

const demanding = { demanding: true };
const worn = [fixed(1, 0, 2, 101, demanding), stay(2, 2, 4, demanding)];
const goal7: readonly Told[] = [
  {
    ...{ it: 'spares a room that a demanding stay has left', rooms: singles.slice(0, 2), stays: worn },
    ...{ gives: { 1: 101, 2: 102 }, ...weigh({ rotation: 1, roomOrder: 0.5 }) },
  },
  {
    ...{
      it: 'spares a room that one left before today',
      rooms: singles.slice(0, 2),
      stays: [stay(2, 0, 2, demanding)],
    },
    usage: new Map([[physicalRoom('101'), used({ demandingUntil: nights(-2, 0).from })]]),
    ...{ gives: { 2: 102 }, ...weigh({ rotation: 1, roomOrder: 0.5 }) },
  },
  {
    ...{
      it: 'does so no longer than it takes to recover',
      rooms: singles.slice(0, 2),
      stays: [stay(2, 0, 2, demanding)],
    },
    usage: new Map([[physicalRoom('101'), used({ demandingUntil: nights(-3, 0).from })]]),
    ...{ gives: { 2: 101 }, ...weigh({ rotation: 1, roomOrder: 0.5 }) },
  },
  {
    ...{ it: 'lets another goal outweigh it', rooms: singles.slice(0, 2), stays: worn },
    ...{ gives: { 1: 101, 2: 101 }, ...weigh({ rotation: 1, roomOrder: 2 }) },
  },
  {
    ...{
      it: 'lets none outweigh it where it blocks',
      rooms: singles.slice(0, 2),
      stays: worn,
      gives: { 1: 101, 2: 102 },
    },
    ...weigh(
      { rotation: 0.1, roomOrder: 5 },
      { rotation: { behaviour: 'block', scope: 'ROOM', recoveryDays: 3 } },
    ),
  },
  ...(['ROOM', 'ROOM_TYPE'] as const).map((scope): Told => ({
    it: `spares ${scope === 'ROOM' ? 'every worn room' : 'only the last of the type'} by scope ${scope}`,
    rooms: singles,
    stays: [fixed(1, 0, 1, 101, demanding), fixed(2, 0, 2, 102, demanding), stay(3, 2, 4, demanding)],
    gives: { 1: 101, 2: 102, 3: scope === 'ROOM' ? 103 : 101 },
    ...weigh(
      { rotation: 2, roomOrder: 0.5 },
      { rotation: { behaviour: 'penalise', scope, recoveryDays: 3 } },
    ),
  })),
];

const goals8to10: readonly Told[] = [
  {
    ...{
      it: '割当順: takes the first in the order of the PMS',
      rooms: [room(101, single, { priority: 2 }), room(102, single, { priority: 1 })],
    },
    ...{ stays: [stay(1, 0, 2)], gives: { 1: 102 }, ...weigh({ roomOrder: 1 }) },
  },
  {
    ...{ it: '均等: takes the one that was used least', rooms: singles.slice(0, 2), stays: [stay(1, 0, 2)] },
    usage: new Map([
      [physicalRoom('101'), used({ nightsUsed: 12 })],
      [physicalRoom('102'), used({ nightsUsed: 5 })],
    ]),
    ...{ gives: { 1: 102 }, ...weigh({ roomOrder: 1 }, { order: 'even' }) },
  },
  {
    ...{ it: '均等: takes one that was not used at all', rooms: singles.slice(0, 2), stays: [stay(1, 0, 2)] },
    usage: new Map([[physicalRoom('101'), used({ nightsUsed: 1 })]]),
    ...{ gives: { 1: 102 }, ...weigh({ roomOrder: 1 }, { order: 'even' }) },
  },
  {
    ...{ it: '均等: counts the nights behind a guest in the house once', rooms: singles.slice(0, 2) },
    stays: [fixed(1, -3, 1, 101), stay(2, 1, 3)],
    usage: new Map([
      [physicalRoom('101'), used({ nightsUsed: 3 })],
      [physicalRoom('102'), used({ nightsUsed: 5 })],
    ]),
    ...{ gives: { 1: 101, 2: 101 }, ...weigh({ roomOrder: 1 }, { order: 'even' }) },
  },
  ...[0.1, 1].map((evenAhead) => ({
    ...{
      it: `均等: counts later stays that are decided now at ${evenAhead} of it`,
      rooms: singles.slice(0, 2),
    },
    stays: [stay(1, 2, 4, { inRoom: 101 })],
    usage: new Map([
      [physicalRoom('101'), used({ nightsUsed: 6 })],
      [physicalRoom('102'), used({ nightsUsed: 5 })],
    ]),
    gives: { 1: evenAhead < 1 ? 101 : 102 },
    ...weigh({ roomOrder: 10, changes: 1 }, { order: 'even', evenDays: 1, evenAhead }),
  })),
  {
    ...{ it: 'フロア集約: opens no other floor', rooms: [room(101), room(201), room(202)] },
    stays: [fixed(1, 0, 2, 201), stay(2, 0, 2)],
    ...{ gives: { 1: 201, 2: 202 }, ...weigh({ roomOrder: 1 }, { order: 'floors' }) },
  },
  {
    ...{
      it: 'takes the room that has been empty for longest',
      rooms: singles.slice(0, 2),
      stays: [stay(1, 0, 2)],
    },
    usage: new Map([
      [physicalRoom('101'), used({ lastUsedUntil: nights(-1, 0).from })],
      [physicalRoom('102'), used({ lastUsedUntil: nights(-9, 0).from })],
    ]),
    ...{ gives: { 1: 102 }, ...weigh({ leastRecentlyUsed: 1 }) },
  },
  {
    ...{ it: 'leaves no gap shorter than the usual stay', rooms: singles.slice(0, 2) },
    stays: [fixed(1, 0, 2, 101), stay(2, 3, 5)],
    ...{ gives: { 1: 101, 2: 102 }, ...weigh({ gaps: 1, roomOrder: 0.5 }) },
  },
  {
    ...{ it: 'minds no gap that another guest fits in', rooms: singles.slice(0, 2) },
    stays: [fixed(1, 0, 2, 101), stay(2, 4, 5)],
    ...{ gives: { 1: 101, 2: 101 }, ...weigh({ gaps: 1, roomOrder: 0.5 }) },
  },
  ...(
    [
      [12, 102],
      [11, 101],
    ] as const
  ).map(([hour, given]): Told => ({
    it: `${given === 102 ? 'keeps apart' : 'joins'} a departure at ${hour} and an arrival at 14`,
    rooms: singles.slice(0, 2),
    stays: [fixed(1, 0, 2, 101, { leavesAt: hour * 60 }), stay(2, 2, 4, { arrivesAt: 14 * 60 })],
    gives: { 1: 101, 2: given },
    ...weigh({ gaps: 1, roomOrder: 0.5 }),
  })),
  {
    ...{
      it: 'changes no tentative room for nothing',
      rooms: singles,
      stays: [stay(1, 0, 2, { inRoom: 102 })],
    },
    ...{ gives: { 1: 102 }, ...weigh({ changes: 1, roomOrder: 1 }) },
  },
  {
    ...{ it: 'changes one where more is won', rooms: singles, stays: [stay(1, 0, 2, { inRoom: 103 })] },
    ...{ gives: { 1: 101 }, ...weigh({ changes: 1, roomOrder: 2 }) },
  },
  {
    ...{
      it: 'leaves who is not in the window where it is',
      rooms: singles,
      stays: [stay(1, 0, 2, { inRoom: 103, optimised: false })],
    },
    ...{ gives: { 1: 103 }, ...weigh({ roomOrder: 2 }) },
  },
];

describe('close together, then other wishes (goals 5 and 6)', () => tell(goals5and6));
describe('rotation (goal 7)', () => tell(goal7));
describe('room order, gaps, changes (goals 8 to 10)', () => tell(goals8to10));
