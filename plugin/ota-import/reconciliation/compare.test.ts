import { expect } from 'chai';
import { createAgencies } from '../../domain/agency.js';
import { addDays, hotelDate, nightsOf } from '../../domain/hotel-date.js';
import { bookingNumber, bookingPlanId, messageId, reservationId, roomId } from '../../domain/ids.js';
import type { AgencyReservation, ReservationStatus } from '../../host/port.js';
import { differences, type LastMessage, type LivingPlan, type ThreeLists } from './compare.js';

const agencyOf = createAgencies([]);
const today = hotelDate('2027-01-20');
const start = hotelDate('2027-02-01');

interface Stay {
  readonly number?: string;
  readonly agency?: string | null;
  /** Days after 2027-02-01. */
  readonly from?: number;
  readonly nights?: number;
  readonly rooms?: number;
}

const nightsIn = ({ from = 0, nights = 2 }: Stay) =>
  nightsOf(addDays(start, from), addDays(start, from + nights));

function said(stay: Stay = {}, changes: Partial<LastMessage> = {}): LastMessage {
  return {
    id: messageId(1),
    number: bookingNumber(stay.number ?? 'A-1'),
    agency: stay.agency === undefined ? 'みなと旅行' : stay.agency,
    says: 'booked',
    checkIn: addDays(start, stay.from ?? 0),
    rooms: new Map(nightsIn(stay).map((date) => [date, stay.rooms ?? 1])),
    ...{ overtaken: false, byPerson: false },
    ...changes,
  };
}

let reservations = 0;
function held(stay: Stay = {}, status: ReservationStatus = 'booked'): AgencyReservation {
  const rooms = Array.from({ length: stay.rooms ?? 1 }, (_, index) => roomId(index + 1));
  return {
    id: reservationId(`r${(reservations += 1)}`),
    bookingNumber: bookingNumber(stay.number ?? 'A-1'),
    agency: stay.agency === undefined ? '株式会社みなと旅行' : stay.agency,
    status,
    checkIn: addDays(start, stay.from ?? 0),
    checkOut: addDays(start, (stay.from ?? 0) + (stay.nights ?? 2)),
    nights: nightsIn(stay).flatMap((date) =>
      rooms.map((room) => ({ date, roomId: room, people: 1, price: 0 })),
    ),
  };
}

const planOf = (reservation: AgencyReservation): LivingPlan => ({
  id: bookingPlanId(1),
  bookingNumber: reservation.bookingNumber!,
  reservationId: reservation.id,
  ...{ checkIn: reservation.checkIn, checkOut: reservation.checkOut, roomState: 'tentative' },
});

interface Sides {
  readonly messages?: readonly LastMessage[];
  readonly reservations?: readonly AgencyReservation[];
  /** Default: of every reservation that is not cancelled. */
  readonly plans?: readonly LivingPlan[];
  readonly today?: ThreeLists['today'];
}

const kindsOf = (sides: Sides) =>
  differences({
    ...{ today, messages: [], reservations: [] },
    typeName: (room) => `type ${room}`,
    agencyOf,
    plans: (sides.reservations ?? []).filter(({ status }) => status !== 'cancelled').map(planOf),
    ...sides,
  }).map(({ kind }) => kind);

const withoutNights = (reservation: AgencyReservation): AgencyReservation => ({ ...reservation, nights: [] });

