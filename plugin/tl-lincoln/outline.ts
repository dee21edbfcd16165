// What can be told of a booking whose message is damaged beyond repair: enough to show it on the board, never enough to write it.
import type { BookedReport, BookedRoom, Children, ReportHeader, XmlTree } from '../domain/booking-report.js';
import { isDayUse } from '../domain/day-use.js';
import { addDays, type HotelDate, nightsBetween, nightsOf } from '../domain/hotel-date.js';
import type { ImportFailure } from '../domain/import-failure.js';
import { roomElements } from './booked-rooms.js';
import { dateInAnyForm } from './dates.js';
import { textAt } from './elements.js';
import { wholeElement } from './header.js';
import { wholeNumber } from './numbers.js';
import { childrenOf, countPeople, sumOf } from './people.js';

/** Longer and larger than any booking seen; what says more is damaged in just that. */
const most = { nights: 60, rooms: 30 } as const;

interface Need {
  readonly code: string;
  readonly people: number;
  readonly children: Children;
}

/** What a damaged message still says. */
interface Told {
  readonly text: (element: string) => string | undefined;
  readonly rooms: readonly Need[];
}

const basicTexts = (document: XmlTree) => (element: string) => textAt(document, 'BasicInformation', element);

/** As many rooms as there are entries of one date. */
function roomsIn(document: XmlTree): Need[] {
  const byDate = Map.groupBy(roomElements(document), (entry) =>
    textAt(entry, 'RoomRateInformation', 'RoomDate'),
  );
  const [fullest = []] = [...byDate.values()].sort((a, b) => b.length - a.length);
  return fullest.flatMap((entry) => {
    const code = textAt(entry, 'RoomInformation', 'RoomTypeCode');
    const { people } = countPeople(entry);
    return code === undefined ? [] : [{ code, people: sumOf(people), children: childrenOf(people) }];
  });
}

function stayIn({ text }: Told): { checkIn: HotelDate; checkOut: HotelDate } | undefined {
  const checkIn = dateInAnyForm(text('CheckInDate') ?? '');
  if (checkIn === undefined) return undefined;
  const nights = wholeNumber(text('Nights') ?? '', 2);
  const said = dateInAnyForm(text('CheckOutDate') ?? '');
  const checkOut = said ?? (nights === undefined ? undefined : addDays(checkIn, nights));
  if (checkOut === undefined || checkOut <= checkIn) return undefined;
  return nightsBetween(checkIn, checkOut) > most.nights ? undefined : { checkIn, checkOut };
}

function outline(
  told: Told,
  header: ReportHeader,
  failure: ImportFailure,
  document: XmlTree,
): BookedReport | undefined {
  const { kind, bookingNumber } = header;
  if (bookingNumber === undefined || kind === undefined || kind === 'cancellation') return undefined;
  const stay = stayIn(told);
  if (!stay || told.rooms.length === 0 || told.rooms.length > most.rooms) return undefined;
  const rooms = told.rooms.map(({ code, people, children }, slot): BookedRoom => {
    const night = { roomTypeCode: code, people, children, price: 0 };
    const nights = nightsOf(stay.checkIn, stay.checkOut).map((date) => ({ date, ...night }));
    return { slot, ...stay, nights };
  });
  const people = wholeNumber(told.text('GrandTotalPaxCount') ?? '', 4);
  const counted = rooms.reduce((sum, { nights }) => sum + nights[0]!.people, 0);
  const identity = {
    dataId: header.dataId ?? '',
    version: header.version,
    bookingNumber,
    agency: header.agency ?? '',
  };
  return {
    ...identity,
    kind,
    ...stay,
    dayUse: isDayUse(stay, told.text('PackagePlanName')),
    people: people ?? counted,
    rooms,
    document,
    warnings: [],
    damage: failure,
  };
}

/** Undefined where it names no booking, no dates or no type. */
export const outlineOf = (
  document: XmlTree,
  header: ReportHeader,
  failure: ImportFailure,
): BookedReport | undefined =>
  outline({ text: basicTexts(document), rooms: roomsIn(document) }, header, failure, document);

/** Of a text that is no XML: what stands in whole elements of it. */
export function salvagedOutline(
  text: string,
  header: ReportHeader,
  failure: ImportFailure,
): BookedReport | undefined {
  const code = wholeElement(text, 'RoomTypeCode');
  if (code === undefined) return undefined;
  const rooms = wholeNumber(wholeElement(text, 'TotalRoomCount') ?? '', 2) ?? 1;
  const need = { code, people: 0, children: {} };
  const told = {
    text: (element: string) => wholeElement(text, element),
    rooms: Array.from({ length: Math.max(rooms, 1) }, () => need),
  };
  return outline(told, header, failure, {});
}
