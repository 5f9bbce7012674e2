import { deviates, inSection, onceThere, type Passage, prodOnly, type ReadValue, same, type Value } from './passage.ts';
import {
  admitsPrometheus,
  admitsReleases,
  admitted,
  admittedPorts,
  blocksOpenOn,
  mayAskForNames,
  mayCall,
  mayReachOnKind,
  maySendTraces,
  onHttps,
  otherPorts,
  refusal,
  whoReaches,
} from './policy-readings.ts';

const basic = inSection('4.1');
const inward = inSection('4.2');
const outward = inSection('4.3');
const managed = inSection('4.4');

const brought = (value: ReadValue): Value => onceThere(8, 'k8s/spring/base/network-policies.yaml', value);
const inProd = (value: ReadValue): Value => onceThere(8, 'k8s/spring/overlays/prod/network-policies.yaml', value);
const onKind = (value: ReadValue): Value => onceThere(8, 'k8s/spring/overlays/kind/network-policies.yaml', value);

/** Second columns of rows in docs/deviations.md that no ruling numbers. */
const ENGINES = 'egress to tier:data, and of every backend pod to the managed services';
const ANALYSIS = 'callers of 4.2, and an analysis that asks for /health';

const ROLLOUTS = ['ticket-service', 'payment-service', 'queue-service'];
const BACKENDS = ['auth', 'catalog', 'community', 'gateway', 'payment', 'queue', 'stats', 'ticket'];

/** Callers beyond the documented ones stand beside them: Prometheus and, in prod, the controller of releases. */
function admits(app: string, port: string, says: string, documented: readonly string[], built = documented): Passage[] {
  const callers = same(`callers of ${app}`, admitted(app), documented);
  const others: Value[] = [
    brought(deviates(same(`Prometheus reaches ${app}`, admitsPrometheus(app), false), 'B7', true)),
    ...(ROLLOUTS.includes(app)
      ? [brought(deviates(same(`Argo Rollouts reaches ${app}`, admitsReleases(app), false), ANALYSIS, true, false))]
      : []),
  ];
  return [
    inward.cell(
      app,
      '포트',
      port,
      brought(same(`${app} admits callers on ${port}`, admittedPorts(app), [`TCP ${port}`])),
    ),
    inward.cell(
      app,
      '허용 출발지',
      says,
      brought(built === documented ? callers : deviates(callers, 'B6', built)),
      ...(documented.includes('everyone') ? [] : others),
    ),
  ];
}

interface Reach {
  /** Services that the document lets it call, and those that it may call (ruling B6). */
  readonly calls: readonly string[];
  readonly built?: readonly string[];
  /** Pods of tier:data that the document lets it reach, and pods that it reaches on kind. */
  readonly data: readonly string[];
  readonly engines: readonly string[];
  /** Address blocks on 443: the endpoints, the internet (ruling B4). */
  readonly https?: 'endpoints' | 'internet' | 'both';
}

const INTERNET = '0.0.0.0/0';
const ALL = ['kafka', 'postgres', 'redis'];

function reaches(name: string, says: string, { calls, built, data, engines, https }: Reach): Passage {
  const app = `${name}-service`;
  const called = same(`services that ${name} may call`, mayCall(app), calls);
  const reached = same(`what ${name} may reach of tier:data`, mayReachOnKind(app), data);
  const onEndpoints = (block: string) => [
    ...(https === 'internet' || https === 'both' ? [INTERNET] : []),
    ...(https === 'endpoints' || https === 'both' ? [block] : []),
  ];
  const open = same(`addresses on 443 for ${name}`, onHttps(app), []);
  return outward.cell(
    name,
    '허용 목적지',
    says,
    brought(built === undefined ? called : deviates(called, 'B6', built)),
    brought(same(`${name} may ask for names`, mayAskForNames(app), true)),
    onKind(engines.join() === data.join() ? reached : deviates(reached, ENGINES, engines)),
    inProd(https === undefined ? open : deviates(open, 'B4', onEndpoints('10.0.10.0/23'), onEndpoints('10.1.10.0/23'))),
    inProd(deviates(same(`${name} may send traces`, maySendTraces(app), false), 'B7', true)),
  );
}

const open = (says: string, port: number, value: ReadValue, who: readonly string[]): Passage =>
  managed.line(
    says,
    inProd(value),
    inProd(deviates(prodOnly(`who reaches addresses on ${port}`, whoReaches(port), BACKENDS), ENGINES, who)),
  );

