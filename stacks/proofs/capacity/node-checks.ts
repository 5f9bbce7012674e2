import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { limits, nodeTypes, perCluster, perNode } from './limits.ts';
import { type Load, loads } from './pods.ts';

/** Pods against CPU, memory and slots of the nodes. */
export function nodeFindings(facts: Facts): Finding[] {
  const { nodes, environment } = facts;
  const moments: readonly [string, Load, number][] =
    environment === 'staging'
      ? [['most-nodes', loads.staging, nodes.max]]
      : [
          ['fewest-nodes', loads.fewest, nodes.min],
          ['first-nodes', loads.fewest, nodes.desired],
          ['most-nodes', loads.most, nodes.max],
          ['release', loads.release, nodes.max],
        ];
  return [...moments.flatMap(([id, load, count]) => onNodes(id, load, count, facts)), slotsOnCards(facts)];
}

function onNodes(id: string, load: Load, count: number, { nodeType, slotsPerNode, kubeletMib }: Facts): Finding[] {
  const type = nodeTypes[nodeType];
  if (type === undefined) throw new Error(`capacity: ${nodeType} is not in limits.ts; add what its EC2 page says`);
  const what = `${load.name} on ${count} ${nodeType}`;
  const memory = type.memoryMib * (1 - limits.memoryKept) - kubeletMib - limits.evictionMib;
  const source = 'Amazon EC2 Instance Types; Kubernetes, "Reserve Compute Resources for System Daemons"';
  return [
    {
      id: `${id}/cpu`,
      what,
      demand: load.cpuMillis + perCluster.cpuMillis + count * perNode.cpuMillis,
      supply: count * (type.cpuMillis - limits.kubeletMillis),
      unit: 'millicores requested',
      source,
    },
    {
      id: `${id}/memory`,
      what,
      demand: load.memoryMib + perCluster.memoryMib + count * perNode.memoryMib,
      supply: Math.floor(count * memory),
      unit: 'MiB requested',
      source,
    },
    {
      id: `${id}/slots`,
      what,
      demand: load.pods + perCluster.pods + count * perNode.pods,
      supply: count * slotsPerNode,
      unit: 'pod slots',
      source: 'Amazon EKS User Guide, "Assign more IP addresses to Amazon EKS nodes with prefixes"',
    },
  ];
}

/** The slots that the kubelet offers against the addresses that the network cards can carry. */
function slotsOnCards({ nodeType, slotsPerNode }: Facts): Finding {
  const { networkCards = 0, addressesPerCard = 0 } = nodeTypes[nodeType] ?? {};
  const carried = networkCards * (addressesPerCard - 1) * limits.addressesPerPrefix + 2;
  return {
    id: 'slots-on-network-cards',
    what: `slots of one ${nodeType} with prefix delegation`,
    demand: slotsPerNode,
    supply: Math.min(carried, limits.slotsPerNode),
    unit: 'pod slots',
    source: 'Amazon EKS User Guide, "Assign more IP addresses to Amazon EKS nodes with prefixes"',
  };
}
