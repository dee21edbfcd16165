// The main job with time for many kills, under more than one chaos.
import { itDoesTheMainJob } from '../support/main-job.js';

for (const seed of [1, 2])
  describe(`the main job, chaos ${seed}`, function () {
    this.timeout(400_000);
    itDoesTheMainJob(200, seed);
  });