/** NetworkPolicies (architecture.md 4). */
export const section4: readonly Passage[] = [
  basic.line(
    '모든 Pod: Ingress + Egress 전부 차단 (화이트리스트 방식)',
    brought(same('the policy lets nothing through', refusal('rules'), 0)),
  ),
  basic.line(
    'default-deny-all:',
    brought(same('the policy is called default-deny-all', refusal('name'), 'default-deny-all')),
  ),
  basic.line('podSelector: {}', brought(same('it takes every pod', refusal('podSelector'), {}))),
  basic.line(
    'policyTypes: [Ingress, Egress]',
    brought(same('it covers both ways', refusal('policyTypes'), ['Ingress', 'Egress'])),
  ),
  ...admits('gateway-service', '3001', '모든 소스 (ALB)', ['everyone']),
  ...admits('frontend', '3000', '모든 소스', ['everyone']),
  ...admits('auth-service', '3005', 'gateway, catalog', ['catalog', 'gateway']),
  ...admits(
    'ticket-service',
    '3002',
    'gateway, payment, catalog',
    ['catalog', 'gateway', 'payment'],
    ['catalog', 'community', 'gateway', 'payment'],
  ),
  ...admits('payment-service', '3003', 'gateway', ['gateway'], ['gateway', 'ticket']),
  ...admits('stats-service', '3004', 'gateway', ['gateway']),
  ...admits('queue-service', '3007', 'gateway', ['gateway']),
  ...admits('catalog-service', '3009', 'gateway, queue', ['gateway', 'queue']),
  ...admits('community-service', '3008', 'gateway', ['gateway']),
  // All backend pods are the seven others: nobody calls itself by its Service.
  reaches('gateway', 'tier:backend 모든 Pod + DNS(53)', {
    calls: BACKENDS.filter((name) => name !== 'gateway'),
    data: [],
    engines: ['redis'],
  }),
  reaches('auth', 'DNS(53) only', { calls: [], data: [], engines: ['postgres', 'redis'], https: 'internet' }),
  reaches('ticket', 'payment-service + tier:data + DNS', {
    calls: ['payment'],
    data: ALL,
    engines: ALL,
    https: 'both',
  }),
  reaches('payment', 'ticket-service + tier:data + DNS', {
    calls: ['ticket'],
    data: ALL,
    engines: ['kafka', 'payment-test-provider', 'postgres'],
    https: 'both',
  }),
  reaches('queue', 'catalog-service + tier:data + DNS', {
    calls: ['catalog'],
    data: ALL,
    engines: ['redis'],
    https: 'both',
  }),
  reaches('stats', 'tier:data + DNS', { calls: [], data: ALL, engines: ['kafka', 'postgres'], https: 'endpoints' }),
  reaches('catalog', 'auth-service + tier:data + DNS', {
    calls: ['auth'],
    built: ['auth', 'ticket'],
    data: ALL,
    engines: ['postgres'],
  }),
  reaches('community', 'tier:data + DNS', { calls: [], built: ['ticket'], data: ALL, engines: ['postgres'] }),
  managed.line('tier:backend Pod → AWS Managed Service 접근:'),
  open(
    '10.0.20.0/23 (DB 서브넷)       → TCP 5432 (PostgreSQL)',
    5432,
    deviates(prodOnly('blocks on 5432', blocksOpenOn(5432), ['10.0.20.0/23']), 'B3', ['10.0.10.0/23']),
    ['auth', 'catalog', 'community', 'payment', 'stats', 'ticket'],
  ),
  open(
    '10.0.30.0/23 (Cache 서브넷)    → TCP 6379 (Redis)',
    6379,
    prodOnly('blocks on 6379', blocksOpenOn(6379), ['10.0.30.0/23']),
    ['auth', 'gateway', 'queue', 'ticket'],
  ),
  managed.line(
    '10.0.40.0/23 (Streaming 서브넷) → TCP 9092, 9094 (Kafka)',
    inProd(
      deviates(
        prodOnly('ports beside 443, 5432 and 6379', otherPorts([443, 5432, 6379]), ['TCP 9092', 'TCP 9094']),
        'B2',
        ['TCP 9098'],
      ),
    ),
    inProd(prodOnly('blocks of the brokers', blocksOpenOn(9098), ['10.0.40.0/23'])),
    inProd(
      deviates(prodOnly('who reaches the brokers', whoReaches(9098), BACKENDS), ENGINES, [
        'payment',
        'stats',
        'ticket',
      ]),
    ),
  ),
];
