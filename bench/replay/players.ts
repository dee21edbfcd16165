// The players by name, each made ready for a hotel.
import { loadLinearSolver } from '../../plugin/solver/highs.js';
import { loadHighs } from '../referee/load-highs.js';
import { createExact } from './exact.js';
import { createHeyawariPlayer, type HeyawariOptions } from './heyawari.js';
import type { Player, ReplayHotel } from './player.js';
import { createFirstFree, createSmallestGap } from './rivals.js';

export const playerNames = ['heyawari', 'first-free', 'smallest-gap', 'exact'] as const;
export type PlayerName = (typeof playerNames)[number];

/** Whether a player gives every room for good when it is booked, whatever the deadline. */
export const decidesAtBooking = (name: PlayerName) => name === 'first-free' || name === 'smallest-gap';

/** A new player, who knows nothing but the hotel. `options` are the product's; the others have none. */
export async function createPlayer(
  name: PlayerName,
  hotel: ReplayHotel,
  options: Omit<HeyawariOptions, 'solver'>,
): Promise<Player> {
  switch (name) {
    case 'heyawari':
      return createHeyawariPlayer(hotel, { ...options, solver: await loadLinearSolver() });
    case 'first-free':
      return createFirstFree(hotel);
    case 'smallest-gap':
      return createSmallestGap(hotel);
    case 'exact':
      return createExact(hotel, await loadHighs());
  }
}
