// The face of the room-type hierarchy: where an upgrade may go, and which one is the best.
export { hierarchyMessages } from './messages.js';
export {
  bestPerTarget,
  createGraph,
  getAllUpgradePaths,
  getBestPaths,
  type UpgradeGraph,
  type UpgradePath,
} from './paths.js';
export { type FreeRooms, hierarchyRoutes } from './routes.js';
export {
  createRoomHierarchy,
  type RoomHierarchy,
  type UpgradeOptions,
  type UpgradeTargets,
} from './service.js';
export {
  type Availability,
  createUpgradeEngine,
  findBestUpgrade,
  prioritizeUpgrades,
  type UpgradeEngine,
  type UpgradeRequest,
} from './upgrade-engine.js';
export { validateHierarchy } from './validator.js';
