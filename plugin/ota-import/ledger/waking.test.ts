// Who tries to get a night that came free, and who after him.
import { expect } from 'chai';
import { addDays, hotelDate } from '../../domain/hotel-date.js';
import { messageId, roomTypeId } from '../../domain/ids.js';
import type { Opening } from '../../pool/index.js';
import { type WaitingMessage, wakingFor } from './waking.js';

const day = (date: number) => hotelDate(`2027-02-${String(date).padStart(2, '0')}`);
const [single, twin] = [roomTypeId(1), roomTypeId(2)];

const waits = (
  id: number,
  from: number,
  nights: number,
  types: (typeof single)[] = [single],
): WaitingMessage => ({
  ...{ message: messageId(id), checkIn: day(from), types, isDue: false },
  until: addDays(day(from), nights),
});

const opening = (
  room: string,
  night: number,
  {
    to,
    offered,
    bookedTypes = [single],
  }: { to?: number; offered?: WaitingMessage; bookedTypes?: (typeof single)[] } = {},
): Opening => ({
  freed: { room, night: day(night), type: single, offered },
  ...{ from: day(night), to: day(to ?? night + 1), bookedTypes },
});

const outcome = (openings: Opening[], waiting: WaitingMessage[]) => {
  const { woken, offered, left } = wakingFor(openings, waiting);
  return {
    woken: woken.map(Number),
    offered: offered.map(({ room, night, to }) => `${room} ${night.slice(-2)} to ${to.message}`),
    left: left.map(({ room, night }) => `${room} ${night.slice(-2)}`),
  };
};

describe('nights that came free', () => {
  it('are offered to the first in order of check-in that could use them, and to no other', () => {
    expect(
      outcome([opening('101', 10), opening('101', 11)], [waits(7, 9, 3), waits(3, 10, 2), waits(4, 10, 2)]),
    ).to.deep.equal({
      ...{ woken: [7], offered: ['101 10 to 7', '101 11 to 7'], left: [] },
    });
  });

  it('of two rooms are offered to one waiting stay, since it may need either', () => {
    expect(
      outcome([opening('101', 10), opening('102', 10)], [waits(1, 10, 1), waits(2, 10, 1)]),
    ).to.deep.equal({
      ...{ woken: [1], offered: ['101 10 to 1', '102 10 to 1'], left: [] },
    });
  });

  it('go to those behind when the one before has been tried and they are free still', () => {
    const [first, second, third] = [waits(1, 10, 2), waits(2, 10, 2), waits(3, 11, 1)];
    const waiting = [first, second, third];
    expect(outcome([opening('101', 10, { offered: first })], waiting).woken).to.deep.equal([2]);
    expect(outcome([opening('101', 10, { offered: second })], waiting)).to.deep.equal({
      ...{ woken: [], offered: [], left: ['101 10'] },
    });
    expect(outcome([opening('101', 11, { offered: second })], waiting).woken).to.deep.equal([3]);
  });

  it('are offered to nobody else before the one who was offered them has been tried', () => {
    const first = { ...waits(1, 10, 2), isDue: true };
    const waiting = [first, waits(2, 10, 2)];
    expect(outcome([opening('101', 10, { offered: first })], waiting)).to.deep.equal({
      ...{ woken: [], offered: [], left: [] },
    });
    expect(outcome([opening('101', 10)], waiting).woken).to.deep.equal([2]);
  });

  it('that help different stays wake them together', () => {
    const waiting = [waits(1, 10, 1), waits(2, 12, 1), waits(3, 12, 1)];
    expect(outcome([opening('101', 10), opening('101', 12)], waiting)).to.deep.equal({
      ...{ woken: [1, 2], offered: ['101 12 to 2'], left: ['101 10'] },
    });
  });

  it('of other dates or types are nobody’s', () => {
    for (const waiting of [waits(1, 8, 2), waits(2, 11, 2), waits(3, 10, 1, [twin])])
      expect(outcome([opening('101', 10)], [waiting])).to.deep.equal({
        ...{ woken: [], offered: [], left: ['101 10'] },
      });
  });

  it('help one whose room a movable stay would leave for them', () => {
    const direct = opening('201', 12, { bookedTypes: [twin] });
    const byMoving = { ...direct, from: day(10), to: day(13), bookedTypes: [single] };
    expect(outcome([direct, byMoving], [waits(1, 10, 1), waits(2, 13, 1)])).to.deep.equal({
      ...{ woken: [1], offered: [], left: ['201 12'] },
    });
  });

  it('wake one of whom an older build did not say what it wants', () => {
    const silent = { ...waits(1, 25, 1), until: undefined, types: undefined };
    expect(outcome([opening('101', 10)], [silent]).woken).to.deep.equal([1]);
  });
});
