// Identifiers as types, so that a room can never be passed where a room type is meant.

declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** The PMS's `hotels.id`. First in every key and every WHERE. */
export type HotelId = Branded<number, 'HotelId'>;
/** The PMS's `rooms.id` (one global sequence; still always used together with its hotel). */
export type RoomId = Branded<number, 'RoomId'>;
/** The PMS's `room_types.id`. */
export type RoomTypeId = Branded<number, 'RoomTypeId'>;
/** The PMS's `reservations.id`, a UUID. */
export type ReservationId = Branded<string, 'ReservationId'>;
/** `heyawari.booking_plans.id`. */
export type BookingPlanId = Branded<number, 'BookingPlanId'>;
/** `heyawari.ota_import_cache.id`. */
export type MessageId = Branded<number, 'MessageId'>;
/** `heyawari.ota_outputs.id`. */
export type OutputRowId = Branded<number, 'OutputRowId'>;

/** The number a travel agency gave the booking (`TravelAgencyBookingNumber`), unique within a hotel by intent only. */
export type BookingNumber = Branded<string, 'BookingNumber'>;

/**
 * What is really one room behind a door: a key that stays with the room's id, and was its number once. Two PMS rows with the same
 * number are one physical room until the hotel says otherwise (P2).
 */
export type PhysicalRoom = Branded<string, 'PhysicalRoom'>;

export const hotelId = (value: number): HotelId => value as HotelId;
export const roomId = (value: number): RoomId => value as RoomId;
export const roomTypeId = (value: number): RoomTypeId => value as RoomTypeId;
export const reservationId = (value: string): ReservationId => value as ReservationId;
export const bookingPlanId = (value: number): BookingPlanId => value as BookingPlanId;
export const messageId = (value: number): MessageId => value as MessageId;
export const outputRowId = (value: number): OutputRowId => value as OutputRowId;
export const bookingNumber = (value: string): BookingNumber => value as BookingNumber;
export const physicalRoom = (key: string): PhysicalRoom => key as PhysicalRoom;
