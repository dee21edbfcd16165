// Which hotels there are: asked of the PMS once in a while, not with every request.
import type { HotelId } from '../../domain/ids.js';

export type KnowsHotel = (hotel: HotelId) => Promise<boolean>;

const rememberedMilliseconds = 60_000;

/** As `ask`, which is not asked again within a minute about a hotel that is there; one that is not is asked about each time. */
export function remembered(ask: KnowsHotel): KnowsHotel {
  const knownUntil = new Map<HotelId, number>();
  return async (hotel) => {
    const now = performance.now();
    if ((knownUntil.get(hotel) ?? 0) > now) return true;
    const known = await ask(hotel);
    if (known) knownUntil.set(hotel, now + rememberedMilliseconds);
    else knownUntil.delete(hotel);
    return known;
  };
}
