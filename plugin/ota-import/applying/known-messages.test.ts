// What a message is to those of its DataID that were here before: one table.
import { expect } from 'chai';
import { createAgencies } from '../../domain/agency.js';
import { messageId } from '../../domain/ids.js';
import { asContradiction, type Known, type Said, verdictOn } from './known-messages.js';

const said = (text: string): Said => Buffer.from(text);
const known = (id: number, facts: Partial<Known> = {}): Known => ({
  ...{ id: messageId(id), said: said('a booking'), claims: true, damaged: false },
  ...{ bookingNumber: 'B1', agency: '北の旅社' },
  ...facts,
});
/** It could be read as XML, and not as a booking. */
const damaged = (id: number, facts: Partial<Known> = {}) =>
  known(id, { said: said('no date'), damaged: true, ...facts });
/** It is no XML: what is known of it was picked out of its text. */
const broken = (id: number, facts: Partial<Known> = {}) =>
  known(id, { said: undefined, claims: false, damaged: true, ...facts });

const contradicting = (id: number) => asContradiction(known(id, { said: said('another') }));

describe('a message of a DataID', () => {
  const cases: readonly (readonly [string, Known, readonly Known[], string, (readonly number[])?])[] = [
    ['nobody had', known(9), [], 'stands', []],
    ['the same had', known(9), [known(1)], 'duplicate'],
    ['the same had, damaged', damaged(9), [damaged(1)], 'duplicate'],
    ['another had', known(9, { said: said('another') }), [known(1)], 'contradicts'],
    ['another had, and is damaged', damaged(9), [known(1)], 'contradicts'],
    ['one had that contradicted the first', contradicting(9), [known(1), contradicting(2)], 'duplicate'],
    [
      'one had that contradicted a first that is forgotten',
      contradicting(9),
      [contradicting(2)],
      'duplicate',
    ],
    [
      'another one had that contradicted the first',
      known(9, { said: said('third') }),
      [known(1), contradicting(2)],
      'contradicts',
    ],
    ['the first had, beside one that contradicted it', known(9), [known(1), contradicting(2)], 'duplicate'],
    ['one had that contradicted what is forgotten', known(9), [contradicting(2)], 'stands', []],
    ['one had whose text is purged', known(9), [known(1, { said: 'purged' })], 'duplicate'],
    ['one had whose text does not open now', known(9), [known(1, { said: 'unknown' })], 'duplicate'],
    ['a damaged one had', known(9), [damaged(1)], 'stands', [1]],
    ['a broken one had', known(9), [broken(1)], 'stands', [1]],
    ['several damaged ones had', known(9), [broken(1), damaged(2), broken(3)], 'stands', [1, 2, 3]],
    [
      'a damaged one had that names no booking',
      known(9),
      [damaged(1, { bookingNumber: undefined })],
      'stands',
      [1],
    ],
    ['a damaged one had that names no agency', known(9), [damaged(1, { agency: undefined })], 'stands', [1]],
    ['a damaged one of another booking had', known(9), [damaged(1, { bookingNumber: 'B2' })], 'contradicts'],
    ['a damaged one of another agency had', known(9), [damaged(1, { agency: '南の旅社' })], 'contradicts'],
    ['one had that a person has dealt with', known(9), [damaged(1, { damaged: false })], 'contradicts'],
    ['the whole had, this is no XML', broken(9), [known(1)], 'part'],
    ['another booking had, this is no XML', broken(9, { bookingNumber: 'B2' }), [known(1)], 'contradicts'],
    ['a damaged one had, this is no XML', broken(9), [damaged(1)], 'contradicts'],
    ['one that is no XML had, this is damaged too', damaged(9), [broken(1)], 'stands', []],
  ];
  for (const [what, message, before, is, settles] of cases)
    it(`${what}: ${is}`, () => {
      expect(verdictOn(message, before, createAgencies([]))).to.deep.equal({
        is,
        ...(settles && { settles }),
      });
    });
});
