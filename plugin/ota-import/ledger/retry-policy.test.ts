// What becomes of a message that could not be applied: each kind of retry, to its end.
import { expect } from 'chai';
import fc from 'fast-check';
import { hotelDate } from '../../domain/hotel-date.js';
import { type FailureCode, failureCodes, importFailure } from '../../domain/import-failure.js';
import { settingsSchema } from '../../options.js';
import {
  type AttemptedMessage,
  backoff,
  createGivingUp,
  nextConfirmation,
  nextStep,
  type NextStep,
  type RetryRules,
  type ScheduledMessage,
  scheduleOf,
  waitForBooking,
  type WaitingMessage,
} from './retry-policy.js';

const calendar = { timeZone: 'Asia/Tokyo', turnsAt: 5 };
const settings = settingsSchema.shape.import.parse({});
const rules: RetryRules = {
  ...{ systemErrorTries: 8, changeWaitMinutes: 60, arrivalWaitMinutes: 10, cancellationWaitHours: 24 },
};
const now = new Date('2027-02-01T12:00:00+09:00');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const message: AttemptedMessage = {
  systemTries: 1,
  receivedAt: now,
  kind: 'new',
  checkIn: hotelDate('2027-02-10'),
};

type NextTry = Extract<NextStep, { at: Date }>;
const step = (code: FailureCode, changes: Partial<AttemptedMessage> = {}, jitter = 0, at = now) =>
  nextStep(importFailure(code), { ...message, ...changes }, at, calendar, rules, jitter);

describe('the next step of a failed message', () => {
  it('is a person’s, at once, where time heals nothing', () => {
    for (const code of failureCodes.filter((one) => importFailure(one).retry === 'never'))
      expect(step(code), code).to.deep.equal({ status: 'failed' });
  });

  it('is 1, 2, 4 … 64 minutes later for faults of the system, eight tries in all', () => {
    const steps = Array.from({ length: 9 }, (_, i) => step('database_error', { systemTries: i + 1 }));
    expect(steps).to.deep.equal([
      ...[1, 2, 4, 8, 16, 32, 64].map((minutes) => ({ status: 'retrying', at: inMinutes(minutes) })),
      ...[{ status: 'failed' }, { status: 'failed' }],
    ]);
  });

  it('is up to a fifth later still, so that messages that failed together come back apart', () => {
    const jitter = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), jitter, (systemTries, part) => {
        const pause = backoff(systemTries, part);
        expect(pause).to.be.within(2 ** (systemTries - 1) * 60_000, 2 ** (systemTries - 1) * 72_000);
      }),
      { seed: 20270305 },
    );
    expect(backoff(3, 1)).to.be.greaterThan(backoff(3, 0));
  });

  it('is an hour later where no room was free or the room code was unknown, however often', () => {
    const hourly = { status: 'pending', at: inMinutes(60) };
    for (const code of ['no_availability', 'room_code_unknown'] as const)
      for (const systemTries of [1, 8, 500]) expect(step(code, { systemTries })).to.deep.equal(hourly);
  });

  it('ends that with the business date of check-in, not an hour later', () => {
    const at = (text: string) => step('no_availability', {}, 0, new Date(text));
    const end = new Date('2027-02-11T05:00:00+09:00');
    expect(at('2027-02-10T23:59:00+09:00')).to.deep.equal({
      status: 'pending',
      at: new Date('2027-02-11T00:59:00+09:00'),
    });
    for (const time of ['04:00', '04:30', '04:59'])
      expect(at(`2027-02-11T${time}:00+09:00`)).to.deep.equal({ status: 'pending', at: end });
    expect(at('2027-02-11T05:00:00+09:00')).to.deep.equal({ status: 'failed' });
    expect(step('room_code_unknown', {}, 0, end)).to.deep.equal({ status: 'failed' });
  });

  it('goes on hourly where nobody knows the day of arrival', () => {
    expect(step('room_code_unknown', { checkIn: undefined })).to.deep.equal({
      status: 'pending',
      at: inMinutes(60),
    });
  });

  const arrivals: readonly (readonly [what: string, checkIn: string | undefined, minutes: number])[] = [
    ['today', '2027-02-01', 10],
    ['tomorrow', '2027-02-02', 10],
    ['the day before', '2027-01-31', 10],
    ['the day after tomorrow', '2027-02-03', 60],
    ['at no known day', undefined, 60],
  ];
  for (const [what, checkIn, minutes] of arrivals)
    it(`is to wait ${minutes} minutes for the booking of a change of a guest who comes ${what}`, () => {
      const change = { kind: 'change', checkIn: checkIn ? hotelDate(checkIn) : undefined } as const;
      expect(step('booking_unknown', change)).to.deep.equal({ status: 'waiting', at: inMinutes(minutes) });
    });

  it('reckons today by the business date, and from receipt', () => {
    const afterMidnight = new Date('2027-02-02T04:59:00+09:00');
    const wait = (changes: Partial<WaitingMessage>) =>
      waitForBooking(
        { kind: 'change', receivedAt: afterMidnight, checkIn: undefined, ...changes },
        calendar,
        rules,
      );
    expect(wait({ checkIn: hotelDate('2027-02-02') })).to.equal(10 * 60_000);
    expect(wait({ checkIn: hotelDate('2027-02-03') })).to.equal(60 * 60_000);
    expect(wait({ checkIn: hotelDate('2027-02-02'), kind: 'cancellation' })).to.equal(24 * 3_600_000);
  });

  it('is to wait an hour for the booking of a change, a day for that of a cancellation', () => {
    expect(step('booking_unknown', { kind: 'change' })).to.deep.equal({
      status: 'waiting',
      at: inMinutes(60),
    });
    expect(step('booking_unknown', { kind: 'cancellation', checkIn: undefined })).to.deep.equal({
      ...{ status: 'waiting', at: inMinutes(24 * 60) },
    });
  });

  it('counts that wait from receipt, not from the last try', () => {
    const receivedAt = inMinutes(-59);
    expect(step('booking_unknown', { kind: 'change', systemTries: 5, receivedAt })).to.deep.equal({
      ...{ status: 'waiting', at: inMinutes(1) },
    });
  });

  it('is a person’s when the booking has not come by then', () => {
    const receivedAt = inMinutes(-24 * 60);
    expect(step('booking_unknown', { kind: 'cancellation', receivedAt })).to.deep.equal({ status: 'failed' });
  });

  it('follows the settings', () => {
    const patient = {
      ...{ systemErrorTries: 2, changeWaitMinutes: 180, arrivalWaitMinutes: 2, cancellationWaitHours: 5 },
    };
    const wait = (kind: WaitingMessage['kind'], checkIn = message.checkIn) =>
      waitForBooking({ ...message, kind, checkIn }, calendar, patient);
    expect(wait('change')).to.equal(3 * 3_600_000);
    expect(wait('cancellation')).to.equal(5 * 3_600_000);
    expect(wait('change', hotelDate('2027-02-01'))).to.equal(2 * 60_000);
    const used = { ...message, systemTries: 2 };
    expect(nextStep(importFailure('unexpected'), used, now, calendar, patient, 0).status).to.equal('failed');
  });

  it('never lies in the past', () => {
    const state = fc.record({
      code: fc.constantFrom(...failureCodes),
      systemTries: fc.integer({ min: 1, max: 20 }),
      kind: fc.constantFrom('new', 'change', 'cancellation'),
      receivedMinutesAgo: fc.nat(60 * 48),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(state, ({ code, systemTries, kind, receivedMinutesAgo, jitter }) => {
        const next = step(code, { systemTries, kind, receivedAt: inMinutes(-receivedMinutesAgo) }, jitter);
        if (next.status !== 'failed') expect(next.at.getTime()).to.be.greaterThan(now.getTime());
      }),
      { seed: 20270306, numRuns: 500 },
    );
  });
});

