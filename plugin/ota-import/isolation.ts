// One message must never keep the others (O1): what fails as a chunk is done message by message, and who fails alone is set aside.
import { isTransient } from '../platform/database/index.js';

export interface Chunks {
  /** Does at most `limit` messages in one transaction; false where none was left. */
  readonly step: (limit: number) => Promise<boolean>;
  /** Sets aside the first message that `step` would take, so that the next is reached. */
  readonly setAside: (error: unknown) => Promise<void>;
  readonly size: number;
}

/**
 * Steps until nothing is left. An error of a step that a repetition would not heal sends the rest through one at a time; trouble with the
 * connection is thrown on, for the job to be tried again as a whole.
 */
export async function workOff({ step, setAside, size }: Chunks): Promise<void> {
  let limit = size;
  for (;;) {
    try {
      if (!(await step(limit))) return;
    } catch (error) {
      if (isTransient(error)) throw error;
      if (limit === 1) await setAside(error);
      limit = 1;
    }
  }
}
