// Starting for as long as it takes: the PMS boots whatever is wrong here, and the plugin comes up once that is right.
import type { Logger } from 'winston';

/** Milliseconds between two tries. */
const pause = 60_000;

export interface Launcher {
  /**
   * Starts now and, while that fails, every minute again, saying each new reason in one line of the log. Never rejects: resolves after the
   * first try with whether it succeeded.
   */
  launch(): Promise<boolean>;
  /** No further try. */
  cancel(): void;
}

const reasonOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' ');

export function createLauncher(start: () => Promise<void>, logger: Logger): Launcher {
  let timer: NodeJS.Timeout | undefined;
  let cancelled = false;
  let said: string | undefined;

  async function launch(): Promise<boolean> {
    try {
      await start();
      return true;
    } catch (error) {
      const reason = reasonOf(error);
      // In the sentence itself: a PMS's logger may write out nothing but that.
      if (reason !== said && !cancelled)
        logger.error(`Heyawari could not start; its routes answer 503, and it is tried again: ${reason}`);
      said = reason;
      if (!cancelled) timer = setTimeout(() => void launch(), pause).unref();
      return false;
    }
  }

  return {
    launch() {
      cancelled = false;
      return launch();
    },
    cancel() {
      cancelled = true;
      clearTimeout(timer);
    },
  };
}
