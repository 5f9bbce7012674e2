import { inSection, later, type Passage } from './passage.ts';

const basic = inSection('4.1');
const inward = inSection('4.2');
const outward = inSection('4.3');
const managed = inSection('4.4');

const admits = (service: string, port: string, from: string): Passage[] => [
  inward.cell(service, '포트', port, later(`${service} admits callers on ${port}`)),
  inward.cell(service, '허용 출발지', from, later(`callers of ${service}`)),
];
const reaches = (service: string, to: string): Passage =>
  outward.cell(service, '허용 목적지', to, later(`what ${service} may reach`));

/** NetworkPolicies (architecture.md 4): issue 8 writes them from services/registry.ts. */
export const section4: readonly Passage[] = [
  basic.line('모든 Pod: Ingress + Egress 전부 차단 (화이트리스트 방식)', later('everything is refused first')),
  basic.line('default-deny-all:', later('the policy is called default-deny-all')),
  basic.line('podSelector: {}', later('it takes every pod')),
  basic.line('policyTypes: [Ingress, Egress]', later('it covers both ways')),
  ...admits('gateway-service', '3001', '모든 소스 (ALB)'),
  ...admits('frontend', '3000', '모든 소스'),
  ...admits('auth-service', '3005', 'gateway, catalog'),
  ...admits('ticket-service', '3002', 'gateway, payment, catalog'),
  ...admits('payment-service', '3003', 'gateway'),
  ...admits('stats-service', '3004', 'gateway'),
  ...admits('queue-service', '3007', 'gateway'),
  ...admits('catalog-service', '3009', 'gateway, queue'),
  ...admits('community-service', '3008', 'gateway'),
  reaches('gateway', 'tier:backend 모든 Pod + DNS(53)'),
  reaches('auth', 'DNS(53) only'),
  reaches('ticket', 'payment-service + tier:data + DNS'),
  reaches('payment', 'ticket-service + tier:data + DNS'),
  reaches('queue', 'catalog-service + tier:data + DNS'),
  reaches('stats', 'tier:data + DNS'),
  reaches('catalog', 'auth-service + tier:data + DNS'),
  reaches('community', 'tier:data + DNS'),
  managed.line('tier:backend Pod → AWS Managed Service 접근:'),
  managed.line('10.0.20.0/23 (DB 서브넷)       → TCP 5432 (PostgreSQL)', later('database subnets on 5432 (ruling B3)')),
  managed.line('10.0.30.0/23 (Cache 서브넷)    → TCP 6379 (Redis)', later('cache subnets on 6379')),
  managed.line(
    '10.0.40.0/23 (Streaming 서브넷) → TCP 9092, 9094 (Kafka)',
    later('streaming subnets on 9092, 9094 (ruling B2)'),
  ),
];
