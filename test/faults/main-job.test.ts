// The main job on a few bookings, so that a mistake shows soon; test/more has it on more.
import { itDoesTheMainJob } from '../support/main-job.js';

describe('the main job', function () {
  this.timeout(120_000);
  itDoesTheMainJob(30, 1);
});
