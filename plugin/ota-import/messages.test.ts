import { expect } from 'chai';
import { failureCodes, importFailure } from '../domain/import-failure.js';
import { explain, importMessages } from './messages.js';

describe('what staff read about a failed message', () => {
  for (const code of failureCodes) {
    it(`explains ${code} in Japanese and English, with the same facts in both`, () => {
      const { ja, en } = importMessages[`import.failure.${code}`]!;
      const factsOf = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();
      expect(ja).to.match(/。$/);
      expect(en).to.match(/\.$/);
      expect(factsOf(ja)).to.deep.equal(factsOf(en));
    });
  }

  it('names what the message was about', () => {
    expect(explain(importFailure('room_code_unknown', { code: 'XYZ', agency: 'みなと旅行' }))).to.include(
      '「XYZ」（みなと旅行）',
    );
  });
});
