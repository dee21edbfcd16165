// What an installation needs, for the start and for `npx heyawari check` and `rights`: one home for both.
export { requirementFindings } from './requirements.js';
export { keyFindings } from './keys.js';
export { timeZoneFindings } from './time-zone.js';
export { migrationGrants, runtimeGrants, type GrantsOf } from './grants.js';
