// Dates that no guest meant: they must not stop what comes with them, nor fill the memory.
import { expect } from 'chai';
import { bookingMessage, type Message } from '../../examples/tl-lincoln/index.js';
import { useDatabase } from '../support/database.js';
import { createWorld, type World } from '../support/world.js';

describe('an output with damaged dates', () => {
  const database = useDatabase();
  let world: World;

  before(async () => {
    const rooms = Array.from({ length: 40 }, (_, i) => ({ room: String(101 + i), type: 'SGL' }));
    world = await createWorld({ databaseUrl: database.url(), rooms });
    database.onEnd(() => world.stop());
  });

  /** One night from 2027-02-01, with these dates in its place. */
  function booking(number: string, checkIn = '2027-02-01', checkOut = '2027-02-02'): Message {
    const message = bookingMessage({
      ...{ number, version: 1, kind: 'new', bookedOn: '2027-01-20', checkIn: '2027-02-01', nights: 1 },
      rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
    });
    const xml = message.xml.replaceAll('2027-02-01', checkIn).replaceAll('2027-02-02', checkOut);
    return { ...message, xml };
  }
  const statuses = () =>
    world.rows<{ data_id: string; status: string; failure_code: string | null }>(
      'SELECT data_id, status, failure_code FROM heyawari.ota_import_cache ORDER BY data_id',
    );

  it('imports the others, and the one that is thousands of years away', async () => {
    const before = process.memoryUsage().arrayBuffers;
    await world.deliver(
      ...[booking('A'), booking('B', '0000-01-01', '0000-01-02'), booking('C', '9999-12-29', '9999-12-30')],
      ...[booking('D', '0001-01-01', '0001-01-02'), booking('E')],
    );
    expect(await statuses()).to.deep.equal([
      { data_id: 'A-1', status: 'imported', failure_code: null },
      { data_id: 'B-1', status: 'failed', failure_code: 'date_invalid' },
      { data_id: 'C-1', status: 'imported', failure_code: null },
      { data_id: 'D-1', status: 'imported', failure_code: null },
      { data_id: 'E-1', status: 'imported', failure_code: null },
    ]);
    expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(50_000_000);
  });
});
