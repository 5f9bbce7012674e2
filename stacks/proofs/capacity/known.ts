/** A contradiction between documented numbers that stands: why it does no harm, and the one setting that ends it. */
export interface Known {
  readonly id: string;
  /** Ruling that keeps the documented numbers. */
  readonly ruling: string;
  readonly because: string;
  readonly setting: string;
}

/** Rulings C: kept, reported at synth, one setting each. Anything else that does not fit is new and fails. */
export const knownContradictions: readonly Known[] = [
  {
    id: 'prod/fewest-nodes/cpu',
    ruling: 'C',
    because: 'the autoscaler keeps a third node while 20 pods run; two nodes are the bottom, not the start',
    setting: 'eks.minNodes in stacks/environments/prod.ts',
  },
  {
    id: 'prod/release/cpu',
    ruling: 'C',
    because:
      'only one service is released at a time, and seldom at the height of a sale; previews that find no room wait',
    setting: 'eks.maxNodes or eks.instanceTypes in stacks/environments/prod.ts',
  },
  {
    id: 'prod/release/memory',
    ruling: 'C',
    because: 'as for CPU: previews that find no room wait',
    setting: 'eks.maxNodes or eks.instanceTypes in stacks/environments/prod.ts',
  },
  {
    id: 'prod/connections/fewest',
    ruling: 'C',
    because: 'RDS Proxy shares connections between pools, and a statement holds one for milliseconds',
    setting: 'DATABASE_POOL_MAX of the services, or rds.instanceClass',
  },
  {
    id: 'prod/connections/most',
    ruling: 'C',
    because: 'RDS Proxy shares connections between pools, and a statement holds one for milliseconds',
    setting: 'DATABASE_POOL_MAX of the services, or rds.instanceClass',
  },
  {
    id: 'prod/api/executions',
    ruling: 'C',
    because: 'above about 1,000 requests a second people get 429 and their page asks again',
    setting: 'lambdaVwr.apiConcurrency in stacks/environments/prod.ts',
  },
  {
    id: 'prod/api/burst',
    ruling: 'C',
    because: 'the account lets 5,000 through until AWS raises its quota; the rest is told to ask again',
    setting: 'the quota of the account, or lambdaVwr.burstLimit',
  },
  {
    id: 'prod/counters/partition',
    ruling: 'C',
    because: 'places are leased in blocks, so a join is not a write to the counter',
    setting: 'the block size of edge/vwr-api',
  },
  {
    id: 'prod/positions/new-table',
    ruling: 'C',
    because: 'the reserved executions let about 1,000 joins a second through; warm the table before a larger sale',
    setting: 'lambdaVwr.apiConcurrency together with the warm throughput of the table',
  },
  {
    id: 'prod/advancer/people',
    ruling: 'C',
    because: 'that is what the waiting room is for: the line grows faster than it is let in',
    setting: 'lambdaVwr.advancerBatch in stacks/environments/prod.ts',
  },
  {
    id: 'staging/advancer/people',
    ruling: 'C',
    because: 'as in prod',
    setting: 'lambdaVwr.advancerBatch in stacks/environments/staging.ts',
  },
];
