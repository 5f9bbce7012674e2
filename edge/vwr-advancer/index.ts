import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CountersTable } from '../vwr-line/counters-table.ts';
import { tableClient } from '../vwr-line/table-client.ts';
import { advanceLines } from './advancer-run.ts';
import { cycleMetrics } from './cycle-metrics.ts';
import { readSettings } from './settings.ts';

const HEALTH_TIMEOUT_MS = 2_000;

const settings = readSettings(process.env);
const counters = new CountersTable(tableClient(), settings.countersTable);
const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'vwr-advancer';

/** Wakened every minute (architecture.md 5.7): moves the lines of all active events for 55 s. Rejects when it achieved nothing. */
export async function handler(): Promise<void> {
  const { originHealthUrl: url } = settings;
  await advanceLines({
    counters,
    owner: randomUUID(),
    batch: settings.batch,
    cycleMs: settings.cycleSeconds * 1_000,
    loopMs: settings.loopSeconds * 1_000,
    clocks: { wall: Date.now, monotonic: () => performance.now() },
    sleep: async (milliseconds) => sleep(milliseconds),
    originIsWell: async () =>
      url === null || (await fetch(url, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS), redirect: 'error' })).ok,
    report: (cycle) => console.log(cycleMetrics(cycle, functionName, Date.now())),
  });
}
