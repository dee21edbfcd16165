// What becomes of a message that could not be applied: each kind of retry, to its end.
import { expect } from 'chai';
import fc from 'fast-check';
import { hotelDate } from '../../domain/hotel-date.js';
import { type FailureCode, failureCodes, importFailure } from '../../domain/import-failure.js';
import { settingsSchema } from '../../options.js';
import { type AttemptedMessage, backoff, nextStep, waitForBooking } from './retry-policy.js';

const calendar = { timeZone: 'Asia/Tokyo', turnsAt: 5 };
const settings = settingsSchema.shape.import.parse({});
const now = new Date('2027-02-01T12:00:00+09:00');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const message: AttemptedMessage = {
  attempts: 1,
  receivedAt: now,
  kind: 'new',
  checkIn: hotelDate('2027-02-10'),
};

const step = (code: FailureCode, changes: Partial<AttemptedMessage> = {}, jitter = 0, at = now) =>
  nextStep(importFailure(code), { ...message, ...changes }, at, calendar, settings, jitter);

describe('the next step of a failed message', () => {
  it('is a person’s, at once, where time heals nothing', () => {
    for (const code of failureCodes.filter((one) => importFailure(one).retry === 'never'))
      expect(step(code), code).to.deep.equal({ status: 'failed' });
  });

  it('is 1, 2, 4 … 64 minutes later for faults of the system, eight tries in all', () => {
    const steps = Array.from({ length: 9 }, (_, i) => step('database_error', { attempts: i + 1 }));
    expect(steps).to.deep.equal([
      ...[1, 2, 4, 8, 16, 32, 64].map((minutes) => ({ status: 'retrying', at: inMinutes(minutes) })),
      ...[{ status: 'failed' }, { status: 'failed' }],
    ]);
  });

  it('is up to a fifth later still, so that messages that failed together come back apart', () => {
    const jitter = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), jitter, (attempts, part) => {
        const pause = backoff(attempts, part);
        expect(pause).to.be.within(2 ** (attempts - 1) * 60_000, 2 ** (attempts - 1) * 72_000);
      }),
      { seed: 20270305 },
    );
    expect(backoff(3, 1)).to.be.greaterThan(backoff(3, 0));
  });

  it('is an hour later where no room was free or the room code was unknown, however often', () => {
    const hourly = { status: 'pending', at: inMinutes(60) };
    for (const code of ['no_availability', 'room_code_unknown'] as const)
      for (const attempts of [1, 8, 500]) expect(step(code, { attempts })).to.deep.equal(hourly);
  });

  it('ends that with the business date of check-in', () => {
    const at = (text: string) => step('no_availability', {}, 0, new Date(text)).status;
    expect(at('2027-02-10T23:59:00+09:00')).to.equal('pending');
    expect(at('2027-02-11T04:59:00+09:00')).to.equal('pending');
    expect(at('2027-02-11T05:00:00+09:00')).to.equal('failed');
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
    expect(step('booking_unknown', { kind: 'change', attempts: 5, receivedAt })).to.deep.equal({
      ...{ status: 'waiting', at: inMinutes(1) },
    });
  });

  it('is a person’s when the booking has not come by then', () => {
    const receivedAt = inMinutes(-24 * 60);
    expect(step('booking_unknown', { kind: 'cancellation', receivedAt })).to.deep.equal({ status: 'failed' });
  });

  it('follows the settings', () => {
    const patient = {
      ...settings,
      systemErrorTries: 2,
      unknownBookingWaitHours: 3,
      orphanCancellationWaitHours: 5,
    };
    expect(waitForBooking('change', patient)).to.equal(3 * 3_600_000);
    expect(waitForBooking('cancellation', patient)).to.equal(5 * 3_600_000);
    const used = { ...message, attempts: 2 };
    expect(nextStep(importFailure('unexpected'), used, now, calendar, patient, 0).status).to.equal('failed');
  });

  it('never lies in the past', () => {
    const state = fc.record({
      code: fc.constantFrom(...failureCodes),
      attempts: fc.integer({ min: 1, max: 20 }),
      kind: fc.constantFrom('new', 'change', 'cancellation'),
      receivedMinutesAgo: fc.nat(60 * 48),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(state, ({ code, attempts, kind, receivedMinutesAgo, jitter }) => {
        const next = step(code, { attempts, kind, receivedAt: inMinutes(-receivedMinutesAgo) }, jitter);
        if (next.status !== 'failed') expect(next.at.getTime()).to.be.greaterThan(now.getTime());
      }),
      { seed: 20270306, numRuns: 500 },
    );
  });
});
