/** What an environment may choose about Redis; documented values are the defaults (architecture.md 5.2). */
export interface ElasticacheSettings {
  /** Redis version. Default `7.1`. */
  readonly engineVersion?: string;
  /** Default `cache.t4g.micro`. */
  readonly nodeType?: string;
  /** Nodes: one primary, the others its copies. Default 2. */
  readonly nodeCount?: number;
  /** Whether a copy takes over when the primary is away; needs two nodes. Default true. */
  readonly automaticFailover?: boolean;
  /** Whether the nodes stand in different zones; needs failover. Default true. */
  readonly multiAz?: boolean;
  /**
   * What Redis does when its memory is full. Default `noeviction`: it refuses writes instead of dropping seat locks and
   * places in the queue (ruling B21).
   */
  readonly maxmemoryPolicy?: 'noeviction' | 'volatile-ttl' | 'volatile-lru' | 'allkeys-lru';
  /** Seconds after which an idle client is disconnected. Default 300. */
  readonly idleTimeoutSeconds?: number;
  /** Days that snapshots are kept; the document names none. Default 5. */
  readonly snapshotRetentionDays?: number;
  /** Days that slow log and engine log are kept; the document names none. Default 30. */
  readonly logRetentionDays?: number;
}

/** The documented values (architecture.md 5.2; ruling B21). */
export const elasticacheDefaults = {
  engineVersion: '7.1',
  nodeType: 'cache.t4g.micro',
  nodeCount: 2,
  automaticFailover: true,
  multiAz: true,
  maxmemoryPolicy: 'noeviction',
  idleTimeoutSeconds: 300,
  snapshotRetentionDays: 5,
  logRetentionDays: 30,
} as const satisfies Required<ElasticacheSettings>;
