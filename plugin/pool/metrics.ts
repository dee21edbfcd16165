// The pool's metrics.
import type { Registry } from 'prom-client';
import { type AssignmentMode, type FinalCause, finalRoomCauses } from '../domain/booking-plan.js';
import type { RoomTypeId } from '../domain/ids.js';
import type { Room } from '../domain/room.js';
import { createMeasures, type MetricFamilies } from '../platform/metrics/index.js';

const movers = ['nightly_run', 'placement', 'yielding', 'person'] as const;
const modes = ['BALANCE', 'URGENT'] as const satisfies readonly AssignmentMode[];
/** What is handed to a person: a stay for which no room is free, or a room held twice that nobody could yield. */
const escalations = ['without_room', 'conflict'] as const;
/** `told`: お部屋番号案内済み. */
const lockChanges = ['locked', 'told', 'unlocked'] as const;
export type LockChange = (typeof lockChanges)[number];
const runKinds = ['nightly', 'sweep'] as const;

/** `cut_off`: it did not answer within its deadline, and was ended. */
export type EngineFailure = 'cut_off' | 'failed';

/** Undefined: no room was free. */
interface Placed {
  readonly bookedTypeId: RoomTypeId;
  readonly room: Pick<Room, 'typeId'> | undefined;
  /** The hotel's. */
  readonly entryMode: AssignmentMode;
}

export interface PoolMetrics {
  placed(stay: Placed): void;
  finalised(cause: FinalCause, count: number): void;
  /** 確定解除 by a person. */
  finalTakenBack(): void;
  moved(by: (typeof movers)[number], count: number): void;
  /** A person has locked a room, or taken the lock back. */
  lockChanged(to: LockChange): void;
  /** A room held twice: a stay gave way, or a person is asked. */
  conflict(outcome: 'yielded' | 'open'): void;
  engineFailed(cause: EngineFailure): void;
  run(kind: (typeof runKinds)[number], seconds: number): void;
  /** Rows of the PMS's change log that may still come, and are not waited for any more. */
  hostLogForgotten(rows: number): void;
  hostCompared(): void;
}

export const poolFamilies = {
  placements: {
    type: 'counter',
    name: 'heyawari_placements_total',
    help: 'Stays placed or left unplaced, by what they were given and by the mode of the hotel.',
    labels: { outcome: ['booked_type', 'upgrade', 'unplaced'], mode: modes },
  },
  finalRooms: {
    type: 'counter',
    name: 'heyawari_final_rooms_total',
    help: 'Rooms that became final by what the plugin or a person did here, by cause; check-in, moves by hand in the PMS and adopted rooms are not counted.',
    labels: { cause: finalRoomCauses },
  },
  finalTakenBack: {
    type: 'counter',
    name: 'heyawari_final_rooms_taken_back_total',
    help: 'Final rooms that a person has taken back (確定解除): the stays wait in the pool again.',
  },
  moves: {
    type: 'counter',
    name: 'heyawari_tentative_moves_total',
    help: 'Tentative rooms exchanged for another: by the nightly run, to make room in a placement, by yielding to somebody else in the room, or by a person, who accepted a proposal or chose the room.',
    labels: { by: movers },
  },
  locks: {
    type: 'counter',
    name: 'heyawari_room_locks_total',
    help: 'What persons have said of the rooms of stays: locked, locked since the number was told (told), not locked any more (unlocked).',
    labels: { to: lockChanges },
  },
  conflicts: {
    type: 'counter',
    name: 'heyawari_room_conflicts_total',
    help: 'Rooms found held twice or of no use any more, by outcome: a tentative stay gave way, or a person was asked.',
    labels: { outcome: ['yielded', 'open'] },
  },
  escalations: {
    type: 'counter',
    name: 'heyawari_escalations_total',
    help: 'Stays that were handed to a person: without_room (none is free for it), conflict (its room is held twice or of no use, and nobody could yield).',
    labels: { kind: escalations },
  },
  engineFailures: {
    type: 'counter',
    name: 'heyawari_assignment_engine_failures_total',
    help: 'Nightly runs for which no rooms could be worked out, so that nothing moved; what was due became final all the same. cut_off: the engine gave no answer in time and was ended.',
    labels: { cause: ['cut_off', 'failed'] },
  },
  duration: {
    type: 'histogram',
    name: 'heyawari_assignment_run_duration_seconds',
    help: 'Duration of nightly runs and sweeps of one hotel.',
    labels: { kind: runKinds },
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120],
  },
  forgottenRows: {
    type: 'counter',
    name: 'heyawari_host_log_rows_forgotten_total',
    help: "Rows of the PMS's change log that were waited for in vain: a session held its transaction open for an hour.",
  },
  comparisons: {
    type: 'counter',
    name: 'heyawari_host_comparisons_total',
    help: 'Hotels compared whole with the PMS, because its change log could not say what was changed.',
  },
} as const satisfies MetricFamilies;

export function createPoolMetrics(registry: Registry): PoolMetrics {
  const made = createMeasures(registry, poolFamilies);
  return {
    placed({ room, bookedTypeId, entryMode }) {
      const given = room?.typeId === bookedTypeId ? 'booked_type' : 'upgrade';
      made.placements.inc({ outcome: room ? given : 'unplaced', mode: entryMode });
      if (!room) made.escalations.inc({ kind: 'without_room' });
    },
    finalised: (cause, count) => made.finalRooms.inc({ cause }, count),
    finalTakenBack: () => made.finalTakenBack.inc(),
    moved: (by, count) => made.moves.inc({ by }, count),
    lockChanged: (to) => made.locks.inc({ to }),
    conflict(outcome) {
      made.conflicts.inc({ outcome });
      if (outcome === 'open') made.escalations.inc({ kind: 'conflict' });
    },
    engineFailed: (cause) => made.engineFailures.inc({ cause }),
    hostLogForgotten: (rows) => made.forgottenRows.inc(rows),
    hostCompared: () => made.comparisons.inc(),
    run: (kind, seconds) => made.duration.observe({ kind }, seconds),
  };
}
