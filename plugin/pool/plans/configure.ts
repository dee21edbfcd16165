// A hotel's settings anew, with what follows for the stays that it has; one transaction, audited.
import { businessDate } from '../../domain/hotel-date.js';
import type { HotelTx } from '../../platform/database/index.js';
import type { Platform } from '../../platform/index.js';
import { hotelSettings, lockHotel, saveHotelSettings } from './hotel-repository.js';
import { addHistory } from './history.js';
import { type HotelSettings, poolEntry } from '../modes/modes.js';
import { poolAgain } from './final-rooms-repository.js';
import { finaliseAll, finalWhileOff } from './roll-out-repository.js';

async function switchOff({ clock, events }: Platform, tx: HotelTx): Promise<void> {
  await addHistory(tx, await finaliseAll(tx), 'finalised', clock.now());
  await events.record(tx, 'booking-plans');
}

async function switchOn(
  { clock, calendar, events, settings: { pool } }: Platform,
  tx: HotelTx,
  settings: HotelSettings,
): Promise<void> {
  const now = clock.now();
  const plans = await finalWhileOff(tx, businessDate(now, calendar));
  const pooled = plans.flatMap((plan) => {
    const entry = poolEntry(plan, settings, now, calendar, pool.deadlineHour);
    return entry.pooled ? [{ id: plan.id, entry }] : [];
  });
  await poolAgain(tx, pooled, now);
  await addHistory(
    tx,
    pooled.map(({ id }) => id),
    'changed',
    now,
  );
  await events.record(tx, 'booking-plans');
}

/** Off and on again loses nothing: a room that a person or the clock has made final meanwhile stays final. */
export async function configure(platform: Platform, tx: HotelTx, settings: HotelSettings): Promise<void> {
  await lockHotel(tx);
  const before = await hotelSettings(tx);
  await saveHotelSettings(tx, settings);
  if (before.rollOut === 'on' && settings.rollOut === 'off') await switchOff(platform, tx);
  if (before.rollOut === 'off' && settings.rollOut === 'on') await switchOn(platform, tx, settings);
  const command = { action: 'hotel-settings.change', subject: 'hotel-settings' };
  await platform.audit.record(tx, { ...command, details: { before, after: settings } });
}
