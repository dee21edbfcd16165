// One thing that a database lacks or has otherwise than this build expects, and what mends it.
export interface Difference {
  /** What is there and what is expected, without the mending and without a full stop. */
  readonly says: string;
  /** What mends it, in this order; none where nothing but a backup gives back what was lost. */
  readonly sql: readonly string[];
  /** What is to be known of the mending, or why there is none. */
  readonly remark?: string;
  /** The plugin works all the same, only slower or at a risk: a notice. */
  readonly works?: true;
}

/** Of our schema, as SQL wants it. */
export const ours = (name: string) => `heyawari.${name}`;
