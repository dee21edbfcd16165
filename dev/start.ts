// `npm start`: a whole hotel to look at, in one process beside PostgreSQL. Says where it is, and stops it in order.
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import winston from 'winston';
import { createReleases } from '../plugin/platform/releases.js';
import { complain, exitCodes } from './problems.js';
import { claimFolder } from './start/claim.js';
import { type Command, help, readCommand } from './start/command.js';
import { type House, openHouse, type Stage } from './start/house.js';
import { endLeftWatch, openWatch } from './start/observe.js';

/** After a signal; then the process ends as it is. */
const stopWithinSeconds = 15;

function say(line: string): void {
  console.log(`${Temporal.Now.plainTimeISO().toString({ smallestUnit: 'second' })}  ${line}`);
}

const greeting = ({ url, metricsUrl, deadlineHour }: House, log: string, watch: readonly string[]) => `
  部屋割り   ${url}/heyawari/assignment  (要対応: what waits for a room, and why)
  予約取込   ${url}/heyawari/imports  (what failed, why, and what can be done)
  PMS        ${url}
  Sign in as admin@, manager@, editor@, user@ or viewer@example.test, password heyawari
  API        ${url}/api/heyawari/docs
  Metrics    ${metricsUrl}
  Log        ${path.relative(process.cwd(), log)}
${watch.map((line) => `  ${line}\n`).join('')}
  Rooms become final on the day before arrival, those booked from now on at ${deadlineHour}:00 hotel time (Asia/Tokyo).
  Ctrl-C stops everything.
`;

/** Aborted by the first signal. Later ones change nothing: npm hands on what the terminal has sent already. */
function listenForSignals(): AbortController {
  const stopping = new AbortController();
  const stop = () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    setTimeout(() => process.exit(exitCodes.failed), stopWithinSeconds * 1000).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return stopping;
}

/** Opens the house and lives in it until it is told to end. */
async function live(stage: Stage, log: string): Promise<void> {
  await endLeftWatch(stage);
  const house = await openHouse(stage);
  const watch = stage.command.observe ? await openWatch(stage, house.metricsUrl) : [];
  stage.signal.throwIfAborted();
  console.log(greeting(house, log, watch));
  await house.day;
}

/** Resolves to the exit code when everything is closed. */
async function run(command: Command): Promise<number> {
  let giveBack: () => void;
  try {
    giveBack = claimFolder(command.folder);
  } catch (error) {
    return complain(error);
  }
  const stopping = listenForSignals();
  const { signal } = stopping;
  const log = path.join(command.folder, 'heyawari.log');
  const logger = winston.createLogger({ transports: [new winston.transports.File({ filename: log })] });
  const releases = createReleases(logger);
  releases.push('claim', giveBack);
  let exitCode: number = exitCodes.done;
  try {
    await live({ command, releases, logger, say, signal }, log);
  } catch (error) {
    // What breaks because it was told to end is not a failure.
    if (!signal.aborted) {
      exitCode = complain(error);
    }
  }
  stopping.abort();
  say('Stopping …');
  await releases.run();
  say(exitCode === exitCodes.done ? 'Stopped. The next start finds everything as it is.' : 'Stopped.');
  return exitCode;
}

async function main(): Promise<number> {
  let command: Command | 'help';
  try {
    command = readCommand(process.argv.slice(2));
  } catch (error) {
    complain(error);
    console.error('See npm start -- --help.');
    return exitCodes.usage;
  }
  if (command !== 'help') return run(command);
  console.log(help);
  return 0;
}

process.exit(await main());
