// Who sleeps in a room and what it costs, from whichever elements say so: every kind of child, every place where counts and rates stand.
import { expect } from 'chai';
import { replaced, reportXml } from '../../test/support/reports.js';
import type { BookedReport } from '../domain/booking-report.js';
import { listAt, textAt } from './elements.js';
import type { Children } from '../domain/booking-report.js';
import { readReport } from './reading.js';

type Elements = Readonly<Record<string, string | number>>;

const write = (elements: Elements) =>
  Object.entries(elements)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');

interface Content {
  /** In `RoomInformation` and `RoomRateInformation` of each entry. */
  readonly room?: Elements;
  readonly rate?: Elements;
  /** In `BasicInformation`, in place of what says how many they are. */
  readonly booking?: Elements;
  readonly total?: number;
  readonly rooms?: number;
  readonly nights?: number;
  readonly agency?: string;
  readonly options?: string;
}

function message({ room = {}, rate = {}, booking = {}, rooms = 1, nights = 1, ...rest }: Content): string {
  const dates = Array.from({ length: nights }, (_, i) => `2027-02-0${i + 1}`);
  const entries = dates.flatMap((date) =>
    Array.from(
      { length: rooms },
      () =>
        `<RoomAndGuestList><RoomInformation><RoomTypeCode>TWN</RoomTypeCode>${write(room)}</RoomInformation>` +
        `<RoomRateInformation><RoomDate>${date}</RoomDate>${write(rate)}</RoomRateInformation></RoomAndGuestList>`,
    ),
  );
  let xml = reportXml({ nights, ...(rest.agency !== undefined && { agency: rest.agency }) });
  xml = replaced(xml, /<RoomAndGuestList>.*<\/RoomAndGuestList>/s, entries.join(''));
  xml = replaced(xml, /<GrandTotalPaxCount>.*<\/TotalPaxFemaleCount>/s, write(booking));
  const total =
    rest.total === undefined ? '' : `<TotalAccommodationCharge>${rest.total}</TotalAccommodationCharge>`;
  xml = replaced(xml, /<TotalAccommodationCharge>.*?<\/TotalAccommodationCharge>/s, total);
  return replaced(xml, '</AllotmentBookingReport>', `${rest.options ?? ''}</AllotmentBookingReport>`);
}

function read(content: Content): BookedReport {
  const { report } = readReport(message(content));
  if (!report.ok) throw new Error(JSON.stringify(report.failure));
  return report.value as BookedReport;
}

const firstNight = (content: Content) => read(content).rooms[0]!.nights[0]!;
const codes = ({ warnings }: BookedReport) => warnings.map(({ code }) => code);

/** What the PMS makes of the document: the sum of the counts that it knows, and the room's rate. */
function asTheHostReads(report: BookedReport) {
  return listAt(report.document, 'RoomAndGuestInformation', 'RoomAndGuestList').map((entry) => ({
    people: [
      ...['RoomPaxMaleCount', 'RoomPaxFemaleCount', 'RoomChildA70Count'],
      ...['RoomChildB50Count', 'RoomChildC30Count', 'RoomChildDNoneCount'],
    ].reduce((sum, name) => sum + Number(textAt(entry, 'RoomInformation', name) ?? 0), 0),
    price: Number(textAt(entry, 'RoomRateInformation', 'TotalPerRoomRate')),
  }));
}

