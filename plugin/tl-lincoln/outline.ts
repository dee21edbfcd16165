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
  /** Of a stay of so many nights. */
  readonly rooms: (nights: number) => readonly Need[];
}

const basicTexts = (document: XmlTree) => (element: string) => textAt(document, 'BasicInformation', element);

function needOf(entry: XmlTree): Need | undefined {
  const code = textAt(entry, 'RoomInformation', 'RoomTypeCode');
  const { people } = countPeople(entry);
  return code === undefined ? undefined : { code, people: sumOf(people), children: childrenOf(people) };
}

/** As many rooms as there are entries of one date; where those name none, as many as the message says, or as fit into its nights. */
function roomsIn(document: XmlTree, nights: number): Need[] {
  const entries = roomElements(document).flatMap((entry) => {
    const need = needOf(entry);
    const date = dateInAnyForm(textAt(entry, 'RoomRateInformation', 'RoomDate') ?? '');
    return need ? [{ need, date }] : [];
  });
  const dated = entries.filter(({ date }) => date !== undefined);
  const [fullest = []] = [...Map.groupBy(dated, ({ date }) => date).values()].sort(
    (a, b) => b.length - a.length,
  );
  const said = wholeNumber(textAt(document, 'BasicInformation', 'TotalRoomCount') ?? '', 2);
  const undated = entries.slice(0, said || Math.ceil(entries.length / nights));
  return (fullest.length > 0 ? fullest : undated).map(({ need }) => need);
}

function stayIn({ text }: Told): { checkIn: HotelDate; checkOut: HotelDate } | undefined {
  const checkIn = dateInAnyForm(text('CheckInDate') ?? '');
  if (checkIn === undefined) return undefined;
  const nights = wholeNumber(text('Nights') ?? '', 2);
  const said = dateInAnyForm(text('CheckOutDate') ?? '');
  const meant = nights === undefined ? undefined : addDays(checkIn, nights);
  // A day use, unless the number of nights says that one of the two dates is damaged.
  const checkOut = said === checkIn ? (meant ?? said) : (said ?? meant);
  if (checkOut === undefined || checkOut < checkIn) return undefined;
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
  if (!stay) return undefined;
  const dates = stay.checkOut === stay.checkIn ? [stay.checkIn] : nightsOf(stay.checkIn, stay.checkOut);
  const needs = told.rooms(dates.length);
  if (needs.length === 0 || needs.length > most.rooms) return undefined;
  const rooms = needs.map(({ code, people, children }, slot): BookedRoom => {
    const night = { roomTypeCode: code, people, children, price: 0 };
    return { slot, ...stay, nights: dates.map((date) => ({ date, ...night })) };
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
  outline(
    { text: basicTexts(document), rooms: (nights) => roomsIn(document, nights) },
    header,
    failure,
    document,
  );

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
    rooms: () => Array.from({ length: Math.max(rooms, 1) }, () => need),
  };
  return outline(told, header, failure, {});
}
