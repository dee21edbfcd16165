// Small hotels in which anyone sees what is right: goals 1 to 4, in their order.
import { fixed, room, stay, upgrade } from '../../test/support/problems.js';
import { deluxe, nights, single, twin } from '../../test/support/stays.js';
import { tell, type Told, weigh } from '../../test/support/told.js';
import { physicalRoom } from '../domain/ids.js';

const smoky = { smoking: true };
const singles = [room(101), room(102), room(103)];
const mixed = [room(101), room(201, twin), room(301, deluxe)];
const suite = room(199, twin, { occupies: [physicalRoom('101'), physicalRoom('102')] });
const again = room(901, single, {
  number: '101',
  physical: physicalRoom('101'),
  occupies: [physicalRoom('101')],
});

const goal1: readonly Told[] = [
  {
    ...{ it: 'houses a stay by an upgrade rather than not at all', rooms: mixed, upgrades: [upgrade(twin)] },
    ...{ stays: [fixed(1, 0, 2, 101), stay(2, 0, 2)], gives: { 1: 101, 2: 201 } },
  },
  {
    ...{ it: 'brings an upgraded stay back where its room is all that is left for another', rooms: mixed },
    stays: [stay(1, 0, 2, { inRoom: 201 }), stay(2, 0, 2, { bookedTypeId: twin })],
    ...{ upgrades: [upgrade(twin)], gives: { 1: 101, 2: 201 } },
  },
  {
    ...{ it: 're-arranges tentative rooms for a stay that needs one whole', rooms: singles.slice(0, 2) },
    stays: [stay(1, 0, 2, { inRoom: 101 }), fixed(2, 2, 4, 102), stay(3, 0, 4)],
    gives: { 1: 102, 2: 102, 3: 101 },
  },
  {
    ...{ it: 'leaves out the one that two others can take the place of', rooms: [room(101)] },
    ...{ stays: [stay(1, 0, 4), stay(2, 0, 2), stay(3, 2, 4)], gives: { 1: 'none', 2: 101, 3: 101 } },
  },
  {
    ...{ it: 'houses the class of higher priority where one must go without', rooms: [room(101)] },
    ...{ stays: [stay(1, 0, 2), stay(2, 0, 2, { priority: 4 })], gives: { 1: 'none', 2: 101 } },
  },
  {
    ...{ it: 'takes two rows with one number for one room', rooms: [room(101), again] },
    ...{ stays: [fixed(1, 0, 2, 901), stay(2, 1, 3)], gives: { 1: 901, 2: 'none' } },
  },
  {
    ...{ it: 'lets a suite block its rooms', rooms: [room(101), room(102), suite] },
    stays: [fixed(1, 0, 2, 199), stay(2, 1, 3), stay(3, 2, 4)],
    gives: { 1: 199, 2: 'none', 3: 101 },
    ...weigh({ roomOrder: 1 }),
  },
  {
    ...{ it: 'lets a room block the suite it is part of', rooms: [room(101), room(102), suite] },
    stays: [fixed(1, 0, 2, 102), stay(2, 1, 3, { bookedTypeId: twin })],
    gives: { 1: 102, 2: 'none' },
  },
];

