// What the parts of the import's bench have in common: the server that they measure on, and figures that have a limit.
import { bookingMessage, type Message } from '../../examples/tl-lincoln/index.js';
import type { InDatabase } from '../databases.js';

/** What a figure must be at least, or at most. */
export type Limit = { readonly least: number } | { readonly most: number };

export interface Figure {
  readonly value: number;
  readonly limit: Limit;
  /** What it counts, with its unit, for people. */
  readonly says: string;
}

/** By the key that the JSON has. */
export type Figures = Readonly<Record<string, Figure>>;

export interface Ground {
  /** Of a throw-away PostgreSQL server. */
  readonly serverUrl: string;
  /** The server's process, for `cpuSeconds`. */
  readonly postmaster: number;
  /** Bookings that a round measures. */
  readonly bookings: number;
  readonly rounds: number;
  /** In a fresh database with the PMS's tables and ours, which goes afterwards. */
  readonly inDatabase: InDatabase;
  /** Details for people; left out with `--json`. */
  readonly tell: (text: string) => void;
}

export type Measure = (ground: Ground) => Promise<Figures>;

/** The middle one; of an even number the upper of the two. */
export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

export const isKept = ({ value, limit }: Figure): boolean =>
  'least' in limit ? value >= limit.least : value <= limit.most;

/** The booking that the PMS's own speed is known for: one room, two nights, one guest. */
export const usualBooking = (number: string, checkIn: string): Message =>
  bookingMessage({
    ...{ number, version: 1, kind: 'new', bookedOn: '2027-01-20', checkIn, nights: 2 },
    guests: 'unnamed',
    rooms: [{ code: 'SGL', men: 1, pricePerNight: 8000 }],
  });

/** Enough single rooms for every booking of a bench. */
export const usualRooms = Array.from({ length: 200 }, (_, i) => ({ room: String(100 + i), type: 'SGL' }));
