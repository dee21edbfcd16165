// What a piece of work takes: by the clock, and of the processor.

export interface Timed<Value> {
  readonly value: Value;
  /** Milliseconds by the clock. */
  readonly ms: number;
  /** Milliseconds of the processor, the process's threads included: on a busy machine it says more than the clock. */
  readonly cpuMs: number;
}

/** Does the work at once. What it throws is thrown. */
export function timed<Value>(work: () => Value): Timed<Value> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const value = work();
  const { user, system } = process.cpuUsage(cpu);
  return { value, ms: performance.now() - began, cpuMs: (user + system) / 1000 };
}
