// How people, phones and booking numbers are compared.
import { expect } from 'chai';
import {
  foldedName,
  foldedNumber,
  foldedPhone,
  tellingNamesEitherWay,
  tellingPhones,
} from './guest-identity.js';

describe('what recognises a guest', () => {
  for (const [fold, one, other] of [
    [foldedName, '髙橋　花子様', '高橋花子'],
    [foldedName, 'ﾀｶﾊｼ ﾊﾅｺ', 'たかはし・はなこ'],
    [foldedName, 'SMITH, John', 'ｓｍｉｔｈ　ｊｏｈｎ'],
    [foldedName, '渡邉 恵', '渡辺恵'],
    [foldedPhone, '090-1234-5678', '＋８１ ９０ １２３４ ５６７８'],
    [foldedPhone, '+81 (0)90-1234-5678', '090-1234-5678'],
    [foldedPhone, '0081-3-1234-5678', '03-1234-5678'],
    [foldedPhone, '(03) 1234-5678', '0312345678'],
    [foldedNumber, 'ＲＹ－００１', 'ry001'],
    [foldedNumber, 'AB‐12ー3', 'ab-12 3'],
  ] as const)
    it(`is the same as "${one}" and as "${other}"`, () => expect(fold(one)).to.equal(fold(other)));

  for (const [fold, one, other] of [
    [foldedName, '高橋花子', '高橋花'],
    [foldedPhone, '0312345678', '0312345679'],
    [foldedPhone, '8190123456', '090123456'],
    [foldedNumber, 'RY1', 'RY10'],
  ] as const)
    it(`is another as "${one}" than as "${other}"`, () => expect(fold(one)).not.to.equal(fold(other)));

  for (const [written, phones] of [
    ['090-1234-5678 / 03-1234-5678', ['09012345678', '0312345678']],
    ['０９０－１２３４－５６７８、０３－１２３４－５６７８', ['09012345678', '0312345678']],
    ['03/1234/5678', ['0312345678']],
    ['内線 12', []],
  ] as const)
    it(`is each number that is written as "${written}"`, () =>
      expect([...tellingPhones([written])]).to.deep.equal(phones));
});

describe('a phone of one digit', () => {
  it('tells of nobody, whatever stands beside it', () => {
    expect([...tellingPhones(['000-0000-0000'])]).to.deep.equal([]);
    expect([...tellingPhones(['０００００００００００ / 03-1234-5678'])]).to.deep.equal(['0312345678']);
  });
});

describe('a name of several words', () => {
  const isOf = (name: string, other: string) => tellingNamesEitherWay([name]).has(foldedName(other));

  for (const [name, other] of [
    ['Hanako TAKAHASHI', 'takahashi, hanako'],
    ['髙橋　花子 様', '花子 高橋'],
    ['Ana Maria Silva', 'SILVA ANA MARIA'],
    ['SILVA ANA MARIA', 'Ana Maria Silva'],
  ] as const)
    it(`is known in either order: "${name}" as "${other}"`, () => expect(isOf(name, other)).to.equal(true));

  it('is another where its words are others', () => {
    expect(isOf('高橋 花子', '花 高橋子')).to.equal(false);
    expect(isOf('高橋花子', '花子高橋')).to.equal(false);
  });
});
