// What is said at which field of a form that the server refused.
import { expect } from 'chai';
import { problemAt, stillRefused } from './field-problems.js';

const problems = [
  { path: 'body.seconds', message: 'too few' },
  { path: 'body.companies.1.0', message: 'too long' },
  { path: 'body.companies.1.2', message: 'too long' },
  { path: 'body.companies.10', message: 'one name' },
];

describe('what was refused of a form', () => {
  it('is said at its field, and what is wrong with a part of it at the whole', () => {
    expect(problemAt(problems, 'seconds')).to.equal('too few');
    expect(problemAt(problems, 'companies.1')).to.equal('too long');
    expect(problemAt(problems, 'companies.10')).to.equal('one name');
    expect(problemAt(problems, 'companies')).to.equal('too long one name');
    expect(problemAt(problems, 'second')).to.equal(undefined);
  });

  it('is said until that field is filled in otherwise', () => {
    const sent = { seconds: 1, companies: [['a']] };
    expect(stillRefused(problems, sent, { ...sent, other: 1 })).to.deep.equal(problems);
    expect(stillRefused(problems, sent, { ...sent, seconds: 2 })).to.deep.equal(problems.slice(1));
    expect(stillRefused(problems, sent, { ...sent, companies: [['a', 'b']] })).to.deep.equal(
      problems.slice(0, 1),
    );
  });
});