/** Rate, count beside the rate, count of the room; the children that they are. */
const classes: readonly (readonly [
  what: string,
  rate: string,
  besideRate: string,
  ofRoom: string,
  children: Children,
])[] = [
  ['men', 'PerPaxRate', 'RoomRatePaxMaleCount', 'RoomPaxMaleCount', {}],
  ['men by a rate of their own', 'PerPaxMaleRate', 'RoomRatePaxMaleCount', 'RoomPaxMaleCount', {}],
  ['women', 'PerPaxFemaleRate', 'RoomRatePaxFemaleCount', 'RoomPaxFemaleCount', {}],
  ['women by the rate of any adult', 'PerPaxRate', 'RoomRatePaxFemaleCount', 'RoomPaxFemaleCount', {}],
  ['children A70', 'PerChildA70Rate', 'RoomRateChildA70Count', 'RoomChildA70Count', { A: 2 }],
  ['children A70 (2)', 'PerChildA70Rate2', 'RoomRateChildA70Count2', 'RoomChildA70Count2', { A: 2 }],
  ['children B50', 'PerChildB50Rate', 'RoomRateChildB50Count', 'RoomChildB50Count', { B: 2 }],
  ['children B50 (2)', 'PerChildB50Rate2', 'RoomRateChildB50Count2', 'RoomChildB50Count2', { B: 2 }],
  ['children C30', 'PerChildC30Rate', 'RoomRateChildC30Count', 'RoomChildC30Count', { C: 2 }],
  ['children D', 'PerChildDNoneRate', 'RoomRateChildDNoneCount', 'RoomChildDNoneCount', { D: 2 }],
  [
    'children D of an older version',
    'PerChildDRate',
    'RoomRateChildDNoneCount',
    'RoomChildDNoneCount',
    { D: 2 },
  ],
  ['children E', 'PerChildERate', 'RoomRateChildECount', 'RoomChildECount', { other: 2 }],
  ['children F', 'PerChildFRate', 'RoomRateChildFCount', 'RoomChildFCount', { other: 2 }],
  ['other children', 'PerChildOtherRate', 'RoomRateChildOtherCount', 'RoomChildOtherCount', { other: 2 }],
];

