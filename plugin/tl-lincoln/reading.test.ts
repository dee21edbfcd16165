// What a message says: kinds, rooms and nights, people, prices, and what agencies do differently.
import { expect } from 'chai';
import type { BookingContent } from '../../examples/tl-lincoln/index.js';
import { replaced, reportXml, twoRooms, withElement } from '../../test/support/reports.js';
import type { BookedReport, CancellationReport } from '../domain/booking-report.js';
import { elementAt, listAt, textAt } from './elements.js';
import { readReport } from './reading.js';

function read(xml: string) {
  const { report } = readReport(xml);
  if (!report.ok) throw new Error(`not read: ${JSON.stringify(report.failure)}`);
  return report.value;
}
const readBooked = (xml: string) => read(xml) as BookedReport;

describe('a booking report', () => {
  it('is read as a typed booking', () => {
    const { document, ...report } = readBooked(reportXml());
    expect(document).to.be.an('object');
    expect(report).to.deep.equal({
      kind: 'new',
      dataId: 'RY000001-1',
      version: 1,
      bookingNumber: 'RY000001',
      agency: 'そらとうみトラベル',
      checkIn: '2027-02-01',
      checkOut: '2027-02-03',
      dayUse: false,
      people: 1,
      rooms: [
        {
          slot: 0,
          checkIn: '2027-02-01',
          checkOut: '2027-02-03',
          nights: [
            { date: '2027-02-01', roomTypeCode: 'SGL', people: 1, children: {}, price: 8000 },
            { date: '2027-02-02', roomTypeCode: 'SGL', people: 1, children: {}, price: 8000 },
          ],
        },
      ],
      warnings: [],
    });
  });

  for (const [classification, kind] of [
    ['NewBookReport', 'new'],
    ['ModificationReport', 'change'],
    ['CancellationReport', 'cancellation'],
  ] as const) {
    it(`of class ${classification} is a ${kind}`, () => {
      const classified = `<DataClassification>${classification}</DataClassification>`;
      expect(read(withElement('DataClassification', classified)).kind).to.equal(kind);
    });
  }

  it('groups several rooms, entries by date', () => {
    const { rooms, people } = readBooked(reportXml({ rooms: twoRooms, nights: 3 }));
    expect(rooms.map(({ slot }) => slot)).to.deep.equal([0, 1]);
    expect(rooms.map(({ nights }) => nights.map((night) => night.roomTypeCode))).to.deep.equal([
      ['SGL', 'SGL', 'SGL'],
      ['TWN', 'TWN', 'TWN'],
    ]);
    expect(rooms.map(({ nights }) => nights[0]?.people)).to.deep.equal([1, 4]);
    expect(people).to.equal(5);
  });

  it('groups entries by room just the same, and hands them to the PMS by date', () => {
    const byRoom = readBooked(reportXml({ rooms: twoRooms, nights: 3, roomOrder: 'room' }));
    const byDate = readBooked(reportXml({ rooms: twoRooms, nights: 3 }));
    expect(byRoom.rooms).to.deep.equal(byDate.rooms);
    const entries = listAt(byRoom.document, 'RoomAndGuestInformation', 'RoomAndGuestList');
    expect(entries.map((entry) => textAt(entry, 'RoomRateInformation', 'RoomDate'))).to.deep.equal([
      '2027-02-01',
      '2027-02-01',
      '2027-02-02',
      '2027-02-02',
      '2027-02-03',
      '2027-02-03',
    ]);
  });

  it('keeps a single entry a single element, as the PMS knows it', () => {
    const { document } = readBooked(reportXml({ nights: 1 }));
    expect(document).to.have.nested.property('RoomAndGuestInformation.RoomAndGuestList.RoomInformation');
  });

  it('with arrival and departure on one day is a day use', () => {
    const { checkIn, checkOut, rooms } = readBooked(reportXml({ nights: 0 }));
    expect(checkOut).to.equal(checkIn);
    expect(rooms[0]?.nights.map((night) => night.date)).to.deep.equal([checkIn]);
  });

  it('may have compact dates', () => {
    expect(readBooked(reportXml({ dateForm: 'compact' })).rooms).to.deep.equal(readBooked(reportXml()).rooms);
  });

  it('counts people by men, women and children, and by PerRoomPaxCount only where these are missing', () => {
    const zeroed = withElement('PerRoomPaxCount', '<PerRoomPaxCount>0</PerRoomPaxCount>');
    expect(readBooked(zeroed).rooms[0]?.nights[0]?.people).to.equal(1);
    const unsplit = withElement(
      'PerRoomPaxCount',
      '<PerRoomPaxCount>3</PerRoomPaxCount>',
      withElement('RoomPaxMaleCount', ''),
    );
    expect(readBooked(unsplit).rooms[0]?.nights[0]?.people).to.equal(3);
  });

  for (const said of ['', '<GrandTotalPaxCount/>', '<GrandTotalPaxCount>0</GrandTotalPaxCount>']) {
    it(`fills in the number of people for the PMS where the booking says ${said || 'nothing'}`, () => {
      const report = readBooked(withElement('GrandTotalPaxCount', said, reportXml({ rooms: twoRooms })));
      expect(report.people).to.equal(5);
      expect(textAt(report.document, 'BasicInformation', 'GrandTotalPaxCount')).to.equal('5');
    });
  }

  it('has no blanks around its numbers and codes, in its document neither', () => {
    const xml = withElement(
      'TravelAgencyBookingNumber',
      '<TravelAgencyBookingNumber> RY1\n</TravelAgencyBookingNumber>',
    );
    const report = readBooked(xml);
    expect(report.bookingNumber).to.equal('RY1');
    expect(report.document).to.have.nested.property('BasicInformation.TravelAgencyBookingNumber', 'RY1');
  });

  it('may have all its people in the first room', () => {
    const rooms = [
      { ...twoRooms[1], men: 2 },
      { ...twoRooms[0], men: 0 },
    ];
    expect(readBooked(reportXml({ rooms })).rooms.map(({ nights }) => nights[0]?.people)).to.deep.equal([
      5, 0,
    ]);
  });

  it('reckons a price per person by the adults, and rounds to whole yen', () => {
    const perPerson = (rate: string) =>
      withElement(
        'TotalPerRoomRate',
        `<PerPaxRate>${rate}</PerPaxRate>`,
        reportXml({ rooms: [twoRooms[1]] }),
      );
    expect(readBooked(perPerson('6000')).rooms[0]?.nights[0]?.price).to.equal(12000);
    expect(readBooked(perPerson('6000.4')).rooms[0]?.nights[0]?.price).to.equal(12000);
  });

  it('has a name in kanji or in kana', () => {
    for (const name of ['GuestOrGroupNameKanjiName', 'GuestOrGroupNameSingleByte']) {
      expect(readReport(withElement(name, `<${name}></${name}>`)).report.ok, name).to.be.true;
    }
  });

  it('without a room code is read, since the mapping can still name a type', () => {
    expect(readBooked(withElement('RoomTypeCode', '')).rooms[0]?.nights[0]?.roomTypeCode).to.equal('');
  });

  it('takes no version from a DataID of another form', () => {
    const report = read(withElement('DataID', '<DataID>20270120000001</DataID>'));
    expect(report.version).to.be.undefined;
  });

  it('has its report number, wherever the agency puts it', () => {
    for (const place of ['TransactionType', 'BasicInformation']) {
      const xml = replaced(
        reportXml(),
        `</${place}>`,
        `<TravelAgencyReportNumber>417</TravelAgencyReportNumber></${place}>`,
      );
      expect(readReport(xml).header.reportNumber, place).to.equal(417);
    }
  });

  describe('says when it was sent', () => {
    const sent = (text: string) =>
      readReport(withElement('SystemDate', `<SystemDate>${text}</SystemDate>`)).header.sent;
    const forms: readonly (readonly [exactness: string, moment: string, texts: readonly string[]])[] = [
      [
        'to the day',
        '2027-01-20',
        ['2027-01-20', '20270120', '2027/1/20', '２０２７－０１－２０', '2027年1月20日(水)'],
      ],
      ['to the minute', '2027-01-20T09:30', ['2027-01-20 09:30', '2027/01/20 9:30', '2027年1月20日 9時30分']],
      [
        'to the second',
        '2027-01-20T09:30:05',
        [
          ...['2027-01-20 09:30:05', '20270120093005', '20270120 09:30:05', '2027/01/20 09:30:05'],
          ...['2027-01-20T9:30:05', '2027-01-20T09:30:05.123+09:00'],
        ],
      ],
    ];
    for (const [exactness, moment, texts] of forms)
      it(exactness, () => expect(texts.map(sent)).to.deep.equal(texts.map(() => moment)));
    it('or not at all', () => {
      expect(['', '2027-02-30', 'yesterday'].map(sent)).to.deep.equal([undefined, undefined, undefined]);
    });
  });

  it('loses attributes and element names that JavaScript objects inherit', () => {
    const xml = replaced(
      reportXml(),
      '<BasicInformation>',
      '<BasicInformation kind="x"><__proto__>1</__proto__><constructor>2</constructor><toString>3</toString>',
    );
    const { document } = readBooked(xml);
    const basic = (document as Record<string, object>)['BasicInformation'] ?? {};
    expect(Object.keys(basic)).to.not.include.members(['__proto__', 'constructor', 'toString', '$']);
    expect(Object.values(basic).every((value) => typeof value === 'string')).to.be.true;
  });

  it('may have its elements in a namespace, under any prefix', () => {
    const prefixed = reportXml()
      .replace(/<(\/?)(?=[A-Z])/g, '<$1tl:')
      .replace('Report>', 'Report xmlns:tl="urn:x">');
    expect(readReport(prefixed)).to.deep.equal(readReport(reportXml()));
  });

  it('may quote markup in a comment or in CDATA', () => {
    const quoted =
      '<!-- <!DOCTYPE x> --><OtherServiceInformation><![CDATA[<!ENTITY <<<]]></OtherServiceInformation>';
    const { document } = readBooked(
      replaced(reportXml(), '<BasicInformation>', `<BasicInformation>${quoted}`),
    );
    expect(textAt(document, 'BasicInformation', 'OtherServiceInformation')).to.equal('<!ENTITY <<<');
  });
});

