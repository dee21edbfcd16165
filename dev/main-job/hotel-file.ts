// The hotel of a run: rooms and upgrade targets by type name, as in the HOTEL.json files.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const hotelSchema = z.object({
  hotel: z.string(),
  rooms: z.array(z.object({ room: z.string(), type: z.string() })).min(1),
  /** For each booked type the types that may be given instead, first choice first. A type may own no room. */
  upgrades: z.record(z.string(), z.array(z.string())),
});

export type HotelFile = z.output<typeof hotelSchema>;

/** Throws an error that names the file and what is wrong with it. */
export async function readHotelFile(file: string): Promise<HotelFile> {
  const parsed = hotelSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} is not a hotel file: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Types that are booked or upgraded to, but own no room. */
export function typesWithoutRooms(hotel: HotelFile, booked: Iterable<string>): string[] {
  const owning = new Set(hotel.rooms.map((room) => room.type));
  const named = [...Object.keys(hotel.upgrades), ...Object.values(hotel.upgrades).flat(), ...booked];
  return [...new Set(named)].filter((type) => !owning.has(type));
}
