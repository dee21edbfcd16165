// A message with a person's corrections, as a text that is read like any other. The original is nobody's to change.
import { Builder } from 'xml2js';
import type { XmlTree } from '../domain/booking-report.js';
import type { HotelDate } from '../domain/hotel-date.js';
import type { ImportFailure } from '../domain/import-failure.js';
import { Warnings } from '../domain/import-warning.js';
import { ok, type Result } from '../domain/result.js';
import { roomListPath } from './room-lists.js';
import { listAt, textAt, withValueAt } from './elements.js';
import { countsForHost } from './people.js';
import { parseReportXml, rootName } from './report-xml.js';

export interface EditedNight {
  readonly date: HotelDate;
  readonly roomCode: string;
  readonly people: number;
  /** Whole yen for the room. */
  readonly price: number;
}

/** What may be corrected; what is undefined stays as the message says it. */
export interface ReportEdits {
  readonly guestName?: string | undefined;
  readonly guestKana?: string | undefined;
  readonly checkIn?: HotelDate | undefined;
  readonly checkOut?: HotelDate | undefined;
  /** Of the whole booking. */
  readonly people?: number | undefined;
  /** All rooms of the booking, each with its nights. */
  readonly rooms?: readonly (readonly EditedNight[])[] | undefined;
}

const basicElements = {
  guestName: 'GuestOrGroupNameKanjiName',
  guestKana: 'GuestOrGroupNameSingleByte',
  checkIn: 'CheckInDate',
  checkOut: 'CheckOutDate',
  people: 'GrandTotalPaxCount',
} as const;

const withTexts = (tree: XmlTree, path: string, texts: Readonly<Record<string, string>>): XmlTree =>
  Object.entries(texts).reduce((all, [name, text]) => withValueAt(all, [path, name], text), tree);

const isCount = (name: string) => /Count\d?$/.test(name);

/** The entry of a room and night: what the message has of it beside what was corrected. Men stand for all its people. */
function entryOf(present: XmlTree, { date, roomCode, people, price }: EditedNight): XmlTree {
  const room = typeof present === 'string' ? undefined : present['RoomInformation'];
  const said = Object.entries(typeof room === 'object' ? room : {}).filter(([name]) => !isCount(name));
  const counts = countsForHost({ men: people });
  const corrected = { ...Object.fromEntries(said), RoomTypeCode: roomCode, ...counts };
  // Rates and counts by class would say otherwise.
  const rate = { RoomDate: date, TotalPerRoomRate: String(price) };
  return withValueAt(withValueAt(present, ['RoomInformation'], corrected), ['RoomRateInformation'], rate);
}

function withRooms(tree: XmlTree, rooms: NonNullable<ReportEdits['rooms']>): XmlTree {
  const present = listAt(tree, ...roomListPath);
  const ofDate = (date: string) =>
    present.filter((entry) => textAt(entry, 'RoomRateInformation', 'RoomDate') === date);
  const entries = rooms.flatMap((nights, slot) =>
    nights.map((night) => entryOf(ofDate(night.date)[slot] ?? {}, night)),
  );
  return withValueAt(tree, roomListPath, entries);
}

/** The corrected text. Fails where the message is no tree of elements. */
export function editedReport(xml: string, { rooms, ...basic }: ReportEdits): Result<string, ImportFailure> {
  const parsed = parseReportXml(xml, new Warnings());
  if (!parsed.ok) return parsed;
  const texts = Object.entries(basicElements).flatMap(([field, element]): [string, string][] => {
    const value = basic[field as keyof typeof basicElements];
    return value === undefined ? [] : [[element, String(value)]];
  });
  const corrected = withTexts(parsed.value, 'BasicInformation', Object.fromEntries(texts));
  const tree = rooms ? withRooms(corrected, rooms) : corrected;
  const builder = new Builder({ rootName, headless: true, renderOpts: { pretty: false } });
  return ok(builder.buildObject(tree));
}
