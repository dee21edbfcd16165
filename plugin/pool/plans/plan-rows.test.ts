// Booking plans on their way into the table and out of it.
import { expect } from 'chai';
import { day, plan } from '../../../test/support/stays.js';
import { noAgency } from '../../domain/agency.js';
import {
  bookingNumber,
  bookingPlanId,
  physicalRoom,
  reservationId,
  roomId,
  roomTypeId,
} from '../../domain/ids.js';
import { contentColumns, type PlanContent, type PlanRow, toPlan } from './plan-rows.js';

const row: PlanRow = {
  ...{
    id: '1',
    version: 3,
    booking_number: 'B1',
    agency_key: null,
    slot: 0,
    reservation_id: 'R1',
    people: 1,
    beds: 1,
    day_use_from: null,
    day_use_until: null,
    booked_type_id: 1,
    smoking: 'smoking',
  },
  ...{
    check_in: '2027-02-01',
    check_out: '2027-02-03',
    room_id: 101,
    room_type_id: 1,
    room_state: 'tentative',
  },
  ...{
    final_cause: null,
    in_house: false,
    has_booker: false,
    ...{ lock_cause: null, lock_reason: null, locked_by: null, locked_at: null },
    reason_key: 'placement.booked_type',
    reason_params: { room: '101' },
  },
  ...{ pool_status: 'ready', pool_deadline_time: new Date('2027-01-31T21:00:00Z') },
};

const content: PlanContent = {
  maker: undefined,
  agency: noAgency,
  ...{ bookingNumber: bookingNumber('B1'), slot: 0, reservationId: reservationId('R1'), people: 1 },
  ...{ checkIn: day(0), checkOut: day(2), bookedTypeId: roomTypeId(1), smoking: 'non_smoking' },
  room: { id: roomId(101), typeId: roomTypeId(1), physical: physicalRoom('101') },
  ...{
    roomState: 'tentative',
    finalCause: undefined,
    reason: { key: 'placement.booked_type', params: { room: '101' } },
  },
  pool: {
    entered: new Date('2027-01-01T00:00:00Z'),
    window: new Date('2027-01-24T21:00:00Z'),
    deadline: new Date('2027-01-31T21:00:00Z'),
  },
  ...{ entryMode: 'BALANCE', entryThresholds: { windowDays: 7, deadlineDays: 0 } },
};

describe('a row of booking plans', () => {
  it('becomes a plan', () => {
    expect(toPlan(row)).to.deep.equal(
      plan({
        ...{
          version: 3,
          smoking: 'smoking',
          beds: 1,
          poolStatus: 'ready',
          poolDeadline: new Date('2027-01-31T21:00:00Z'),
        },
        reason: { key: 'placement.booked_type', params: { room: '101' } },
      }),
    );
  });

  it('without a room becomes an unplaced plan, which no reservation and no pool knows', () => {
    const unplaced = toPlan({
      ...row,
      ...{ reservation_id: null, room_id: null, room_type_id: null, room_state: 'unplaced' },
      ...{ pool_status: null, pool_deadline_time: null },
    });
    expect(unplaced).to.include({ roomState: 'unplaced', reservationId: undefined, roomId: undefined });
    expect(unplaced).to.include({ roomTypeId: undefined, poolStatus: undefined, poolDeadline: undefined });
  });

  it('with a large id keeps it exactly', () => {
    expect(toPlan({ ...row, id: '9007199254740991' }).id).to.equal(bookingPlanId(Number.MAX_SAFE_INTEGER));
  });
});

describe('the content of a plan', () => {
  it('of a pooled stay waits in the pool', () => {
    expect(contentColumns(content)).to.deep.include({
      ...{
        reservation_id: 'R1',
        check_in: '2027-02-01',
        check_out: '2027-02-03',
        room_id: 101,
        physical_room: '101',
      },
      ...{ room_state: 'tentative', final_cause: null, pool_status: 'waiting', entry_mode: 'BALANCE' },
      pool_deadline_time: new Date('2027-01-31T21:00:00Z'),
    });
  });

  it('of a final room is in no pool', () => {
    const final = contentColumns({
      ...content,
      roomState: 'final',
      finalCause: 'booked_late',
      pool: undefined,
    });
    expect(final).to.include({
      room_state: 'final',
      final_cause: 'booked_late',
      pool_status: null,
      room_id: 101,
    });
    expect(final).to.include({ pool_entry_time: null, pool_window_time: null, pool_deadline_time: null });
  });

  it('of an unplaced stay has neither room nor reservation', () => {
    const unplaced = contentColumns({
      ...content,
      roomState: 'unplaced',
      room: undefined,
      reservationId: undefined,
      pool: undefined,
    });
    expect(unplaced).to.include({
      room_id: null,
      room_type_id: null,
      physical_room: null,
      reservation_id: null,
    });
  });

  it('names every column as JSON can carry it, none undefined', () => {
    for (const one of [content, { ...content, room: undefined, reservationId: undefined, pool: undefined }])
      expect(Object.values(contentColumns(one))).not.to.include(undefined);
  });
});
