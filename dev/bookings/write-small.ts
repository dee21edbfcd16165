// Makes dev/bookings/small-hotel.json and small.csv.gz again, byte for byte: `node --import tsx dev/bookings/write-small.ts`
import { writeFileSync } from 'node:fs';
import { generateBookings } from './generate.js';
import { hotelFile } from './hotel.js';
import { smallDemand } from './small.js';
import { bookingsCsv, gzipped, hotelJson } from './write.js';

const beside = (name: string) => new URL(name, import.meta.url);
const rows = generateBookings(smallDemand);
writeFileSync(beside('small-hotel.json'), hotelJson(hotelFile(smallDemand.hotel)));
writeFileSync(beside('small.csv.gz'), gzipped(bookingsCsv(rows)));
console.log(`${rows.length} bookings`);
