// The hotel of a run: rooms and upgrade targets by type name, as in the HOTEL.json files.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { PersonsProblem } from '../problems.js';

const hotelSchema = z.object({
  hotel: z.string(),
  rooms: z.array(z.object({ room: z.string(), type: z.string() })).min(1),
  /** For each booked type the types that may be given instead, first choice first. A type may own no room. */
  upgrades: z.record(z.string(), z.array(z.string())),
});

export type HotelFile = z.output<typeof hotelSchema>;

/** Throws PersonsProblem, which names the file and what is wrong with it, or the file system's error. */
export async function readHotelFile(file: string): Promise<HotelFile> {
  const parsed = hotelSchema.safeParse(json(await readFile(file, 'utf8'), file));
  if (!parsed.success)
    throw new PersonsProblem(`${file} is not a hotel file: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PersonsProblem(`${file} is not a hotel file: ${(error as Error).message}`, { cause: error });
  }
}

/** Types that are booked or upgraded to, but own no room. */
export function typesWithoutRooms(hotel: HotelFile, booked: Iterable<string>): string[] {
  const owning = new Set(hotel.rooms.map((room) => room.type));
  const named = [...Object.keys(hotel.upgrades), ...Object.values(hotel.upgrades).flat(), ...booked];
  return [...new Set(named)].filter((type) => !owning.has(type));
}
