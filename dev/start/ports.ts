// A port that can be listened on: the one asked for, or the next that is free.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { StartProblem } from './problem.js';

const tries = 20;
const highestPort = 65535;

/** How `listen` says that somebody else is there, or that this user may not. */
const isTaken = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

async function isFree(port: number, address: string): Promise<boolean> {
  const server = createServer().listen(port, address);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}

/** `wanted` or one of the next 19, free on `address` at this moment. Throws where all are taken; `option` chooses others. */
export async function freePortFrom(wanted: number, address: string, option: string): Promise<number> {
  const last = Math.min(wanted + tries - 1, highestPort);
  for (let port = wanted; port <= last; port += 1) if (await isFree(port, address)) return port;
  throw new StartProblem(`Ports ${wanted} to ${last} are all taken; choose one with ${option}.`);
}
