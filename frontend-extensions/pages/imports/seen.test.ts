import { expect } from 'chai';
import type { ImportMessageDetail } from '../../api/imports.js';
import { isSameToPerson } from './seen.js';

const message = {
  ...{ id: 1, version: 3, state: 'waiting', status: 'pending', attempts: 2, nextAttemptAt: 'soon' },
  ...{ reason: { key: 'import.no_availability' }, actions: [{ action: 'import' }], history: [] },
} as unknown as ImportMessageDetail;

describe('a message that is asked for anew', () => {
  it('is the same to a person where it was tried once more and nothing came of that', () => {
    const tried = {
      ...message,
      version: 4,
      attempts: 3,
      nextAttemptAt: 'later',
      status: 'retrying',
    } as const;
    expect(isSameToPerson(message, tried)).to.be.true;
  });

  it('is another where its reason, its content, or what can be done with it has changed', () => {
    expect(isSameToPerson(message, { ...message, reason: null })).to.be.false;
    expect(isSameToPerson(message, { ...message, actions: [] })).to.be.false;
    expect(isSameToPerson(message, { ...message, state: 'done' })).to.be.false;
  });
});
