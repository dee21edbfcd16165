// Where a report lists its rooms.
import type { XmlTree } from '../domain/booking-report.js';
import { listAt } from './elements.js';

/** Where the PMS looks for rooms. */
export const roomListPath = ['RoomAndGuestInformation', 'RoomAndGuestList'] as const;

/** The second form is the agencies' own, before the site controller has put it into the PMS's. */
const listPaths = [roomListPath, ['RoomInformationList', 'RoomAndGuestList', 'RoomAndGuest']] as const;

/** The elements of the list of rooms, in whichever form there are any; empty ones, which are text, included. */
export const listedRooms = (report: XmlTree): readonly XmlTree[] =>
  listPaths.map((path) => listAt(report, ...path)).find((list) => list.length > 0) ?? [];
