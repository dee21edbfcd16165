// The process of the catch-up bench: the stand-in PMS with the built plugin mounted, which tells how its pool of connections fares.
import { createRequire } from 'node:module';
import { watchPool } from '../pace/measure.js';

/** The first says where it listens; the last, when it is asked to stop, what was seen of its pool. */
export type Reply = { readonly url: string } | { readonly pool: PoolSeen };

/** The most clients out and the most callers waiting, in so many samples. */
export interface PoolSeen {
  readonly mostOut: number;
  readonly mostWaiting: number;
  readonly samples: number;
}

const require = createRequire(import.meta.url);
const pms = require('../../examples/host-pms/api/index.js') as {
  readonly plugin: { readonly started: Promise<boolean> };
  start(port: number): Promise<{ port: number }>;
  stop(): Promise<void>;
};
const database = require('../../examples/host-pms/api/config/database.js') as Parameters<typeof watchPool>[0];

const reply = (answer: Reply) => process.send?.(answer);

if (!(await pms.plugin.started)) throw new Error('the plugin did not start');
const { port } = await pms.start(0);
const watched = watchPool(database);
process.on('message', () => reply({ pool: watched.stop() }));
process.on('disconnect', () => void pms.stop().finally(() => process.exit(0)));
reply({ url: `http://127.0.0.1:${port}` });
