// Work that is done again and again until all ends; a round that fails is told of, and the next one comes.
import { setTimeout as pause } from 'node:timers/promises';

export interface Rhythm {
  /** Before each round, so that a start is not all at once. */
  readonly everySeconds: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Resolves after the pause, or at once when `signal` ends it. */
export async function rest(seconds: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(seconds * 1000, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Resolves after `signal`. `name` begins the line about a failed round: "The front desk". */
export async function repeat(
  name: string,
  { everySeconds, signal, say }: Rhythm,
  round: () => Promise<void>,
): Promise<void> {
  for (;;) {
    await rest(everySeconds, signal);
    if (signal.aborted) return;
    try {
      await round();
    } catch (error) {
      if (!signal.aborted) say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
