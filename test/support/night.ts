// The nightly run of a world's hotel with an engine of the test's own: what happens while rooms are worked out, and what comes of them.
import type { Logger } from 'winston';
import { Registry } from 'prom-client';
import type { Assignment, AssignmentProblem } from '../../plugin/assignment/index.js';
import { hotelId, type RoomId } from '../../plugin/domain/ids.js';
import { createHostGate } from '../../plugin/host/gate.js';
import { existingPms } from '../../plugin/index.js';
import { createAudit } from '../../plugin/platform/audit/index.js';
import { createDatabase, type Database } from '../../plugin/platform/database/index.js';
import { createEvents } from '../../plugin/platform/events/index.js';
import type { Platform } from '../../plugin/platform/index.js';
import { createHostSync } from '../../plugin/pool/following/host-sync.js';
import { createPoolMetrics } from '../../plugin/pool/metrics.js';
import { moveTentativeRooms, type RunContext } from '../../plugin/pool/night/nightly-moves.js';
import { nightlyRun } from '../../plugin/pool/night/runs.js';
import { createRoomHierarchyService } from '../../plugin/room-hierarchy/index.js';
import type { World } from './world.js';

/** An engine that answers with `rooms`, by plan id, and everybody else where they are. */
export function answering(problem: AssignmentProblem, rooms: ReadonlyMap<number, RoomId>): Assignment {
  const score = {
    ...{ unplaced: 0, upgradeCost: 0, apart: 0, wishes: 0, rotation: 0, roomOrder: 0 },
    ...{ recentlyUsed: 0, gaps: 0, changes: 0 },
  };
  return {
    stays: problem.stays.map((stay) => {
      const roomId = rooms.get(stay.id) ?? stay.roomId;
      const reason = { key: 'placement.booked_type', params: {} };
      return { stay, roomId, changed: roomId !== stay.roomId, dropped: [], reason, notes: [] };
    }),
    ...{ score, scoreBefore: score },
    prices: { firstDay: problem.businessDate, byType: new Map() },
    work: { moves: 0, iterations: 0, cutShort: false },
  };
}

export interface NightOptions {
  /** Default: no pace. */
  readonly heldPerSecond?: number;
  /** Default: on the world's own pool, unbounded. */
  readonly database?: Database;
}

/** The run with that engine. */
export function nightWith(
  world: World,
  logger: Logger,
  assign: (problem: AssignmentProblem) => Promise<Assignment>,
  { heldPerSecond = 0, database = createDatabase(world.pool) }: NightOptions = {},
) {
  const { clock } = world;
  const metrics = new Registry();
  const platform = {
    ...{ database, clock, logger, metrics },
    calendar: { timeZone: 'Asia/Tokyo', turnsAt: 5 },
    settings: { pool: { deadlineHour: 6, nightHours: 2 } },
    events: createEvents({ database, logger, clock }),
    audit: createAudit(clock),
  } as unknown as Platform;
  const gate = createHostGate({ database, heldPerSecond, onWaiting: () => undefined });
  const host = { ...existingPms({ reservations: world.host.reservations }), gate };
  const poolMetrics = createPoolMetrics(metrics);
  const context: RunContext = {
    ...{ platform, host },
    hierarchy: createRoomHierarchyService(platform, host),
    solver: { assign, close: () => Promise.resolve() },
    sync: createHostSync(platform, host, poolMetrics),
    metrics: poolMetrics,
  };
  const hotel = hotelId(world.hotel.hotelId);
  return {
    /** Answers with how many rooms moved. */
    moveTentativeRooms: () => moveTentativeRooms(context, hotel),
    nightlyRun: () => nightlyRun(context, hotel),
    hierarchy: context.hierarchy,
    metrics,
  };
}
