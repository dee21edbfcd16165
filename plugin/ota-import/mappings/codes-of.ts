// The room codes of a read message: for whoever waits for what they mean, and for the editor of mappings.
import type { BookingReport } from '../../domain/booking-report.js';
import { namedRoomCodes } from '../../tl-lincoln/index.js';
import type { AgencyCode } from './repository.js';

/** Each code under each of its names; none of a cancellation, which books nothing. */
export const agencyCodesOf = (report: BookingReport): AgencyCode[] =>
  report.kind === 'cancellation'
    ? []
    : namedRoomCodes(report.document).map((named) => ({ ...named, agency: report.agency }));

/** The codes alone, each once. */
export const distinctCodes = (codes: readonly AgencyCode[]): string[] => [
  ...new Set(codes.map(({ code }) => code)),
];
