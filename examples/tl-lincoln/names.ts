// Synthetic people: common surnames and given names put together by chance. Nobody in particular.
import { pick, seededRandom } from '../../dev/bookings/random.js';

export interface Person {
  readonly kanji: string;
  /** Half-width kana, as agencies send it. */
  readonly kana: string;
  readonly gender: 'male' | 'female';
}

const surnames = [
  ['青木', 'ｱｵｷ'],
  ['石川', 'ｲｼｶﾜ'],
  ['上田', 'ｳｴﾀﾞ'],
  ['遠藤', 'ｴﾝﾄﾞｳ'],
  ['岡田', 'ｵｶﾀﾞ'],
  ['加藤', 'ｶﾄｳ'],
  ['木村', 'ｷﾑﾗ'],
  ['小林', 'ｺﾊﾞﾔｼ'],
  ['坂本', 'ｻｶﾓﾄ'],
  ['清水', 'ｼﾐｽﾞ'],
  ['髙橋', 'ﾀｶﾊｼ'],
  ['中村', 'ﾅｶﾑﾗ'],
  ['橋本', 'ﾊｼﾓﾄ'],
  ['松本', 'ﾏﾂﾓﾄ'],
  ['森', 'ﾓﾘ'],
  ['渡邉', 'ﾜﾀﾅﾍﾞ'],
] as const;

const givenNames = [
  ['葵', 'ｱｵｲ', 'female'],
  ['大輔', 'ﾀﾞｲｽｹ', 'male'],
  ['花子', 'ﾊﾅｺ', 'female'],
  ['一郎', 'ｲﾁﾛｳ', 'male'],
  ['恵', 'ﾒｸﾞﾐ', 'female'],
  ['健', 'ｹﾝ', 'male'],
  ['真由美', 'ﾏﾕﾐ', 'female'],
  ['直樹', 'ﾅｵｷ', 'male'],
  ['さくら', 'ｻｸﾗ', 'female'],
  ['翔太', 'ｼｮｳﾀ', 'male'],
] as const;

/** Always the same person for the same number, so that a change names the guest of its booking. */
export function personOf(number: string): Person {
  const random = seededRandom(hash(number));
  const [surname, surnameKana] = pick(random, surnames);
  const [given, givenKana, gender] = pick(random, givenNames);
  return { kanji: `${surname} ${given}`, kana: `${surnameKana} ${givenKana}`, gender };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
