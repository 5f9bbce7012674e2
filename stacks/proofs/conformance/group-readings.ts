import { at, type Resource, referred, resourcesOf } from '../stack-query.ts';
import type { Built, Reading } from './passage.ts';
import { reading } from './readings.ts';

const groups = (built: Built, name: RegExp): Resource[] =>
  resourcesOf(built.stack, 'aws_security_group').filter((group) => name.test(String(at(group, 'name'))));

const isOneOf = (built: Built, value: unknown, wanted: readonly Resource[]): boolean =>
  referred(built.stack, value).some((found) =>
    wanted.some(({ name, type }) => found.type === type && found.name === name),
  );

/** What a rule lets through: `all`, a port or a range. */
function portsOf(rule: Resource): string {
  const [from, to] = [at(rule, 'from_port'), at(rule, 'to_port')];
  if (at(rule, 'ip_protocol') === '-1') return 'all';
  return from === to ? String(from) : `${String(from)}-${String(to)}`;
}

/** The rules that admit one security group into another. */
function between(built: Built, from: RegExp, to: RegExp): Resource[] {
  const [sources, targets] = [groups(built, from), groups(built, to)];
  if (sources.length === 0) throw new Error(`there is no security group ${from.source}`);
  if (targets.length === 0) throw new Error(`there is no security group ${to.source}`);
  return resourcesOf(built.stack, 'aws_vpc_security_group_ingress_rule').filter(
    (rule) =>
      isOneOf(built, at(rule, 'security_group_id'), targets) &&
      isOneOf(built, at(rule, 'referenced_security_group_id'), sources),
  );
}

/** Ports that a security group admits from another one, in ascending order. */
export const opened = (from: RegExp, to: RegExp): Reading =>
  reading(`rules from ${from.source} into ${to.source}`, (built) => inOrder(between(built, from, to)));

/** Protocols that a security group admits from another one, each once; `-1` is every one. */
export const protocols = (from: RegExp, to: RegExp): Reading =>
  reading(`protocol from ${from.source} into ${to.source}`, (built) => [
    ...new Set(between(built, from, to).map((rule) => at(rule, 'ip_protocol'))),
  ]);

/** Ports that a security group admits from a prefix list of AWS. */
export const openedToPrefixList = (to: RegExp): Reading =>
  reading(`rules from a prefix list into ${to.source}`, (built) =>
    inOrder(
      resourcesOf(built.stack, 'aws_vpc_security_group_ingress_rule').filter(
        (rule) =>
          isOneOf(built, at(rule, 'security_group_id'), groups(built, to)) && at(rule, 'prefix_list_id') !== undefined,
      ),
    ),
  );

const inOrder = (rules: readonly Resource[]): string[] =>
  [...new Set(rules.map(portsOf))].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
