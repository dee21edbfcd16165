// The face of the solver: the engine in threads of its own, so that no request waits while rooms are worked out, and no hotel for another's.
import type { Assignment, AssignmentProblem } from '../assignment/index.js';
import { type EngineThread, startEngineThread } from './engine-thread.js';

export { EngineCutOff } from './engine-thread.js';

export interface AssignmentSolver {
  /**
   * As `assign`, in another thread. Rejects with InvalidProblem, with EngineCutOff where no answer came in time, or with an Error where
   * the thread failed or was closed: then nothing has been decided.
   */
  assign(problem: AssignmentProblem): Promise<Assignment>;
  /** Ends the threads; what they were working on, and what waits, is rejected. */
  close(): Promise<void>;
}

export interface SolverOptions {
  /** Milliseconds after which the best plan so far is taken. A safety net: work is limited by its units, and a plan cut short says so. Default 60,000. */
  readonly longestMs?: number;
  /**
   * Milliseconds after which a thread that has not answered is ended, and the next problem gets a new one. Default `longestMs` and 30,000:
   * the engine looks at its clock at checkpoints, which lay up to 7 s apart in the worst programmes tried on a loaded machine.
   */
  readonly deadlineMs?: number;
  /** Heap of one thread, megabytes: beyond it the thread is ended, not the PMS's process. Default 1,024: the whole process took 628 for 5,000 rooms (docs/assignment.md). */
  readonly mostMemoryMb?: number;
  /** The thread's program; default: the engine. */
  readonly workerFile?: URL;
  /** Default: a thread of this process. May throw. */
  readonly startThread?: typeof startEngineThread;
}

/** At once: while one problem hangs, another hotel's is worked on. More would take the processors from the PMS. */
const mostThreads = 2;

interface Waiting {
  readonly problem: AssignmentProblem;
  readonly resolve: (assignment: Assignment) => void;
  readonly reject: (error: Error) => void;
}

/** Beside this file as built, or as written. */
function engineFile(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? './worker.ts' : './solver-worker.js', here);
}

export function createAssignmentSolver(options: SolverOptions = {}): AssignmentSolver {
  const { longestMs = 60_000, workerFile = engineFile(), mostMemoryMb = 1_024 } = options;
  const { deadlineMs = longestMs + 30_000, startThread = startEngineThread } = options;
  const waiting: Waiting[] = [];
  const idle: EngineThread[] = [];
  const busy = new Set<EngineThread>();

  const nextThread = (): EngineThread => {
    for (let thread = idle.pop(); thread; thread = idle.pop()) if (thread.alive()) return thread;
    return startThread({ file: workerFile, longestMs, deadlineMs, mostMemoryMb });
  };
  const workOn = async ({ problem, resolve, reject }: Waiting) => {
    let thread: EngineThread;
    try {
      thread = nextThread();
    } catch (error) {
      return reject(error as Error); // the system has no thread to give
    }
    busy.add(thread);
    await thread.work(problem).then(resolve, reject);
    busy.delete(thread);
    // After a fault or a deadline nobody knows what its memory holds: the next problem gets a new one.
    if (thread.alive()) idle.push(thread);
    startNext();
  };
  const startNext = () => {
    while (busy.size < mostThreads) {
      const next = waiting.shift();
      if (!next) return;
      void workOn(next);
    }
  };

  return {
    assign: (problem) =>
      new Promise((resolve, reject) => {
        waiting.push({ problem, resolve, reject });
        startNext();
      }),
    async close() {
      const closed = new Error('the assignment engine was closed');
      for (const { reject } of waiting.splice(0)) reject(closed);
      await Promise.all([...busy, ...idle.splice(0)].map((thread) => thread.end(closed)));
    },
  };
}
