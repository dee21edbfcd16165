// Rows of many keys in one statement, read when the first of them is asked for, where otherwise each would be a statement of its own.

export interface ReadAhead<K, V> {
  /** What is there for `key`; keys that were not announced are read by themselves. */
  of(key: K): Promise<V | undefined>;
  /** What was read for `key` may have changed. */
  forget(key: K): void;
  /** Anything that was read may have changed: what is still to come is read again together. */
  forgetAll(): void;
}

/** `keys` in the order in which they will be asked for; each is expected once. */
export function readAhead<K, V>(
  keys: readonly K[],
  read: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): ReadAhead<K, V> {
  const toCome = new Set(keys);
  const known = new Set<K>();
  let values = new Map<K, V>();
  return {
    async of(key) {
      if (!known.has(key)) {
        const wanted = known.size === 0 ? new Set([key, ...toCome]) : new Set([key]);
        for (const [found, value] of await read([...wanted])) values.set(found, value);
        for (const one of wanted) known.add(one);
      }
      toCome.delete(key);
      return values.get(key);
    },
    forget(key) {
      // The rest stays known.
      known.delete(key);
      values.delete(key);
    },
    forgetAll() {
      known.clear();
      values = new Map();
    },
  };
}
