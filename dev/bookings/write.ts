// Writes a hotel and its bookings in the forms that are read back: JSON, and gzipped CSV that is the same to the byte every time.
import { gzipSync } from 'node:zlib';
import type { HotelFile } from './hotel.js';
import { bookingColumns, type BookingRow } from './read.js';

/** Place of the operating system in a gzip header, and "unknown" for it: the bytes must not depend on the machine. */
const gzipSystem = { offset: 9, unknown: 255 };

export function bookingsCsv(rows: readonly BookingRow[]): string {
  const lines = rows.map((row) => bookingColumns.map((column) => cell(row[column])).join());
  return [bookingColumns.join(), ...lines, ''].join('\n');
}

export function gzipped(text: string): Buffer {
  const bytes = gzipSync(text, { level: 9 });
  bytes[gzipSystem.offset] = gzipSystem.unknown;
  return bytes;
}

function cell(value: string | number | boolean): string {
  const text = typeof value === 'boolean' ? String(Number(value)) : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One room a line, as the formatter of this repository leaves it. */
export function hotelJson({ hotel, rooms, upgrades }: HotelFile): string {
  const list = (lines: readonly string[]) => lines.map((line) => `    ${line}`).join(',\n');
  const roomLines = rooms.map(({ room, type }) => `{ "room": "${room}", "type": "${type}" }`);
  const upgradeLines = Object.entries(upgrades).map(
    ([type, others]) => `"${type}": [${others.map((other) => `"${other}"`).join(', ')}]`,
  );
  return `{
  "hotel": "${hotel}",
  "rooms": [
${list(roomLines)}
  ],
  "upgrades": {
${list(upgradeLines)}
  }
}
`;
}
