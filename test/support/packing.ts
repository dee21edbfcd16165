// `npm pack` builds `dist` anew: of test files that run at the same time, one packs at a time.
import { onServer } from '../../dev/template.js';
import { testServer } from './database.js';

const packing = 0x7061636b;

/** Runs `pack` when nobody else is packing on the server of these tests; rejects as it does. */
export const packAlone = (pack: () => Promise<unknown>): Promise<void> =>
  onServer(testServer(), async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [packing]); // goes with the connection
    await pack();
  });