describe('people and prices by class', () => {
  for (const [what, rate, besideRate, ofRoom, children] of classes) {
    const adult = { PerPaxRate: 10_000, [rate]: 3000 };
    const night = { people: 3, children, price: (rate === 'PerPaxRate' ? 3000 : 10_000) + 6000 };
    const isMen = ofRoom === 'RoomPaxMaleCount';
    const other = isMen ? 'RoomRatePaxFemaleCount' : 'RoomRatePaxMaleCount';
    const otherOfRoom = isMen ? 'RoomPaxFemaleCount' : 'RoomPaxMaleCount';

    it(`counts ${what} beside their rate`, () => {
      expect(firstNight({ rate: { ...adult, [other]: 1, [besideRate]: 2 } })).to.deep.include(night);
    });

    it(`counts ${what} in the room, and hands all to the PMS`, () => {
      const report = read({ room: { [otherOfRoom]: 1, [ofRoom]: 2 }, rate: adult });
      expect(report.rooms[0]!.nights[0]).to.deep.include(night);
      expect(asTheHostReads(report)).to.deep.equal([{ people: 3, price: night.price }]);
    });
  }

  const makersNight = {
    ...{ PerPaxRate: 15_000, PerPaxFemaleRate: 15_000, PerChildA70Rate: 10_000, PerChildA70Rate2: 9000 },
    ...{ PerChildB50Rate: 7000, PerChildB50Rate2: 6000, PerChildC30Rate: 2000, PerChildDNoneRate: 0 },
    ...{
      RoomRatePaxMaleCount: 1,
      RoomRatePaxFemaleCount: 1,
      RoomRateChildA70Count: 1,
      RoomRateChildA70Count2: 1,
    },
    ...{
      RoomRateChildB50Count: 1,
      RoomRateChildB50Count2: 1,
      RoomRateChildC30Count: 1,
      RoomRateChildDNoneCount: 1,
    },
    TotalPerRoomRate: '',
  };
  const makersOptions =
    '<OptionInformation><OptionList><OptionDate>2027-02-01</OptionDate><OptionCode>001</OptionCode><Name>追加料理</Name>' +
    '<OptionCount>2</OptionCount><OptionRate>5000</OptionRate></OptionList></OptionInformation>';

  it('comes to what the maker’s own message says: eight people, 64,000 yen, 74,000 with two options', () => {
    const report = read({
      rate: makersNight,
      room: { PerRoomPaxCount: 8 },
      total: 74_000,
      options: makersOptions,
    });
    expect(report.rooms[0]!.nights[0]).to.deep.include({
      ...{ people: 8, price: 64_000 },
      children: { A: 2, B: 2, C: 1, D: 1 },
    });
    expect(report.warnings).to.deep.equal([]);
    expect(asTheHostReads(report)).to.deep.equal([{ people: 8, price: 64_000 }]);
  });

  it('counts options that each stand in a group of their own', () => {
    const options = makersOptions.replace('<OptionCount>2<', '<OptionCount>1<').repeat(2);
    const counts = { PerRoomPaxCount: 8 };
    const { warnings } = read({ rate: makersNight, room: counts, total: 74_000, options });
    expect(warnings).to.deep.equal([]);
  });

  it('counts a kind of child that is not named beside the rates from the room', () => {
    const rate = {
      PerPaxRate: 10_000,
      PerChildA70Rate: 7000,
      RoomRatePaxMaleCount: 2,
      RoomRateChildA70Count: 1,
    };
    const room = { RoomPaxMaleCount: 2, RoomChildA70Count: 1, RoomChildDNoneCount: 1 };
    expect(firstNight({ rate, room })).to.deep.include({
      people: 4,
      price: 27_000,
      children: { A: 1, D: 1 },
    });
    // Nobody beside the rate is nobody.
    expect(firstNight({ rate: { ...rate, RoomRateChildDNoneCount: 0 }, room })).to.include({ people: 3 });
  });

  it('takes a discount among the options off the total', () => {
    const options =
      '<OptionInformation><OptionList><Name>朝食</Name><OptionCount>2</OptionCount><OptionRate>1500</OptionRate></OptionList>' +
      '<OptionList><Name>クーポン</Name><OptionCount>1</OptionCount><OptionRate>AMOUNT</OptionRate></OptionList></OptionInformation>';
    for (const amount of ['-2000', '▲2,000', '−２０００', '△2000円'])
      expect(
        read({
          rate: { TotalPerRoomRate: 10_000 },
          room: { RoomPaxMaleCount: 2 },
          booking: { GrandTotalPaxCount: 2 },
          total: 11_000,
          options: options.replace('AMOUNT', amount),
        }).warnings,
        amount,
      ).to.deep.equal([]);
  });

  it('reads the agencies’ own form of the list of rooms', () => {
    const xml = message({ rate: makersNight })
      .replace('<RoomAndGuestInformation>', '<RoomInformationList><RoomAndGuestList>')
      .replace('<RoomAndGuestList><RoomInformation>', '<RoomAndGuest><RoomInformation>')
      .replace(
        '</RoomAndGuestList></RoomAndGuestInformation>',
        '</RoomAndGuest></RoomAndGuestList></RoomInformationList>',
      );
    const { report } = readReport(xml);
    if (!report.ok || report.value.kind === 'cancellation') throw new Error('not read');
    expect(report.value.rooms[0]!.nights[0]).to.include({ people: 8, price: 64_000 });
    expect(asTheHostReads(report.value)).to.deep.equal([{ people: 8, price: 64_000 }]);
  });

  it('counts the options of rooms in either form of their list', () => {
    const option = '<OptionList><OptionCount>2</OptionCount><OptionRate>1000</OptionRate></OptionList>';
    const content = { room: { RoomPaxMaleCount: 1 }, rate: { TotalPerRoomRate: 8000 }, total: 10_000 };
    const xml = message(content).replace(/(?<=<RoomTypeCode>TWN<.*?)(?=<\/RoomInformation>)/s, option);
    const own = xml
      .replace(
        '<RoomAndGuestInformation><RoomAndGuestList>',
        '<RoomInformationList><RoomAndGuestList><RoomAndGuest>',
      )
      .replace(
        '</RoomAndGuestList></RoomAndGuestInformation>',
        '</RoomAndGuest></RoomAndGuestList></RoomInformationList>',
      );
    expect(own).not.to.equal(xml);
    for (const one of [xml, own]) {
      const { report } = readReport(one);
      expect(report.ok && report.value.warnings.map(({ code }) => code)).to.not.include('price_differs');
    }
  });

  it('multiplies a rate by PerRoomPaxCount where nobody is counted by class, to the yen', () => {
    const report = read({ rate: { PerPaxRate: 6225 }, room: { PerRoomPaxCount: 3 }, nights: 3 });
    expect(report.rooms[0]!.nights.map(({ price }) => price)).to.deep.equal([18_675, 18_675, 18_675]);
    expect(3 * 6225 + 3 * 6500 + 3 * 6225).to.equal(56_850);
    expect(asTheHostReads(report)[0]).to.deep.equal({ people: 3, price: 18_675 });
  });

  const counts: readonly (readonly [what: string, content: Content, people: number])[] = [
    [
      'by class before PerRoomPaxCount, which is 0 from some agencies',
      { room: { RoomPaxMaleCount: 2, PerRoomPaxCount: 0 } },
      2,
    ],
    [
      'as adults, where PerRoomPaxCount says more than the children',
      { room: { RoomChildA70Count: 1, PerRoomPaxCount: 3 } },
      3,
    ],
    [
      'beside the rate before the room',
      { rate: { RoomRatePaxMaleCount: 2 }, room: { RoomPaxMaleCount: 1 } },
      2,
    ],
    [
      'beside the rate and, what is not there, in the room',
      { rate: { RoomRatePaxMaleCount: 2 }, room: { RoomChildB50Count: 1 } },
      3,
    ],
    ['as the booking says, where no room counts anybody', { booking: { GrandTotalPaxCount: 2 } }, 2],
    [
      'by the classes of the booking',
      { booking: { TotalPaxMaleCount: 1, TotalChildA70Count: 1, GrandTotalPaxCount: 2 } },
      2,
    ],
    ['in full width', { room: { RoomPaxMaleCount: '２' } }, 2],
    [
      'by PerRoomPaxCount, where a class is no number',
      { room: { RoomPaxMaleCount: '?', PerRoomPaxCount: 2 } },
      2,
    ],
  ];
  for (const [how, content, people] of counts) {
    it(`counts people ${how}`, () => {
      expect(firstNight({ ...content, rate: { TotalPerRoomRate: 8000, ...content.rate } }).people).to.equal(
        people,
      );
    });
  }

  it('spreads a booking’s people over rooms that count nobody, for their prices too', () => {
    const report = read({ rooms: 2, booking: { GrandTotalPaxCount: 3 }, rate: { PerPaxRate: 5000 } });
    expect(report.rooms.map(({ nights }) => [nights[0]!.people, nights[0]!.price])).to.deep.equal([
      ...[
        [2, 10_000],
        [1, 5000],
      ],
    ]);
  });

  it('takes a count that is none from the booking’s people, where one room alone hides any', () => {
    const room = { RoomPaxMaleCount: 1, RoomPaxFemaleCount: 'なし' };
    const alone = read({
      room,
      rate: { TotalPerRoomRate: 8000 },
      booking: { GrandTotalPaxCount: 3 },
      total: 8000,
    });
    expect(alone.rooms[0]!.nights[0]).to.include({ people: 3 });
    expect(codes(alone)).to.deep.equal(['count_set_aside']);
    const nobodyMore = read({
      room,
      rate: { PerPaxRate: 5000 },
      booking: { GrandTotalPaxCount: 1 },
      total: 5000,
    });
    expect(nobodyMore.rooms[0]!.nights[0]).to.include({ people: 1, price: 5000 });
    const two = message({
      room,
      rooms: 2,
      rate: { TotalPerRoomRate: 8000 },
      booking: { GrandTotalPaxCount: 3 },
    });
    expect(readReport(two).report.ok).to.equal(false);
    const oneOfTwo = two.replace('<RoomPaxFemaleCount>なし</RoomPaxFemaleCount>', '');
    const { report } = readReport(oneOfTwo);
    expect(
      report.ok && (report.value as BookedReport).rooms.map(({ nights }) => nights[0]!.people),
    ).to.deep.equal([...[1, 2]]);
  });

  it('takes a person’s discount off the night, never below 0', () => {
    const room = { RoomPaxMaleCount: 1, RoomChildA70Count: 1 };
    expect(firstNight({ room, rate: { PerPaxRate: 9000, PerChildA70Rate: '-1000' } })).to.include({
      price: 8000,
    });
    const { report } = readReport(message({ room, rate: { PerPaxRate: 900, PerChildA70Rate: '-1000' } }));
    expect(!report.ok && report.failure.code).to.equal('price_invalid');
  });

  const amounts: readonly (readonly [said: string, price: number | undefined])[] = [
    ['8000', 8000],
    ['8,000', 8000],
    ['￥8,000', 8000],
    ['８０００円', 8000],
    ['8000.4', 8000],
    ['0', 0],
    ['8,00', undefined],
    ['-8000', undefined],
    ['1e4', undefined],
    ['100000000', undefined],
    ['無料', undefined],
  ];
  for (const [said, price] of amounts) {
    it(`reads a rate of ${said} as ${price ?? 'no amount'}`, () => {
      const { report } = readReport(
        message({ room: { RoomPaxMaleCount: 1 }, rate: { TotalPerRoomRate: said } }),
      );
      if (price === undefined) expect(report.ok).to.equal(false);
      else expect((report as { value: BookedReport }).value.rooms[0]!.nights[0]!.price).to.equal(price);
    });
  }

  it('takes the people’s rates where the room’s is 0', () => {
    expect(
      firstNight({ room: { RoomPaxMaleCount: 2 }, rate: { TotalPerRoomRate: 0, PerPaxRate: 5000 } }).price,
    ).to.equal(10_000);
  });
});

