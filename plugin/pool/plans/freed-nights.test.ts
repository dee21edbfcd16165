// Whom a night that came free may help.
import { expect } from 'chai';
import { surveyHouse } from '../../assignment/index.js';
import { hotelDate } from '../../domain/hotel-date.js';
import { physicalRoom, roomId, roomTypeId } from '../../domain/ids.js';
import { openingsOf, servedTypes } from './freed-nights.js';

const [single, twin, deluxe, suite] = [1, 2, 3, 4].map(roomTypeId) as [
  ReturnType<typeof roomTypeId>,
  ReturnType<typeof roomTypeId>,
  ReturnType<typeof roomTypeId>,
  ReturnType<typeof roomTypeId>,
];
const upgrade = (
  toTypeId: typeof single,
  terms: { policy?: 'automatic' | 'suggest'; sameBedCount?: boolean } = {},
) => ({
  ...{ toTypeId, path: [toTypeId], costPerNight: 0, levels: 1, priority: 1 },
  ...{ policy: 'automatic' as const, sameBedCount: false, ...terms },
});
const house = surveyHouse({
  types: [single, twin, deluxe, suite].map((id) => ({ id, name: `type ${id}` })),
  rooms: [single, twin, deluxe, suite].map((typeId, i) => ({
    ...{ id: roomId(i + 1), number: `${i}01`, physical: physicalRoom(`${i}01`), typeId },
    ...{ capacity: 4, floor: i, smoking: false, sellable: true, priority: undefined },
    ...{
      accessible: false,
      attributes: new Set<string>(),
      occupies: [physicalRoom(`${i}01`)],
      outOfService: [],
    },
  })),
  upgrades: new Map([
    [single, [upgrade(twin), upgrade(deluxe, { policy: 'suggest' })]],
    [twin, [upgrade(deluxe), upgrade(suite, { sameBedCount: true })]],
  ]),
});
const served = servedTypes(house);

describe('a night that came free', () => {
  it('serves its own type, and those that it is an upgrade of without asking: as placement gives it', () => {
    expect([...served]).to.have.deep.members([
      [single, [single]],
      [twin, [single, twin]],
      [deluxe, [twin, deluxe]],
      [suite, [suite]],
    ]);
  });

  const night = hotelDate('2027-02-12');
  const freed = { room: '301', night, type: deluxe, offered: undefined };
  const direct = { freed, from: night, to: hotelDate('2027-02-13'), bookedTypes: [twin, deluxe] };
  const stay = (bookedType: typeof single, type: typeof single, from: string, to: string) => ({
    ...{ bookedType, type, checkIn: hotelDate(from), checkOut: hotelDate(to) },
  });

  it('helps those too whose room a movable stay would leave for it', () => {
    const there = stay(twin, twin, '2027-02-10', '2027-02-13');
    expect(openingsOf([freed], [there], served)).to.deep.equal([
      direct,
      { freed, from: there.checkIn, to: there.checkOut, bookedTypes: [single, twin] },
    ]);
  });

  it('helps nobody by a stay that is not there in it, or may not have its room', () => {
    const others = [
      stay(twin, twin, '2027-02-10', '2027-02-12'),
      stay(twin, twin, '2027-02-13', '2027-02-14'),
      stay(single, twin, '2027-02-10', '2027-02-14'),
    ];
    expect(openingsOf([freed], others, served)).to.deep.equal([direct]);
  });
});
