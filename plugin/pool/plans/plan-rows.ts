// Between rows of booking_plans and the domain's booking plan.
import type { AgencyKey } from '../../domain/agency.js';
import type {
  AssignmentMode,
  BookingPlan,
  FinalCause,
  PoolStatus,
  Reason,
  RoomLock,
  RoomState,
} from '../../domain/booking-plan.js';
import type { DayUseHours } from '../../domain/day-use.js';
import { hotelDate, type HotelDate } from '../../domain/hotel-date.js';
import {
  bookingNumber,
  type BookingNumber,
  bookingPlanId,
  type PhysicalRoom,
  reservationId,
  type ReservationId,
  roomId,
  type RoomId,
  roomTypeId,
  type RoomTypeId,
} from '../../domain/ids.js';
import type { BookingMaker } from '../../domain/linked-bookings.js';
import type { Smoking } from '../../domain/stay.js';
import type { Sealed } from '../../platform/encryption/index.js';

export const planColumns = `p.id, p.version, p.booking_number, p.agency_key, p.slot, p.reservation_id,
  to_char(p.check_in, 'YYYY-MM-DD') AS check_in, to_char(p.check_out, 'YYYY-MM-DD') AS check_out, p.people, p.beds,
  to_char(p.day_use_from, 'HH24:MI') AS day_use_from, to_char(p.day_use_until, 'HH24:MI') AS day_use_until,
  p.booked_type_id, p.smoking, p.room_id, p.room_type_id, p.room_state, p.final_cause, p.in_house, p.reason_key, p.reason_params,
  p.pool_status, p.pool_deadline_time, p.booker_key_id IS NOT NULL AS has_booker,
  p.lock_cause, p.lock_reason, p.locked_by, p.locked_at`;

export interface PlanRow {
  /** A number where the row came as JSON. */
  readonly id: string | number;
  readonly version: number;
  readonly booking_number: string;
  readonly agency_key: string | null;
  readonly slot: number;
  readonly reservation_id: string | null;
  readonly check_in: string;
  readonly check_out: string;
  readonly people: number;
  readonly beds: number | null;
  readonly day_use_from: string | null;
  readonly day_use_until: string | null;
  readonly booked_type_id: number;
  readonly smoking: Smoking | null;
  readonly room_id: number | null;
  readonly room_type_id: number | null;
  readonly room_state: RoomState;
  readonly final_cause: FinalCause | null;
  readonly in_house: boolean;
  readonly has_booker: boolean;
  readonly lock_cause: RoomLock['cause'] | null;
  readonly lock_reason: string | null;
  readonly locked_by: number | null;
  /** Text where the row came as JSON. */
  readonly locked_at: Date | string | null;
  readonly reason_key: string;
  readonly reason_params: Reason['params'];
  readonly pool_status: PoolStatus | null;
  /** Text where the row came as JSON. */
  readonly pool_deadline_time: Date | string | null;
}

const hoursIn = ({ day_use_from: from, day_use_until: until }: PlanRow): { readonly dayUse?: DayUseHours } =>
  from !== null && until !== null ? { dayUse: { from, until } } : {};

function lockIn(row: PlanRow): { readonly lock?: RoomLock } {
  const { lock_cause: cause, lock_reason: reason, locked_by: by, locked_at: at, room_id: room } = row;
  if (cause === null || at === null || room === null) return {};
  return { lock: { cause, reason: reason ?? undefined, by: by ?? undefined, at: new Date(at) } };
}

