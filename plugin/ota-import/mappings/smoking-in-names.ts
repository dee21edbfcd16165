// What the name of a room, as an agency writes it, says of smoking (D10). Pure.
import { says } from '../../assignment/index.js';
import type { Smoking } from '../../domain/stay.js';

const clean = [
  ...['禁煙', '喫煙不可', '喫煙ng', 'ノースモーキング', 'ノンスモーキング', 'no smoking', 'no-smoking'],
  ...['non smoking', 'non-smoking', 'nonsmoking', 'smoke-free', 'smoke free'],
];
const smokers = ['喫煙', 'スモーキング', 'smoking'];

/** Undefined where it says nothing, or both (禁煙・喫煙選択). */
export function smokingSaidBy(name: string): Smoking | undefined {
  const isClean = says(name, { words: clean });
  const isForSmokers = says(name, { words: smokers, except: clean });
  if (isClean === isForSmokers) return undefined;
  return isClean ? 'non_smoking' : 'smoking';
}
