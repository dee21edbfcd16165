// Rows of the ledger as no build of today leaves them: what older ones have left, past the triggers that hold today's.
import type { World } from './world.js';

export const asOlderBuilds = ({ pool }: Pick<World, 'pool'>, statement: string) =>
  pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${statement}; COMMIT`);
