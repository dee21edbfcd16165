// What a second start must know of the first, kept beside the data: the keys to it, and the day on which the hotel opened.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { StartProblem } from './problem.js';

const memorySchema = z.strictObject({
  /** Base64; seals the stored messages. Without it they cannot be read again. */
  encryptionKey: z.base64(),
  /** Signs the PMS's logins, so that a browser stays signed in over a restart. */
  jwtSecret: z.string(),
  /** The first day of arrivals, which all bookings count from. */
  openedOn: z.iso.date(),
});

export type Memory = z.output<typeof memorySchema>;

const fileIn = (folder: string) => path.join(folder, 'memory.json');

/** Undefined before the first start. Throws where the file is not what a start has written. */
export function recall(folder: string): Memory | undefined {
  const file = fileIn(folder);
  if (!existsSync(file)) return undefined;
  const parsed = memorySchema.safeParse(json(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new StartProblem(
    `${file} is damaged (${z.prettifyError(parsed.error)}); \`npm start -- --fresh\` begins anew`,
  );
}

/** Undefined for text that is no JSON, as for a file that was cut off. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** New keys, and `today` as the day of opening; on disk before anything is sealed with them. */
export function beginMemory(folder: string, today: string): Memory {
  const memory = {
    encryptionKey: randomBytes(32).toString('base64'),
    jwtSecret: randomBytes(32).toString('base64'),
    openedOn: today,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileIn(folder), `${JSON.stringify(memory, undefined, 2)}\n`, { mode: 0o600 });
  return memory;
}

export function forget(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}
