// The driver's hold on the PMS process: gives commands, kills it at random, starts it again and gives the command again.
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Command, Reply } from './pms-process.js';

export interface PluginProcess {
  /** To that instant, doing what falls due. */
  advanceTo(instant: Date): Promise<void>;
  drain(): Promise<void>;
  /** As the PMS's own job calls it; resolves after receipt. */
  fetch(): Promise<void>;
  /** kill -9 after `milliseconds`, whatever is going on. */
  killAfter(milliseconds: number): void;
  readonly kills: () => number;
  /** Of the process that lives now, for whoever looks at it from outside. */
  readonly pid: () => number;
  stop(): Promise<void>;
}

type Ask = { readonly name: 'drain' } | { readonly name: 'advanceTo'; readonly instant: string };

/** The child is gone before it answered. */
class Killed extends Error {}

interface Child {
  readonly process: ChildProcess;
  readonly url: string;
}

async function start(built: string, env: NodeJS.ProcessEnv, now: Date): Promise<Child> {
  const child = fork(path.join(built, 'pms-process.js'), {
    execArgv: [],
    env: { ...env, HEYAWARI_ENTRY: path.join(built, 'index.cjs'), MAIN_JOB_NOW: now.toISOString() },
    // Standard output is the result's alone.
    stdio: ['ignore', process.stderr, 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: Reply) =>
      'url' in message ? resolve(message.url) : reject(new Error('no address')),
    );
    child.once('exit', (code) => reject(new Error(`the PMS process stopped with ${code} while starting`)));
  });
  return { process: child, url };
}

function ask(child: Child, command: Command): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      child.process.off('message', onMessage).off('exit', onExit);
      act();
    };
    const onExit = () => settle(() => reject(new Killed()));
    const onMessage = (message: Reply) => {
      if (message.id !== command.id || !('error' in message)) return;
      const { error } = message;
      settle(() => (error === null ? resolve() : reject(new Error(error))));
    };
    if (isGone(child.process)) return reject(new Killed());
    child.process.on('message', onMessage).on('exit', onExit);
    child.process.send(command, (error) => error && onExit());
  });
}

const isGone = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

/** A broken connection is heard of before the death of the process behind it: the news is given a second. */
async function hasGone(process: ChildProcess): Promise<boolean> {
  if (isGone(process)) return true;
  await Promise.race([
    new Promise((resolve) => process.once('exit', resolve)),
    new Promise((resolve) => setTimeout(resolve, 1000)),
  ]);
  return isGone(process);
}

/** `built` is the folder of `buildAside`; `env` the PMS's environment; `now` is where its clock starts. */
export async function startPluginProcess(
  built: string,
  env: NodeJS.ProcessEnv,
  now: Date,
): Promise<PluginProcess> {
  let present = now;
  let kills = 0;
  let commands = 0;
  let child = await start(built, env, present);

  /** Again and again, until a process has lived long enough to finish it. */
  async function surely(work: (child: Child) => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work(child);
      } catch (error) {
        if (!(error instanceof Killed) && !(await hasGone(child.process))) throw error;
        child = await start(built, env, present);
      }
    }
  }

  const give = (command: Ask) => surely((running) => ask(running, { ...command, id: (commands += 1) }));

  return {
    async advanceTo(instant) {
      await give({ name: 'advanceTo', instant: instant.toISOString() });
      present = instant;
    },
    drain: () => give({ name: 'drain' }),
    fetch: () =>
      surely(async ({ url }) => {
        // Never on a connection that has been idle: where this process was busy, it has not heard yet that the other has closed it.
        const response = await fetch(`${url}/api/sc/tl/reservations/fetch`, {
          headers: { connection: 'close' },
        });
        if (!response.ok)
          throw new Error(`the fetch route answered ${response.status}: ${await response.text()}`);
        await response.arrayBuffer();
      }),
    killAfter(milliseconds) {
      const target = child.process;
      setTimeout(() => {
        if (!isGone(target) && target.kill('SIGKILL')) kills += 1;
      }, milliseconds).unref();
    },
    kills: () => kills,
    pid: () => child.process.pid!,
    async stop() {
      if (isGone(child.process)) return;
      const gone = new Promise((resolve) => child.process.once('exit', resolve));
      if (child.process.connected) child.process.disconnect();
      await gone;
    },
  };
}
