// Words found in remarks and plan names, in any spelling, and not where the text says the opposite.
import { expect } from 'chai';
import fc from 'fast-check';
import { says, type Wording } from './wording.js';

const pets: Wording = { words: ['ペット', 'pet', 'pets'], except: ['ペットボトル', 'カーペット'] };
const noSmoke: Wording = { words: ['禁煙', 'non-smoking'], unless: ['喫煙可', '喫煙室', 'smoking room'] };

describe('finding words', () => {
  const cases: readonly (readonly [text: string, wording: Wording, found: boolean])[] = [
    ['ペット同伴プラン', pets, true],
    ['小型ﾍﾟｯﾄを連れて行きます', pets, true],
    ['ＰＥＴ １匹', pets, true],
    ['We bring our Pets', pets, true],
    ['petit hotel, carpet', pets, false],
    ['部屋のカーペットとペットボトル', pets, false],
    ['ペットボトルの水。ペットあり', pets, true],
    ['ペット不可', pets, false],
    ['ペット同伴はありません', pets, false],
    ['ペット：なし', pets, false],
    ['ペット 0匹', pets, false],
    ['ペット(0)', pets, false],
    ['ペット１０匹', pets, true],
    ['ペット無料', pets, true],
    ['ペット無。', pets, false],
    ['No pets', pets, false],
    ['without any pet', pets, false],
    ['casino pets', pets, true],
    ['ペット不可の部屋ですか？ペット同伴です', pets, true],
    ['', pets, false],
    ['【禁煙】シングル', noSmoke, true],
    ['NON‐SMOKING room', noSmoke, true],
    ['禁煙希望ですが喫煙可', noSmoke, false],
    ['禁煙希望、喫煙室は不可', noSmoke, true],
    ['禁煙でなくても構いません', noSmoke, false],
    ['non-smoking room please', noSmoke, true],
    ['smoking room, or else non-smoking', noSmoke, false],
    ['禁煙', { words: [] }, false],
    ['禁煙', { words: [''] }, false],
  ];
  for (const [text, wording, found] of cases)
    it(`${text || 'nothing'}: ${found ? 'says' : 'does not say'} ${wording.words.join(', ') || 'nothing'}`, () =>
      expect(says(text, wording)).to.equal(found));

  it('does not depend on widths, cases or blanks', () => {
    const wide = (text: string) =>
      text
        .replace(/[!-~]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
        .replaceAll(' ', '　');
    const piece = fc.constantFrom(
      'ペット',
      'pet',
      'no ',
      'カー',
      '不可',
      'なし',
      '禁煙',
      ' ',
      'a',
      '、',
      '0匹',
      ':',
      '-',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        for (const wording of [pets, noSmoke])
          for (const spelt of [wide(text), text.toUpperCase(), text.normalize('NFKD')])
            expect(says(spelt, wording), spelt).to.equal(says(text, wording));
      }),
      { seed: 20271104, numRuns: 500 },
    );
  });
});
