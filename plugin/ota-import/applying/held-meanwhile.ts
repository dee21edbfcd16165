// What ends a message's savepoint on the way: only then was it seen that a person must decide.
import type { ImportFailure } from '../../domain/import-failure.js';

/** The message waits for a person, for `failure`. Nothing is kept of what was written for it, or moved out of its way. */
export class HeldMeanwhile extends Error {
  constructor(readonly failure: ImportFailure) {
    super(failure.code);
    this.name = 'HeldMeanwhile';
  }
}
