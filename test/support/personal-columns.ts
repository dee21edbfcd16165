// Which columns of our tables say something of a guest, or of staff, or lead to one in the PMS (docs/data-protection.md).

/** By name, in whatever table. */
export const personalColumns = [
  // Sealed, and what belongs to it.
  /^sealed_/,
  /(^|_)key_id$/,
  /^answer$/,
  // Which booking it is: a person for whoever can look into the PMS or the agency.
  ...[/^booking_number$/, /reservation_id$/, /^data_id$/, /^report_number$/, /^sent$/, /^subject$/],
  // Hashes by which a guest or a message is known.
  ...[/_hash$/, /^booked_by/, /^guest_key$/, /^fingerprint/],
  // Staff.
  ...[/user_id$/, /_by$/, /^clerk$/, /^note_/],
  // Free texts, and what sentences quote.
  ...[/_params$/, /^details$/, /^dismissed_because$/, /^warnings$/, /^agency_aliases$/],
] as const;

export const isPersonal = (column: string): boolean => personalColumns.some((form) => form.test(column));
