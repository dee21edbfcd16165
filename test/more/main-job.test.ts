// The whole main job on the small bookings, calm and with chaos: who has a booking in the end must not depend on it.
import { expect } from 'chai';
import type { MainJobResult } from '../../dev/main-job/result.js';
import { mainJob } from '../support/main-job.js';

const bookings = 150;

describe('the main job, calm and with chaos', function () {
  this.timeout(600_000);
  let calm: MainJobResult;
  let chaos: MainJobResult;

  before(async () => {
    [calm, chaos] = await Promise.all([mainJob(bookings), mainJob(bookings, '--chaos', '1')]);
  });

  for (const [name, result] of [
    ['calm', () => calm],
    ['with chaos', () => chaos],
  ] as const)
    it(`${name}, loses and doubles nothing, and confirms everything`, () => {
      expect(result()).to.include({
        lostMessages: 0,
        doubleBookedNights: 0,
        unconfirmedOutputs: 0,
        waiting: 0,
      });
      expect(result().messages).to.be.greaterThan(bookings);
      expect(result().activeBookings + result().unplaced).to.be.greaterThan(0);
    });

  it('meets kills and faults where chaos is asked for, and none where not', () => {
    const faults = (result: MainJobResult) => Object.values(result.faults).reduce((sum, n) => sum + n, 0);
    expect(calm.kills + faults(calm)).to.equal(0);
    expect(chaos.kills).to.be.greaterThan(0);
    expect(faults(chaos)).to.be.greaterThan(5);
  });

  it('comes to the same bookings either way', () => {
    expect(chaos.messages).to.equal(calm.messages);
    const both = JSON.stringify({ calm, chaos }, undefined, 1);
    expect(chaos.activeBookings + chaos.unplaced, both).to.equal(calm.activeBookings + calm.unplaced);
    expect(chaos.outcome, both).to.equal(calm.outcome);
  });

  it('needs about as many upgrades either way', () => {
    const close = (one: number, other: number) =>
      Math.abs(one - other) <= Math.max(10, 0.1 * Math.max(one, other));
    expect(close(chaos.upgrades, calm.upgrades), `${chaos.upgrades} and ${calm.upgrades}`).to.be.true;
    expect(close(chaos.withoutRoomAtArrival, calm.withoutRoomAtArrival)).to.be.true;
  });
});
