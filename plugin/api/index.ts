// The contract with the screens: every answer of every route as a schema, from which the server's types, the OpenAPI document and the
// generated client follow.
export { auditLog, type AuditLogAnswer } from './audit-log.js';
export { clockTime, type ToldReasonAnswer } from './common.js';
export { healthReport } from './health-report.js';
export {
  board,
  boardScreen,
  bookingPlan,
  type BookingPlanAnswer,
  bookingPlanPage,
  earlyDepartures,
  listScreen,
  notArrived,
  oneBookingPlan,
  type OneBookingPlanAnswer,
  poolSummary,
  assignmentRuns,
  type AssignmentRunsAnswer,
  planHistory,
  type PlanHistoryAnswer,
  type RoomChoiceAnswer,
  type RoomChoicesAnswer,
  type RoomSuitsAnswer,
  roomChoices,
  roomConflicts,
} from './pool.js';
export { hotelLoad, type HotelLoadAnswer, jobStops, type JobStopsAnswer, jobToStop } from './jobs.js';
export { type GuestOfStayAnswer, guestsOfStays, roomNote, type RoomNoteAnswer } from './guests.js';
export {
  type HeldReservationAnswer,
  importCommandOutcome,
  type ImportCommandOutcomeAnswer,
  type ImportDifferenceAnswer,
  type ImportMessageAnswer,
  type ImportMessageContentAnswer,
  importMessageDetail,
  type ImportMessageDetailAnswer,
  importMessagePage,
  type ImportMessageState,
  importMessageRooms,
  type ImportMessageRoomsAnswer,
  importMessageText,
  openBookings,
  type OpenBookingsAnswer,
} from './imports.js';
export { grantedFetch, plannedTryPage, reception } from './reception.js';
export {
  importSettings,
  type ImportSettingsAnswer,
  importSettingsEdit,
  type ImportSettingsEditAnswer,
} from './import-settings.js';
export {
  type MappingAnswer,
  type MappingChangeAnswer,
  mappingChangePage,
  mappingEdit,
  type MappingEditAnswer,
  mappingPreview,
  type MappingPreviewAnswer,
  mappings,
  type MappingsAnswer,
  type SeenCodeAnswer,
} from './mappings.js';
export {
  type FindingAnswer,
  importDashboard,
  type ImportDashboardAnswer,
  importHealth,
  type ImportHealthAnswer,
  importStatistics,
  type ImportStatisticsAnswer,
  reconciliation,
  reconciliationFinding,
  reconciliationRun,
} from './import-reports.js';
export {
  bestUpgrade,
  type HierarchyChangeAnswer,
  hierarchyChangePage,
  hierarchyGraph,
  type HierarchyGraphAnswer,
  type HierarchyProblemAnswer,
  hierarchyProblems,
  type RankedUpgradeAnswer,
  type UpgradePathAnswer,
  upgradePaths,
} from './room-hierarchy.js';
export {
  salesToStop,
  type SalesToStopAnswer,
  staysWithoutRoom,
  type StaysWithoutRoomAnswer,
} from './without-room.js';
