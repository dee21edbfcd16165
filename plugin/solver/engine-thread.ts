// One thread with the engine in it: works on one problem at a time, and is ended from outside where it does not answer.
import { Worker } from 'node:worker_threads';
import { type Assignment, type AssignmentProblem, InvalidProblem } from '../assignment/index.js';
import type { WorkerAnswer, WorkerRequest } from './thread.js';

/** The thread did not answer within its deadline and was ended: the engine was cut off. */
export class EngineCutOff extends Error {
  constructor(seconds: number) {
    super(`the assignment engine gave no answer within ${seconds} s and was ended`);
    this.name = 'EngineCutOff';
  }
}

export interface EngineThread {
  /** One call at a time. Rejects with InvalidProblem, EngineCutOff, or an Error where the thread failed or was ended. */
  work(problem: AssignmentProblem): Promise<Assignment>;
  /** What it is working on is rejected with `reason`. */
  end(reason: Error): Promise<void>;
  /** False once it has failed, was cut off or ended: it takes no more work. */
  alive(): boolean;
}

export interface EngineThreadOptions {
  readonly file: URL;
  /** Milliseconds that the engine is asked to keep to. */
  readonly longestMs: number;
  /** Milliseconds after which the thread is ended. */
  readonly deadlineMs: number;
  /** Heap, megabytes, beyond which the thread is ended. */
  readonly mostMemoryMb: number;
}

interface Working {
  readonly resolve: (assignment: Assignment) => void;
  readonly reject: (error: Error) => void;
}

/** Throws where the system has no thread to give. */
export function startEngineThread(options: EngineThreadOptions): EngineThread {
  const { file, longestMs, deadlineMs, mostMemoryMb } = options;
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb } });
  let present: Working | undefined;
  let timer: NodeJS.Timeout | undefined;
  let living = true;

  const settle = (finish: (one: Working) => void) => {
    const one = present;
    present = undefined;
    clearTimeout(timer);
    // An idle thread does not keep the process alive; a working one does.
    worker.unref();
    if (one) finish(one);
  };
  const fail = async (error: Error) => {
    living = false;
    settle(({ reject }) => reject(error));
    await worker.terminate();
  };
  worker.on('message', (answer: WorkerAnswer | undefined) => {
    if (typeof answer !== 'object')
      void fail(new Error('the assignment engine failed: it answered nonsense'));
    else if ('assignment' in answer) settle(({ resolve }) => resolve(answer.assignment));
    else if ('invalid' in answer)
      settle(({ reject }) => reject(new InvalidProblem(answer.invalid.key, answer.invalid.params)));
    else void fail(new Error(`the assignment engine failed: ${answer.fault}`));
  });
  worker.on('error', (error: Error) => void fail(error));
  worker.on('exit', (code) => void fail(new Error(`the assignment engine's thread ended with code ${code}`)));

  return {
    work: (problem) =>
      new Promise((resolve, reject) => {
        present = { resolve, reject };
        worker.ref();
        timer = setTimeout(() => void fail(new EngineCutOff(deadlineMs / 1000)), deadlineMs);
        const request: WorkerRequest = { problem, longestMs };
        try {
          worker.postMessage(request);
        } catch (error) {
          settle((one) => one.reject(error as Error)); // what cannot be sent is not waited for
        }
      }),
    end: fail,
    alive: () => living,
  };
}
