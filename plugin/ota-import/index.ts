// The face of the OTA import.
export { extendXmlController, type ImportFunctions } from './extend-xml-controller.js';
export { defineImport, type ImportJobs } from './jobs.js';
export { createIdentityKeys } from './ledger/identity-keys.js';
export { mappingMessages } from './mappings/messages.js';
export { mappingRoutes } from './mappings/routes.js';
export { importMessages } from './messages.js';
export { receptionRoutes } from './receipt/routes.js';
export { retryRoutes } from './retry-routes.js';
export { fetchRoute, importRoutes } from './routes.js';
export type { OtaImport } from './service.js';
export { loginsAreShared } from './settings/repository.js';
export { settingsRoutes } from './settings-routes.js';
export { defineReconciliation, type ReconciliationJobs } from './reconciliation/jobs.js';
export { reconciliationRoutes } from './reconciliation/routes.js';
export { defineImportMonitor } from './reporting/jobs.js';
export { createImportMonitor, type ImportMonitorService } from './reporting/monitor.js';
export { monitorRoutes } from './reporting/routes.js';
