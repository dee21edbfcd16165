// Every reason that the server gives for where a stay is has its sentence in both languages.
import { globSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import en from './locales/en.json' with { type: 'json' };
import ja from './locales/ja.json' with { type: 'json' };

/** What the import says in its own words before anybody sees it as a reason. */
const toldOtherwise = ['placement.chosen_taken'];

const keys = [
  ...new Set(
    globSync('plugin/{pool,assignment}/**/*.ts')
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(file, 'utf8').matchAll(/'((?:placement|conflict|movability|wish)\.[a-z_]+)'/g),
      ])
      .map(([, key]) => key!),
  ),
].filter((key) => !toldOtherwise.includes(key));

const textOf = (texts: object, key: string): unknown =>
  key
    .split('.')
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], texts);

describe('the reasons of the server', () => {
  it('are found where they are given', () => expect(keys.length).to.be.greaterThan(20));
  for (const key of keys)
    it(`have a sentence for ${key}`, () => {
      for (const { reason } of [ja, en]) expect(textOf(reason, key), key).to.be.a('string');
    });
});
