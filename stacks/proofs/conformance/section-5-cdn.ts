import { listAt, theResource } from '../stack-query.ts';
import { behaviourPaths, keptSeconds, origin, originOf, runsAt, securityHeaders } from './edge-readings.ts';
import { inSection, type Passage, prodOnly, type Value } from './passage.ts';
import { reading, the } from './readings.ts';

const cdn = inSection('5.5');
const origins = inSection('5.5', 'Origin 3개');
const behaviours = inSection('5.5', 'Cache Behavior 5개');
const distribution = (path: string) => the('aws_cloudfront_distribution', path);
const number = (path: string) =>
  reading(`number of ${path}`, ({ stack }) => listAt(theResource(stack, 'aws_cloudfront_distribution'), path).length);

const behaviour = (
  path: string,
  title: string,
  [place, to]: readonly [string, string],
  [kept, seconds]: readonly [string, number],
  [runs, what]: readonly [string, readonly string[]],
): Passage[] => [
  behaviours.cell(title, 'Origin', place, prodOnly(`origin of ${path}`, originOf(path), to)),
  behaviours.cell(title, '캐시 TTL', kept, prodOnly(`seconds kept of ${path}`, keptSeconds(path), seconds)),
  behaviours.cell(title, 'Lambda@Edge', runs, prodOnly(`what runs at ${path}`, runsAt(path), what)),
];
const origins3 = (name: string, use: string, protocol: string, ...values: [Value, ...Value[]]): Passage[] => {
  const [first, ...rest] = values;
  return [origins.cell(name, '대상', use, first), origins.cell(name, '프로토콜', protocol, ...rest)];
};

/** The CDN (architecture.md 5.5), prod only. */
export const section5Cdn: readonly Passage[] = [
  cdn.cell(
    'Price Class',
    '값',
    'PriceClass_200 (북미+유럽+아시아)',
    prodOnly('price class', distribution('price_class'), 'PriceClass_200'),
  ),
  cdn.cell(
    'TLS',
    '값',
    'TLSv1.2_2021',
    prodOnly('oldest TLS', distribution('viewer_certificate.minimum_protocol_version'), 'TLSv1.2_2021'),
  ),
  cdn.cell('IPv6', '값', '활성화', prodOnly('IPv6', distribution('is_ipv6_enabled'), true)),
  cdn.cell('HTTP/2', '값', '활성화', prodOnly('HTTP', distribution('http_version'), /^http2/)),
  cdn.line('Origin 3개:', prodOnly('origins', number('origin'), 3)),
  ...origins3(
    'ALB',
    'API 트래픽',
    'HTTPS (X-Custom-Header 검증)',
    prodOnly('API calls go to the load balancer', originOf('/*'), 'load balancer'),
    prodOnly(
      'protocol to the load balancer',
      origin('load balancer', 'custom_origin_config.origin_protocol_policy'),
      'https-only',
    ),
    prodOnly('header to the load balancer', origin('load balancer', 'custom_header.name'), 'X-Custom-Header'),
  ),
  ...origins3(
    'S3',
    '정적 파일',
    'OAC (SigV4 서명)',
    prodOnly('static files come from the bucket', originOf('/static/*'), 'bucket'),
    prodOnly('signed with', the('aws_cloudfront_origin_access_control', 'signing_protocol'), 'sigv4'),
    prodOnly('signed', the('aws_cloudfront_origin_access_control', 'signing_behavior'), 'always'),
  ),
  ...origins3(
    'API Gateway',
    'VWR API',
    'HTTPS',
    prodOnly('the waiting room API', originOf('/vwr-api/*'), 'API'),
    prodOnly('protocol to the API', origin('API', 'custom_origin_config.origin_protocol_policy'), 'https-only'),
  ),
  cdn.line(
    'Cache Behavior 5개:',
    prodOnly('paths', behaviourPaths, ['/static/*', '/_next/static/*', '/vwr/*', '/vwr-api/*', '/*']),
  ),
  ...behaviour(
    '/*',
    '/* (기본)',
    ['ALB', 'load balancer'],
    ['0초 (no-cache)', 0],
    ['viewer-request (토큰 검증)', ['Lambda@Edge at viewer-request']],
  ),
  ...behaviour('/static/*', '/static/*', ['S3', 'bucket'], ['1시간', 3_600], ['-', []]),
  ...behaviour('/_next/static/*', '/_next/static/*', ['S3', 'bucket'], ['1년 (immutable)', 31_536_000], ['-', []]),
  ...behaviour(
    '/vwr/*',
    '/vwr/*',
    ['S3', 'bucket'],
    ['5분', 300],
    ['CF Function (rewrite)', ['function at viewer-request']],
  ),
  ...behaviour(
    '/vwr-api/*',
    '/vwr-api/*',
    ['API GW', 'API'],
    ['0초', 0],
    ['CF Function (prefix strip)', ['function at viewer-request']],
  ),
  cdn.line(
    '보안 헤더: HSTS, X-Content-Type-Options, X-Frame-Options, X-XSS-Protection, Referrer-Policy',
    ...['strict_transport_security', 'content_type_options', 'frame_options', 'xss_protection', 'referrer_policy'].map(
      (header) =>
        prodOnly(
          header,
          reading('security headers', (built) => {
            const all = securityHeaders.of(built);
            return Array.isArray(all) && all.includes(header);
          }),
          true,
        ),
    ),
  ),
];
