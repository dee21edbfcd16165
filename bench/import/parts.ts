// The parts of the import's bench, by the name that `--only` takes.
import { measureCatchUp } from './catch-up.js';
import { measureEightHotels } from './eight-hotels.js';
import { measureGrowth } from './growth.js';
import { measureOneHotel } from './one-hotel.js';
import type { Measure } from './part.js';
import { measureReceipt } from './receipt.js';

export const parts: Readonly<Record<string, Measure>> = {
  'one-hotel': measureOneHotel,
  'eight-hotels': measureEightHotels,
  receipt: measureReceipt,
  growth: measureGrowth,
  'catch-up': measureCatchUp,
};
