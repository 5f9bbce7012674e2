import type { StackJson } from '../stack-query.ts';
import type { Network } from './network.ts';
import { readGroups } from './read-groups.ts';
import { readSubnets } from './read-subnets.ts';
import { headerFaults, proxyFaults, readTargets } from './read-targets.ts';
import { readEndpoints, readWorkloads } from './read-workloads.ts';

/** The network of one environment, as Terraform would build it. */
export function readNetwork(stack: StackJson): Network {
  const { groups, rules, faults } = readGroups(stack);
  const { workloads, faults: unknown } = readWorkloads(stack);
  return {
    subnets: readSubnets(stack),
    groups,
    rules,
    workloads,
    endpoints: readEndpoints(stack),
    targets: readTargets(stack),
    faults: [...faults, ...unknown, ...proxyFaults(stack), ...headerFaults(stack)],
  };
}
