import { maxConnectionsOf, reservedConnections } from '../../../modules/rds/instance-classes.ts';
import { POOL } from '../../wiring/client-connections.ts';
import { addressFindings } from './address-checks.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { limits } from './limits.ts';
import { nodeFindings } from './node-checks.ts';
import { pooledPods } from './pods.ts';

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
