// What the parts of the pool's bench have in common: the server that they measure on, and what they answer with.
import type { Figures, Ground } from '../import/part.js';

export type PoolGround = Pick<Ground, 'postmaster' | 'rounds' | 'inDatabase' | 'tell'>;

/** What a part measures of the keys that were asked for. */
export type MeasurePool = (ground: PoolGround, keys: readonly string[]) => Promise<Figures>;
