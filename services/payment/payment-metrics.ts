import type { Metrics } from '../shared/metrics/metrics.ts';
import type { Delivery } from './payments/ticket-gateway.ts';

/** What an operator watches: the last two gauges and the trouble counter should be 0. */
export function createPaymentMetrics(metrics: Metrics) {
  const calls = metrics.counter('payment_provider_calls_total', 'Calls to the provider', ['action', 'outcome']);
  const deliveries = metrics.counter('payment_deliveries_total', "Ticket's answers right after a capture", ['outcome']);
  const webhooks = metrics.counter('payment_webhooks_total', 'Webhooks by what became of them', ['outcome']);
  const trouble = metrics.counter('payment_trouble_total', 'Outcomes that a person has to look at', ['what']);
  const stuck = metrics.gauge('payment_unsettled_payments', 'Payments open for more than a minute', ['status']);
  return {
    providerCall: (action: string, outcome: string) => calls.inc({ action, outcome }),
    delivery: (outcome: Delivery) => deliveries.inc({ outcome }),
    webhook: (outcome: string) => webhooks.inc({ outcome }),
    trouble: (what: string) => trouble.inc({ what }),
    stuck(counts: { approving: number; refunding: number }) {
      stuck.set({ status: 'approving' }, counts.approving);
      stuck.set({ status: 'refunding' }, counts.refunding);
    },
  };
}
