import type { DatabaseName, ServiceName } from '../../../services/registry.ts';
import { maySend } from './access-readings.ts';
import { deviates, inSection, onceThere, type Passage, same, type Value, whenThere } from './passage.ts';
import { mayCall } from './policy-readings.ts';
import { exists, ofService, topicFlow } from './service-readings.ts';

const calls = inSection('3.2');
const roles = inSection('3.3');
const POLICIES = 'k8s/spring/base/network-policies.yaml';

const callsOf = (name: ServiceName) => ofService(name, 'calls', (service) => [...service.calls].sort());
const database = (name: ServiceName, wanted: DatabaseName) =>
  same(
    `database of ${name}`,
    ofService(name, 'database', (service) => service.database?.name),
    wanted,
  );
const redis = (name: ServiceName) =>
  same(
    `${name} uses Redis`,
    ofService(name, 'redis', (service) => service.redis),
    true,
  );
const kafka = (name: ServiceName) =>
  same(
    `${name} uses Kafka`,
    ofService(name, 'topics', ({ produces, consumes }) => produces.length + consumes.length > 0),
    true,
  );
const runs = (name: string) => same(`${name} is a service`, exists(`services/${name}/server.ts`), true);

const role = (name: string, does: string, needs: string, what: Value, ...values: Value[]): Passage[] => [
  roles.cell(name, '역할', does, what),
  roles.cell(name, '의존 서비스', needs, ...values),
];

/** Who calls whom, and what each needs (architecture.md 3.2, 3.3). */
export const section3Calls: readonly Passage[] = [
  calls.line(
    '(API 라우터)              (Next.js SSR)',
    same('frontend calls gateway only', callsOf('frontend'), ['gateway']),
  ),
  calls.line(
    'auth   ticket  payment  stats  queue  catalog community',
    same('gateway calls all seven', callsOf('gateway'), [
      'auth',
      'catalog',
      'community',
      'payment',
      'queue',
      'stats',
      'ticket',
    ]),
  ),
  calls.line('payment', deviates(same('payment calls nobody but by events', callsOf('payment'), []), 'B6', ['ticket'])),
  calls.line(
    '(Kafka: reservation-events)',
    same(
      'payment writes reservation-events',
      ofService('payment', 'topics', (service) => service.produces),
      ['reservation-events'],
    ),
  ),
  calls.line('Kafka 토픽 흐름:'),
  calls.line(
    'ticket → payment-events → payment',
    deviates(same('payment-events', topicFlow('payment-events'), ['ticket', ['payment']]), 'E12', [
      'ticket',
      ['payment', 'stats'],
    ]),
  ),
  calls.line(
    'payment → reservation-events → ticket',
    deviates(same('reservation-events', topicFlow('reservation-events'), ['payment', ['ticket']]), 'E12', [
      'payment',
      ['ticket', 'stats'],
    ]),
  ),
  calls.line(
    'ticket → transfer-events → stats',
    same('transfer-events', topicFlow('transfer-events'), ['ticket', ['stats']]),
  ),
  calls.line(
    'ticket → membership-events → stats',
    same('membership-events', topicFlow('membership-events'), ['ticket', ['stats']]),
  ),

  ...role(
    'gateway',
    'API 라우팅, JWT 인증, Rate Limiting, Entry Token 검증',
    'Redis, 모든 backend',
    runs('gateway'),
    redis('gateway'),
  ),
  ...role(
    'auth',
    '회원가입/로그인, OAuth, JWT 발급',
    'PostgreSQL (auth_db)',
    runs('auth'),
    database('auth', 'auth_db'),
  ),
  ...role(
    'ticket',
    '이벤트/공연 관리, 예매, 좌석 잠금, 양도',
    'PostgreSQL (ticket_db), Redis, Kafka',
    runs('ticket'),
    database('ticket', 'ticket_db'),
    redis('ticket'),
    kafka('ticket'),
  ),
  ...role(
    'payment',
    '결제 처리, 결제 조정',
    'PostgreSQL (payment_db), Kafka',
    runs('payment'),
    database('payment', 'payment_db'),
    kafka('payment'),
  ),
  ...role(
    'stats',
    '통계 집계, 이벤트 소비',
    'PostgreSQL (stats_db), Kafka',
    whenThere('stats is a service', 6, 'services/stats/server.ts', exists('services/stats/server.ts')),
    database('stats', 'stats_db'),
    kafka('stats'),
  ),
  ...role(
    'queue',
    'Tier 2 대기열 (입장/퇴장/상태), SQS 연동',
    'Redis, SQS',
    runs('queue'),
    redis('queue'),
    same('queue may send to SQS', maySend('queue'), true),
  ),
  ...role(
    'catalog',
    '읽기 전용 이벤트/아티스트 조회',
    'PostgreSQL (ticket_db 공유), auth',
    runs('catalog'),
    database('catalog', 'ticket_db'),
    deviates(same('catalog calls auth', callsOf('catalog'), ['auth']), 'B6', ['auth', 'ticket']),
    same(
      'catalog only reads',
      ofService('catalog', 'database', (service) => service.database?.access),
      'read',
    ),
  ),
  ...role(
    'community',
    '커뮤니티/리뷰',
    'PostgreSQL (community_db)',
    whenThere('community is a service', 6, 'services/community/server.ts', exists('services/community/server.ts')),
    database('community', 'community_db'),
  ),
  ...role(
    'frontend',
    'Next.js SSR 웹 UI',
    'gateway (SSR fetch)',
    whenThere('the web front end', 9, 'services/frontend', exists('services/frontend')),
    same('frontend calls gateway', callsOf('frontend'), ['gateway']),
    onceThere(8, POLICIES, same('frontend may call gateway', mayCall('frontend'), ['gateway'])),
  ),
];
