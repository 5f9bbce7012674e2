import { addressOf, at, isArguments, listAt, referred, resourcesOf, type StackJson } from '../stack-query.ts';
import type { Target } from './network.ts';

/** Every target group with its port, and whether anything is forwarded to it. */
export function readTargets(stack: StackJson): Target[] {
  const actions = [
    ...resourcesOf(stack, 'aws_lb_listener').map((listener) => at(listener, 'default_action')),
    ...resourcesOf(stack, 'aws_lb_listener_rule').map((rule) => at(rule, 'action')),
  ];
  const forwarded = referred(stack, actions).map(addressOf);
  return resourcesOf(stack, 'aws_lb_target_group').map((group) => ({
    address: addressOf(group),
    port: Number(at(group, 'port')),
    forwarded: forwarded.includes(addressOf(group)),
  }));
}

/** A proxy without a target answers and then fails: nobody would see it in the security groups. */
export function proxyFaults(stack: StackJson): string[] {
  const targets = resourcesOf(stack, 'aws_db_proxy_target');
  return resourcesOf(stack, 'aws_db_proxy')
    .filter((proxy) => {
      const own = targets.find((target) => refers(stack, at(target, 'db_proxy_name'), addressOf(proxy)));
      return own === undefined || referred(stack, at(own, 'db_instance_identifier'))[0]?.type !== 'aws_db_instance';
    })
    .map((proxy) => `${addressOf(proxy)}: the proxy has no database behind it`);
}

/**
 * Behind a CDN the load balancer answers 403 to whatever lacks the header (ruling B14): it must not forward by default, and
 * each of its rules must accept what the CDN sends, or the sale is closed to everybody.
 */
export function headerFaults(stack: StackJson): string[] {
  const origins = resourcesOf(stack, 'aws_cloudfront_distribution')
    .flatMap((distribution) => listAt(distribution, 'origin'))
    .filter(isArguments)
    .filter((origin) => referred(stack, at(origin, 'domain_name'))[0]?.type === 'aws_lb');
  if (origins.length === 0) return [];
  const sent = origins.flatMap((origin) => listAt(origin, 'custom_header').map(sentHeader));
  const open = resourcesOf(stack, 'aws_lb_listener', { protocol: 'HTTPS' })
    .filter((listener) => at(listener, 'default_action.type') !== 'fixed-response')
    .map((listener) => `${addressOf(listener)}: lets in requests without the header of the CDN`);
  const deaf = resourcesOf(stack, 'aws_lb_listener_rule')
    .filter((rule) => !acceptedHeaders(listAt(rule, 'condition')).some((header) => sent.includes(header)))
    .map((rule) => `${addressOf(rule)}: accepts no header that the CDN sends`);
  return [...open, ...deaf];
}

const sentHeader = (header: unknown): string =>
  isArguments(header) ? `${String(header.name).toLowerCase()}: ${String(header.value)}` : '';

function acceptedHeaders(conditions: readonly unknown[]): string[] {
  return conditions.filter(isArguments).flatMap((condition) => {
    const name = String(at(condition, 'http_header.http_header_name')).toLowerCase();
    return listAt(condition, 'http_header.values').map((value) => `${name}: ${String(value)}`);
  });
}

function refers(stack: StackJson, value: unknown, address: string): boolean {
  return referred(stack, value).some((found) => addressOf(found) === address);
}
