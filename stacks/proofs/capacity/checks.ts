import { maxConnectionsOf, reservedConnections } from '../../../modules/rds/instance-classes.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { limits, nodeTypes, perCluster, perNode } from './limits.ts';
import { type Load, loads, pooledPods } from './pods.ts';

/** Connections of one process (DATABASE_POOL_MAX, services/shared/config/common-settings.ts). */
export const POOL = 10;

/** Holds everything that one environment demands against what limits it. */
export function findingsOf(facts: Facts): Finding[] {
  const named = (id: string) => `${facts.environment}/${id}`;
  return [
    ...nodeFindings(facts),
    ...databaseFindings(facts),
    ...waitingRoomFindings(facts),
    ...queueFindings(facts),
    ...addressFindings(facts),
  ].map((finding) => ({ ...finding, id: named(finding.id) }));
}

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

/** Connection pools against what the database takes. */
export function databaseFindings({ environment, databaseClass, hasProxy, worker }: Facts): Finding[] {
  const taken = maxConnectionsOf(databaseClass);
  if (taken === undefined) throw new Error(`capacity: the connections of ${databaseClass} are unknown`);
  const through = hasProxy ? 'through the proxy, if every pool were busy at once' : 'without a proxy';
  return (environment === 'staging' ? (['most'] as const) : (['fewest', 'most'] as const)).map((when) => ({
    id: `connections/${when}`,
    what: `pools of ${POOL} in ${pooledPods(environment, when)} pods and ${worker.executions} of the worker, ${through}`,
    demand: pooledPods(environment, when) * POOL + worker.executions,
    supply: taken - reservedConnections,
    unit: 'connections',
    source: 'Amazon RDS User Guide, "Maximum number of database connections"',
  }));
}

/** API Gateway, Lambda and DynamoDB against the documented rates. */
export function waitingRoomFindings({ api, reservedExecutions, advancerBatch }: Facts): Finding[] {
  const lambda = 'AWS Lambda Developer Guide, "Lambda function scaling", "Lambda quotas"';
  const gateway = 'Amazon API Gateway Developer Guide, "Amazon API Gateway quotas"';
  const dynamo = 'Amazon DynamoDB Developer Guide, "Burst and adaptive capacity", "On-demand capacity mode"';
  return [
    {
      id: 'api/executions',
      what: `rate of the API against ${api.executions} reserved executions`,
      demand: api.rate,
      supply: api.executions * limits.requestsPerExecution,
      unit: 'requests/s',
      source: lambda,
    },
    {
      id: 'api/burst',
      what: 'burst of the API against the account',
      demand: api.burst,
      supply: limits.apiBurst,
      unit: 'requests',
      source: gateway,
    },
    {
      id: 'api/rate',
      what: 'rate of the API against the account',
      demand: api.rate,
      supply: limits.apiRate,
      unit: 'requests/s',
      source: gateway,
    },
    {
      id: 'lambda/reserved',
      what: 'reserved executions against a new account',
      demand: reservedExecutions,
      supply: limits.accountExecutions - limits.unreservedExecutions,
      unit: 'executions',
      source: lambda,
    },
    {
      id: 'counters/partition',
      what: 'joins against one counter item, a write each',
      demand: api.rate,
      supply: limits.partitionWrites,
      unit: 'writes/s',
      source: dynamo,
    },
    {
      id: 'positions/new-table',
      what: 'joins against a new table',
      demand: api.rate,
      supply: limits.newTableWrites,
      unit: 'writes/s',
      source: dynamo,
    },
    {
      id: 'advancer/people',
      what: 'joins of a minute against those that a cycle lets in',
      demand: api.rate * 60,
      supply: advancerBatch,
      unit: 'people',
      source: 'architecture.md 5.7',
    },
  ];
}

/** The worker against the limits of its FIFO queue; a batch takes a tenth of a second at the least. */
export function queueFindings({ worker }: Facts): Finding[] {
  const source = 'Amazon SQS Developer Guide, "FIFO queue quotas"';
  return [
    {
      id: 'queue/calls',
      what: 'receives of the worker',
      demand: worker.executions * 10,
      supply: limits.fifoCalls,
      unit: 'calls/s',
      source,
    },
    {
      id: 'queue/in-flight',
      what: 'messages that the worker holds',
      demand: worker.executions * worker.batch,
      supply: limits.fifoInFlight,
      unit: 'messages',
      source,
    },
  ];
}

/** Addresses of one App subnet: its share of the nodes, one more while they are replaced, endpoints, proxy, control plane. */
export function addressFindings({ nodes, slotsPerNode, appSubnets, endpoints, hasProxy }: Facts): Finding[] {
  const nodesHere = Math.ceil((nodes.max + 1) / Math.max(appSubnets.length, 1));
  // One prefix stays warm (WARM_PREFIX_TARGET); each of three cards has an address of its own.
  const perHost = (Math.ceil(slotsPerNode / limits.addressesPerPrefix) + 1) * limits.addressesPerPrefix + 3;
  const others = endpoints + (hasProxy ? 2 : 0) + 2;
  return appSubnets.map((cidr) => ({
    id: `addresses/${cidr}`,
    what: `${nodesHere} full nodes, ${endpoints} endpoints, proxy and control plane in ${cidr}`,
    demand: nodesHere * perHost + others,
    supply: 2 ** (32 - Number(cidr.split('/')[1])) - limits.keptAddresses,
    unit: 'addresses',
    source: 'Amazon VPC User Guide, "Subnet CIDR reservations"',
  }));
}
