// Mocha's usual report, with what keeps a file that runs beside others from its end, and the totals as JSON in the file that TEST_TOTALS
// names, for the command that ran it.
import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const { EVENT_TEST_FAIL, EVENT_TEST_END, EVENT_HOOK_END } = Mocha.Runner.constants;
const slowestShown = 5;

/** Of `seconds` by file. */
function slowestOf(seconds) {
  const slowest = [...seconds].sort(([, one], [, other]) => other - one).slice(0, slowestShown);
  return slowest.map(([name, took]) => [name, Math.round(took)]);
}

export default class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const seconds = new Map();
    // What each took where it ran: of files that run beside each other one hears at their ends only.
    const count = ({ file, duration = 0 }) => {
      if (!file) return;
      const name = path.relative('.', file);
      seconds.set(name, (seconds.get(name) ?? 0) + duration / 1000);
    };
    runner.on(EVENT_TEST_END, count);
    runner.on(EVENT_HOOK_END, count);
    // A file that could not be loaded, or ended its process: mocha itself names only the first of them, and not by its file.
    runner.on(EVENT_TEST_FAIL, (_test, error) => {
      if (error?.file) console.log(`\n${path.relative('.', error.file)} has not been run: ${error.stack}\n`);
    });
    // Such files are counted after the end of the run.
    process.once('exit', () => {
      const file = process.env.TEST_TOTALS;
      if (file) writeFileSync(file, JSON.stringify({ ...runner.stats, slowest: slowestOf(seconds) }));
    });
  }
}