export function toPlan(row: PlanRow): BookingPlan {
  return {
    id: bookingPlanId(Number(row.id)),
    version: row.version,
    bookingNumber: bookingNumber(row.booking_number),
    agency: row.agency_key ?? undefined,
    slot: row.slot,
    reservationId: row.reservation_id === null ? undefined : reservationId(row.reservation_id),
    checkIn: hotelDate(row.check_in),
    checkOut: hotelDate(row.check_out),
    people: row.people,
    beds: row.beds ?? undefined,
    ...hoursIn(row),
    bookedTypeId: roomTypeId(row.booked_type_id),
    smoking: row.smoking ?? undefined,
    roomId: row.room_id === null ? undefined : roomId(row.room_id),
    roomTypeId: row.room_type_id === null ? undefined : roomTypeId(row.room_type_id),
    roomState: row.room_state,
    finalCause: row.final_cause ?? undefined,
    poolStatus: row.pool_status ?? undefined,
    poolDeadline: row.pool_deadline_time === null ? undefined : new Date(row.pool_deadline_time),
    inHouse: row.in_house,
    ...lockIn(row),
    ...(row.has_booker && { hasBooker: true }),
    reason: { key: row.reason_key, params: row.reason_params },
  };
}

/** The part of a plan that a placement decides; `undefined` room means unplaced. */
export interface PlanContent {
  readonly bookingNumber: BookingNumber;
  readonly agency: AgencyKey;
  /** Undefined: linked with nobody. */
  readonly maker: BookingMaker | undefined;
  readonly slot: number;
  readonly reservationId: ReservationId | undefined;
  readonly checkIn: HotelDate;
  readonly checkOut: HotelDate;
  readonly people: number;
  /** Those who need one; undefined: all people. */
  readonly beds?: number | undefined;
  readonly dayUse?: DayUseHours | undefined;
  readonly bookedTypeId: RoomTypeId;
  readonly smoking: Smoking | undefined;
  readonly room:
    { readonly id: RoomId; readonly typeId: RoomTypeId; readonly physical: PhysicalRoom } | undefined;
  readonly roomState: RoomState;
  readonly finalCause: FinalCause | undefined;
  /** The user of the PMS who has chosen the room now: it is locked in that name (D3). Undefined: none has. */
  readonly chosenBy?: number | undefined;
  readonly reason: Reason;
  readonly pool: { readonly entered: Date; readonly window: Date; readonly deadline: Date } | undefined;
  readonly entryMode: AssignmentMode;
  readonly entryThresholds: object;
  /** Of a stay without a room. */
  readonly booker?: Sealed | undefined;
}

const bytes = (hex: string) => `\\x${hex}`;

/** As columns, for `jsonb_to_recordset`. */
export const makerColumns = (maker: BookingMaker | undefined) => ({
  booked_by: maker ? bytes(maker.phone) : null,
  booked_by_names: maker ? maker.names.map(bytes) : null,
  booked_at: maker?.bookedAt ?? null,
});

/** As `booking_plans` columns, for set-based writing by `jsonb_to_recordset`. */
export function contentColumns(content: PlanContent): Record<string, unknown> {
  return {
    booking_number: content.bookingNumber,
    agency_key: content.agency,
    slot: content.slot,
    reservation_id: content.reservationId ?? null,
    check_in: content.checkIn,
    check_out: content.checkOut,
    people: content.people,
    beds: content.beds ?? null,
    day_use_from: content.dayUse?.from ?? null,
    day_use_until: content.dayUse?.until ?? null,
    booked_type_id: content.bookedTypeId,
    smoking: content.smoking ?? null,
    room_id: content.room?.id ?? null,
    room_type_id: content.room?.typeId ?? null,
    physical_room: content.room?.physical ?? null,
    room_state: content.roomState,
    final_cause: content.finalCause ?? null,
    chosen_by: content.chosenBy ?? null,
    reason_key: content.reason.key,
    reason_params: content.reason.params,
    pool_status: content.pool ? 'waiting' : null,
    pool_entry_time: content.pool?.entered ?? null,
    pool_window_time: content.pool?.window ?? null,
    pool_deadline_time: content.pool?.deadline ?? null,
    entry_mode: content.entryMode,
    entry_thresholds: content.entryThresholds,
    booker_key_id: content.booker?.keyId ?? null,
    sealed_booker: content.booker ? bytes(content.booker.bytes.toString('hex')) : null,
    ...makerColumns(content.maker),
  };
}
