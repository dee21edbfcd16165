// An engine's thread that never answers a problem with exactly one stay, works on for ever in it, and answers any other at once.
import { parentPort } from 'node:worker_threads';
import { assign } from '../../plugin/assignment/index.js';
import type { WorkerRequest } from '../../plugin/solver/thread.js';

parentPort?.on('message', ({ problem }: WorkerRequest) => {
  const hangs = problem.stays.length === 1;
  while (hangs); // as a solver that has lost its way: no message, no timer, no signal gets through
  parentPort?.postMessage({ assignment: assign(problem) });
});
