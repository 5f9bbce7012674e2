/** Overlays of k8s/spring. */
export type OverlayName = 'kind' | 'staging' | 'prod';

/** Who may open a connection to whom, written by hand from the document and the rulings; all else must be refused. */
export interface Admission {
  readonly to: string;
  readonly port: number;
  /** Names of pods and addresses; `outside` stands for everything that is not in the namespace. */
  readonly from: readonly string[];
  readonly overlays: readonly OverlayName[];
  /** Where it is written. */
  readonly source: string;
}

const ALL = ['kind', 'staging', 'prod'] as const;
const AWS = ['staging', 'prod'] as const;

const admit = (
  to: string,
  port: number,
  from: string,
  overlays: readonly OverlayName[],
  source: string,
): Admission => ({ to, port, from: from.split(', '), overlays, source });

const BACKENDS =
  'gateway-service, auth-service, ticket-service, payment-service, stats-service, queue-service, catalog-service, community-service';
const WITH_DATABASE =
  'auth-service, ticket-service, payment-service, stats-service, catalog-service, community-service';
const WITH_REDIS = 'gateway-service, auth-service, ticket-service, queue-service';
const WITH_KAFKA = 'ticket-service, payment-service, stats-service';

/** architecture.md 4.2 and 4.3 as ruling B6 joins them, 4.4 with B2 to B4, and B5, B7. */
export const admissions: readonly Admission[] = [
  admit('gateway-service', 3001, 'outside, frontend', ALL, '4.2, B5'),
  admit('gateway-service', 3001, 'payment-test-provider', ['kind'], 'webhooks of the test provider'),
  admit('frontend', 3000, 'outside', ALL, '4.2'),
  admit('auth-service', 3005, 'gateway-service, catalog-service', ALL, '4.2, 4.3'),
  admit('ticket-service', 3002, 'gateway-service, payment-service, catalog-service', ALL, '4.2, 4.3'),
  admit('ticket-service', 3002, 'community-service', ALL, 'B6'),
  admit('payment-service', 3003, 'gateway-service, ticket-service', ALL, '4.2, 4.3, B6'),
  admit('stats-service', 3004, 'gateway-service', ALL, '4.2'),
  admit('queue-service', 3007, 'gateway-service', ALL, '4.2'),
  admit('catalog-service', 3009, 'gateway-service, queue-service', ALL, '4.2, 4.3'),
  admit('community-service', 3008, 'gateway-service', ALL, '4.2'),
  ...(
    [
      ['auth-service', 3005],
      ['ticket-service', 3002],
      ['payment-service', 3003],
      ['stats-service', 3004],
      ['queue-service', 3007],
      ['catalog-service', 3009],
      ['community-service', 3008],
    ] as const
  ).flatMap(([service, port]) => [
    admit(service, port, 'Prometheus', ALL, 'B7'),
    admit(service, port, 'Zipkin', AWS, 'B7: the whole namespace monitoring'),
  ]),
  admit('ticket-service', 3002, 'Argo Rollouts', ['prod'], '8.2: the analysis'),
  admit('payment-service', 3003, 'Argo Rollouts', ['prod'], '8.2: the analysis'),
  admit('queue-service', 3007, 'Argo Rollouts', ['prod'], '8.2: the analysis'),
  admit('DNS', 53, `${BACKENDS}, frontend, a pod of nobody`, ALL, '4.3'),
  admit(
    'DNS',
    53,
    'postgres, redis, kafka, zipkin, payment-test-provider, database-setup, topic-setup',
    ['kind'],
    '4.3',
  ),
  admit('Zipkin', 9411, BACKENDS, AWS, 'B7'),
  admit('zipkin', 9411, BACKENDS, ['kind'], 'B7'),
  admit('RDS Proxy', 5432, WITH_DATABASE, ['prod'], 'B3'),
  admit('RDS', 5432, WITH_DATABASE, ['staging'], '4.4, B3, D4'),
  admit('ElastiCache', 6379, WITH_REDIS, AWS, '4.4'),
  admit('MSK', 9098, WITH_KAFKA, AWS, '4.4, B2'),
  admit('an endpoint of AWS', 443, `${WITH_KAFKA}, queue-service`, AWS, 'B4'),
  admit('the internet', 443, 'auth-service, payment-service', AWS, 'B4'),
  admit('the internet', 443, 'ticket-service, queue-service', AWS, 'E13: SQS has no endpoint in 1.4'),
  admit('postgres', 5432, `${WITH_DATABASE}, database-setup`, ['kind'], '4.3: tier:data'),
  admit('redis', 6379, WITH_REDIS, ['kind'], '4.3: tier:data'),
  admit('kafka', 9092, `${WITH_KAFKA}, topic-setup, kafka`, ['kind'], '4.3: tier:data'),
  admit('kafka', 9093, 'kafka', ['kind'], 'brokers among themselves'),
  admit('payment-test-provider', 3013, 'payment-service', ['kind'], 'instead of the payment provider'),
];
