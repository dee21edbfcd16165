// Mocha's usual report, and its totals as JSON in the file that TEST_TOTALS names, for the command that ran it.
import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const { EVENT_RUN_END, EVENT_SUITE_BEGIN, EVENT_SUITE_END } = Mocha.Runner.constants;
const slowestShown = 5;

export default class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const seconds = new Map();
    let began = 0;
    const ofFile = (work) => (suite) => suite.parent?.root && work(path.relative('.', suite.file));
    runner.on(
      EVENT_SUITE_BEGIN,
      ofFile(() => (began = performance.now())),
    );
    // Hooks of a suite are within it.
    runner.on(
      EVENT_SUITE_END,
      ofFile((file) => seconds.set(file, (seconds.get(file) ?? 0) + (performance.now() - began) / 1000)),
    );
    runner.once(EVENT_RUN_END, () => {
      const file = process.env.TEST_TOTALS;
      if (!file) return;
      const slowest = [...seconds].sort(([, one], [, other]) => other - one).slice(0, slowestShown);
      const rounded = slowest.map(([name, took]) => [name, Math.round(took)]);
      writeFileSync(file, JSON.stringify({ ...runner.stats, slowest: rounded }));
    });
  }
}
