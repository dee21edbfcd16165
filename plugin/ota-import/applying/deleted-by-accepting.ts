// What a person entered in the PMS that is deleted where a held change is accepted, row by row. Pure.
import type { BookedReport } from '../../domain/booking-report.js';
import { type HeldPart, heldParts, type PartRow } from '../../domain/reservation-state.js';
import type { Edits } from './fingerprint.js';

export interface DeletedRow {
  readonly part: HeldPart;
  /** The PMS's columns and what stands there. */
  readonly facts: PartRow;
}

/** Whether the message says that row too, as far as it speaks of the part: then it is written again. */
function isSaid(part: HeldPart, row: PartRow, report: BookedReport): boolean {
  const nights = report.rooms.flatMap((room) => room.nights);
  switch (part) {
    case 'dates':
      return row.check_in === report.checkIn && row.check_out === report.checkOut;
    case 'nights':
      return nights.some(({ date }) => date === row.date);
    case 'people':
      return 'date' in row
        ? nights.some(({ date, people }) => date === row.date && people === row.number_of_people)
        : row.number_of_people === report.people;
    case 'prices':
      return nights.some(({ date, price }) => date === row.date && price === row.price);
    case 'plans':
    case 'addons':
    case 'surcharges':
    case 'payments':
      return false;
  }
}

/** Notes, names, times and parking are not among them: they are put back. */
export const deletedByAccepting = (edits: Edits, report: BookedReport): DeletedRow[] =>
  heldParts.flatMap((part) =>
    (edits.get(part)?.added ?? [])
      .filter((row) => !isSaid(part, row, report))
      .map((facts) => ({ part, facts })),
  );
