import { expect } from 'chai';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };

type Texts = { readonly [key: string]: string | Texts };

function entries(texts: Texts, path = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : entries(value, `${path}${key}.`),
  );
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('the texts of the screens', () => {
  const japanese = entries(ja);
  const english = new Map(entries(en));

  it('exist in both languages, each key', () => {
    expect(japanese.map(([key]) => key)).to.deep.equal([...english.keys()]);
  });

  it('fill in the same facts in both languages', () => {
    const different = japanese.filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
    );
    expect(different).to.deep.equal([]);
  });
});
