import { at, listAt, theResource } from '../stack-query.ts';
import { logsLifecycle } from './data-readings.ts';
import { apiRoutes } from './edge-readings.ts';
import { deviates, each, inSection, type Passage, prodOnly, same, whenThere } from './passage.ts';
import { reading, the } from './readings.ts';
import { writtenBelow } from './service-readings.ts';

const counters = inSection('5.8', 'Counters 테이블');
const positions = inSection('5.8', 'Positions 테이블');
const buckets = inSection('5.9');
const api = inSection('5.10');

const table = (name: RegExp) => (path: string) => the('aws_dynamodb_table', path, { name });
const ofCounters = table(/-vwr-counters$/);
const ofPositions = table(/-vwr-positions$/);
const typeOf = (name: RegExp, attribute: string) =>
  reading(`aws_dynamodb_table.attribute ${attribute}`, ({ stack }) =>
    listAt(theResource(stack, 'aws_dynamodb_table', { name }), 'attribute')
      .map((each_) => JSON.stringify(each_))
      .filter((text) => text.includes(`"name":"${attribute}"`))
      .map((text) => /"type":"(\w)"/.exec(text)?.[1])
      .at(0),
  );
const frontend = { bucket: /_frontend_/ };
const ofBucket = (type: string, path: string) => the(type, path, frontend);
const CODE = 'edge/vwr-api/index.ts';

const publicBlocks = reading('aws_s3_bucket_public_access_block of the frontend', ({ stack }) => {
  const found = theResource(stack, 'aws_s3_bucket_public_access_block', frontend);
  return ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].map((name) =>
    at(found, name),
  );
});
const readers = reading('aws_s3_bucket_policy of the frontend, who may read', ({ stack }) => {
  const policy = String(at(theResource(stack, 'aws_s3_bucket_policy', frontend), 'policy'));
  return [...new Set(policy.match(/[a-z.]+\.amazonaws\.com/g) ?? [])];
});

/** The tables of the waiting room (architecture.md 5.8). */
export const section5Tables: readonly Passage[] = [
  counters.cell(
    '파티션 키',
    '값',
    'eventId (String)',
    same('partition key of counters', ofCounters('hash_key'), 'eventId'),
    same('its type', typeOf(/-vwr-counters$/, 'eventId'), 'S'),
  ),
  counters.cell(
    '과금',
    '값',
    'PAY_PER_REQUEST (온디맨드)',
    same('billing of counters', ofCounters('billing_mode'), 'PAY_PER_REQUEST'),
  ),
  counters.cell(
    'PITR',
    '값',
    '활성화 (35일)',
    same('recovery of counters', ofCounters('point_in_time_recovery.enabled'), true),
    same('days of recovery of counters', ofCounters('point_in_time_recovery.recovery_period_in_days'), 35),
  ),
  counters.cell(
    '속성',
    '값',
    'nextPosition, servingCounter, isActive, updatedAt',
    ...['nextPosition', 'servingCounter', 'isActive', 'updatedAt'].map((name) =>
      whenThere(`attribute ${name}`, 7, CODE, writtenBelow(['edge'], new RegExp(`\\b${name}\\b`))),
    ),
  ),
  positions.cell(
    '파티션 키',
    '값',
    'eventId (String)',
    same('partition key of positions', ofPositions('hash_key'), 'eventId'),
    same('its type', typeOf(/-vwr-positions$/, 'eventId'), 'S'),
  ),
  positions.cell(
    '정렬 키',
    '값',
    'requestId (String)',
    same('sort key of positions', ofPositions('range_key'), 'requestId'),
    same('its type', typeOf(/-vwr-positions$/, 'requestId'), 'S'),
  ),
  positions.cell(
    'GSI',
    '값',
    'eventId-position-index (eventId + position)',
    same('index', ofPositions('global_secondary_index.name'), 'eventId-position-index'),
    same('partition key of the index', ofPositions('global_secondary_index.hash_key'), 'eventId'),
    same('sort key of the index', ofPositions('global_secondary_index.range_key'), 'position'),
  ),
  positions.cell(
    'TTL',
    '값',
    '24시간 자동 삭제',
    same('items expire', ofPositions('ttl.enabled'), true),
    same(
      'seconds until they do',
      the('aws_lambda_function', 'environment.variables.POSITION_TTL_SECONDS', { function_name: /-vwr-api$/ }),
      '86400',
    ),
  ),
  positions.cell(
    'PITR',
    '값',
    '활성화',
    same('recovery of positions', ofPositions('point_in_time_recovery.enabled'), true),
  ),
];

/** The buckets (architecture.md 5.9). */
export const section5Buckets: readonly Passage[] = [
  buckets.line(
    '- 버전 관리 활성화',
    same('versions', ofBucket('aws_s3_bucket_versioning', 'versioning_configuration.status'), 'Enabled'),
  ),
  buckets.line(
    '- SSE-S3 암호화',
    same(
      'encryption',
      ofBucket(
        'aws_s3_bucket_server_side_encryption_configuration',
        'rule.apply_server_side_encryption_by_default.sse_algorithm',
      ),
      'AES256',
    ),
  ),
  buckets.line(
    '- Public Access 전면 차단 (CloudFront OAC만 허용)',
    same('all four public blocks', publicBlocks, [true, true, true, true]),
    prodOnly('only CloudFront reads', readers, ['cloudfront.amazonaws.com']),
  ),
  buckets.line(
    '- CORS: GET, HEAD',
    same('CORS methods', ofBucket('aws_s3_bucket_cors_configuration', 'cors_rule.allowed_methods'), ['GET', 'HEAD']),
  ),
  buckets.line(
    '- ALB Access Log 저장',
    prodOnly('access logs of the load balancer', the('aws_lb', 'access_logs.enabled'), true),
  ),
  buckets.line(
    '- Lifecycle: 30일 → Standard-IA, 90일 → Glacier, 90일 후 삭제',
    deviates(prodOnly('life of logs', logsLifecycle, ['30 STANDARD_IA', '90 GLACIER', '90 deleted']), 'A5', [
      '30 STANDARD_IA',
      '90 GLACIER',
      '180 deleted',
    ]),
  ),
];

/** API Gateway (architecture.md 5.10). */
export const section5Api: readonly Passage[] = [
  ...api.pair(
    'Rate Limit',
    ['5,000 req/s', '1,000 req/s'],
    each('requests a second', the('aws_api_gateway_method_settings', 'settings.throttling_rate_limit'), 5_000, 1_000),
  ),
  ...api.pair(
    'Burst Limit',
    ['10,000 req/s', '2,000 req/s'],
    each('burst', the('aws_api_gateway_method_settings', 'settings.throttling_burst_limit'), 10_000, 2_000),
  ),
  ...[
    ['POST /vwr/assign/{eventId}', '대기열 위치 할당'],
    ['GET /vwr/check/{eventId}/{requestId}', '입장 여부 확인'],
    ['GET /vwr/status/{eventId}', '공개 상태 조회'],
  ].map(([route = '', use = '']) =>
    api.line(
      `- ${route} — ${use}`,
      same(
        route,
        reading('routes of the API', (built) => {
          const all = apiRoutes.of(built);
          return Array.isArray(all) && all.includes(route);
        }),
        true,
      ),
    ),
  ),
];
