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

/** Of each room that does not have one code on all its nights: those that it has. */
export const changingCodesOf = (report: BookingReport): string[][] =>
  report.kind === 'cancellation'
    ? []
    : report.rooms
        .map(({ nights }) => [...new Set(nights.map(({ roomTypeCode }) => roomTypeCode))])
        .filter((codes) => codes.length > 1);
