// An engine's thread that a problem with exactly one stay drives to take memory without end, and that answers one with two by nonsense.
import { parentPort } from 'node:worker_threads';
import { assign } from '../../plugin/assignment/index.js';
import type { WorkerRequest } from '../../plugin/solver/thread.js';

const taken: number[][] = [];

parentPort?.on('message', ({ problem }: WorkerRequest) => {
  while (problem.stays.length === 1) taken.push(new Array<number>(100_000).fill(taken.length + 0.5));
  parentPort?.postMessage(problem.stays.length === 2 ? undefined : { assignment: assign(problem) });
});
