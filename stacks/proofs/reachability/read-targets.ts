import { addressOf, at, referred, resourcesOf, type StackJson } from '../stack-query.ts';
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

function refers(stack: StackJson, value: unknown, address: string): boolean {
  return referred(stack, value).some((found) => addressOf(found) === address);
}
