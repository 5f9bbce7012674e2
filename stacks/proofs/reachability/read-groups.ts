import { addressOf, at, listAt, type Resource, referred, resourcesOf, type StackJson } from '../stack-query.ts';
import type { GroupRule, Peer } from './network.ts';

const RULE_TYPES = [
  ['aws_vpc_security_group_ingress_rule', 'in'],
  ['aws_vpc_security_group_egress_rule', 'out'],
] as const;
// Rules may hide here too; the project draws none this way, and one that appeared would pass the proof unseen.
const OTHER_RULES = ['aws_security_group_rule', 'aws_network_acl', 'aws_network_acl_rule', 'aws_default_network_acl'];

/** Addresses of the security groups that a value refers to. */
export function groupsIn(stack: StackJson, value: unknown): string[] {
  return referred(stack, value)
    .filter(({ type }) => type === 'aws_security_group')
    .map(addressOf);
}

/** Every rule of every security group, and what is wrong with them as they stand. */
export function readGroups(stack: StackJson): { groups: string[]; rules: GroupRule[]; faults: string[] } {
  const rules: GroupRule[] = [];
  const faults = resourcesOf(stack)
    .filter(({ type }) => OTHER_RULES.includes(type))
    .map(
      (found) =>
        `${addressOf(found)}: the proof does not read rules of this type; draw them in support/security-groups`,
    );
  for (const [type, direction] of RULE_TYPES)
    for (const found of resourcesOf(stack, type)) {
      const [group] = groupsIn(stack, at(found, 'security_group_id'));
      const peer = peerOf(stack, found);
      if (group === undefined) faults.push(`${addressOf(found)}: the rule belongs to no security group of the stack`);
      else if (peer === undefined) faults.push(`${addressOf(found)}: the rule names nobody`);
      else if (!['tcp', '-1'].includes(String(at(found, 'ip_protocol'))))
        faults.push(`${addressOf(found)}: the proof reads TCP only, not ${String(at(found, 'ip_protocol'))}`);
      else rules.push({ address: addressOf(found), direction, group, peer, ...portsOf(found) });
    }
  const groups = resourcesOf(stack, 'aws_security_group');
  for (const found of [...groups, ...resourcesOf(stack, 'aws_default_security_group')])
    if (listAt(found, 'ingress').length + listAt(found, 'egress').length > 0)
      faults.push(`${addressOf(found)}: rules inside the group; they belong into support/security-groups`);
  return { groups: groups.map(addressOf), rules, faults };
}

function peerOf(stack: StackJson, rule: Resource): Peer | undefined {
  const [group] = groupsIn(stack, at(rule, 'referenced_security_group_id'));
  if (group !== undefined) return { kind: 'group', group };
  const cidr = at(rule, 'cidr_ipv4');
  if (typeof cidr === 'string' && cidr !== '') return { kind: 'cidr', cidr };
  const name = prefixListName(stack, at(rule, 'prefix_list_id'));
  return name === undefined ? undefined : { kind: 'prefix list', name };
}

/** A prefix list is looked up by name (the one data source): `${data.aws_ec2_managed_prefix_list.x.id}`. */
function prefixListName(stack: StackJson, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, type, name] = /data\.(aws_ec2_managed_prefix_list)\.([\w-]+)/.exec(value) ?? [];
  const found =
    type === undefined || name === undefined ? undefined : at({ data: stack.data }, `data.${type}.${name}.name`);
  return typeof found === 'string' ? found : undefined;
}

function portsOf(rule: Resource): { first: number; last: number } {
  if (at(rule, 'ip_protocol') === '-1') return { first: 0, last: 65_535 };
  const [first, last] = [at(rule, 'from_port'), at(rule, 'to_port')];
  return typeof first === 'number' && typeof last === 'number' ? { first, last } : { first: -1, last: -1 };
}
