// What was opened is closed again in reverse order, whatever happens to each.
import type { Logger } from 'winston';

export interface Releases {
  /** `name` is for the log where `release` fails. */
  push(name: string, release: () => Promise<void> | void): void;
  /** Runs every release, the last pushed first; one that fails is logged and does not keep the others. A second call does nothing. */
  run(): Promise<void>;
}

export function createReleases(logger: Logger): Releases {
  const stack: { name: string; release: () => Promise<void> | void }[] = [];
  return {
    push: (name, release) => void stack.push({ name, release }),
    async run() {
      for (let top = stack.pop(); top; top = stack.pop()) {
        try {
          await top.release();
        } catch (error) {
          logger.error('could not be closed properly', { part: top.name, error });
        }
      }
    },
  };
}
