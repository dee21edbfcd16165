// What a hotel may store for CUSTOM, and that everything wrong is named at once.
import { expect } from 'chai';
import { customNumbers } from './custom-numbers.js';
import {
  type CustomNumbers,
  numbersOf,
  defaultPolicySettings,
  policyFor,
  type StoredNumbers,
} from './mode-numbers.js';
import { thresholdsOf } from './stay-classes.js';

const days = (windowDays: number, deadlineDays: number) => ({ windowDays, deadlineDays });
const stored: StoredNumbers = {
  ...numbersOf('NORMAL'),
  thresholds: {
    standard: days(10, 2),
    last_minute: days(3, 0),
    vip: days(20, 4),
    demanding: days(10, 5),
    long_stay: days(30, 7),
  },
};

function accepted(numbers: StoredNumbers): CustomNumbers {
  const result = customNumbers(numbers);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function problems(changes: Partial<StoredNumbers>): string[] {
  const result = customNumbers({ ...stored, ...changes });
  return result.ok
    ? []
    : result.failure.map(({ key, params }) => `${key} ${params.field ?? params.class ?? ''}`.trim());
}

describe("a hotel's own numbers", () => {
  it('are a mode like the others', () => {
    const custom = accepted({ ...stored, rotation: { behaviour: 'block', weight: 2 } });
    const policy = policyFor(custom, { ...defaultPolicySettings, order: 'priority' });
    expect(policy.weights).to.include({ rotation: 2, roomOrder: 1.2 });
  });

  it("count their deadlines from arrival, without the hotel's preset", () => {
    expect(thresholdsOf(['standard'], accepted(stored), 3)).to.deep.equal(days(10, 2));
    expect(thresholdsOf(['vip', 'demanding'], accepted(stored), 3)).to.deep.equal(days(20, 5));
  });

  const weights = (changes: Partial<StoredNumbers['weights']>) => ({
    weights: { ...stored.weights, ...changes },
  });
  const standard = (windowDays: number, deadlineDays: number) => ({
    thresholds: { ...stored.thresholds, standard: days(windowDays, deadlineDays) },
  });
  const cases: readonly (readonly [
    what: string,
    changes: Partial<StoredNumbers>,
    expected: readonly string[],
  ])[] = [
    [
      'the least of all',
      { fairnessDays: 7, largestUsageGap: 0.01, sweepMinutes: 5, ...weights({ urgency: 0 }) },
      [],
    ],
    [
      'the most of all',
      { fairnessDays: 90, largestUsageGap: 1, sweepMinutes: 240, ...weights({ urgency: 5 }) },
      [],
    ],
    ['a fairness window of six days', { fairnessDays: 6 }, ['mode_numbers.out_of_range fairnessDays']],
    ['half a day', { fairnessDays: 30.5 }, ['mode_numbers.not_a_step fairnessDays']],
    ['no tolerated gap', { largestUsageGap: 0 }, ['mode_numbers.out_of_range largestUsageGap']],
    ['a sweep every 7 minutes', { sweepMinutes: 7 }, ['mode_numbers.not_a_step sweepMinutes']],
    ['a weight above 5', weights({ fairness: 5.1 }), ['mode_numbers.out_of_range weights.fairness']],
    ['what is no number', weights({ urgency: NaN }), ['mode_numbers.out_of_range weights.urgency']],
    [
      'a rotation weight above 2',
      { rotation: { behaviour: 'block', weight: 2.5 } },
      ['mode_numbers.out_of_range rotation.weight'],
    ],
    [
      'a rotation nobody knows',
      { rotation: { behaviour: 'forbid' as 'block', weight: 1 } },
      ['mode_numbers.unknown_behaviour'],
    ],
    [
      'a window that opens after the deadline',
      standard(2, 3),
      ['mode_numbers.window_after_deadline standard'],
    ],
    ['a window that opens with the deadline', standard(3, 3), []],
    [
      'a deadline after arrival',
      standard(2, -1),
      ['mode_numbers.out_of_range thresholds.standard.deadlineDays'],
    ],
    [
      'a class left out',
      { thresholds: { ...stored.thresholds, vip: undefined! } },
      ['mode_numbers.missing thresholds.vip'],
    ],
    [
      'several faults',
      { fairnessDays: 0, sweepMinutes: 1 },
      ['mode_numbers.out_of_range fairnessDays', 'mode_numbers.out_of_range sweepMinutes'],
    ],
  ];
  for (const [what, changes, expected] of cases)
    it(`${what}: ${expected.join(', ') || 'accepted'}`, () =>
      expect(problems(changes)).to.deep.equal(expected));
});
