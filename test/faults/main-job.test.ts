// The main job on a few bookings, so that a mistake shows soon; with chaos it is in test/more.
import { expect } from 'chai';
import { mainJob } from '../support/main-job.js';

const bookings = 30;

describe('the main job', function () {
  this.timeout(300_000);

  it('brings a few bookings into their rooms', async () => {
    const result = await mainJob(bookings);
    expect(result).to.include({ lostMessages: 0, doubleBookedNights: 0, unconfirmedOutputs: 0, waiting: 0 });
    expect(result.imported).to.be.at.least(bookings);
    expect(result.finalRooms).to.be.greaterThan(0);
  });
});
