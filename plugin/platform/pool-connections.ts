// The connections of one pool, so that it can be ended for sure: a frozen server says no goodbye, and a socket left open keeps the process alive.
import type pg from 'pg';
import { preparingClient } from './prepared-statements.js';

export interface PoolConnections {
  /** For the pool's options. */
  readonly Client: typeof pg.Client;
  /** Resolves when none is left, whether open or in the making. */
  gone(): Promise<void>;
  /** Ends them all at once: what waits for an answer on them fails. */
  hangUp(): void;
}

export function createPoolConnections(): PoolConnections {
  const present = new Set<pg.Client>();
  let waiting: (() => void)[] = [];
  const left = (client: pg.Client) => {
    present.delete(client);
    if (present.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  return {
    Client: class extends preparingClient() {
      constructor(config?: string | pg.ClientConfig) {
        super(config);
        present.add(this);
        this.once('end', () => left(this));
      }
    },
    gone: () => (present.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    hangUp: () => present.forEach((client) => client.connection.stream.destroy()),
  };
}
