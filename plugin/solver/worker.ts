// The thread the engine runs in: takes one problem at a time, answers with its assignment or with what is wrong with it.
import { parentPort } from 'node:worker_threads';
import { assign, InvalidProblem } from '../assignment/index.js';
import { loadLinearSolver } from './highs.js';
import type { WorkerAnswer, WorkerRequest } from './thread.js';

const loading = loadLinearSolver();

async function answer({ problem, longestMs }: WorkerRequest): Promise<WorkerAnswer> {
  try {
    const solver = await loading;
    const endsAt = performance.now() + longestMs;
    return { assignment: assign(problem, { solver, mayStop: () => performance.now() > endsAt }) };
  } catch (error) {
    if (error instanceof InvalidProblem) return { invalid: { key: error.key, params: error.params } };
    // After a fault nobody knows what the solver's memory holds: the thread ends, and the next problem gets a new one.
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (request: WorkerRequest) => {
  void answer(request).then((message) => parentPort?.postMessage(message));
});