describe('what messages, PMS and plans say differently', () => {
  const split = [held({ nights: 1 }), held({ from: 1, nights: 1 })];
  const cases: readonly [string, Sides, readonly string[]][] = [
    ['is nothing where all agree', { messages: [said()], reservations: [held()] }, []],
    ['is nothing of a reservation that came before us', { reservations: [held()] }, []],
    ['is a booking that the PMS does not have', { messages: [said()] }, ['missing_in_pms']],
    ['is none whose guests should have been here long ago', { messages: [said({ from: -20 })] }, []],
    [
      'is a booking that only the PMS has cancelled',
      { messages: [said()], reservations: [withoutNights(held({}, 'cancelled'))] },
      ['cancelled_in_pms'],
    ],
    [
      'is a booking that only the agency has cancelled',
      {
        messages: [said({}, { says: 'cancelled', rooms: undefined, checkIn: undefined })],
        reservations: [held()],
      },
      ['cancelled_by_agency'],
    ],
    [
      'is nothing where both have',
      {
        messages: [said({}, { says: 'cancelled', rooms: undefined })],
        reservations: [withoutNights(held({}, 'cancelled'))],
      },
      [],
    ],
    ['is nothing where a person has to decide anyway', { messages: [said({}, { overtaken: true })] }, []],
    [
      'is a booking of which the PMS has two',
      { messages: [said()], reservations: [held(), held()] },
      ['doubled'],
    ],
    [
      'is one typed in once more, whatever the width of its letters',
      { messages: [said()], reservations: [held(), held({ number: 'ａ１', agency: null })] },
      ['doubled'],
    ],
    ['is one that the naive import wrote twice', { reservations: [held(), held()] }, ['doubled']],
    [
      'is nothing where two agencies have one number',
      { reservations: [held(), held({ agency: 'やま旅行' })] },
      [],
    ],
    ['is nothing where a person split a booking', { messages: [said()], reservations: split }, []],
    ['is nothing of such a one before us either', { reservations: split }, []],
    ['is a stay of other dates', { messages: [said()], reservations: [held({ from: 1 })] }, ['stay_differs']],
    ['is a shorter stay', { messages: [said({ nights: 3 })], reservations: [held()] }, ['stay_differs']],
    ['is a stay of more rooms', { messages: [said()], reservations: [held({ rooms: 2 })] }, ['stay_differs']],
    [
      'is nothing of guests who are in the house and stay longer',
      { messages: [said()], reservations: [held({ nights: 4 }, 'checked_in')] },
      [],
    ],
    [
      'is nothing of nights that are over',
      { today: addDays(start, 1), messages: [said()], reservations: [held({ from: 1, nights: 1 })] },
      [],
    ],
    [
      'cannot be told of a stay whose text is gone',
      { messages: [said({}, { rooms: undefined })], reservations: [held({ from: 1 })] },
      [],
    ],
    [
      'is a night of a cancelled reservation in the stock',
      { reservations: [held({}, 'cancelled')] },
      ['charged_night'],
    ],
    ['is a plan whose reservation is gone', { plans: [planOf(held())] }, ['plan_without_reservation']],
    [
      'is a reservation that nothing plans',
      { messages: [said()], reservations: [held()], plans: [] },
      ['reservation_without_plan'],
    ],
  ];
  for (const [sentence, sides, kinds] of cases)
    it(sentence, () => {
      expect(kindsOf(sides)).to.deep.equal(kinds);
    });

  it('holds no word about a guest, and the nights by type', () => {
    const [charged] = differences({
      ...{
        today,
        messages: [],
        plans: [],
        typeName: (room: number) => (room === 1 ? 'SGL' : 'TWN'),
        agencyOf,
      },
      reservations: [held({ rooms: 2 }, 'cancelled')],
    });
    expect(charged!.details).to.deep.equal({
      ...{ nights: 4, types: 'SGL × 2, TWN × 2', from: '2027-02-01', last: '2027-02-02' },
    });
  });
});

describe('a booking by its agency and number', () => {
  const doubled = (one: Stay, other: Stay) =>
    kindsOf({ reservations: [held(one), held(other)] }).includes('doubled');

  it('is the same in any width, case and hyphen', () => {
    for (const number of ['ab-12', 'ＡＢ１２', 'AB 12', 'AB‐１２', 'ａｂー12'])
      expect(doubled({ number: 'AB12' }, { number }), number).to.equal(true);
    expect(doubled({ number: 'AB12' }, { number: 'AB13' })).to.equal(false);
  });

  it('is of one company however its name is written, and of any where none is named', () => {
    for (const agency of ['みなと旅行', '㈱みなと旅行', null])
      expect(doubled({}, { agency }), String(agency)).to.equal(true);
    expect(doubled({}, { agency: 'やま旅行' })).to.equal(false);
  });
});
