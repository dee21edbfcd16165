// The SQL of what hotels have set of their imports: columns of `hotel_settings`, of which NULL is as the installation says.
import type { AgencyOf } from '../../domain/agency.js';
import type { ChildClass } from '../../domain/booking-report.js';
import { hotelId, type HotelId } from '../../domain/ids.js';
import { heldKinds } from '../../domain/import-failure.js';
import type { Smoking } from '../../domain/stay.js';
import type { HotelSql, HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { agenciesOf, type ImportSettings, importSettingsOf, type StoredChoice } from './settings.js';

interface SettingsRow {
  readonly version: number;
  readonly applied: readonly string[];
  readonly frequent_from: string;
  readonly frequent_until: string;
  readonly frequent_seconds: number | null;
  readonly off_hours_seconds: number | null;
  readonly change_minutes: number | null;
  readonly arrival_minutes: number | null;
  readonly cancellation_hours: number | null;
  readonly smoking_default: Smoking | null;
  readonly children_with_bed: ChildClass[] | null;
  readonly day_use_from: string | null;
  readonly day_use_until: string | null;
  readonly agency_aliases: string[][];
  readonly holds_what_fits: boolean | null;
  readonly shared_logins: boolean | null;
}

const nothing = {
  ...{ appliedAutomatically: undefined, frequentHours: undefined, frequentSeconds: undefined },
  ...{ offHoursSeconds: undefined, changeWaitMinutes: undefined, arrivalWaitMinutes: undefined },
  ...{ cancellationWaitHours: undefined, smokingDefault: undefined, childrenWithBed: undefined },
  ...{ dayUseHours: undefined, agencyAliases: undefined, holdsWhatFits: undefined },
  ...{ sharedLogins: undefined, version: 0 },
} satisfies StoredChoice;

export async function storedChoice(sql: HotelSql): Promise<StoredChoice> {
  const row = await sql.row<SettingsRow>(
    `SELECT version, applied_automatically AS applied, to_char(frequent_fetch_from, 'HH24:MI') AS frequent_from,
            to_char(frequent_fetch_until, 'HH24:MI') AS frequent_until, frequent_fetch_seconds AS frequent_seconds,
            off_hours_fetch_seconds AS off_hours_seconds, change_wait_minutes AS change_minutes,
            arrival_wait_minutes AS arrival_minutes, cancellation_wait_hours AS cancellation_hours, smoking_default,
            children_with_bed, to_char(day_use_from, 'HH24:MI') AS day_use_from, to_char(day_use_until, 'HH24:MI') AS day_use_until,
            agency_aliases, holds_what_fits, shared_logins
       FROM heyawari.hotel_settings WHERE hotel_id = :hotel`,
    { hotel: sql.hotel },
  );
  if (!row) return nothing;
  const applied = new Set(row.applied);
  const { day_use_from: from, day_use_until: until } = row;
  return {
    version: row.version,
    appliedAutomatically: heldKinds.filter((kind) => applied.has(kind)),
    frequentHours: { from: row.frequent_from, until: row.frequent_until },
    frequentSeconds: row.frequent_seconds ?? undefined,
    offHoursSeconds: row.off_hours_seconds ?? undefined,
    changeWaitMinutes: row.change_minutes ?? undefined,
    arrivalWaitMinutes: row.arrival_minutes ?? undefined,
    cancellationWaitHours: row.cancellation_hours ?? undefined,
    smokingDefault: row.smoking_default ?? undefined,
    childrenWithBed: row.children_with_bed ?? undefined,
    dayUseHours: from !== null && until !== null ? { from, until } : undefined,
    agencyAliases: row.agency_aliases,
    holdsWhatFits: row.holds_what_fits ?? undefined,
    sharedLogins: row.shared_logins ?? undefined,
  };
}

/** What the import goes by in the hotel now. One statement. */
export const importSettings = async (
  { settings }: Pick<Platform, 'settings'>,
  sql: HotelSql,
): Promise<ImportSettings> => importSettingsOf(await storedChoice(sql), settings);

/** Whether several people work at one login of the hotel, so that each command has to say who gives it (D18). One short statement. */
export async function loginsAreShared(sql: HotelSql): Promise<boolean> {
  const row = await sql.row<{ shared: boolean | null }>(
    'SELECT shared_logins AS shared FROM heyawari.hotel_settings WHERE hotel_id = :hotel',
    { hotel: sql.hotel },
  );
  return row?.shared ?? false;
}

/** Which company a name is, in each hotel. One statement for all of them. */
export async function agenciesByHotel({
  database,
  settings,
}: Pick<Platform, 'database' | 'settings'>): Promise<(hotel: HotelId) => AgencyOf> {
  const rows = await database.rows<{ hotel_id: number; aliases: string[][] }>(
    `SELECT hotel_id, agency_aliases AS aliases FROM heyawari.hotel_settings WHERE agency_aliases <> '[]'`,
  );
  const known = new Map(
    rows.map((row) => [hotelId(row.hotel_id), agenciesOf(settings, row.aliases)] as const),
  );
  const usual = agenciesOf(settings, []);
  return (hotel) => known.get(hotel) ?? usual;
}

/** Answers with the new version of the hotel's settings; undefined, and nothing is saved, where it was not that of `choice` any more. */
export async function saveChoice(tx: HotelTx, choice: StoredChoice): Promise<number | undefined> {
  const { frequentHours: hours } = choice;
  const row = await tx.row<{ version: number }>(
    `INSERT INTO heyawari.hotel_settings AS s (hotel_id, applied_automatically, frequent_fetch_from, frequent_fetch_until,
       frequent_fetch_seconds, off_hours_fetch_seconds, change_wait_minutes, arrival_wait_minutes, cancellation_wait_hours,
       smoking_default, children_with_bed, day_use_from, day_use_until, agency_aliases, holds_what_fits, shared_logins)
     VALUES (:hotel, CAST(:applied AS text[]), COALESCE(CAST(:from AS time), '07:00'), COALESCE(CAST(:until AS time), '02:00'),
       :frequentSeconds, :offHoursSeconds, :changeMinutes, :arrivalMinutes, :cancellationHours,
       :smokingDefault, CAST(:childrenWithBed AS text[]), CAST(:dayUseFrom AS time), CAST(:dayUseUntil AS time), CAST(:aliases AS jsonb), :holdsWhatFits,
       :sharedLogins)
     ON CONFLICT (hotel_id) DO UPDATE SET applied_automatically = EXCLUDED.applied_automatically,
       frequent_fetch_from = EXCLUDED.frequent_fetch_from, frequent_fetch_until = EXCLUDED.frequent_fetch_until,
       frequent_fetch_seconds = EXCLUDED.frequent_fetch_seconds, off_hours_fetch_seconds = EXCLUDED.off_hours_fetch_seconds,
       change_wait_minutes = EXCLUDED.change_wait_minutes, arrival_wait_minutes = EXCLUDED.arrival_wait_minutes,
       cancellation_wait_hours = EXCLUDED.cancellation_wait_hours, smoking_default = EXCLUDED.smoking_default,
       children_with_bed = EXCLUDED.children_with_bed,
       day_use_from = EXCLUDED.day_use_from, day_use_until = EXCLUDED.day_use_until, agency_aliases = EXCLUDED.agency_aliases,
       holds_what_fits = EXCLUDED.holds_what_fits, shared_logins = EXCLUDED.shared_logins, version = s.version + 1
      WHERE s.version = :seen
     RETURNING version`,
    {
      ...{ hotel: tx.hotel, seen: choice.version, from: hours?.from ?? null, until: hours?.until ?? null },
      applied: choice.appliedAutomatically ?? [],
      frequentSeconds: choice.frequentSeconds ?? null,
      offHoursSeconds: choice.offHoursSeconds ?? null,
      changeMinutes: choice.changeWaitMinutes ?? null,
      arrivalMinutes: choice.arrivalWaitMinutes ?? null,
      cancellationHours: choice.cancellationWaitHours ?? null,
      smokingDefault: choice.smokingDefault ?? null,
      childrenWithBed: choice.childrenWithBed ?? null,
      dayUseFrom: choice.dayUseHours?.from ?? null,
      dayUseUntil: choice.dayUseHours?.until ?? null,
      aliases: JSON.stringify(choice.agencyAliases ?? []),
      holdsWhatFits: choice.holdsWhatFits ?? null,
      sharedLogins: choice.sharedLogins ?? null,
    },
  );
  return row?.version;
}
