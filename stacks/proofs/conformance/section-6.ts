import { openedToPrefixList } from './group-readings.ts';
import { endpoint, wayOut } from './network-readings.ts';
import { deviates, inSection, onceThere, type Passage, prodOnly, same, type Value, whenThere } from './passage.ts';
import { namedByPolicies } from './policy-readings.ts';
import { count, the } from './readings.ts';
import { exists, written, writtenBelow } from './service-readings.ts';

const layers = inSection('6');
const chain = inSection('6.1');
const limits = inSection('6.1', 'Rate Limit 카테고리');
const tokens = inSection('6.2');
const CATEGORIES = 'services/gateway/rate-limit/categories.ts';
const EDGE = 'edge/viewer-request/index.ts';
const ENTRY = 'services/gateway/filters/entry-token.ts';

const filter = (order: string, name: string, file: string, does: string, what: Value): Passage[] => [
  chain.cell(
    order,
    '필터',
    name,
    same(`place of ${name}`, written(`services/gateway/filters/${file}.ts`, /order: (-?\d+)/), Number(order)),
  ),
  chain.cell(order, '역할', does, what),
];
const limit = (name: string, rpm: string, paths: string, ...segments: string[]): Passage[] => [
  limits.cell(
    name,
    '제한',
    `${rpm} RPM`,
    same(`${name} a minute`, written(CATEGORIES, new RegExp(`${name}: (\\d+)`)), Number(rpm)),
  ),
  limits.cell(
    name,
    '적용 경로',
    paths,
    ...(segments.length === 0
      ? [same(`${name} counts the rest`, written(CATEGORIES, /default:\n\s+return '(\w+)'/), name)]
      : segments.map((segment) =>
          same(`${name} counts /${segment}`, written(CATEGORIES, new RegExp(`case '${segment}':`)), true),
        )),
  ),
];
const ALB = /-alb/;

/** Layers, gateway, tokens, security groups (architecture.md 6). */
export const section6: readonly Passage[] = [
  layers.line('6. 보안 계층 (6단계)'),
  layers.line(
    'Layer 1: CloudFront        TLS 1.2+, 보안 헤더, 지역 제한',
    prodOnly(
      'oldest TLS',
      the('aws_cloudfront_distribution', 'viewer_certificate.minimum_protocol_version'),
      'TLSv1.2_2021',
    ),
    prodOnly('policy of security headers', count('aws_cloudfront_response_headers_policy'), 1),
    deviates(
      prodOnly(
        'limit by country',
        the('aws_cloudfront_distribution', 'restrictions.geo_restriction.restriction_type'),
        'whitelist',
      ),
      'D6',
      'none',
    ),
  ),
  layers.line(
    'Layer 2: Lambda@Edge       VWR Token 검증 (Tier 1 + Tier 2)',
    whenThere(
      'tokens of both tiers are checked at the edge',
      7,
      EDGE,
      writtenBelow(['edge/viewer-request'], /vwrTokens[\s\S]*entryTokens/),
    ),
  ),
  layers.line(
    'Layer 3: ALB               CloudFront만 허용 (Prefix List), HTTPS',
    prodOnly('ports for CloudFront alone', openedToPrefixList(ALB), ['80', '443']),
  ),
  layers.line(
    'Layer 4: Gateway Filters   JWT 인증, Rate Limiting, Entry Token 검증',
    same('JWT filter', exists('services/gateway/filters/jwt-auth.ts'), true),
    same('rate limit filter', exists('services/gateway/filters/rate-limit.ts'), true),
    same('entry token filter', exists(ENTRY), true),
  ),
  layers.line(
    'Layer 5: NetworkPolicy     서비스별 Ingress/Egress 화이트리스트',
    onceThere(
      8,
      'k8s/spring/base/network-policies.yaml',
      same('services with policies of their own', namedByPolicies, [
        'auth',
        'catalog',
        'community',
        'gateway',
        'payment',
        'queue',
        'stats',
        'ticket',
        'frontend',
      ]),
    ),
  ),
  layers.line(
    'Layer 6: VPC               서브넷 격리, 보안 그룹, VPC Endpoints',
    same('database subnets are isolated', wayOut('database', 0), 'nowhere'),
    same('cache subnets are isolated', wayOut('cache', 0), 'nowhere'),
    same('S3 by endpoint', endpoint('s3'), 'in every route table'),
  ),

  ...filter(
    '-2',
    'CookieAuthFilter',
    'cookie-auth',
    'Cookie에서 access_token 추출 → Bearer 변환',
    same('cookie', written('services/gateway/filters/cookie-auth.ts', /'access_token'/), true),
  ),
  ...filter(
    '-1',
    'JwtAuthFilter',
    'jwt-auth',
    'JWT 검증, X-User-Id/Email/Role 헤더 주입',
    same('headers to the services', written('services/gateway/proxy/onward-headers.ts', /X-User-Id/i), true),
  ),
  ...filter(
    '0',
    'RateLimitFilter',
    'rate-limit',
    'IP/유저별 요청 제한 (Redis 기반)',
    same('counted in Redis', exists('services/gateway/rate-limit/redis-windows.ts'), true),
  ),
  ...filter(
    '1',
    'VwrEntryTokenFilter',
    'entry-token',
    'Tier 2 Entry Token 검증, 좌석/예매 API 보호',
    same(
      'seats and reservations are protected',
      written(ENTRY, /'\/api\/seats\/reserve', '\/api\/reservations'/),
      true,
    ),
  ),
  ...limit('AUTH', '20', '/api/v1/auth/*', 'auth'),
  ...limit('QUEUE', '60', '/api/v1/queue/*', 'queue'),
  ...limit('BOOKING', '10', '/api/v1/reservations/*, /api/v1/seats/*', 'reservations', 'seats'),
  ...limit('GENERAL', '100', '그 외 전부'),

  tokens.line(
    '사용자 → CloudFront',
    whenThere(
      'cookie urr-vwr-token of tier 1',
      7,
      EDGE,
      writtenBelow(['edge', 'services/shared/tokens'], /urr-vwr-token/),
    ),
  ),
  tokens.line(
    'ticket-service (좌석 선택, 예매)',
    same('cookie of tier 2', written(ENTRY, /'urr-entry-token'/), true),
    same('header of tier 2', written('services/gateway/proxy/incoming-headers.ts', /'x-queue-entry-token'/), true),
  ),
];
