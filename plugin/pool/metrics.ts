// The pool's metrics.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { FinalCause } from '../domain/booking-plan.js';
import type { RoomTypeId } from '../domain/ids.js';
import type { Room } from '../domain/room.js';

/** `cut_off`: it did not answer within its deadline, and was ended. */
export type EngineFailure = 'cut_off' | 'failed';

/** Undefined: no room was free. */
interface Placed {
  readonly bookedTypeId: RoomTypeId;
  readonly room: Pick<Room, 'typeId'> | undefined;
}

export interface PoolMetrics {
  placed(stay: Placed): void;
  finalised(cause: FinalCause, count: number): void;
  moved(by: 'nightly_run' | 'placement' | 'yielding', count: number): void;
  /** A room held twice: a stay gave way, or a person is asked. */
  conflict(outcome: 'yielded' | 'open'): void;
  engineFailed(cause: EngineFailure): void;
  run(kind: 'nightly' | 'sweep', seconds: number, at: Date): void;
  /** Rows of the PMS's change log that may still come, and are not waited for any more. */
  hostLogForgotten(rows: number): void;
  hostCompared(): void;
}

export function createPoolMetrics(registry: Registry): PoolMetrics {
  const registers = [registry];
  const placements = new Counter({
    name: 'heyawari_placements_total',
    help: 'Stays placed or left unplaced, by what they were given.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const finalRooms = new Counter({
    name: 'heyawari_final_rooms_total',
    help: 'Rooms that became final, by cause.',
    labelNames: ['cause'] as const,
    registers,
  });
  const moves = new Counter({
    name: 'heyawari_tentative_moves_total',
    help: 'Tentative rooms exchanged for another, by what exchanged them.',
    labelNames: ['by'] as const,
    registers,
  });
  const conflicts = new Counter({
    name: 'heyawari_room_conflicts_total',
    help: 'Rooms found held twice or of no use any more, by outcome: a tentative stay gave way, or a person was asked.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const engineFailures = new Counter({
    name: 'heyawari_assignment_engine_failures_total',
    help: 'Nightly runs for which no rooms could be worked out, by cause; nothing moved in them.',
    labelNames: ['cause'] as const,
    registers,
  });
  const duration = new Histogram({
    name: 'heyawari_assignment_run_duration_seconds',
    help: 'Duration of nightly runs and sweeps of one hotel.',
    labelNames: ['kind'] as const,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120],
    registers,
  });
  const lastRun = new Gauge({
    name: 'heyawari_assignment_run_timestamp_seconds',
    help: 'When a run of this kind last ended, by the business clock.',
    labelNames: ['kind'] as const,
    registers,
  });
  const forgottenRows = new Counter({
    name: 'heyawari_host_log_rows_forgotten_total',
    help: "Rows of the PMS's change log that were waited for in vain: their transaction stayed open.",
    registers,
  });
  const comparisons = new Counter({
    name: 'heyawari_host_comparisons_total',
    help: 'Hotels compared whole with the PMS, because its change log could not say what was changed.',
    registers,
  });
  return {
    placed({ room, bookedTypeId }) {
      const given = room?.typeId === bookedTypeId ? 'booked_type' : 'upgrade';
      placements.inc({ outcome: room ? given : 'unplaced' });
    },
    finalised: (cause, count) => finalRooms.inc({ cause }, count),
    moved: (by, count) => moves.inc({ by }, count),
    conflict: (outcome) => conflicts.inc({ outcome }),
    engineFailed: (cause) => engineFailures.inc({ cause }),
    hostLogForgotten: (rows) => forgottenRows.inc(rows),
    hostCompared: () => comparisons.inc(),
    run(kind, seconds, at) {
      duration.observe({ kind }, seconds);
      lastRun.set({ kind }, at.getTime() / 1000);
    },
  };
}
