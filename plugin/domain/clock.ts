// The one source of business time. Nothing in the plugin asks the machine what time it is.

export interface Clock {
  /** The present instant. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is set: for playing a hotel's calendar faster than it passes. */
export interface SettableClock extends Clock {
  /** Only forward: a hotel's time does not run back. Throws RangeError. */
  set(instant: Date): void;
}

/** By what it can do, not by its class: a host may load the package twice, by `require` and by `import`. */
export const isSettable = (clock: Clock): clock is SettableClock => 'set' in clock;

export class SimulatedClock implements SettableClock {
  #now: Date;

  constructor(start: Date) {
    this.#now = start;
  }

  now(): Date {
    return this.#now;
  }

  set(instant: Date): void {
    if (instant < this.#now) throw new RangeError(`the clock stands at ${this.#now.toISOString()} already`);
    this.#now = instant;
  }
}
