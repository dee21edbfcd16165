// What domain/stay-moments.ts says of a stay, said in SQL of a plan `p`, so that what is counted, listed and done is what the screens show.
import type { HotelMoment } from '../../domain/stay-moments.js';

/** What the words speak of. */
export const ofMoment = ({ now, today, tomorrowEnds }: HotelMoment) => ({ now, today, tomorrowEnds });

/** Its room is to become final now, whenever its stay is or was. */
export const isDue = `(p.room_state = 'tentative' AND p.pool_deadline_time <= :now)`;

/** `isPastDeadline`. */
export const isPastDeadline = `(p.room_state = 'tentative' AND p.pool_deadline_time <= :now AND p.check_out >= :today)`;

/** Of a pooled plan that is not optimised yet: it is time. */
export const windowHasOpened = `(p.room_state = 'tentative' AND p.pool_status = 'waiting' AND p.pool_window_time <= :now)`;

/** `isDueSoon`. */
export const isDueSoon = `(p.room_state = 'tentative' AND p.pool_deadline_time < :tomorrowEnds AND p.check_out >= :today)`;

/** `arrivesToday`, of a plan that has not ended. */
export const arrivesToday = `p.check_in = :today`;

/** Of a plan that has not ended: a night of it, or its day, lies in `[:from, :to)`. */
export const hasNightInRange = `p.check_out >= :from AND p.check_in < :to AND GREATEST(p.check_out, p.check_in + 1) > :from`;

/**
 * `isCurrent`: the hotel's plans of which that holds, and `condition` besides. In two parts, each with an index of its own: years of past stays
 * are not gone through for those of today. `columns` and `condition` are read from the index alone where it has them (`booking_plans_current`).
 */
export const currentPlans = (columns: string, condition = 'true') => `
  SELECT ${columns} FROM heyawari.booking_plans p
   WHERE p.hotel_id = :hotel AND p.room_state <> 'ended' AND p.check_out >= :today AND ${condition}
  UNION ALL
  SELECT ${columns} FROM heyawari.booking_plans p
   WHERE p.hotel_id = :hotel AND p.room_state = 'unplaced' AND p.check_out < :today AND ${condition}`;