describe('the schedule that staff are shown', () => {
  const shown = (code: FailureCode | undefined, changes: Partial<ScheduledMessage> = {}) =>
    scheduleOf(
      { ...message, retry: code && importFailure(code).retry, nextAttemptAt: inMinutes(4), ...changes },
      calendar,
      rules,
    );
  const next = inMinutes(4);
  const arrivalEnds = new Date('2027-02-11T05:00:00+09:00');
  const cases: readonly (readonly [what: string, FailureCode, Partial<ScheduledMessage>, object])[] = [
    [
      'a fault of the system counts down its tries',
      'database_error',
      { systemTries: 3 },
      { next, triesLeft: 5 },
    ],
    ['… to the last', 'host_refused', { systemTries: 7 }, { next, triesLeft: 1 }],
    ['what is locked has no end', 'locked_by_pms', {}, { next }],
    [
      'a room is looked for until the date of arrival ends',
      'no_availability',
      {},
      { next, until: arrivalEnds, wokenBy: 'nights_freed' },
    ],
    ['a room type as well', 'room_code_unknown', {}, { next, until: arrivalEnds }],
    [
      'a change waits an hour for its booking',
      'booking_unknown',
      { kind: 'change' },
      { next, until: inMinutes(60), wokenBy: 'booking_known' },
    ],
    [
      'a cancellation a day',
      'booking_unknown',
      { kind: 'cancellation', checkIn: undefined },
      { next, until: inMinutes(24 * 60), wokenBy: 'booking_known' },
    ],
    ['what failed is not tried again', 'database_error', { nextAttemptAt: undefined }, {}],
  ];
  const nothing = { next: undefined, triesLeft: undefined, until: undefined, wokenBy: undefined };
  for (const [what, code, changes, expected] of cases)
    it(what, () => {
      expect(shown(code, changes)).to.deep.equal({ ...nothing, ...expected });
    });

  it('knows of a message that was not tried yet only when it will be', () => {
    expect(shown(undefined)).to.deep.equal({ ...nothing, next });
  });
});

describe('the next step of a confirmation that was not heard', () => {
  it('is 1, 2, 4 … 60 minutes later, eight tries in all', () => {
    const steps = Array.from({ length: 9 }, (_, i) => nextConfirmation(i + 1, now, settings, 0));
    expect(steps).to.deep.equal([
      ...[1, 2, 4, 8, 16, 32, 60].map((minutes) => ({ confirmation: 'pending', at: inMinutes(minutes) })),
      ...[{ confirmation: 'given_up' }, { confirmation: 'given_up' }],
    ]);
  });
});

describe('giving up', () => {
  const giveUp = createGivingUp({ clock: { now: () => now }, calendar, settings: { import: settings } });

  it('is decided at the moment at which it is asked, a message as by its next step', () => {
    expect(
      giveUp.ofMessage(importFailure('database_error'), { ...message, systemTries: 8 }, rules),
    ).to.deep.equal({
      status: 'failed',
    });
    const { status, at } = giveUp.ofMessage(importFailure('database_error'), message, rules) as NextTry;
    expect(status).to.equal('retrying');
    expect(at).to.be.within(inMinutes(1), inMinutes(1.2));
  });

  it('comes for a confirmation when its tries are used up', () => {
    const { confirmationTries: tries } = settings;
    expect(giveUp.ofConfirmation(tries)).to.deep.equal({ confirmation: 'given_up' });
    expect(giveUp.ofConfirmation(tries - 1)).to.have.property('confirmation', 'pending');
  });
});
