// Writes the messages of a travel agency: AllotmentBookingReport, in the structure that the PMS reads.
import type { ReportKind } from '../../plugin/domain/booking-report.js';
import { addDays } from '../../dev/bookings/dates.js';
import { personOf } from './names.js';
import { element, leaf } from './xml.js';

/** One message as an agency sends it. */
export interface Message {
  /** Undefined in a message that is damaged on purpose. */
  readonly dataId: string | undefined;
  readonly xml: string;
}

export interface RoomContent {
  /** The agency's room code. */
  readonly code: string;
  readonly men: number;
  readonly women?: number;
  /** Children with a bed of their own; default 0. */
  readonly children?: number;
  /** Children without a bed; default 0. */
  readonly infants?: number;
  /** Yen for the room and night. */
  readonly pricePerNight: number;
}

export interface BookingContent {
  /** The agency's booking number, also the key of the DataID. */
  readonly number: string;
  /** Rises with every message of the booking; the first is 1. */
  readonly version: number;
  readonly kind: ReportKind;
  /** `YYYY-MM-DD`, as all dates here. */
  readonly bookedOn: string;
  /** `HH:MM:SS`, at which it was booked; by default nothing says it. */
  readonly bookedAtTime?: string;
  /** The day of the message; by default the booking's. */
  readonly sentOn?: string;
  readonly checkIn: string;
  /** 0: day use. */
  readonly nights: number;
  readonly rooms: readonly RoomContent[];
  /** Default: 素泊まりプラン. */
  readonly planName?: string;
  readonly agency?: string;
  /** The booker's name; by default a synthetic one that belongs to the number. */
  readonly name?: string;
  /** The booker's phone; by default one for all. */
  readonly phone?: string;
  /** The agency's running number of its messages; most send none. */
  readonly reportNumber?: number;
  /** Whole yen; for a cancellation. */
  readonly cancellationCharge?: number;
  /** Whether the agency names the people of each room besides the booker; default `named`, where there are at least two. */
  readonly guests?: 'named' | 'unnamed';
  /** The order of the entries of several rooms. Default `date`: by date, then room. */
  readonly roomOrder?: 'date' | 'room';
  /** Default `iso`; some agencies send `YYYYMMDD`. */
  readonly dateForm?: 'iso' | 'compact';
}

const classifications: Readonly<Record<ReportKind, string>> = {
  new: 'NewBookReport',
  change: 'ModificationReport',
  cancellation: 'CancellationReport',
};

/** The message, its DataID `<booking number>-<version>` as seen in the field. */
export function bookingMessage(booking: BookingContent): Message {
  const dataId = `${booking.number}-${booking.version}`;
  const xml = element(
    'AllotmentBookingReport',
    element(
      'TransactionType',
      leaf('DataFrom', 'FromTravelAgency'),
      leaf('DataClassification', classifications[booking.kind]),
      leaf('DataID', dataId),
      leaf('SystemDate', booking.sentOn ?? booking.bookedOn),
    ),
    element(
      'SalesOfficeInformation',
      leaf('SalesOfficeCompanyName', agencyOf(booking)),
      leaf('SalesOfficeName', agencyOf(booking)),
    ),
    basicInformation(booking),
    element(
      'BasicRateInformation',
      leaf('RoomRateOrPersonalRate', 'RoomRate'),
      leaf('TaxServiceFee', 'IncludingServiceAndTax'),
      leaf('TotalAccommodationCharge', totalPrice(booking)),
    ),
    risaplsInformation(booking),
    element(
      'RoomAndGuestInformation',
      ...roomNights(booking).map((roomNight) => roomAndGuest(booking, roomNight)),
    ),
  );
  return { dataId, xml: `<?xml version="1.0" encoding="UTF-8"?>${xml}` };
}

const agencyOf = ({ agency = 'そらとうみトラベル' }: BookingContent) => agency;
const children = ({ children = 0, infants = 0 }: RoomContent) => children + infants;
const peopleIn = (room: RoomContent) => room.men + (room.women ?? 0) + children(room);
const sumOf = (rooms: readonly RoomContent[], count: (room: RoomContent) => number) =>
  rooms.reduce((sum, room) => sum + count(room), 0);

/** A day use has one entry a room, on the day itself. */
const entriesPerRoom = ({ nights }: BookingContent) => Math.max(nights, 1);
const totalPrice = (booking: BookingContent) =>
  entriesPerRoom(booking) * sumOf(booking.rooms, (room) => room.pricePerNight);
const write = ({ dateForm = 'iso' }: BookingContent, date: string) =>
  dateForm === 'iso' ? date : date.replaceAll('-', '');

