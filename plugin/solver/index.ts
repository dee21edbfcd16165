// The face of the solver: the engine in a thread of its own, so that no request waits while rooms are worked out.
import { Worker } from 'node:worker_threads';
import { type Assignment, type AssignmentProblem, InvalidProblem } from '../assignment/index.js';
import type { WorkerAnswer, WorkerRequest } from './thread.js';

export interface AssignmentSolver {
  /**
   * As `assign`, in another thread; several problems are worked on one after another. Rejects with InvalidProblem, or with an Error where the
   * thread failed or was closed: then nothing has been decided.
   */
  assign(problem: AssignmentProblem): Promise<Assignment>;
  /** Ends the thread; what it was working on is rejected. */
  close(): Promise<void>;
}

export interface SolverOptions {
  /** Milliseconds after which the best plan so far is taken. A safety net: work is limited by its units, and a plan cut short says so. Default 60,000. */
  readonly longestMs?: number;
}

interface Waiting {
  readonly resolve: (assignment: Assignment) => void;
  readonly reject: (error: Error) => void;
}

/** Beside this file as built, or as written. */
function workerFile(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? './worker.ts' : './solver-worker.js', here);
}

export function createAssignmentSolver({ longestMs = 60_000 }: SolverOptions = {}): AssignmentSolver {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let lastId = 0;

  const failAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const settle = (answer: WorkerAnswer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) thread?.unref();
    if ('assignment' in answer) one?.resolve(answer.assignment);
    else if ('invalid' in answer) one?.reject(new InvalidProblem(answer.invalid.key, answer.invalid.params));
    else {
      one?.reject(new Error(`the assignment engine failed: ${answer.fault}`));
      void endThread(new Error('the assignment engine is started anew'));
    }
  };
  const startThread = (): Worker => {
    const started = new Worker(workerFile());
    const lost = (error: Error) => {
      if (thread !== started) return;
      thread = undefined;
      failAll(error);
    };
    started.on('message', settle);
    started.on('error', (error: Error) => lost(error));
    started.on('exit', (code) => lost(new Error(`the assignment engine's thread ended with code ${code}`)));
    return started;
  };
  const endThread = async (error: Error) => {
    const ended = thread;
    thread = undefined;
    failAll(error);
    await ended?.terminate();
  };

  return {
    assign: (problem) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        thread ??= startThread();
        // An idle thread does not keep the process alive; a working one does.
        thread.ref();
        const request: WorkerRequest = { id: lastId, problem, longestMs };
        try {
          thread.postMessage(request);
        } catch (error) {
          // What cannot be sent is not waited for.
          waiting.delete(lastId);
          if (waiting.size === 0) thread.unref();
          throw error;
        }
      }),
    close: () => endThread(new Error('the assignment engine was closed')),
  };
}
