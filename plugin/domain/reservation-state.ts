// What a reservation of the PMS says at one moment, part by part: all that an agency's change could delete or overwrite (O12).
import type { ReservationId, RoomId } from './ids.js';

/** A change that would undo what a person made of one of these waits for a person. */
export const heldParts = [
  'dates',
  'nights',
  'people',
  'prices',
  'plans',
  'addons',
  'surcharges',
  'payments',
] as const;
/** What a person made of these is put back after the PMS's edit (D2). */
export const keptParts = ['booker', 'guests', 'notes', 'arrival', 'departure', 'parking'] as const;

export type HeldPart = (typeof heldParts)[number];
export type KeptPart = (typeof keptParts)[number];
export type Part = HeldPart | KeptPart;

export const parts: readonly Part[] = [...heldParts, ...keptParts];

/** One fact of a part, say the price of a night, over named columns: no ids of rows, no rooms. */
export type PartRow = Readonly<Record<string, string | number | boolean | null>>;
export type PartRows = Readonly<Record<Part, readonly PartRow[]>>;

/** A night that is parked. */
export interface ParkedNight {
  readonly spot: number | null;
  readonly vehicleCategory: number | null;
  readonly status: string | null;
}

/** An add-on of the kind that goes with parking, as the PMS has it. */
export type ParkingAddon = Readonly<Record<string, unknown>>;

/** One room on one night, with what is put back there. */
export interface StateNight {
  /** The PMS's id of the night. */
  readonly id: string;
  readonly date: string;
  readonly roomId: RoomId | undefined;
  /** The PMS's clients. */
  readonly guests: readonly string[];
  readonly parked: readonly ParkedNight[];
  readonly parkingAddons: readonly ParkingAddon[];
}

/** Who wrote a row: the PMS by itself, its import included; or a person, as anybody of whom nothing is known must be taken for. */
export type Writer = 'system' | 'person';

export interface ReservationState {
  readonly id: ReservationId;
  readonly parts: PartRows;
  /** The PMS's client. */
  readonly booker: string;
  readonly comment: string | null;
  /** `HH:MM:SS`. */
  readonly arrival: string | null;
  readonly departure: string | null;
  /** Active nights only, in order of date and room. */
  readonly nights: readonly StateNight[];
  /** The newest row of the PMS's log at that moment. */
  readonly logPosition: number;
  /** Ids of the rows of the PMS that it consists of, as its log names them. */
  readonly rows: readonly string[];
  /** Who wrote its parking, who put its guests there, and who wrote its people's names: of these rows the log is not asked. */
  readonly parkingWriters: readonly Writer[];
  readonly guestWriters: readonly Writer[];
  readonly nameWriters: readonly Writer[];
}
