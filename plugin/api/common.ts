// What answers are made of, whoever gives them.
import { z } from 'zod';

/** A moment, in UTC. */
export const instant = z.iso.datetime();

/** A day of the hotel's calendar, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** A time on the hotel's clock, `HH:MM`. */
export const clockTime = z.iso.time({ precision: -1 }).meta({ examples: ['07:00'] });

export const dayUseHours = z
  .object({ from: clockTime, until: clockTime })
  .meta({ id: 'DayUseHours', description: 'From when to when, on the day of check-in' });

export const roomType = z.object({ id: z.int(), name: z.string() }).meta({
  id: 'RoomType',
  description: 'A room type of the PMS; one that it no longer has goes by its number',
});

export const reason = z
  .object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
  .meta({ id: 'Reason', description: 'Why, as a translation key and what fills its sentence' });

export const toldReason = z
  .object({ ...reason.shape, text: z.object({ ja: z.string(), en: z.string() }) })
  .meta({ id: 'ToldReason', description: 'Why, with the sentence in the languages of the screens' });
export type ToldReasonAnswer = z.output<typeof toldReason>;

/** All there is, unpaged. */
export const items = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });
