import type { Metrics } from '../shared/metrics/metrics.ts';

export type QueueMetrics = ReturnType<typeof createQueueMetrics>;

/** The queue's own figures (domain.md 6.5, invariant I11 of runtime.md 3.2). */
export function createQueueMetrics(metrics: Metrics) {
  return {
    joined: metrics.counter('business_queue_joined_total', 'People who took a place'),
    admitted: metrics.counter('business_queue_admitted_total', 'People let in, at once or after waiting'),
    left: metrics.counter('business_queue_left_total', 'People who left by themselves'),
    expired: metrics.counter('business_queue_expired_total', 'Admissions that ended by time'),
    waiting: metrics.gauge('business_queue_waiting', 'Living people in the line', ['event']),
    active: metrics.gauge('business_queue_active', 'People inside', ['event']),
    threshold: metrics.gauge('business_queue_threshold', 'People allowed inside at once', ['event']),
    over: metrics.gauge('invariant_queue_over_admitted', 'I11: people above the threshold after admitting; always 0'),
    newsSent: metrics.counter('business_queue_admissions_sent_total', 'Admissions that SQS has taken'),
    newsWaiting: metrics.gauge('queue_admissions_unsent', 'Admissions of this process that SQS has not taken yet'),
    newsLost: metrics.counter('queue_admissions_lost_total', 'Admissions given up: SQS was away for too long'),
    streams: metrics.gauge('business_queue_streams', 'Open event streams of this process'),
  };
}
