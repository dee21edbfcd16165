// A message with a person's corrections is read like any other, and says the rest as before.
import { expect } from 'chai';
import { newBooking, single } from '../../test/support/bookings.js';
import type { BookedReport } from '../domain/booking-report.js';
import { hotelDate } from '../domain/hotel-date.js';
import { contentsOf } from './contents.js';
import { editedReport, type ReportEdits } from './editing.js';
import { readReport } from './reading.js';

const { xml } = newBooking('B1', { rooms: [single, { ...single, women: 1 }] });

function read(text: string): BookedReport {
  const { report } = readReport(text);
  if (!report.ok || report.value.kind === 'cancellation') throw new Error('a booking was expected');
  return report.value;
}
function edited(edits: ReportEdits, of = xml): BookedReport {
  const text = editedReport(of, edits);
  if (!text.ok) throw new Error(text.failure.code);
  return read(text.value);
}

describe('a corrected message', () => {
  it('says what it said where nothing is corrected', () => {
    expect(edited({})).to.deep.equal(read(xml));
  });

  it('says what was corrected, and the rest as before', () => {
    const report = edited({ guestName: '山田 <太郎> & 花子', people: 5 });
    expect(report.people).to.equal(5);
    expect(report.rooms).to.deep.equal(read(xml).rooms);
    expect(contentsOf(report.document)).to.deep.include({ guestName: '山田 <太郎> & 花子' });
    expect(contentsOf(report.document).planName).to.equal(contentsOf(read(xml).document).planName);
  });

  it('has the rooms and nights that were entered, in dates of their own', () => {
    const night = (date: string) => ({ date: hotelDate(date), roomCode: 'TWN', people: 2, price: 9000 });
    const dates = { checkIn: hotelDate('2027-02-02'), checkOut: hotelDate('2027-02-04') };
    const { rooms, checkIn } = edited({ ...dates, rooms: [[night('2027-02-02'), night('2027-02-03')]] });
    expect(checkIn).to.equal('2027-02-02');
    expect(
      rooms.map(({ nights }) => nights.map(({ date, people, price }) => [date, people, price])),
    ).to.deep.equal([
      [
        ['2027-02-02', 2, 9000],
        ['2027-02-03', 2, 9000],
      ],
    ]);
  });

  it('is none where the message is no tree of elements', () => {
    expect(editedReport('<A', {})).to.deep.include({ ok: false });
  });
});
