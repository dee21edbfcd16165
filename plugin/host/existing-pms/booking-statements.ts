// Which statements of the PMS's functions write what is booked, and where in them a row's values are. Pure.
import { withoutTexts } from './statement-text.js';

/** One row is added, by values that come with the statement: by column, which of them (from 0). */
export interface Adds {
  readonly table: 'reservations' | 'reservation_details';
  readonly valueOf: ReadonlyMap<string, number>;
}

/** `unclear`: it may write what is booked in some other way. */
export type AboutBookings = Adds | 'unclear' | 'other';

/** Or takes back what was written of it. */
const bookings = /\breservation(?:s|_details)\b|\brollback\b/;
const writing = /\b(?:insert|update|delete|merge|truncate|copy|call|do|execute|rollback)\b/;
/** Between the brackets of the values nothing is called but with nothing. */
const oneRow =
  /^\s*insert\s+into\s+(?:public\.)?(reservations|reservation_details)\s*\(([\w\s,]+)\)\s*values\s*\(((?:[^()]|\(\s*\))*)\)\s*(?:returning\s+[\w\s,*.]+)?;?\s*$/;
const placeholder = /^\$(\d+)(?:::\w+)?$/;

function added(table: string, columnList: string, valueList: string): Adds | 'unclear' {
  const columns = columnList.split(',').map((column) => column.trim());
  const values = valueList.split(',').map((value) => placeholder.exec(value.trim())?.[1]);
  // A night that is given up as it is written holds no room.
  if (columns.length !== values.length || columns.includes('cancelled')) return 'unclear';
  const given = columns.flatMap((column, i): [string, number][] =>
    values[i] === undefined ? [] : [[column, Number(values[i]) - 1]],
  );
  return { table: table as Adds['table'], valueOf: new Map(given) };
}

export function aboutBookings(text: string): AboutBookings {
  const lower = text.toLowerCase();
  if (!bookings.test(lower)) return 'other';
  const statement = withoutTexts(lower);
  if (statement === undefined) return 'unclear';
  if (!writing.test(statement)) return 'other';
  const [, table, columns, values] = oneRow.exec(statement) ?? [];
  return table === undefined ? 'unclear' : added(table, columns!, values!);
}
