import type { SecretStore, SecretValue } from '../secret-store.ts';

/** Secrets in memory, with what was written. */
export interface MemoryStore extends SecretStore {
  readonly values: Map<string, SecretValue>;
  readonly writes: number;
}

/** An empty store; `values` is what a test looks at or puts in. */
export function memoryStore(): MemoryStore {
  const values = new Map<string, SecretValue>();
  let writes = 0;
  return {
    values,
    get writes() {
      return writes;
    },
    read: async (arn) => values.get(arn),
    write: async (arn, value) => {
      writes += 1;
      values.set(arn, value);
    },
  };
}
