// The message as the PMS's functions can read it: rooms by date, then room, each night with its price and its people in the counts that they add up.
import type { XmlTree } from '../domain/booking-report.js';
import { parseHotelDate } from '../domain/hotel-date.js';
import type { Entry, RoomReading } from './booked-rooms.js';
import { dateInAnyForm } from './dates.js';
import { elementAt, listAt, put, textAt } from './elements.js';
import { countsForHost, sumOf } from './people.js';
import { roomListPath } from './room-lists.js';

const rateList = ['RisaplsInformation', 'RisaplsCommonInformation', 'RoomAndRoomRateInformation'];

const hostCounts = [
  ...['RoomPaxMaleCount', 'RoomPaxFemaleCount'],
  ...['RoomChildA70Count', 'RoomChildB50Count', 'RoomChildC30Count', 'RoomChildDNoneCount'],
];

/** What the PMS makes of the counts that stand there: its own sum. */
const countedByHost = (element: XmlTree): number =>
  hostCounts.reduce((sum, name) => sum + Number(textAt(element, 'RoomInformation', name) ?? 0), 0);

/** Writes into the entry what the PMS would otherwise not find there, or find otherwise. */
function fillIn({ element, night, people }: Entry): void {
  if (countedByHost(element) !== sumOf(people))
    Object.assign(elementAt(element, 'RoomInformation'), countsForHost(people));
  if (Number(textAt(element, 'RoomRateInformation', 'TotalPerRoomRate') ?? NaN) !== night.price)
    put(element, ['RoomRateInformation', 'TotalPerRoomRate'], String(night.price));
  const room = elementAt(element, 'RoomInformation');
  if (typeof room['RoomTypeCode'] !== 'string') room['RoomTypeCode'] = night.roomTypeCode;
}

/** The PMS compares dates as texts, those of its two lists too: in two forms, one day would be two, or have no plan. */
function writeDatesAlike(
  elements: readonly XmlTree[],
  dateOf: (element: XmlTree) => string | undefined,
): void {
  for (const element of elements) {
    const date = dateOf(element);
    if (date !== undefined) put(element, ['RoomRateInformation', 'RoomDate'], date);
  }
}

const dateText = (element: XmlTree) => textAt(element, 'RoomRateInformation', 'RoomDate') ?? '';

function orderRooms(document: XmlTree, { entries }: RoomReading): void {
  const elements = entries.map(({ element }) => element);
  const rates = listAt(document, ...rateList).filter((element) => dateText(element) !== '');
  const forms = new Set([...elements, ...rates].map((element) => dateText(element).replaceAll(/\d/g, '0')));
  if (forms.size > 1 || !['0000-00-00', '00000000'].includes([...forms][0]!)) {
    const dates = new Map(entries.map(({ element, night }) => [element, night.date]));
    writeDatesAlike(elements, (element) => dates.get(element));
    writeDatesAlike(rates, (element) => dateInAnyForm(dateText(element)));
  }
  const [only, ...others] = elements;
  const parent = elementAt(document, ...roomListPath.slice(0, -1));
  parent[roomListPath[1]] = only !== undefined && others.length === 0 ? only : elements;
}

/** The PMS reads a plan and a date of every entry of its second list, and throws where there is neither. */
function completeRates(document: XmlTree): void {
  for (const entry of listAt(document, ...rateList)) {
    if (typeof entry === 'string') continue;
    elementAt(entry, 'RoomInformation');
    elementAt(entry, 'RoomRateInformation');
  }
  const common = elementAt(document, ...rateList.slice(0, -1));
  const list = common[rateList.at(-1)!];
  if (typeof list === 'string') delete common[rateList.at(-1)!];
  else if (Array.isArray(list) && list.some((entry) => typeof entry === 'string'))
    common[rateList.at(-1)!] = (list as readonly XmlTree[]).filter((entry) => typeof entry !== 'string');
}

/** Changes `document`, which nobody else has yet. */
export function writeForHost(
  document: XmlTree,
  rooms: RoomReading,
  stay: { readonly checkIn: string; readonly checkOut: string; readonly people: number },
): void {
  for (const entry of rooms.entries) fillIn(entry);
  orderRooms(document, rooms);
  completeRates(document);
  const basic = elementAt(document, 'BasicInformation');
  basic['GrandTotalPaxCount'] = String(stay.people);
  for (const [name, date] of [
    ['CheckInDate', stay.checkIn],
    ['CheckOutDate', stay.checkOut],
  ] as const)
    if (parseHotelDate(textAt(document, 'BasicInformation', name) ?? '') === undefined) basic[name] = date;
}
