// Names of bookers and guests: where they may stand, what is no part of them, and what is found again.
import { expect } from 'chai';
import { into, readBooking, reportXml, withElement } from '../../test/support/reports.js';
import { listAt, textAt } from './elements.js';

const basic = 'BasicInformation';
const common = ['RisaplsInformation', 'RisaplsCommonInformation'];
const remarksOf = ({ document }: ReturnType<typeof readBooking>) =>
  textAt(document, basic, 'OtherServiceInformation');

describe('a name', () => {
  const kanji = 'GuestOrGroupNameKanjiName';
  const named = (name: string, more = '') =>
    withElement(
      'UserName',
      `<UserName>${name}</UserName>`,
      withElement(kanji, `<${kanji}>${name}</${kanji}>${more}`),
    );
  const nameOf = ({ document }: ReturnType<typeof readBooking>) => textAt(document, basic, kanji);

  it('keeps its notes for the remarks', () => {
    const result = readBooking(named('山田　花子【精算不要】'));
    expect(nameOf(result)).to.equal('山田　花子');
    expect(remarksOf(result)).to.equal('【精算不要】');
    expect(result.warnings).to.deep.equal([`name_note_moved ${kanji}`, 'name_note_moved UserName']);
  });

  for (const note of [
    '〔精算不要〕',
    '≪精算不要≫',
    '《精算不要》',
    '［精算不要］',
    '[精算不要]',
    '『精算不要』',
  ])
    it(`keeps its notes for the remarks: ${note}`, () => {
      const result = readBooking(named(`${note}山田\u3000花子`));
      expect(nameOf(result)).to.equal('山田　花子');
      expect(remarksOf(result)).to.equal(note);
    });

  it('of nothing but a note stays', () => {
    expect(nameOf(readBooking(named('【精算不要】')))).to.equal('【精算不要】');
  });

  it('gets its lost characters from the telegram', () => {
    const result = readBooking(named('?田　花子', '<TelegramData>宿泊者：髙田花子様　２名</TelegramData>'));
    expect(nameOf(result)).to.equal('髙田　花子');
    expect(result.warnings).to.include(`name_restored ${kanji}`);
    expect(
      nameOf(readBooking(named('M?ller Anna', '<TelegramData>NAME: Müller Anna</TelegramData>'))),
    ).to.equal('Müller Anna');
  });

  for (const [why, telegram] of [
    ['it is not in the telegram', '宿泊者：鈴木一郎'],
    ['two would fit', '髙田花子 高田花子'],
    ['there is no telegram', ''],
  ] as const)
    it(`keeps its ? where ${why}`, () => {
      expect(nameOf(readBooking(named('?田　花子', `<TelegramData>${telegram}</TelegramData>`)))).to.equal(
        '?田　花子',
      );
    });

  it('may be Latin in all three fields', () => {
    const xml = withElement(
      'GuestOrGroupNameSingleByte',
      '<GuestOrGroupNameSingleByte>Anna Smith</GuestOrGroupNameSingleByte>',
      named('Anna Smith'),
    );
    expect(readBooking(xml).warnings).to.deep.equal([]);
  });

  const nameless = reportXml({ name: ' ' });
  for (const [what, xml, name] of [
    [
      'GuestOrGroupKanjiName',
      into(basic, '<GuestOrGroupKanjiName>椎名 太郎</GuestOrGroupKanjiName>', nameless),
      '椎名 太郎',
    ],
    [
      'MemberKanjiName',
      into(
        'AllotmentBookingReport',
        '<MemberInformation><MemberKanjiName>椎名 一郎</MemberKanjiName></MemberInformation>',
        nameless,
      ),
      '椎名 一郎',
    ],
    ['UserName', withElement('UserName', '<UserName>椎名 花子</UserName>', nameless), '椎名 花子'],
    [
      'GuestKanjiName',
      nameless.replace(
        '</RoomAndRoomRateInformation>',
        '<GuestInformation><GuestInformationList><GuestKanjiName>椎名 次郎</GuestKanjiName></GuestInformationList></GuestInformation></RoomAndRoomRateInformation>',
      ),
      '椎名 次郎',
    ],
    [
      'GuestNameSingleByte',
      nameless.replace(
        '</RoomAndGuestList>',
        '<GuestInformation><GuestInformationList><GuestNameSingleByte/></GuestInformationList><GuestInformationList><GuestNameSingleByte>ｼｲﾅ</GuestNameSingleByte></GuestInformationList></GuestInformation></RoomAndGuestList>',
      ),
      'ｼｲﾅ',
    ],
  ] as const)
    it(`may stand in ${what} alone`, () => {
      const result = readBooking(xml);
      expect(nameOf(result)).to.equal(name);
      expect(result.warnings).to.deep.equal([`name_taken_over ${what}`]);
    });

  it('of a guest who has none is left out of the list', () => {
    const list = '<GuestInformationList><GuestKanjiName>佐藤</GuestKanjiName></GuestInformationList>';
    const xml = into(
      'RisaplsCommonInformation',
      `<RoomAndRoomRateInformation><RoomInformation/><RoomRateInformation/><GuestInformation>${list}<GuestInformationList/>${list}</GuestInformation></RoomAndRoomRateInformation>`,
    );
    const guests = listAt(readBooking(xml).document, ...common, 'RoomAndRoomRateInformation').at(-1)!;
    expect(listAt(guests, 'GuestInformation', 'GuestInformationList')).to.have.length(2);
  });
});
