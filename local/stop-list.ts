/** What has been started and must be stopped, in reverse; the same for a finished start and for one cut short. */
export interface StopList {
  readonly add: (what: string, stop: () => Promise<void>) => void;
  /** Stops everything, last started first; a stop that fails is said and does not keep the others running. */
  readonly stopAll: () => Promise<void>;
}

/** @param say told what is being stopped, and what did not stop well */
export function createStopList(say: (line: string) => void): StopList {
  const entries: { what: string; stop: () => Promise<void> }[] = [];
  return {
    add: (what, stop) => void entries.push({ what, stop }),
    async stopAll() {
      for (let entry = entries.pop(); entry; entry = entries.pop()) {
        const { what, stop } = entry;
        say(`stopping ${what}`);
        await stop().catch((error: unknown) => say(`${what} did not stop well: ${String(error)}`));
      }
    },
  };
}
