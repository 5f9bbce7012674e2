import { redisLogs } from './data-readings.ts';
import { each, inSection, type Passage, same } from './passage.ts';
import { cidrsOf, every, subnetsOf, the } from './readings.ts';
import { ofServices, written } from './service-readings.ts';

const redis = inSection('5.2');
const group = (path: string) => the('aws_elasticache_replication_group', path);

/** The cache (architecture.md 5.2). */
export const section5Cache: readonly Passage[] = [
  ...redis.pair(
    '엔진',
    ['Redis 7.1', 'Redis 7.1'],
    same('engine', group('engine'), 'redis'),
    same('version', group('engine_version'), '7.1'),
  ),
  ...redis.pair(
    '노드 타입',
    ['cache.t4g.micro', 'cache.t4g.micro'],
    same('node type', group('node_type'), 'cache.t4g.micro'),
  ),
  ...redis.pair('노드 수', ['2 (Primary + Replica)', '1'], each('nodes', group('num_cache_clusters'), 2, 1)),
  ...redis.pair(
    'Auto-Failover',
    ['활성화', '비활성화'],
    each('failover', group('automatic_failover_enabled'), true, false),
  ),
  ...redis.pair('Multi-AZ', ['활성화', '비활성화'], each('Multi-AZ', group('multi_az_enabled'), true, false)),
  ...redis.pair(
    '서브넷',
    ['Cache 서브넷 (격리)', 'Cache 서브넷'],
    each(
      'subnets',
      cidrsOf('aws_elasticache_subnet_group', 'subnet_ids'),
      subnetsOf('cache', 'prod'),
      subnetsOf('cache', 'staging'),
    ),
  ),
  redis.line(
    '보안: At-Rest 암호화 + Transit 암호화(TLS) + AUTH Token',
    same('encrypted at rest', every('aws_elasticache_replication_group', 'at_rest_encryption_enabled'), ['true']),
    same('encrypted on the way', group('transit_encryption_enabled'), true),
    same('AUTH token set at creation', group('auth_token'), /./),
  ),
  redis.line(
    '- 대기열 관리 ({eventId}:queue, {eventId}:active, {eventId}:seen)',
    same('key of the queue', written('services/queue/line/line-keys.ts', /`\$\{line\}:queue`/), true),
    same('key of the admitted', written('services/queue/line/line-keys.ts', /`\$\{line\}:active`/), true),
    same('key of the visits', written('services/queue/line/line-keys.ts', /`\$\{line\}:seen`/), true),
    same('name in braces', written('services/queue/line/line-keys.ts', /`\{\$\{eventId\}\}`/), true),
  ),
  redis.line(
    '- Rate Limiting (sliding window)',
    same('windows in Redis', written('services/gateway/rate-limit/redis-windows.ts', /RedisWindows/), true),
  ),
  redis.line(
    '- 좌석 잠금 (seat-lock:{seatId})',
    same('key of the seat lock', written('services/ticket/seats/seat-lock.ts', /`seat-lock:\$\{seatId\}`/), true),
  ),
  redis.line(
    '- 세션 데이터',
    same(
      'auth keeps what belongs to sign-in in Redis',
      ofServices('Redis of auth', (all) => all.find(({ name }) => name === 'auth')?.redis),
      true,
    ),
  ),
  redis.line(
    '로깅: slow-log + engine-log → CloudWatch',
    same('logs', redisLogs, ['engine-log to cloudwatch-logs', 'slow-log to cloudwatch-logs']),
  ),
];
