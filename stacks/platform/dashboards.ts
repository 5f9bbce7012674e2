import type { Dashboard } from './dashboard.ts';

const requests = 'http_server_requests_seconds';
const byService = (expr: string) => `sum by (service) (${expr})`;
const share = (quantile: string) =>
  `histogram_quantile(${quantile}, sum by (service, le) (rate(${requests}_bucket[5m])))`;

/** What is watched, page by page (domain.md 8.4), with Node.js in the place of the JVM. */
export const dashboards: readonly Dashboard[] = [
  {
    uid: 'urr-services',
    title: 'Services',
    panels: [
      { title: 'Requests', expr: byService(`rate(${requests}_count[1m])`), legend: '{{service}}', unit: 'reqps' },
      {
        title: 'Share of errors (5xx)',
        expr: `${byService(`rate(${requests}_count{status=~"5.."}[5m])`)} / ${byService(`rate(${requests}_count[5m])`)}`,
        legend: '{{service}}',
        unit: 'percentunit',
      },
      { title: 'Half answered within', expr: share('0.5'), legend: '{{service}}', unit: 's' },
      { title: '95 in 100 answered within', expr: share('0.95'), legend: '{{service}}', unit: 's' },
      { title: '99 in 100 answered within', expr: share('0.99'), legend: '{{service}}', unit: 's' },
      {
        title: 'Answers by status',
        expr: `sum by (status) (rate(${requests}_count[1m]))`,
        legend: '{{status}}',
        unit: 'reqps',
      },
      {
        title: 'Busiest routes',
        expr: `topk(15, sum by (service, route) (rate(${requests}_count{route!=""}[5m])))`,
        legend: '{{service}} {{route}}',
        unit: 'reqps',
      },
      { title: 'Running for', expr: 'time() - process_start_time_seconds', legend: '{{service}}', unit: 's' },
    ],
  },
  {
    uid: 'urr-sale',
    title: 'Sale',
    panels: [
      { title: 'Waiting', expr: 'sum by (event) (business_queue_waiting)', legend: '{{event}}', unit: 'short' },
      { title: 'Inside', expr: 'sum by (event) (business_queue_active)', legend: '{{event}}', unit: 'short' },
      { title: 'Let in', expr: 'sum(rate(business_queue_admitted_total[1m]))', legend: 'a second', unit: 'short' },
      {
        title: 'A hold takes (95 in 100)',
        expr: 'histogram_quantile(0.95, sum by (le) (rate(business_reservation_create_duration_seconds_bucket[5m])))',
        legend: 'seconds',
        unit: 's',
      },
      {
        title: 'Asked of the payment provider',
        expr: 'sum by (outcome) (rate(payment_provider_calls_total[1m]))',
        legend: '{{outcome}}',
        unit: 'reqps',
      },
      { title: 'Payments not settled', expr: 'sum(payment_unsettled_payments)', legend: 'payments', unit: 'short' },
      {
        title: 'Broken invariants (always 0)',
        expr: 'max by (service, invariant) (urr_invariant_broken)',
        legend: '{{service}} {{invariant}}',
        unit: 'short',
      },
    ],
  },
  {
    uid: 'urr-events',
    title: 'Events',
    panels: [
      {
        title: 'Published',
        expr: 'sum by (service, topic) (rate(outbox_published_total[1m]))',
        legend: '{{service}} {{topic}}',
        unit: 'short',
      },
      {
        title: 'Oldest that waits',
        expr: 'max by (service) (outbox_oldest_seconds)',
        legend: '{{service}}',
        unit: 's',
      },
      {
        title: 'Tries that failed',
        expr: 'sum by (service) (rate(outbox_publish_failures_total[5m]))',
        legend: '{{service}}',
        unit: 'short',
      },
    ],
  },
  {
    uid: 'urr-node',
    title: 'Node.js and dependencies',
    panels: [
      { title: 'CPU', expr: 'rate(process_cpu_seconds_total[1m])', legend: '{{service}} {{pod}}', unit: 'percentunit' },
      { title: 'Memory', expr: 'process_resident_memory_bytes', legend: '{{service}} {{pod}}', unit: 'bytes' },
      {
        title: 'Event loop late (99 in 100)',
        expr: 'nodejs_eventloop_lag_p99_seconds',
        legend: '{{service}}',
        unit: 's',
      },
      {
        title: 'Garbage collection',
        expr: 'sum by (service, kind) (rate(nodejs_gc_duration_seconds_sum[5m]))',
        legend: '{{service}} {{kind}}',
        unit: 's',
      },
      {
        title: 'Breakers open',
        expr: 'max by (upstream) (gateway_breaker_open)',
        legend: '{{upstream}}',
        unit: 'short',
      },
      { title: 'Up', expr: 'up{job="spring-services"}', legend: '{{app}} {{pod}}', unit: 'short' },
    ],
  },
];
