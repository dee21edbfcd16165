// The small hotel's bookings: which demand, which seed. Ninety days of spring with the cherry blossom and a long weekend.
import type { GenerateOptions } from './generate.js';
import { smallHotel } from './hotel.js';

export const smallDemand: GenerateOptions = {
  hotel: smallHotel,
  seed: 20270201,
  firstArrival: '2027-02-01',
  days: 90,
  seasons: [
    { from: '2027-03-20', to: '2027-04-10', demand: 1.8 },
    { from: '2027-04-28', to: '2027-05-05', demand: 2.2 },
  ],
  requests: 640,
};
