// RoomHierarchyService: reading a hotel's upgrades anew for every decision, and editing them.
import {
  bestPerTarget,
  createGraph,
  createUpgradeEngine,
  getBestPaths,
  type UpgradeEngine,
  type UpgradeGraph,
} from '../assignment/index.js';
import type { HotelId, RoomTypeId } from '../domain/ids.js';
import type { UpgradeOption } from '../domain/upgrade.js';
import type { HostPort, RoomInventory } from '../host/port.js';
import { type HotelSql, inHotel } from '../platform/database/index.js';
import type { Platform } from '../platform/index.js';
import type { HierarchyContent } from './changes.js';
import { createCommands, type HierarchyCommands, replaceByTargets, type UpgradeTargets } from './commands.js';
import { type RecordedChange, recordedChanges } from './history.js';
import { createHierarchyMetrics } from './metrics.js';
import type { Hierarchy, HierarchyType } from './model.js';
import { hierarchyOf } from './repository.js';
import { hierarchyTypes } from './types.js';
import { createHierarchyValidator, type HierarchyProblem } from './validator.js';

/** For each room type where its upgrades may go and on what terms, best first. */
export type UpgradeOptions = ReadonlyMap<RoomTypeId, readonly UpgradeOption[]>;

/** A hierarchy as a person looks at it. */
export interface HierarchyView extends Hierarchy {
  readonly types: readonly HierarchyType[];
  readonly problems: readonly HierarchyProblem[];
}

/** What is asked of one hotel's upgrades at one version. */
export interface HierarchyQuestions {
  readonly version: number;
  readonly graph: UpgradeGraph;
  readonly engine: UpgradeEngine;
  readonly inventory: RoomInventory;
}

export type { UpgradeTargets } from './commands.js';

export interface RoomHierarchyService {
  /**
   * For each target the best way to it and, where that one has a bed-count rule, the best way without. Read anew for every decision, so that a
   * change holds at once in every process (H3).
   */
  upgradeOptions(sql: HotelSql): Promise<UpgradeOptions>;
  /** Replaces all relations of the hotel by plain ones, and its levels by one: each type's targets are all listed, preferred ones first. */
  replace(hotel: HotelId, targets: UpgradeTargets): Promise<void>;

  view(hotel: HotelId): Promise<HierarchyView>;
  /** What would be wrong with these relations and rules; writes nothing. */
  validate(hotel: HotelId, content: HierarchyContent): Promise<readonly HierarchyProblem[]>;
  questions(hotel: HotelId): Promise<HierarchyQuestions>;

  /** Edits, each of the version that a person saw. */
  readonly commands: HierarchyCommands<HierarchyView>;
  /** Newest first. */
  history(
    hotel: HotelId,
    range: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly changes: readonly RecordedChange[]; readonly total: number }>;
}

/** Options of every type that relations leave. */
function optionsIn(graph: UpgradeGraph): Map<RoomTypeId, UpgradeOption[]> {
  return new Map([...graph.leaving.keys()].map((from) => [from, bestPerTarget(getBestPaths(graph, from))]));
}

/** Remembers the last answer of each hotel, and what it was worked out of. */
function rememberedOptions(): (hotel: HotelId, hierarchy: Hierarchy) => UpgradeOptions {
  const last = new Map<HotelId, { readonly content: string; readonly options: UpgradeOptions }>();
  return (hotel, hierarchy) => {
    const content = JSON.stringify(hierarchy);
    const known = last.get(hotel);
    if (known?.content === content) return known.options;
    const options = optionsIn(createGraph(hierarchy));
    last.set(hotel, { content, options });
    return options;
  };
}

/**
 * The service over one database. What is stored is read with every call, so that what one process has committed holds in all of them; only what
 * follows from it is kept (60 types with 600 relations: 0.1 s for each batch and each run).
 */
export function createRoomHierarchyService(
  platform: Pick<Platform, 'database' | 'audit' | 'events' | 'metrics'>,
  host: Pick<HostPort, 'inventory'>,
): RoomHierarchyService {
  const { database, audit } = platform;
  const view = async (sql: HotelSql, hierarchy: Hierarchy): Promise<HierarchyView> => {
    const types = hierarchyTypes(await host.inventory(sql));
    return { ...hierarchy, types, problems: createHierarchyValidator(types).validate(hierarchy) };
  };
  const optionsOf = rememberedOptions();
  const context = { platform, host, metrics: createHierarchyMetrics(platform.metrics) };

  return {
    upgradeOptions: async (sql) => optionsOf(sql.hotel, await hierarchyOf(sql)),
    replace: (hotel, targets) => replaceByTargets(context, hotel, targets),
    commands: createCommands(context, view),
    async view(hotel) {
      const sql = inHotel(database, hotel);
      return view(sql, await hierarchyOf(sql));
    },
    async validate(hotel, content) {
      const types = hierarchyTypes(await host.inventory(inHotel(database, hotel)));
      return createHierarchyValidator(types).validate(content);
    },
    async questions(hotel) {
      const sql = inHotel(database, hotel);
      const inventory = await host.inventory(sql);
      const hierarchy = await hierarchyOf(sql);
      const graph = createGraph(hierarchy, inventory.types);
      return { version: hierarchy.version, graph, engine: createUpgradeEngine(graph), inventory };
    },
    history: (hotel, range) => recordedChanges(audit, inHotel(database, hotel), range),
  };
}
