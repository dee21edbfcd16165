// When a failing site controller is asked again, when its circuit opens, and when a person's wish to fetch is granted.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  type Circuit,
  circuitAfter,
  nextFetchAfter,
  nextSlot,
  type RequestFailure,
  stateOf,
  turnOf,
} from './circuit.js';
import { defaultFrequentHours } from '../settings/settings.js';
import type { Rhythm } from './fetch-hours.js';

const rhythm: Rhythm = {
  hours: defaultFrequentHours,
  timeZone: 'Asia/Tokyo',
  leastSeconds: 310,
  frequentSeconds: 310,
  offHoursSeconds: 1800,
};
const noon = new Date('2027-02-01T12:00:00+09:00');
const inSeconds = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const pause = (failures: number, changes: Partial<Rhythm> = {}, now = noon) =>
  (nextFetchAfter(now, failures, { ...rhythm, ...changes }).getTime() - now.getTime()) / 1000;

describe('the pause after failures', () => {
  it('doubles with each in a row, up to an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 60].map((failures) => pause(failures))).to.deep.equal([
      ...[310, 620, 1240, 2480, 3600, 3600, 3600],
    ]);
  });

  it('is never shorter than without, however rarely a hotel is asked', () => {
    expect(pause(1, { frequentSeconds: 7200 })).to.equal(7200);
  });

  it('is there also where there is none otherwise', () => {
    expect([0, 1, 2, 3].map((failures) => pause(failures, { frequentSeconds: 0 }))).to.deep.equal([
      0, 2, 4, 8,
    ]);
  });

  it('is a finite time, however long a site controller is away', () => {
    fc.assert(
      fc.property(fc.nat(5000), (failures) => {
        expect(pause(failures)).to.be.within(310, 3600);
      }),
      { seed: 20270307 },
    );
  });
});

const closed: Circuit = { failures: 0, openedAt: undefined };
/** The circuit after each of these answers, a minute apart; `ok` is a proper one. */
function course(...answers: readonly (RequestFailure | 'ok')[]): string[] {
  let before = closed;
  return answers.map((answer, i) => {
    const after = circuitAfter(before, answer === 'ok' ? undefined : answer, inSeconds(60 * i));
    const turn = turnOf(before, after);
    before = after;
    return `${after.openedAt === undefined ? 'closed' : 'open'} ${after.failures}${turn ? `: ${turn}` : ''}`;
  });
}

describe('the circuit to the site controller', () => {
  const cases: readonly (readonly [what: string, (RequestFailure | 'ok')[], string[]])[] = [
    ['is closed while answers come', ['ok', 'ok'], ['closed 0', 'closed 0']],
    [
      'opens with the third time-out in a row',
      ['timeout', 'timeout', 'timeout', 'timeout'],
      ['closed 1', 'closed 2', 'open 3: opened', 'open 4'],
    ],
    [
      'opens with rubbish and failures of any kind, as long as they come in a row',
      ['unreadable', 'http_status', 'ok', 'broken_off', 'transport', 'too_large'],
      ['closed 1', 'closed 2', 'closed 0', 'closed 1', 'closed 2', 'open 3: opened'],
    ],
    ['opens with the first E013', ['ok', 'rate_limited'], ['closed 0', 'open 1: opened']],
    [
      'stays open where the probe fails, and closes with the first that is answered',
      ['rate_limited', 'timeout', 'ok', 'timeout'],
      ['open 1: opened', 'open 2', 'closed 0: closed', 'closed 1'],
    ],
  ];
  for (const [what, answers, expected] of cases)
    it(what, () => {
      expect(course(...answers)).to.deep.equal(expected);
    });

  it('has been open since it opened, not since the last probe', () => {
    const opened = circuitAfter(closed, 'rate_limited', noon);
    expect(circuitAfter(opened, 'timeout', inSeconds(620)).openedAt).to.deep.equal(noon);
  });

  it('is half open when its pause is over, or while the probe is on its way', () => {
    const bucket = { openedAt: noon, nextFetchAt: inSeconds(620) };
    expect(stateOf(bucket, false, inSeconds(619))).to.equal('open');
    expect(stateOf(bucket, false, inSeconds(620))).to.equal('half_open');
    expect(stateOf(bucket, true, inSeconds(10))).to.equal('half_open');
    for (const isAsking of [true, false])
      expect(stateOf({ ...bucket, openedAt: undefined }, isAsking, noon)).to.equal('closed');
  });
});

describe('the slot of a fetch that a person asks for', () => {
  const slot = (lastFetchAt: number | undefined, nextFetchAt: number, failures = 0) =>
    nextSlot(
      {
        ...{ nextFetchAt: inSeconds(nextFetchAt), failures },
        lastFetchAt: lastFetchAt === undefined ? undefined : inSeconds(lastFetchAt),
      },
      noon,
      rhythm,
    );

  const cases: readonly (readonly [what: string, slot: Date, expected: number])[] = [
    ['is now where the hotel’s turn has come', slot(-400, -90), 0],
    ['is when the pause of the frequent hours ends', slot(-100, 210), 210],
    [
      'is sooner than planned at night, but as long after the last fetch as two must be apart',
      slot(-100, 1700),
      210,
    ],
    ['is now at night where the last fetch is that long ago', slot(-600, 1200), 0],
    ['is not before the next probe while requests fail', slot(-600, 1200, 1), 1200],
    ['is as planned where nobody knows when the last fetch was', slot(undefined, 1200), 1200],
  ];
  for (const [what, found, expected] of cases)
    it(what, () => {
      expect(found).to.deep.equal(inSeconds(expected));
    });
});