describe('the total of a booking', () => {
  const room = { RoomPaxMaleCount: 1 };
  const rate = { TotalPerRoomRate: 8000 };
  const warned: readonly (readonly [what: string, content: Content, warned: boolean])[] = [
    ['is what its nights cost', { total: 16_000 }, false],
    ['may differ by 7 yen, as Booking.com’s does', { total: 15_993 }, false],
    ['differs by more', { total: 15_992 }, true],
    ['is net at Agoda', { total: 12_000, agency: 'Agoda Company Pte. Ltd.' }, false],
    ['is not said', {}, false],
    ['is said as 0', { total: 0 }, false],
  ];
  for (const [what, content, isWarned] of warned) {
    it(`${what}: ${isWarned ? 'a warning' : 'no warning'}`, () => {
      const report = read({ room, rate, nights: 2, booking: { GrandTotalPaxCount: 1 }, ...content });
      expect(codes(report)).to.deep.equal(isWarned ? ['price_differs'] : []);
    });
  }

  it('is told with what was reckoned', () => {
    const { warnings } = read({ room, rate, nights: 2, booking: { GrandTotalPaxCount: 1 }, total: 20_000 });
    expect(warnings).to.deep.equal([{ code: 'price_differs', params: { said: 20_000, reckoned: 16_000 } }]);
  });

  it('of people is told where it is another than the rooms’', () => {
    const report = read({ room, rate, booking: { GrandTotalPaxCount: 2 } });
    expect(report.people).to.equal(2);
    expect(report.warnings).to.deep.equal([{ code: 'people_differ', params: { said: 2, counted: 1 } }]);
  });
});
