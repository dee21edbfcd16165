// Reading a file of bookings: both forms, and where a line is wrong.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { BookingFileError, bookingColumns, parseBookings, readBookings } from './read.js';

const header = bookingColumns.join();
const line =
  '17,2027-01-10,2027-02-01,2,2,1,0,BB,Online TA,TA/TO,1,TWN,DLX,Transient,98.5,3,Canceled,2027-01-12';

describe('a file of bookings', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bookings-'));
  });
  after(() => rm(folder, { recursive: true }));

  for (const [name, content] of [
    ['plain.csv', `${header}\n${line}\n`],
    ['windows.csv', `\ufeff${header}\r\n${line}\r\n`],
    ['packed.csv.gz', gzipSync(`${header}\n${line}\n`)],
  ] as const) {
    it(`is read as rows with types: ${name}`, async () => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      expect(await readBookings(file)).to.deep.equal([
        {
          booking_id: '17',
          booked_on: '2027-01-10',
          arrival: '2027-02-01',
          nights: 2,
          adults: 2,
          children: 1,
          babies: 0,
          meal: 'BB',
          market_segment: 'Online TA',
          distribution_channel: 'TA/TO',
          is_repeated_guest: true,
          reserved_room_type: 'TWN',
          assigned_room_type: 'DLX',
          customer_type: 'Transient',
          adr: 98.5,
          special_requests: 3,
          status: 'Canceled',
          status_date: '2027-01-12',
        },
      ]);
    });
  }

  for (const cell of ['NA', ''])
    it(`may leave the children open, as the public one does in four rows: ${cell === '' ? 'empty' : cell}`, () => {
      const [row] = parseBookings(`${header}\n${line.replace(',2,2,1,', `,2,2,${cell},`)}`, 'x.csv');
      expect(row).to.include({ adults: 2, children: 0, babies: 0 });
    });

  it('may have its columns in any order', () => {
    const turned = (cells: readonly string[]) => cells.toReversed().join();
    const text = `${turned(bookingColumns)}\n${turned(line.split(','))}`;
    expect(parseBookings(text, 'x.csv')).to.deep.equal(parseBookings(`${header}\n${line}`, 'x.csv'));
  });

  const columnAt = Object.fromEntries(bookingColumns.map((column, place) => [column, place]));
  for (const column of [
    ...(['booked_on', 'arrival', 'nights', 'adults', 'children', 'babies'] as const),
    ...(['is_repeated_guest', 'adr', 'special_requests', 'status', 'status_date'] as const),
  ])
    for (const cell of [
      'NA',
      'NULL',
      '',
      '-1',
      '1.5x',
      '1e9',
      '2027-13-01',
      '\u0000',
      '0000-01-01',
      '9'.repeat(400),
    ].filter(
      (odd) => !(column === 'children' && ['NA', ''].includes(odd)) && !(column === 'adr' && odd === '-1'),
    ))
      it(`names line and column of ${JSON.stringify(cell)} as ${column}`, () => {
        const cells = line.split(',');
        cells[columnAt[column]!] = cell;
        expect(() => parseBookings(`${header}\n${line}\n${cells.join()}`, 'x.csv')).to.throw(
          BookingFileError,
          new RegExp(`^x\\.csv, line 3: ${column}: `),
        );
      });

  for (const [problem, text, message] of [
    ['other columns', 'a,b\n1,2\n', /^x\.csv: the columns must be booking_id,booked_on/],
    [
      'a date that is none',
      `${header}\n${line}\n${line.replace('2027-02-01', '2027-02-31')}`,
      /^x\.csv, line 3: arrival: /,
    ],
    [
      'nights that are no number',
      `${header}\n${line.replace(',2,2,1,', ',two,2,1,')}`,
      /^x\.csv, line 2: nights: not a whole number/,
    ],
    ['an unknown status', `${header}\n${line.replace('Canceled', 'Maybe')}`, /^x\.csv, line 2: status: /],
    [
      'two bookings of one id',
      `${header}\n${line}\n${line}`,
      /^x\.csv, line 3: booking_id: 17 is in line 2 too/,
    ],
    [
      'an id that no message can carry',
      `${header}\n${line.replace('17,', 'a\0b,')}`,
      /^x\.csv, line 2: booking_id: not a name/,
    ],
    [
      'a comma in a number',
      `${header}\n${line.replace('98.5', '98,5')}`,
      /^x\.csv, line 2: 19 cells where there are 18 columns/,
    ],
    ['a column twice', `${header},adr\n${line},1`, /^x\.csv: the columns must be/],
    ['too few fields', `${header}\n17,2027-01-10\n`, /^x\.csv, line 2: 2 cells where/],
  ] as const) {
    it(`is refused for ${problem}, naming the place`, () => {
      expect(() => parseBookings(text, 'x.csv')).to.throw(BookingFileError, message);
    });
  }

  it('that is not there is the file system’s error', async () => {
    const problem = await readBookings(path.join(folder, 'none.csv')).catch((error: unknown) => error);
    expect(problem).to.have.property('code', 'ENOENT');
  });
});
