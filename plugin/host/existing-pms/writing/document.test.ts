// The message as the PMS is handed it: room codes exchanged, a member named, everything else as it came.
import { expect } from 'chai';
import type { XmlTree } from '../../../domain/booking-report.js';
import { withKanjiNames, withMemberName, withRoomCodes } from './document.js';

const entry = (date: string, code: string) => ({
  RoomInformation: { RoomTypeCode: code, RoomTypeName: 'ルーム' },
  RoomRateInformation: { RoomDate: date, TotalPerRoomRate: '8000' },
});
const documentOf = (entries: XmlTree | readonly XmlTree[]): XmlTree => ({
  BasicInformation: { PackagePlanName: '素泊まり' },
  RoomAndGuestInformation: { RoomAndGuestList: entries },
});
const codesIn = (document: XmlTree) =>
  [...JSON.stringify(document).matchAll(/"RoomTypeCode":"(\w*)"/g)].map(([, code]) => code);

describe('exchanging room codes', () => {
  const twoRooms = documentOf([
    ...[entry('2027-02-01', 'SGL'), entry('2027-02-01', 'SGL')],
    ...[entry('2027-02-02', 'SGL'), entry('2027-02-02', 'SGL')],
  ]);

  it('changes the rooms asked for, on every night, and nothing else', () => {
    const changed = withRoomCodes(twoRooms, new Map([[1, 'TWN']]));
    expect(codesIn(changed)).to.deep.equal(['SGL', 'TWN', 'SGL', 'TWN']);
    expect(JSON.stringify(changed).replaceAll('"TWN"', '"SGL"')).to.equal(JSON.stringify(twoRooms));
  });

  it('reads a single entry, which is no list', () => {
    expect(
      codesIn(withRoomCodes(documentOf(entry('2027-02-01', 'SGL')), new Map([[0, 'TWN']]))),
    ).to.deep.equal(['TWN']);
  });

  it('counts the rooms of each date anew', () => {
    const nights = documentOf([entry('2027-02-01', 'A'), entry('2027-02-02', 'A'), entry('2027-02-02', 'B')]);
    expect(
      codesIn(
        withRoomCodes(
          nights,
          new Map([
            [0, 'X'],
            [1, 'Y'],
          ]),
        ),
      ),
    ).to.deep.equal(['X', 'X', 'Y']);
  });

  it('gives a code to a room that has none', () => {
    expect(codesIn(withRoomCodes(documentOf(entry('2027-02-01', '')), new Map([[0, 'TWN']])))).to.deep.equal([
      'TWN',
    ]);
  });

  it('leaves the document it was given as it was', () => {
    const before = structuredClone(twoRooms);
    withRoomCodes(twoRooms, new Map([[0, 'TWN']]));
    expect(twoRooms).to.deep.equal(before);
  });

  it('hands back the same document where there is nothing to exchange', () => {
    expect(withRoomCodes(twoRooms, new Map())).to.equal(twoRooms);
  });

  for (const [what, document] of [
    ['an empty list', documentOf('')],
    ['entries without content', documentOf(['', ''])],
    ['no list', { RoomAndGuestInformation: '' }],
    ['no rooms', {}],
    ['only text', 'text'],
  ] as const)
    it(`leaves ${what} alone`, () => {
      expect(withRoomCodes(document, new Map([[0, 'TWN']]))).to.deep.equal(document);
    });
});

describe('naming the member', () => {
  const names = { GuestOrGroupNameKanjiName: '山田　花子', GuestOrGroupNameSingleByte: 'ﾔﾏﾀﾞ ﾊﾅｺ' };
  const withMember = (member: XmlTree | undefined, basic: XmlTree = names): XmlTree => ({
    BasicInformation: basic,
    RisaplsInformation: {
      RisaplsCommonInformation: { Basic: { Email: '' }, ...(member !== undefined && { Member: member }) },
    },
  });

  it('puts the booker where the message names nobody', () => {
    expect(withMemberName(withMember({ UserTel: '1' }))).to.deep.equal(
      withMember({ UserTel: '1', UserName: '山田　花子' }),
    );
    expect(withMemberName(withMember({ UserName: '' }))).to.deep.equal(
      withMember({ UserName: '山田　花子' }),
    );
  });

  it('makes the elements that are missing or empty on the way', () => {
    const named = { UserName: '山田　花子' };
    expect(withMemberName(withMember(undefined))).to.deep.equal(withMember(named));
    expect(withMemberName(withMember(''))).to.deep.equal(withMember(named));
    const bare = { BasicInformation: names };
    expect(withMemberName(bare)).to.deep.equal({
      ...bare,
      RisaplsInformation: { RisaplsCommonInformation: { Member: named } },
    });
  });

  it('leaves a named member, and the document it was given, as they were', () => {
    const document = withMember({ UserName: '鈴木　一郎' });
    expect(withMemberName(document)).to.equal(document);
    const nameless = withMember('');
    const before = structuredClone(nameless);
    withMemberName(nameless);
    expect(nameless).to.deep.equal(before);
  });
});

describe('names in kana alone', () => {
  const booking = (kanji: XmlTree | undefined, kana: string, guests: readonly XmlTree[] = []): XmlTree => ({
    BasicInformation: {
      ...(kanji !== undefined && { GuestOrGroupNameKanjiName: kanji }),
      GuestOrGroupNameSingleByte: kana,
    },
    RisaplsInformation: {
      RisaplsCommonInformation: {
        RoomAndRoomRateInformation: { GuestInformation: { GuestInformationList: guests } },
      },
    },
  });
  const guest = (kanji: string, kana: string) => ({ GuestKanjiName: kanji, GuestNameSingleByte: kana });

  it('stand for the kanji of the booker, empty or missing', () => {
    const named = booking('ﾔﾏﾀﾞ ﾊﾅｺ', 'ﾔﾏﾀﾞ ﾊﾅｺ');
    expect(withKanjiNames(booking('', 'ﾔﾏﾀﾞ ﾊﾅｺ'))).to.deep.equal(named);
    expect(withKanjiNames(booking(undefined, 'ﾔﾏﾀﾞ ﾊﾅｺ'))).to.deep.equal(named);
  });

  it('stand for the kanji of each guest', () => {
    const list = [guest('', 'ｻﾄｳ'), guest('鈴木', 'ｽｽﾞｷ'), ''];
    expect(withKanjiNames(booking('山田', 'ﾔﾏﾀﾞ', list))).to.deep.equal(
      booking('山田', 'ﾔﾏﾀﾞ', [guest('ｻﾄｳ', 'ｻﾄｳ'), guest('鈴木', 'ｽｽﾞｷ'), '']),
    );
  });

  it('change nothing where there are kanji, or no name at all, nor the document that was given', () => {
    for (const document of [booking('山田', 'ﾔﾏﾀﾞ'), booking('', ''), 'text'])
      expect(withKanjiNames(document)).to.equal(document);
    const kana = booking('', 'ﾔﾏﾀﾞ');
    withKanjiNames(kana);
    expect(kana).to.deep.equal(booking('', 'ﾔﾏﾀﾞ'));
  });
});
