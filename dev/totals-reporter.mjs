// Mocha's usual report, with what keeps a file that runs beside others from its end, and the totals as JSON in the file that TEST_TOTALS
// names, for the command that ran it.
import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const { EVENT_TEST_FAIL, EVENT_TEST_END, EVENT_HOOK_END, EVENT_RUN_END } = Mocha.Runner.constants;
const slowestShown = 5;
/** What a comparison of long answers says is for the report above; its beginning tells which it was. */
const failureCharacters = 1500;

/** Of `seconds` by file. */
function slowestOf(seconds) {
  const slowest = [...seconds].sort(([, one], [, other]) => other - one).slice(0, slowestShown);
  return slowest.map(([name, took]) => [name, Math.round(took)]);
}

const failureOf = (test, error) => ({
  file: path.relative('.', test.file ?? error?.file ?? ''),
  title: test.fullTitle?.() ?? test.title,
  message: String(error?.message ?? error).slice(0, failureCharacters),
});

export default class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const seconds = new Map();
    let ended = false;
    // What each took where it ran: of files that run beside each other one hears at their ends only.
    const count = ({ file, duration = 0 }) => {
      if (!file) return;
      const name = path.relative('.', file);
      seconds.set(name, (seconds.get(name) ?? 0) + duration / 1000);
    };
    runner.on(EVENT_TEST_END, count);
    runner.on(EVENT_HOOK_END, count);
    // A file that could not be loaded, or ended its process, is no test's: mocha says what was wrong with it, but not with which.
    const failed = [];
    runner.on(EVENT_TEST_FAIL, (test, error) => failed.push(failureOf(test, error)));
    runner.on(EVENT_TEST_FAIL, ({ type }, error) => {
      if (!type && error?.file)
        console.log(`\n${path.relative('.', error.file)} has not been run to its end: ${error.stack}\n`);
    });
    runner.once(EVENT_RUN_END, () => (ended = true));
    // Files that could not be run are counted after the end of the run.
    process.once('exit', () => {
      if (!ended) {
        // Where every process that ran files has ended before its file, mocha waits for nothing any more, and calls that a success.
        console.log(
          '\nThe run broke off: not every file has been run. With --no-parallel it is seen at which.',
        );
        process.exitCode ||= 1;
      }
      const file = process.env.TEST_TOTALS;
      if (file) writeFileSync(file, JSON.stringify({ ...runner.stats, slowest: slowestOf(seconds), failed }));
    });
  }
}
