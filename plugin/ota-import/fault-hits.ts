// Whose fault it is when PostgreSQL reports a fault of the installation at one message: the installation's, unless others get through.
import type { InstallationFault } from '../domain/installation-fault.js';
import type { Hindered } from './attempt.js';
import { importFailure, type ImportFailure } from '../domain/import-failure.js';
import { MessageFault } from './isolation.js';

/** Messages that fail in a row, before a run takes it that no other will get through either. */
const mostInARow = 3;

/** What one run of a hotel's import has met. */
export interface FaultHits {
  met(hindered: Hindered): void;
  /** A message was applied. */
  gotThrough(): void;
  sawThrough(): boolean;
  /** So many messages failed in a row that the run should end. */
  standStill(): boolean;
  /** Messages that failed although others got through after them: the fault is in what the PMS or we do with that message. */
  ownFaults(): { fault: MessageFault; failure: ImportFailure }[];
  /** The rest, to be told: nothing got through since. */
  faults(): InstallationFault[];
}

export function createFaultHits(): FaultHits {
  const own: Hindered[] = [];
  let open: Hindered[] = [];
  let through = false;
  return {
    met: (hindered) => void open.push(hindered),
    gotThrough() {
      own.push(...open);
      open = [];
      through = true;
    },
    sawThrough: () => through && open.length === 0,
    standStill: () => open.length >= mostInARow,
    ownFaults: () =>
      own.map(({ message, fault }) => ({
        fault: new MessageFault(message, fault.cause ?? fault),
        failure: importFailure('database_error', fault.params),
      })),
    faults: () => open.map(({ fault }) => fault),
  };
}
