// The site controller's protocol: fetch and confirm outputs, read their messages.
export {
  createSiteControllerClient,
  type ConfirmResult,
  type FetchResult,
  type SiteControllerClient,
  type SiteControllerFailure,
  siteControllerFailures,
  type SiteControllerOptions,
} from './client.js';
export { contentsOf, type ReportContents } from './contents.js';
export { saidHours, withHours } from './day-use-times.js';
export { editedReport, type ReportEdits } from './editing.js';
export { bookedOnOf, guestOf, type Guest } from './guest.js';
export { identityForm } from './identity-text.js';
export { namedRoomCodes, type NamedRoomCode } from './room-codes.js';
export type { Envelope, EnvelopeProblem, KeepBytes } from './envelope.js';
export type { FoundMessage } from './message-content.js';
export { forbiddenCharacter } from './mending.js';
export { longestContent, messageText } from './message-text.js';
export { readReport, type ReportReader, type ReportReading } from './reading.js';
export { reportLimits } from './report-xml.js';
export type { Login } from './requests.js';
