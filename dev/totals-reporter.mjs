// Mocha's usual report, and its totals as JSON in the file that TEST_TOTALS names, for the command that ran it.
import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';
import process from 'node:process';

export default class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = process.env.TEST_TOTALS;
      if (file) writeFileSync(file, JSON.stringify(runner.stats));
    });
  }
}
