// What accepting a held change deletes of what a person entered.
import { expect } from 'chai';
import { day } from '../../../test/support/stays.js';
import type { BookedReport } from '../../domain/booking-report.js';
import { bookingNumber } from '../../domain/ids.js';
import type { Part, PartRow } from '../../domain/reservation-state.js';
import { deletedByAccepting } from './deleted-by-accepting.js';

const night = (offset: number) => ({
  date: day(offset),
  roomTypeCode: 'SGL',
  people: 1,
  children: {},
  price: 8200,
});
const report: BookedReport = {
  ...{
    dataId: 'B1-2',
    version: 2,
    bookingNumber: bookingNumber('B1'),
    agency: '',
    document: {},
    kind: 'change',
    warnings: [],
  },
  ...{ checkIn: day(0), checkOut: day(2), dayUse: false, people: 1 },
  rooms: [{ slot: 0, checkIn: day(0), checkOut: day(2), nights: [night(0), night(1)] }],
};

const deleted = (part: Part, ...added: PartRow[]) =>
  deletedByAccepting(new Map([[part, { added, removed: [] }]]), report).map(({ facts }) => facts);

describe('accepting a held change deletes', () => {
  it('every add-on, surcharge, plan and payment that a person entered', () => {
    for (const part of ['addons', 'surcharges', 'plans', 'payments'] as const)
      expect(deleted(part, { price: 1 }, { price: 2 })).to.deep.equal([{ price: 1 }, { price: 2 }]);
  });

  it('the night, the dates, the people and the price that the message does not say', () => {
    const third = { date: day(2) };
    expect(deleted('nights', { date: day(1) }, third)).to.deep.equal([third]);
    const dates = { check_in: day(0), check_out: day(3) };
    expect(deleted('dates', dates)).to.deep.equal([dates]);
    expect(deleted('dates', { check_in: day(0), check_out: day(2) })).to.deep.equal([]);
    const two = { date: day(0), number_of_people: 2 };
    expect(
      deleted('people', two, { date: day(1), number_of_people: 1 }, { number_of_people: 1 }),
    ).to.deep.equal([two]);
    const dear = { date: day(0), price: 9000 };
    expect(deleted('prices', dear, { date: day(1), price: 8200 })).to.deep.equal([dear]);
  });

  it('nothing of what is put back', () => {
    for (const part of ['notes', 'booker', 'guests', 'arrival', 'departure', 'parking'] as const)
      expect(deleted(part, { comment: 'a' })).to.deep.equal([]);
  });
});
