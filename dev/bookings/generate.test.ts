// The synthetic bookings: repeatable, possible, and tight enough to be interesting.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { addDays, daysBetween } from './dates.js';
import { generateBookings } from './generate.js';
import { hotelFile, type HotelFile } from './hotel.js';
import { readBookings, type BookingRow } from './read.js';
import { smallDemand } from './small.js';
import { bookingsCsv, gzipped, hotelJson } from './write.js';

const beside = (name: string) => new URL(name, import.meta.url);

describe('the small hotel', () => {
  let rows: BookingRow[];
  let hotel: HotelFile;
  before(async () => {
    rows = await readBookings(fileURLToPath(beside('small.csv.gz')));
    hotel = JSON.parse(await readFile(beside('small-hotel.json'), 'utf8')) as HotelFile;
  });

  it('is what the generator writes', async () => {
    const written = generateBookings(smallDemand);
    const stored = gunzipSync(await readFile(beside('small.csv.gz'))).toString();
    expect(bookingsCsv(written)).to.equal(stored);
    expect(hotelJson(hotelFile(smallDemand.hotel))).to.equal(
      await readFile(beside('small-hotel.json'), 'utf8'),
    );
    expect(written).to.deep.equal(rows);
  });

  it('is packed without a trace of when or where', () => {
    const [first, second] = [gzipped('text'), gzipped('text')];
    expect(first.equals(second)).to.be.true;
    expect([...first.subarray(4, 8)], 'time').to.deep.equal([0, 0, 0, 0]);
    expect(first[9], 'system').to.equal(255);
  });

  it('has 24 rooms of four types, and a type without rooms', () => {
    expect(hotel.rooms).to.have.lengthOf(24);
    expect(new Set(hotel.rooms.map(({ room }) => room)).size).to.equal(24);
    expect([...new Set(hotel.rooms.map(({ type }) => type))]).to.deep.equal(['SGL', 'TWN', 'DLX', 'STE']);
    expect(hotel.upgrades).to.deep.equal({
      ROH: ['SGL', 'TWN', 'DLX', 'STE'],
      SGL: ['TWN', 'DLX', 'STE'],
      TWN: ['DLX', 'STE'],
      DLX: ['STE'],
    });
  });

  it('has about 600 bookings of about 90 days, in order of booking day', () => {
    expect(rows.length).to.be.within(550, 700);
    const arrivals = rows.map(({ arrival }) => arrival).sort();
    expect(daysBetween(arrivals[0] ?? '', arrivals.at(-1) ?? '')).to.be.within(80, 90);
    expect(rows.map((row) => row.booked_on)).to.deep.equal(rows.map((row) => row.booked_on).sort());
    expect(rows.map((row) => row.booking_id)).to.deep.equal(rows.map((_, index) => String(index + 1)));
  });

  it('has late and early bookers, short and long stays, parties, cancellations, no-shows, day uses', () => {
    const leads = rows.map((row) => daysBetween(row.booked_on, row.arrival));
    expect(Math.min(...leads)).to.equal(0);
    expect(Math.max(...leads)).to.be.greaterThan(90);
    const stays = rows.map(({ nights }) => nights);
    expect([Math.min(...stays), Math.max(...stays)]).to.deep.equal([0, 14]);
    for (const has of [
      ({ status }) => status === 'Canceled',
      ({ status }) => status === 'No-Show',
      ({ customer_type }) => customer_type === 'Transient-Party',
      ({ children }) => children > 0,
    ] satisfies ((row: BookingRow) => boolean)[]) {
      expect(rows.filter(has).length / rows.length).to.be.within(0.002, 0.35);
    }
  });

  it('cancels between booking and arrival', () => {
    for (const row of rows.filter(({ status }) => status === 'Canceled')) {
      expect(row.status_date >= row.booked_on && row.status_date <= row.arrival, row.booking_id).to.be.true;
    }
  });

  it('never sells more rooms than it has, and often more of a type than it has', () => {
    let oversoldTypes = 0;
    for (let day = 0; day < smallDemand.days; day++) {
      const night = addDays(smallDemand.firstArrival, day);
      const staying = rows.filter(
        (row) =>
          row.status !== 'Canceled' && row.arrival <= night && night < addDays(row.arrival, row.nights),
      );
      expect(staying.length, night).to.be.at.most(hotel.rooms.length);
      const singles = staying.filter((row) => row.reserved_room_type === 'SGL').length;
      if (singles > hotel.rooms.filter(({ type }) => type === 'SGL').length) oversoldTypes++;
    }
    expect(oversoldTypes).to.be.greaterThan(10);
  });
});
