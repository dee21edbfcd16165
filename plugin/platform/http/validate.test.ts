import { expect } from 'chai';
import { z } from 'zod';
import { integerField, textField } from './fields.js';
import { InvalidRequest, type Language } from './problem.js';
import { parsePart } from './validate.js';

const schema = z.strictObject({
  name: textField(5),
  people: integerField({ min: 1, max: 9 }),
  rooms: z.array(z.string()).max(1),
});

function saidOf(language: Language, body: object): Record<string, string> {
  try {
    parsePart('body', schema, body, language);
    return {};
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return Object.fromEntries(error.errors.map(({ path, message }) => [path, message]));
  }
}

describe('what of a request is too much or too little', () => {
  it('is said to a person, without words of programmers', () => {
    expect(saidOf('ja', { name: 'なまえがながい', people: 10, rooms: ['1', '2'] })).to.deep.equal({
      'body.name': '5文字以内で入力してください。',
      'body.people': '9以下の数を入力してください。',
      'body.rooms': '1件以内にしてください。',
    });
    expect(saidOf('ja', { name: ' ', people: 0, rooms: [] })).to.deep.equal({
      'body.name': '入力してください。',
      'body.people': '1以上の数を入力してください。',
    });
    expect(saidOf('en', { name: 'too long', people: 1, rooms: [] })).to.deep.equal({
      'body.name': 'Give at most 5 characters.',
    });
  });
});
