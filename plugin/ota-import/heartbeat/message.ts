// What a heartbeat says: the cancellation of a booking that there never was, so that it would change nothing even where it was applied. Pure.
import { type BookingNumber, bookingNumber, type HotelId } from '../../domain/ids.js';

export interface Heartbeat {
  readonly hotel: HotelId;
  readonly begunAt: Date;
}

export interface HeartbeatMessage {
  readonly number: BookingNumber;
  readonly dataId: string;
  /** As the site controller would write it. */
  readonly text: Buffer;
}

/** The same for the same heartbeat. */
export function messageOf({ hotel, begunAt }: Heartbeat): HeartbeatMessage {
  const number = `HEYAWARI-HEARTBEAT-${hotel}-${begunAt.getTime()}`;
  const dataId = `${number}-1`;
  const text =
    '<?xml version="1.0" encoding="UTF-8"?><AllotmentBookingReport><TransactionType><DataFrom>FromTravelAgency</DataFrom>' +
    `<DataClassification>CancellationReport</DataClassification><DataID>${dataId}</DataID>` +
    `<SystemDate>${begunAt.toISOString().slice(0, 10)}</SystemDate></TransactionType>` +
    `<BasicInformation><TravelAgencyBookingNumber>${number}</TravelAgencyBookingNumber></BasicInformation></AllotmentBookingReport>`;
  return { number: bookingNumber(number), dataId, text: Buffer.from(text, 'utf8') };
}
