// The stand-in site controller: simulator, messages, days.
export { badMessages } from './bad-messages.js';
export { messagesByDay, type MessagesOfDay } from './days.js';
export { everyFault, faultKinds, type FaultKind, type FaultSetting, type Faults } from './faults.js';
export type { DeliveredMessage } from './ledger.js';
export { bookingMessage, type BookingContent, type Message, type RoomContent } from './messages.js';
export {
  createSimulator,
  defaultLogin,
  type Simulator,
  type SimulatorLogin,
  type SimulatorOptions,
  type Statistics,
} from './simulator.js';
