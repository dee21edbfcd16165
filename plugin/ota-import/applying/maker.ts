// Who made a booking, in hashes: so that rooms booked apart can be known to belong together, and nobody by their rows. Pure.
import { createHmac } from 'node:crypto';
import type { AgencyKey, BookingKey } from '../../domain/agency.js';
import type { BookedReport } from '../../domain/booking-report.js';
import { tellingNames, tellingPhones } from '../../domain/guest-identity.js';
import { type HotelCalendar, momentAt } from '../../domain/hotel-date.js';
import type { BookingMaker, MadeBooking } from '../../domain/linked-bookings.js';
import type { Platform } from '../../platform/index.js';
import { bookedOnOf, guestOf } from '../../tl-lincoln/index.js';
import type { ImportSettings } from '../settings/settings.js';

/**
 * Undefined where no phone or no company is named, or the hotel's key does not open: it is linked with nobody. The company is in each hash, so that
 * these say nothing of a guest's bookings elsewhere.
 */
export function makerOf(
  { document }: Pick<BookedReport, 'document'>,
  agency: AgencyKey,
  key: Buffer | undefined,
  calendar: HotelCalendar,
): BookingMaker | undefined {
  const guest = guestOf(document);
  const [phone] = tellingPhones(guest.phones);
  if (!key || !phone || agency === '') return undefined;
  const hashed = (kind: 'phone' | 'name', text: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, agency, text]))
      .digest('hex');
  const booked = bookedOnOf(document);
  return {
    phone: hashed('phone', phone),
    names: [...tellingNames(guest.names)].map((name) => hashed('name', name)),
    bookedAt: booked && momentAt(booked.date, booked.time, calendar),
  };
}

interface Making {
  readonly platform: Pick<Platform, 'calendar'>;
  readonly settings: Pick<ImportSettings, 'agencyOf'>;
  readonly makerKey: Buffer | undefined;
}

/** The report's booking; a company is one by whichever name the hotel knows it. */
export const withMaker = (
  { platform: { calendar }, settings, makerKey }: Making,
  { report, booking }: { readonly report: BookedReport; readonly booking: BookingKey },
): MadeBooking => ({
  ...booking,
  maker: makerOf(report, settings.agencyOf(booking.agency), makerKey, calendar),
});
