// Whatever a message is, reading it comes to an end with a report or a reason.
import { expect } from 'chai';
import fc from 'fast-check';
import { bookingMessage } from '../../examples/tl-lincoln/index.js';
import { damagedMessage, misread } from '../../test/support/fuzz.js';
import { dayNumber, hotelDate } from '../domain/hotel-date.js';
import { failureCodes } from '../domain/import-failure.js';
import { readReport } from './reading.js';

/** The same messages in every run; change it to look further. */
const seed = 20270201;

const room = fc.record({
  code: fc.constantFrom('SGL', 'TWN', 'DLX'),
  men: fc.integer({ min: 1, max: 4 }),
  women: fc.integer({ min: 0, max: 4 }),
  children: fc.integer({ min: 0, max: 3 }),
  pricePerNight: fc.integer({ min: 0, max: 200_000 }),
});
const booking = fc.record({
  number: fc.stringMatching(/^[A-Z]{2}[0-9]{6}$/),
  version: fc.integer({ min: 1, max: 9 }),
  kind: fc.constantFrom('new', 'change', 'cancellation'),
  bookedOn: fc.constant('2027-01-20'),
  checkIn: fc.constantFrom('2027-02-27', '2028-02-28', '2027-12-30'),
  nights: fc.integer({ min: 0, max: 19 }),
  rooms: fc.array(room, { minLength: 1, maxLength: 4 }),
  roomOrder: fc.constantFrom('date', 'room'),
  dateForm: fc.constantFrom('iso', 'compact'),
});

function expectOutcome(xml: string) {
  const { report } = readReport(xml);
  if (!report.ok) expect(failureCodes).to.include(report.failure.code);
}

describe('reading any message', () => {
  it('gives back every valid booking, whatever its size and order', () => {
    fc.assert(
      fc.property(booking, (content) => {
        const { report } = readReport(bookingMessage(content).xml);
        if (!report.ok) throw new Error(report.failure.code);
        expect(report.value).to.include({ kind: content.kind, version: content.version });
        if (report.value.kind === 'cancellation') return;
        const { rooms, checkIn, checkOut } = report.value;
        expect(dayNumber(checkOut) - dayNumber(hotelDate(content.checkIn))).to.equal(content.nights);
        expect(rooms.map(({ slot }) => slot)).to.deep.equal([...content.rooms.keys()]);
        for (const [slot, { nights }] of rooms.entries()) {
          expect(nights).to.have.lengthOf(Math.max(content.nights, 1));
          expect(nights[0]?.date).to.equal(checkIn);
          for (const night of nights) expect(night.roomTypeCode).to.equal(content.rooms[slot]?.code);
        }
      }),
      { seed, numRuns: 100 },
    );
  });

  it('never throws on arbitrary text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), expectOutcome),
      { seed },
    );
  });

  it('never throws on text made of markup', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '</',
        '/>',
        '<!',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<?',
        '?>',
        '&',
        ';',
        '&lt;',
        '"',
        '=',
      ],
      ...[
        '<AllotmentBookingReport>',
        '</AllotmentBookingReport>',
        '<__proto__>',
        '</__proto__>',
        ' ',
        'a',
        '\0',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => expectOutcome(pieces.join(''))),
      { seed, numRuns: 500 },
    );
  });

  it('classifies messages damaged in every way, at once (many more in test/more)', () => {
    for (let index = 0; index < 1000; index += 1)
      expect(misread(damagedMessage(seed, index)), `message ${index}`).to.equal(undefined);
  });

  it('never throws on a valid message that was damaged anywhere', () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.integer({ min: 0, max: 60 }),
      inserted: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.constantFrom('<', '</', '<x/>', '&#0;', '&#xD800;', '&#99999999;', '-', '99999999999999999999'),
      ),
    });
    fc.assert(
      fc.property(booking, fc.array(damage, { minLength: 1, maxLength: 4 }), (content, damages) => {
        let { xml } = bookingMessage(content);
        for (const { at, removed, inserted } of damages) {
          const start = Math.floor(at * xml.length);
          xml = xml.slice(0, start) + inserted + xml.slice(start + removed);
        }
        expectOutcome(xml);
        const { report } = readReport(xml);
        // What the PMS and PostgreSQL take as JSON must be JSON.
        if (report.ok) expect(JSON.parse(JSON.stringify(report.value))).to.be.an('object');
      }),
      { seed, numRuns: 200 },
    );
  });
});
