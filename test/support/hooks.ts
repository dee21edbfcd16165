// Root hooks of the whole suite: dates must not depend on the machine's time zone, nor what a property is tried with on chance.
import fc from 'fast-check';

process.env.TZ = 'Asia/Tokyo';
fc.configureGlobal({ seed: 20271127 });

/** Seconds after the last test: what is still open then will not close by itself. */
const patience = 60;

/** Once, in the process that reports: a worker of a parallel run is ended with the run, whatever it has open. */
export function mochaGlobalTeardown(): void {
  // It keeps nothing alive itself. The exit code is mocha's.
  setTimeout(() => {
    console.error(
      `The tests are over, but something is still open: ${process.getActiveResourcesInfo().join(', ')}`,
    );
    process.exit();
  }, patience * 1000).unref();
}
