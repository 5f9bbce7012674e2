import type { Benchmark } from './bench-row.ts';

/** Every benchmark by name; loaded only when it runs. */
export const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  gateway: () => import('./gateway.ts'),
  'rate-limit': () => import('./rate-limit.ts'),
  queue: () => import('./queue.ts'),
  seats: () => import('./seats.ts'),
  purchase: () => import('./purchase.ts'),
  events: () => import('./events.ts'),
  vwr: () => import('./vwr.ts'),
  million: () => import('./million.ts'),
};
