// Builds synthetic booking reports in the form the site controller sends them, for tests, the simulator and benchmarks.

export type MessageKind = 'new' | 'change' | 'cancellation';

export interface MessageRoom {
  /** Room code of the travel agency. */
  readonly code: string;
  /** People in the room, 1 by default. */
  readonly people?: number;
  /** Yen per night, 8000 by default. */
  readonly price?: number;
}

export interface BookingMessage {
  readonly kind?: MessageKind;
  /** `<booking number>-1` by default; `null` leaves the element out. */
  readonly dataId?: string | null;
  readonly bookingNumber?: string;
  /** ISO date. */
  readonly checkIn?: string;
  /** 1 by default; 0 is a day use. */
  readonly nights?: number;
  /** One room with the code SGL by default. */
  readonly rooms?: readonly MessageRoom[];
  /** Booker; an empty string sends empty names. */
  readonly name?: string;
  readonly agency?: string;
  /** Yen a cancellation costs. */
  readonly charge?: number;
  /** `none` leaves out the member block, without which the PMS cannot edit. */
  readonly member?: 'named' | 'none';
  /** Names per room night; two or more become a list of guests. */
  readonly guests?: readonly string[];
  /** `date` (the real one): all rooms of a night, then the next night; `room`: all nights of a room, then the next room. */
  readonly order?: 'date' | 'room';
  /** `compact` writes 20270201 for 2027-02-01. */
  readonly dates?: 'iso' | 'compact';
  /** Yen of a prepaid booking that the agency collects from the guest: makes the PMS write a payment of the rest. */
  readonly amountClaimed?: number;
  readonly planName?: string;
  /** The remarks of the guest. */
  readonly remarks?: string;
}

interface Entry {
  readonly date: string;
  readonly room: Required<MessageRoom>;
}

const classification: Record<MessageKind, string> = {
  new: 'NewBookReport',
  change: 'ModificationReport',
  cancellation: 'CancellationReport',
};

/** Escapes for an XML text node. */
export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const element = (name: string, ...content: readonly (string | number)[]) =>
  `<${name}>${content.join('')}</${name}>`;
const text = (name: string, value: string | number) => element(name, escapeXml(String(value)));

function datesFrom(checkIn: string, count: number): string[] {
  const first = Date.parse(`${checkIn}T00:00:00Z`);
  return Array.from({ length: count }, (_, day) =>
    new Date(first + day * 86_400_000).toISOString().slice(0, 10),
  );
}

function entriesOf(rooms: readonly MessageRoom[], dates: readonly string[], order: 'date' | 'room'): Entry[] {
  const full = rooms.map((room) => ({ people: 1, price: 8000, ...room }));
  return order === 'date'
    ? dates.flatMap((date) => full.map((room) => ({ date, room })))
    : full.flatMap((room) => dates.map((date) => ({ date, room })));
}

function guestList(guests: readonly string[]): string {
  if (guests.length === 0) return '';
  const list = guests.map((name, index) =>
    element('GuestInformationList', text('GuestKanjiName', name), text('GuestGender', index % 2)),
  );
  return element('GuestInformation', ...list);
}

const rateOf = ({ date, room }: Entry) =>
  element('RoomRateInformation', text('RoomDate', date), text('TotalPerRoomRate', room.price));

const rateEntry = (entry: Entry, guests: readonly string[]) =>
  element(
    'RoomAndRoomRateInformation',
    element('RoomInformation', text('PlanGroupCode', 'P01'), text('NetRmTypeGroupCode', 'G01')),
    rateOf(entry),
    guestList(guests),
  );

const roomEntry = (entry: Entry) =>
  element(
    'RoomAndGuestList',
    element(
      'RoomInformation',
      text('RoomTypeCode', entry.room.code),
      text('RoomTypeName', entry.room.code),
      text('PlanGroupCode', 'P01'),
      text('PerRoomPaxCount', entry.room.people),
      text('RoomPaxMaleCount', entry.room.people),
      text('RoomPaxFemaleCount', 0),
    ),
    rateOf(entry),
  );

function settlement(message: BookingMessage): string {
  const extend =
    message.amountClaimed === undefined
      ? ''
      : element('Extend', text('AmountClaimed', message.amountClaimed), text('Points', 0));
  const charge =
    message.charge === undefined
      ? ''
      : element('Extendmytrip', text('CancellationCharge', message.charge), text('SettlementDiv', 3));
  return extend || charge ? element('AgentNativeInformation', extend, charge) : '';
}

function transaction(message: BookingMessage, bookingNumber: string): string {
  const dataId = message.dataId === undefined ? `${bookingNumber}-1` : message.dataId;
  return element(
    'TransactionType',
    text('DataFrom', 'FromTravelAgency'),
    text('DataClassification', classification[message.kind ?? 'new']),
    dataId === null ? '' : text('DataID', dataId),
    text('SystemDate', '2027-01-15'),
  );
}

