import type { SeatLocks } from '../ticket/seats/seat-lock.ts';

/**
 * Seat locks inside a transaction: what is written waits for `flush`, because a lock for a hold that is rolled back would turn
 * others away from a free seat.
 */
export function locksAfterCommit(locks: SeatLocks): { readonly locks: SeatLocks; readonly flush: () => Promise<void> } {
  const waiting: (() => Promise<void>)[] = [];
  return {
    locks: {
      ...locks,
      write: async (entries, until) => {
        waiting.push(() => locks.write(entries, until));
      },
    },
    async flush() {
      for (const write of waiting.splice(0)) await write();
    },
  };
}
