import { expect } from 'chai';
import { FieldRefusal, Refusal } from '../../domain/refusal.js';
import { languageOf, problemOf, type ProblemContext } from './problem.js';

const context: ProblemContext = {
  language: 'ja',
  instance: '/api/heyawari/hotels/1/rooms',
  correlationId: 'abc',
  messages: {
    'room.taken': { ja: '{room}号室は使用中です。', en: 'Room {room} is taken.' },
    'request.failed': { ja: '失敗 {correlationId}', en: 'failed {correlationId}' },
  },
};

describe('problems', () => {
  it('say a refusal in the reader’s language, with its key and what fills it', () => {
    const refusal = new Refusal('conflict', 'room.taken', { room: '301' });
    const { problem, fault } = problemOf(refusal, context);
    expect(fault).to.be.false;
    expect(problem).to.deep.equal({
      type: 'urn:heyawari:problem:room.taken',
      title: 'Conflict',
      status: 409,
      detail: '301号室は使用中です。',
      error: '301号室は使用中です。',
      instance: '/api/heyawari/hotels/1/rooms',
      key: 'room.taken',
      params: { room: '301' },
      correlationId: 'abc',
    });
    expect(problemOf(refusal, { ...context, language: 'en' }).problem.error).to.equal('Room 301 is taken.');
  });

  it('name the field that a refusal is about', () => {
    const { problem } = problemOf(new FieldRefusal('room', 'room.taken', { room: '301' }), context);
    expect(problem).to.deep.include({
      status: 400,
      errors: [{ path: 'body.room', code: 'room.taken', message: '301号室は使用中です。' }],
    });
  });

  it('show nothing of an unexpected error but the number to ask for', () => {
    const { problem, fault } = problemOf(new Error('relation "secret" does not exist'), context);
    expect(fault).to.be.true;
    expect(problem).to.include({ status: 500, error: '失敗 abc' });
    expect(JSON.stringify(problem)).not.to.include('secret');
  });

  for (const [header, language] of [
    [undefined, 'ja'],
    ['ja,en-US;q=0.9', 'ja'],
    ['en-US,en;q=0.9,ja;q=0.8', 'en'],
    ['fr', 'ja'],
  ] as const)
    it(`speak ${language} to a browser that asks for ${header ?? 'nothing'}`, () =>
      expect(languageOf(header)).to.equal(language));
});
