// What names of rooms say of smoking.
import { expect } from 'chai';
import { smokingSaidBy } from './smoking-in-names.js';

const cases: readonly (readonly [name: string, said: string | undefined])[] = [
  ['禁煙シングル', 'non_smoking'],
  ['シングル（喫煙）', 'smoking'],
  ['【喫煙可】ツイン', 'smoking'],
  ['喫煙不可ダブル', 'non_smoking'],
  ['全室禁煙・スタンダード', 'non_smoking'],
  ['ノンスモーキングダブル', 'non_smoking'],
  ['ノースモーキング ダブル', 'non_smoking'],
  ['ｽﾓｰｷﾝｸﾞ ﾂｲﾝ', 'smoking'],
  ['Smoking Twin', 'smoking'],
  ['Non-Smoking Twin', 'non_smoking'],
  ['NONSMOKING TWIN', 'non_smoking'],
  ['Twin, no smoking', 'non_smoking'],
  ['禁煙・喫煙選択可シングル', undefined],
  ['シングル', undefined],
  ['', undefined],
];

describe('the name of a room', () => {
  for (const [name, said] of cases)
    it(`${name || 'that is empty'} says ${said ?? 'nothing of smoking'}`, () =>
      expect(smokingSaidBy(name)).to.equal(said));
});
