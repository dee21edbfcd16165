// Fields that the stay does not depend on: whatever stands in them, the booking is read, and staff find the words in the remarks.
import { expect } from 'chai';
import { into, readBooking, replaced, reportXml, withElement } from '../../test/support/reports.js';
import { listAt, textAt } from './elements.js';
import { bookedOnOf } from './guest.js';

const basic = 'BasicInformation';
const common = ['RisaplsInformation', 'RisaplsCommonInformation'];
const remarksOf = ({ document }: ReturnType<typeof readBooking>) =>
  textAt(document, basic, 'OtherServiceInformation');

describe('an arrival time', () => {
  const times: readonly (readonly [said: string, stored: string | undefined, remark?: string])[] = [
    ['15:00', '15:00'],
    ['15:00:00', '15:00'],
    ['15:00:30', '15:00:30'],
    ['9:30', '09:30'],
    ['1530', '15:30'],
    ['153000', '15:30'],
    ['１５：３０', '15:30'],
    ['15時', '15:00'],
    ['15時30分頃', '15:30'],
    ['15:30:00+09:00', '15:30'],
    ['06:30:00Z', undefined, '到着予定：06:30:00Z'],
    ['00:00', '00:00'],
    ['24:00', '24:00'],
    ['25:00', '23:59', '到着予定：25:00'],
    ['26:30:00', '23:59', '到着予定：26:30:00'],
    ['24:30', '23:59', '到着予定：24:30'],
    ['29:59', '23:59', '到着予定：29:59'],
    ['99:99', undefined, '到着予定：99:99'],
    ['15:60', undefined, '到着予定：15:60'],
    ['未定', undefined, '到着予定：未定'],
    ['夕方ごろ', undefined, '到着予定：夕方ごろ'],
    ['15:00〜16:00', undefined, '到着予定：15:00〜16:00'],
    ['-1:00', undefined, '到着予定：-1:00'],
    ['', undefined],
  ];
  for (const [said, stored, remark] of times)
    it(`of ${said || 'nothing'} ${remark === undefined ? `is ${stored ?? 'left out'}` : 'stands in the remarks'}`, () => {
      const result = readBooking(withElement('CheckInTime', `<CheckInTime>${said}</CheckInTime>`));
      expect(textAt(result.document, basic, 'CheckInTime')).to.equal(stored);
      expect(remarksOf(result)).to.equal(remark);
      expect(result.warnings).to.deep.equal(remark === undefined ? [] : ['time_set_aside CheckInTime']);
    });

  it('stands before what the guest says', () => {
    const xml = withElement(
      'CheckInTime',
      '<CheckInTime>未定</CheckInTime><OtherServiceInformation>禁煙希望</OtherServiceInformation>',
    );
    expect(remarksOf(readBooking(xml))).to.equal('到着予定：未定\n禁煙希望');
  });
});

