// By what rules a stay is placed in a hotel today.
import { freezeDaysOf } from '../../assignment/index.js';
import type { HotelDate } from '../../domain/hotel-date.js';
import type { HotelSql } from '../../platform/database/index.js';
import type { HotelSettings } from '../modes/modes.js';
import { outlookFor } from './outlook-repository.js';
import type { PlacementRules } from './placement.js';

export const rulesNow = async (
  sql: HotelSql,
  { mode, deadlinePresetDays }: HotelSettings,
  today: HotelDate,
): Promise<PlacementRules> => ({
  ...{ mode, businessDate: today, freezeDays: freezeDaysOf(deadlinePresetDays) },
  outlook: await outlookFor(sql, today),
});