describe('a cancellation', () => {
  const cancellation = (changes: Partial<BookingContent> = {}) =>
    reportXml({ kind: 'cancellation', version: 2, ...changes });

  it('has its charge', () => {
    const report = read(cancellation({ cancellationCharge: 3000 })) as CancellationReport;
    expect(report).to.include({
      kind: 'cancellation',
      dataId: 'RY000001-2',
      version: 2,
      cancellationCharge: 3000,
    });
  });

  const damages: readonly (readonly [damage: string, xml: string])[] = [
    ['no name', cancellation({ name: '' })],
    ['no arrival', withElement('CheckInDate', '', cancellation())],
    [
      'a departure that is none',
      withElement('CheckOutDate', '<CheckOutDate>?</CheckOutDate>', cancellation()),
    ],
    ['no rooms', replaced(cancellation(), /<RoomAndGuestInformation>.*<\/RoomAndGuestInformation>/s, '')],
    [
      'a charge that is no amount',
      withElement(
        'CancellationCharge',
        '<CancellationCharge>?</CancellationCharge>',
        cancellation({ cancellationCharge: 1 }),
      ),
    ],
  ];
  for (const [damage, xml] of damages) {
    it(`with ${damage} is one nevertheless`, () => {
      expect(read(xml).kind).to.equal('cancellation');
    });
  }

  const charges: readonly (readonly [
    said: string,
    yen: number,
    written: string | undefined,
    warned?: string,
  ])[] = [
    ['3000', 3000, '3000'],
    ['3,000円', 3000, '3000', 'amount_repaired'],
    ['３０００', 3000, '3000', 'amount_repaired'],
    ['3000.0', 3000, '3000', 'amount_repaired'],
    ['0', 0, '0'],
    ['', 0, ''],
    ['?', 0, undefined, 'charge_unreadable'],
    ['-3000', 0, undefined, 'charge_unreadable'],
    ['999999999', 0, undefined, 'charge_unreadable'],
  ];
  for (const [said, amount, written, warned] of charges)
    it(`with a charge of ${said || 'nothing'} costs ${amount} yen, in the PMS too`, () => {
      const element = `<CancellationCharge>${said}</CancellationCharge>`;
      const xml = withElement('CancellationCharge', element, cancellation({ cancellationCharge: 1 }));
      const report = read(xml) as CancellationReport;
      const native = elementAt(
        report.document,
        'RisaplsInformation',
        'AgentNativeInformation',
        'Extendmytrip',
      );
      expect(report.cancellationCharge).to.equal(amount);
      expect(native['CancellationCharge']).to.equal(written);
      expect(report.warnings.map(({ code }) => code)).to.deep.equal(warned === undefined ? [] : [warned]);
    });
});

