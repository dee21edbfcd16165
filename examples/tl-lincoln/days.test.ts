// Which messages an agency sends on which day for the bookings of a file.
import { expect } from 'chai';
import { parseBookings, type BookingRow } from '../../dev/bookings/read.js';
import { readReport } from '../../plugin/tl-lincoln/index.js';
import { messagesByDay } from './days.js';

const row: BookingRow = {
  booking_id: '17',
  booked_on: '2027-01-10',
  arrival: '2027-02-01',
  nights: 2,
  adults: 3,
  children: 1,
  babies: 1,
  meal: 'BB',
  market_segment: 'Online TA',
  distribution_channel: 'TA/TO',
  is_repeated_guest: false,
  reserved_room_type: 'TWN',
  assigned_room_type: 'DLX',
  customer_type: 'Transient',
  adr: 12345.6,
  special_requests: 0,
  status: 'Check-Out',
  status_date: '2027-02-03',
};
const days = (...rows: BookingRow[]) =>
  [...messagesByDay(rows)].map(({ day, messages }) => [day, messages.map(({ dataId }) => dataId)]);
const report = (changes: Partial<BookingRow> = {}) => {
  const [day] = messagesByDay([{ ...row, ...changes }]);
  const reading = readReport(day?.messages[0]?.xml ?? '').report;
  if (!reading.ok || reading.value.kind === 'cancellation') throw new Error('not a booking');
  return reading.value;
};

describe('the messages of a day', () => {
  it('are its bookings in file order, then its cancellations', () => {
    const cancelled = { ...row, status: 'Canceled', status_date: '2027-01-12' } as const;
    expect(
      days(
        { ...row, booking_id: '3', booked_on: '2027-01-12' },
        { ...cancelled, booking_id: '1' },
        { ...row, booking_id: '2', booked_on: '2027-01-12' },
      ),
    ).to.deep.equal([
      ['2027-01-10', ['1-1']],
      ['2027-01-12', ['3-1', '2-1', '1-2']],
    ]);
  });

  it('never cancel before they book', () => {
    expect(days({ ...row, status: 'Canceled', status_date: '2027-01-01' })).to.deep.equal([
      ['2027-01-10', ['17-1', '17-2']],
    ]);
  });

  it('are none for a guest who does not come', () => {
    expect(days({ ...row, status: 'No-Show', status_date: '2027-02-01' })).to.deep.equal([
      ['2027-01-10', ['17-1']],
    ]);
  });

  it('say what the row says', () => {
    const { document, ...said } = report();
    expect(document).to.be.an('object');
    const night = { roomTypeCode: 'TWN', people: 5, children: { A: 1, D: 1 }, price: 12346 };
    expect(said).to.deep.equal({
      kind: 'new',
      dataId: '17-1',
      version: 1,
      bookingNumber: '17',
      agency: 'そらとうみトラベル',
      checkIn: '2027-02-01',
      checkOut: '2027-02-03',
      dayUse: false,
      people: 5,
      rooms: [
        {
          slot: 0,
          checkIn: '2027-02-01',
          checkOut: '2027-02-03',
          nights: [
            { date: '2027-02-01', ...night },
            { date: '2027-02-02', ...night },
          ],
        },
      ],
      warnings: [],
    });
  });

  it('include a day use, with one entry on its day', () => {
    const { checkIn, checkOut, rooms } = report({ nights: 0 });
    expect([checkIn, checkOut]).to.deep.equal(['2027-02-01', '2027-02-01']);
    expect(rooms[0]?.nights).to.have.lengthOf(1);
  });

  it('are valid for rows without people or with a negative rate', () => {
    const { people, rooms } = report({ adults: 0, children: 0, babies: 0, adr: -6.38 });
    expect({ people, price: rooms[0]?.nights[0]?.price }).to.deep.equal({ people: 1, price: 0 });
  });

  it('are the same every time', () => {
    expect([...messagesByDay([row])]).to.deep.equal([...messagesByDay([row])]);
  });

  it('are written one day at a time', () => {
    const csvOfYears = Array.from({ length: 2000 }, (_, index) => ({ ...row, booking_id: String(index) }));
    const generator = messagesByDay([
      ...csvOfYears,
      { ...row, booked_on: '2026-01-01', booking_id: 'first' },
    ]);
    const first = generator.next();
    expect(first.done ? undefined : first.value.messages.map(({ dataId }) => dataId)).to.deep.equal([
      'first-1',
    ]);
  });

  it('can come from an empty file', () => {
    const header = Object.keys(row).join();
    expect(days(...parseBookings(`${header}\n`, 'none.csv'))).to.deep.equal([]);
  });
});