function basicInformation(booking: BookingContent): string {
  const person = personOf(booking.number);
  const { rooms } = booking;
  return element(
    'BasicInformation',
    leaf('TravelAgencyBookingNumber', booking.number),
    ...(booking.reportNumber === undefined ? [] : [leaf('TravelAgencyReportNumber', booking.reportNumber)]),
    leaf('TravelAgencyBookingDate', write(booking, booking.bookedOn)),
    ...(booking.bookedAtTime === undefined ? [] : [leaf('TravelAgencyBookingTime', booking.bookedAtTime)]),
    leaf('GuestOrGroupNameSingleByte', booking.name ?? person.kana),
    leaf('GuestOrGroupNameKanjiName', booking.name ?? person.kanji),
    leaf('CheckInDate', write(booking, booking.checkIn)),
    leaf('CheckInTime', '15:00'),
    leaf('CheckOutDate', write(booking, addDays(booking.checkIn, booking.nights))),
    leaf('Nights', booking.nights),
    leaf('TotalRoomCount', rooms.length),
    leaf('GrandTotalPaxCount', sumOf(rooms, peopleIn)),
    leaf(
      'TotalPaxMaleCount',
      sumOf(rooms, (room) => room.men),
    ),
    leaf(
      'TotalPaxFemaleCount',
      sumOf(rooms, (room) => room.women ?? 0),
    ),
    leaf('PackagePlanName', booking.planName ?? '素泊まりプラン'),
    leaf('MealCondition', 'WithoutMeal'),
  );
}

function risaplsInformation(booking: BookingContent): string {
  const person = personOf(booking.number);
  const charge =
    booking.cancellationCharge === undefined
      ? ''
      : element(
          'AgentNativeInformation',
          element('Extendmytrip', leaf('CancellationCharge', booking.cancellationCharge)),
        );
  return element(
    'RisaplsInformation',
    element(
      'RisaplsCommonInformation',
      element(
        'Basic',
        leaf('PhoneNumber', booking.phone ?? '09000001234'),
        leaf('Email', 'guest@example.test'),
      ),
      element(
        'Member',
        leaf('UserName', booking.name ?? person.kanji),
        leaf('UserKana', booking.name ?? person.kana),
        leaf('UserGendar', person.gender === 'male' ? 0 : 1),
      ),
      element('BasicRate'),
      ...roomNights(booking).map((roomNight) => roomAndRate(booking, roomNight)),
    ),
    charge,
  );
}

interface RoomNight {
  readonly room: RoomContent;
  readonly slot: number;
  readonly date: string;
}

function roomNights(booking: BookingContent): RoomNight[] {
  const dates = Array.from({ length: entriesPerRoom(booking) }, (_, day) => addDays(booking.checkIn, day));
  const rooms = booking.rooms.map((room, slot) => ({ room, slot }));
  return booking.roomOrder === 'room'
    ? rooms.flatMap((room) => dates.map((date) => ({ ...room, date })))
    : dates.flatMap((date) => rooms.map((room) => ({ ...room, date })));
}

function rate(booking: BookingContent, { room, date }: RoomNight): string {
  return element(
    'RoomRateInformation',
    leaf('RoomDate', write(booking, date)),
    leaf('TotalPerRoomRate', room.pricePerNight),
  );
}

function roomAndGuest(booking: BookingContent, roomNight: RoomNight): string {
  const { room } = roomNight;
  return element(
    'RoomAndGuestList',
    element(
      'RoomInformation',
      leaf('RoomTypeCode', room.code),
      leaf('RoomTypeName', room.code),
      leaf('PlanGroupCode', 'P01'),
      leaf('PerRoomPaxCount', peopleIn(room)),
      leaf('RoomPaxMaleCount', room.men),
      leaf('RoomPaxFemaleCount', room.women ?? 0),
      leaf('RoomChildA70Count', room.children ?? 0),
      leaf('RoomChildDNoneCount', room.infants ?? 0),
    ),
    rate(booking, roomNight),
  );
}

/** The second list of rooms, with the names of all guests of the room where there are several. */
function roomAndRate(booking: BookingContent, roomNight: RoomNight): string {
  return element(
    'RoomAndRoomRateInformation',
    element('RoomInformation', leaf('PlanGroupCode', 'P01'), leaf('NetRmTypeGroupCode', roomNight.room.code)),
    rate(booking, roomNight),
    booking.guests === 'unnamed' ? '' : guests(booking, roomNight),
  );
}

function guests(booking: BookingContent, { room, slot }: RoomNight): string {
  const people = peopleIn(room);
  if (people < 2) return '';
  const guestList = Array.from({ length: people }, (_, index) => {
    const person = personOf(`${booking.number} ${slot} ${index}`);
    return element(
      'GuestInformationList',
      leaf('GuestKanjiName', person.kanji),
      leaf('GuestNameSingleByte', person.kana),
      leaf('GuestGender', person.gender === 'male' ? 0 : 1),
    );
  });
  return element('GuestInformation', ...guestList);
}