describe('a field beside the stay', () => {
  const member = (name: string, text: string) => into('Member', `<${name}>${text}</${name}>`);
  const native = (group: string, content: string) =>
    into(
      'RisaplsInformation',
      `<AgentNativeInformation><${group}>${content}</${group}></AgentNativeInformation>`,
    );
  const cases: readonly (readonly [what: string, xml: string, warning: string, remark?: string])[] = [
    [
      'an unknown meal',
      withElement('MealCondition', '<MealCondition>Brunch</MealCondition>'),
      'code_unknown MealCondition',
      '食事条件：Brunch',
    ],
    [
      'an unknown kind of meal',
      into(basic, '<SpecificMealCondition>X</SpecificMealCondition>'),
      'code_unknown SpecificMealCondition',
      '食事備考：X',
    ],
    [
      'an unknown tax',
      withElement('TaxServiceFee', '<TaxServiceFee>?</TaxServiceFee>'),
      'code_unknown TaxServiceFee',
      '税サ区分：?',
    ],
    [
      'an unknown settlement',
      native('Extendmytrip', '<SettlementDiv>9</SettlementDiv>'),
      'code_unknown SettlementDiv',
      '精算区分：9',
    ],
    [
      'an unknown gender',
      withElement('UserGendar', '<UserGendar>M</UserGendar>'),
      'code_unknown UserGendar',
      '性別：M',
    ],
    [
      'points that are none',
      native('Extend', '<Points>たくさん</Points>'),
      'amount_set_aside Points',
      'ポイント：たくさん',
    ],
    [
      'points below 0, which the PMS would add to what is paid',
      native('Extend', '<Points>-500</Points>'),
      'amount_set_aside Points',
      'ポイント：-500',
    ],
    [
      'a total in words',
      withElement('TotalAccommodationCharge', '<TotalAccommodationCharge>一万円</TotalAccommodationCharge>'),
      'amount_set_aside TotalAccommodationCharge',
      '合計料金：一万円',
    ],
    [
      'an amount with a comma',
      native('Extend', '<AmountClaimed>12,000</AmountClaimed>'),
      'amount_repaired AmountClaimed',
    ],
    [
      'a discount that is none',
      replaced(
        reportXml(),
        '<BasicRate></BasicRate>',
        '<BasicRate><PointsDiscountList><PointsDiscount>x</PointsDiscount></PointsDiscountList></BasicRate>',
      ),
      'amount_set_aside PointsDiscount',
      'ポイント：x',
    ],
    [
      'a mail address that is none',
      withElement('Email', '<Email>なし</Email>'),
      'contact_set_aside Email',
      'メール：なし',
    ],
    [
      'a number that is none',
      withElement('PhoneNumber', '<PhoneNumber>不明</PhoneNumber>'),
      'contact_set_aside PhoneNumber',
      '電話：不明',
    ],
    ['a birthday that is none', member('UserDateOfBirth', '1980-02-30'), 'date_set_aside UserDateOfBirth'],
    [
      'a booking date that is none',
      withElement('TravelAgencyBookingDate', '<TravelAgencyBookingDate>昨日</TravelAgencyBookingDate>'),
      'date_set_aside TravelAgencyBookingDate',
    ],
    [
      'a count of men in words',
      withElement('TotalPaxMaleCount', '<TotalPaxMaleCount>二</TotalPaxMaleCount>'),
      'count_set_aside TotalPaxMaleCount',
    ],
    [
      'a party in words',
      withElement('GrandTotalPaxCount', '<GrandTotalPaxCount>二人</GrandTotalPaxCount>'),
      'count_set_aside GrandTotalPaxCount',
    ],
    [
      'a name longer than any',
      withElement('UserName', `<UserName>${'山'.repeat(3000)}</UserName>`),
      'text_shortened UserName',
    ],
    [
      'a remark without end',
      into(basic, `<OtherServiceInformation>${'あ'.repeat(20_000)}</OtherServiceInformation>`),
      'text_shortened OtherServiceInformation',
    ],
  ];
  for (const [what, xml, warning, remark] of cases)
    it(`costs no booking: ${what}`, () => {
      const result = readBooking(xml);
      expect(result.warnings).to.deep.equal([warning]);
      if (remark !== undefined) expect(remarksOf(result)).to.equal(remark);
    });

  it('has a date where the PMS needs one: that of the message for a payment', () => {
    const { document } = readBooking(
      withElement('TravelAgencyBookingDate', '<TravelAgencyBookingDate>?</TravelAgencyBookingDate>'),
    );
    expect(textAt(document, basic, 'TravelAgencyBookingDate')).to.equal('2027-01-20');
  });

  it('makes no moment of booking of a time on a day that nobody has said', () => {
    const bookedOn = (day: string) => {
      const time = '<TravelAgencyBookingTime>18:06:13</TravelAgencyBookingTime>';
      const date = `<TravelAgencyBookingDate>${day}</TravelAgencyBookingDate>`;
      return bookedOnOf(readBooking(withElement('TravelAgencyBookingDate', date + time)).document);
    };
    expect(bookedOn('2027-01-19')).to.deep.equal({ date: '2027-01-19', time: '18:06:13' });
    expect(bookedOn('20270119')).to.deep.equal({ date: '2027-01-19', time: '18:06:13' });
    expect(bookedOn('昨日')).to.equal(undefined);
  });

  it('may be there twice', () => {
    const { document } = readBooking(
      into(
        basic,
        '<OtherServiceInformation>a</OtherServiceInformation><OtherServiceInformation>b</OtherServiceInformation>',
      ),
    );
    expect(textAt(document, basic, 'OtherServiceInformation')).to.equal('a\nb');
    const twice = readBooking(
      withElement(
        'CheckInDate',
        '<CheckInDate>2027-02-01</CheckInDate><CheckInDate>2027-02-01</CheckInDate>',
      ),
    );
    expect(twice.document).to.have.nested.property('BasicInformation.CheckInDate', '2027-02-01');
  });

  it('keeps its words where markup, or elements of its own, stand in it', () => {
    const { document } = readBooking(
      into(
        basic,
        '<OtherServiceInformation>禁煙希望<br/>到着は<b>20時</b></OtherServiceInformation>' +
          '<SpecificMealCondition><Code>IncludingBreakfast</Code></SpecificMealCondition>',
      ),
    );
    const remark = textAt(document, basic, 'OtherServiceInformation');
    for (const words of ['禁煙希望', '到着は', '20時']) expect(remark).to.include(words);
    expect(textAt(document, basic, 'SpecificMealCondition')).to.equal('IncludingBreakfast');
  });

  it('keeps the words of a guest and of a discount too', () => {
    const guest = (content: string) => `<GuestInformationList>${content}</GuestInformationList>`;
    const guests =
      guest('<GuestKanjiName><Family>椎名</Family><Given>次郎</Given></GuestKanjiName>') +
      guest('<GuestKanjiName>椎名</GuestKanjiName><GuestKanjiName>三郎</GuestKanjiName>') +
      guest(`<GuestNameSingleByte>${'ｼ'.repeat(300)}</GuestNameSingleByte>`);
    const { document } = readBooking(
      replaced(
        replaced(
          reportXml(),
          '</RoomAndRoomRateInformation>',
          `<GuestInformation>${guests}</GuestInformation></RoomAndRoomRateInformation>`,
        ),
        '<BasicRate></BasicRate>',
        '<BasicRate><PointsDiscountList><PointsDiscount>500</PointsDiscount><PointsDiscountName><Name>割引</Name></PointsDiscountName></PointsDiscountList></BasicRate>',
      ),
    );
    const found = listAt(
      document,
      ...common,
      'RoomAndRoomRateInformation',
      'GuestInformation',
      'GuestInformationList',
    );
    expect(found.slice(0, 2).map((one) => textAt(one, 'GuestKanjiName'))).to.deep.equal([
      '椎名 次郎',
      '椎名 三郎',
    ]);
    expect(textAt(found[2]!, 'GuestNameSingleByte')).to.have.length(255);
    expect(textAt(document, ...common, 'BasicRate', 'PointsDiscountList', 'PointsDiscountName')).to.equal(
      '割引',
    );
  });

  it('is complete where the PMS would look for what is not there', () => {
    const { document } = readBooking(
      into(
        'RisaplsCommonInformation',
        '<RoomAndRoomRateInformation/><RoomAndRoomRateInformation><GuestInformation/></RoomAndRoomRateInformation>',
      ),
    );
    for (const entry of listAt(document, ...common, 'RoomAndRoomRateInformation'))
      expect(entry).to.have.keys(
        ...([
          'RoomInformation',
          'RoomRateInformation',
          ...('GuestInformation' in (entry as object) ? ['GuestInformation'] : []),
        ] as const),
      );
  });
});