describe('an element that is there twice', () => {
  const doubled = (xml: string, ...names: readonly string[]) =>
    names.reduce(
      (text, name) =>
        text.replace(new RegExp(`<${name}>[^<]*</${name}>`, 'g'), (one) => `${one}<${name}/>${one}`),
      xml,
    );

  for (const kind of ['new', 'change', 'cancellation'] as const)
    it(`with one text in a ${kind} is one text, for the PMS too`, () => {
      const plain = reportXml({ kind, cancellationCharge: 3000 });
      const names = [...new Set([...plain.matchAll(/<(\w+)>[^<]+</g)].map(([, name]) => name!))];
      expect(names).to.include.members(['TravelAgencyBookingNumber', 'RoomDate', 'TotalPerRoomRate']);
      expect(read(doubled(plain, ...names))).to.deep.equal(read(plain));
    });

  const groups = [
    ...['TransactionType', 'SalesOfficeInformation', 'BasicInformation', 'BasicRateInformation'],
    ...['RisaplsInformation', 'RisaplsCommonInformation', 'Basic', 'Member', 'RoomInformation'],
    'RoomRateInformation',
  ];
  for (const name of groups)
    it(`is one group where ${name} comes twice alike, or once empty`, () => {
      const plain = reportXml();
      const twice = (second: (one: string) => string) =>
        plain.replace(new RegExp(`<${name}>.*?</${name}>`, 'gs'), (one) => one + second(one));
      expect(read(twice((one) => one))).to.deep.equal(read(plain));
      expect(read(twice(() => `<${name}/>`))).to.deep.equal(read(plain));
    });

  it('otherwise says nothing of what its two groups say differently, and the rest', () => {
    const second =
      '<SalesOfficeInformation><SalesOfficeCompanyName>そらとうみトラベル</SalesOfficeCompanyName>' +
      '<SalesOfficeCode>9</SalesOfficeCode></SalesOfficeInformation>';
    const report = read(
      replaced(reportXml(), '</SalesOfficeInformation>', `</SalesOfficeInformation>${second}`),
    );
    expect(report.agency).to.equal('そらとうみトラベル');
  });
});
