// The one source of business time. Nothing in the plugin asks the machine what time it is.

export interface Clock {
  /** The present instant. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
