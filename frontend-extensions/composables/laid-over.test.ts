import { expect } from 'chai';
import { filledInOf, laidOver } from './laid-over.js';

describe('a form that a colleague saves meanwhile', () => {
  const before = { name: 'A', kana: 'ア', rooms: [{ code: 'X' }] };

  it('keeps what was filled in, and takes the rest as it stands now', () => {
    const form = { ...before, name: 'B' };
    const now = { name: 'C', kana: 'シ', rooms: [{ code: 'Y' }] };
    expect(laidOver(form, now, filledInOf(form, before))).to.deep.equal({ ...now, name: 'B' });
  });

  it('has a list filled in where any of it is', () => {
    expect(filledInOf({ ...before, rooms: [{ code: 'Z' }] }, before)).to.deep.equal(['rooms']);
    expect(filledInOf({ ...before, rooms: [{ code: 'X' }] }, before)).to.deep.equal([]);
  });
});