const goals2and3: readonly Told[] = [
  {
    ...{ it: 'never moves who is in the house or frozen, not to house another', rooms: singles.slice(0, 2) },
    stays: [fixed(1, 0, 2, 101), stay(2, 2, 4, { inRoom: 102, movability: 'proposal' }), stay(3, 0, 4)],
    gives: { 1: 101, 2: 102, 3: 'none' },
  },
  {
    ...{ it: 'never gives a night that is blocked', rooms: [room(101)] },
    blocks: [{ id: 'B', physical: physicalRoom('101'), span: nights(1, 2) }],
    ...{ stays: [stay(1, 0, 2), stay(2, 2, 3)], gives: { 1: 'none', 2: 101 } },
  },
  {
    ...{
      it: 'never gives a night out of service',
      rooms: [room(101, single, { outOfService: [nights(1, 2)] })],
    },
    ...{ stays: [stay(1, 0, 2), stay(2, 0, 1)], gives: { 1: 'none', 2: 101 } },
  },
  {
    ...{ it: 'never gives a room that is not for sale', rooms: [room(101, single, { sellable: false })] },
    ...{ stays: [stay(1, 0, 2)], gives: { 1: 'none' } },
  },
  {
    ...{ it: 'never gives smoke to who may not', rooms: [room(101, single, smoky), room(201, twin, smoky)] },
    ...{ upgrades: [upgrade(twin)], stays: [stay(1, 0, 2, { nonSmoking: true })], gives: { 1: 'none' } },
  },
  {
    ...{
      it: 'never gives steps to who needs none',
      rooms: [room(101), room(102, single, { accessible: true })],
    },
    stays: [fixed(1, 0, 2, 102), stay(2, 1, 3, { accessible: true })],
    gives: { 1: 102, 2: 'none' },
  },
  {
    ...{
      it: 'finds the one room without steps',
      rooms: [room(101), room(102, single, { accessible: true })],
    },
    ...{ stays: [stay(1, 0, 2, { accessible: true }), stay(2, 0, 2)], gives: { 1: 102, 2: 101 } },
  },
  {
    ...{ it: 'never upgrades into a smaller room', rooms: [room(101), room(201, twin, { capacity: 1 })] },
    stays: [fixed(1, 0, 2, 101), stay(2, 0, 2, { people: 2 })],
    ...{ upgrades: [upgrade(twin)], gives: { 1: 101, 2: 'none' } },
  },
  {
    ...{
      it: 'never upgrades from a type without smoke into smoke',
      rooms: [room(101), room(201, twin, smoky)],
    },
    ...{ stays: [fixed(1, 0, 2, 101), stay(2, 0, 2)], upgrades: [upgrade(twin)] },
    gives: { 1: 101, 2: 'none' },
  },
  {
    ...{ it: 'never downgrades', rooms: mixed, upgrades: [upgrade(twin)] },
    ...{ stays: [fixed(1, 0, 2, 201), stay(2, 0, 2, { bookedTypeId: twin })], gives: { 1: 201, 2: 'none' } },
  },
];

const beds = (count: number) => ({ attributes: new Set([`beds:${count}`]) });
const goal4: readonly Told[] = [
  {
    ...{ it: 'upgrades one long stay rather than two short ones', rooms: mixed, upgrades: [upgrade(twin)] },
    ...{ stays: [stay(1, 0, 2), stay(2, 2, 4), stay(3, 0, 4)], gives: { 1: 101, 2: 101, 3: 201 } },
  },
  {
    ...{ it: 'upgrades the short one of two where a night costs', rooms: mixed },
    ...{ upgrades: [upgrade(twin, { costPerNight: 1000 })], stays: [stay(1, 0, 4), stay(2, 0, 1)] },
    gives: { 1: 101, 2: 201 },
  },
  {
    ...{ it: 'looks at the price before the order of the list', rooms: mixed },
    ...{ upgrades: [upgrade(twin, { costPerNight: 500 }), upgrade(deluxe)] },
    ...{ stays: [fixed(1, 0, 2, 101), stay(2, 0, 2)], gives: { 1: 101, 2: 301 } },
  },
  {
    ...{ it: 'looks at the order of the list among equal prices', rooms: mixed },
    ...{ upgrades: [upgrade(deluxe), upgrade(twin)] },
    ...{ stays: [fixed(1, 0, 2, 101), stay(2, 0, 2)], gives: { 1: 101, 2: 301 } },
  },
  {
    ...{
      it: 'brings a tentative upgrade back into the booked type',
      rooms: mixed,
      upgrades: [upgrade(twin)],
    },
    ...{ stays: [stay(1, 0, 2, { inRoom: 201 })], gives: { 1: 101 }, ...weigh({ changes: 2 }) },
  },
  {
    ...{ it: 'leaves an upgrade that a person approved', rooms: mixed, upgrades: [upgrade(twin)] },
    ...{ stays: [stay(1, 0, 2, { inRoom: 201, upgradeApproved: true })], gives: { 1: 201 } },
  },
  {
    ...{
      it: 'leaves the beds as many where the way asks for it',
      upgrades: [
        upgrade(twin, { sameBedCount: true }),
        upgrade(deluxe, { sameBedCount: true, costPerNight: 900 }),
      ],
    },
    rooms: [room(101, single, beds(1)), room(201, twin, beds(2)), room(301, deluxe, beds(1))],
    ...{ stays: [fixed(1, 0, 2, 101), stay(2, 0, 2)], gives: { 1: 101, 2: 301 } },
  },
  {
    ...{ it: 'leaves out such a way where nobody knows the beds', rooms: mixed },
    ...{ upgrades: [upgrade(twin, { sameBedCount: true })] },
    ...{ stays: [fixed(1, 0, 2, 101), stay(2, 0, 2)], gives: { 1: 101, 2: 'none' } },
  },
];

describe('everybody housed, no room twice (goal 1)', () => tell(goal1));
describe('what is never touched, relaxed or used (goals 2 and 3)', () => tell(goals2and3));
describe('the least upgrade cost (goal 4)', () => tell(goal4));
