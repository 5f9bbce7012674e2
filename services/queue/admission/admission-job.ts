import type { Logger } from '../../shared/logging/logger.ts';
import type { Line } from '../line/line-repository.ts';
import type { QueueMetrics } from '../queue-metrics.ts';

interface AdmissionDependencies {
  readonly line: Pick<Line, 'activeEvents' | 'tick' | 'retire' | 'release'>;
  /** Names this process in the lease; unique among replicas. */
  readonly owner: string;
  readonly intervalMs: number;
  readonly metrics: Pick<QueueMetrics, 'admitted' | 'expired' | 'waiting' | 'active' | 'threshold' | 'over'>;
  readonly logger: Logger;
}

/**
 * Lets people in, every interval, for every event somebody waits in. Each replica runs it; the lease and the pace inside
 * the script make sure that together they admit what one would (10.4 #13, #14).
 */
export function createAdmissionJob({ line, owner, intervalMs, metrics, logger }: AdmissionDependencies) {
  const leased = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let isStopped = true;
  let isAway = false;

  function forget(eventId: string) {
    leased.delete(eventId);
    for (const gauge of [metrics.waiting, metrics.active, metrics.threshold]) gauge.remove({ event: eventId });
  }

  async function tick(eventId: string) {
    const round = await line.tick(eventId, owner);
    if (round.outcome === 'not-mine') return forget(eventId);
    leased.add(eventId);
    metrics.admitted.inc(round.admitted);
    metrics.expired.inc(round.expired);
    metrics.waiting.set({ event: eventId }, round.waiting);
    metrics.active.set({ event: eventId }, round.inside);
    metrics.threshold.set({ event: eventId }, round.threshold);
    if (round.outcome === 'done') metrics.over.set(round.over);
    if (round.over > 0) logger.error({ eventId, over: round.over }, 'more people inside than the threshold allows');
    if (round.idle && (await line.retire(eventId))) forget(eventId);
  }

  /** One round over all events. An event that fails does not hold up the others. */
  async function runOnce(): Promise<void> {
    const events = await line.activeEvents();
    const results = await Promise.allSettled(events.map(tick));
    for (const gone of [...leased].filter((eventId) => !events.includes(eventId))) forget(gone);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async function runAndSchedule() {
    const startedAt = performance.now();
    try {
      await runOnce();
      isAway = false;
    } catch (error) {
      // The next round does what this one could not; one line per outage is enough.
      if (!isAway) logger.warn({ err: error }, 'an admission round failed, trying on');
      isAway = true;
    }
    const spent = performance.now() - startedAt;
    if (!isStopped) timer = setTimeout(start, Math.max(intervalMs - spent, intervalMs / 10));
  }

  function start() {
    isStopped = false;
    running = runAndSchedule();
  }

  return {
    start,
    runOnce,
    /** Waits for the running round and hands the leases over, so that another replica goes on within one interval. */
    async stop(): Promise<void> {
      isStopped = true;
      clearTimeout(timer);
      await running;
      await Promise.allSettled([...leased].map((eventId) => line.release(eventId, owner)));
    },
  };
}
