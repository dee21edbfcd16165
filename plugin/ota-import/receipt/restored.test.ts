// What is taken for a restore: each sign alone, and nothing else.
import { expect } from 'chai';
import { comparisonGivenUpAfter, type DatabaseLook, mayBeReleased, restoreSign } from './restored.js';

const facts = { system: '1', timeline: '00000001', database: '16384', table: '20000' };
const look = (changes: Partial<DatabaseLook> = {}): DatabaseLook => ({
  ...{ known: facts, saidRestored: false, now: facts, written: 100n },
  ...changes,
});

describe('a restored database', () => {
  for (const [fact, now] of Object.entries({ system: '2', timeline: '00000002', database: '9', table: '9' }))
    it(`is known by another ${fact}`, () => {
      expect(restoreSign(look({ now: { ...facts, [fact]: now } }), undefined)).to.equal(fact);
    });

  it('is known by a log that went back under a process that runs on', () => {
    expect(restoreSign(look({ written: 99n }), 100n)).to.equal('went_back');
  });

  it('is one that a person says was restored', () => {
    expect(restoreSign(look({ saidRestored: true }), undefined)).to.equal('said');
  });

  const none: readonly (readonly [string, DatabaseLook, bigint | undefined])[] = [
    ['the same, after a restart of everything', look(), undefined],
    ['the same, with more written', look({ written: 101n }), 100n],
    ['one that nobody has looked at before', look({ known: undefined }), undefined],
    [
      'one of which less may be asked than before',
      look({ now: { table: '20000' }, written: undefined }),
      100n,
    ],
    ['one of which more may be asked than before', look({ known: { table: '20000' } }), undefined],
  ];
  for (const [what, seen, before] of none)
    it(`is not ${what}`, () => expect(restoreSign(seen, before)).to.equal(undefined));
});

describe('a hotel that is held after a restore', () => {
  const since = new Date('2027-01-20T03:00:00+09:00');
  const soon = new Date(since.getTime() + comparisonGivenUpAfter - 1);
  const late = new Date(since.getTime() + comparisonGivenUpAfter);
  const cases: readonly (readonly [string, Parameters<typeof mayBeReleased>[0]['run'], Date, boolean])[] = [
    ['not before it was compared', undefined, soon, false],
    ['not while it is compared', { finished: false }, soon, false],
    ['once it was compared', { finished: true }, since, true],
    ['after an hour, where no comparison has come to its end', { finished: false }, late, true],
    ['after an hour, where none has begun', undefined, late, true],
  ];
  for (const [when, run, now, expected] of cases)
    it(`is let go on ${when}`, () => expect(mayBeReleased({ since, run }, now)).to.equal(expected));
});
