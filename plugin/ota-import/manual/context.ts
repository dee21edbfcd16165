// What is needed to carry out what a person wants done with a message.
import type { HotelTx } from '../../platform/database/index.js';
import type { Applying } from '../applying/batch.js';
import type { ImportMetrics } from '../metrics.js';

export interface CommandContext extends Applying {
  readonly metrics: ImportMetrics;
  /** Messages are due again: they are tried as soon as `tx` is committed. */
  readonly wake: (tx: HotelTx) => Promise<unknown>;
}
