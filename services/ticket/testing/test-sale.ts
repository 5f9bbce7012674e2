/** A sale for tests: real SQL on the given pool, everything else still. */
import { randomUUID } from 'node:crypto';
import type { Entry } from '../../shared/identity/caller.ts';
import { createLogger } from '../../shared/logging/logger.ts';
import { createMetrics } from '../../shared/metrics/metrics.ts';
import { createPool, type Pool } from '../../shared/postgres/pool.ts';
import type { Sale } from '../reservations/sale.ts';
import { createSaleMetrics } from '../reservations/sale-metrics.ts';
import type { SeatLocks } from '../seats/seat-lock.ts';

export const silentLogger = createLogger({ service: 'ticket', level: 'silent' });

/** As if Redis were away: PostgreSQL decides alone. */
const noLocks: SeatLocks = {
  heldByOthers: async () => [],
  write: async () => undefined,
  stillTaken: async () => undefined,
  release: async () => undefined,
};

/** A pool that says nothing when its server goes away. */
export function testPool(url: string, max = 10): Pool {
  return createPool({ url, max, name: 'ticket-test', logger: silentLogger });
}

/** The parts of a sale on real tables, with quiet stand-ins for everything else. */
export function testSale(db: Pool, overrides: Partial<Sale> = {}): Sale {
  return {
    db,
    locks: noLocks,
    metrics: createSaleMetrics(createMetrics('ticket', false)),
    newId: randomUUID,
    now: () => new Date(),
    eventHeaders: () => '{}',
    wakeRelay: () => undefined,
    ticketLimit: 4,
    holdSeconds: 300,
    ...overrides,
  };
}

export const entryFor = (eventId: string): Entry => ({ eventId, place: 1, jti: randomUUID() });

/** The code of the error that `work` rejects with; "ok" when it resolves. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
    throw error;
  }
}

/** How often each thing occurs. */
export function tally(things: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const thing of things) counts[thing] = (counts[thing] ?? 0) + 1;
  return counts;
}
