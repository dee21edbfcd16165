// The face of the room-type hierarchy: a hotel's upgrade relations, their edits and checks, and the upgrades that follow.
export { createUpgradeEngine, type UpgradeEngine } from '../assignment/index.js';
export type { HierarchyType } from './model.js';
export { hierarchyFamilies } from './metrics.js';
export { hierarchiesOf } from './repository.js';
export { hierarchyMessages } from './messages.js';
export { hierarchyRoutes, type TrialPlacement, type TrialStay, type TryPlacing } from './routes.js';
export {
  createRoomHierarchyService,
  type RoomHierarchyService,
  type UpgradeOptions,
  type UpgradeTargets,
} from './service.js';
export { createHierarchyValidator, type HierarchyValidator, validateHierarchy } from './validator.js';