function basicInformation(message: BookingMessage, bookingNumber: string, stay: Stay): string {
  const people = stay.rooms.reduce((sum, room) => sum + (room.people ?? 1), 0);
  return element(
    'BasicInformation',
    text('TravelAgencyBookingNumber', bookingNumber),
    text('TravelAgencyBookingDate', '2027-01-15'),
    text('GuestOrGroupNameSingleByte', stay.name),
    text('GuestOrGroupNameKanjiName', stay.name),
    text('CheckInDate', stay.written(stay.checkIn)),
    text('CheckInTime', '17:00'),
    text('CheckOutDate', stay.written(stay.checkOut)),
    text('Nights', stay.nights),
    text('TotalRoomCount', stay.rooms.length),
    text('GrandTotalPaxCount', people),
    text('TotalPaxMaleCount', people),
    text('TotalPaxFemaleCount', 0),
    text('PackagePlanName', message.planName ?? '素泊まりプラン'),
    text('MealCondition', 'WithoutMeal'),
    message.remarks === undefined ? '' : text('OtherServiceInformation', message.remarks),
  );
}

interface Stay {
  readonly name: string;
  readonly rooms: readonly MessageRoom[];
  readonly nights: number;
  readonly checkIn: string;
  readonly checkOut: string;
  written(date: string): string;
}

function stayOf(message: BookingMessage): Stay {
  const checkIn = message.checkIn ?? '2027-02-01';
  const nights = message.nights ?? 1;
  return {
    name: message.name ?? '試験太郎',
    rooms: message.rooms ?? [{ code: 'SGL' }],
    nights,
    checkIn,
    checkOut: datesFrom(checkIn, nights + 1)[nights]!,
    written: (date) => (message.dates === 'compact' ? date.replaceAll('-', '') : date),
  };
}

/** The XML document of one message. Everything has a default: `bookingMessage({})` is one person for one night in a SGL. */
export function bookingMessage(message: BookingMessage): string {
  const bookingNumber = message.bookingNumber ?? 'RY000001';
  const stay = stayOf(message);
  const dates = datesFrom(stay.checkIn, Math.max(stay.nights, 1)).map((date) => stay.written(date));
  const entries = entriesOf(stay.rooms, dates, message.order ?? 'date');
  const total = entries.reduce((sum, { room }) => sum + room.price, 0);
  const member =
    message.member === 'none'
      ? ''
      : element('Member', text('UserName', stay.name), text('UserKana', stay.name), text('UserGendar', 0));
  const document = element(
    'AllotmentBookingReport',
    transaction(message, bookingNumber),
    element('SalesOfficeInformation', text('SalesOfficeCompanyName', message.agency ?? '楽天トラベル')),
    basicInformation(message, bookingNumber, stay),
    element(
      'BasicRateInformation',
      text('RoomRateOrPersonalRate', 'RoomRate'),
      text('TaxServiceFee', 'IncludingServiceAndTax'),
      text('TotalAccommodationCharge', total),
    ),
    element(
      'RisaplsInformation',
      element(
        'RisaplsCommonInformation',
        element('Basic', text('PhoneNumber', '09000001234'), text('Email', 'guest@example.test')),
        member,
        ...entries.map((entry) => rateEntry(entry, message.guests ?? [])),
      ),
      settlement(message),
    ),
    element('RoomAndGuestInformation', ...entries.map(roomEntry)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>${document}`;
}

const soap = (namespace: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>` +
  `<ns2:executeResponse xmlns:ns2="http://${namespace}.pms.lincoln.seanuts.co.jp/"><return>${content}</return>` +
  `</ns2:executeResponse></S:Body></S:Envelope>`;

/** The answer of BookingInfoOutputService that delivers these messages. */
export function outputEnvelope(outputId: string | undefined, messages: readonly string[]): string {
  const list = messages.map((message) => element('bookingInfoList', text('infoTravelXML', message)));
  const id = outputId === undefined ? '' : element('configurationSettings', text('outputId', outputId));
  return soap('pmsfc5001.pmsfc50', element('commonResponse', text('isSuccess', 'true')) + id + list.join(''));
}

/** The answer of OutputCompleteService. */
export const completionEnvelope = (): string =>
  soap('pmsfc5002.pmsfc50', element('commonResponse', text('isSuccess', 'true')));

/** A refusal, as `E013: …` for too many requests. */
export const refusalEnvelope = (errorDescription: string): string =>
  soap(
    'pmsfc5001.pmsfc50',
    element('commonResponse', text('isSuccess', 'false'), text('errorDescription', errorDescription)),
  );
