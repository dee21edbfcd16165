// Dates of the stay, of its nights and of their plans, in whatever form: what they mean, what nobody guesses, and what the PMS gets.
import { expect } from 'chai';
import { readBooking, replaced, reportXml, withElement } from '../../test/support/reports.js';
import { listAt, textAt } from './elements.js';
import { readReport } from './reading.js';

const basic = 'BasicInformation';
const common = ['RisaplsInformation', 'RisaplsCommonInformation'];

describe('dates', () => {
  for (const said of [
    '2027/02/01',
    '2027/2/1',
    '2027.02.01',
    '２０２７－０２－０１',
    '2027年2月1日',
    '2027-02-01T00:00:00',
    '2027-02-01 15:00',
    '2027-02-01(月)',
    '2027-02-01+09:00',
    '2027-02-01T00:00:00+09:00',
    '2027-02-01T00:00:00.000Z',
    '20270201000000',
    '20270201 150000',
    '20270201T0000',
  ])
    it(`written ${said} are that day, with a warning, and in the PMS's form`, () => {
      const result = readBooking(withElement('CheckInDate', `<CheckInDate>${said}</CheckInDate>`));
      expect(textAt(result.document, basic, 'CheckInDate')).to.equal('2027-02-01');
      expect(result.warnings).to.deep.equal(['date_repaired CheckInDate']);
    });
  for (const said of [
    '01/02/2027',
    '27-02-01',
    '2027-13-01',
    '2027-02-29',
    '2月1日',
    '明日',
    // In Japan another day than the one that is written.
    '2027-01-31T15:00:00Z',
    '2027-02-01Z',
    '2027-02-01-05:00',
    '20270201990000',
  ])
    it(`written ${said} are not guessed`, () => {
      const { report } = readReport(withElement('CheckInDate', `<CheckInDate>${said}</CheckInDate>`));
      expect(report.ok).to.equal(false);
    });

  it('of nights in two forms are written alike, since the PMS compares them as texts', () => {
    const xml = replaced(
      reportXml({
        rooms: [
          { code: 'SGL', men: 1, pricePerNight: 1 },
          { code: 'SGL', men: 1, pricePerNight: 1 },
        ],
        nights: 1,
      }),
      /<RoomDate>2027-02-01<\/RoomDate>(?!.*<RoomDate>)/s,
      '<RoomDate>20270201</RoomDate>',
    );
    const { document } = readBooking(xml);
    const dates = listAt(document, 'RoomAndGuestInformation', 'RoomAndGuestList').map((entry) =>
      textAt(entry, 'RoomRateInformation', 'RoomDate'),
    );
    expect(dates).to.deep.equal(['2027-02-01', '2027-02-01']);
  });

  const rates = (xml: string, dateOf: (date: string) => string) =>
    xml.replace(/<RoomAndRoomRateInformation>.*<\/RoomAndRoomRateInformation>/s, (list) =>
      list.replace(/(?<=<RoomDate>)[^<]*/g, dateOf),
    );
  const rooms = (xml: string, dateOf: (date: string) => string) =>
    xml.replace(/<RoomAndGuestInformation>.*/s, (list) => list.replace(/(?<=<RoomDate>)[^<]*/g, dateOf));
  const slashes = (date: string) => date.replaceAll('-', '/');
  const compact = (date: string) => date.replaceAll('-', '');
  for (const [what, xml] of [
    ['the plans in slashes', rates(reportXml(), slashes)],
    ['the plans compact', rates(reportXml(), compact)],
    ['the rooms compact', rooms(reportXml(), compact)],
    ['all in slashes', rooms(rates(reportXml(), slashes), slashes)],
    [
      'all with a time',
      rooms(
        rates(reportXml(), (d) => `${d}T00:00:00`),
        (d) => `${d}T00:00:00`,
      ),
    ],
  ] as const)
    it(`of plans are those of rooms, by which the PMS finds the plan of a night: ${what}`, () => {
      const { document } = readBooking(xml);
      const datesAt = (...path: string[]) =>
        listAt(document, ...path).map((entry) => textAt(entry, 'RoomRateInformation', 'RoomDate'));
      const ofRooms = datesAt('RoomAndGuestInformation', 'RoomAndGuestList');
      expect(datesAt(...common, 'RoomAndRoomRateInformation')).to.deep.equal(ofRooms);
      expect(ofRooms.map((date) => date?.replaceAll('-', ''))).to.deep.equal(['20270201', '20270202']);
    });
});
