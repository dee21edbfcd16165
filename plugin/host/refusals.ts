// Why the PMS does not write what it is asked to.

/** The PMS's own function said no; nothing of the reservation may be kept. */
export class HostRefusal extends Error {
  constructor(operation: string, explanation: string) {
    super(`the PMS refused to ${operation}: ${explanation}`);
    this.name = 'HostRefusal';
  }
}

/** The PMS's own function wrote to another reservation of the same number than it was to; nothing of it may be kept. */
export class HostTouchedOthers extends Error {
  constructor() {
    super('the PMS wrote to another reservation of the same number');
    this.name = 'HostTouchedOthers';
  }
}

/**
 * Somebody in the PMS holds what is to be written, or the PMS's function waits for something: nothing is wrong with what was asked, and
 * it will do later.
 */
export class HostLocked extends Error {
  constructor(options?: ErrorOptions) {
    super('the PMS holds what was to be written', options);
    this.name = 'HostLocked';
  }
}

/** Its function did not come back in time. The connection was given up with everything that was written on it. `cause`: what PostgreSQL had refused by then. */
export class HostSilent extends HostLocked {
  constructor(options?: ErrorOptions) {
    super(options);
    this.message = 'the PMS did not answer in time';
    this.name = 'HostSilent';
  }
}
