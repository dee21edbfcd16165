// What was found about one thing that the plugin needs: said alike by a start that refuses and by `npx heyawari check`.

/** `fails`: the plugin cannot start, or not do its work. `notice`: it runs, and somebody should know. */
export type FindingState = 'ok' | 'notice' | 'fails';

export interface Finding {
  /** What was looked at, a few words: `PostgreSQL`. One thing may have several findings. */
  readonly about: string;
  readonly state: FindingState;
  /** What is there or wrong and, unless it is `ok`, what to do about it: one sentence; never a secret or a guest's data. */
  readonly says: string;
  /** The statements in `says` that mend it, for a program; undefined where there are none. */
  readonly sql?: string;
}

/** Those of `about`; where there is none, that all is well with it. */
export const orOk = (about: string, found: readonly Finding[], well: string): readonly Finding[] =>
  found.length > 0 ? found : [{ about, state: 'ok', says: well }];
