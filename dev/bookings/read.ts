// Reads a file of bookings: CSV, gzipped or not, one booking a line, columns as in the public hotel booking demand data sets.
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { PersonsProblem } from '../problems.js';

const date = z.iso
  .date()
  .refine((text) => text >= '1900' && text < '2200', 'not a day of the years 1900 to 2199');
/** More than any booking has of anything, and a column `integer` still holds it. */
const mostCounted = 100_000;
const count = z
  .string()
  .regex(/^\d+$/, 'not a whole number')
  .transform(Number)
  .refine((number) => number <= mostCounted, `more than ${mostCounted}`);
/** The public data sets leave the children of a few bookings open: nobody counted any. */
const countOrNone = z.preprocess((text) => (text === '' || text === 'NA' ? '0' : text), count);

/** More than any room costs for a night, in any currency. */
const highestRate = 1e8;
/** What becomes part of an XML message: no control characters. */
const name = z.string().regex(/^\P{Cc}{1,100}$/u, 'not a name');

/** The columns, in the order in which they are written; a file may have them in any. */
const rowSchema = z.strictObject({
  booking_id: name,
  booked_on: date,
  arrival: date,
  /** 0: day use. */
  nights: count,
  adults: count,
  children: countOrNone,
  babies: count,
  meal: z.string(),
  market_segment: z.string(),
  distribution_channel: z.string(),
  is_repeated_guest: z.enum(['0', '1']).transform((flag) => flag === '1'),
  reserved_room_type: name,
  /** What the hotel's desk gave. */
  assigned_room_type: name,
  customer_type: z.string(),
  /** Average daily rate: for the room and night. */
  adr: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'not a number')
    .transform(Number)
    .refine((rate) => Math.abs(rate) <= highestRate, `more than ${highestRate}`),
  special_requests: count,
  status: z.enum(['Check-Out', 'Canceled', 'No-Show']),
  /** When the status became so. */
  status_date: date,
});

export type BookingRow = z.output<typeof rowSchema>;
export const bookingColumns = Object.keys(rowSchema.shape) as readonly (keyof BookingRow)[];

/** The file is not one of bookings; the message names the file, and the line where it is one line's fault. */
export class BookingFileError extends PersonsProblem {
  override readonly name = 'BookingFileError';
}

/** All rows in file order. Throws BookingFileError at the first line that is not a booking, or the file system's error. */
export async function readBookings(file: string): Promise<BookingRow[]> {
  const content = await readFile(file);
  const isGzip = content[0] === 0x1f && content[1] === 0x8b;
  return parseBookings(String(isGzip ? unpacked(content, file) : content), file);
}

function unpacked(content: Buffer, file: string): Buffer {
  try {
    return gunzipSync(content);
  } catch (error) {
    throw new BookingFileError(`${file} cannot be unpacked: it is damaged or cut off`, { cause: error });
  }
}

/** As `readBookings`, of the text itself; `source` names it in errors. */
export function parseBookings(text: string, source: string): BookingRow[] {
  const lineOfId = new Map<string, number>();
  return records(text, source).map(({ record, info }) => {
    const refuse = (problem: string) => new BookingFileError(`${source}, line ${info.lines}: ${problem}`);
    const row = rowSchema.safeParse(record);
    if (!row.success) {
      const [issue] = row.error.issues;
      throw refuse(issue ? `${issue.path.join('.')}: ${issue.message}` : 'not a booking');
    }
    const id = row.data.booking_id;
    if (lineOfId.has(id)) throw refuse(`booking_id: ${id} is in line ${lineOfId.get(id)} too`);
    lineOfId.set(id, info.lines);
    return row.data;
  });
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** A line that is too long or too short is often a comma in a number. */
function problemOf(error: CsvError): string {
  const { code, lines, record } = error as CsvError & { lines?: number; record?: readonly string[] };
  if (code !== 'CSV_RECORD_INCONSISTENT_COLUMNS' || !record) return `: ${error.message}`;
  return `, line ${lines}: ${record.length} cells where there are ${bookingColumns.length} columns`;
}

function records(text: string, source: string): CsvRecord[] {
  const columns = (header: string[]) => {
    if (header.toSorted().join() === bookingColumns.toSorted().join()) return header;
    throw new BookingFileError(`${source}: the columns must be ${bookingColumns.join(',')}`);
  };
  try {
    return parse(text, { columns, info: true, bom: true, skip_empty_lines: true }) as unknown as CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new BookingFileError(`${source}${problemOf(error)}`, { cause: error });
  }
}
