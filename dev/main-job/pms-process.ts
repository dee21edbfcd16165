// The process that is killed and started again: the PMS with the plugin mounted in it, under a clock that the driver sets.
import { createRequire } from 'node:module';
import { type Heyawari, SimulatedClock } from '../../plugin/index.js';

/** From the driver. Every command may be given again after a kill. */
export type Command =
  | { readonly id: number; readonly name: 'advanceTo'; readonly instant: string }
  | { readonly id: number; readonly name: 'drain' };

export type Reply =
  { readonly id: 0; readonly url: string } | { readonly id: number; readonly error: string | null };

interface Pms {
  readonly plugin: { readonly heyawari: Heyawari; readonly started: Promise<boolean> };
  start(port: number): Promise<{ port: number }>;
  stop(): Promise<void>;
}

const require = createRequire(import.meta.url);
Object.assign(require('../../examples/host-pms/api/heyawari.options.js') as object, {
  clock: new SimulatedClock(new Date(process.env.MAIN_JOB_NOW!)),
  pace: { heldPerSecond: 0 },
  siteController: {
    timeoutSeconds: Number(process.env.MAIN_JOB_TIMEOUT_SECONDS),
    pollSeconds: 0,
    pollSecondsOffHours: 0,
  },
});
const pms = require('../../examples/host-pms/api/index.js') as Pms;
const { heyawari, started } = pms.plugin;

const reply = (answer: Reply) => process.send?.(answer);

process.on('message', (command: Command) => {
  const work = command.name === 'drain' ? heyawari.drain() : heyawari.advanceTo(new Date(command.instant));
  work.then(
    () => reply({ id: command.id, error: null }),
    (error: unknown) =>
      reply({ id: command.id, error: error instanceof Error ? (error.stack ?? '') : String(error) }),
  );
});
process.on('disconnect', () => void pms.stop().finally(() => process.exit(0)));

if (!(await started)) throw new Error('the plugin did not start');
const { port } = await pms.start(0);
reply({ id: 0, url: `http://127.0.0.1:${port}` });
