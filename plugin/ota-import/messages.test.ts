import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { failureCodes, importFailure } from '../domain/import-failure.js';
import { warningCodes } from '../domain/import-warning.js';
import { explain, failureSentences, importMessages } from './messages.js';

describe('what staff read about a message', () => {
  for (const key of [
    ...failureCodes.map((code) => `import.failure.${code}`),
    ...warningCodes.map((code) => `import.warning.${code}`),
  ]) {
    it(`explains ${key} in Japanese and English, with the same facts in both`, () => {
      const { ja, en } = importMessages[key]!;
      const factsOf = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();
      expect(ja).to.match(/。$/);
      expect(en).to.match(/\.$/);
      expect(factsOf(ja)).to.deep.equal(factsOf(en));
    });
  }

  it('calls every button as the screen does', () => {
    const locale = new URL('../../frontend-extensions/locales/ja.json', import.meta.url);
    const { imports } = JSON.parse(readFileSync(locale, 'utf8')) as {
      imports: { action: Record<string, string> };
    };
    const buttons = Object.values(imports.action);
    const failed = failureCodes.map((code) => [code, failureSentences(code, 'failed')] as const);
    const named = [...Object.entries(importMessages), ...failed]
      .filter(([key]) => !key.startsWith('import.warning.'))
      .flatMap(([key, { ja }]) => [...ja.matchAll(/「([^」{]+)」/g)].map(([, name = '']) => ({ key, name })));
    expect(named).not.to.deep.equal([]);
    expect(named.filter(({ name }) => !buttons.includes(name))).to.deep.equal([]);
  });

  // What the PMS has locked is tried as often as it takes.
  for (const code of failureCodes.filter((one) => importFailure(one).retry !== 'soon'))
    it(`promises no further try of ${code} by itself where it has failed`, () => {
      const failed = failureSentences(code, 'failed');
      const before = failureSentences(code, 'pending');
      const factsOf = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();
      for (const sentence of [failed.ja, failed.en])
        expect(factsOf(sentence)).to.deep.equal(factsOf(before.ja));
      expect(failed.ja).not.to.match(/自動で(?:取り込み|再取込し|再試行し)ます/);
    });

  it('names what the message was about', () => {
    expect(explain(importFailure('room_code_unknown', { code: 'XYZ', agency: 'みなと旅行' }))).to.include(
      '「XYZ」（みなと旅行）',
    );
  });
});
