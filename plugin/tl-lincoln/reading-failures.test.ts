// Every way in which a message may fail to be a booking, and what is still known of it then.
import { expect } from 'chai';
import { replaced, reportXml, twoRooms, withElement } from '../../test/support/reports.js';
import { readReport } from './reading.js';

function failureOf(xml: string) {
  const { report } = readReport(xml);
  return report.ok ? undefined : { code: report.failure.code, params: report.failure.params };
}

describe('a report that fails', () => {
  const lastEntry =
    /<RoomAndGuestList>(?:(?!<RoomAndGuestList>).)*<\/RoomAndGuestList><\/RoomAndGuestInformation>/s;
  const secondNightOfSecond =
    /(?<=(?:<RoomAndGuestList>(?:(?!<RoomAndGuestList>).)*){4})<RoomAndGuestList>(?:(?!<RoomAndGuestList>).)*<\/RoomAndGuestList>(?=<RoomAndGuestList>)/s;
  const cases: readonly (readonly [problem: string, xml: string, code: string, params?: object])[] = [
    ['is empty', '', 'xml_malformed', { problem: 'empty', line: 0 }],
    ['is no XML', '予約があります', 'xml_malformed', { problem: 'syntax', line: 1 }],
    ['breaks off', reportXml().slice(0, 500), 'xml_malformed'],
    ['has a tag that does not match', replaced(reportXml(), '</DataID>', '</DataId>'), 'xml_malformed'],
    ['has a DOCTYPE', `<!DOCTYPE a>${reportXml()}`, 'xml_malformed', { problem: 'declaration', line: 0 }],
    [
      'declares an entity',
      `<!DOCTYPE a [<!ENTITY b "c">]>${reportXml()}`,
      'xml_malformed',
      { problem: 'declaration', line: 0 },
    ],
    ['uses an undeclared entity', withElement('DataID', '<DataID>&id;</DataID>'), 'xml_malformed'],
    [
      'holds NUL',
      withElement('DataID', '<DataID>a\0</DataID>'),
      'xml_malformed',
      { problem: 'characters', line: 0 },
    ],
    [
      'holds half a character',
      withElement('DataID', '<DataID>a\ud83d</DataID>'),
      'xml_malformed',
      { problem: 'characters', line: 0 },
    ],
    [
      'holds two reports',
      reportXml() + replaced(reportXml(), /<\?.*?\?>/, ''),
      'xml_malformed',
      { problem: 'two_reports', line: 0 },
    ],
    [
      'is too large',
      replaced(reportXml(), '<BasicInformation>', `<BasicInformation>${'あ'.repeat(1_500_000)}`),
      'xml_too_large',
      { limit: 'bytes', maximum: 4_194_304 },
    ],
    [
      'has too many elements',
      `<a>${'<b/>'.repeat(100_001)}</a>`,
      'xml_too_large',
      { limit: 'elements', maximum: 100_000 },
    ],
    [
      'is too deep',
      '<a>'.repeat(10_000) + '</a>'.repeat(10_000),
      'xml_too_large',
      { limit: 'depth', maximum: 40 },
    ],
    ['is followed by text', `${reportXml()} and more`, 'xml_malformed', { problem: 'syntax', line: 1 }],
    [
      'is followed by another element',
      `${reportXml()}<more/>`,
      'xml_malformed',
      { problem: 'two_reports', line: 0 },
    ],
    [
      'is followed by the beginning of another report',
      `${reportXml()}<AllotmentBookingReport><TransactionType>`,
      'xml_malformed',
      { problem: 'two_reports', line: 0 },
    ],
    [
      'is followed by CDATA',
      `${reportXml()}<![CDATA[more]]>`,
      'xml_malformed',
      { problem: 'syntax', line: 1 },
    ],
    ['is of another root', '<CancelReport/>', 'wrong_root'],
    ['is an empty report', '<AllotmentBookingReport/>', 'wrong_root'],
    ['has no DataID', withElement('DataID', ''), 'data_id_missing'],
    ['has an empty DataID', withElement('DataID', '<DataID> </DataID>'), 'data_id_missing'],
    [
      'has a DataID longer than the PMS can keep',
      withElement('DataID', `<DataID>${'1'.repeat(256)}</DataID>`),
      'id_too_long',
      { element: 'DataID', most: 255 },
    ],
    [
      'has a booking number longer than the PMS can keep',
      withElement(
        'TravelAgencyBookingNumber',
        `<TravelAgencyBookingNumber>${'1'.repeat(256)}</TravelAgencyBookingNumber>`,
      ),
      'id_too_long',
      { element: 'TravelAgencyBookingNumber', most: 255 },
    ],
    ['has no class', withElement('DataClassification', ''), 'classification_unknown'],
    [
      'has a class we do not know',
      withElement('DataClassification', '<DataClassification>InquiryReport</DataClassification>'),
      'classification_unknown',
    ],
    ['has no booking number', withElement('TravelAgencyBookingNumber', ''), 'booking_number_missing'],
    ['names nobody', reportXml({ name: ' ' }), 'name_missing'],
    ['has no arrival', withElement('CheckInDate', ''), 'date_missing', { element: 'CheckInDate' }],
    [
      'has a departure that is no date',
      withElement('CheckOutDate', '<CheckOutDate>2027-02-30</CheckOutDate>'),
      'date_invalid',
      { element: 'CheckOutDate' },
    ],
    [
      'departs before it arrives',
      withElement('CheckOutDate', '<CheckOutDate>2027-01-31</CheckOutDate>'),
      'dates_reversed',
      { checkIn: '2027-02-01', checkOut: '2027-01-31' },
    ],
    [
      'stays for centuries',
      withElement('CheckOutDate', '<CheckOutDate>9999-12-31</CheckOutDate>'),
      'nights_incomplete',
      { date: '2027-02-03' },
    ],
    [
      'has no rooms',
      replaced(reportXml(), /<RoomAndGuestInformation>.*<\/RoomAndGuestInformation>/s, ''),
      'rooms_missing',
    ],
    [
      'has an empty list of rooms',
      replaced(
        reportXml(),
        /<RoomAndGuestInformation>.*<\/RoomAndGuestInformation>/s,
        '<RoomAndGuestInformation><RoomAndGuestList/></RoomAndGuestInformation>',
      ),
      'rooms_missing',
    ],
    [
      'lacks a night',
      replaced(reportXml(), lastEntry, '</RoomAndGuestInformation>'),
      'nights_incomplete',
      { date: '2027-02-02' },
    ],
    [
      'lacks a night in the middle of one room',
      replaced(reportXml({ rooms: twoRooms, nights: 3, roomOrder: 'room' }), secondNightOfSecond, ''),
      'nights_incomplete',
      { date: '2027-02-02' },
    ],
    [
      'has a night after the departure',
      withElement('CheckOutDate', '<CheckOutDate>2027-02-02</CheckOutDate>'),
      'nights_incomplete',
      { date: '2027-02-02' },
    ],
    ['has a night without a date', withElement('RoomDate', ''), 'date_missing', { element: 'RoomDate' }],
    [
      'counts people in words',
      withElement(
        'PerRoomPaxCount',
        '',
        withElement(
          'RoomPaxMaleCount',
          '<RoomPaxMaleCount>二</RoomPaxMaleCount>',
          withElement('GrandTotalPaxCount', ''),
        ),
      ),
      'people_invalid',
      { element: 'RoomPaxMaleCount' },
    ],
    [
      'is for nobody',
      reportXml({ rooms: [{ code: 'SGL', men: 0, pricePerNight: 1 }] }),
      'people_invalid',
      { element: 'GrandTotalPaxCount' },
    ],
    ['has no price', withElement('TotalPerRoomRate', ''), 'price_invalid', { element: 'TotalPerRoomRate' }],
    [
      'has a negative price',
      withElement('TotalPerRoomRate', '<TotalPerRoomRate>-1</TotalPerRoomRate>'),
      'price_invalid',
      { element: 'TotalPerRoomRate' },
    ],
  ];
  for (const [problem, xml, code, params] of cases) {
    it(`since it ${problem}, says ${code}`, () => {
      const failure = failureOf(xml);
      expect(failure?.code).to.equal(code);
      if (params) expect(failure?.params).to.deep.equal(params);
    });
  }

  for (const [what, blank] of [
    ['a no-break space', '\u00A0'],
    ['an ideographic space', '\u3000'],
    ['a byte order mark', '\uFEFF'],
    ['line ends', '\r\n\r\n'],
  ] as const)
    it(`minds nothing that nobody sees behind the report: ${what}`, () => {
      expect(readReport(reportXml() + blank).report.ok).to.equal(true);
    });

  it('still tells its id and booking number, where they can be read', () => {
    expect(readReport(reportXml({ name: '' })).header).to.deep.equal({
      dataId: 'RY000001-1',
      version: 1,
      sent: '2027-01-20',
      kind: 'new',
      bookingNumber: 'RY000001',
      agency: 'そらとうみトラベル',
      reportNumber: undefined,
    });
  });

  it('still tells its id and which booking it was about when it breaks off, but nothing that another could be compared with', () => {
    const { header, identity } = readReport(reportXml().slice(0, 700));
    expect(header).to.include({ dataId: 'RY000001-1', kind: 'new', bookingNumber: 'RY000001' });
    expect(identity).to.equal(undefined);
  });

  it('never repeats what the message says in its reason', () => {
    const secret = 'SECRET-GUEST';
    for (const name of ['CheckInDate', 'RoomPaxMaleCount', 'TotalPerRoomRate', 'DataClassification']) {
      const { report } = readReport(
        withElement(
          name,
          `<${name}>${secret}</${name}>`,
          withElement('PerRoomPaxCount', '', withElement('GrandTotalPaxCount', '')),
        ),
      );
      expect(report.ok).to.be.false;
      expect(JSON.stringify(report)).to.not.include(secret);
    }
    expect(JSON.stringify(readReport(`<a>${secret}<${secret}></a>`).report)).to.not.include(secret);
  });

  const outlineOf = (xml: string) => readReport(xml).outline;
  const damaged = (xml: string) =>
    withElement('TotalPerRoomRate', '<TotalPerRoomRate>?</TotalPerRoomRate>', xml);
  const datesAs = (xml: string, date: string) =>
    xml.replace(/<RoomAndGuestInformation>.*/s, (list) => list.replace(/(?<=<RoomDate>)[^<]*/g, date));

  it('has as many rooms on the board as it books, however damaged the dates of its entries are', () => {
    const xml = reportXml({ rooms: [...twoRooms], nights: 3 });
    for (const date of ['', '?', '2027-02-30'])
      expect(
        outlineOf(datesAs(xml, date))?.rooms.map(({ nights }) => nights.length),
        date,
      ).to.deep.equal([3, 3]);
    // Without a number of rooms, that of the entries per night.
    expect(outlineOf(datesAs(withElement('TotalRoomCount', '', xml), ''))?.rooms).to.have.length(2);
  });

  it('is on the board whatever else stands in its list of rooms', () => {
    const guests = '<RoomAndGuestList><GuestInformation/></RoomAndGuestList>';
    const xml = damaged(reportXml()).replace('<RoomAndGuestList>', `${guests.repeat(3)}<RoomAndGuestList>`);
    expect(outlineOf(xml)?.rooms.map(({ nights }) => nights[0]!.roomTypeCode)).to.deep.equal(['SGL']);
  });

  it('is on the board though nobody reads all of it', () => {
    const more = (blob: string) => reportXml().replace('</BasicInformation>', `${blob}</BasicInformation>`);
    for (const blob of [`<Blob>${'A'.repeat(4_200_000)}</Blob>`, '<Blob/>'.repeat(100_001)]) {
      const { report, outline, header } = readReport(more(blob));
      expect(!report.ok && report.failure.code).to.equal('xml_too_large');
      expect(header).to.include({ dataId: 'RY000001-1', kind: 'new' });
      expect(outline).to.include({ checkIn: '2027-02-01', checkOut: '2027-02-03' });
    }
  });

  it('is on the board as the day use that it is', () => {
    const outline = outlineOf(damaged(reportXml({ nights: 0 })));
    expect(outline).to.include({ checkIn: '2027-02-01', checkOut: '2027-02-01', dayUse: true });
    expect(outline?.rooms.map(({ nights }) => nights.map(({ date }) => date))).to.deep.equal([
      ['2027-02-01'],
    ]);
  });
});
