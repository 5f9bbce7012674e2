import { at, isArguments, listAt, type Resource, referred, resourcesOf, theResource } from '../stack-query.ts';
import type { Built, Reading } from './passage.ts';
import { reading } from './readings.ts';

/** AWS's managed cache policy CachingDisabled (Amazon CloudFront Developer Guide, "Use managed cache policies"). */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

const distribution = (built: Built): Resource => theResource(built.stack, 'aws_cloudfront_distribution');

/** Behaviours by path; the default one as `/*`. */
function behaviour(built: Built, path: string): Readonly<Record<string, unknown>> {
  const all = listAt(distribution(built), 'ordered_cache_behavior').filter(isArguments);
  const found =
    path === '/*' ? at(distribution(built), 'default_cache_behavior') : all.find((each) => each.path_pattern === path);
  const block: unknown = Array.isArray(found) ? found[0] : found;
  if (!isArguments(block)) throw new Error(`there is no behaviour for ${path}`);
  return block;
}

/** Paths of all behaviours in the order CloudFront asks them, the default one last. */
export const behaviourPaths: Reading = reading('aws_cloudfront_distribution, path patterns', (built) => [
  ...listAt(distribution(built), 'ordered_cache_behavior')
    .filter(isArguments)
    .map((each) => each.path_pattern),
  '/*',
]);

/** Where a behaviour sends its requests: `load balancer`, `bucket` or `API`, by what its origin is. */
export const originOf = (path: string): Reading =>
  reading(`origin of ${path}`, (built) => {
    const target = behaviour(built, path).target_origin_id;
    const origin = listAt(distribution(built), 'origin')
      .filter(isArguments)
      .find((each) => each.origin_id === target);
    if (origin === undefined) throw new Error(`${path} names an origin that is not there`);
    return kindOf(origin);
  });

function kindOf(origin: Readonly<Record<string, unknown>>): string {
  if ('origin_access_control_id' in origin) return 'bucket';
  return String(origin.domain_name).includes('execute-api') ? 'API' : 'load balancer';
}

/** The origin of that kind, as CloudFront gets it. */
export const origin = (kind: 'load balancer' | 'bucket' | 'API', path: string): Reading =>
  reading(`origin ${kind}, ${path}`, (built) => {
    const found = listAt(distribution(built), 'origin')
      .filter(isArguments)
      .find((each) => kindOf(each) === kind);
    return found && at(found, path);
  });

/** Seconds that the edge keeps an answer of a behaviour: 0 where it keeps none, else what its policy says by default. */
export const keptSeconds = (path: string): Reading =>
  reading(`cache policy of ${path}, default_ttl`, (built) => {
    const policy = behaviour(built, path).cache_policy_id;
    if (policy === CACHING_DISABLED) return 0;
    const [own] = referred(built.stack, policy);
    return own && at(own, 'default_ttl');
  });

/** What runs at a behaviour: `Lambda@Edge`, `function` or `nothing`, with its event. */
export const runsAt = (path: string): Reading =>
  reading(`functions of ${path}`, (built) => {
    const edge = listAt(behaviour(built, path), 'lambda_function_association').filter(isArguments);
    const own = listAt(behaviour(built, path), 'function_association').filter(isArguments);
    return [
      ...edge.map((each) => `Lambda@Edge at ${String(each.event_type)}`),
      ...own.map((each) => `function at ${String(each.event_type)}`),
    ];
  });

/** Names of the security headers that the response headers policy sets, in alphabetical order. */
export const securityHeaders: Reading = reading(
  'aws_cloudfront_response_headers_policy.security_headers_config',
  ({ stack }) =>
    [
      ...new Set(
        resourcesOf(stack, 'aws_cloudfront_response_headers_policy').flatMap((policy) => {
          const block = at(policy, 'security_headers_config');
          return Object.keys(
            (isArguments(block) ? block : undefined) ?? (Array.isArray(block) && isArguments(block[0]) ? block[0] : {}),
          );
        }),
      ),
    ].sort(),
);

/** Methods and paths of the REST API, in alphabetical order. */
export const apiRoutes: Reading = reading('aws_api_gateway_method with aws_api_gateway_resource', ({ stack }) =>
  resourcesOf(stack, 'aws_api_gateway_method')
    .filter((method) => at(method, 'http_method') !== 'OPTIONS')
    .map((method) => {
      const [resource] = referred(stack, at(method, 'resource_id')).filter(
        ({ type }) => type === 'aws_api_gateway_resource',
      );
      return `${String(at(method, 'http_method'))} ${resource === undefined ? '/' : fullPath(stack, resource)}`;
    })
    .sort(),
);

function fullPath(stack: Built['stack'], resource: Resource): string {
  const [parent] = referred(stack, at(resource, 'parent_id')).filter(({ type }) => type === 'aws_api_gateway_resource');
  return `${parent === undefined ? '' : fullPath(stack, parent)}/${String(at(resource, 'path_part'))}`;
}

/** The region of a resource that is made by a provider with an alias. */
export const regionOf = (type: string, name: RegExp, argument: string): Reading =>
  reading(`provider of ${type}`, ({ stack }) => {
    const alias = String(at(theResource(stack, type, { [argument]: name }), 'provider'))
      .split('.')
      .at(-1);
    return stack.provider?.aws?.find((provider) => provider.alias === alias)?.region;
  });
